/* reconcile.c - a namespace forgets endpoints that do not exist; what is damaged is put back. */
#include "client/reconcile.h"

#include <string.h>

#include "backend/backend.h"
#include "base/guid.h"
#include "schema/document.h"
#include "schema/records.h"

static bool add_resource(struct hcn_call *c, const struct hcn_resource *resource,
                         struct hcn_guid_list *out)
{
    const char *id = resource->data ? resource->data->id : NULL;
    struct hcn_guid guid;

    if (resource->type != HCN_RESOURCE_ENDPOINT)
        return true;
    if (!id || !guid_parse(id, &guid))
        return fail(c, HCN_E_INVALID_JSON,
                    "namespace: the service sent \"%s\" where the id of an endpoint belongs",
                    id ? id : "");
    return guid_list_add(c, out, &guid);
}

static bool add_resources(struct hcn_call *c, const struct hcn_namespace_document *document,
                          struct hcn_guid_list *out)
{
    for (size_t i = 0; i < document->resources.count; i++)
        if (!add_resource(c, document->resources.at[i], out))
            return false;
    return true;
}

/* A document of version 1 has the same list by another name. */
static bool add_listed(struct hcn_call *c, const struct hcn_namespace_document *document,
                       struct hcn_guid_list *out)
{
    const char *list = hcn_member_unknown(document, "ResourceList");
    const char *json;

    if (!list)
        return true;
    json = call_format(c, "{\"Resources\":%s}", list);
    document = json ? document_read(c, &namespace_record, json, strlen(json), LENIENT) : NULL;
    return document && add_resources(c, document, out);
}

bool namespace_endpoints(struct hcn_call *c, struct handle *space, struct hcn_guid_list *out)
{
    const struct hcn_namespace_document *document;

    *out = (struct hcn_guid_list){ 0 };
    document = handle_read(c, space, VERB_QUERY, NULL, &namespace_record);
    return document && add_resources(c, document, out) && add_listed(c, document, out);
}

bool namespace_change(struct hcn_call *c, struct handle *space, enum hcn_request_type type,
                      const struct hcn_guid *endpoint)
{
    struct hcn_endpoint_request *settings;
    struct hcn_modify_request *request;

    if (!call_ready(c))
        return false;
    if (!endpoint)
        return fail(c, E_INVALIDARG, "no id of an endpoint was given");
    settings = hcn_document_new(c, HCN_DOCUMENT_ENDPOINT_SETTINGS);
    if (!settings)
        return false;
    settings->endpoint_id = *endpoint;
    hcn_member_give(settings, &settings->endpoint_id);
    request = hcn_modify_request_new(c, HCN_DOCUMENT_NAMESPACE_REQUEST,
                                     HCN_NAMESPACE_RESOURCE_ENDPOINT, type, settings);
    return request && hcn_namespace_modify(c, (struct hcn_namespace *)space, request);
}

/* Only a service that says "not found" is believed; one that cannot be reached knows nothing. */
static bool is_dead(struct hcn_call *c, struct hcn_service *s, const struct hcn_guid *endpoint)
{
    struct hcn_call aside = { .timeout = c->timeout };
    struct handle *h = handle_open(&aside, s, KIND_ENDPOINT, endpoint);
    const bool dead = hresult_class(aside.hresult) == HCN_CLASS_NOT_FOUND;

    if (failed(&aside) && !dead)
        fail_as(c, &aside);
    handle_close(h);
    call_end(&aside);
    return dead;
}

/* The same end by other hands. */
static bool is_gone(int32_t hresult)
{
    return hresult_class(hresult) == HCN_CLASS_NOT_FOUND || hresult == HCN_E_ENDPOINT_NOT_ATTACHED;
}

/* True when this removed it; a failure is in the call. */
static bool drop_if_dead(struct hcn_call *c, struct handle *space, const struct hcn_guid *endpoint)
{
    struct hcn_call aside = { .timeout = c->timeout };
    const bool dropped = is_dead(&aside, space->service, endpoint) &&
                         namespace_change(&aside, space, HCN_REQUEST_REMOVE, endpoint);

    if (failed(&aside) && !is_gone(aside.hresult))
        fail_as(c, &aside);
    call_end(&aside);
    return dropped;
}

/* Who waited in vain for one does not wait for each of the others. */
bool namespace_reconcile(struct hcn_call *c, struct handle *space, struct hcn_guid_list *removed)
{
    struct hcn_guid_list ids, ignored;

    if (!removed)
        removed = &ignored;
    *removed = (struct hcn_guid_list){ 0 };
    if (!namespace_endpoints(c, space, &ids))
        return false;
    for (size_t i = 0; i < ids.count && hresult_class(c->hresult) != HCN_CLASS_TIMED_OUT; i++)
        if (drop_if_dead(c, space, &ids.at[i]))
            guid_list_add(c, removed, &ids.at[i]);
    return call_ready(c);
}

/* ---- putting back --------------------------------------------------------------------------- */

static bool has(const struct hcn_guid_list *list, const struct hcn_guid *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (guid_equal(&list->at[i], id))
            return true;
    return false;
}

static bool refresh(struct hcn_call *c, struct handle *space)
{
    struct hcn_modify_request *request =
        hcn_modify_request_new(c, HCN_DOCUMENT_NAMESPACE_REQUEST, HCN_NAMESPACE_RESOURCE_ENDPOINT,
                               HCN_REQUEST_REFRESH, NULL);

    return request && hcn_namespace_modify(c, (struct hcn_namespace *)space, request);
}

bool namespace_refresh_endpoints(struct hcn_call *c, struct handle *space,
                                 struct hcn_guid_list *removed)
{
    struct hcn_guid_list before, after;

    if (!space->service->backend->kind->refreshes)
        return true;
    if (!namespace_endpoints(c, space, &before) || !refresh(c, space) ||
        !namespace_endpoints(c, space, &after))
        return false;
    for (size_t i = 0; removed && i < before.count; i++)
        if (!has(&after, &before.at[i]) && !has(removed, &before.at[i]))
            guid_list_add(c, removed, &before.at[i]);
    return call_ready(c);
}
