/* notify.c - the thread that reads events, and the list of those who want them. */
#include "engine/notify.h"

#include "base/memory.h"
#include "base/os_thread.h"

struct subscriber {
    struct notifier *notifier;
    struct subscriber *next;
    notify_fn *tell;
    void *context;
    uint64_t after; /* the last event before it came */
    bool gone;      /* unsubscribed in its own call: taken out behind that */
};

struct notifier {
    struct notify_source source;
    struct os_thread thread;
    struct os_watch watch;
    struct os_mutex mutex; /* of all below */
    struct os_condition told;
    struct subscriber *first;
    struct subscriber *busy; /* is being called, without the lock */
    uint64_t seen;           /* the last event that was told */
    bool closing;
};

/* ---- telling ----------------------------------------------------------------------------- */

/* Calls one subscriber; the lock is given up meanwhile, so that the callback may use the engine. */
static void tell_one(struct notifier *n, struct subscriber *s, enum notice notice,
                     const struct event *e)
{
    n->busy = s;
    os_unlock(&n->mutex);
    s->tell(s->context, notice, e);
    os_lock(&n->mutex);
    n->busy = NULL;
    os_condition_broadcast(&n->told);
}

static void take_out(struct notifier *n, struct subscriber *s)
{
    struct subscriber **at = &n->first;

    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    memory_free(s);
}

/*
 * Others may be taken out of the list during a call, and whoever comes stands in front; the one
 * that is called stays until it has been.
 */
static bool tell_all(struct notifier *n, enum notice notice, const struct event *e)
{
    struct subscriber *next;
    bool going;

    os_lock(&n->mutex);
    for (struct subscriber *s = n->first; s && !n->closing; s = next) {
        if (!e || e->sequence > s->after)
            tell_one(n, s, notice, e);
        next = s->next;
        if (s->gone)
            take_out(n, s);
    }
    if (e)
        n->seen = e->sequence;
    going = !n->closing;
    os_unlock(&n->mutex);
    return going;
}

struct collected {
    struct hcn_call *call;
    struct event *at;
    size_t count;
};

static bool collect(void *context, const struct event *e)
{
    struct collected *all = context;
    struct event *place = call_append(all->call, &all->at, &all->count, sizeof *place);

    if (place)
        *place = *e;
    return place != NULL;
}

/* What was not read in time is skipped; the subscribers hear that something is missing. */
static bool skip_lost(struct notifier *n, const struct collected *all)
{
    if (!all->count || all->at[0].sequence == n->seen + 1)
        return true;
    return tell_all(n, NOTICE_LOST, NULL);
}

/* All new events are read before the first is told: the store is free by then. */
static bool tell_new(struct notifier *n)
{
    struct hcn_call c = { 0 };
    struct collected all = { .call = &c };
    bool ok = n->source.each(n->source.context, &c, n->seen, collect, &all);

    if (ok && skip_lost(n, &all))
        for (size_t i = 0; i < all.count; i++)
            if (!tell_all(n, NOTICE_EVENT, &all.at[i]))
                break;
    call_end(&c);
    return ok;
}

static bool is_closing(struct notifier *n)
{
    bool closing;

    os_lock(&n->mutex);
    closing = n->closing;
    os_unlock(&n->mutex);
    return closing;
}

static void run(void *context)
{
    struct notifier *n = context;

    while (!is_closing(n)) {
        enum os_change change = os_watch_wait(&n->watch);

        if (is_closing(n))
            return;
        if (change == OS_GONE || !tell_new(n)) {
            tell_all(n, NOTICE_GONE, NULL);
            return;
        }
    }
}

/* ---- opening ----------------------------------------------------------------------------- */

static bool open_parts(struct hcn_call *c, struct notifier *n)
{
    if (!os_mutex_open(&n->mutex) || !os_condition_open(&n->told))
        return fail(c, E_OUTOFMEMORY, "out of memory");
    return os_watch_open(c, n->source.path, &n->watch) &&
           n->source.last(n->source.context, c, &n->seen) && os_thread_start(c, &n->thread, run, n);
}

bool notifier_open(struct hcn_call *c, const struct notify_source *source, struct notifier **out)
{
    struct notifier *n = memory_new(sizeof *n);

    if (!n)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *n = (struct notifier){ .source = *source, .watch = OS_WATCH_NONE };
    if (open_parts(c, n)) {
        *out = n;
        return true;
    }
    notifier_close(n);
    return false;
}

void notifier_close(struct notifier *n)
{
    if (!n)
        return;
    if (n->thread.handle) {
        os_lock(&n->mutex);
        n->closing = true;
        os_unlock(&n->mutex);
        os_watch_wake(&n->watch);
        os_thread_join(&n->thread);
    }
    while (n->first) {
        struct subscriber *s = n->first;

        n->first = s->next;
        memory_free(s);
    }
    os_watch_close(&n->watch);
    os_condition_close(&n->told);
    os_mutex_close(&n->mutex);
    memory_free(n);
}

void notifier_wake(struct notifier *n)
{
    if (n)
        os_watch_wake(&n->watch);
}

/* ---- subscribing ------------------------------------------------------------------------- */

bool notifier_subscribe(struct hcn_call *c, struct notifier *n, notify_fn *tell, void *context,
                        struct subscriber **out)
{
    struct subscriber *s = memory_new(sizeof *s);

    if (!s)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *s = (struct subscriber){ .notifier = n, .tell = tell, .context = context };
    if (!n->source.last(n->source.context, c, &s->after)) {
        memory_free(s);
        return false;
    }
    os_lock(&n->mutex);
    s->next = n->first;
    n->first = s;
    os_unlock(&n->mutex);
    *out = s;
    return true;
}

/*
 * Nothing is told after this returns: it waits for a call that is under way - unless that call is
 * where we are.
 */
void notifier_unsubscribe(struct subscriber *s)
{
    struct notifier *n;

    if (!s)
        return;
    n = s->notifier;
    os_lock(&n->mutex);
    if (n->busy == s && os_thread_is_self(&n->thread)) {
        s->gone = true;
    } else {
        while (n->busy == s)
            os_condition_wait(&n->told, &n->mutex);
        take_out(n, s);
    }
    os_unlock(&n->mutex);
}
