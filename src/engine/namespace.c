/* namespace.c - namespaces: made, adopted, shown, modified, deleted. */
#include "engine/namespace.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "engine/adopted.h"
#include "engine/claims.h"
#include "engine/endpoint.h"
#include "engine/kinds.h"
#include "engine/objects.h"
#include "schema/document.h"
#include "schema/records.h"

enum { PATH_LENGTH = CLAIM_KEY - 1 };

static bool is_of_this_machine(uint32_t type)
{
    return type == HCN_NAMESPACE_HOST || type == HCN_NAMESPACE_HOST_DEFAULT;
}

static const char *own_path(struct hcn_call *c, const struct hcn_guid *id)
{
    return call_format(c, "/run/netns/hcn-%s", guid_text(id).s);
}

bool namespace_locate(struct work *w, const struct object *space, struct location *out)
{
    struct hcn_namespace_document *n = object_remains(w, space);
    const char *own = own_path(w->call, &space->id);
    struct hcn_additional_params *params;

    if (!n || !own)
        return false;
    *out = (struct location){ .path = "", .kernel = is_of_this_machine(n->type) };
    if (n->type != HCN_NAMESPACE_HOST || guid_equal(&space->id, &host_default_id))
        return true;
    params = params_read(w, "namespace.AdditionalParams", n->additional_params);
    if (!params)
        return false;
    out->path = params->on_linux->network_namespace;
    if (text_empty(out->path)) /* its row is damaged */
        out->path = own;
    out->adopted = params->on_linux->adopted || strcmp(out->path, own) != 0;
    out->only_empty = params->on_linux->delete_only_empty;
    return true;
}

/* ---- showing ---------------------------------------------------------------------------- */

struct showing {
    struct hcn_call *call;
    struct hcn_namespace_document *space;
};

static bool add_endpoint(void *context, const struct object *o)
{
    struct showing *s = context;
    struct hcn_resource *resource = document_new(s->call, &resource_record);
    struct hcn_resource **place =
        call_append(s->call, &s->space->resources.at, &s->space->resources.count, sizeof *place);

    if (!resource || !place)
        return false;
    *place = resource;
    resource->type = HCN_RESOURCE_ENDPOINT;
    resource->data = document_new(s->call, &resource_data_record);
    if (!resource->data)
        return false;
    /* in upper case: so the service lists them */
    resource->data->id = call_format(s->call, "%s", guid_upper(&o->id).s);
    return resource->data->id != NULL;
}

bool namespace_show(struct work *w, const struct object *o, const char **json, size_t *length)
{
    struct selection inside = { .kind = KIND_ENDPOINT, .space = &o->id };
    struct showing s = { w->call, object_document(w, o) };

    if (!s.space)
        return false;
    document_give(s.space, &s.space->resources);
    s.space->state = (uint16_t)o->state;
    if (!store_each(w->call, w->store, &inside, add_endpoint, &s))
        return false;
    *json = document_print(w->call, s.space, length);
    return *json != NULL;
}

/* ---- making ----------------------------------------------------------------------------- */

/* One path, one namespace. */
static bool take_path(struct work *w, const char *path, const struct object *o)
{
    struct holder held;
    struct claim claim;

    if (strlen(path) > PATH_LENGTH)
        return fail(w->call, E_INVALIDARG,
                    "namespace.AdditionalParams.Linux.NetworkNamespace: longer than %d bytes",
                    PATH_LENGTH);
    claim = claim_path(path, &o->id);
    if (!work_claim(w, &claim, &held))
        return false;
    return guid_equal(&held.id, &o->id) ||
           fail(w->call, HCN_WIN32_ALREADY_EXISTS,
                "namespace.AdditionalParams.Linux.NetworkNamespace: %s belongs to %s", path,
                object_title(w, KIND_NAMESPACE, &held.id));
}

static bool is_there(struct work *w, const char *path)
{
    struct hcn_call trial = { 0 };
    const bool there = w->driver->kind->namespace_check(&trial, w->driver, path);

    call_end(&trial);
    return there;
}

static bool adopt(struct work *w, const char *path, const struct object *o)
{
    if (w->driver->kind->namespace_check(w->call, w->driver, path))
        return adopted_take(w, path, o);
    fail_at(w->call, "namespace.AdditionalParams.Linux.NetworkNamespace");
    return false;
}

static bool make_path(struct work *w, const char *path)
{
    struct step *s = work_step(w, STEP_NAMESPACE, false);

    if (s)
        s->path = path;
    return s != NULL;
}

/*
 * The network namespace at a path is adopted; without a path one is made. The path of one that is
 * made stands in its document: created again, the document has it made again, unless somebody else
 * has meanwhile made what is there.
 */
static bool place_host(struct work *w, struct hcn_namespace_document *n, struct object *o)
{
    struct hcn_additional_params *params =
        params_read(w, "namespace.AdditionalParams", n->additional_params);
    const char *own = own_path(w->call, &o->id);
    struct hcn_linux_params *where;
    bool named, there;

    if (!params || !own)
        return false;
    where = params->on_linux;
    there = is_there(w, own);
    named = !text_empty(where->network_namespace);
    if (there && !named)
        return fail(w->call, HCN_WIN32_ALREADY_EXISTS,
                    "namespace.AdditionalParams.Linux.NetworkNamespace: %s is there already, give "
                    "it to adopt it",
                    own);
    where->adopted = named && (there || strcmp(where->network_namespace, own) != 0);
    if (!where->adopted) {
        document_drop(where, &where->adopted);
        where->network_namespace = own;
    }
    return take_path(w, where->network_namespace, o) &&
           (where->adopted ? adopt(w, where->network_namespace, o) : make_path(w, own)) &&
           params_write(w, n, &n->additional_params, params);
}

static bool claim_number(struct work *w, const struct hcn_namespace_document *n,
                         struct holder *held)
{
    const struct claim claim = claim_compartment(n->namespace_id, &n->id);

    return work_claim(w, &claim, held);
}

/* The next one that nobody has said himself. */
static bool choose_number(struct work *w, struct hcn_namespace_document *n)
{
    const uint32_t first = 2; /* 1 is the machine's own */
    struct holder held = { 0 };
    uint64_t last = first - 1;
    const char *text;

    if (!store_fact(w->call, w->store, "last compartment", &text))
        return false;
    if (text)
        (void)number_parse(text, UINT32_MAX, &last);
    n->namespace_id = (uint32_t)last;
    do {
        n->namespace_id = n->namespace_id < UINT32_MAX ? n->namespace_id + 1 : first;
        if (!claim_number(w, n, &held))
            return false;
    } while (!guid_equal(&held.id, &n->id));
    text = call_format(w->call, "%" PRIu32, n->namespace_id);
    return text && work_set_fact(w, "last compartment", text);
}

/* Compartments have numbers of their own; 0 is none. */
static bool number_compartment(struct work *w, struct hcn_namespace_document *n)
{
    struct holder held;

    if (!n->namespace_id)
        return !n->create_with_compartment || choose_number(w, n);
    if (!claim_number(w, n, &held))
        return false;
    return guid_equal(&held.id, &n->id) ||
           fail(w->call, HCN_WIN32_ALREADY_EXISTS,
                "namespace.NamespaceId: %" PRIu32 " is that of %s", n->namespace_id,
                object_title(w, KIND_NAMESPACE, &held.id));
}

bool namespace_make_default(struct work *w)
{
    struct object o = { .kind = KIND_NAMESPACE, .id = host_default_id, .state = STATE_CREATED };
    struct hcn_namespace_document *n = document_new(w->call, &namespace_record);

    if (!n)
        return false;
    n->type = HCN_NAMESPACE_HOST_DEFAULT;
    n->id = n->namespace_guid = host_default_id;
    n->namespace_id = 1;
    return number_compartment(w, n) && object_insert(w, &o, n);
}

static bool take_name(struct hcn_namespace_document *n, struct object *o)
{
    o->name = n->name;
    return true;
}

bool namespace_create(struct work *w, struct reply *out)
{
    struct hcn_namespace_document *n = object_create_settings(w);
    struct object o = { .kind = KIND_NAMESPACE, .state = STATE_CREATED };

    if (!n)
        return false;
    if (n->type == HCN_NAMESPACE_HOST_DEFAULT) { /* a singleton: it is there, whatever was asked */
        out->id = host_default_id;
        return true;
    }
    if (!object_new_id(w, &n->id, HCN_WIN32_OBJECT_ALREADY_EXISTS, &o.id))
        return false;
    n->id = out->id = o.id;
    document_give(n, &n->type);
    document_give(n, &n->namespace_id);
    n->resources.count = 0; /* endpoints come by modify requests */
    return take_name(n, &o) && number_compartment(w, n) &&
           (n->type != HCN_NAMESPACE_HOST || place_host(w, n, &o)) && object_insert(w, &o, n);
}

/* ---- deleting --------------------------------------------------------------------------- */

static const struct hcn_resource *first_container(const struct hcn_namespace_document *n)
{
    for (size_t i = 0; i < n->resources.count; i++)
        if (n->resources.at[i]->type == HCN_RESOURCE_CONTAINER)
            return n->resources.at[i];
    return NULL;
}

static bool refuse_containers(struct work *w, const struct hcn_resource *container)
{
    return fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                "%s has containers (%s is one): remove them from it first",
                object_title(w, KIND_NAMESPACE, &w->request->id),
                container->data && container->data->id ? container->data->id : "?");
}

static bool refuse_endpoint(struct work *w, const struct object *endpoint)
{
    return fail(w->call, HCN_E_ENTITY_HAS_REFERENCES,
                "%s is deleted only when it is empty (DeleteOnlyEmpty), and %s is in it",
                object_title(w, KIND_NAMESPACE, &w->request->id),
                object_title(w, KIND_ENDPOINT, &endpoint->id));
}

/* An adopted one is never deleted. */
static bool remove_own(struct work *w, const struct location *where)
{
    struct step *s;

    if (!where->kernel || where->adopted)
        return true;
    s = work_step(w, STEP_NAMESPACE, true);
    if (s)
        s->path = where->path;
    return s != NULL;
}

static bool empty(struct work *w, const struct objects *endpoints)
{
    for (size_t i = 0; i < endpoints->count; i++)
        if (!endpoint_detach(w, &endpoints->at[i]))
            return false;
    return true;
}

bool namespace_delete(struct work *w, struct reply *out)
{
    const struct hcn_guid *id = &w->request->id;
    struct selection inside = { .kind = KIND_ENDPOINT, .space = id };
    struct hcn_namespace_document *n;
    struct objects endpoints;
    struct location where;
    struct object o;

    (void)out;
    if (!work_get(w, KIND_NAMESPACE, id, &o) || !(n = object_remains(w, &o)))
        return false;
    if (guid_equal(id, &host_default_id))
        return true;
    if (first_container(n))
        return refuse_containers(w, first_container(n));
    if (!objects_select(w, &inside, &endpoints) || !namespace_locate(w, &o, &where))
        return false;
    if (where.only_empty && endpoints.count)
        return refuse_endpoint(w, &endpoints.at[0]);
    w->finish = true;
    w->victim = call_copy(w->call, &o, sizeof o);
    return w->victim && empty(w, &endpoints) && remove_own(w, &where) && object_delete(w, &o);
}
