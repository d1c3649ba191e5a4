/* slow.c - the gate, and what hangs before it. */
#include "slow.h"

#include <stdlib.h>

#include "backend/deadline.h"
#include "backend/each.h"

static struct slow *enter_if(struct backend *b, bool waits)
{
    struct slow *s = (struct slow *)b;

    pthread_mutex_lock(&s->mutex);
    s->inside++;
    s->visitor = pthread_self();
    pthread_cond_broadcast(&s->changed);
    while (s->shut && waits)
        pthread_cond_wait(&s->changed, &s->mutex);
    return s;
}

static struct slow *enter(struct backend *b)
{
    return enter_if(b, true);
}

static bool leave_gate(struct slow *s, bool ok)
{
    s->inside--;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
    return ok;
}

static bool slow_ask(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                     struct reply *out)
{
    const uint32_t verbs = ((struct slow *)b)->verbs;
    struct slow *s = enter_if(b, !verbs || verbs >> q->verb & 1);
    struct backend *behind = &s->script.backend;

    return leave_gate(s, behind->kind->ask(c, behind, q, raw, out));
}

static bool slow_list(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                      bool (*visit)(void *, const struct hcn_guid *, const char *, size_t),
                      void *context)
{
    struct slow *s = enter(b);

    return leave_gate(s, backend_each(c, &s->script.backend, kind, query, visit, context));
}

static bool slow_snapshot(struct hcn_call *c, struct backend *b, uint32_t kinds, uint64_t *sequence,
                          bool (*visit)(void *, uint32_t, const struct hcn_guid *, const char *,
                                        size_t),
                          void *context)
{
    const struct hcn_guid id = guid_of(NETWORK_ID);
    struct slow *s = enter(b);

    (void)c;
    *sequence = kinds;
    return leave_gate(s, visit(context, KIND_NETWORK, &id, "{}", 2));
}

static bool slow_version(struct hcn_call *c, struct backend *b, uint64_t *out)
{
    struct slow *s = enter(b);

    (void)c;
    *out = (uint64_t)9 << 32 | 3;
    return leave_gate(s, true);
}

static bool slow_reserve(struct hcn_call *c, struct backend *b, struct port_range *asked,
                         uint16_t count, void **out)
{
    struct slow *s = enter(b);

    (void)c;
    asked->last = (uint16_t)(asked->first + count);
    *out = malloc(1);
    s->reserved++;
    return leave_gate(s, true);
}

static void slow_release(struct hcn_call *c, struct backend *b, void *reservation)
{
    struct slow *s = enter(b);

    (void)c;
    free(reservation);
    s->reserved--;
    leave_gate(s, true);
}

static bool slow_reservations(struct hcn_call *c, struct backend *b, struct port_ranges *out)
{
    struct slow *s = enter(b);
    struct port_range *one = call_append(c, &out->at, &out->count, sizeof *one);

    if (one)
        one->first = one->last = 80;
    return leave_gate(s, one != NULL);
}

static void slow_close(struct backend *b)
{
    struct slow *s = (struct slow *)b;

    pthread_mutex_lock(&s->mutex);
    s->closed = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}

static const struct backend_kind slow_kind = {
    .name = "slow",
    .close = slow_close,
    .ask = slow_ask,
    .list = slow_list,
    .snapshot = slow_snapshot,
    .version = slow_version,
    .reserve = slow_reserve,
    .release = slow_release,
    .reservations = slow_reservations,
};

void slow_begin(struct slow *s, const struct answer *answers, size_t count)
{
    struct backend *b;

    *s = (struct slow){ .backend.kind = &slow_kind };
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->changed, NULL);
    script_begin(&s->script, answers, count);
    CHECK(backend_with_deadlines(s->script.call, &s->backend, &b));
    s->service = service_over(s->script.call, b);
    CHECK(s->service);
}

void slow_shut(struct slow *s, bool shut)
{
    pthread_mutex_lock(&s->mutex);
    s->shut = shut;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}

void slow_serve(struct slow *s)
{
    slow_shut(s, false);
    pthread_mutex_lock(&s->mutex);
    while (s->inside)
        pthread_cond_wait(&s->changed, &s->mutex);
    pthread_mutex_unlock(&s->mutex);
}

void slow_leave(struct slow *s)
{
    hcn_service_close(s->service);
    s->service = NULL;
    slow_shut(s, false);
    pthread_mutex_lock(&s->mutex);
    while (!s->closed)
        pthread_cond_wait(&s->changed, &s->mutex);
    pthread_mutex_unlock(&s->mutex);
}

void slow_end(struct slow *s)
{
    slow_leave(s);
    check_number("ports left reserved", (uint64_t)s->reserved, 0);
    script_end(&s->script);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->mutex);
}
