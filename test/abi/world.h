/*
 * world.h - what the tests of the ABI share: a store of their own behind the null driver, and
 * UTF-16 that a person can read. It uses nothing but what abi/raw.h declares.
 */
#ifndef TEST_ABI_WORLD_H
#define TEST_ABI_WORLD_H

#include <stdbool.h>

#include "abi/raw.h"

#define NETWORK                                                                                    \
    "{\"Name\":\"net\",\"Type\":\"NAT\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.7.0.0/" \
    "16\"}]}]}"
#define EVERYTHING "{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}"

/* Points HCN_STATE and HCN_DRIVER at a new directory, which world_end() removes. */
void world_begin(void);
void world_end(void);
const char *world_directory(void);

/* UTF-16 of a text without characters beyond ASCII; a few at a time. NULL stays NULL. */
PCWSTR wide(const char *text);

/* Frees what the library gave; NULL is harmless. */
void world_free(void *given);

/* A text that the library gave, as ASCII, and frees it; a few at a time. NULL stays NULL. */
const char *narrow(PWSTR given);

/* 0123....-....: all digits of a GUID are this one, so that it is readable. */
const GUID *id_of(unsigned digit);

/* What every call has to leave behind: the HRESULT, and a record on failure alone; frees it. */
void check_result(const char *what, HRESULT got, HRESULT expected, PWSTR *record);

/* Are these the ids of a list? */
bool has_id(const char *list, unsigned digit);

#endif
