/*
 * notify.h - callbacks of the service, of a network, of a guest network service.
 */
#ifndef ABI_NOTIFY_H
#define ABI_NOTIFY_H

#include "abi/handles.h"
#include "abi/raw.h"

int32_t abi_register_service(HCN_NOTIFICATION_CALLBACK tell, void *context, void **out);

/* Of one network or guest network service, by a handle of that kind. */
int32_t abi_register(uint32_t kind, const void *handle, HCN_NOTIFICATION_CALLBACK tell,
                     void *context, void **out);

#endif
