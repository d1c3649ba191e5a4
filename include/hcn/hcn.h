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

#include <hcn/attachment.h>
#include <hcn/call.h>
#include <hcn/documents.h>
#include <hcn/endpoint.h>
#include <hcn/ensure.h>
#include <hcn/features.h>
#include <hcn/guest_service.h>
#include <hcn/load_balancer.h>
#include <hcn/namespace.h>
#include <hcn/network.h>
#include <hcn/route.h>
#include <hcn/service.h>
#include <hcn/types.h>
#include <hcn/watch.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HCN_VERSION_MAJOR 0
#define HCN_VERSION_MINOR 1
#define HCN_VERSION_PATCH 0
#define HCN_VERSION       (HCN_VERSION_MAJOR * 10000 + HCN_VERSION_MINOR * 100 + HCN_VERSION_PATCH)

/* The version of the library that runs, as HCN_VERSION counts it. */
HCN_API int hcn_version(void);

#ifdef __cplusplus
}
#endif

#endif
