/*
 * endpoint.h - endpoints: handles, and lists. See hcn.h.
 */
#ifndef HCN_ENDPOINT_H
#define HCN_ENDPOINT_H

#include <hcn/documents.h>
#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_endpoint;

struct hcn_endpoint_list {
    struct hcn_endpoint_document **at;
    size_t count;
};

/* Creates an endpoint on a network, which is found by id and need not be opened before. */
HCN_API struct hcn_endpoint *hcn_endpoint_create(struct hcn_call *call, struct hcn_service *service,
                                                 const struct hcn_guid *network,
                                                 const struct hcn_guid *id,
                                                 const struct hcn_endpoint_document *settings);
HCN_API struct hcn_endpoint *hcn_endpoint_create_json(struct hcn_call *call,
                                                      struct hcn_service *service,
                                                      const struct hcn_guid *network,
                                                      const struct hcn_guid *id, const char *json);
HCN_API struct hcn_endpoint *hcn_endpoint_open(struct hcn_call *call, struct hcn_service *service,
                                               const struct hcn_guid *id);
HCN_API bool hcn_endpoint_delete(struct hcn_call *call, struct hcn_service *service,
                                 const struct hcn_guid *id);
HCN_API bool hcn_endpoint_modify(struct hcn_call *call, struct hcn_endpoint *endpoint,
                                 const struct hcn_modify_request *request);
HCN_API bool hcn_endpoint_modify_json(struct hcn_call *call, struct hcn_endpoint *endpoint,
                                      const char *json);
HCN_API struct hcn_endpoint_document *
hcn_endpoint_query(struct hcn_call *call, struct hcn_endpoint *endpoint, const char *query);
HCN_API const char *hcn_endpoint_query_json(struct hcn_call *call, struct hcn_endpoint *endpoint,
                                            const char *query);

/* Counters of the endpoint's port; zero while it is not attached. Unknown members are no error. */
HCN_API struct hcn_statistics *hcn_endpoint_statistics(struct hcn_call *call,
                                                       struct hcn_endpoint *endpoint);

/* Its first IP address; NULL without a failure when it has none. */
HCN_API const char *hcn_endpoint_primary_address(struct hcn_call *call,
                                                 struct hcn_endpoint *endpoint);

HCN_API bool hcn_endpoint_enumerate(struct hcn_call *call, struct hcn_service *service,
                                    const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_endpoint_list(struct hcn_call *call, struct hcn_service *service,
                               const char *query, struct hcn_endpoint_list *out);
HCN_API struct hcn_guid hcn_endpoint_id(const struct hcn_endpoint *endpoint);
HCN_API void *hcn_endpoint_raw(const struct hcn_endpoint *endpoint);
HCN_API struct hcn_endpoint *hcn_endpoint_from_raw(struct hcn_call *call,
                                                   struct hcn_service *service, void *raw);
HCN_API void *hcn_endpoint_into_raw(struct hcn_endpoint *endpoint);
HCN_API void hcn_endpoint_close(struct hcn_endpoint *endpoint);

#ifdef __cplusplus
}
#endif

#endif
