/*
 * hcn.h - the Host Compute Network API as a library.
 *
 * Open a service, begin a call, ask. What a call returned lives until that call is ended, handles
 * until they are closed. Every function that can fail takes the call first, gives true or a
 * pointer on success and false or NULL on failure, and leaves the reason in the call:
 *
 *     struct hcn_call *call = hcn_call_begin();
 *     struct hcn_service *service = hcn_service_open(call, NULL);
 *     struct hcn_network *network = hcn_network_open(call, service, &id);
 *
 *     if (!network)
 *         fprintf(stderr, "%s\n", hcn_call_text(call));
 *     hcn_network_close(network);
 *     hcn_service_close(service);
 *     hcn_call_end(call);
 *
 * The first failure of a call wins, and a failed call does nothing more: so a chain of functions
 * may be checked once, at its end. NULL handles fail the call instead of crashing.
 *
 * Threads: a call belongs to one thread at a time. Services and handles may be used from several.
 * The library never prints, exits, or changes the calling thread's network namespace, signal mask,
 * directory, locale or environment.
 */
#ifndef HCN_HCN_H
#define HCN_HCN_H

#include <hcn/documents.h>
#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HCN_VERSION_MAJOR 0
#define HCN_VERSION_MINOR 1
#define HCN_VERSION_PATCH 0
#define HCN_VERSION       (HCN_VERSION_MAJOR * 10000 + HCN_VERSION_MINOR * 100 + HCN_VERSION_PATCH)

/* The version of the library that runs, as HCN_VERSION counts it. */
HCN_API int hcn_version(void);

/* ---- calls ------------------------------------------------------------------------------- */

/* NULL only when there is no memory; every function accepts NULL and then fails. */
HCN_API struct hcn_call *hcn_call_begin(void);

/* Gives back the call and everything that it returned. NULL is harmless. */
HCN_API void hcn_call_end(struct hcn_call *call);

/*
 * Forgets the failure, so that the call can be used again; what it returned stays.
 */
HCN_API void hcn_call_forgive(struct hcn_call *call);

/* Milliseconds that waiting for other users of the service may take; 0, the default: no limit. */
HCN_API void hcn_call_set_timeout(struct hcn_call *call, uint32_t milliseconds);

/* What failed: 0 while nothing has; else an HRESULT as in errors.h, and its class. */
HCN_API int32_t hcn_call_hresult(const struct hcn_call *call);
HCN_API enum hcn_class hcn_call_class(const struct hcn_call *call);

/*
 * A sentence for a person, without a final stop: what failed, where, what was expected and found,
 * as in `network.Ipams[0].Subnets[1].IpAddressPrefix: expected an address prefix, found
 * "10.0.0.0/33"`. "" while nothing failed.
 */
HCN_API const char *hcn_call_text(const struct hcn_call *call);

/* The error record of the service, a JSON object, or NULL when there is none. */
HCN_API const char *hcn_call_record(const struct hcn_call *call);

/* Memory that lives as long as the call: for building documents. Zeroed. */
HCN_API void *hcn_call_memory(struct hcn_call *call, size_t size);

/* ---- errors ------------------------------------------------------------------------------ */

/* "HCN_E_NETWORK_NOT_FOUND"; NULL for a code that is not in errors.h. */
HCN_API const char *hcn_error_name(int32_t hresult);

/* The service's own text for the code, or NULL. */
HCN_API const char *hcn_error_text(int32_t hresult);

HCN_API enum hcn_class hcn_error_class(int32_t hresult);

/* "not found", "conflict"...: the class in words. */
HCN_API const char *hcn_class_name(enum hcn_class error_class);

/* ---- identifiers ------------------------------------------------------------------------- */

/* In any case, with or without braces; false when it is none. */
HCN_API bool hcn_guid_parse(const char *text, struct hcn_guid *out);

/* Bare and in lower case. */
HCN_API void hcn_guid_print(const struct hcn_guid *guid, char out[HCN_GUID_TEXT]);

HCN_API bool hcn_guid_equal(const struct hcn_guid *a, const struct hcn_guid *b);
HCN_API bool hcn_guid_is_zero(const struct hcn_guid *guid);

/* A new random one. */
HCN_API bool hcn_guid_new(struct hcn_call *call, struct hcn_guid *out);

/* ---- the service ------------------------------------------------------------------------- */

struct hcn_service;

/*
 * Opens a service:
 *
 *     NULL, ""                       this machine's own: HCN_STATE and HCN_DRIVER in the
 *                                    environment, else the system's DLL on Windows, the engine
 *                                    over /var/lib/hcn on Linux
 *     "local:DIR[?driver=NAME]"      the engine over the state in DIR; NAME: linux (default) or
 *                                    null (remembers, touches nothing, needs no privilege)
 *     "null:"                        the engine in memory, with the null driver
 *     "windows:"                     computenetwork.dll of this Windows
 *
 * Fails with class unavailable when there is no such service here, and with class conflict when the
 * state belongs to another driver or another network namespace.
 */
HCN_API struct hcn_service *hcn_service_open(struct hcn_call *call, const char *which);

/* Closes it; handles opened through it must be closed before. NULL is harmless. */
HCN_API void hcn_service_close(struct hcn_service *service);

/* ---- networks ---------------------------------------------------------------------------- */

struct hcn_network;

/*
 * Creates a network. `id` is the id it is to have; NULL: the document's, else a new one. The handle
 * reports the id that the service gave. Failures: HCN_E_NETWORK_ALREADY_EXISTS (name or id), and
 * whatever the document deserves.
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

/* HCN_E_NETWORK_NOT_FOUND when there is none. The handle pins nothing. */
HCN_API struct hcn_network *hcn_network_open(struct hcn_call *call, struct hcn_service *service,
                                             const struct hcn_guid *id);

/* Deletes the network and its endpoints; handles to it stay valid for closing. */
HCN_API bool hcn_network_delete(struct hcn_call *call, struct hcn_service *service,
                                const struct hcn_guid *id);

/* Sends a modify request: as a document, or as JSON text. */
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
struct hcn_guid_list {
    struct hcn_guid *at;
    size_t count;
};

struct hcn_network_list {
    struct hcn_network_document **at;
    size_t count;
};

HCN_API bool hcn_network_enumerate(struct hcn_call *call, struct hcn_service *service,
                                   const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_network_list(struct hcn_call *call, struct hcn_service *service, const char *query,
                              struct hcn_network_list *out);

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

/* ---- endpoints --------------------------------------------------------------------------- */

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

/* ---- namespaces -------------------------------------------------------------------------- */

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
HCN_API struct hcn_namespace *hcn_namespace_open(struct hcn_call *call, struct hcn_service *service,
                                                 const struct hcn_guid *id);

/*
 * Deletes it and takes its endpoints out of it. HostDefault stays, and the call succeeds: nobody is
 * asked to delete it.
 */
HCN_API bool hcn_namespace_delete(struct hcn_call *call, struct hcn_service *service,
                                  const struct hcn_guid *id);

/*
 * Puts an endpoint into the namespace, or takes it out. HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS
 * when it is in one.
 */
HCN_API bool hcn_namespace_add_endpoint(struct hcn_call *call, struct hcn_namespace *space,
                                        const struct hcn_guid *endpoint);
HCN_API bool hcn_namespace_remove_endpoint(struct hcn_call *call, struct hcn_namespace *space,
                                           const struct hcn_guid *endpoint);
HCN_API bool hcn_namespace_modify(struct hcn_call *call, struct hcn_namespace *space,
                                  const struct hcn_modify_request *request);
HCN_API bool hcn_namespace_modify_json(struct hcn_call *call, struct hcn_namespace *space,
                                       const char *json);
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

/* The endpoints that are in it. */
HCN_API bool hcn_namespace_endpoints(struct hcn_call *call, struct hcn_namespace *space,
                                     struct hcn_guid_list *out);

/*
 * Removes references to endpoints that do not exist. `removed` (may be NULL) gives the ids, also
 * when the call fails: what cannot be looked at or removed fails it, after all others were tried.
 * An endpoint counts as gone only when the service says that it is not found. What somebody else
 * removes meanwhile is no failure, and is not among `removed`.
 */
HCN_API bool hcn_namespace_reconcile(struct hcn_call *call, struct hcn_namespace *space,
                                     struct hcn_guid_list *removed);

HCN_API bool hcn_namespace_enumerate(struct hcn_call *call, struct hcn_service *service,
                                     const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_namespace_list(struct hcn_call *call, struct hcn_service *service,
                                const char *query, struct hcn_namespace_list *out);
HCN_API struct hcn_guid hcn_namespace_id(const struct hcn_namespace *space);
HCN_API void *hcn_namespace_raw(const struct hcn_namespace *space);
HCN_API struct hcn_namespace *hcn_namespace_from_raw(struct hcn_call *call,
                                                     struct hcn_service *service, void *raw);
HCN_API void *hcn_namespace_into_raw(struct hcn_namespace *space);
HCN_API void hcn_namespace_close(struct hcn_namespace *space);

/* ---- attachments: an endpoint and its namespace in one step -------------------------------- */

struct hcn_attachment;

/* What hcn_attachment_create() needs; a zero member is left out. */
struct hcn_attachment_options {
    struct hcn_guid network;
    const char *owner;      /* who it belongs to: Owner of both, and the prefix of the name */
    const char *container;  /* the endpoint is called `owner-container` */
    const char *address;    /* NULL: the service picks one */
    uint8_t prefix_length;  /* of address; 0: the subnet's */
    const char *gateway;    /* NULL: the first address of address/prefix_length, or the subnet's */
    const char *dns_server; /* NULL: as the network says */
    const char *dns_domain;
    const struct hcn_guid *space; /* an existing namespace; NULL: a new one of type Host */
    struct hcn_policy *const *policies;
    size_t policy_count;
};

/* Makes endpoint and namespace and joins them; whatever fails, nothing is left. */
HCN_API struct hcn_attachment *hcn_attachment_create(struct hcn_call *call,
                                                     struct hcn_service *service,
                                                     const struct hcn_attachment_options *options);

/*
 * The same with the policies of an overlay: OutBoundNAT without translation inside the cluster,
 * an SDN route to it, and an ACL that lets it in. Leave out with zero flags what a network type
 * refuses (SDNRoute on Transparent).
 */
enum hcn_overlay_policies {
    HCN_OVERLAY_OUTBOUND_NAT = 1,
    HCN_OVERLAY_SDN_ROUTE = 2,
    HCN_OVERLAY_ACL = 4,
    HCN_OVERLAY_ALL = 7
};

HCN_API struct hcn_attachment *
hcn_attachment_create_overlay(struct hcn_call *call, struct hcn_service *service,
                              const struct hcn_attachment_options *options,
                              const char *cluster_prefix, uint32_t policies);

HCN_API struct hcn_guid hcn_attachment_endpoint(const struct hcn_attachment *attachment);
HCN_API struct hcn_guid hcn_attachment_namespace(const struct hcn_attachment *attachment);

/* Its address as text, or NULL. Lives as long as the attachment. */
HCN_API const char *hcn_attachment_address(const struct hcn_attachment *attachment);

/*
 * Deletes endpoint and namespace, both even when one fails; the endpoint's failure is told first.
 * What is gone already is no failure. HostDefault is left.
 */
HCN_API bool hcn_attachment_teardown(struct hcn_call *call, struct hcn_service *service,
                                     const struct hcn_guid *endpoint, const struct hcn_guid *space);

/* Frees the record of an attachment; endpoint and namespace stay. NULL is harmless. */
HCN_API void hcn_attachment_close(struct hcn_attachment *attachment);

/*
 * The endpoints whose Owner is `owner`; where a service does not keep the Owner, those whose name
 * begins with `owner-`.
 */
HCN_API bool hcn_attachment_owned(struct hcn_call *call, struct hcn_service *service,
                                  const char *owner, struct hcn_endpoint_list *out);

/* ---- the uplink -------------------------------------------------------------------------- */

/*
 * The adapter that leads out of this machine: HCN_UPLINK_ADAPTER (or ZLAYER_HCN_UPLINK_ADAPTER) in
 * the environment, else the one of the default route with the lowest metric; tunnels, loopback and
 * virtual links are passed over. Class not found when there is none.
 */
HCN_API const char *hcn_adapter_find(struct hcn_call *call);

#ifdef __cplusplus
}
#endif

#endif
