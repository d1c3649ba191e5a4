/*
 * event.h - what happened to an object, and who is told.
 *
 * Events are numbered from 1 without gaps, in the order of the commits that they came with.
 */
#ifndef SCHEMA_EVENT_H
#define SCHEMA_EVENT_H

#include <hcn/types.h>

enum event_change {
    EVENT_CREATED,
    EVENT_MODIFIED,
    EVENT_DELETED,
    EVENT_ATTACHED, /* an endpoint, to a namespace */
    EVENT_DETACHED
};

struct event {
    uint64_t sequence; /* given by the store */
    uint32_t change;   /* enum event_change */
    uint32_t kind;     /* enum kind of schema/request.h */
    struct hcn_guid id;
    struct hcn_guid network; /* that it belongs to; else zero */
    uint32_t flags;          /* a network's */
    uint32_t state;          /* of the object */
};

/* What a subscriber is told. */
enum notice {
    NOTICE_EVENT, /* this happened */
    NOTICE_LOST,  /* more happened than the store keeps events of: look at everything again */
    NOTICE_GONE   /* the store is no more; nothing is told again */
};

typedef void notify_fn(void *context, enum notice notice, const struct event *e);

#endif
