/*
 * vmcompute.h - HNSCall, the older interface of the Host Compute Network service, as vmcompute.dll
 * of Windows has it: methods and paths, as of HTTP, and documents of version 1. libvmcompute.so has
 * it on Linux, over the 57 functions of libcomputenetwork.so: one service, one store. Of the
 * compute service, which is in vmcompute.dll too, there is what clients of HNSCall cannot do
 * without.
 */
#ifndef HCN_VMCOMPUTE_H
#define HCN_VMCOMPUTE_H

#include <hcn/computenetwork.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Asks for Method (GET, POST, DELETE) of Path, with the JSON text Request, which may be NULL or "".
 * Cases do not matter, nor do slashes at the ends of the path:
 *
 *     GET                      /globals/version
 *     GET, POST                /networks        GET, DELETE        /networks/ID
 *     GET, POST                /endpoints       GET, POST, DELETE  /endpoints/ID
 *     POST                     /endpoints/ID/attach, /endpoints/ID/detach
 *     GET                      /endpointstats/ID
 *     GET, POST                /policylists     GET, DELETE        /policylists/ID
 *     GET, POST                /namespaces      GET, DELETE        /namespaces/ID
 *     POST                     /namespaces/ID/addresource, /namespaces/ID/removeresource
 *     GET, POST, DELETE        /accelnet
 *
 * *Response is memory of the caller's, as that of computenetwork.h is:
 *
 *     {"Success":true,"Output":any}
 *     {"Success":false,"Error":"Invalid network type. ","ErrorCode":-2143617013,"Detail":"..."}
 *
 * What the service refuses stands there, and the function gives S_OK. It gives something else, and
 * *Response is NULL, when it was not asked: E_INVALIDARG for a Method, Path or Response that is
 * NULL and for half a surrogate pair, E_OUTOFMEMORY, and codes of a service that cannot be reached.
 */
HCN_ABI HRESULT WINAPI HNSCall(PCWSTR Method, PCWSTR Path, PCWSTR Request, PWSTR *Response);

/*
 * The compute service's function to open a container. There is none here: always 0xC037010E
 * (HCS_E_SYSTEM_NOT_FOUND), or E_INVALIDARG for an Id or a ComputeSystem that is NULL. Clients ask
 * when they attach an endpoint, and go on when the container does not run yet (libnetwork).
 */
HCN_ABI HRESULT WINAPI HcsOpenComputeSystem(PCWSTR Id, void **ComputeSystem, PWSTR *Result);

#ifdef __cplusplus
}
#endif

#endif
