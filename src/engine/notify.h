/*
 * notify.h - telling what happens in the store, by whichever process, to those who asked.
 *
 * One thread of an engine waits for the store to change, reads the events, and calls the
 * subscribers one after the other: so each sees all events, in order, and never two at once.
 */
#ifndef ENGINE_NOTIFY_H
#define ENGINE_NOTIFY_H

#include "engine/engine.h"

struct notifier;

/* How the notifier gets at the store, which requests use too. */
struct notify_source {
    void *context;
    const char *path; /* the file that every process writes to; NULL: only notifier_wake() tells */
    bool (*last)(void *context, struct hcn_call *c, uint64_t *sequence);
    bool (*each)(void *context, struct hcn_call *c, uint64_t after,
                 bool (*visit)(void *walk, const struct event *e), void *walk);
};

/* Starts the thread. */
bool notifier_open(struct hcn_call *c, const struct notify_source *source, struct notifier **out);

/* Ends it. Subscribers that are left get nothing any more. NULL is harmless. */
void notifier_close(struct notifier *n);

/* Look now: this process has committed something. */
void notifier_wake(struct notifier *n);

/* As engine_subscribe() and engine_unsubscribe() have it. */
bool notifier_subscribe(struct hcn_call *c, struct notifier *n, notify_fn *tell, void *context,
                        struct subscriber **out);
void notifier_unsubscribe(struct subscriber *s);

#endif
