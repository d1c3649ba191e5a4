/* ports.c - reserving, and telling what is reserved. */
#include "abi/ports.h"

#include <string.h>

#include "abi/given.h"
#include "abi/turn.h"

_Static_assert(sizeof(HCN_PORT_RANGE_ENTRY) == 64, "a reservation's layout is not that of Windows");
_Static_assert(offsetof(HCN_PORT_RANGE_ENTRY, Priority) == 40, "Priority is in another place");
_Static_assert(offsetof(HCN_PORT_RANGE_ENTRY, EndingPort) == 62, "EndingPort is in another place");
_Static_assert(sizeof(HCN_PORT_RANGE_RESERVATION) == 4, "a range's layout is not that of Windows");

static void release(struct held *h, uint32_t kind)
{
    struct backend *b = h->service->backend;

    (void)kind;
    b->kind->release(&(struct hcn_call){ 0 }, b, h->raw);
}

static bool can(struct turn *t)
{
    return t->service->backend->kind->reserve ||
           fail(&t->call, E_NOTIMPL, "this service reserves no ports");
}

/* The turn holds the guest network service. */
static bool reserve(struct turn *t, struct port_range *asked, uint16_t count, void **out)
{
    struct backend *b = t->service->backend;
    struct holding room;

    if (!can(t) || !handle_reserve(&t->call, HANDLE_PORTS, &room))
        return false;
    asked->guest = t->holding.held.id;
    if (!b->kind->reserve(&t->call, b, asked, count, &room.held.raw)) {
        handle_abandon(&room);
        return false;
    }
    service_share(t->service);
    room.held.service = t->service;
    room.held.release = release;
    *out = handle_publish(&room);
    return true;
}

int32_t abi_reserve_port(const void *guest, uint32_t protocol, uint32_t access, uint16_t port,
                         void **out)
{
    struct port_range asked = {
        .protocol = protocol, .access = access, .first = port, .last = port
    };
    struct turn t;

    turn_begin(&t, NULL);
    turn_out(&t, "PortReservationHandle", out);
    if (!port)
        fail(&t.call, E_INVALIDARG, "Port: expected 1 to 65535, found 0");
    if (turn_hold(&t, KIND_GUEST_SERVICE, guest))
        reserve(&t, &asked, 0, out);
    return turn_end(&t);
}

int32_t abi_reserve_range(const void *guest, uint16_t count, HCN_PORT_RANGE_RESERVATION *range,
                          void **out)
{
    struct port_range any = { .first = 0 };
    struct turn t;

    turn_begin(&t, NULL);
    turn_out(&t, "PortReservationHandle", out);
    turn_clear(&t, "PortRangeReservation", range, sizeof *range);
    if (turn_hold(&t, KIND_GUEST_SERVICE, guest) && reserve(&t, &any, count, out))
        *range = (HCN_PORT_RANGE_RESERVATION){ any.first, any.last };
    return turn_end(&t);
}

static HCN_PORT_RANGE_ENTRY entry_of(const struct port_range *r)
{
    HCN_PORT_RANGE_ENTRY entry = { .Protocol = (HCN_PORT_PROTOCOL)r->protocol,
                                   .SharingFlags = r->access,
                                   .StartingPort = r->first,
                                   .EndingPort = r->last };

    memcpy(&entry.OwningPartitionId, &r->guest, sizeof r->guest);
    return entry;
}

static void give(struct turn *t, const struct port_ranges *all, ULONG *count,
                 HCN_PORT_RANGE_ENTRY **out)
{
    HCN_PORT_RANGE_ENTRY *entries = all->count ? given_new(all->count * sizeof *entries) : NULL;

    if (all->count && !entries) {
        fail(&t->call, E_OUTOFMEMORY, "out of memory");
        return;
    }
    for (size_t i = 0; i < all->count; i++)
        entries[i] = entry_of(&all->at[i]);
    *count = (ULONG)all->count;
    *out = entries;
}

int32_t abi_reservations(ULONG *count, HCN_PORT_RANGE_ENTRY **out)
{
    struct port_ranges all = { 0 };
    struct backend *b;
    struct turn t;

    turn_begin(&t, NULL);
    turn_out(&t, "PortEntries", out);
    turn_clear(&t, "ReturnCount", count, sizeof *count);
    if (turn_enter(&t) && can(&t)) {
        b = t.service->backend;
        if (b->kind->reservations(&t.call, b, &all))
            give(&t, &all, count, out);
    }
    return turn_end(&t);
}

void abi_free(void *given)
{
    given_free(given);
}
