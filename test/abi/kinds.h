/*
 * kinds.h - the functions that all kinds of objects have, as a table.
 */
#ifndef TEST_ABI_KINDS_H
#define TEST_ABI_KINDS_H

#include "world.h"

struct functions {
    const char *name;
    HRESULT (*enumerate)(PCWSTR query, PWSTR *out, PWSTR *record);
    HRESULT (*create)(REFGUID id, PCWSTR settings, void **out, PWSTR *record);
    HRESULT (*open)(REFGUID id, void **out, PWSTR *record);
    HRESULT (*modify)(void *handle, PCWSTR settings, PWSTR *record);
    HRESULT (*query)(void *handle, PCWSTR query, PWSTR *out, PWSTR *record);
    HRESULT (*remove)(REFGUID id, PWSTR *record);
    HRESULT (*close)(void *handle);
    HRESULT not_found;
    const char *settings; /* that an object can be made of */
    const char *change;   /* a modify request that such an object takes */
};

enum { KIND_COUNT = 6, NETWORK_ROW = 0, ENDPOINT_ROW = 1 };

/* Endpoints are made on the network that has all digits 1, by a handle of kinds_begin(). */
extern const struct functions kinds[KIND_COUNT];

void kinds_begin(void);
void kinds_end(void);

/* The same where the store is gone already. */
void kinds_leave(void);

#endif
