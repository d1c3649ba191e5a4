/*
 * guest_service.h - guest network services: handles, and lists. See hcn.h.
 */
#ifndef HCN_GUEST_SERVICE_H
#define HCN_GUEST_SERVICE_H

#include <hcn/documents.h>
#include <hcn/ensure.h>
#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_guest_service;

struct hcn_guest_service_list {
    struct hcn_guest_service_document **at;
    size_t count;
};

/*
 * Creates the guest network service of a virtual machine. `id` is the id it is to have, by custom
 * that of the machine; NULL: the document's, else a new one. Its state is Created.
 * HCN_WIN32_OBJECT_ALREADY_EXISTS when the id is taken.
 */
HCN_API struct hcn_guest_service *
hcn_guest_service_create(struct hcn_call *call, struct hcn_service *service,
                         const struct hcn_guid *id,
                         const struct hcn_guest_service_document *settings);
HCN_API struct hcn_guest_service *hcn_guest_service_create_json(struct hcn_call *call,
                                                                struct hcn_service *service,
                                                                const struct hcn_guid *id,
                                                                const char *json);

/* As ensure.h says: found by the document's id, else by its name. Fails as creating does. */
HCN_API struct hcn_guest_service *
hcn_guest_service_ensure(struct hcn_call *call, struct hcn_service *service,
                         const struct hcn_guest_service_document *settings,
                         struct hcn_ensured *out);
HCN_API struct hcn_guest_service *hcn_guest_service_ensure_json(struct hcn_call *call,
                                                                struct hcn_service *service,
                                                                const char *json,
                                                                struct hcn_ensured *out);

/* HCN_WIN32_NOT_FOUND when there is none. The handle pins nothing. */
HCN_API struct hcn_guest_service *hcn_guest_service_open(struct hcn_call *call,
                                                         struct hcn_service *service,
                                                         const struct hcn_guid *id);

/* Handles to it stay valid for closing. HCN_WIN32_NOT_FOUND when there is none. */
HCN_API bool hcn_guest_service_delete(struct hcn_call *call, struct hcn_service *service,
                                      const struct hcn_guid *id);

/*
 * Tells it its next state: Bootstrapping behind Created, Synchronized when all endpoints are there,
 * then Paused or Desynchronized and back. HCN_E_REQUEST_UNSUPPORTED for a state that cannot follow.
 */
HCN_API bool hcn_guest_service_set_state(struct hcn_call *call, struct hcn_guest_service *guest,
                                         enum hcn_guest_service_state state);

/* Sends a modify request as JSON text. */
HCN_API bool hcn_guest_service_modify_json(struct hcn_call *call, struct hcn_guest_service *guest,
                                           const char *json);

/*
 * What the service says of it, as a document of the call or as JSON text. `query` NULL asks for
 * schema 2.
 */
HCN_API struct hcn_guest_service_document *
hcn_guest_service_query(struct hcn_call *call, struct hcn_guest_service *guest, const char *query);
HCN_API const char *hcn_guest_service_query_json(struct hcn_call *call,
                                                 struct hcn_guest_service *guest,
                                                 const char *query);

/* The ids of all that match a query (NULL: all), or their documents. */
HCN_API bool hcn_guest_service_enumerate(struct hcn_call *call, struct hcn_service *service,
                                         const char *query, struct hcn_guid_list *out);
HCN_API bool hcn_guest_service_list(struct hcn_call *call, struct hcn_service *service,
                                    const char *query, struct hcn_guest_service_list *out);

enum hcn_port_protocol { HCN_PORT_TCP = 1, HCN_PORT_UDP = 2, HCN_PORT_BOTH = 3 };
enum hcn_port_access { HCN_PORT_EXCLUSIVE = 1, HCN_PORT_SHARED = 2 };

/* Ports of the host that a guest service keeps for itself, both ends included. */
struct hcn_port_range {
    struct hcn_guid guest;
    enum hcn_port_protocol protocol;
    enum hcn_port_access access;
    uint16_t first, last;
};

struct hcn_port_range_list {
    struct hcn_port_range *at;
    size_t count;
};

struct hcn_port_reservation;

/*
 * Reserves one port, 1 to 65535, until the reservation is released or this process ends. Shared
 * ones bear each other. HCN_E_PORT_ALREADY_EXISTS when it is reserved or published; E_NOTIMPL where
 * the service cannot.
 */
HCN_API struct hcn_port_reservation *hcn_port_reserve(struct hcn_call *call,
                                                      struct hcn_guest_service *guest,
                                                      enum hcn_port_protocol protocol,
                                                      enum hcn_port_access access, uint16_t port);

/*
 * Reserves a range of the dynamic ports for both protocols. As the service has it, `count` is the
 * distance from the first to the last: 4095 gives 4096 ports (seen in WSL).
 */
HCN_API struct hcn_port_reservation *hcn_port_reserve_range(struct hcn_call *call,
                                                            struct hcn_guest_service *guest,
                                                            uint16_t count,
                                                            struct hcn_port_range *range);

/* Gives the ports back. To be called before the service is closed. NULL is harmless. */
HCN_API void hcn_port_release(struct hcn_port_reservation *reservation);

/* All that is reserved, by whichever process. */
HCN_API bool hcn_port_list(struct hcn_call *call, struct hcn_service *service,
                           struct hcn_port_range_list *out);

/* The id that the service gave; zero for NULL. */
HCN_API struct hcn_guid hcn_guest_service_id(const struct hcn_guest_service *guest);

/* The service's own handle, as hcn_network_raw() and its like have it. */
HCN_API void *hcn_guest_service_raw(const struct hcn_guest_service *guest);
HCN_API struct hcn_guest_service *
hcn_guest_service_from_raw(struct hcn_call *call, struct hcn_service *service, void *raw);
HCN_API void *hcn_guest_service_into_raw(struct hcn_guest_service *guest);

/* Closes the handle, never deletes. NULL is harmless. */
HCN_API void hcn_guest_service_close(struct hcn_guest_service *guest);

#ifdef __cplusplus
}
#endif

#endif
