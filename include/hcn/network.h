/*
 * network.h - networks: handles, and lists. See hcn.h.
 */
#ifndef HCN_NETWORK_H
#define HCN_NETWORK_H

#include <hcn/documents.h>
#include <hcn/ensure.h>
#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_network;

/*
 * Creates a network. `id` is the id it is to have; NULL: the document's, else a new one. The handle
 * reports the id that the service gave. A NAT network without a subnet gets a free one.
 *
 * Failures: HCN_E_NETWORK_ALREADY_EXISTS (name or id is taken); HCN_WIN32_ALREADY_EXISTS (a subnet
 * overlaps another network's); HCN_E_INVALID_SUBNET, HCN_E_INVALID_IP_SUBNET, HCN_E_INVALID_PREFIX;
 * HCN_E_REQUEST_UNSUPPORTED (a type or policy that this service cannot carry out); and what
 * hcn_document_read() says of the document.
 */
HCN_API struct hcn_network *hcn_network_create(struct hcn_call *call, struct hcn_service *service,
                                               const struct hcn_guid *id,
                                               const struct hcn_network_document *settings);

/* The same with the document as JSON text. */
HCN_API struct hcn_network *hcn_network_create_json(struct hcn_call *call,
                                                    struct hcn_service *service,
                                                    const struct hcn_guid *id, const char *json);

/*
 * A Transparent network over an uplink adapter, or an Internal one: one static subnet, whose first
 * address is the gateway. `subnet` is a prefix of either family with room for a gateway and a host
 * (at most /30 or /126).
 */
HCN_API struct hcn_network *hcn_network_create_transparent(struct hcn_call *call,
                                                           struct hcn_service *service,
                                                           const struct hcn_guid *id,
                                                           const char *name, const char *subnet,
                                                           const char *uplink);
HCN_API struct hcn_network *hcn_network_create_internal(struct hcn_call *call,
                                                        struct hcn_service *service,
                                                        const struct hcn_guid *id, const char *name,
                                                        const char *subnet);

/*
 * Makes sure that there is such a network, as ensure.h says: found by the document's id, else by
 * its name, which no other network has. Fails as creating does.
 */
HCN_API struct hcn_network *hcn_network_ensure(struct hcn_call *call, struct hcn_service *service,
                                               const struct hcn_network_document *settings,
                                               struct hcn_ensured *out);
HCN_API struct hcn_network *hcn_network_ensure_json(struct hcn_call *call,
                                                    struct hcn_service *service, const char *json,
                                                    struct hcn_ensured *out);

/* HCN_E_NETWORK_NOT_FOUND when there is none. The handle pins nothing. */
HCN_API struct hcn_network *hcn_network_open(struct hcn_call *call, struct hcn_service *service,
                                             const struct hcn_guid *id);

/*
 * Deletes the network and its endpoints; handles to them stay valid for closing.
 * HCN_E_NETWORK_NOT_FOUND when there is none.
 */
HCN_API bool hcn_network_delete(struct hcn_call *call, struct hcn_service *service,
                                const struct hcn_guid *id);

/*
 * Sends a modify request, as a document (hcn_modify_request_new) or as JSON text: DNS, extensions,
 * policies, subnets. HCN_E_REQUEST_UNSUPPORTED for what a network does not understand.
 */
HCN_API bool hcn_network_modify(struct hcn_call *call, struct hcn_network *network,
                                const struct hcn_modify_request *request);
HCN_API bool hcn_network_modify_json(struct hcn_call *call, struct hcn_network *network,
                                     const char *json);

/*
 * What the service says of it. `query` NULL asks for schema 2; a query of the caller's own is sent
 * as it is, and may bring documents of another schema.
 */
HCN_API struct hcn_network_document *
hcn_network_query(struct hcn_call *call, struct hcn_network *network, const char *query);
HCN_API const char *hcn_network_query_json(struct hcn_call *call, struct hcn_network *network,
                                           const char *query);

/*
 * The ids of all networks that match a query (NULL: all), or their documents: the latter are one
 * view of the service where it can give one, and an object that vanishes meanwhile is left out.
 */
struct hcn_network_list {
    struct hcn_network_document **at;
    size_t count;
};

HCN_API bool hcn_network_enumerate(struct hcn_call *call, struct hcn_service *service,
                                   const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_network_list(struct hcn_call *call, struct hcn_service *service, const char *query,
                              struct hcn_network_list *out);

/* The id that the service gave; zero for NULL. */
HCN_API struct hcn_guid hcn_network_id(const struct hcn_network *network);

/*
 * The service's own handle, for calls that this library does not make: stays owned by `network`.
 * hcn_network_from_raw() takes over a handle that was got elsewhere, and asks the service for its
 * id; when it fails, the handle stays the caller's. hcn_network_into_raw() gives it away and frees
 * the rest.
 */
HCN_API void *hcn_network_raw(const struct hcn_network *network);
HCN_API struct hcn_network *hcn_network_from_raw(struct hcn_call *call, struct hcn_service *service,
                                                 void *raw);
HCN_API void *hcn_network_into_raw(struct hcn_network *network);

/* Closes the handle, never deletes. NULL is harmless. */
HCN_API void hcn_network_close(struct hcn_network *network);

#ifdef __cplusplus
}
#endif

#endif
