/*
 * handles.h - the table of live handles. What a caller holds is a number that says where in the
 * table to look, and which of those that stood there: it is never followed as a pointer.
 */
#ifndef ABI_HANDLES_H
#define ABI_HANDLES_H

#include "abi/service.h"

/* What else there are handles of, beside the kinds of objects. */
enum handle_kind {
    HANDLE_SERVICE_CALLBACK = KINDS,
    HANDLE_NETWORK_CALLBACK,
    HANDLE_GUEST_SERVICE_CALLBACK,
    HANDLE_PORTS,
    HANDLE_KINDS
};

/* What a handle stands for. */
struct held {
    struct service *service; /* shared: given back behind release() */
    struct hcn_guid id;      /* of the object */
    void *raw;               /* the service's own handle, subscription or reservation */
    void (*release)(struct held *h, uint32_t kind);
};

/* A place in the table that one call uses. `{ 0 }` is none. */
struct holding {
    size_t place; /* from 1 */
    struct held held;
};

/*
 * Room for a handle, before what it stands for is made: so that that is not lost for want of room.
 * Behind it comes handle_publish() or handle_abandon().
 */
bool handle_reserve(struct hcn_call *c, uint32_t kind, struct holding *out);
void *handle_publish(const struct holding *h);
void handle_abandon(const struct holding *h);

/*
 * What the handle stands for, kept alive until handle_drop(). E_HANDLE for what is no live handle
 * of that kind in this process.
 */
bool handle_hold(struct hcn_call *c, uint32_t kind, const void *handle, struct holding *out);
void handle_drop(const struct holding *h);

/* Ends a handle. What it stands for is released when the last call that uses it is done. */
bool handle_end(struct hcn_call *c, uint32_t kind, const void *handle);

/* How many are alive in this process: for tests. */
size_t handle_count(void);

#endif
