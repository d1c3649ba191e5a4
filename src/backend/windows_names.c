/* windows_names.c - what the functions of the system's DLLs are called. */
#include "backend/windows.h"

/* clang-format off */
#define KIND_NAMES(one, many) {                                                                    \
        [VERB_ENUMERATE] = "HcnEnumerate" many, [VERB_CREATE] = "HcnCreate" one,                   \
        [VERB_OPEN] = "HcnOpen" one, [VERB_MODIFY] = "HcnModify" one,                              \
        [VERB_QUERY] = "HcnQuery" one "Properties", [VERB_DELETE] = "HcnDelete" one,               \
        [VERB_CLOSE] = "HcnClose" one                                                              \
    }
/* clang-format on */

static const char *const verbs[KINDS][VERBS] = {
    [KIND_NETWORK] = KIND_NAMES("Network", "Networks"),
    [KIND_ENDPOINT] = KIND_NAMES("Endpoint", "Endpoints"),
    [KIND_NAMESPACE] = KIND_NAMES("Namespace", "Namespaces"),
    [KIND_LOAD_BALANCER] = KIND_NAMES("LoadBalancer", "LoadBalancers"),
    [KIND_ROUTE] = KIND_NAMES("SdnRoute", "SdnRoutes"),
    [KIND_GUEST_SERVICE] = KIND_NAMES("GuestNetworkService", "GuestNetworkServices"),
};

static const char *const extras[WINDOWS_EXTRAS] = {
    [REGISTER_SERVICE] = "HcnRegisterServiceCallback",
    [UNREGISTER_SERVICE] = "HcnUnregisterServiceCallback",
    [RESERVE_PORT] = "HcnReserveGuestNetworkServicePort",
    [RESERVE_RANGE] = "HcnReserveGuestNetworkServicePortRange",
    [RELEASE_PORTS] = "HcnReleaseGuestNetworkServicePortReservationHandle",
    [LIST_PORTS] = "HcnEnumerateGuestNetworkPortReservations",
    [FREE_PORTS] = "HcnFreeGuestNetworkPortReservations",
    [HNS_CALL] = "HNSCall",
};

const char *windows_verb_name(uint32_t kind, uint32_t verb)
{
    if (verb == VERB_STATISTICS)
        return kind == KIND_ENDPOINT ? "HcnQueryEndpointStats" : NULL;
    return verbs[kind][verb];
}

const char *windows_extra_name(enum windows_extra which)
{
    return extras[which];
}
