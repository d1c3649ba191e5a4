/*
 * modify.c - modify requests: {ResourceType, RequestType, Settings}, one row for each that there
 * is (HNS_Schema.md of the public documentation, ModifyNetworkSettingRequest and its like).
 */
#include "engine/modify.h"

#include <string.h>

#include "base/text.h"
#include "engine/kinds.h"
#include "engine/objects.h"
#include "schema/document.h"
#include "schema/records.h"

bool list_append(struct hcn_call *c, void *list, size_t *count, const void *item)
{
    void *place = call_append(c, list, count, sizeof item);

    if (place)
        memcpy(place, &item, sizeof item);
    return place != NULL;
}

void list_take_out(const void **items, size_t *count, size_t at)
{
    memmove(items + at, items + at + 1, (--*count - at) * sizeof *items);
}

enum {
    ADD = 1 << HCN_REQUEST_ADD,
    REMOVE = 1 << HCN_REQUEST_REMOVE,
    UPDATE = 1 << HCN_REQUEST_UPDATE,
    REFRESH = 1 << HCN_REQUEST_REFRESH
};

static const struct row {
    uint32_t kind, resource;
    unsigned requests;
    bool (*apply)(struct modifying *m);
} rows[] = {
    { KIND_NETWORK, HCN_NETWORK_RESOURCE_DNS, UPDATE, network_dns },
    { KIND_NETWORK, HCN_NETWORK_RESOURCE_EXTENSION, UPDATE, network_extension },
    { KIND_NETWORK, HCN_NETWORK_RESOURCE_POLICY, ADD | REMOVE | UPDATE, network_policy },
    { KIND_NETWORK, HCN_NETWORK_RESOURCE_SUBNET, ADD | REMOVE, network_subnet },
    { KIND_NETWORK, HCN_NETWORK_RESOURCE_IP_SUBNET, ADD | REMOVE, network_ip_subnet },
    { KIND_ENDPOINT, HCN_ENDPOINT_RESOURCE_PORT, ADD | REMOVE | REFRESH, endpoint_port },
    { KIND_ENDPOINT, HCN_ENDPOINT_RESOURCE_POLICY, ADD | REMOVE | UPDATE, endpoint_policy },
    { KIND_NAMESPACE, HCN_NAMESPACE_RESOURCE_CONTAINER, ADD | REMOVE, namespace_container },
    { KIND_NAMESPACE, HCN_NAMESPACE_RESOURCE_ENDPOINT, ADD | REMOVE, namespace_endpoint },
    { KIND_NAMESPACE, HCN_NAMESPACE_RESOURCE_ENDPOINT, REFRESH, namespace_refresh },
    { KIND_NAMESPACE, HCN_NAMESPACE_RESOURCE_ACCELNET, REMOVE | UPDATE, namespace_accelnet },
    { KIND_LOAD_BALANCER, HCN_LOAD_BALANCER_RESOURCE_ENDPOINT, ADD | REMOVE, members_modify },
    { KIND_ROUTE, HCN_LOAD_BALANCER_RESOURCE_ENDPOINT, ADD | REMOVE, members_modify },
    { KIND_GUEST_SERVICE, HCN_GUEST_SERVICE_RESOURCE_STATE, UPDATE, guest_service_state },
};

static const struct record *const envelopes[KINDS] = {
    [KIND_NETWORK] = &network_modify_record,
    [KIND_ENDPOINT] = &endpoint_modify_record,
    [KIND_NAMESPACE] = &namespace_modify_record,
    [KIND_LOAD_BALANCER] = &load_balancer_modify_record,
    [KIND_ROUTE] = &load_balancer_modify_record,
    [KIND_GUEST_SERVICE] = &guest_service_modify_record,
};

static const struct row *find_row(uint32_t kind, const struct hcn_modify_request *q)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].kind == kind && rows[i].resource == q->resource_type &&
            rows[i].requests >> q->request_type & 1)
            return &rows[i];
    return NULL;
}

/* Settings are an object, or, where there is nothing to say, absent. */
static bool take_settings(struct modifying *m, const struct row *row,
                          const struct hcn_modify_request *q)
{
    bool needed = m->request != HCN_REQUEST_REFRESH && row->apply != endpoint_port;

    if (q->settings)
        m->settings = q->typed;
    else if (needed)
        return fail(m->work->call, HCN_E_INVALID_JSON,
                    "request.Settings: expected an object, found nothing");
    return true;
}

/* Which request types the resource does know, " or" between them. */
static const char *possible(struct work *w, struct hcn_modify_request *q)
{
    uint32_t asked = q->request_type;
    const char *all = NULL;

    for (q->request_type = HCN_REQUEST_ADD; q->request_type <= HCN_REQUEST_REFRESH;
         q->request_type++)
        if (find_row(w->request->kind, q)) {
            const char *word = hcn_word_text(w->call, q, &q->request_type);

            all = all ? call_format(w->call, "%s or %s", all, word) : word;
        }
    q->request_type = asked;
    return all ? all : "nothing";
}

static bool refuse_request(struct work *w, struct hcn_modify_request *q)
{
    const char *resource = hcn_word_text(w->call, q, &q->resource_type);
    const char *request =
        document_has(q, &q->request_type) ? hcn_word_text(w->call, q, &q->request_type) : "nothing";

    return fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                "request.RequestType: expected %s for the %s of %s, found %s", possible(w, q),
                resource, kind_row(w->request->kind)->words, request);
}

bool object_modify(struct work *w, struct reply *out)
{
    uint32_t kind = w->request->kind;
    const struct record *envelope = envelopes[kind];
    struct modifying m = { .work = w };
    struct hcn_modify_request *q;
    const struct row *row;

    if (!work_get(w, kind, &w->request->id, &m.object) || !(q = object_settings(w, envelope)))
        return false;
    (void)out;
    row = find_row(kind, q);
    if (!row)
        return refuse_request(w, q);
    if (m.object.state == STATE_DEGRADED && kind != KIND_GUEST_SERVICE)
        return fail(w->call, HCN_E_DEGRADED_OPERATION,
                    "%s is degraded: something failed half-way, delete it",
                    object_title(w, kind, &m.object.id));
    m.request = q->request_type;
    m.document = object_document(w, &m.object);
    return m.document && take_settings(&m, row, q) && row->apply(&m);
}
