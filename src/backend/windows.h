/*
 * windows.h - the system's DLL as a backend, from inside: windows.c asks, windows_ports.c reserves,
 * windows_notify.c hears, library_windows.c loads.
 */
#ifndef BACKEND_WINDOWS_H
#define BACKEND_WINDOWS_H

#include <hcn/computenetwork.h>

#include "backend/windows_source.h"

/* What is there besides the verbs of each kind. */
enum windows_extra {
    REGISTER_SERVICE,
    UNREGISTER_SERVICE,
    RESERVE_PORT,
    RESERVE_RANGE,
    RELEASE_PORTS,
    LIST_PORTS,
    FREE_PORTS,
    HNS_CALL,
    WINDOWS_EXTRAS
};

struct windows {
    struct backend backend;
    struct windows_source source;
    windows_function *verbs[KINDS][VERBS];
    windows_function *extras[WINDOWS_EXTRAS];
};

/* "HcnOpenNetwork"; NULL: there is no such function. */
const char *windows_verb_name(uint32_t kind, uint32_t verb);
const char *windows_extra_name(enum windows_extra which);

/* Fails with E_NOTIMPL when this Windows lacks it. */
bool windows_has(struct hcn_call *c, const struct windows *w, enum windows_extra which);

bool windows_subscribe(struct hcn_call *c, struct backend *b, notify_fn *tell, void *context,
                       void **out);
void windows_unsubscribe(struct backend *b, void *subscription);

bool windows_reserve(struct hcn_call *c, struct backend *b, struct port_range *asked,
                     uint16_t count, void **out);
void windows_release(struct hcn_call *c, struct backend *b, void *reservation);
bool windows_reservations(struct hcn_call *c, struct backend *b, struct port_ranges *out);

#endif
