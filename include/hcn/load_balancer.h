/*
 * load_balancer.h - load balancers: handles, and lists. See hcn.h.
 */
#ifndef HCN_LOAD_BALANCER_H
#define HCN_LOAD_BALANCER_H

#include <hcn/documents.h>
#include <hcn/ensure.h>
#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_load_balancer;

struct hcn_load_balancer_list {
    struct hcn_load_balancer_document **at;
    size_t count;
};

/*
 * Creates a load balancer over endpoints, which have to be of one network. `id` is the id it is to
 * have; NULL: the document's, else a new one. Failures: HCN_WIN32_OBJECT_ALREADY_EXISTS (the id is
 * taken); HCN_E_ENDPOINT_NOT_FOUND; HCN_E_PORT_ALREADY_EXISTS (frontend address, protocol and port
 * are taken, by another or by a port mapping); HCN_E_ADDR_INVALID_OR_RESERVED and
 * HCN_E_INVALID_ENDPOINT (addresses of two families); HCN_E_INVALID_INTERNAL_PORT;
 * HCN_E_REQUEST_UNSUPPORTED.
 */
HCN_API struct hcn_load_balancer *
hcn_load_balancer_create(struct hcn_call *call, struct hcn_service *service,
                         const struct hcn_guid *id,
                         const struct hcn_load_balancer_document *settings);
HCN_API struct hcn_load_balancer *hcn_load_balancer_create_json(struct hcn_call *call,
                                                                struct hcn_service *service,
                                                                const struct hcn_guid *id,
                                                                const char *json);

/* As ensure.h says: found by the document's id, else by its name. Fails as creating does. */
HCN_API struct hcn_load_balancer *
hcn_load_balancer_ensure(struct hcn_call *call, struct hcn_service *service,
                         const struct hcn_load_balancer_document *settings,
                         struct hcn_ensured *out);
HCN_API struct hcn_load_balancer *hcn_load_balancer_ensure_json(struct hcn_call *call,
                                                                struct hcn_service *service,
                                                                const char *json,
                                                                struct hcn_ensured *out);

/* HCN_WIN32_NOT_FOUND when there is none. The handle pins nothing. */
HCN_API struct hcn_load_balancer *hcn_load_balancer_open(struct hcn_call *call,
                                                         struct hcn_service *service,
                                                         const struct hcn_guid *id);

/* Handles to it stay valid for closing. HCN_WIN32_NOT_FOUND when there is none. */
HCN_API bool hcn_load_balancer_delete(struct hcn_call *call, struct hcn_service *service,
                                      const struct hcn_guid *id);

/*
 * Replaces all that it says by a whole document: what the document does not say is gone (hcsshim
 * updates load balancers that way). Fails as creating does, and then nothing has changed.
 */
HCN_API bool hcn_load_balancer_update(struct hcn_call *call, struct hcn_load_balancer *balancer,
                                      const struct hcn_load_balancer_document *settings);

/* Sends JSON text as it is: a whole document, or a request that adds or removes one endpoint. */
HCN_API bool hcn_load_balancer_modify_json(struct hcn_call *call,
                                           struct hcn_load_balancer *balancer, const char *json);

/*
 * What the service says of it, as a document of the call or as JSON text. `query` NULL asks for
 * schema 2.
 */
HCN_API struct hcn_load_balancer_document *
hcn_load_balancer_query(struct hcn_call *call, struct hcn_load_balancer *balancer,
                        const char *query);
HCN_API const char *hcn_load_balancer_query_json(struct hcn_call *call,
                                                 struct hcn_load_balancer *balancer,
                                                 const char *query);

/* The ids of all that match a query (NULL: all), or their documents. */
HCN_API bool hcn_load_balancer_enumerate(struct hcn_call *call, struct hcn_service *service,
                                         const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_load_balancer_list(struct hcn_call *call, struct hcn_service *service,
                                    const char *query, struct hcn_load_balancer_list *out);

/* The id that the service gave; zero for NULL. */
HCN_API struct hcn_guid hcn_load_balancer_id(const struct hcn_load_balancer *balancer);

/* The service's own handle, as hcn_network_raw() and its like have it. */
HCN_API void *hcn_load_balancer_raw(const struct hcn_load_balancer *balancer);
HCN_API struct hcn_load_balancer *
hcn_load_balancer_from_raw(struct hcn_call *call, struct hcn_service *service, void *raw);
HCN_API void *hcn_load_balancer_into_raw(struct hcn_load_balancer *balancer);

/* Closes the handle, never deletes. NULL is harmless. */
HCN_API void hcn_load_balancer_close(struct hcn_load_balancer *balancer);

#ifdef __cplusplus
}
#endif

#endif
