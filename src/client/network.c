/* network.c - networks, and the two that most callers make. */
#include "base/text.h"
#include "client/handle.h"
#include "client/subnet.h"
#include "schema/records.h"

struct hcn_network *hcn_network_create_json(struct hcn_call *call, struct hcn_service *service,
                                            const struct hcn_guid *id, const char *json)
{
    const struct request q = {
        .kind = KIND_NETWORK, .verb = VERB_CREATE, .id = id_or_zero(id), .json = json
    };

    return (struct hcn_network *)handle_create(call, service, &q);
}

struct hcn_network *hcn_network_create(struct hcn_call *call, struct hcn_service *service,
                                       const struct hcn_guid *id,
                                       const struct hcn_network_document *settings)
{
    const char *json = document_text(call, &network_record, settings);

    return json ? hcn_network_create_json(call, service, id, json) : NULL;
}

/* One static subnet with its gateway; `adapter` is a policy or NULL. */
static struct hcn_network *create_simple(struct hcn_call *call, struct hcn_service *service,
                                         const struct hcn_guid *id, uint32_t type, const char *name,
                                         const char *subnet, struct hcn_policy *adapter)
{
    struct hcn_network_document *n = hcn_document_new(call, HCN_DOCUMENT_NETWORK);

    if (!n || !hcn_list_append(call, &n->ipams, subnet_ipam(call, subnet)))
        return NULL;
    if (adapter && !hcn_list_append(call, &n->policies, adapter))
        return NULL;
    n->type = type;
    n->name = name;
    n->schema_version = schema_version_2(call);
    return hcn_network_create(call, service, id, n);
}

struct hcn_network *hcn_network_create_transparent(struct hcn_call *call,
                                                   struct hcn_service *service,
                                                   const struct hcn_guid *id, const char *name,
                                                   const char *subnet, const char *uplink)
{
    struct hcn_policy *adapter;

    if (!call_ready(call))
        return NULL;
    if (text_empty(uplink)) {
        fail(call, E_INVALIDARG, "no uplink adapter was given");
        return NULL;
    }
    adapter = hcn_policy_net_adapter_name(call, uplink);
    if (!adapter)
        return NULL;
    return create_simple(call, service, id, HCN_NETWORK_TRANSPARENT, name, subnet, adapter);
}

struct hcn_network *hcn_network_create_internal(struct hcn_call *call, struct hcn_service *service,
                                                const struct hcn_guid *id, const char *name,
                                                const char *subnet)
{
    if (!call_ready(call))
        return NULL;
    return create_simple(call, service, id, HCN_NETWORK_INTERNAL, name, subnet, NULL);
}

struct hcn_network *hcn_network_ensure(struct hcn_call *call, struct hcn_service *service,
                                       const struct hcn_network_document *settings,
                                       struct hcn_ensured *out)
{
    return (struct hcn_network *)handle_ensure(call, service, KIND_NETWORK, settings, out);
}

struct hcn_network *hcn_network_ensure_json(struct hcn_call *call, struct hcn_service *service,
                                            const char *json, struct hcn_ensured *out)
{
    return (struct hcn_network *)handle_ensure_json(call, service, KIND_NETWORK, json, out);
}

struct hcn_network *hcn_network_open(struct hcn_call *call, struct hcn_service *service,
                                     const struct hcn_guid *id)
{
    return (struct hcn_network *)handle_open(call, service, KIND_NETWORK, id);
}

bool hcn_network_delete(struct hcn_call *call, struct hcn_service *service,
                        const struct hcn_guid *id)
{
    return service_delete(call, service, KIND_NETWORK, id);
}

bool hcn_network_modify_json(struct hcn_call *call, struct hcn_network *network, const char *json)
{
    return handle_modify(call, (struct handle *)network, json);
}

bool hcn_network_modify(struct hcn_call *call, struct hcn_network *network,
                        const struct hcn_modify_request *request)
{
    const char *json = document_text(call, &network_modify_record, request);

    return json && hcn_network_modify_json(call, network, json);
}

const char *hcn_network_query_json(struct hcn_call *call, struct hcn_network *network,
                                   const char *query)
{
    return handle_query(call, (struct handle *)network, VERB_QUERY, query);
}

struct hcn_network_document *hcn_network_query(struct hcn_call *call, struct hcn_network *network,
                                               const char *query)
{
    return handle_read(call, (struct handle *)network, VERB_QUERY, query, &network_record);
}

bool hcn_network_enumerate(struct hcn_call *call, struct hcn_service *service, const char *query,
                           struct hcn_guid_list *out)
{
    return service_enumerate(call, service, KIND_NETWORK, query, out);
}

bool hcn_network_list(struct hcn_call *call, struct hcn_service *service, const char *query,
                      struct hcn_network_list *out)
{
    return service_list(call, service, KIND_NETWORK, query, out);
}

struct hcn_guid hcn_network_id(const struct hcn_network *network)
{
    return handle_id((const struct handle *)network);
}

void *hcn_network_raw(const struct hcn_network *network)
{
    return handle_raw((const struct handle *)network);
}

struct hcn_network *hcn_network_from_raw(struct hcn_call *call, struct hcn_service *service,
                                         void *raw)
{
    return (struct hcn_network *)handle_from_raw(call, service, KIND_NETWORK, raw);
}

void *hcn_network_into_raw(struct hcn_network *network)
{
    return handle_into_raw((struct handle *)network);
}

void hcn_network_close(struct hcn_network *network)
{
    handle_close((struct handle *)network);
}
