/*
 * ports.h - ports that guest network services reserve.
 */
#ifndef ABI_PORTS_H
#define ABI_PORTS_H

#include <stdint.h>

#include "abi/raw.h"

int32_t abi_reserve_port(const void *guest, uint32_t protocol, uint32_t access, uint16_t port,
                         void **out);
int32_t abi_reserve_range(const void *guest, uint16_t count, HCN_PORT_RANGE_RESERVATION *range,
                          void **out);
int32_t abi_reservations(ULONG *count, HCN_PORT_RANGE_ENTRY **out);

/* Memory that was given to the caller; NULL is harmless. */
void abi_free(void *given);

#endif
