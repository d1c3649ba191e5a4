/* deadline.c - what is copied for a worker, handed over when it is in time, and undone when not. */
#include "backend/deadline.h"

#include <string.h>

#include "backend/each.h"
#include "backend/job.h"

static struct crew *crew_of(struct backend *b)
{
    return (struct crew *)b;
}

static struct backend *inner_of(struct backend *b)
{
    return crew_of(b)->inner;
}

static const char *copy(struct hcn_call *c, const char *text)
{
    return text ? call_text(c, text, strlen(text)) : NULL;
}

static void deadline_close(struct backend *b)
{
    crew_leave(crew_of(b));
}

/* ---- requests ---------------------------------------------------------------------------- */

static bool run_request(struct hcn_call *c, struct backend *inner, struct job *j)
{
    return inner->kind->ask(c, inner, &j->request, &j->raw, &j->reply);
}

static void undo_request(struct backend *inner, struct job *j)
{
    backend_take_back(inner, &j->request, &j->reply, &j->raw);
}

static const struct job_kind request_job = { NULL, run_request, undo_request, false };
static const struct job_kind close_job = { NULL, run_request, NULL, true };

static bool close_later(struct backend *b, const struct request *q, void **raw)
{
    if (q->verb != VERB_CLOSE || !raw || !*raw || !crew_close_later(crew_of(b), q->kind, *raw))
        return false;
    *raw = NULL;
    return true;
}

static bool deadline_ask(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                         struct reply *out)
{
    struct backend *inner = inner_of(b);
    struct job *j;

    if (close_later(b, q, raw))
        return true;
    if (!c->timeout)
        return inner->kind->ask(c, inner, q, raw, out);
    j = job_new(c, crew_of(b), q->verb == VERB_CLOSE ? &close_job : &request_job);
    if (!j)
        return false;
    j->request = *q;
    j->request.json = copy(&j->call, q->json);
    j->uses = j->raw = raw ? *raw : NULL;
    if (!job_do(c, j))
        return false;
    if (raw)
        *raw = j->raw;
    *out = (struct reply){ j->reply.id, copy(c, j->reply.json) };
    job_free(j);
    return !failed(c);
}

/* ---- walks ------------------------------------------------------------------------------- */

static bool note(void *context, uint32_t kind, const struct hcn_guid *id, const char *json,
                 size_t length)
{
    struct job *j = context;
    struct seen *place;

    if (job_is_left(j))
        return fail(&j->call, HCN_WIN32_TIMEOUT, "nobody waits for it any more");
    place = call_append(&j->call, &j->seen, &j->seen_count, sizeof *place);
    if (!place)
        return false;
    *place = (struct seen){ kind, *id, call_text(&j->call, json, length), length };
    return place->json != NULL;
}

static bool note_of_list(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    const struct job *j = context;

    return note(context, j->request.kind, id, json, length);
}

static bool run_list(struct hcn_call *c, struct backend *inner, struct job *j)
{
    return inner->kind->list(c, inner, j->request.kind, j->request.json, note_of_list, j);
}

static const struct job_kind list_job = { "list", run_list, NULL, false };

static bool deadline_list(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                          bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                                        size_t length),
                          void *context)
{
    struct backend *inner = inner_of(b);
    struct job *j;
    bool going = true;

    if (!c->timeout)
        return inner->kind->list(c, inner, kind, query, visit, context);
    j = job_new(c, crew_of(b), &list_job);
    if (!j)
        return false;
    j->request = (struct request){ .kind = kind, .json = copy(&j->call, query) };
    if (!job_do(c, j))
        return false;
    for (size_t i = 0; going && i < j->seen_count; i++)
        going = visit(context, &j->seen[i].id, j->seen[i].json, j->seen[i].length);
    job_free(j);
    return going;
}

static bool run_snapshot(struct hcn_call *c, struct backend *inner, struct job *j)
{
    return inner->kind->snapshot(c, inner, j->kinds, &j->number, note, j);
}

static const struct job_kind snapshot_job = { "snapshot", run_snapshot, NULL, false };

static bool deadline_snapshot(struct hcn_call *c, struct backend *b, uint32_t kinds,
                              uint64_t *sequence,
                              bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id,
                                            const char *json, size_t length),
                              void *context)
{
    struct backend *inner = inner_of(b);
    struct job *j;
    bool going = true;

    if (!c->timeout)
        return inner->kind->snapshot(c, inner, kinds, sequence, visit, context);
    j = job_new(c, crew_of(b), &snapshot_job);
    if (!j)
        return false;
    j->kinds = kinds;
    if (!job_do(c, j))
        return false;
    *sequence = j->number;
    for (size_t i = 0; going && i < j->seen_count; i++)
        going = visit(context, j->seen[i].kind, &j->seen[i].id, j->seen[i].json, j->seen[i].length);
    job_free(j);
    return going;
}

/* ---- the rest ---------------------------------------------------------------------------- */

static bool deadline_subscribe(struct hcn_call *c, struct backend *b, notify_fn *tell,
                               void *context, void **out)
{
    return inner_of(b)->kind->subscribe(c, inner_of(b), tell, context, out);
}

static void deadline_unsubscribe(struct backend *b, void *subscription)
{
    inner_of(b)->kind->unsubscribe(inner_of(b), subscription);
}

static bool run_version(struct hcn_call *c, struct backend *inner, struct job *j)
{
    return inner->kind->version(c, inner, &j->number);
}

static const struct job_kind version_job = { "version", run_version, NULL, false };

static bool deadline_version(struct hcn_call *c, struct backend *b, uint64_t *out)
{
    struct backend *inner = inner_of(b);
    struct job *j;

    if (!c->timeout)
        return inner->kind->version(c, inner, out);
    j = job_new(c, crew_of(b), &version_job);
    if (!j || !job_do(c, j))
        return false;
    *out = j->number;
    job_free(j);
    return true;
}

static bool run_reserve(struct hcn_call *c, struct backend *inner, struct job *j)
{
    return inner->kind->reserve(c, inner, &j->range, j->count, &j->reservation);
}

static void undo_reserve(struct backend *inner, struct job *j)
{
    inner->kind->release(&(struct hcn_call){ 0 }, inner, j->reservation);
}

static const struct job_kind reserve_job = { "reserve ports", run_reserve, undo_reserve, false };

static bool deadline_reserve(struct hcn_call *c, struct backend *b, struct port_range *asked,
                             uint16_t count, void **out)
{
    struct backend *inner = inner_of(b);
    struct job *j;

    if (!c->timeout)
        return inner->kind->reserve(c, inner, asked, count, out);
    j = job_new(c, crew_of(b), &reserve_job);
    if (!j)
        return false;
    j->range = *asked;
    j->count = count;
    if (!job_do(c, j))
        return false;
    *asked = j->range;
    *out = j->reservation;
    job_free(j);
    return true;
}

static bool run_release(struct hcn_call *c, struct backend *inner, struct job *j)
{
    inner->kind->release(c, inner, j->reservation);
    return true;
}

static const struct job_kind release_job = { "release of ports", run_release, NULL, true };

static void deadline_release(struct hcn_call *c, struct backend *b, void *reservation)
{
    struct backend *inner = inner_of(b);
    struct job *j;

    if (!c->timeout) {
        inner->kind->release(c, inner, reservation);
        return;
    }
    j = job_new(c, crew_of(b), &release_job);
    if (!j)
        return;
    j->reservation = reservation;
    if (job_do(c, j))
        job_free(j);
}

static bool run_reservations(struct hcn_call *c, struct backend *inner, struct job *j)
{
    return inner->kind->reservations(c, inner, &j->ranges);
}

static const struct job_kind reservations_job = { "list of ports", run_reservations, NULL, false };

static bool deadline_reservations(struct hcn_call *c, struct backend *b, struct port_ranges *out)
{
    struct backend *inner = inner_of(b);
    struct job *j;

    if (!c->timeout)
        return inner->kind->reservations(c, inner, out);
    j = job_new(c, crew_of(b), &reservations_job);
    if (!j || !job_do(c, j))
        return false;
    out->at = call_copy(c, j->ranges.at, j->ranges.count * sizeof *out->at);
    out->count = out->at ? j->ranges.count : 0;
    job_free(j);
    return !failed(c);
}

/* ---- opening ----------------------------------------------------------------------------- */

static const struct backend_kind deadline_kind = {
    .name = "deadline",
    .goes_on = true,
    .close = deadline_close,
    .ask = deadline_ask,
    .list = deadline_list,
    .subscribe = deadline_subscribe,
    .unsubscribe = deadline_unsubscribe,
    .snapshot = deadline_snapshot,
    .version = deadline_version,
    .reserve = deadline_reserve,
    .release = deadline_release,
    .reservations = deadline_reservations,
};

bool backend_with_deadlines(struct hcn_call *c, struct backend *inner, struct backend **out)
{
    struct crew *crew = crew_open(c, inner);

    *out = NULL;
    if (!crew)
        return false;
    crew->own = backend_kind_around(&deadline_kind, inner->kind);
    if (!inner->kind->subscribe)
        crew->own.subscribe = NULL;
    if (!inner->kind->snapshot)
        crew->own.snapshot = NULL;
    crew->backend.kind = &crew->own;
    *out = &crew->backend;
    return true;
}
