/*
 * looking.h - a lookout from inside: lookout.c is the backend, looking.c the thread.
 */
#ifndef BACKEND_LOOKING_H
#define BACKEND_LOOKING_H

#include "backend/backend.h"
#include "backend/known.h"
#include "base/os.h"
#include "base/os_thread.h"

struct subscriber {
    struct subscriber *next;
    notify_fn *tell;
    void *context;
};

struct lookout {
    struct backend backend;
    struct backend_kind own; /* what `inner` cannot, this cannot */
    struct backend *inner;
    struct os_signal wake;

    struct os_mutex mutex; /* of these: */
    unsigned users;        /* the owner, and the thread */
    bool running;          /* the thread */
    struct subscriber *first;
    uint32_t kinds; /* that are watched: bits */
    struct event *heard;
    size_t heard_count;
    bool cut_off; /* nothing is heard any more */

    struct os_mutex turn; /* of these, taken before the other: */
    struct knowledge known[KINDS];
    uint32_t surveyed; /* kinds: bits */
    uint64_t sequence;
};

/* One look at some kinds, by whoever has the turn: digests what was heard first. */
struct look {
    struct hcn_call *call;
    struct lookout *lookout;
    uint32_t kind; /* where it begins, and is */
    change_fn *tell;
    bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id, const char *json,
                  size_t length); /* NULL: nobody else wants to see */
    void *context;
};

bool lookout_look(struct look w, uint32_t kinds);

/* Runs as long as somebody subscribes. */
void lookout_watch(void *lookout);

/* Whoever is the last closes `inner`, and frees the lookout. */
void lookout_leave(struct lookout *l);
void lookout_free(struct lookout *l);

#endif
