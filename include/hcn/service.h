/*
 * service.h - opening a service. See hcn.h.
 */
#ifndef HCN_SERVICE_H
#define HCN_SERVICE_H

#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_service;

/*
 * Opens a service:
 *
 *     NULL, ""                       this machine's own: HCN_STATE and HCN_DRIVER in the
 *                                    environment, else the system's DLL on Windows, the engine
 *                                    over /var/lib/hcn on Linux
 *     "local:DIR[?driver=NAME]"      the engine over the state in DIR; NAME: linux, or null
 *                                    (remembers, touches nothing, needs no privilege); when it
 *                                    is not said: HCN_DRIVER in the environment, else linux
 *     "null:"                        the engine in memory, with the null driver
 *     "windows:"                     computenetwork.dll of this Windows
 *
 * Fails with class unavailable when there is no such service here, and with class conflict when the
 * state belongs to another driver or another network namespace.
 */
HCN_API struct hcn_service *hcn_service_open(struct hcn_call *call, const char *which);

/* Closes it; handles opened through it must be closed before. NULL is harmless. */
HCN_API void hcn_service_close(struct hcn_service *service);

/* Ids, as enumerations give them. */
struct hcn_guid_list {
    struct hcn_guid *at;
    size_t count;
};

#ifdef __cplusplus
}
#endif

#endif
