/*
 * dll.h - our own DLL (dll_linux.c or dll_windows.c) in the place of the system's, over a store of
 * its own behind the null driver; single functions can be taken away or put in another's place.
 */
#ifndef TEST_CLIENT_DLL_H
#define TEST_CLIENT_DLL_H

#include <hcn/computenetwork.h>

#include "script.h"

#include "backend/windows_source.h"

#define NAT                                                                                        \
    "{\"Name\":\"n\",\"Type\":\"NAT\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.7.0.0/"   \
    "24\"}]}]}"

struct stand_in {
    const char *name;
    windows_function *function; /* NULL: the DLL lacks it */
};

struct dll {
    const struct stand_in *stand_ins;
    size_t count;
    const char *only; /* if any: every other function is missing */
    bool plain;       /* without deadlines and lookout, so without threads */
    bool closed;
    struct hcn_service *service;
    struct hcn_call *call;
};

/* The store, for cmocka: before all tests, and behind them. */
int dll_world(void **state);
int dll_world_end(void **state);

/* An empty store, and a service over it. */
void dll_begin(struct dll *d, const struct stand_in *stand_ins, size_t count);

/* A service over the store as it is. */
void dll_reopen(struct dll *d);

/* Closes the service and waits until nobody is inside any more. */
void dll_end(struct dll *d);

/* A function of the library itself. */
windows_function *dll_real(const char *name);

/* A text in UTF-16, as a DLL gives it, and what frees it. */
PWSTR dll_give(const char *text);
void dll_free(void *given);

#endif
