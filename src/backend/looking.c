/* looking.c - the thread that looks, and what it hears meanwhile. */
#include "backend/looking.h"

#include "backend/each.h"
#include "backend/lookout.h"
#include "base/memory.h"

enum { MOST_HEARD = 4096, SHARE = 10 };
enum { FIRST_PAUSE = 1000, LAST_PAUSE = 80000 }; /* milliseconds */

void lookout_free(struct lookout *l)
{
    l->inner->kind->close(l->inner);
    for (uint32_t kind = 0; kind < KINDS; kind++)
        known_forget(&l->known[kind]);
    memory_free(l->heard);
    os_signal_close(&l->wake);
    os_mutex_close(&l->turn);
    os_mutex_close(&l->mutex);
    memory_free(l);
}

void lookout_leave(struct lookout *l)
{
    bool last;

    os_lock(&l->mutex);
    last = !--l->users;
    os_unlock(&l->mutex);
    if (last)
        lookout_free(l);
}

/* ---- telling ----------------------------------------------------------------------------- */

/* The lock is held. */
static void tell_each(const struct lookout *l, enum notice notice, const struct event *e)
{
    for (const struct subscriber *s = l->first; s; s = s->next)
        s->tell(s->context, notice, e);
}

static void tell_all(struct lookout *l, enum notice notice, const struct event *e)
{
    os_lock(&l->mutex);
    tell_each(l, notice, e);
    os_unlock(&l->mutex);
}

static void tell_change(void *context, struct event *e)
{
    struct lookout *l = context;

    e->sequence = ++l->sequence;
    tell_all(l, NOTICE_EVENT, e);
}

/* Of what is seen for the first time. */
static void tell_nobody(void *context, struct event *e)
{
    (void)context;
    (void)e;
}

/* ---- hearing ----------------------------------------------------------------------------- */

/* The lock is held. */
static void note(struct lookout *l, const struct event *e)
{
    if (!l->heard)
        l->heard = memory_new(MOST_HEARD * sizeof *l->heard);
    if (l->heard && l->heard_count < MOST_HEARD)
        l->heard[l->heard_count++] = *e;
    else
        tell_each(l, NOTICE_LOST, NULL);
}

/* On a thread of inner's: it is only noted. */
static void hear(void *context, enum notice notice, const struct event *e)
{
    struct lookout *l = context;

    os_lock(&l->mutex);
    if (notice == NOTICE_EVENT)
        note(l, e);
    else
        l->cut_off = true;
    os_signal_raise(&l->wake);
    os_unlock(&l->mutex);
}

static bool take_heard(struct lookout *l, size_t index, struct event *out)
{
    bool there;

    os_lock(&l->mutex);
    there = index < l->heard_count;
    if (there)
        *out = l->heard[index];
    else
        l->heard_count = 0;
    os_unlock(&l->mutex);
    return there;
}

static bool digest(struct hcn_call *c, struct lookout *l)
{
    struct event e;
    bool ok = true;

    for (size_t i = 0; take_heard(l, i, &e); i++)
        if (l->surveyed >> e.kind & 1)
            ok = known_hear(&l->known[e.kind], &e, tell_change, l) && ok;
    return ok || fail(c, E_OUTOFMEMORY, "out of memory");
}

/* ---- looking ----------------------------------------------------------------------------- */

static bool look_at_one(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    const struct look *w = context;

    if (!known_see(&w->lookout->known[w->kind], w->kind, id, json, length, w->tell, w->lookout))
        return fail(w->call, E_OUTOFMEMORY, "out of memory");
    return !w->visit || w->visit(w->context, w->kind, id, json, length);
}

static bool look_at_kind(struct look *w)
{
    struct lookout *l = w->lookout;
    struct knowledge *k = &l->known[w->kind];

    w->tell = l->surveyed >> w->kind & 1 ? tell_change : tell_nobody;
    known_begin(k);
    if (!l->inner->kind->list(w->call, l->inner, w->kind, query_everything, look_at_one, w))
        return false;
    known_end(k, w->tell, l);
    l->surveyed |= 1U << w->kind;
    return true;
}

bool lookout_look(struct look w, uint32_t kinds)
{
    if (!digest(w.call, w.lookout))
        return false;
    for (; w.kind < KINDS; w.kind++)
        if (kinds >> w.kind & 1 && !look_at_kind(&w))
            return false;
    return true;
}

/* ---- the thread -------------------------------------------------------------------------- */

/* Its own: when nobody watches any more it ends, and another may have begun by then. */
struct looker {
    struct lookout *lookout;
    void *subscription;           /* to inner */
    uint64_t next_look, next_try; /* os_clock() */
    uint32_t pause;               /* milliseconds before the try after the next */
    bool missed;                  /* what happened since it was cut off */
};

/* What is watched, or false: nobody watches any more. */
static bool go_on(struct lookout *l, uint32_t *kinds)
{
    bool going;

    os_lock(&l->mutex);
    going = l->running = l->first != NULL;
    *kinds = l->kinds;
    os_signal_lower(&l->wake);
    os_unlock(&l->mutex);
    return going;
}

static bool take_cut(struct lookout *l)
{
    bool was;

    os_lock(&l->mutex);
    was = l->cut_off;
    l->cut_off = false;
    os_unlock(&l->mutex);
    return was;
}

static void stop_hearing(struct looker *w)
{
    struct backend *inner = w->lookout->inner;

    if (w->subscription)
        inner->kind->unsubscribe(inner, w->subscription);
    w->subscription = NULL;
}

/* Waits longer from time to time. What an earlier registration told last is not about this one. */
static bool start_hearing(struct looker *w)
{
    struct backend *inner = w->lookout->inner;
    struct hcn_call c = { 0 };
    bool ok;

    take_cut(w->lookout);
    ok = inner->kind->subscribe(&c, inner, hear, w->lookout, &w->subscription);
    call_end(&c);
    if (ok) {
        w->pause = FIRST_PAUSE;
        return true;
    }
    w->subscription = NULL;
    w->next_try = os_clock() + (uint64_t)w->pause * 1000;
    w->pause = w->pause < LAST_PAUSE / 2 ? 2 * w->pause : LAST_PAUSE;
    return false;
}

static void keep_hearing(struct looker *w)
{
    if (w->subscription && take_cut(w->lookout)) {
        stop_hearing(w);
        w->missed = true;
        w->next_try = os_clock() + (uint64_t)w->pause * 1000;
    }
    if (w->subscription || os_clock() < w->next_try || !start_hearing(w))
        return;
    if (w->missed)
        tell_all(w->lookout, NOTICE_LOST, NULL);
    w->missed = false;
}

/*
 * At everything when it is time, else only at what was heard. One that fails is followed by
 * another; who watches is told by his next snapshot.
 */
static void look_once(struct looker *w, uint32_t kinds)
{
    struct lookout *l = w->lookout;
    const uint64_t began = os_clock();
    struct hcn_call c = { 0 };
    uint64_t took;

    os_lock(&l->turn);
    (void)lookout_look((struct look){ .call = &c, .lookout = l }, began < w->next_look ? 0 : kinds);
    os_unlock(&l->turn);
    call_end(&c);
    took = os_clock() - began;
    if (began >= w->next_look)
        w->next_look =
            began + (took * SHARE > LOOK_EVERY * 1000 ? took * SHARE : LOOK_EVERY * 1000);
}

/* Until it is time for something, or something is heard. */
static void rest(const struct looker *w, bool hears)
{
    const uint64_t now = os_clock();
    uint64_t until = w->next_look;

    if (hears && !w->subscription && w->next_try < until)
        until = w->next_try;
    if (now < until)
        os_signal_wait(&w->lookout->wake, (uint32_t)((until - now) / 1000 + 1));
}

void lookout_watch(void *lookout)
{
    struct lookout *l = lookout;
    struct looker w = { .lookout = l, .pause = FIRST_PAUSE };
    const bool hears = l->inner->kind->subscribe != NULL;
    uint32_t kinds;

    while (go_on(l, &kinds)) {
        if (hears)
            keep_hearing(&w);
        look_once(&w, kinds);
        rest(&w, hears);
    }
    stop_hearing(&w);
    lookout_leave(l);
}
