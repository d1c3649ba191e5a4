/* looking.c - the thread that looks, and what it hears meanwhile. */
#include "backend/looking.h"

#include "backend/each.h"
#include "backend/lookout.h"
#include "base/memory.h"

enum { MOST_HEARD = 4096, SHARE = 10 };

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

static void tell_all(struct lookout *l, enum notice notice, const struct event *e)
{
    os_lock(&l->mutex);
    for (const struct subscriber *s = l->first; s; s = s->next)
        s->tell(s->context, notice, e);
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

/* On a thread of inner's: it is only noted. What there is no room for is found by looking. */
static void hear(void *context, enum notice notice, const struct event *e)
{
    struct lookout *l = context;

    os_lock(&l->mutex);
    l->cut_off |= notice != NOTICE_EVENT;
    if (!l->heard)
        l->heard = memory_new(MOST_HEARD * sizeof *l->heard);
    if (notice == NOTICE_EVENT && l->heard && l->heard_count < MOST_HEARD)
        l->heard[l->heard_count++] = *e;
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

/* What is watched, or false: nobody watches any more, and the thread ends. */
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

static bool is_cut_off(struct lookout *l)
{
    bool was;

    os_lock(&l->mutex);
    was = l->cut_off;
    l->cut_off = false;
    os_unlock(&l->mutex);
    return was;
}

static void stop_hearing(struct lookout *l)
{
    if (l->subscription)
        l->inner->kind->unsubscribe(l->inner, l->subscription);
    l->subscription = NULL;
}

/* Waits longer from time to time. */
static bool start_hearing(struct lookout *l)
{
    struct hcn_call c = { 0 };
    bool ok = l->inner->kind->subscribe(&c, l->inner, hear, l, &l->subscription);

    call_end(&c);
    if (ok) {
        l->pause = FIRST_PAUSE;
        return true;
    }
    l->subscription = NULL;
    l->next_try = os_clock() + (uint64_t)l->pause * 1000;
    l->pause = l->pause < LAST_PAUSE / 2 ? 2 * l->pause : LAST_PAUSE;
    return false;
}

static void keep_hearing(struct lookout *l)
{
    if (!l->inner->kind->subscribe)
        return;
    if (is_cut_off(l)) {
        stop_hearing(l);
        l->missed = true;
        l->next_try = os_clock() + (uint64_t)l->pause * 1000;
    }
    if (l->subscription || os_clock() < l->next_try || !start_hearing(l))
        return;
    if (l->missed)
        tell_all(l, NOTICE_LOST, NULL);
    l->missed = false;
}

/*
 * At everything when it is time, else only at what was heard. One that fails is followed by
 * another; who watches is told by his next snapshot.
 */
static void look_once(struct lookout *l, uint32_t kinds)
{
    const uint64_t began = os_clock();
    struct hcn_call c = { 0 };
    uint64_t took;

    os_lock(&l->turn);
    (void)lookout_look((struct look){ .call = &c, .lookout = l }, began < l->next_look ? 0 : kinds);
    os_unlock(&l->turn);
    call_end(&c);
    took = os_clock() - began;
    if (began >= l->next_look)
        l->next_look =
            began + (took * SHARE > LOOK_EVERY * 1000 ? took * SHARE : LOOK_EVERY * 1000);
}

void lookout_watch(void *lookout)
{
    struct lookout *l = lookout;
    uint32_t kinds;

    while (go_on(l, &kinds)) {
        uint64_t now;

        keep_hearing(l);
        look_once(l, kinds);
        now = os_clock();
        if (now < l->next_look)
            os_signal_wait(&l->wake, (uint32_t)((l->next_look - now) / 1000 + 1));
    }
    stop_hearing(l);
    lookout_leave(l);
}
