/*
 * verbs.h - what can be asked of objects, once for all kinds. Strings are UTF-16; an id points to a
 * GUID; `record` may be NULL.
 */
#ifndef ABI_VERBS_H
#define ABI_VERBS_H

#include <stdint.h>

int32_t abi_enumerate(uint32_t kind, const uint16_t *query, uint16_t **out, uint16_t **record);
int32_t abi_create(uint32_t kind, const void *id, const uint16_t *settings, void **out,
                   uint16_t **record);
int32_t abi_create_endpoint(const void *network, const void *id, const uint16_t *settings,
                            void **out, uint16_t **record);
int32_t abi_open(uint32_t kind, const void *id, void **out, uint16_t **record);
int32_t abi_modify(uint32_t kind, const void *handle, const uint16_t *settings, uint16_t **record);

/* VERB_QUERY or VERB_STATISTICS. */
int32_t abi_query(uint32_t kind, uint32_t verb, const void *handle, const uint16_t *query,
                  uint16_t **out, uint16_t **record);

/* The addresses of an endpoint. */
int32_t abi_addresses(const void *handle, const uint16_t *query, uint16_t **out, uint16_t **record);
int32_t abi_delete(uint32_t kind, const void *id, uint16_t **record);

/* Of any kind of handle. */
int32_t abi_close(uint32_t kind, const void *handle);

/* What nobody knows how to answer. */
int32_t abi_unknown(const char *name, uint16_t **out, uint16_t **record);

#endif
