/* endpoint.c - endpoints: as networks, and with counters and an address. */
#include "client/handle.h"
#include "schema/records.h"

struct hcn_endpoint *hcn_endpoint_create_json(struct hcn_call *call, struct hcn_service *service,
                                              const struct hcn_guid *network,
                                              const struct hcn_guid *id, const char *json)
{
    const struct request q = { .kind = KIND_ENDPOINT,
                               .verb = VERB_CREATE,
                               .id = id_or_zero(id),
                               .network = id_or_zero(network),
                               .json = json };

    if (call_ready(call) && !network)
        fail(call, E_INVALIDARG, "no network was given for the endpoint");
    return (struct hcn_endpoint *)handle_create(call, service, &q);
}

/* The network that it is made on is the one that the document has to name. */
struct hcn_endpoint *hcn_endpoint_create(struct hcn_call *call, struct hcn_service *service,
                                         const struct hcn_guid *network, const struct hcn_guid *id,
                                         const struct hcn_endpoint_document *settings)
{
    struct hcn_endpoint_document copy;
    const char *json;

    if (!call_ready(call))
        return NULL;
    if (settings && network) {
        copy = *settings;
        copy.host_compute_network = *network;
        settings = &copy;
    }
    json = document_text(call, &endpoint_record, settings);
    return json ? hcn_endpoint_create_json(call, service, network, id, json) : NULL;
}

struct hcn_endpoint *hcn_endpoint_ensure(struct hcn_call *call, struct hcn_service *service,
                                         const struct hcn_endpoint_document *settings,
                                         struct hcn_ensured *out)
{
    return (struct hcn_endpoint *)handle_ensure(call, service, KIND_ENDPOINT, settings, out);
}

struct hcn_endpoint *hcn_endpoint_ensure_json(struct hcn_call *call, struct hcn_service *service,
                                              const char *json, struct hcn_ensured *out)
{
    return (struct hcn_endpoint *)handle_ensure_json(call, service, KIND_ENDPOINT, json, out);
}

struct hcn_endpoint *hcn_endpoint_open(struct hcn_call *call, struct hcn_service *service,
                                       const struct hcn_guid *id)
{
    return (struct hcn_endpoint *)handle_open(call, service, KIND_ENDPOINT, id);
}

bool hcn_endpoint_delete(struct hcn_call *call, struct hcn_service *service,
                         const struct hcn_guid *id)
{
    return service_delete(call, service, KIND_ENDPOINT, id);
}

bool hcn_endpoint_modify_json(struct hcn_call *call, struct hcn_endpoint *endpoint,
                              const char *json)
{
    return handle_modify(call, (struct handle *)endpoint, json);
}

bool hcn_endpoint_modify(struct hcn_call *call, struct hcn_endpoint *endpoint,
                         const struct hcn_modify_request *request)
{
    const char *json = document_text(call, &endpoint_modify_record, request);

    return json && hcn_endpoint_modify_json(call, endpoint, json);
}

const char *hcn_endpoint_query_json(struct hcn_call *call, struct hcn_endpoint *endpoint,
                                    const char *query)
{
    return handle_query(call, (struct handle *)endpoint, VERB_QUERY, query);
}

struct hcn_endpoint_document *hcn_endpoint_query(struct hcn_call *call,
                                                 struct hcn_endpoint *endpoint, const char *query)
{
    return handle_read(call, (struct handle *)endpoint, VERB_QUERY, query, &endpoint_record);
}

struct hcn_statistics *hcn_endpoint_statistics(struct hcn_call *call, struct hcn_endpoint *endpoint)
{
    return handle_read(call, (struct handle *)endpoint, VERB_STATISTICS, NULL, &statistics_record);
}

const char *hcn_endpoint_primary_address(struct hcn_call *call, struct hcn_endpoint *endpoint)
{
    const struct hcn_endpoint_document *document = hcn_endpoint_query(call, endpoint, NULL);

    if (!document || !document->ip_configurations.count)
        return NULL;
    return document->ip_configurations.at[0]->ip_address;
}

bool hcn_endpoint_enumerate(struct hcn_call *call, struct hcn_service *service, const char *query,
                            struct hcn_guid_list *out)
{
    return service_enumerate(call, service, KIND_ENDPOINT, query, out);
}

bool hcn_endpoint_list(struct hcn_call *call, struct hcn_service *service, const char *query,
                       struct hcn_endpoint_list *out)
{
    return service_list(call, service, KIND_ENDPOINT, query, out);
}

struct hcn_guid hcn_endpoint_id(const struct hcn_endpoint *endpoint)
{
    return handle_id((const struct handle *)endpoint);
}

void *hcn_endpoint_raw(const struct hcn_endpoint *endpoint)
{
    return handle_raw((const struct handle *)endpoint);
}

struct hcn_endpoint *hcn_endpoint_from_raw(struct hcn_call *call, struct hcn_service *service,
                                           void *raw)
{
    return (struct hcn_endpoint *)handle_from_raw(call, service, KIND_ENDPOINT, raw);
}

void *hcn_endpoint_into_raw(struct hcn_endpoint *endpoint)
{
    return handle_into_raw((struct handle *)endpoint);
}

void hcn_endpoint_close(struct hcn_endpoint *endpoint)
{
    handle_close((struct handle *)endpoint);
}
