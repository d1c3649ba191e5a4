/*
 * raw_windows.h - ComputeNetwork.h of the SDK, and the functions that Windows exports and it lacks;
 * those of vmcompute.dll among them, which no SDK has.
 */
#ifndef ABI_RAW_WINDOWS_H
#define ABI_RAW_WINDOWS_H

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <computenetwork.h>
#undef STRICT /* of windows.h: ours says how documents are read */

typedef void *HCN_SDNROUTE;

HRESULT WINAPI HcnEnumerateSdnRoutes(PCWSTR Query, PWSTR *Routes, PWSTR *ErrorRecord);
HRESULT WINAPI HcnCreateSdnRoute(REFGUID Id, PCWSTR Settings, HCN_SDNROUTE *Route,
                                 PWSTR *ErrorRecord);
HRESULT WINAPI HcnOpenSdnRoute(REFGUID Id, HCN_SDNROUTE *Route, PWSTR *ErrorRecord);
HRESULT WINAPI HcnModifySdnRoute(HCN_SDNROUTE Route, PCWSTR Settings, PWSTR *ErrorRecord);
HRESULT WINAPI HcnQuerySdnRouteProperties(HCN_SDNROUTE Route, PCWSTR Query, PWSTR *Properties,
                                          PWSTR *ErrorRecord);
HRESULT WINAPI HcnDeleteSdnRoute(REFGUID Id, PWSTR *ErrorRecord);
HRESULT WINAPI HcnCloseSdnRoute(HCN_SDNROUTE Route);

HRESULT WINAPI HcnEnumerateGuestNetworkServices(PCWSTR Query, PWSTR *GuestNetworkServices,
                                                PWSTR *ErrorRecord);
HRESULT WINAPI HcnOpenGuestNetworkService(REFGUID Id, HCN_GUESTNETWORKSERVICE *GuestNetworkService,
                                          PWSTR *ErrorRecord);
HRESULT WINAPI HcnQueryGuestNetworkServiceProperties(HCN_GUESTNETWORKSERVICE GuestNetworkService,
                                                     PCWSTR Query, PWSTR *Properties,
                                                     PWSTR *ErrorRecord);

HRESULT WINAPI HcnRegisterNetworkCallback(HCN_NETWORK Network, HCN_NOTIFICATION_CALLBACK Callback,
                                          void *Context, HCN_CALLBACK *CallbackHandle);
HRESULT WINAPI HcnUnregisterNetworkCallback(HCN_CALLBACK CallbackHandle);

HRESULT WINAPI HcnQueryEndpointStats(HCN_ENDPOINT Endpoint, PCWSTR Query, PWSTR *Stats,
                                     PWSTR *ErrorRecord);
HRESULT WINAPI HcnQueryEndpointAddresses(HCN_ENDPOINT Endpoint, PCWSTR Query, PWSTR *Addresses,
                                         PWSTR *ErrorRecord);
HRESULT WINAPI HcnQueryFeatures(PCWSTR Query, PWSTR *Features, PWSTR *ErrorRecord);
HRESULT WINAPI HcnQueryMetrics(PCWSTR Query, PWSTR *Metrics, PWSTR *ErrorRecord);

HRESULT WINAPI HNSCall(PCWSTR Method, PCWSTR Path, PCWSTR Request, PWSTR *Response);
HRESULT WINAPI HcsOpenComputeSystem(PCWSTR Id, void **ComputeSystem, PWSTR *Result);

#endif
