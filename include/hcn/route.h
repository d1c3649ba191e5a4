/*
 * route.h - SDN routes: handles, and lists. See hcn.h.
 */
#ifndef HCN_ROUTE_H
#define HCN_ROUTE_H

#include <hcn/documents.h>
#include <hcn/ensure.h>
#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_route;

struct hcn_route_list {
    struct hcn_route_document **at;
    size_t count;
};

/*
 * Creates SDN routes for endpoints, which have to be of one network. `id` is the id it is to have;
 * NULL: the document's, else a new one. Failures: HCN_WIN32_OBJECT_ALREADY_EXISTS (the id is
 * taken); HCN_E_ENDPOINT_NOT_FOUND; HCN_E_INVALID_PREFIX (a route without a destination);
 * HCN_E_REQUEST_UNSUPPORTED.
 */
HCN_API struct hcn_route *hcn_route_create(struct hcn_call *call, struct hcn_service *service,
                                           const struct hcn_guid *id,
                                           const struct hcn_route_document *settings);
HCN_API struct hcn_route *hcn_route_create_json(struct hcn_call *call, struct hcn_service *service,
                                                const struct hcn_guid *id, const char *json);

/* As ensure.h says: found by the document's id, else by its name. Fails as creating does. */
HCN_API struct hcn_route *hcn_route_ensure(struct hcn_call *call, struct hcn_service *service,
                                           const struct hcn_route_document *settings,
                                           struct hcn_ensured *out);
HCN_API struct hcn_route *hcn_route_ensure_json(struct hcn_call *call, struct hcn_service *service,
                                                const char *json, struct hcn_ensured *out);

/* HCN_WIN32_NOT_FOUND when there is none. The handle pins nothing. */
HCN_API struct hcn_route *hcn_route_open(struct hcn_call *call, struct hcn_service *service,
                                         const struct hcn_guid *id);

/* Handles to it stay valid for closing. HCN_WIN32_NOT_FOUND when there is none. */
HCN_API bool hcn_route_delete(struct hcn_call *call, struct hcn_service *service,
                              const struct hcn_guid *id);

/* Replaces all that it says by a whole document. Fails as creating does, and changes nothing then.
 */
HCN_API bool hcn_route_update(struct hcn_call *call, struct hcn_route *route,
                              const struct hcn_route_document *settings);

/* Sends JSON text as it is: a whole document, or a request that adds or removes one endpoint. */
HCN_API bool hcn_route_modify_json(struct hcn_call *call, struct hcn_route *route,
                                   const char *json);

/*
 * What the service says of it, as a document of the call or as JSON text. `query` NULL asks for
 * schema 2.
 */
HCN_API struct hcn_route_document *hcn_route_query(struct hcn_call *call, struct hcn_route *route,
                                                   const char *query);
HCN_API const char *hcn_route_query_json(struct hcn_call *call, struct hcn_route *route,
                                         const char *query);

/* The ids of all that match a query (NULL: all), or their documents. */
HCN_API bool hcn_route_enumerate(struct hcn_call *call, struct hcn_service *service,
                                 const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_route_list(struct hcn_call *call, struct hcn_service *service, const char *query,
                            struct hcn_route_list *out);

/* The id that the service gave; zero for NULL. */
HCN_API struct hcn_guid hcn_route_id(const struct hcn_route *route);

/* The service's own handle, as hcn_network_raw() and its like have it. */
HCN_API void *hcn_route_raw(const struct hcn_route *route);
HCN_API struct hcn_route *hcn_route_from_raw(struct hcn_call *call, struct hcn_service *service,
                                             void *raw);
HCN_API void *hcn_route_into_raw(struct hcn_route *route);

/* Closes the handle, never deletes. NULL is harmless. */
HCN_API void hcn_route_close(struct hcn_route *route);

#ifdef __cplusplus
}
#endif

#endif
