/* documents.c - the public functions of documents.h over the walkers. */
#include <hcn/documents.h>

#include <string.h>

#include "schema/document.h"
#include "schema/records.h"
#include "schema/shape.h"

static const struct record *const records[] = {
    [HCN_DOCUMENT_NETWORK] = &network_record,
    [HCN_DOCUMENT_ENDPOINT] = &endpoint_record,
    [HCN_DOCUMENT_NAMESPACE] = &namespace_record,
    [HCN_DOCUMENT_LOAD_BALANCER] = &load_balancer_record,
    [HCN_DOCUMENT_ROUTE] = &route_record,
    [HCN_DOCUMENT_GUEST_SERVICE] = &guest_service_record,
    [HCN_DOCUMENT_SCHEMA_VERSION] = &schema_version_record,
    [HCN_DOCUMENT_HEALTH] = &health_record,
    [HCN_DOCUMENT_HEALTH_EXTRA] = &health_extra_record,
    [HCN_DOCUMENT_TELEMETRY] = &telemetry_record,
    [HCN_DOCUMENT_ADDITIONAL_PARAMS] = &additional_params_record,
    [HCN_DOCUMENT_LINUX_PARAMS] = &linux_params_record,
    [HCN_DOCUMENT_DNS] = &dns_record,
    [HCN_DOCUMENT_IP_ROUTE] = &ip_route_record,
    [HCN_DOCUMENT_MAC_RANGE] = &mac_range_record,
    [HCN_DOCUMENT_MAC_POOL] = &mac_pool_record,
    [HCN_DOCUMENT_IP_SUBNET] = &ip_subnet_record,
    [HCN_DOCUMENT_SUBNET] = &subnet_record,
    [HCN_DOCUMENT_IPAM] = &ipam_record,
    [HCN_DOCUMENT_IP_CONFIGURATION] = &ip_configuration_record,
    [HCN_DOCUMENT_RESOURCE_DATA] = &resource_data_record,
    [HCN_DOCUMENT_RESOURCE] = &resource_record,
    [HCN_DOCUMENT_LOAD_BALANCER_PORT_MAPPING] = &load_balancer_port_mapping_record,
    [HCN_DOCUMENT_GUEST_INTERFACE] = &guest_interface_record,
    [HCN_DOCUMENT_RPC_INFORMATION] = &rpc_information_record,
    [HCN_DOCUMENT_POLICY] = &policy_record,
    [HCN_DOCUMENT_QUERY] = &query_record,
    [HCN_DOCUMENT_NETWORK_REQUEST] = &network_modify_record,
    [HCN_DOCUMENT_ENDPOINT_REQUEST] = &endpoint_modify_record,
    [HCN_DOCUMENT_NAMESPACE_REQUEST] = &namespace_modify_record,
    [HCN_DOCUMENT_LOAD_BALANCER_REQUEST] = &load_balancer_modify_record,
    [HCN_DOCUMENT_GUEST_SERVICE_REQUEST] = &guest_service_modify_record,
    [HCN_DOCUMENT_POLICY_SETTINGS] = &policy_request_record,
    [HCN_DOCUMENT_EXTENSION_SETTINGS] = &extension_request_record,
    [HCN_DOCUMENT_SUBNET_SETTINGS] = &subnet_request_record,
    [HCN_DOCUMENT_IP_SUBNET_SETTINGS] = &ip_subnet_request_record,
    [HCN_DOCUMENT_VM_ENDPOINT_SETTINGS] = &vm_endpoint_request_record,
    [HCN_DOCUMENT_ENDPOINT_SETTINGS] = &endpoint_request_record,
    [HCN_DOCUMENT_CONTAINER_SETTINGS] = &container_request_record,
    [HCN_DOCUMENT_STATE_SETTINGS] = &state_request_record,
    [HCN_DOCUMENT_ERROR_RECORD] = &error_record_record,
    [HCN_DOCUMENT_STATISTICS] = &statistics_record,
    [HCN_DOCUMENT_NOTIFICATION] = &notification_record,
    [HCN_DOCUMENT_GUEST_SERVICE_NOTIFICATION] = &guest_service_notification_record,
    [HCN_DOCUMENT_TIER_ACL_RULE] = &tier_acl_rule_record,
    [HCN_DOCUMENT_FIVE_TUPLE] = &five_tuple_record,
    [HCN_DOCUMENT_PROXY_EXCEPTIONS] = &proxy_exceptions_record,
    [HCN_DOCUMENT_AUTHENTICATION_METHOD] = &authentication_method_record,
    [HCN_DOCUMENT_AUTHENTICATION_SETTINGS] = &authentication_settings_record,
};

struct hcn_head *document_blank(struct hcn_call *c, const struct record *r)
{
    struct hcn_head *head = call_alloc(c, r->size);

    if (head)
        head->record = r;
    return head;
}

void *document_new(struct hcn_call *c, const struct record *r)
{
    struct hcn_head *head = document_blank(c, r);

    for (size_t i = 0; head && i < r->count; i++)
        if (r->fields[i].flags & ALWAYS)
            head->present |= (uint64_t)1 << i;
    return head;
}

static const struct record *record_of(struct hcn_call *call, enum hcn_document document)
{
    if (!call || failed(call))
        return NULL;
    if ((size_t)document < COUNT(records))
        return records[document];
    fail(call, E_INVALIDARG, "%d is no kind of document", (int)document);
    return NULL;
}

void *hcn_document_new(struct hcn_call *call, enum hcn_document document)
{
    const struct record *r = record_of(call, document);

    return r ? document_new(call, r) : NULL;
}

static void *read(struct hcn_call *call, enum hcn_document document, const char *json,
                  enum strictness strictness)
{
    const struct record *r = record_of(call, document);

    if (!r)
        return NULL;
    if (!json) {
        fail(call, E_INVALIDARG, "%s: no document was given", r->name);
        return NULL;
    }
    return document_read(call, r, json, strlen(json), strictness);
}

void *hcn_document_read(struct hcn_call *call, enum hcn_document document, const char *json)
{
    return read(call, document, json, STRICT);
}

void *hcn_document_read_answer(struct hcn_call *call, enum hcn_document document, const char *json)
{
    return read(call, document, json, LENIENT);
}

const char *hcn_document_print(struct hcn_call *call, const void *document)
{
    if (!call || failed(call))
        return NULL;
    if (!document) {
        fail(call, E_INVALIDARG, "no document was given to print");
        return NULL;
    }
    return document_print(call, document, NULL);
}

bool hcn_document_equal(const void *a, const void *b)
{
    return a == b || (a && b && document_equal(a, b));
}

bool hcn_member_given(const void *document, const void *member)
{
    return document && document_has(document, member);
}

void hcn_member_give(void *document, const void *member)
{
    if (document)
        document_give(document, member);
}

void hcn_member_drop(void *document, void *member)
{
    if (document)
        document_drop(document, member);
}

const char *hcn_member_unknown(const void *document, const char *name)
{
    const struct hcn_extra *extra = document && name ? extra_find(document, name) : NULL;

    return extra ? extra->json : NULL;
}

/* A word as JSON text, "\"Foo\"", without its quotes. */
static const char *unquoted(struct hcn_call *call, const char *json)
{
    size_t length = strlen(json);

    return length > 1 && *json == '"' ? call_text(call, json + 1, length - 2) : json;
}

const char *hcn_word_text(struct hcn_call *call, const void *document, const uint32_t *member)
{
    const struct field *f = document ? document_field(document, member) : NULL;
    const struct hcn_extra *extra;

    if (!f || f->shape != SHAPE_WORD)
        return NULL;
    if (*member != HCN_WORD_UNKNOWN)
        return words_text(f->words, *member);
    extra = extra_find(document, f->key);
    return extra ? unquoted(call, extra->json) : NULL;
}

/*
 * The list may be the caller's own array, or stand in two documents, so it is copied, unless it is
 * as it was when this function made it longer last: then nobody else has seen the room behind it.
 */
bool hcn_list_room(struct hcn_call *call, void *at, size_t *count, size_t size)
{
    void *items, *more;

    if (!call || failed(call))
        return false;
    memcpy(&items, at, sizeof items);
    if (!*count || items != call->grown.items || *count != call->grown.count ||
        *count == list_room(*count)) {
        more = call_alloc(call, list_room(*count + 1) * size);
        if (!more)
            return false;
        if (*count)
            memcpy(more, items, *count * size);
        items = more;
        memcpy(at, &items, sizeof items);
    }
    call->grown.items = items;
    call->grown.count = ++*count;
    return true;
}

bool hcn_list_settle(const struct hcn_call *call, size_t *count)
{
    if (!failed(call))
        return true;
    --*count;
    return false;
}

struct hcn_modify_request *hcn_modify_request_new(struct hcn_call *call, enum hcn_document document,
                                                  uint32_t resource_type,
                                                  enum hcn_request_type request_type,
                                                  const void *settings)
{
    const struct record *r = record_of(call, document);
    struct hcn_modify_request *q;

    if (!r)
        return NULL;
    if (document < HCN_DOCUMENT_NETWORK_REQUEST || document > HCN_DOCUMENT_GUEST_SERVICE_REQUEST) {
        fail(call, E_INVALIDARG, "%s: not a modify request", r->name);
        return NULL;
    }
    q = document_new(call, r);
    if (!q)
        return NULL;
    q->resource_type = resource_type;
    q->request_type = (uint32_t)request_type;
    if (!settings)
        return q;
    q->settings = document_print(call, settings, NULL);
    return q->settings ? q : NULL;
}
