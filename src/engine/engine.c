/* engine.c - the entry table: who answers which verb of which kind. */
#include "engine/engine.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "engine/claims.h"
#include "engine/filter.h"
#include "engine/inside.h"
#include "engine/kinds.h"
#include "engine/notify.h"
#include "engine/objects.h"
#include "schema/version1.h"

typedef bool answer_fn(struct work *w, struct reply *out);

static answer_fn *const writers[KINDS][VERBS] = {
    [KIND_NETWORK] = { [VERB_CREATE] = network_create,
                       [VERB_MODIFY] = object_modify,
                       [VERB_DELETE] = network_delete },
    [KIND_ENDPOINT] = { [VERB_CREATE] = endpoint_create,
                        [VERB_MODIFY] = object_modify,
                        [VERB_DELETE] = endpoint_delete },
    [KIND_NAMESPACE] = { [VERB_CREATE] = namespace_create,
                         [VERB_MODIFY] = object_modify,
                         [VERB_DELETE] = namespace_delete },
    [KIND_LOAD_BALANCER] = { [VERB_CREATE] = group_create,
                             [VERB_MODIFY] = group_modify,
                             [VERB_DELETE] = group_delete },
    [KIND_ROUTE] = { [VERB_CREATE] = group_create,
                     [VERB_MODIFY] = group_modify,
                     [VERB_DELETE] = group_delete },
    [KIND_GUEST_SERVICE] = { [VERB_CREATE] = guest_service_create,
                             [VERB_MODIFY] = object_modify,
                             [VERB_DELETE] = guest_service_delete },
};

/* ---- asking ----------------------------------------------------------------------------- */

/* What a walk over objects carries along. */
struct walk {
    struct work *work;
    struct filter filter;
    bool only_ids; /* the documents are not asked for */
    bool (*visit)(void *context, const struct hcn_guid *id, const char *json, size_t length);
    void *context;
};

static bool show(struct work *w, const struct object *o, const char **json, size_t *length)
{
    return (o->kind == KIND_NAMESPACE ? namespace_show : object_show)(w, o, json, length);
}

static bool visit_object(void *context, const struct object *o)
{
    struct hcn_call *asking, own = { 0 };
    struct walk *walk = context;
    struct work w = *walk->work;
    const char *json;
    size_t length;
    bool matches, ok;

    asking = w.call;
    w.call = &own; /* memory of one object only */
    ok = show(&w, o, &json, &length) && filter_match(&own, &walk->filter, json, length, &matches) &&
         (!matches || walk->visit(walk->context, &o->id, json, length));
    if (failed(&own))
        fail_as(asking, &own);
    call_end(&own);
    return ok;
}

static bool visit_id(void *context, const struct object *o)
{
    const struct walk *walk = context;

    return walk->visit(walk->context, &o->id, NULL, 0);
}

/* Endpoints may be asked for by the name of their network. */
static bool resolve_network(struct work *w, struct filter *f)
{
    struct claim claim;
    struct holder holder;
    bool found;

    if (!f->network_name)
        return true;
    claim = claim_name(f->network_name, &host_default_id);
    if (!store_claimed(w->call, w->store, &claim, &holder, &found))
        return false;
    f->empty |= !found;
    f->network = holder.id;
    f->selection.network = &f->network;
    return true;
}

static bool each(struct work *w, uint32_t kind, const char *query, struct walk *walk)
{
    bool ok;

    walk->work = w;
    if (!filter_open(w->call, query, kind, &walk->filter))
        return false;
    walk->filter.selection.bare = walk->only_ids && filter_passes_all(&walk->filter);
    ok = resolve_network(w, &walk->filter) &&
         (walk->filter.empty ||
          store_each(w->call, w->store, &walk->filter.selection,
                     walk->filter.selection.bare ? visit_id : visit_object, walk));
    filter_close(&walk->filter);
    return ok;
}

static bool add_id(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct buffer *ids = context;

    (void)json;
    (void)length;
    buffer_text(ids, ids->length > 1 ? ",\"" : "\"");
    buffer_text(ids, guid_text(id).s);
    buffer_text(ids, "\"");
    return !ids->broken;
}

static bool enumerate(struct work *w, struct reply *out)
{
    struct buffer ids = { .call = w->call };
    struct walk walk = { .visit = add_id, .context = &ids, .only_ids = true };

    buffer_text(&ids, "[");
    if (!each(w, w->request->kind, w->request->json, &walk))
        return false;
    buffer_text(&ids, "]");
    out->json = buffer_end(&ids);
    return out->json != NULL;
}

static bool open_object(struct work *w, struct reply *out)
{
    struct object o;

    out->id = w->request->id;
    return work_get(w, w->request->kind, &w->request->id, &o);
}

/* The text of an object that another one refers to, as it is kept; NULL: it refers to none. */
static bool look(struct work *w, uint32_t kind, const struct hcn_guid *id, const char **json)
{
    struct object o = { 0 };
    const bool ok = guid_is_zero(id) || work_get(w, kind, id, &o);

    *json = o.json;
    return ok;
}

static bool show_older(struct work *w, const struct object *o, struct reply *out)
{
    struct version1_view view = { 0 };
    size_t length;

    if (!show(w, o, &out->json, &length) ||
        (o->kind == KIND_ENDPOINT && (!look(w, KIND_NETWORK, &o->network, &view.network) ||
                                      !look(w, KIND_NAMESPACE, &o->space, &view.space))))
        return false;
    out->json = version1_print(w->call, o->kind, out->json, &view, &length);
    return out->json != NULL;
}

static bool query_object(struct work *w, struct reply *out)
{
    struct object o;
    uint32_t major;
    size_t length;

    /* Clients pass the filter here too; it means nothing for one object. */
    if (!work_get(w, w->request->kind, &w->request->id, &o) ||
        !query_major(w->call, w->request->json, &major))
        return false;
    return major < 2 ? show_older(w, &o, out) : show(w, &o, &out->json, &length);
}

static answer_fn *const readers[VERBS] = {
    [VERB_ENUMERATE] = enumerate,
    [VERB_OPEN] = open_object,
    [VERB_QUERY] = query_object,
};

/* ---- both ------------------------------------------------------------------------------- */

/* What is restored after a boot was asked by nobody: then the request is all zero, which reads. */
bool engine_again(struct work *w)
{
    answer_fn *answer = writers[w->request->kind][w->request->verb];
    struct reply ignored = { 0 };

    return answer ? answer(w, &ignored) : w->request->verb == VERB_ENUMERATE;
}

/* Waiting for the thread before took some of the time. */
static bool lock_store(struct hcn_call *c, struct engine *e, const struct work *w)
{
    const uint32_t timeout = c->timeout;
    bool ok;

    c->timeout = work_time_left(w);
    ok = store_write(c, e->store);
    c->timeout = timeout;
    return ok;
}

static bool write_answer(struct hcn_call *c, struct engine *e, struct work *w, struct reply *out)
{
    answer_fn *answer = writers[w->request->kind][w->request->verb];

    if (!lock_store(c, e, w) || !work_settle(c, e->store, e->driver, engine_again))
        return false;
    if (answer(w, out))
        return work_finish(w);
    if (w->older)
        version1_path(c);
    return false;
}

static bool read_answer(struct hcn_call *c, struct engine *e, struct work *w, struct reply *out)
{
    answer_fn *answer = readers[w->request->verb];

    if (w->request->kind == KIND_ENDPOINT && w->request->verb == VERB_STATISTICS)
        answer = endpoint_statistics;
    if (!answer)
        return fail(c, E_NOTIMPL, "this service does not know how to do that to a %s",
                    kind_row(w->request->kind)->word);
    return store_read(c, e->store) && answer(w, out);
}

bool engine_enter(struct hcn_call *c, struct engine *e)
{
    if (e->process != os_process())
        return fail(c, E_HANDLE, "the service was opened before fork(), open it anew");
    return os_lock_within(&e->mutex, c->timeout) ||
           fail(c, HCN_WIN32_TIMEOUT,
                "another thread of this process works on the store: waited %u ms for it",
                (unsigned)c->timeout);
}

void engine_leave(struct engine *e)
{
    store_end(e->store);
    os_unlock(&e->mutex);
}

bool engine_answer(struct hcn_call *c, struct engine *e, const struct request *q, struct reply *out)
{
    struct work w = work_begin(c, e->store, e->driver, q);
    bool ok;

    *out = (struct reply){ 0 };
    if (!engine_enter(c, e))
        return false;
    ok = (writers[q->kind][q->verb] ? write_answer : read_answer)(c, e, &w, out);
    if (ok && writers[q->kind][q->verb])
        notifier_wake(e->notifier);
    engine_leave(e);
    return ok;
}

bool engine_list(struct hcn_call *c, struct engine *e, uint32_t kind, const char *query,
                 bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                               size_t length),
                 void *context)
{
    struct walk walk = { .visit = visit, .context = context };
    struct work w = work_begin(c, e->store, e->driver, NULL);
    bool ok;

    if (!engine_enter(c, e))
        return false;
    ok = store_read(c, e->store) && each(&w, kind, query, &walk);
    engine_leave(e);
    return ok;
}

/* Every object of one kind after the other. */
struct survey {
    uint32_t kind;
    bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id, const char *json,
                  size_t length);
    void *context;
};

static bool survey_one(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    const struct survey *s = context;

    return s->visit(s->context, s->kind, id, json, length);
}

bool engine_snapshot(struct hcn_call *c, struct engine *e, uint32_t kinds, uint64_t *sequence,
                     bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id,
                                   const char *json, size_t length),
                     void *context)
{
    struct survey survey = { .visit = visit, .context = context };
    struct work w = work_begin(c, e->store, e->driver, NULL);
    bool ok;

    if (!engine_enter(c, e))
        return false;
    ok = store_read(c, e->store) && store_last_event(c, e->store, sequence);
    for (; ok && survey.kind < KINDS; survey.kind++) {
        struct walk walk = { .visit = survey_one, .context = &survey };

        if (kinds >> survey.kind & 1)
            ok = each(&w, survey.kind, NULL, &walk);
    }
    engine_leave(e);
    return ok;
}
