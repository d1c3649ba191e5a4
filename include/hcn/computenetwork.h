/*
 * computenetwork.h - the Host Compute Network API as Windows has it: 57 functions, for programs
 * that speak the ABI of computenetwork.dll. On Linux libcomputenetwork.so has them.
 *
 * On Windows use the SDK's own ComputeNetwork.h; this header is not installed there. Names, values
 * and layouts are the SDK's. It may be included beside <hcn/hcn.h>, in any order.
 *
 * Rules that all functions share:
 *
 * - Strings are UTF-16, NUL-terminated, with JSON in them: u"..." of C11 and C++. A half of a
 *   surrogate pair is refused with E_INVALIDARG.
 * - What is given back - the documents, *ErrorRecord, the entries of port reservations - is memory
 * of the caller's: where Windows says CoTaskMemFree(), Linux says free().
 * - Every out pointer is set to NULL first. Only ErrorRecord may be NULL itself; another out
 * pointer, an id or settings that are NULL give E_INVALIDARG. A query may be NULL.
 * - Documents are of version 2 when they, or the query that asks for them, say
 * {"SchemaVersion":{"Major":2}}. A query that does not, NULL among them, is answered in version 1,
 * the older schema; settings of a create that do not may be of either.
 * - *ErrorRecord stays NULL on success, and says on failure what is wrong:
 *   {"Success":false,"Error":"...","ErrorCode":n,"Detail":"..."}.
 * - A handle that is closed, of another kind, from before fork() or no handle at all gives
 * E_HANDLE. Any thread may use or close it at any time. Closing deletes nothing.
 *
 * The service is the one that hcn_service_open(NULL) opens: HCN_STATE and HCN_DRIVER choose it. It
 * is opened by the first call of a process.
 */
#ifndef HCN_COMPUTENETWORK_H
#define HCN_COMPUTENETWORK_H

#include <stddef.h>
#include <stdint.h>

#include <hcn/errors.h>

#if defined(__GNUC__)
#define HCN_ABI __attribute__((visibility("default")))
#else
#define HCN_ABI
#endif

#ifndef WINAPI
#define WINAPI
#endif
#ifndef CALLBACK
#define CALLBACK
#endif
#ifndef S_OK
#define S_OK ((HRESULT)0)
#endif
#ifndef SUCCEEDED
#define SUCCEEDED(hr) ((HRESULT)(hr) >= 0)
#endif
#ifndef FAILED
#define FAILED(hr) ((HRESULT)(hr) < 0)
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t HRESULT;
typedef uint32_t DWORD;
typedef uint32_t ULONG;
typedef uint32_t UINT32;
typedef uint64_t UINT64;
typedef uint16_t USHORT;
typedef uint16_t UINT16;
typedef void *HANDLE;
#ifdef __cplusplus
typedef char16_t WCHAR;
#else
typedef uint16_t WCHAR;
#endif
typedef WCHAR *PWSTR;
typedef const WCHAR *PCWSTR;

#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef struct _GUID {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} GUID;
#endif
#ifdef __cplusplus
typedef const GUID &REFGUID;
#else
typedef const GUID *REFGUID;
#endif

typedef void *HCN_NETWORK;
typedef void *HCN_ENDPOINT;
typedef void *HCN_NAMESPACE;
typedef void *HCN_LOADBALANCER;
typedef void *HCN_SDNROUTE;
typedef void *HCN_GUESTNETWORKSERVICE;
typedef void *HCN_CALLBACK;

/* ---- networks, endpoints, namespaces, load balancers, routes, guest network services -------- */

HCN_ABI HRESULT WINAPI HcnEnumerateNetworks(PCWSTR Query, PWSTR *Networks, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCreateNetwork(REFGUID Id, PCWSTR Settings, HCN_NETWORK *Network,
                                        PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnOpenNetwork(REFGUID Id, HCN_NETWORK *Network, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnModifyNetwork(HCN_NETWORK Network, PCWSTR Settings, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnQueryNetworkProperties(HCN_NETWORK Network, PCWSTR Query,
                                                 PWSTR *Properties, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnDeleteNetwork(REFGUID Id, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCloseNetwork(HCN_NETWORK Network);

HCN_ABI HRESULT WINAPI HcnEnumerateEndpoints(PCWSTR Query, PWSTR *Endpoints, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCreateEndpoint(HCN_NETWORK Network, REFGUID Id, PCWSTR Settings,
                                         HCN_ENDPOINT *Endpoint, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnOpenEndpoint(REFGUID Id, HCN_ENDPOINT *Endpoint, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnModifyEndpoint(HCN_ENDPOINT Endpoint, PCWSTR Settings,
                                         PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnQueryEndpointProperties(HCN_ENDPOINT Endpoint, PCWSTR Query,
                                                  PWSTR *Properties, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnDeleteEndpoint(REFGUID Id, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCloseEndpoint(HCN_ENDPOINT Endpoint);

HCN_ABI HRESULT WINAPI HcnEnumerateNamespaces(PCWSTR Query, PWSTR *Namespaces, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCreateNamespace(REFGUID Id, PCWSTR Settings, HCN_NAMESPACE *Namespace,
                                          PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnOpenNamespace(REFGUID Id, HCN_NAMESPACE *Namespace, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnModifyNamespace(HCN_NAMESPACE Namespace, PCWSTR Settings,
                                          PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnQueryNamespaceProperties(HCN_NAMESPACE Namespace, PCWSTR Query,
                                                   PWSTR *Properties, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnDeleteNamespace(REFGUID Id, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCloseNamespace(HCN_NAMESPACE Namespace);

HCN_ABI HRESULT WINAPI HcnEnumerateLoadBalancers(PCWSTR Query, PWSTR *LoadBalancers,
                                                 PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCreateLoadBalancer(REFGUID Id, PCWSTR Settings,
                                             HCN_LOADBALANCER *LoadBalancer, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnOpenLoadBalancer(REFGUID Id, HCN_LOADBALANCER *LoadBalancer,
                                           PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnModifyLoadBalancer(HCN_LOADBALANCER LoadBalancer, PCWSTR Settings,
                                             PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnQueryLoadBalancerProperties(HCN_LOADBALANCER LoadBalancer, PCWSTR Query,
                                                      PWSTR *Properties, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnDeleteLoadBalancer(REFGUID Id, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCloseLoadBalancer(HCN_LOADBALANCER LoadBalancer);

HCN_ABI HRESULT WINAPI HcnEnumerateSdnRoutes(PCWSTR Query, PWSTR *Routes, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCreateSdnRoute(REFGUID Id, PCWSTR Settings, HCN_SDNROUTE *Route,
                                         PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnOpenSdnRoute(REFGUID Id, HCN_SDNROUTE *Route, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnModifySdnRoute(HCN_SDNROUTE Route, PCWSTR Settings, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnQuerySdnRouteProperties(HCN_SDNROUTE Route, PCWSTR Query,
                                                  PWSTR *Properties, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnDeleteSdnRoute(REFGUID Id, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCloseSdnRoute(HCN_SDNROUTE Route);

HCN_ABI HRESULT WINAPI HcnEnumerateGuestNetworkServices(PCWSTR Query, PWSTR *GuestNetworkServices,
                                                        PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCreateGuestNetworkService(REFGUID Id, PCWSTR Settings,
                                                    HCN_GUESTNETWORKSERVICE *GuestNetworkService,
                                                    PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnOpenGuestNetworkService(REFGUID Id,
                                                  HCN_GUESTNETWORKSERVICE *GuestNetworkService,
                                                  PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnModifyGuestNetworkService(HCN_GUESTNETWORKSERVICE GuestNetworkService,
                                                    PCWSTR Settings, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI
HcnQueryGuestNetworkServiceProperties(HCN_GUESTNETWORKSERVICE GuestNetworkService, PCWSTR Query,
                                      PWSTR *Properties, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnDeleteGuestNetworkService(REFGUID Id, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnCloseGuestNetworkService(HCN_GUESTNETWORKSERVICE GuestNetworkService);

/* ---- more about endpoints, and the service -------------------------------------------------- */

/* Packets and bytes, as a JSON document. */
HCN_ABI HRESULT WINAPI HcnQueryEndpointStats(HCN_ENDPOINT Endpoint, PCWSTR Query, PWSTR *Stats,
                                             PWSTR *ErrorRecord);

/* The endpoint's ID and IpConfigurations, as a JSON document; Query is not looked at. */
HCN_ABI HRESULT WINAPI HcnQueryEndpointAddresses(HCN_ENDPOINT Endpoint, PCWSTR Query,
                                                 PWSTR *Addresses, PWSTR *ErrorRecord);

/* Exported by Windows, documented by nobody: E_NOTIMPL. */
HCN_ABI HRESULT WINAPI HcnQueryFeatures(PCWSTR Query, PWSTR *Features, PWSTR *ErrorRecord);
HCN_ABI HRESULT WINAPI HcnQueryMetrics(PCWSTR Query, PWSTR *Metrics, PWSTR *ErrorRecord);

/* ---- notifications ------------------------------------------------------------------------- */

typedef enum HCN_NOTIFICATIONS {
    HcnNotificationInvalid = 0x00000000,
    HcnNotificationNetworkPreCreate = 0x00000001,
    HcnNotificationNetworkCreate = 0x00000002,
    HcnNotificationNetworkPreDelete = 0x00000003,
    HcnNotificationNetworkDelete = 0x00000004,
    HcnNotificationNamespaceCreate = 0x00000005,
    HcnNotificationNamespaceDelete = 0x00000006,
    HcnNotificationGuestNetworkServiceCreate = 0x00000007,
    HcnNotificationGuestNetworkServiceDelete = 0x00000008,
    HcnNotificationNetworkEndpointAttached = 0x00000009,
    HcnNotificationNetworkEndpointDetached = 0x00000010,
    HcnNotificationGuestNetworkServiceStateChanged = 0x00000011,
    HcnNotificationGuestNetworkServiceInterfaceStateChanged = 0x00000012,
    HcnNotificationServiceDisconnect = 0x01000000
} HCN_NOTIFICATIONS;

/* These bits of a notification's type are flags. */
#define HcnNotificationFlagsReserved 0xF0000000u

/*
 * Told on a thread of the library, one at a time, in order, whichever process did it.
 * NotificationData is {"ID":"...","Flags":n,"Data":...}, and lasts until the callback returns; NULL
 * comes with ServiceDisconnect, behind which nothing comes any more: unregister, register anew,
 * look again. The callback may use every function here, and unregister itself.
 */
typedef void(CALLBACK *HCN_NOTIFICATION_CALLBACK)(DWORD NotificationType, void *Context,
                                                  HRESULT NotificationStatus,
                                                  PCWSTR NotificationData);

/* Once an Unregister has returned, nothing is told - unless it was called from the callback itself,
 * which may go on. */
HCN_ABI HRESULT WINAPI HcnRegisterServiceCallback(HCN_NOTIFICATION_CALLBACK Callback, void *Context,
                                                  HCN_CALLBACK *CallbackHandle);
HCN_ABI HRESULT WINAPI HcnUnregisterServiceCallback(HCN_CALLBACK CallbackHandle);
HCN_ABI HRESULT WINAPI HcnRegisterNetworkCallback(HCN_NETWORK Network,
                                                  HCN_NOTIFICATION_CALLBACK Callback, void *Context,
                                                  HCN_CALLBACK *CallbackHandle);
HCN_ABI HRESULT WINAPI HcnUnregisterNetworkCallback(HCN_CALLBACK CallbackHandle);
HCN_ABI HRESULT WINAPI HcnRegisterGuestNetworkServiceCallback(
    HCN_GUESTNETWORKSERVICE GuestNetworkService, HCN_NOTIFICATION_CALLBACK Callback, void *Context,
    HCN_CALLBACK *CallbackHandle);
HCN_ABI HRESULT WINAPI HcnUnregisterGuestNetworkServiceCallback(HCN_CALLBACK CallbackHandle);

/* ---- reserved ports ------------------------------------------------------------------------ */

typedef enum HCN_PORT_PROTOCOL {
    HCN_PORT_PROTOCOL_TCP = 0x01,
    HCN_PORT_PROTOCOL_UDP = 0x02,
    HCN_PORT_PROTOCOL_BOTH = 0x03
} HCN_PORT_PROTOCOL;

typedef enum HCN_PORT_ACCESS {
    HCN_PORT_ACCESS_EXCLUSIVE = 0x01,
    HCN_PORT_ACCESS_SHARED = 0x02
} HCN_PORT_ACCESS;

typedef struct HCN_PORT_RANGE_RESERVATION {
    USHORT startingPort;
    USHORT endingPort; /* inclusive */
} HCN_PORT_RANGE_RESERVATION;

typedef struct HCN_PORT_RANGE_ENTRY {
    GUID OwningPartitionId; /* the guest network service */
    GUID TargetPartitionId;
    HCN_PORT_PROTOCOL Protocol;
    UINT64 Priority;
    UINT32 ReservationType;
    UINT32 SharingFlags; /* an HCN_PORT_ACCESS */
    UINT32 DeliveryMode;
    UINT16 StartingPort;
    UINT16 EndingPort; /* inclusive */
} HCN_PORT_RANGE_ENTRY;

/* A reservation ends when its handle is released, or the process ends. */
HCN_ABI HRESULT WINAPI HcnReserveGuestNetworkServicePort(
    HCN_GUESTNETWORKSERVICE GuestNetworkService, HCN_PORT_PROTOCOL Protocol, HCN_PORT_ACCESS Access,
    USHORT Port, HANDLE *PortReservationHandle);

/* As Windows does it: endingPort is startingPort + PortCount, so PortCount + 1 ports are reserved.
 */
HCN_ABI HRESULT WINAPI HcnReserveGuestNetworkServicePortRange(
    HCN_GUESTNETWORKSERVICE GuestNetworkService, USHORT PortCount,
    HCN_PORT_RANGE_RESERVATION *PortRangeReservation, HANDLE *PortReservationHandle);
HCN_ABI HRESULT WINAPI
HcnReleaseGuestNetworkServicePortReservationHandle(HANDLE PortReservationHandle);

/* *ReturnCount entries, to be freed with the function below; NULL when there are none. */
HCN_ABI HRESULT WINAPI HcnEnumerateGuestNetworkPortReservations(ULONG *ReturnCount,
                                                                HCN_PORT_RANGE_ENTRY **PortEntries);
HCN_ABI void WINAPI HcnFreeGuestNetworkPortReservations(HCN_PORT_RANGE_ENTRY *PortEntries);

#ifdef __cplusplus
}
#endif

#endif
