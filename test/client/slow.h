/*
 * slow.h - a service behind a gate: who asks while it is shut hangs until it opens.
 */
#ifndef TEST_CLIENT_SLOW_H
#define TEST_CLIENT_SLOW_H

#include "script.h"

#include <pthread.h>

struct slow {
    struct backend backend;
    struct script script;        /* what is behind it, and its call */
    struct hcn_service *service; /* with deadlines */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool shut;
    uint32_t verbs;    /* that are for the gate: bits; 0: all */
    int inside;        /* that hang, or are served */
    int reserved;      /* ports that nobody released */
    bool closed;       /* the gate, by whoever was the last */
    pthread_t visitor; /* who came last */
};

void slow_begin(struct slow *s, const struct answer *answers, size_t count);

/* Closes the service, then opens the gate, and waits until all have gone. */
void slow_leave(struct slow *s);

/* The same; and nothing may be left open. */
void slow_end(struct slow *s);

void slow_shut(struct slow *s, bool shut);

/* Opens the gate and waits until nobody is inside any more. */
void slow_serve(struct slow *s);

#endif
