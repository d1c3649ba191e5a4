/* local.c - our own engine, in this process, as a backend. */
#include <stddef.h>

#include "backend/backend.h"
#include "backend/default.h"
#include "backend/record.h"
#include "base/memory.h"
#include "engine/engine.h"

struct local {
    struct backend backend;
    struct engine *engine;
};

/* What a raw handle points to: it pins nothing, it only remembers whom it was opened for. */
struct ticket {
    uint32_t magic, kind;
    struct hcn_guid id;
};

enum { TICKET_MAGIC = 0x6e636854 };

static struct engine *engine_of(struct backend *b)
{
    return ((struct local *)b)->engine;
}

static void local_close(struct backend *b)
{
    engine_close(engine_of(b));
    memory_free(b);
}

/* Room for the handle is made first: what was created must not be lost for want of it. */
static bool ask_open(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                     struct reply *out)
{
    struct ticket *t = memory_new(sizeof *t);

    *raw = NULL;
    if (!t)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    if (!engine_answer(c, engine_of(b), q, out)) {
        memory_free(t);
        return false;
    }
    *t = (struct ticket){ TICKET_MAGIC, q->kind, out->id };
    *raw = t;
    return true;
}

static struct ticket *ticket_of(struct hcn_call *c, const struct request *q, void **raw)
{
    struct ticket *t = raw ? *raw : NULL;

    if (t && t->magic == TICKET_MAGIC && t->kind == q->kind)
        return t;
    fail(c, E_HANDLE, "the handle is closed, or not of kind %s", kind_row(q->kind)->word);
    return NULL;
}

static bool ask_through(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                        struct reply *out)
{
    const struct ticket *t = ticket_of(c, q, raw);
    struct request whose = *q;

    if (!t)
        return false;
    whose.id = t->id;
    return engine_answer(c, engine_of(b), &whose, out);
}

static bool ask_plainly(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                        struct reply *out)
{
    (void)raw;
    return engine_answer(c, engine_of(b), q, out);
}

static bool ask_close(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                      struct reply *out)
{
    struct ticket *t = ticket_of(c, q, raw);

    (void)b;
    (void)out;
    if (!t)
        return false;
    t->magic = 0;
    memory_free(t);
    *raw = NULL;
    return true;
}

typedef bool asker(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                   struct reply *out);

static asker *const askers[VERBS] = {
    [VERB_ENUMERATE] = ask_plainly, [VERB_CREATE] = ask_open,        [VERB_OPEN] = ask_open,
    [VERB_MODIFY] = ask_through,    [VERB_QUERY] = ask_through,      [VERB_DELETE] = ask_plainly,
    [VERB_CLOSE] = ask_close,       [VERB_STATISTICS] = ask_through,
};

static bool local_ask(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                      struct reply *out)
{
    return askers[q->verb](c, b, q, raw, out) || error_record_make(c);
}

static bool local_list(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                       bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                                     size_t length),
                       void *context)
{
    return engine_list(c, engine_of(b), kind, query, visit, context) || error_record_make(c);
}

/* ---- watching and reserving -------------------------------------------------------------- */

static bool local_subscribe(struct hcn_call *c, struct backend *b, notify_fn *tell, void *context,
                            void **out)
{
    struct subscriber *s;

    if (!engine_subscribe(c, engine_of(b), tell, context, &s))
        return error_record_make(c);
    *out = s;
    return true;
}

static void local_unsubscribe(struct backend *b, void *subscription)
{
    (void)b;
    engine_unsubscribe(subscription);
}

static bool local_snapshot(struct hcn_call *c, struct backend *b, uint32_t kinds,
                           uint64_t *sequence,
                           bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id,
                                         const char *json, size_t length),
                           void *context)
{
    return engine_snapshot(c, engine_of(b), kinds, sequence, visit, context) ||
           error_record_make(c);
}

static bool local_reserve(struct hcn_call *c, struct backend *b, struct port_range *asked,
                          uint16_t count, void **out)
{
    const struct hcn_guid guest = asked->guest;
    struct reservation *r;

    if (!(asked->first ? engine_reserve(c, engine_of(b), asked, &r)
                       : engine_reserve_any(c, engine_of(b), &guest, count, asked, &r)))
        return error_record_make(c);
    *out = r;
    return true;
}

static void local_release(struct hcn_call *c, struct backend *b, void *reservation)
{
    (void)c;
    engine_release(engine_of(b), reservation);
}

static bool local_reservations(struct hcn_call *c, struct backend *b, struct port_ranges *out)
{
    return engine_reservations(c, engine_of(b), out) || error_record_make(c);
}

static bool local_version(struct hcn_call *c, struct backend *b, uint64_t *out)
{
    (void)c;
    (void)b;
    *out = engine_version;
    return true;
}

static const struct backend_kind local_kind = {
    .name = "local",
    .refreshes = true,
    .close = local_close,
    .ask = local_ask,
    .list = local_list,
    .subscribe = local_subscribe,
    .unsubscribe = local_unsubscribe,
    .snapshot = local_snapshot,
    .version = local_version,
    .reserve = local_reserve,
    .release = local_release,
    .reservations = local_reservations,
};

static const struct driver_kind *find_driver(struct hcn_call *c, const char *name)
{
    const struct driver_kind *driver = driver_find(name);

    if (!driver)
        fail(c, E_INVALIDARG, "expected a driver: linux or null, found \"%s\"", name);
    return driver;
}

bool backend_local_open(struct hcn_call *c, const char *directory, const char *driver,
                        struct backend **out)
{
    const struct driver_kind *kind = find_driver(c, driver ? driver : default_driver);
    struct local *l;

    *out = NULL;
    if (!kind)
        return false;
    l = memory_new(sizeof *l);
    if (!l)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *l = (struct local){ .backend.kind = &local_kind };
    if (!engine_open(c, directory, kind, &l->engine)) {
        memory_free(l);
        return false;
    }
    *out = &l->backend;
    return true;
}
