/* handles.c - a table of slots, each with the number of the handle that stands there now. */
#include "abi/handles.h"

#include "base/memory.h"
#include "base/os.h"

struct slot {
    uintptr_t generation; /* goes up whenever a handle ends */
    uint32_t kind;
    unsigned users; /* the handle itself, and calls; 0: the slot is free */
    bool live;
    long process;
    struct held held;
    size_t next_free; /* place */
};

/*
 * A handle is a generation, a place from 0, and three zero bits, as a pointer has them. No
 * generation is 0.
 */
enum { ZERO_BITS = 3, PLACE_BITS = sizeof(void *) < 8 ? 16 : 24 };

#define PLACE_MASK      (((uintptr_t)1 << PLACE_BITS) - 1)
#define LAST_GENERATION (UINTPTR_MAX >> (PLACE_BITS + ZERO_BITS))

/* All under the lock of the process. */
static struct {
    struct slot *at;
    size_t count, room;
    size_t free; /* place of the first, from 1; 0: none */
    size_t live;
} table;

static const char *kind_word(uint32_t kind)
{
    static const char *const words[] = {
        [HANDLE_SERVICE_CALLBACK - KINDS] = "callback of the service",
        [HANDLE_NETWORK_CALLBACK - KINDS] = "callback of a network",
        [HANDLE_GUEST_SERVICE_CALLBACK - KINDS] = "callback of a guest network service",
        [HANDLE_PORTS - KINDS] = "port reservation",
    };

    return kind < KINDS ? kind_row(kind)->word : words[kind - KINDS];
}

/* ---- room -------------------------------------------------------------------------------- */

static bool grow(void)
{
    const size_t room = table.room ? 2 * table.room : 64;
    struct slot *larger;

    if (room > PLACE_MASK + 1)
        return false;
    larger = memory_resize(table.at, room * sizeof *larger);
    if (!larger)
        return false;
    table.at = larger;
    table.room = room;
    return true;
}

/* The place of a free slot; 0: there is none. */
static size_t take_free(void)
{
    size_t place = table.free;

    if (place) {
        table.free = table.at[place - 1].next_free;
        return place;
    }
    if (table.count == table.room && !grow())
        return 0;
    table.at[table.count] = (struct slot){ .generation = 1 };
    return ++table.count;
}

bool handle_reserve(struct hcn_call *c, uint32_t kind, struct holding *out)
{
    *out = (struct holding){ 0 };
    os_lock_process();
    out->place = take_free();
    if (out->place) {
        struct slot *s = &table.at[out->place - 1];

        s->kind = kind;
        s->users = 1;
        s->live = false;
        s->process = os_process();
    }
    os_unlock_process();
    return out->place || fail(c, E_OUTOFMEMORY, "out of memory, or of handles");
}

void *handle_publish(const struct holding *h)
{
    const size_t place = h->place - 1;
    uintptr_t number;

    os_lock_process();
    table.at[place].held = h->held;
    table.at[place].live = true;
    table.live++;
    number = (table.at[place].generation << PLACE_BITS | place) << ZERO_BITS;
    os_unlock_process();
    return (void *)number;
}

/* ---- using ------------------------------------------------------------------------------- */

/* Gives a use back; true when that was the last: then `last` has to be released. */
static bool give_back(size_t place, uint32_t *kind, struct held *last)
{
    struct slot *s = &table.at[place - 1];

    if (--s->users)
        return false;
    *last = s->held;
    *kind = s->kind;
    s->held = (struct held){ 0 };
    s->next_free = table.free;
    table.free = place;
    return true;
}

void handle_drop(const struct holding *h)
{
    struct held last = { 0 };
    uint32_t kind = 0;

    if (!h->place)
        return;
    os_lock_process();
    give_back(h->place, &kind, &last);
    os_unlock_process();
    if (last.release)
        last.release(&last, kind);
    service_leave(last.service);
}

void handle_abandon(const struct holding *h)
{
    handle_drop(h);
}

/* The place of a live handle; 0: it is none. */
static size_t find(uint32_t kind, const void *handle)
{
    const uintptr_t number = (uintptr_t)handle;
    const size_t place = number >> ZERO_BITS & PLACE_MASK;
    const struct slot *s;

    if (number & ((1U << ZERO_BITS) - 1) || place >= table.count)
        return 0;
    s = &table.at[place];
    if (!s->live || s->kind != kind || s->generation != number >> (PLACE_BITS + ZERO_BITS))
        return 0;
    return s->process == os_process() ? place + 1 : 0;
}

static bool refuse(struct hcn_call *c, uint32_t kind)
{
    return fail(c, E_HANDLE, "the handle is closed, or not one of this process for a %s",
                kind_word(kind));
}

bool handle_hold(struct hcn_call *c, uint32_t kind, const void *handle, struct holding *out)
{
    *out = (struct holding){ 0 };
    os_lock_process();
    out->place = find(kind, handle);
    if (out->place) {
        table.at[out->place - 1].users++;
        out->held = table.at[out->place - 1].held;
    }
    os_unlock_process();
    return out->place || refuse(c, kind);
}

bool handle_end(struct hcn_call *c, uint32_t kind, const void *handle)
{
    struct holding own = { 0 };

    os_lock_process();
    own.place = find(kind, handle);
    if (own.place) {
        struct slot *s = &table.at[own.place - 1];

        s->live = false;
        s->generation = s->generation == LAST_GENERATION ? 1 : s->generation + 1;
        table.live--;
    }
    os_unlock_process();
    handle_drop(&own); /* the use that the handle itself is */
    return own.place || refuse(c, kind);
}

size_t handle_count(void)
{
    size_t live;

    os_lock_process();
    live = table.live;
    os_unlock_process();
    return live;
}
