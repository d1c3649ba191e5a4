/* open.c - opening and closing an engine; what a dead process left is settled then. */
#include <string.h>

#include "base/memory.h"
#include "engine/identity.h"
#include "engine/inside.h"
#include "engine/notify.h"

/* The plan that is under way, or was when somebody died. */
static bool find_plan(struct hcn_call *c, struct engine *e, struct stored_plan *out)
{
    bool found = false;

    if (store_read(c, e->store))
        (void)store_plan(c, e->store, out, &found);
    store_end(e->store);
    return found;
}

static bool is_same_plan(const struct stored_plan *a, const struct stored_plan *b)
{
    bool same = a->count == b->count;

    for (size_t i = 0; i < a->count && same; i++)
        same = !strcmp(a->steps[i], b->steps[i]);
    return same;
}

/* Waiting for who holds the lock: so many milliseconds, so many times. */
enum { SETTLE_TURN = 20, SETTLE_TURNS = 25 };

/*
 * What a dead process left is settled now. Somebody who is alive settles, or ends, his own: so this
 * waits only while the same plan stands, and not for long. A program that the dead one had started
 * may hold the lock for some milliseconds.
 */
static void settle_now(struct engine *e)
{
    struct hcn_call *c = &(struct hcn_call){ .timeout = SETTLE_TURN };
    struct stored_plan first, plan;
    bool found = find_plan(c, e, &first);

    for (int turn = 0; found && turn < SETTLE_TURNS; turn++) {
        struct hcn_call *own = &(struct hcn_call){ .timeout = SETTLE_TURN };
        bool locked = store_write(own, e->store);

        if (locked)
            (void)work_settle(own, e->store, e->driver, engine_again);
        store_end(e->store);
        call_end(own);
        found = !locked && find_plan(c, e, &plan) && is_same_plan(&first, &plan);
    }
    call_end(c);
}

static bool prepare(struct hcn_call *c, struct engine *e, const char *directory)
{
    e->driver->lock = store_lock(e->store);
    if (!identity_check(c, e->store, e->driver, directory, engine_again))
        return false;
    settle_now(e);
    return true;
}

bool engine_open(struct hcn_call *c, const char *directory, const struct driver_kind *driver,
                 struct engine **out)
{
    struct engine *e = memory_new(sizeof *e);

    if (!e)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *e = (struct engine){ .process = os_process() };
    if (!os_mutex_open(&e->mutex))
        fail(c, E_OUTOFMEMORY, "out of memory");
    else if (store_open(c, directory, &e->store) && (e->driver = driver->open(c, directory)) &&
             prepare(c, e, directory)) {
        *out = e;
        return true;
    }
    engine_close(e);
    return false;
}

void engine_close(struct engine *e)
{
    if (!e)
        return;
    notifier_close(e->notifier);
    if (e->store) /* first: others need not wait until the kernel has done with the driver */
        store_close(e->store);
    if (e->driver)
        e->driver->kind->close(e->driver);
    os_mutex_close(&e->mutex);
    memory_free(e);
}

struct driver *engine_driver(struct engine *e)
{
    return e->driver;
}
