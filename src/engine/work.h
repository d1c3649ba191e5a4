/*
 * work.h - a request being worked on: what it changes in the store, and what it wants done.
 *
 * A handler reads the store, checks, and says what is to change through the work_* functions; it
 * sees its own changes. Nothing lasts until work_finish(), which does it in two commits: first the
 * plan alone, then, when the steps are done, the changes. So an object is never seen whose steps
 * are not done, and what a dead process left can be told from the plan alone.
 */
#ifndef ENGINE_WORK_H
#define ENGINE_WORK_H

#include "driver/driver.h"
#include "engine/store.h"
#include "schema/request.h"

struct change;

struct work {
    struct hcn_call *call;
    struct store *store;
    struct driver *driver;
    const struct request *request;
    HCN_LIST(struct step *) steps;
    size_t begun;                /* so many of them were taken, the last of these maybe in part */
    struct change *first, **end; /* what was written, to be written again */
    struct hcn_guid made;        /* the id of the object that is created */
    uint64_t began;              /* os_clock(): what the deadline counts from */
    bool older;                  /* it was given as a document of version 1 */

    /*
     * A delete, detach or remove: its steps are only ever finished, not undone. When one cannot be
     * done, `victim` is marked degraded.
     */
    bool finish;
    bool settling; /* the plan was found: it stays until it has been done */
    struct object *victim;
};

struct work work_begin(struct hcn_call *c, struct store *s, struct driver *d,
                       const struct request *q);

/* A new step at the end of the plan; NULL when memory ran out. */
struct step *work_step(struct work *w, enum step_kind kind, bool remove);

/* Changes of the store, as store.h has them. */
bool work_insert(struct work *w, const struct object *o);
bool work_update(struct work *w, const struct object *o);
bool work_delete(struct work *w, uint32_t kind, const struct hcn_guid *id);
bool work_claim(struct work *w, const struct claim *claim, struct holder *held);
bool work_release(struct work *w, const struct claim *claim);
bool work_release_all(struct work *w, const struct holder *holder);
bool work_set_fact(struct work *w, const char *name, const char *value);

/* What happened, for those who watch: becomes visible with the changes. */
bool work_tell(struct work *w, enum event_change change, const struct object *o, uint32_t flags);

/* An object that has to exist: else the call fails with the kind's not-found code. */
bool work_get(struct work *w, uint32_t kind, const struct hcn_guid *id, struct object *out);

/* Milliseconds to the deadline, at least 1; 0: there is none. */
uint32_t work_time_left(const struct work *w);

/*
 * Runs the plan and makes the changes last; on failure both are undone. The lock stays. Fails with
 * HCN_WIN32_TIMEOUT when the deadline has passed before the first step; steps are not hurried.
 */
bool work_finish(struct work *w);

/*
 * Makes the changes last although their steps could be neither done nor undone, and what they write
 * degraded: so it can be deleted, and with it whatever is left on the machine.
 */
bool work_keep(struct work *w);

/* Undoes, or finishes, the plan that a dead process left. Needs the write lock. */
bool work_settle(struct hcn_call *c, struct store *s, struct driver *d,
                 bool (*again)(struct work *w));

#endif
