/*
 * reserve.c - ports that guest network services keep for themselves on the host.
 *
 * A reservation lives as long as its handle: each owns a byte of a lock file, so that a row whose
 * byte nobody has locked belongs to a process that died, and counts no more.
 */
#include "base/memory.h"
#include "base/os_file.h"
#include "engine/inside.h"
#include "engine/publish.h"

enum { DYNAMIC_FIRST = 49152, DYNAMIC_LAST = 65535 }; /* RFC 6335 */

struct reservation {
    uint64_t number;
    struct os_lock_file lock; /* holds the byte of that number */
};

/* ---- the lock file ----------------------------------------------------------------------- */

/* A store in memory has one process, and no lock: what is there lives. */
static bool open_lock(struct hcn_call *c, const struct store *s, struct os_lock_file *out)
{
    const char *directory = store_directory(s), *path;

    *out = (struct os_lock_file){ -1 };
    if (!directory)
        return true;
    path = call_format(c, "%s/reservations.lock", directory);
    return path && os_lock_open(c, path, out);
}

bool reserved_ports(struct hcn_call *c, struct store *s, struct port_rows *out)
{
    struct os_lock_file probe;
    struct port_rows all;
    size_t live = 0;
    bool ok;

    *out = (struct port_rows){ 0 };
    if (!store_ports(c, s, &all) || !all.count)
        return !failed(c);
    ok = open_lock(c, s, &probe);
    for (size_t i = 0; ok && i < all.count; i++) {
        if (probe.file < 0 || os_lock_held(&probe, all.at[i].number))
            all.at[live++] = all.at[i];
        else
            ok = store_drop_ports(c, s, all.at[i].number);
    }
    os_lock_close(&probe);
    *out = (struct port_rows){ all.at, live };
    return ok;
}

/* ---- conflicts --------------------------------------------------------------------------- */

static bool overlaps(const struct port_row *row, const struct port_range *asked)
{
    return row->protocol & asked->protocol && row->first <= asked->last &&
           row->last >= asked->first &&
           !(row->access == PORT_SHARED && asked->access == PORT_SHARED);
}

const struct port_row *reserved_overlap(const struct port_rows *rows,
                                        const struct port_range *asked)
{
    for (size_t i = 0; i < rows->count; i++)
        if (overlaps(&rows->at[i], asked))
            return &rows->at[i];
    return NULL;
}

static bool check_free(struct hcn_call *c, struct store *s, const struct port_rows *rows,
                       const struct port_range *asked)
{
    const struct port_row *row = reserved_overlap(rows, asked);
    struct holder holder;
    uint16_t port;

    if (row)
        return fail(c, HCN_E_PORT_ALREADY_EXISTS,
                    "ports %u to %u are reserved by guest network service %s", row->first,
                    row->last, guid_text(&row->guest).s);
    if (!published_find(c, s, asked, &port, &holder))
        return false;
    return !port || fail(c, HCN_E_PORT_ALREADY_EXISTS, "port %u is published by %s %s", port,
                         kind_row(holder.kind)->word, guid_text(&holder.id).s);
}

/* ---- reserving --------------------------------------------------------------------------- */

static bool check_asked(struct hcn_call *c, struct store *s, const struct port_range *asked)
{
    struct object guest;
    bool found;

    if (asked->protocol < PORT_TCP || asked->protocol > PORT_BOTH)
        return fail(c, E_INVALIDARG, "protocol: expected 1 (TCP), 2 (UDP) or 3 (both), found %u",
                    asked->protocol);
    if (asked->access != PORT_EXCLUSIVE && asked->access != PORT_SHARED)
        return fail(c, E_INVALIDARG, "access: expected 1 (exclusive) or 2 (shared), found %u",
                    asked->access);
    if (!asked->first || asked->last < asked->first)
        return fail(c, E_INVALIDARG, "port: expected 1 to 65535, found %u", asked->first);
    if (!store_get(c, s, KIND_GUEST_SERVICE, &asked->guest, &guest, &found))
        return false;
    return found || kind_not_found(c, KIND_GUEST_SERVICE, &asked->guest);
}

/* The byte is locked before anybody can see the row. */
static bool take(struct hcn_call *c, struct store *s, const struct port_range *asked,
                 struct reservation *r)
{
    struct port_row row = { .guest = asked->guest,
                            .protocol = asked->protocol,
                            .access = asked->access,
                            .first = asked->first,
                            .last = asked->last };

    if (!open_lock(c, s, &r->lock) || !store_add_ports(c, s, &row))
        return false;
    r->number = row.number;
    if (r->lock.file >= 0 && !os_lock_byte(&r->lock, r->number))
        return fail(c, E_FAIL, "reservations.lock: a byte that nobody should have is locked");
    return store_commit(c, s);
}

static void free_reservation(struct reservation *r)
{
    os_lock_close(&r->lock);
    memory_free(r);
}

static bool reserve(struct hcn_call *c, struct store *s, const struct port_range *asked,
                    struct reservation **out)
{
    struct reservation *r = memory_new(sizeof *r);

    if (!r)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *r = (struct reservation){ .lock = { -1 } };
    if (take(c, s, asked, r)) {
        *out = r;
        return true;
    }
    free_reservation(r);
    return false;
}

static bool reserve_ports(struct hcn_call *c, struct store *s, const struct port_range *asked,
                          struct reservation **out)
{
    struct port_rows rows;

    return check_asked(c, s, asked) && reserved_ports(c, s, &rows) &&
           check_free(c, s, &rows, asked) && reserve(c, s, asked, out);
}

/* Where the search goes on behind what is in the way; false: nothing is. */
static bool skip(struct hcn_call *c, struct store *s, const struct port_rows *rows,
                 const struct port_range *r, uint32_t *next)
{
    const struct port_row *row = reserved_overlap(rows, r);
    struct holder holder;
    uint16_t port = 0;

    if (row)
        *next = (uint32_t)row->last + 1;
    else if (published_find(c, s, r, &port, &holder) && port)
        *next = (uint32_t)port + 1;
    return row || port;
}

static bool reserve_any(struct hcn_call *c, struct store *s, const struct hcn_guid *guest,
                        uint16_t count, struct port_range *range, struct reservation **out)
{
    struct port_rows rows;
    uint32_t first = DYNAMIC_FIRST;

    *range = (struct port_range){ *guest, PORT_BOTH, PORT_EXCLUSIVE, DYNAMIC_FIRST, DYNAMIC_FIRST };
    if (!check_asked(c, s, range) || !reserved_ports(c, s, &rows))
        return false;
    do {
        if (first + count > DYNAMIC_LAST)
            return fail(c, HCN_E_PORT_ALREADY_EXISTS,
                        "there are no %u free ports in a row between %d and %d", count + 1u,
                        DYNAMIC_FIRST, DYNAMIC_LAST);
        range->first = (uint16_t)first;
        range->last = (uint16_t)(first + count);
    } while (skip(c, s, &rows, range, &first));
    return !failed(c) && reserve(c, s, range, out);
}

static bool reserve_list(struct hcn_call *c, struct store *s, struct port_ranges *out)
{
    struct port_rows rows;

    *out = (struct port_ranges){ 0 };
    if (!reserved_ports(c, s, &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct port_row *row = &rows.at[i];
        struct port_range *place = call_append(c, &out->at, &out->count, sizeof *place);

        if (!place)
            return false;
        *place =
            (struct port_range){ row->guest, row->protocol, row->access, row->first, row->last };
    }
    return store_commit(c, s);
}

/* ---- the engine's part -------------------------------------------------------------------- */

bool engine_reserve(struct hcn_call *c, struct engine *e, const struct port_range *asked,
                    struct reservation **out)
{
    bool ok;

    if (!engine_enter(c, e))
        return false;
    ok = store_write(c, e->store) && reserve_ports(c, e->store, asked, out);
    engine_leave(e);
    return ok;
}

bool engine_reserve_any(struct hcn_call *c, struct engine *e, const struct hcn_guid *guest,
                        uint16_t count, struct port_range *range, struct reservation **out)
{
    bool ok;

    if (!engine_enter(c, e))
        return false;
    ok = store_write(c, e->store) && reserve_any(c, e->store, guest, count, range, out);
    engine_leave(e);
    return ok;
}

/* Even when the row cannot be removed, its byte is unlocked, and it counts no more. */
void engine_release(struct engine *e, struct reservation *r)
{
    struct hcn_call c = { 0 };

    if (!r)
        return;
    if (engine_enter(&c, e)) {
        (void)(store_write(&c, e->store) && store_drop_ports(&c, e->store, r->number) &&
               store_commit(&c, e->store));
        engine_leave(e);
    }
    call_end(&c);
    free_reservation(r);
}

bool engine_reservations(struct hcn_call *c, struct engine *e, struct port_ranges *out)
{
    bool ok;

    if (!engine_enter(c, e))
        return false;
    ok = store_write(c, e->store) && reserve_list(c, e->store, out);
    engine_leave(e);
    return ok;
}
