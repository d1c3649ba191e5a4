/* exports.c - the functions of computenetwork.h, a line each. */
#include "abi/notify.h"
#include "abi/ports.h"
#include "abi/raw.h"
#include "abi/verbs.h"
#include "schema/request.h"

/* What all kinds have. `one` and `many` are the words in the names. */
#define EXPORT_KIND(one, many, handle, kind)                                                       \
    HRESULT WINAPI HcnEnumerate##many(PCWSTR query, PWSTR *out, PWSTR *record)                     \
    {                                                                                              \
        return abi_enumerate(kind, query, out, record);                                            \
    }                                                                                              \
    HRESULT WINAPI HcnOpen##one(REFGUID id, handle *out, PWSTR *record)                            \
    {                                                                                              \
        return abi_open(kind, id, out, record);                                                    \
    }                                                                                              \
    HRESULT WINAPI HcnModify##one(handle object, PCWSTR settings, PWSTR *record)                   \
    {                                                                                              \
        return abi_modify(kind, object, settings, record);                                         \
    }                                                                                              \
    HRESULT WINAPI HcnQuery##one##Properties(handle object, PCWSTR query, PWSTR *out,              \
                                             PWSTR *record)                                        \
    {                                                                                              \
        return abi_query(kind, VERB_QUERY, object, query, out, record);                            \
    }                                                                                              \
    HRESULT WINAPI HcnDelete##one(REFGUID id, PWSTR *record)                                       \
    {                                                                                              \
        return abi_delete(kind, id, record);                                                       \
    }                                                                                              \
    HRESULT WINAPI HcnClose##one(handle object)                                                    \
    {                                                                                              \
        return abi_close(kind, object);                                                            \
    }

/* All kinds but endpoints, which are made on a network. */
#define EXPORT_CREATE(one, handle, kind)                                                           \
    HRESULT WINAPI HcnCreate##one(REFGUID id, PCWSTR settings, handle *out, PWSTR *record)         \
    {                                                                                              \
        return abi_create(kind, id, settings, out, record);                                        \
    }

#define EXPORT_UNKNOWN(name)                                                                       \
    HRESULT WINAPI name(PCWSTR query, PWSTR *out, PWSTR *record)                                   \
    {                                                                                              \
        (void)query;                                                                               \
        return abi_unknown(#name, out, record);                                                    \
    }

/* clang-format off */
EXPORT_KIND(Network, Networks, HCN_NETWORK, KIND_NETWORK)
EXPORT_KIND(Endpoint, Endpoints, HCN_ENDPOINT, KIND_ENDPOINT)
EXPORT_KIND(Namespace, Namespaces, HCN_NAMESPACE, KIND_NAMESPACE)
EXPORT_KIND(LoadBalancer, LoadBalancers, HCN_LOADBALANCER, KIND_LOAD_BALANCER)
EXPORT_KIND(SdnRoute, SdnRoutes, HCN_SDNROUTE, KIND_ROUTE)
EXPORT_KIND(GuestNetworkService, GuestNetworkServices, HCN_GUESTNETWORKSERVICE, KIND_GUEST_SERVICE)
EXPORT_CREATE(Network, HCN_NETWORK, KIND_NETWORK)
EXPORT_CREATE(Namespace, HCN_NAMESPACE, KIND_NAMESPACE)
EXPORT_CREATE(LoadBalancer, HCN_LOADBALANCER, KIND_LOAD_BALANCER)
EXPORT_CREATE(SdnRoute, HCN_SDNROUTE, KIND_ROUTE)
EXPORT_CREATE(GuestNetworkService, HCN_GUESTNETWORKSERVICE, KIND_GUEST_SERVICE)
EXPORT_UNKNOWN(HcnQueryFeatures)
EXPORT_UNKNOWN(HcnQueryMetrics)
/* clang-format on */

HRESULT WINAPI HcnCreateEndpoint(HCN_NETWORK network, REFGUID id, PCWSTR settings,
                                 HCN_ENDPOINT *out, PWSTR *record)
{
    return abi_create_endpoint(network, id, settings, out, record);
}

HRESULT WINAPI HcnQueryEndpointStats(HCN_ENDPOINT endpoint, PCWSTR query, PWSTR *out, PWSTR *record)
{
    return abi_query(KIND_ENDPOINT, VERB_STATISTICS, endpoint, query, out, record);
}

HRESULT WINAPI HcnQueryEndpointAddresses(HCN_ENDPOINT endpoint, PCWSTR query, PWSTR *out,
                                         PWSTR *record)
{
    return abi_addresses(endpoint, query, out, record);
}

/* ---- notifications ------------------------------------------------------------------------- */

HRESULT WINAPI HcnRegisterServiceCallback(HCN_NOTIFICATION_CALLBACK tell, void *context,
                                          HCN_CALLBACK *out)
{
    return abi_register_service(tell, context, out);
}

HRESULT WINAPI HcnUnregisterServiceCallback(HCN_CALLBACK callback)
{
    return abi_close(HANDLE_SERVICE_CALLBACK, callback);
}

HRESULT WINAPI HcnRegisterNetworkCallback(HCN_NETWORK network, HCN_NOTIFICATION_CALLBACK tell,
                                          void *context, HCN_CALLBACK *out)
{
    return abi_register(KIND_NETWORK, network, tell, context, out);
}

HRESULT WINAPI HcnUnregisterNetworkCallback(HCN_CALLBACK callback)
{
    return abi_close(HANDLE_NETWORK_CALLBACK, callback);
}

HRESULT WINAPI HcnRegisterGuestNetworkServiceCallback(HCN_GUESTNETWORKSERVICE guest,
                                                      HCN_NOTIFICATION_CALLBACK tell, void *context,
                                                      HCN_CALLBACK *out)
{
    return abi_register(KIND_GUEST_SERVICE, guest, tell, context, out);
}

HRESULT WINAPI HcnUnregisterGuestNetworkServiceCallback(HCN_CALLBACK callback)
{
    return abi_close(HANDLE_GUEST_SERVICE_CALLBACK, callback);
}

/* ---- reserved ports ------------------------------------------------------------------------ */

HRESULT WINAPI HcnReserveGuestNetworkServicePort(HCN_GUESTNETWORKSERVICE guest,
                                                 HCN_PORT_PROTOCOL protocol, HCN_PORT_ACCESS access,
                                                 USHORT port, HANDLE *out)
{
    return abi_reserve_port(guest, protocol, access, port, out);
}

HRESULT WINAPI HcnReserveGuestNetworkServicePortRange(HCN_GUESTNETWORKSERVICE guest, USHORT count,
                                                      HCN_PORT_RANGE_RESERVATION *range,
                                                      HANDLE *out)
{
    return abi_reserve_range(guest, count, range, out);
}

HRESULT WINAPI HcnReleaseGuestNetworkServicePortReservationHandle(HANDLE reservation)
{
    return abi_close(HANDLE_PORTS, reservation);
}

HRESULT WINAPI HcnEnumerateGuestNetworkPortReservations(ULONG *count, HCN_PORT_RANGE_ENTRY **out)
{
    return abi_reservations(count, out);
}

void WINAPI HcnFreeGuestNetworkPortReservations(HCN_PORT_RANGE_ENTRY *entries)
{
    abi_free(entries);
}
