/* namespace.c - namespaces: as networks, and with the endpoints that are in them. */
#include <string.h>

#include "base/guid.h"
#include "client/handle.h"
#include "client/reconcile.h"
#include "schema/document.h"
#include "schema/records.h"

/* ---- making and opening ----------------------------------------------------------------- */

/* Whatever is wrong with what the machine's own namespace refers to, it can be used. */
static struct hcn_namespace *reconciled(struct handle *h)
{
    struct hcn_call aside = { 0 };

    if (h) {
        aside.timeout = h->timeout;
        namespace_reconcile(&aside, h, NULL);
    }
    call_end(&aside);
    return (struct hcn_namespace *)h;
}

static bool asks_for_default(const char *json)
{
    struct hcn_call aside = { 0 };
    const struct hcn_namespace_document *n =
        json ? document_read(&aside, &namespace_record, json, strlen(json), LENIENT) : NULL;
    const bool yes = n && n->type == HCN_NAMESPACE_HOST_DEFAULT;

    call_end(&aside);
    return yes;
}

struct hcn_namespace *hcn_namespace_create_json(struct hcn_call *call, struct hcn_service *service,
                                                const struct hcn_guid *id, const char *json)
{
    const struct request q = {
        .kind = KIND_NAMESPACE, .verb = VERB_CREATE, .id = id_or_zero(id), .json = json
    };
    struct handle *h = handle_create(call, service, &q);

    if (h && (guid_equal(&h->id, &host_default_id) || asks_for_default(json)))
        return reconciled(h);
    return (struct hcn_namespace *)h;
}

struct hcn_namespace *hcn_namespace_create(struct hcn_call *call, struct hcn_service *service,
                                           const struct hcn_guid *id,
                                           const struct hcn_namespace_document *settings)
{
    const char *json = document_text(call, &namespace_record, settings);

    return json ? hcn_namespace_create_json(call, service, id, json) : NULL;
}

static struct hcn_namespace *create_plain(struct hcn_call *call, struct hcn_service *service,
                                          const struct hcn_guid *id, uint32_t type)
{
    struct hcn_namespace_document *n;

    if (!call_ready(call))
        return NULL;
    n = hcn_document_new(call, HCN_DOCUMENT_NAMESPACE);
    if (!n)
        return NULL;
    n->type = type;
    n->schema_version = schema_version_2(call);
    return hcn_namespace_create(call, service, id, n);
}

struct hcn_namespace *hcn_namespace_create_host(struct hcn_call *call, struct hcn_service *service)
{
    return create_plain(call, service, NULL, HCN_NAMESPACE_HOST);
}

struct hcn_namespace *hcn_namespace_open_default(struct hcn_call *call, struct hcn_service *service)
{
    return create_plain(call, service, &host_default_id, HCN_NAMESPACE_HOST_DEFAULT);
}

static struct hcn_namespace *ensured(struct handle *h)
{
    if (h && guid_equal(&h->id, &host_default_id))
        return reconciled(h);
    return (struct hcn_namespace *)h;
}

struct hcn_namespace *hcn_namespace_ensure(struct hcn_call *call, struct hcn_service *service,
                                           const struct hcn_namespace_document *settings,
                                           struct hcn_ensured *out)
{
    return ensured(handle_ensure(call, service, KIND_NAMESPACE, settings, out));
}

struct hcn_namespace *hcn_namespace_ensure_json(struct hcn_call *call, struct hcn_service *service,
                                                const char *json, struct hcn_ensured *out)
{
    return ensured(handle_ensure_json(call, service, KIND_NAMESPACE, json, out));
}

struct hcn_namespace *hcn_namespace_open(struct hcn_call *call, struct hcn_service *service,
                                         const struct hcn_guid *id)
{
    struct handle *h = handle_open(call, service, KIND_NAMESPACE, id);

    if (h && guid_equal(id, &host_default_id))
        return reconciled(h);
    return (struct hcn_namespace *)h;
}

bool hcn_namespace_delete(struct hcn_call *call, struct hcn_service *service,
                          const struct hcn_guid *id)
{
    if (id && guid_equal(id, &host_default_id))
        return service_ready(call, service); /* it is the machine's own, and stays */
    return service_delete(call, service, KIND_NAMESPACE, id);
}

/* ---- the endpoints in it ---------------------------------------------------------------- */

bool hcn_namespace_add_endpoint(struct hcn_call *call, struct hcn_namespace *space,
                                const struct hcn_guid *endpoint)
{
    return namespace_change(call, (struct handle *)space, HCN_REQUEST_ADD, endpoint);
}

bool hcn_namespace_remove_endpoint(struct hcn_call *call, struct hcn_namespace *space,
                                   const struct hcn_guid *endpoint)
{
    return namespace_change(call, (struct handle *)space, HCN_REQUEST_REMOVE, endpoint);
}

bool hcn_namespace_endpoints(struct hcn_call *call, struct hcn_namespace *space,
                             struct hcn_guid_list *out)
{
    if (call_ready(call) && !out)
        return fail(call, E_INVALIDARG, "no room for a list was given");
    return out && namespace_endpoints(call, (struct handle *)space, out);
}

bool hcn_namespace_reconcile(struct hcn_call *call, struct hcn_namespace *space,
                             struct hcn_guid_list *removed)
{
    return namespace_reconcile(call, (struct handle *)space, removed) &&
           namespace_refresh_endpoints(call, (struct handle *)space, removed);
}

/* ---- where it is ------------------------------------------------------------------------ */

const char *hcn_namespace_place(struct hcn_call *call, struct hcn_namespace *space)
{
    const struct hcn_namespace_document *n = hcn_namespace_query(call, space, NULL);
    const struct hcn_additional_params *params = NULL;
    struct guid_text id;

    if (!n)
        return NULL;
    if (n->additional_params)
        params =
            hcn_document_read_answer(call, HCN_DOCUMENT_ADDITIONAL_PARAMS, n->additional_params);
    if (params && params->on_linux && params->on_linux->network_namespace)
        return params->on_linux->network_namespace;
    id = guid_text(&((struct handle *)space)->id);
    return call_ready(call) ? call_text(call, id.s, strlen(id.s)) : NULL;
}

/* ---- as networks ------------------------------------------------------------------------ */

bool hcn_namespace_modify_json(struct hcn_call *call, struct hcn_namespace *space, const char *json)
{
    return handle_modify(call, (struct handle *)space, json);
}

bool hcn_namespace_modify(struct hcn_call *call, struct hcn_namespace *space,
                          const struct hcn_modify_request *request)
{
    const char *json = document_text(call, &namespace_modify_record, request);

    return json && hcn_namespace_modify_json(call, space, json);
}

const char *hcn_namespace_query_json(struct hcn_call *call, struct hcn_namespace *space,
                                     const char *query)
{
    return handle_query(call, (struct handle *)space, VERB_QUERY, query);
}

struct hcn_namespace_document *hcn_namespace_query(struct hcn_call *call,
                                                   struct hcn_namespace *space, const char *query)
{
    return handle_read(call, (struct handle *)space, VERB_QUERY, query, &namespace_record);
}

bool hcn_namespace_enumerate(struct hcn_call *call, struct hcn_service *service, const char *query,
                             struct hcn_guid_list *out)
{
    return service_enumerate(call, service, KIND_NAMESPACE, query, out);
}

bool hcn_namespace_list(struct hcn_call *call, struct hcn_service *service, const char *query,
                        struct hcn_namespace_list *out)
{
    return service_list(call, service, KIND_NAMESPACE, query, out);
}

struct hcn_guid hcn_namespace_id(const struct hcn_namespace *space)
{
    return handle_id((const struct handle *)space);
}

void *hcn_namespace_raw(const struct hcn_namespace *space)
{
    return handle_raw((const struct handle *)space);
}

struct hcn_namespace *hcn_namespace_from_raw(struct hcn_call *call, struct hcn_service *service,
                                             void *raw)
{
    return (struct hcn_namespace *)handle_from_raw(call, service, KIND_NAMESPACE, raw);
}

void *hcn_namespace_into_raw(struct hcn_namespace *space)
{
    return handle_into_raw((struct handle *)space);
}

void hcn_namespace_close(struct hcn_namespace *space)
{
    handle_close((struct handle *)space);
}
