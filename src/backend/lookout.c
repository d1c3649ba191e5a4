/* lookout.c - a backend that can be watched, around one that cannot. */
#include "backend/lookout.h"

#include "backend/each.h"
#include "backend/looking.h"
#include "base/memory.h"
#include "base/os_worker.h"

static struct lookout *lookout_of(struct backend *b)
{
    return (struct lookout *)b;
}

static struct backend *inner_of(struct backend *b)
{
    return lookout_of(b)->inner;
}

/* ---- watching ---------------------------------------------------------------------------- */

static bool take_turn(struct hcn_call *c, struct lookout *l)
{
    return os_lock_within(&l->turn, c->timeout) ||
           fail(c, HCN_WIN32_TIMEOUT, "another thread looks: waited %u ms for it",
                (unsigned)c->timeout);
}

static bool lookout_snapshot(struct hcn_call *c, struct backend *b, uint32_t kinds,
                             uint64_t *sequence,
                             bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id,
                                           const char *json, size_t length),
                             void *context)
{
    struct lookout *l = lookout_of(b);
    bool ok;

    if (!take_turn(c, l))
        return false;
    ok = lookout_look((struct look){ .call = c, .lookout = l, .visit = visit, .context = context },
                      kinds);
    *sequence = l->sequence;
    os_unlock(&l->turn);
    os_lock(&l->mutex);
    l->kinds |= kinds;
    os_unlock(&l->mutex);
    return ok;
}

/* Has the lock, for which a new thread waits. */
static bool add_subscriber(struct hcn_call *c, struct lookout *l, struct subscriber *s)
{
    if (!l->running) {
        l->running = os_worker_start(c, lookout_watch, l);
        l->users += l->running;
    }
    if (!l->running)
        return false;
    s->next = l->first;
    l->first = s;
    return true;
}

static bool lookout_subscribe(struct hcn_call *c, struct backend *b, notify_fn *tell, void *context,
                              void **out)
{
    struct lookout *l = lookout_of(b);
    struct subscriber *s = memory_new(sizeof *s);
    bool ok;

    *out = s;
    if (!s)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *s = (struct subscriber){ .tell = tell, .context = context };
    os_lock(&l->mutex);
    ok = add_subscriber(c, l, s);
    os_unlock(&l->mutex);
    if (!ok)
        memory_free(s);
    return ok;
}

/* The thread sees by itself that nobody is left. */
static void lookout_unsubscribe(struct backend *b, void *subscription)
{
    struct lookout *l = lookout_of(b);
    struct subscriber *s = subscription, **at = &l->first;

    os_lock(&l->mutex);
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    if (!l->first)
        l->kinds = 0;
    os_signal_raise(&l->wake);
    os_unlock(&l->mutex);
    memory_free(s);
}

/* ---- what goes straight through ---------------------------------------------------------- */

static void lookout_close(struct backend *b)
{
    lookout_leave(lookout_of(b));
}

static bool lookout_ask(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                        struct reply *out)
{
    return inner_of(b)->kind->ask(c, inner_of(b), q, raw, out);
}

static bool lookout_list(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                         bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                                       size_t length),
                         void *context)
{
    return inner_of(b)->kind->list(c, inner_of(b), kind, query, visit, context);
}

static bool lookout_version(struct hcn_call *c, struct backend *b, uint64_t *out)
{
    return inner_of(b)->kind->version(c, inner_of(b), out);
}

static bool lookout_reserve(struct hcn_call *c, struct backend *b, struct port_range *asked,
                            uint16_t count, void **out)
{
    return inner_of(b)->kind->reserve(c, inner_of(b), asked, count, out);
}

static void lookout_release(struct hcn_call *c, struct backend *b, void *reservation)
{
    inner_of(b)->kind->release(c, inner_of(b), reservation);
}

static bool lookout_reservations(struct hcn_call *c, struct backend *b, struct port_ranges *out)
{
    return inner_of(b)->kind->reservations(c, inner_of(b), out);
}

/* ---- opening ----------------------------------------------------------------------------- */

static const struct backend_kind lookout_kind = {
    .name = "lookout",
    .close = lookout_close,
    .ask = lookout_ask,
    .list = lookout_list,
    .subscribe = lookout_subscribe,
    .unsubscribe = lookout_unsubscribe,
    .snapshot = lookout_snapshot,
    .version = lookout_version,
    .reserve = lookout_reserve,
    .release = lookout_release,
    .reservations = lookout_reservations,
};

bool backend_with_lookout(struct hcn_call *c, struct backend *inner, struct backend **out)
{
    struct lookout *l = memory_new(sizeof *l);

    *out = NULL;
    if (!l) {
        inner->kind->close(inner);
        return fail(c, E_OUTOFMEMORY, "out of memory");
    }
    *l = (struct lookout){ .inner = inner, .users = 1, .wake = { -1 } };
    l->own = backend_kind_around(&lookout_kind, inner->kind);
    l->backend.kind = &l->own;
    if (os_mutex_open(&l->mutex) && os_mutex_open(&l->turn) && os_signal_open(&l->wake)) {
        *out = &l->backend;
        return true;
    }
    lookout_free(l);
    return fail(c, E_OUTOFMEMORY, "out of memory, or of descriptors");
}
