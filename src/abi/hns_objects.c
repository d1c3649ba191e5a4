/* hns_objects.c - what HNSCall does to networks, endpoints and namespaces, and for the machine. */
#include <string.h>

#include <hcn/documents.h>

#include "abi/hns.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/hns.h"
#include "schema/records.h"
#include "schema/version1.h"

/* ---- requests ------------------------------------------------------------------------------ */

const char *hns_given(struct hns *h)
{
    if (*h->request)
        return h->request;
    fail(&h->call, HCN_E_INVALID_JSON, "Request: expected a document for %s, found nothing",
         h->path);
    return NULL;
}

void *hns_request(struct hns *h, const struct record *r)
{
    const char *json = hns_given(h);

    return json ? document_read(&h->call, r, json, strlen(json), STRICT) : NULL;
}

/* ---- showing ------------------------------------------------------------------------------- */

/* The texts that go with an endpoint's: its network's, and that of the namespace that it is in. */
static bool look(struct hcn_call *c, const char *json, struct version1_view *view)
{
    const struct hcn_endpoint_document *e =
        document_read(c, &endpoint_record, json, strlen(json), LENIENT);

    return e && hns_query(c, KIND_NETWORK, &e->host_compute_network, &view->network) &&
           (guid_is_zero(&e->host_compute_namespace) ||
            hns_query(c, KIND_NAMESPACE, &e->host_compute_namespace, &view->space));
}

const char *hns_text(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id)
{
    struct version1_view view = { .upper = true };
    const char *json;

    if (!hns_query(c, kind, id, &json) || (kind == KIND_ENDPOINT && !look(c, json, &view)))
        return NULL;
    return version1_print(c, kind, json, &view, NULL);
}

bool hns_show(struct hns *h, uint32_t kind, const struct hcn_guid *id)
{
    h->output = hns_text(&h->call, kind, id);
    return h->output != NULL;
}

static bool add_one(struct hns *h, uint32_t kind, const struct hcn_guid *id, struct buffer *list)
{
    struct hcn_call own = { 0 }; /* memory of one object only */
    const char *text = hns_text(&own, kind, id);

    if (text)
        buffer_format(list, "%s%s", list->length > 1 ? "," : "", text);
    else if (hresult_class(own.hresult) != HCN_CLASS_NOT_FOUND)
        fail_as(&h->call, &own);
    call_end(&own);
    return !failed(&h->call);
}

bool hns_add_all(struct hns *h, uint32_t kind, struct buffer *list)
{
    struct guid_list ids;

    if (!hns_enumerate(&h->call, kind, &ids))
        return false;
    for (size_t i = 0; i < ids.count; i++)
        if (!add_one(h, kind, &ids.at[i], list))
            return false;
    return true;
}

bool hns_list(struct hns *h)
{
    struct buffer list = { .call = &h->call };

    buffer_text(&list, "[");
    if (!hns_add_all(h, h->kind, &list))
        return false;
    buffer_text(&list, "]");
    h->output = buffer_end(&list);
    return h->output != NULL;
}

bool hns_get(struct hns *h)
{
    return hns_show(h, h->kind, &h->id);
}

/* ---- making and deleting ------------------------------------------------------------------- */

bool hns_make_shown(struct hns *h, uint32_t kind, const struct hcn_guid *network,
                    const char *settings)
{
    struct hcn_guid id;

    if (!hns_make(&h->call, kind, network, settings, &id))
        return false;
    h->made = id;
    h->made_kind = kind;
    return hns_show(h, kind, &id);
}

bool hns_create(struct hns *h)
{
    const char *settings = hns_given(h);

    return settings && hns_make_shown(h, h->kind, NULL, settings);
}

bool hns_create_endpoint(struct hns *h)
{
    const char *settings = hns_given(h);
    struct hcn_endpoint_document *e;
    bool older;

    if (!settings ||
        !(e = version1_read(&h->call, KIND_ENDPOINT, settings, strlen(settings), &older)))
        return false;
    if (guid_is_zero(&e->host_compute_network))
        return fail(&h->call, E_INVALIDARG,
                    "endpoint.VirtualNetwork: expected the id of a network, found nothing");
    return hns_make_shown(h, KIND_ENDPOINT, &e->host_compute_network, settings);
}

/* Of a namespace nothing has to be said. */
bool hns_create_namespace(struct hns *h)
{
    return hns_make_shown(h, KIND_NAMESPACE, NULL, *h->request ? h->request : "{}");
}

bool hns_remove(struct hns *h)
{
    return hns_delete(&h->call, h->kind, &h->id);
}

/* ---- changing ------------------------------------------------------------------------------ */

/* Clients send the whole endpoint, as it is to be (hcsshim); its policies are what can change. */
bool hns_update_endpoint(struct hns *h)
{
    const char *json = hns_given(h);
    struct hcn_policy_request *policies = document_new(&h->call, &policy_request_record);
    struct hcn_endpoint_document *e;
    bool older;

    if (!json || !policies ||
        !(e = version1_read(&h->call, KIND_ENDPOINT, json, strlen(json), &older)))
        return false;
    policies->policies.at = e->policies.at;
    policies->policies.count = e->policies.count;
    document_give(policies, &policies->policies);
    return hns_modify(&h->call, KIND_ENDPOINT, &h->id,
                      hcn_modify_request_new(&h->call, HCN_DOCUMENT_ENDPOINT_REQUEST,
                                             HCN_ENDPOINT_RESOURCE_POLICY, HCN_REQUEST_UPDATE,
                                             policies)) &&
           hns_show(h, KIND_ENDPOINT, &h->id);
}

/* What clients change of a network (antrea): which extensions of its switch are on. */
bool hns_update_network(struct hns *h)
{
    const struct hns_extensions *asked = hns_request(h, &hns_extensions_record);

    if (!asked)
        return false;
    if (!asked->extensions.count)
        return fail(&h->call, HCN_E_INVALID_JSON,
                    "request.Extensions: expected which are on or off, found nothing");
    for (size_t i = 0; i < asked->extensions.count; i++)
        if (!hns_modify(&h->call, KIND_NETWORK, &h->id,
                        hcn_modify_request_new(&h->call, HCN_DOCUMENT_NETWORK_REQUEST,
                                               HCN_NETWORK_RESOURCE_EXTENSION, HCN_REQUEST_UPDATE,
                                               asked->extensions.at[i])))
            return false;
    return hns_show(h, KIND_NETWORK, &h->id);
}

bool hns_change_space(struct hcn_call *c, const struct hcn_guid *space,
                      enum hcn_request_type request, const struct hcn_guid *endpoint)
{
    struct hcn_endpoint_request *settings = document_new(c, &endpoint_request_record);

    if (!settings)
        return false;
    settings->endpoint_id = *endpoint;
    return hns_modify(c, KIND_NAMESPACE, space,
                      hcn_modify_request_new(c, HCN_DOCUMENT_NAMESPACE_REQUEST,
                                             HCN_NAMESPACE_RESOURCE_ENDPOINT, request, settings));
}

bool hns_change_containers(struct hcn_call *c, const struct hcn_guid *space,
                           enum hcn_request_type request, const char *container)
{
    struct hcn_container_request *settings = document_new(c, &container_request_record);

    if (!settings)
        return false;
    settings->container_id = container;
    return hns_modify(c, KIND_NAMESPACE, space,
                      hcn_modify_request_new(c, HCN_DOCUMENT_NAMESPACE_REQUEST,
                                             HCN_NAMESPACE_RESOURCE_CONTAINER, request, settings));
}

static bool change_resource(struct hns *h, enum hcn_request_type request)
{
    const struct hcn_resource *r = hns_request(h, &resource_record);
    const char *id = r && r->data ? r->data->id : NULL;
    struct hcn_guid endpoint;

    if (!r)
        return false;
    if (r->type == HCN_RESOURCE_CONTAINER)
        return hns_change_containers(&h->call, &h->id, request, id) &&
               hns_show(h, KIND_NAMESPACE, &h->id);
    if (!id || !guid_parse(id, &endpoint))
        return fail(&h->call, HCN_E_GUID_CONVERSION_FAILURE,
                    "resource.Data.Id: expected a GUID, found \"%s\"", id ? id : "");
    return hns_change_space(&h->call, &h->id, request, &endpoint) &&
           hns_show(h, KIND_NAMESPACE, &h->id);
}

bool hns_add_resource(struct hns *h)
{
    return change_resource(h, HCN_REQUEST_ADD);
}

bool hns_remove_resource(struct hns *h)
{
    return change_resource(h, HCN_REQUEST_REMOVE);
}

/* ---- of endpoints and of the machine ------------------------------------------------------- */

static bool print_upper(struct hns *h, const void *document)
{
    h->output = document ? document_print_upper(&h->call, document, NULL) : NULL;
    return h->output != NULL;
}

bool hns_statistics(struct hns *h)
{
    const char *json;

    return hns_counters(&h->call, &h->id, &json) &&
           print_upper(h, document_read(&h->call, &statistics_record, json, strlen(json), LENIENT));
}

/* Every object tells the version of the service; HostDefault is always there. */
bool hns_version(struct hns *h)
{
    const struct hcn_namespace_document *n =
        hns_document(&h->call, KIND_NAMESPACE, &host_default_id);
    struct hcn_schema_version *version = document_new(&h->call, &schema_version_record);

    if (!n || !version)
        return false;
    version->major = (uint32_t)(n->version >> 32);
    version->minor = (uint32_t)n->version;
    return print_upper(h, version);
}

static bool change_accelnet(struct hns *h, enum hcn_request_type request,
                            const struct hns_macs *macs)
{
    return macs &&
           hns_modify(&h->call, KIND_NAMESPACE, &host_default_id,
                      hcn_modify_request_new(&h->call, HCN_DOCUMENT_NAMESPACE_REQUEST,
                                             HCN_NAMESPACE_RESOURCE_ACCELNET, request, macs));
}

bool hns_get_accelnet(struct hns *h)
{
    const struct hcn_namespace_document *n =
        hns_document(&h->call, KIND_NAMESPACE, &host_default_id);
    const char *json = n && n->additional_params ? n->additional_params : "{}";
    const struct hns_params *params =
        n ? document_read(&h->call, &hns_params_record, json, strlen(json), LENIENT) : NULL;
    struct hns_macs *none = document_new(&h->call, &hns_macs_record);

    if (!params || !none)
        return false;
    document_give(none, &none->mac_address_list);
    return print_upper(h, params->accelnet ? params->accelnet : none);
}

bool hns_set_accelnet(struct hns *h)
{
    return change_accelnet(h, HCN_REQUEST_UPDATE, hns_request(h, &hns_macs_record)) &&
           hns_get_accelnet(h);
}

bool hns_clear_accelnet(struct hns *h)
{
    return change_accelnet(h, HCN_REQUEST_REMOVE, document_new(&h->call, &hns_macs_record));
}
