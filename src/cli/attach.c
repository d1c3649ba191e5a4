/* attach.c - an endpoint and its place in one step, and back. */
#include <stdio.h>
#include <string.h>

#include "cli/leftover.h"

/*
 * Owner of a namespace that `attach` made for a path: the last `detach` deletes it again. Other
 * processes attach and detach meanwhile, so it is made to be deleted only when it is empty, which
 * the service decides in one transaction.
 */
static const char made_by_attach[] = "hcn attach";

/*
 * How often others may be faster: the namespace that was found for a path is deleted before it is
 * used, or one is made while we make ours.
 */
enum { TRIES = 100 };

/* ---- namespaces by path ------------------------------------------------------------------- */

static struct hcn_linux_params *params_of(struct tool *t, const struct hcn_namespace_document *n)
{
    struct hcn_additional_params *params =
        n->additional_params ? hcn_document_read_answer(t->call, HCN_DOCUMENT_ADDITIONAL_PARAMS,
                                                        n->additional_params)
                             : NULL;

    return params ? params->on_linux : NULL;
}

/* The namespace of a path; *out stays zero when there is none. */
static bool find_path(struct tool *t, const char *path, struct hcn_guid *out)
{
    struct hcn_namespace_list all = { NULL, 0 };

    *out = (struct hcn_guid){ 0 };
    if (!hcn_namespace_list(t->call, t->service, NULL, &all))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        const struct hcn_linux_params *has = params_of(t, all.at[i]);

        if (has && has->network_namespace && !strcmp(has->network_namespace, path))
            *out = all.at[i]->id;
    }
    return true;
}

/* The last part of a path, or the text itself. */
static const char *last_part(const char *text)
{
    const char *slash = strrchr(text, '/');

    return slash && slash[1] ? slash + 1 : text;
}

/* A new namespace that adopts a path, and is called by its last part. */
static bool adopt_path(struct tool *t, const char *path, struct hcn_guid *out)
{
    struct hcn_namespace_document *settings = hcn_document_new(t->call, HCN_DOCUMENT_NAMESPACE);
    struct hcn_additional_params *params =
        hcn_document_new(t->call, HCN_DOCUMENT_ADDITIONAL_PARAMS);
    struct hcn_linux_params *on_linux = hcn_document_new(t->call, HCN_DOCUMENT_LINUX_PARAMS);
    struct hcn_namespace *n;

    if (!settings || !params || !on_linux)
        return false;
    on_linux->network_namespace = path;
    on_linux->delete_only_empty = true;
    params->on_linux = on_linux;
    settings->owner = made_by_attach;
    settings->name = last_part(path);
    settings->additional_params = hcn_document_print(t->call, params);
    n = hcn_namespace_create(t->call, t->service, NULL, settings);
    *out = hcn_namespace_id(n);
    hcn_namespace_close(n);
    return n != NULL;
}

/* Finds a namespace by what names it. A path that no namespace has leaves *out zero. */
static bool find_namespace(struct tool *t, const char *text, struct hcn_guid *out)
{
    return *text == '/' ? find_path(t, text, out) : object_find(t, &noun_namespace, text, out);
}

static bool is_made_by_attach(struct tool *t, const struct hcn_namespace_document *n)
{
    const struct hcn_linux_params *has = params_of(t, n);

    return n->owner && !strcmp(n->owner, made_by_attach) && has && has->delete_only_empty;
}

static bool failed_with(struct tool *t, enum hcn_class class)
{
    return hcn_call_class(t->call) == class;
}

/*
 * Deletes a namespace that `attach` made, unless something is in it. That it is gone, or in use,
 * is no failure.
 */
static bool drop_namespace(struct tool *t, const struct hcn_guid *id)
{
    struct hcn_namespace *n = hcn_namespace_open(t->call, t->service, id);
    struct hcn_namespace_document *d = hcn_namespace_query(t->call, n, NULL);

    hcn_namespace_close(n);
    if (d && is_made_by_attach(t, d))
        hcn_namespace_delete(t->call, t->service, id);
    if (failed_with(t, HCN_CLASS_NOT_FOUND) || failed_with(t, HCN_CLASS_CONFLICT))
        hcn_call_forgive(t->call);
    return failed_with(t, HCN_CLASS_NONE);
}

/* ---- attach ------------------------------------------------------------------------------- */

/* The same tool with a call of its own, for what is done after a failure. */
static struct tool aside(const struct tool *t)
{
    struct tool other = *t;

    other.call = hcn_call_begin();
    set_timeout(t, other.call);
    return other;
}

static bool is_gone(const struct tool *t, const struct hcn_guid *space)
{
    struct tool other = aside(t);
    bool gone;

    hcn_namespace_close(hcn_namespace_open(other.call, t->service, space));
    gone = failed_with(&other, HCN_CLASS_NOT_FOUND);
    hcn_call_end(other.call);
    return gone;
}

static void clean_up(const struct tool *t, const struct hcn_guid *space)
{
    struct tool other = aside(t);

    drop_namespace(&other, space);
    hcn_call_end(other.call);
}

/* NULL after a failure; *overtaken: only because another process was faster. */
static struct hcn_attachment *attach_once(struct tool *t, struct hcn_attachment_options *asked,
                                          bool *overtaken)
{
    const char *text = t->args[1];
    struct hcn_attachment *made;
    struct hcn_guid space;

    *overtaken = false;
    if (!find_namespace(t, text, &space))
        return NULL;
    if (hcn_guid_is_zero(&space) && !adopt_path(t, text, &space)) {
        *overtaken = failed_with(t, HCN_CLASS_CONFLICT);
        return NULL;
    }
    asked->space = &space;
    made = hcn_attachment_create(t->call, t->service, asked);
    asked->space = NULL;
    if (made)
        return made;
    *overtaken = *text == '/' && failed_with(t, HCN_CLASS_NOT_FOUND) && is_gone(t, &space);
    clean_up(t, &space);
    return NULL;
}

static bool tell_attachment(struct tool *t, const struct hcn_guid *endpoint)
{
    const char *json;

    if (!wants_json(t)) {
        print_id(endpoint);
        return true;
    }
    json = object_show(t, &noun_endpoint, endpoint);
    if (json)
        print_json(t, json);
    return json != NULL;
}

/* Who it is for, where the command line does not say it. */
static const char *owner_of(const struct tool *t)
{
    return t->options.owner ? t->options.owner : "hcn";
}

static const char *container_of(const struct tool *t)
{
    return t->options.name ? t->options.name : last_part(t->args[1]);
}

/* Is what is in the way left of an attach that was killed? Then it is gone now. */
static bool make_way(struct tool *t, const struct hcn_attachment_options *asked)
{
    struct tool other = aside(t);
    size_t dropped = 0;

    if (failed_with(t, HCN_CLASS_CONFLICT))
        leftover_drop(&other, &asked->network, asked->owner, asked->container, &dropped);
    hcn_call_end(other.call);
    return dropped > 0;
}

bool command_attach(struct tool *t)
{
    struct hcn_attachment_options asked = { .owner = owner_of(t),
                                            .container = container_of(t),
                                            .address = t->options.address };
    struct hcn_attachment *attachment = NULL;
    struct hcn_guid endpoint;
    bool overtaken;

    if (!object_find(t, &noun_network, t->args[0], &asked.network))
        return false;
    for (int tries = TRIES; !(attachment = attach_once(t, &asked, &overtaken)); tries--) {
        if (!tries || (!overtaken && !make_way(t, &asked)))
            return false;
        hcn_call_forgive(t->call);
    }
    endpoint = hcn_attachment_endpoint(attachment);
    hcn_attachment_close(attachment);
    return tell_attachment(t, &endpoint);
}

/* ---- detach ------------------------------------------------------------------------------- */

static bool detach_endpoint(struct tool *t, const struct hcn_guid *id)
{
    struct hcn_endpoint *endpoint = hcn_endpoint_open(t->call, t->service, id);
    struct hcn_endpoint_document *d = hcn_endpoint_query(t->call, endpoint, NULL);

    hcn_endpoint_close(endpoint);
    return d && hcn_endpoint_delete(t->call, t->service, id) &&
           (hcn_guid_is_zero(&d->host_compute_namespace) ||
            drop_namespace(t, &d->host_compute_namespace));
}

/* An endpoint that another process has taken out meanwhile is not among those detached. */
static bool detach_all(struct tool *t, const struct hcn_endpoint_list *list, size_t *detached)
{
    *detached = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (detach_endpoint(t, &list->at[i]->id))
            ++*detached;
        else if (failed_with(t, HCN_CLASS_NOT_FOUND))
            hcn_call_forgive(t->call);
        else
            return false;
    }
    return true;
}

static bool detach_between(struct tool *t)
{
    struct hcn_endpoint_list list = { NULL, 0 };
    struct hcn_guid network, space;
    size_t detached;

    if (!object_find(t, &noun_network, t->args[0], &network) ||
        !find_namespace(t, t->args[1], &space))
        return false;
    if (!hcn_guid_is_zero(&space) && !endpoints_between(t, &network, &space, &list))
        return false;
    if (!detach_all(t, &list, &detached) ||
        (!detached && !leftover_drop(t, &network, owner_of(t), container_of(t), &detached)) ||
        (!hcn_guid_is_zero(&space) && !drop_namespace(t, &space)))
        return false;
    return detached ||
           refuse(t, EXIT_NOT_FOUND, "no endpoint of network \"%s\" is in namespace \"%s\"",
                  t->args[0], t->args[1]);
}

bool command_detach(struct tool *t)
{
    struct hcn_guid endpoint;

    if (t->count == 2)
        return detach_between(t);
    return object_find(t, &noun_endpoint, t->args[0], &endpoint) && detach_endpoint(t, &endpoint);
}
