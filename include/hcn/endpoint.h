/*
 * endpoint.h - endpoints: handles, and lists. See hcn.h.
 */
#ifndef HCN_ENDPOINT_H
#define HCN_ENDPOINT_H

#include <hcn/documents.h>
#include <hcn/ensure.h>
#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_endpoint;

struct hcn_endpoint_list {
    struct hcn_endpoint_document **at;
    size_t count;
};

/*
 * Creates an endpoint on a network, which need not be open. `id` is the id it is to have; NULL: the
 * document's, else a new one. What the document leaves out the service completes: an address of
 * each family that the network has, a MAC of its pool, the routes of its subnets, DNS.
 *
 * Failures: HCN_E_NETWORK_NOT_FOUND; HCN_WIN32_OBJECT_ALREADY_EXISTS (the id is taken);
 * HCN_E_INVALID_IP (an address in no subnet); HCN_E_ADDR_INVALID_OR_RESERVED (an address or MAC
 * that is taken or reserved, or none is left); HCN_E_SUBNET_NOT_FOUND (a network without one);
 * HCN_E_PORT_ALREADY_EXISTS (a published port that is taken); HCN_E_INVALID_POLICY and
 * HCN_E_INVALID_POLICY_TYPE; and what hcn_document_read() says of the document.
 */
HCN_API struct hcn_endpoint *hcn_endpoint_create(struct hcn_call *call, struct hcn_service *service,
                                                 const struct hcn_guid *network,
                                                 const struct hcn_guid *id,
                                                 const struct hcn_endpoint_document *settings);
HCN_API struct hcn_endpoint *hcn_endpoint_create_json(struct hcn_call *call,
                                                      struct hcn_service *service,
                                                      const struct hcn_guid *network,
                                                      const struct hcn_guid *id, const char *json);

/*
 * Makes sure that there is such an endpoint on the network that the document says, as ensure.h
 * says: found by the document's id, else by its name on that network. E_INVALIDARG without a
 * network; else it fails as creating does.
 */
HCN_API struct hcn_endpoint *hcn_endpoint_ensure(struct hcn_call *call, struct hcn_service *service,
                                                 const struct hcn_endpoint_document *settings,
                                                 struct hcn_ensured *out);
HCN_API struct hcn_endpoint *hcn_endpoint_ensure_json(struct hcn_call *call,
                                                      struct hcn_service *service, const char *json,
                                                      struct hcn_ensured *out);

/* HCN_E_ENDPOINT_NOT_FOUND when there is none. The handle pins nothing. */
HCN_API struct hcn_endpoint *hcn_endpoint_open(struct hcn_call *call, struct hcn_service *service,
                                               const struct hcn_guid *id);

/*
 * Deletes the endpoint and takes it out of its namespace; its addresses, MAC and ports are free
 * then. Handles to it stay valid for closing. HCN_E_ENDPOINT_NOT_FOUND when there is none.
 */
HCN_API bool hcn_endpoint_delete(struct hcn_call *call, struct hcn_service *service,
                                 const struct hcn_guid *id);

/*
 * Sends a modify request, as a document (hcn_modify_request_new) or as JSON text: ports, policies.
 * HCN_E_REQUEST_UNSUPPORTED for what an endpoint does not understand.
 */
HCN_API bool hcn_endpoint_modify(struct hcn_call *call, struct hcn_endpoint *endpoint,
                                 const struct hcn_modify_request *request);
HCN_API bool hcn_endpoint_modify_json(struct hcn_call *call, struct hcn_endpoint *endpoint,
                                      const char *json);

/*
 * What the service says of it, as a document of the call or as JSON text. `query` NULL asks for
 * schema 2; a query of the caller's own is sent as it is.
 */
HCN_API struct hcn_endpoint_document *
hcn_endpoint_query(struct hcn_call *call, struct hcn_endpoint *endpoint, const char *query);
HCN_API const char *hcn_endpoint_query_json(struct hcn_call *call, struct hcn_endpoint *endpoint,
                                            const char *query);

/*
 * Counters of the endpoint's port, as the container sees it: received is what came to it. Bytes and
 * packets since it was attached; zero while it is not. What a service says beyond is kept.
 */
HCN_API struct hcn_statistics *hcn_endpoint_statistics(struct hcn_call *call,
                                                       struct hcn_endpoint *endpoint);

/* Its first IP address; NULL without a failure when it has none. */
HCN_API const char *hcn_endpoint_primary_address(struct hcn_call *call,
                                                 struct hcn_endpoint *endpoint);

/*
 * The ids of all endpoints that match a query (NULL: all), or their documents; an endpoint that
 * vanishes meanwhile is left out. Any member can be filtered by, also one in a list:
 * {"SchemaVersion":{"Major":2},"Filter":"{\"IpConfigurations.IpAddress\":\"10.0.0.5\"}"}.
 */
HCN_API bool hcn_endpoint_enumerate(struct hcn_call *call, struct hcn_service *service,
                                    const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_endpoint_list(struct hcn_call *call, struct hcn_service *service,
                               const char *query, struct hcn_endpoint_list *out);

/* The id that the service gave; zero for NULL. */
HCN_API struct hcn_guid hcn_endpoint_id(const struct hcn_endpoint *endpoint);

/* The service's own handle, as hcn_network_raw() and its like have it. */
HCN_API void *hcn_endpoint_raw(const struct hcn_endpoint *endpoint);
HCN_API struct hcn_endpoint *hcn_endpoint_from_raw(struct hcn_call *call,
                                                   struct hcn_service *service, void *raw);
HCN_API void *hcn_endpoint_into_raw(struct hcn_endpoint *endpoint);

/* Closes the handle, never deletes. NULL is harmless. */
HCN_API void hcn_endpoint_close(struct hcn_endpoint *endpoint);

#ifdef __cplusplus
}
#endif

#endif
