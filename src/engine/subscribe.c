/* subscribe.c - between an engine and its notifier. */
#include "engine/inside.h"
#include "engine/notify.h"

static bool last_event(void *context, struct hcn_call *c, uint64_t *sequence)
{
    struct engine *e = context;
    bool ok;

    if (!engine_enter(c, e))
        return false;
    ok = store_read(c, e->store) && store_last_event(c, e->store, sequence);
    engine_leave(e);
    return ok;
}

static bool each_event(void *context, struct hcn_call *c, uint64_t after,
                       bool (*visit)(void *walk, const struct event *e), void *walk)
{
    struct engine *e = context;
    bool ok;

    if (!engine_enter(c, e))
        return false;
    ok = store_read(c, e->store) && store_each_event(c, e->store, after, visit, walk);
    engine_leave(e);
    return ok;
}

/* The notifier is made without the lock, since it reads the store: of two the first stays. */
static bool ensure_notifier(struct hcn_call *c, struct engine *e)
{
    const struct notify_source source = { e, store_events_path(e->store), last_event, each_event };
    struct notifier *made, *surplus = NULL;

    if (!engine_enter(c, e))
        return false;
    made = e->notifier;
    os_unlock(&e->mutex);
    if (made)
        return true;
    if (!notifier_open(c, &source, &made))
        return false;
    os_lock(&e->mutex);
    if (e->notifier)
        surplus = made;
    else
        e->notifier = made;
    os_unlock(&e->mutex);
    notifier_close(surplus);
    return true;
}

bool engine_subscribe(struct hcn_call *c, struct engine *e, notify_fn *tell, void *context,
                      struct subscriber **out)
{
    return ensure_notifier(c, e) && notifier_subscribe(c, e->notifier, tell, context, out);
}

void engine_unsubscribe(struct subscriber *s)
{
    notifier_unsubscribe(s);
}
