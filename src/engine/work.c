/* work.c - the two commits of a request. */
#include "engine/work.h"

#include <string.h>

#include "base/os.h"
#include "engine/claims.h"
#include "engine/plan.h"

enum change_kind { INSERT, UPDATE, DELETE, CLAIM, RELEASE, RELEASE_ALL, SET_FACT, TELL };

struct change {
    enum change_kind kind;
    struct change *next;
    struct object object; /* INSERT, UPDATE; kind and id: DELETE */
    struct claim *claim;
    struct holder holder; /* RELEASE_ALL */
    const char *name, *value;
    struct event event;
};

struct work work_begin(struct hcn_call *c, struct store *s, struct driver *d,
                       const struct request *q)
{
    return (struct work){ .call = c, .store = s, .driver = d, .request = q, .began = os_clock() };
}

static uint64_t passed(const struct work *w)
{
    return (os_clock() - w->began) / 1000;
}

uint32_t work_time_left(const struct work *w)
{
    const uint32_t all = w->call->timeout;
    const uint64_t gone = all ? passed(w) : 0;

    return gone < all ? all - (uint32_t)gone : all > 0;
}

static bool in_time(const struct work *w)
{
    const uint32_t all = w->call->timeout;

    return !all || passed(w) < all ||
           fail(w->call, HCN_WIN32_TIMEOUT, "the deadline of %u ms passed before the first step",
                (unsigned)all);
}

struct step *work_step(struct work *w, enum step_kind kind, bool remove)
{
    struct step **place = call_append(w->call, &w->steps.at, &w->steps.count, sizeof *place);

    if (!place)
        return NULL;
    *place = step_new(w->call);
    if (!*place)
        return NULL;
    (*place)->kind = kind;
    (*place)->remove = remove;
    return *place;
}

static bool make(struct work *w, const struct change *x)
{
    struct holder held;

    switch (x->kind) {
    case INSERT:
        return store_insert(w->call, w->store, &x->object);
    case UPDATE:
        return store_update(w->call, w->store, &x->object);
    case DELETE:
        return store_delete(w->call, w->store, x->object.kind, &x->object.id);
    case CLAIM:
        return store_claim(w->call, w->store, x->claim, &held);
    case RELEASE:
        return store_release(w->call, w->store, x->claim);
    case RELEASE_ALL:
        return store_release_all(w->call, w->store, &x->holder);
    case TELL:
        return store_add_event(w->call, w->store, &x->event);
    default:
        return store_set_fact(w->call, w->store, x->name, x->value);
    }
}

/* Remembers a change, so that it can be made once more behind the commit of the plan. */
static bool remember(struct work *w, const struct change *x)
{
    struct change *copy = call_copy(w->call, x, sizeof *x);

    if (!copy)
        return false;
    if (!w->end)
        w->end = &w->first;
    *w->end = copy;
    w->end = &copy->next;
    return true;
}

static bool change(struct work *w, struct change x)
{
    return make(w, &x) && remember(w, &x);
}

bool work_insert(struct work *w, const struct object *o)
{
    return change(w, (struct change){ .kind = INSERT, .object = *o });
}

bool work_update(struct work *w, const struct object *o)
{
    return change(w, (struct change){ .kind = UPDATE, .object = *o });
}

bool work_delete(struct work *w, uint32_t kind, const struct hcn_guid *id)
{
    return change(w, (struct change){ .kind = DELETE, .object = { .kind = kind, .id = *id } });
}

bool work_claim(struct work *w, const struct claim *claim, struct holder *held)
{
    struct change x = { .kind = CLAIM, .claim = call_copy(w->call, claim, sizeof *claim) };

    if (!x.claim || !store_claim(w->call, w->store, claim, held))
        return false;
    return !holder_equal(held, &claim->holder) || remember(w, &x);
}

bool work_release(struct work *w, const struct claim *claim)
{
    struct change x = { .kind = RELEASE, .claim = call_copy(w->call, claim, sizeof *claim) };

    return x.claim && change(w, x);
}

bool work_release_all(struct work *w, const struct holder *holder)
{
    return change(w, (struct change){ .kind = RELEASE_ALL, .holder = *holder });
}

bool work_set_fact(struct work *w, const char *name, const char *value)
{
    return change(w, (struct change){ .kind = SET_FACT, .name = name, .value = value });
}

bool work_tell(struct work *w, enum event_change what, const struct object *o, uint32_t flags)
{
    const struct event event = { .change = what,
                                 .kind = o->kind,
                                 .id = o->id,
                                 .network = o->network,
                                 .flags = flags,
                                 .state = o->state };

    return change(w, (struct change){ .kind = TELL, .event = event });
}

bool work_get(struct work *w, uint32_t kind, const struct hcn_guid *id, struct object *out)
{
    bool found;

    if (!store_get(w->call, w->store, kind, id, out, &found))
        return false;
    return found || kind_not_found(w->call, kind, id);
}

static bool make_again(struct work *w)
{
    for (const struct change *x = w->first; x; x = x->next)
        if (!make(w, x))
            return false;
    return true;
}

/* Makes the plan go, with whatever the store was told meanwhile. */
static bool close_plan(struct work *w)
{
    w->driver->maker.request = 0;
    return store_clear_plan(w->call, w->store) && store_commit(w->call, w->store);
}

/* Work of its own, since the call of the request has failed already. */
static bool apart(struct work *w, bool (*task)(struct work *w))
{
    struct hcn_call *first = w->call, *own = &(struct hcn_call){ 0 };
    bool ok;

    w->call = own;
    store_rollback(w->store);
    ok = task(w);
    call_end(own);
    w->call = first;
    return ok;
}

/* What could not be removed is marked, so that everybody sees that it is not as it should be. */
static bool degrade(struct work *w)
{
    if (w->victim) {
        w->victim->state = STATE_DEGRADED;
        if (!store_update(w->call, w->store, w->victim))
            return false;
    }
    return close_plan(w);
}

static bool keep(struct work *w)
{
    for (struct change *x = w->first; x; x = x->next)
        if (x->kind == INSERT || x->kind == UPDATE)
            x->object.state = STATE_DEGRADED;
    return make_again(w) && close_plan(w);
}

bool work_keep(struct work *w)
{
    return apart(w, keep);
}

static bool run(struct work *w, bool *begun)
{
    return w->finish ? plan_finish(w, begun) : plan_run(w);
}

/* A plan that nobody can close now is found, and settled, by whoever writes next. */
static void undo(struct work *w)
{
    if (plan_undo(w))
        (void)apart(w, close_plan);
    else if (work_keep(w))
        fail_at(w->call, "it could not be undone either, so what is left of it is degraded and "
                         "has to be deleted");
}

bool work_finish(struct work *w)
{
    bool begun = false;

    if (failed(w->call) || !in_time(w)) /* who overlooks a failure must not get away with it */
        return false;
    if (!w->steps.count)
        return store_commit(w->call, w->store);
    store_rollback(w->store); /* the changes: they come back behind the plan */
    if (!plan_put(w) || !store_commit(w->call, w->store))
        return false;
    if (run(w, &begun) && make_again(w) && close_plan(w))
        return true;
    if (!w->finish)
        undo(w);
    else if (begun)
        (void)apart(w, degrade);
    else if (w->settling)
        store_rollback(w->store);
    else
        (void)apart(w, close_plan);
    return false;
}
