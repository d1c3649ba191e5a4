/*
 * service.h - the one service of this process: opened by the first call, and anew when it became
 * unusable or this is a child that fork() made.
 */
#ifndef ABI_SERVICE_H
#define ABI_SERVICE_H

#include "backend/backend.h"

struct service {
    struct backend *backend;
    struct service *next;
    unsigned users;   /* calls, handles, and being the one that new calls get */
    unsigned telling; /* callbacks under way: its thread cannot end before they have */
};

/* The service for one call, or for as long as a handle lives; service_leave() gives it back. */
bool service_enter(struct hcn_call *c, struct service **out);
void service_leave(struct service *s); /* NULL is harmless */

/* One user more of a service that somebody uses. */
void service_share(struct service *s);

/* It answers no more: the next call opens another. */
void service_lost(struct service *s);

/* A callback begins and ends. The end closes nothing: that would wait for its own thread. */
void service_tells(struct service *s);
void service_told(struct service *s);

#endif
