/* watch.c - a snapshot, then what happens: from the service's thread to the caller's. */
#include <hcn/watch.h>

#include <string.h>

#include "base/memory.h"
#include "base/os_thread.h"
#include "client/handle.h"

enum { MOST_WAITING = 65536 }; /* events: who reads later than that has to look again */

/* Events on their way from one thread to the other. */
struct waiting {
    struct event *at;
    size_t first, count, room; /* a ring */
};

struct hcn_watch {
    struct hcn_service *service;
    void *subscription;
    uint32_t kinds;
    struct os_signal signal; /* raised while there is something to say */
    struct os_mutex mutex;   /* of the three below */
    struct waiting waiting;
    bool lost, gone;

    /* The reader's alone: */
    struct hcn_call memory; /* of the snapshot */
    struct hcn_event *present;
    size_t count, told;
    uint64_t sequence; /* of the snapshot */
    bool resync, ready;
};

/* ---- the service's side ------------------------------------------------------------------ */

static bool grow(struct waiting *w)
{
    size_t room = w->room ? 2 * w->room : 64;
    struct event *larger = room > MOST_WAITING ? NULL : memory_new(room * sizeof *larger);

    if (!larger)
        return false;
    for (size_t i = 0; i < w->count; i++)
        larger[i] = w->at[(w->first + i) % w->room];
    memory_free(w->at);
    *w = (struct waiting){ larger, 0, w->count, room };
    return true;
}

static bool push(struct waiting *w, const struct event *e)
{
    if (w->count == w->room && !grow(w))
        return false;
    w->at[(w->first + w->count++) % w->room] = *e;
    return true;
}

static void hear(void *context, enum notice notice, const struct event *e)
{
    struct hcn_watch *w = context;

    if (e && !(w->kinds >> e->kind & 1))
        return;
    os_lock(&w->mutex);
    w->gone |= notice == NOTICE_GONE;
    if (notice == NOTICE_LOST || (e && !push(&w->waiting, e))) {
        w->lost = true;
        w->waiting.count = 0;
    }
    os_signal_raise(&w->signal);
    os_unlock(&w->mutex);
}

/* ---- the snapshot ------------------------------------------------------------------------ */

static bool add_present(void *context, uint32_t kind, const struct hcn_guid *id, const char *json,
                        size_t length)
{
    struct hcn_watch *w = context;
    struct hcn_event *place = call_append(&w->memory, &w->present, &w->count, sizeof *place);

    if (!place)
        return false;
    place->type = HCN_EVENT_PRESENT;
    place->object = 1U << kind;
    place->id = *id;
    place->document = call_text(&w->memory, json, length);
    return place->document != NULL;
}

/* What waits already and is in the snapshot too is passed over by its number. */
static bool survey(struct hcn_call *c, struct hcn_watch *w)
{
    struct backend *b = w->service->backend;

    call_end(&w->memory);
    w->memory = (struct hcn_call){ 0 };
    w->present = NULL;
    w->count = w->told = 0;
    w->ready = false;
    return b->kind->snapshot(c, b, w->kinds, &w->sequence, add_present, w) ||
           (failed(&w->memory) && fail_as(c, &w->memory));
}

/* ---- the reader's side ------------------------------------------------------------------- */

static struct hcn_event *copy(struct hcn_call *c, const struct hcn_event *from)
{
    struct hcn_event *event = call_copy(c, from, sizeof *from);

    if (event && from->document)
        event->document = call_text(c, from->document, strlen(from->document));
    return failed(c) ? NULL : event;
}

static struct hcn_event *plain(struct hcn_call *c, const struct hcn_watch *w,
                               enum hcn_event_type type)
{
    const struct hcn_event event = { .type = type, .sequence = w->sequence };

    return copy(c, &event);
}

static struct hcn_event *translate(struct hcn_call *c, const struct event *e)
{
    static const enum hcn_event_type types[] = {
        [EVENT_CREATED] = HCN_EVENT_CREATED,   [EVENT_MODIFIED] = HCN_EVENT_MODIFIED,
        [EVENT_DELETED] = HCN_EVENT_DELETED,   [EVENT_ATTACHED] = HCN_EVENT_ATTACHED,
        [EVENT_DETACHED] = HCN_EVENT_DETACHED,
    };
    const struct hcn_event event = { .type = types[e->change],
                                     .object = 1U << e->kind,
                                     .id = e->id,
                                     .network = e->network,
                                     .sequence = e->sequence,
                                     .flags = e->flags,
                                     .state = e->state };

    return copy(c, &event);
}

/* The next that waits, passing over what the snapshot has. Lowers the signal when it is the last.
 */
static bool pop(struct hcn_watch *w, struct event *out)
{
    struct waiting *q = &w->waiting;
    bool found = false;

    while (q->count && !found) {
        *out = q->at[q->first];
        q->first = (q->first + 1) % q->room;
        q->count--;
        found = out->sequence > w->sequence;
    }
    if (!q->count && !w->lost && !w->gone)
        os_signal_lower(&w->signal);
    return found;
}

/* What the other side left: an event, or that there will be no more, or that some are lost. */
static bool take(struct hcn_watch *w, struct event *out, bool *gone)
{
    bool found;

    os_lock(&w->mutex);
    found = pop(w, out);
    *gone = !found && w->gone;
    os_unlock(&w->mutex);
    return found;
}

static bool take_loss(struct hcn_watch *w)
{
    bool lost;

    os_lock(&w->mutex);
    lost = w->lost;
    w->lost = false;
    os_unlock(&w->mutex);
    return lost;
}

static struct hcn_event *next_of_snapshot(struct hcn_call *c, struct hcn_watch *w)
{
    if (w->resync) {
        w->resync = false;
        return plain(c, w, HCN_EVENT_RESYNC);
    }
    if (w->told < w->count)
        return copy(c, &w->present[w->told++]);
    w->ready = true;
    return plain(c, w, HCN_EVENT_READY);
}

static struct hcn_event *next_event(struct hcn_call *c, struct hcn_watch *w, bool *gone)
{
    struct event e = { 0 };

    *gone = false;
    if (take_loss(w)) {
        w->resync = true;
        if (!survey(c, w)) {
            hear(w, NOTICE_LOST, NULL); /* still */
            return NULL;
        }
    }
    if (!w->ready)
        return next_of_snapshot(c, w);
    return take(w, &e, gone) ? translate(c, &e) : NULL;
}

const struct hcn_event *hcn_watch_next(struct hcn_call *call, struct hcn_watch *watch,
                                       uint32_t milliseconds)
{
    struct hcn_event *event;
    bool gone;

    if (!call_ready(call))
        return NULL;
    if (!watch) {
        fail(call, E_HANDLE, "no watch was given");
        return NULL;
    }
    if (!service_ready(call, watch->service))
        return NULL;
    event = next_event(call, watch, &gone);
    if (!event && !failed(call) && !gone && milliseconds) {
        os_signal_wait(&watch->signal, milliseconds);
        event = next_event(call, watch, &gone);
    }
    if (gone)
        fail(call, HCN_WIN32_SERVER_UNAVAILABLE, "the service's state is no more");
    return event;
}

hcn_waitable hcn_watch_descriptor(const struct hcn_watch *watch)
{
    return (hcn_waitable)(watch ? watch->signal.descriptor : -1);
}

const char *hcn_event_word(enum hcn_event_type type)
{
    static const char *const words[] = {
        [HCN_EVENT_PRESENT] = "present",   [HCN_EVENT_READY] = "ready",
        [HCN_EVENT_CREATED] = "created",   [HCN_EVENT_MODIFIED] = "modified",
        [HCN_EVENT_DELETED] = "deleted",   [HCN_EVENT_ATTACHED] = "attached",
        [HCN_EVENT_DETACHED] = "detached", [HCN_EVENT_RESYNC] = "resync",
    };

    return (size_t)type < COUNT(words) ? words[type] : NULL;
}

/* ---- opening ----------------------------------------------------------------------------- */

static bool open_parts(struct hcn_call *c, struct hcn_watch *w)
{
    struct backend *b = w->service->backend;

    if (!b->kind->subscribe)
        return fail(c, E_NOTIMPL, "this service cannot be watched");
    if (!os_mutex_open(&w->mutex) || !os_signal_open(&w->signal))
        return fail(c, E_OUTOFMEMORY, "out of memory, or of descriptors");
    os_signal_raise(&w->signal); /* there is a snapshot to tell */
    return b->kind->subscribe(c, b, hear, w, &w->subscription) && survey(c, w);
}

struct hcn_watch *hcn_watch_open(struct hcn_call *call, struct hcn_service *service,
                                 uint32_t objects)
{
    struct hcn_watch *w;

    if (!service_ready(call, service))
        return NULL;
    if (!objects || objects & ~(uint32_t)HCN_OBJECT_ALL) {
        fail(call, E_INVALIDARG, "objects: expected bits of enum hcn_object, found 0x%x",
             (unsigned)objects);
        return NULL;
    }
    w = memory_new(sizeof *w);
    if (!w) {
        fail(call, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    *w = (struct hcn_watch){ .service = service, .kinds = objects, .signal = { -1 } };
    if (open_parts(call, w))
        return w;
    hcn_watch_close(w);
    return NULL;
}

void hcn_watch_close(struct hcn_watch *watch)
{
    if (!watch)
        return;
    if (watch->subscription)
        watch->service->backend->kind->unsubscribe(watch->service->backend, watch->subscription);
    call_end(&watch->memory);
    memory_free(watch->waiting.at);
    os_signal_close(&watch->signal);
    os_mutex_close(&watch->mutex);
    memory_free(watch);
}
