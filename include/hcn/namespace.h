/*
 * namespace.h - namespaces: handles, lists, and what is in them. See hcn.h.
 */
#ifndef HCN_NAMESPACE_H
#define HCN_NAMESPACE_H

#include <hcn/documents.h>
#include <hcn/ensure.h>
#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_namespace;

struct hcn_namespace_list {
    struct hcn_namespace_document **at;
    size_t count;
};

/* A fresh namespace of type Host: the one that a container gets. */
HCN_API struct hcn_namespace *hcn_namespace_create_host(struct hcn_call *call,
                                                        struct hcn_service *service);

/*
 * The namespace of the machine itself, a singleton: made when it is not there. References of it to
 * endpoints that are gone are removed, as by hcn_namespace_reconcile(); so too when it is opened by
 * its id or created. What goes wrong with that is no failure of the opening.
 */
HCN_API struct hcn_namespace *hcn_namespace_open_default(struct hcn_call *call,
                                                         struct hcn_service *service);

/*
 * A namespace with an id (NULL: any) and a document. The handle reports the id that the service
 * assigned: for HostDefault that is the singleton's, whatever was asked for.
 */
HCN_API struct hcn_namespace *hcn_namespace_create(struct hcn_call *call,
                                                   struct hcn_service *service,
                                                   const struct hcn_guid *id,
                                                   const struct hcn_namespace_document *settings);
HCN_API struct hcn_namespace *hcn_namespace_create_json(struct hcn_call *call,
                                                        struct hcn_service *service,
                                                        const struct hcn_guid *id,
                                                        const char *json);

/*
 * Makes sure that there is such a namespace, as ensure.h says: found by the document's id alone; of
 * type HostDefault it is the singleton. HostDefault is reconciled, as by opening it.
 */
HCN_API struct hcn_namespace *hcn_namespace_ensure(struct hcn_call *call,
                                                   struct hcn_service *service,
                                                   const struct hcn_namespace_document *settings,
                                                   struct hcn_ensured *out);
HCN_API struct hcn_namespace *hcn_namespace_ensure_json(struct hcn_call *call,
                                                        struct hcn_service *service,
                                                        const char *json, struct hcn_ensured *out);

/* HCN_WIN32_NOT_FOUND when there is none. The handle pins nothing. */
HCN_API struct hcn_namespace *hcn_namespace_open(struct hcn_call *call, struct hcn_service *service,
                                                 const struct hcn_guid *id);

/*
 * Deletes it and takes its endpoints out of it. HostDefault stays, and the call succeeds: nobody is
 * asked to delete it. A network namespace that was adopted stays too. HCN_WIN32_NOT_FOUND when
 * there is none, HCN_E_REQUEST_UNSUPPORTED while containers are in it.
 */
HCN_API bool hcn_namespace_delete(struct hcn_call *call, struct hcn_service *service,
                                  const struct hcn_guid *id);

/*
 * Puts an endpoint into the namespace, or takes it out. HCN_E_ENDPOINT_NOT_FOUND; adding one that
 * is in a namespace fails with HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS, removing one that is not in
 * this one with HCN_WIN32_NOT_FOUND.
 */
HCN_API bool hcn_namespace_add_endpoint(struct hcn_call *call, struct hcn_namespace *space,
                                        const struct hcn_guid *endpoint);
HCN_API bool hcn_namespace_remove_endpoint(struct hcn_call *call, struct hcn_namespace *space,
                                           const struct hcn_guid *endpoint);

/*
 * Sends a modify request, as a document (hcn_modify_request_new) or as JSON text, which is sent as
 * it is. HCN_E_REQUEST_UNSUPPORTED for what a namespace does not understand.
 */
HCN_API bool hcn_namespace_modify(struct hcn_call *call, struct hcn_namespace *space,
                                  const struct hcn_modify_request *request);
HCN_API bool hcn_namespace_modify_json(struct hcn_call *call, struct hcn_namespace *space,
                                       const char *json);

/*
 * What the service says of it, its endpoints among the Resources; as a document of the call or as
 * JSON text. `query` NULL asks for schema 2.
 */
HCN_API struct hcn_namespace_document *
hcn_namespace_query(struct hcn_call *call, struct hcn_namespace *space, const char *query);
HCN_API const char *hcn_namespace_query_json(struct hcn_call *call, struct hcn_namespace *space,
                                             const char *query);

/*
 * What whoever starts a container in it has to be told: on Linux the path of the network
 * namespace's file, as under /run/netns; on Windows the id, for Container.Networking.Namespace of
 * the compute system's document.
 */
HCN_API const char *hcn_namespace_place(struct hcn_call *call, struct hcn_namespace *space);

/* The ids of the endpoints that are in it, whether they exist or not. */
HCN_API bool hcn_namespace_endpoints(struct hcn_call *call, struct hcn_namespace *space,
                                     struct hcn_guid_list *out);

/*
 * Removes references to endpoints that do not exist. On Linux, also puts back what somebody else
 * deleted or flushed of the endpoints in it and of their networks, and removes the endpoints of a
 * network namespace that is gone. `removed` (may be NULL) gives the ids, also
 * when the call fails: what cannot be looked at or removed fails it, after all others were tried.
 * An endpoint counts as gone only when the service says that it is not found. What somebody else
 * removes meanwhile is no failure, and is not among `removed`.
 */
HCN_API bool hcn_namespace_reconcile(struct hcn_call *call, struct hcn_namespace *space,
                                     struct hcn_guid_list *removed);

/* The ids of all namespaces that match a query (NULL: all), or their documents. */
HCN_API bool hcn_namespace_enumerate(struct hcn_call *call, struct hcn_service *service,
                                     const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_namespace_list(struct hcn_call *call, struct hcn_service *service,
                                const char *query, struct hcn_namespace_list *out);

/* The id that the service assigned; zero for NULL. */
HCN_API struct hcn_guid hcn_namespace_id(const struct hcn_namespace *space);

/* The service's own handle, as hcn_network_raw() and its like have it. */
HCN_API void *hcn_namespace_raw(const struct hcn_namespace *space);
HCN_API struct hcn_namespace *hcn_namespace_from_raw(struct hcn_call *call,
                                                     struct hcn_service *service, void *raw);
HCN_API void *hcn_namespace_into_raw(struct hcn_namespace *space);

/* Closes the handle, never deletes. NULL is harmless. */
HCN_API void hcn_namespace_close(struct hcn_namespace *space);

#ifdef __cplusplus
}
#endif

#endif
