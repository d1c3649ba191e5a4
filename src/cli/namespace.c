/* namespace.c - endpoints into namespaces and out of them. */
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

static bool with_endpoint(struct tool *t, bool (*act)(struct hcn_call *, struct hcn_namespace *,
                                                      const struct hcn_guid *))
{
    struct hcn_guid space, endpoint;
    struct hcn_namespace *n;
    bool ok;

    if (!object_find(t, &noun_namespace, t->args[0], &space) ||
        !object_find(t, &noun_endpoint, t->args[1], &endpoint))
        return false;
    n = hcn_namespace_open(t->call, t->service, &space);
    ok = n && act(t->call, n, &endpoint);
    hcn_namespace_close(n);
    return ok;
}

bool command_add_endpoint(struct tool *t)
{
    return with_endpoint(t, hcn_namespace_add_endpoint);
}

bool command_remove_endpoint(struct tool *t)
{
    return with_endpoint(t, hcn_namespace_remove_endpoint);
}

/* Prints ids that a function gives for a namespace. */
static bool print_ids(struct tool *t, bool (*get)(struct hcn_call *, struct hcn_namespace *,
                                                  struct hcn_guid_list *))
{
    struct hcn_guid_list ids = { NULL, 0 };
    struct hcn_namespace *n;
    struct hcn_guid space;
    bool ok;

    if (!object_find(t, &noun_namespace, t->args[0], &space))
        return false;
    n = hcn_namespace_open(t->call, t->service, &space);
    ok = n && get(t->call, n, &ids);
    for (size_t i = 0; i < ids.count; i++)
        print_id(&ids.at[i]);
    hcn_namespace_close(n);
    return ok;
}

bool command_endpoints(struct tool *t)
{
    return print_ids(t, hcn_namespace_endpoints);
}

bool command_reconcile(struct tool *t)
{
    return print_ids(t, hcn_namespace_reconcile);
}

/* ---- attach and detach ------------------------------------------------------------------- */

/* The namespace that adopted a path, or a new one that does. */
static bool find_path(struct tool *t, const char *path, struct hcn_guid *out)
{
    struct hcn_namespace_document *settings = hcn_document_new(t->call, HCN_DOCUMENT_NAMESPACE);
    struct hcn_additional_params *params =
        hcn_document_new(t->call, HCN_DOCUMENT_ADDITIONAL_PARAMS);
    struct hcn_namespace_list all = { NULL, 0 };
    struct hcn_namespace *n;

    if (!settings || !params || !hcn_namespace_list(t->call, t->service, NULL, &all))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        const char *json = all.at[i]->additional_params;
        struct hcn_additional_params *has =
            json ? hcn_document_read_answer(t->call, HCN_DOCUMENT_ADDITIONAL_PARAMS, json) : NULL;

        *out = all.at[i]->id;
        if (has && has->on_linux && has->on_linux->network_namespace &&
            !strcmp(has->on_linux->network_namespace, path))
            return true;
    }
    params->on_linux = hcn_document_new(t->call, HCN_DOCUMENT_LINUX_PARAMS);
    if (!params->on_linux)
        return false;
    params->on_linux->network_namespace = path;
    settings->additional_params = hcn_document_print(t->call, params);
    n = hcn_namespace_create(t->call, t->service, NULL, settings);
    *out = hcn_namespace_id(n);
    hcn_namespace_close(n);
    return n != NULL;
}

/* The last part of a path, or the text itself. */
static const char *last_part(const char *text)
{
    const char *slash = strrchr(text, '/');

    return slash && slash[1] ? slash + 1 : text;
}

bool command_attach(struct tool *t)
{
    const struct options *o = &t->options;
    struct hcn_attachment_options asked = { .owner = o->owner ? o->owner : "hcn",
                                            .container = o->name ? o->name : last_part(t->args[1]),
                                            .address = o->address };
    struct hcn_attachment *attachment;
    struct hcn_guid space, endpoint;

    if (!object_find(t, &noun_network, t->args[0], &asked.network) ||
        !(*t->args[1] == '/' ? find_path(t, t->args[1], &space)
                             : object_find(t, &noun_namespace, t->args[1], &space)))
        return false;
    asked.space = &space;
    attachment = hcn_attachment_create(t->call, t->service, &asked);
    if (!attachment)
        return false;
    endpoint = hcn_attachment_endpoint(attachment);
    print_id(&endpoint);
    hcn_attachment_close(attachment);
    return true;
}

/* Deletes the endpoint; its namespace stays. */
bool command_detach(struct tool *t)
{
    struct hcn_guid endpoint;

    return object_find(t, &noun_endpoint, t->args[0], &endpoint) &&
           hcn_endpoint_delete(t->call, t->service, &endpoint);
}
