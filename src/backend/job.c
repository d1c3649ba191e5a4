/* job.c - workers: waited for, or left to themselves. */
#include "backend/job.h"

#include "backend/deadline.h"
#include "backend/each.h"
#include "base/memory.h"
#include "base/os_worker.h"

/* ---- the crew ---------------------------------------------------------------------------- */

struct crew *crew_open(struct hcn_call *c, struct backend *inner)
{
    struct crew *crew = memory_new(sizeof *crew);

    if (crew) {
        *crew = (struct crew){ .inner = inner, .users = 1 };
        if (os_mutex_open(&crew->mutex))
            return crew;
        os_mutex_close(&crew->mutex);
    }
    memory_free(crew);
    inner->kind->close(inner);
    fail(c, E_OUTOFMEMORY, "out of memory");
    return NULL;
}

void crew_leave(struct crew *crew)
{
    bool last;

    os_lock(&crew->mutex);
    last = !--crew->users;
    os_unlock(&crew->mutex);
    if (!last)
        return;
    crew->inner->kind->close(crew->inner);
    os_mutex_close(&crew->mutex);
    memory_free(crew);
}

static bool refuse(struct hcn_call *c)
{
    return fail(c, HCN_WIN32_SERVER_UNAVAILABLE,
                "the service is not asked any more: %d calls hang in it", MOST_HUNG);
}

static bool crew_enter(struct hcn_call *c, struct crew *crew, const struct job_kind *kind)
{
    bool may;

    os_lock(&crew->mutex);
    may = kind->waits || crew->hung < MOST_HUNG;
    crew->users += may;
    os_unlock(&crew->mutex);
    return may || refuse(c);
}

/* ---- jobs -------------------------------------------------------------------------------- */

struct job *job_new(struct hcn_call *c, struct crew *crew, const struct job_kind *kind)
{
    struct job *j;

    if (!crew_enter(c, crew, kind))
        return NULL;
    j = memory_new(sizeof *j);
    if (j) {
        *j = (struct job){ .crew = crew, .kind = kind, .call.timeout = c->timeout };
        if (os_signal_open(&j->over))
            return j;
    }
    memory_free(j);
    crew_leave(crew);
    fail(c, E_OUTOFMEMORY, "out of memory, or of descriptors");
    return NULL;
}

void job_free(struct job *j)
{
    struct crew *crew = j->crew;

    os_signal_close(&j->over);
    call_end(&j->call);
    memory_free(j);
    crew_leave(crew);
}

bool job_is_left(struct job *j)
{
    bool left;

    os_lock(&j->crew->mutex);
    left = j->left;
    os_unlock(&j->crew->mutex);
    return left;
}

/* ---- what hangs -------------------------------------------------------------------------- */

static struct job *find_user(const struct crew *crew, uint32_t kind, const void *raw)
{
    struct job *j = crew->first;

    while (j && (j->uses != raw || j->request.kind != kind))
        j = j->next;
    return j;
}

bool crew_close_later(struct crew *crew, uint32_t kind, const void *raw)
{
    struct job *j;

    os_lock(&crew->mutex);
    j = find_user(crew, kind, raw);
    if (j)
        j->closes = true;
    os_unlock(&crew->mutex);
    return j != NULL;
}

static void hang(struct job *j)
{
    struct crew *crew = j->crew;

    j->left = true;
    j->next = crew->first;
    crew->first = j;
    crew->hung++;
}

/* Does it have to close the handle, or does another that hangs in it? */
static bool stop_hanging(struct job *j)
{
    struct crew *crew = j->crew;
    struct job **at = &crew->first, *other;

    while (*at != j)
        at = &(*at)->next;
    *at = j->next;
    crew->hung--;
    other = j->closes ? find_user(crew, j->request.kind, j->uses) : NULL;
    if (other)
        other->closes = true;
    return j->closes && !other;
}

/* Until one of those that hang has ended, who then does it; false: not so many hang. */
static bool put_off(struct job *j)
{
    struct crew *crew = j->crew;
    bool full;

    os_lock(&crew->mutex);
    full = j->kind->waits && crew->hung >= MOST_HUNG;
    if (full) {
        j->next = crew->behind;
        crew->behind = j;
    }
    os_unlock(&crew->mutex);
    return full;
}

/* What was put off; NULL: nothing more, and this one hangs no longer. */
static struct job *take_over(struct job *j, bool *closes)
{
    struct crew *crew = j->crew;
    struct job *other;

    os_lock(&crew->mutex);
    other = crew->behind;
    if (other)
        crew->behind = other->next;
    else
        *closes = stop_hanging(j);
    os_unlock(&crew->mutex);
    return other;
}

/* It counts as hung until it has cleaned up, for that may hang as well. */
static void end_alone(struct job *j)
{
    struct crew *crew = j->crew;
    struct job *other;
    bool closes = false;

    if (!failed(&j->call) && j->kind->undo)
        j->kind->undo(crew->inner, j);
    while ((other = take_over(j, &closes))) {
        other->kind->run(&other->call, crew->inner, other);
        job_free(other);
    }
    if (closes)
        backend_close_raw(crew->inner, j->request.kind, &j->raw);
    job_free(j);
}

/* ---- running ----------------------------------------------------------------------------- */

/* A job that is waited for is its caller's again as soon as the lock is free. */
static void work(void *context)
{
    struct job *j = context;
    struct crew *crew = j->crew;
    bool left;

    if (!j->kind->run(&j->call, crew->inner, j) && !failed(&j->call))
        fail(&j->call, E_FAIL, "the service failed");
    os_lock(&crew->mutex);
    j->done = true;
    left = j->left;
    os_signal_raise(&j->over);
    os_unlock(&crew->mutex);
    if (left)
        end_alone(j);
}

/* False: nobody waits for it any more. */
static bool await(struct job *j, uint32_t timeout)
{
    struct crew *crew = j->crew;
    bool done;

    os_signal_wait(&j->over, timeout);
    os_lock(&crew->mutex);
    done = j->done;
    if (!done)
        hang(j);
    os_unlock(&crew->mutex);
    return done;
}

static const char *verb_word(uint32_t verb)
{
    static const char *const words[VERBS] = {
        [VERB_ENUMERATE] = "enumerate", [VERB_CREATE] = "create",         [VERB_OPEN] = "open",
        [VERB_MODIFY] = "modify",       [VERB_QUERY] = "query",           [VERB_DELETE] = "delete",
        [VERB_CLOSE] = "close",         [VERB_STATISTICS] = "statistics",
    };

    return words[verb];
}

/* What it was is asked before the job may go. */
static void fail_late(struct hcn_call *c, const struct job_kind *kind, const struct request *q)
{
    fail(c, HCN_WIN32_TIMEOUT, "%s%s%s: the service gave no answer within %u ms",
         kind->what ? kind->what : verb_word(q->verb), kind->what ? "" : " ",
         kind->what ? "" : kind_row(q->kind)->word, (unsigned)c->timeout);
}

bool job_do(struct hcn_call *c, struct job *j)
{
    const struct job_kind *kind = j->kind;
    const struct request asked = j->request;

    if (!failed(&j->call) && put_off(j))
        return refuse(c);
    if (failed(&j->call) || !os_worker_start(&j->call, work, j)) {
        fail_as(c, &j->call);
        job_free(j);
        return false;
    }
    if (!await(j, c->timeout)) {
        fail_late(c, kind, &asked);
        return false;
    }
    if (!failed(&j->call))
        return true;
    fail_as(c, &j->call);
    job_free(j);
    return false;
}
