/* windows_ports.c - ports that the system's DLL reserves. */
#include "backend/windows.h"

#include <string.h>

#include "backend/each.h"
#include "backend/record.h"
#include "base/memory.h"

typedef HRESULT WINAPI reserve_fn(void *guest, HCN_PORT_PROTOCOL protocol, HCN_PORT_ACCESS access,
                                  USHORT port, HANDLE *out);
typedef HRESULT WINAPI reserve_range_fn(void *guest, USHORT count,
                                        HCN_PORT_RANGE_RESERVATION *range, HANDLE *out);
typedef HRESULT WINAPI release_fn(HANDLE reservation);
typedef HRESULT WINAPI list_fn(ULONG *count, HCN_PORT_RANGE_ENTRY **entries);
typedef void WINAPI free_fn(HCN_PORT_RANGE_ENTRY *entries);

/* Nobody says that it outlives the handle of its guest service, so that is kept. */
struct held {
    HANDLE reservation;
    void *guest;
};

static HRESULT reserve_one(struct windows *w, const struct port_range *asked, struct held *h)
{
    reserve_fn *f = (reserve_fn *)w->extras[RESERVE_PORT];

    return f(h->guest, (HCN_PORT_PROTOCOL)asked->protocol, (HCN_PORT_ACCESS)asked->access,
             asked->first, &h->reservation);
}

static HRESULT reserve_range(struct windows *w, struct port_range *asked, uint16_t count,
                             struct held *h)
{
    reserve_range_fn *f = (reserve_range_fn *)w->extras[RESERVE_RANGE];
    HCN_PORT_RANGE_RESERVATION range = { 0, 0 };
    HRESULT result = f(h->guest, count, &range, &h->reservation);

    asked->protocol = PORT_BOTH;
    asked->access = PORT_EXCLUSIVE;
    asked->first = range.startingPort;
    asked->last = range.endingPort;
    return result;
}

static bool reserve(struct hcn_call *c, struct windows *w, struct port_range *asked, uint16_t count,
                    struct held *h)
{
    const bool one = asked->first != 0;
    const enum windows_extra which = one ? RESERVE_PORT : RESERVE_RANGE;
    HRESULT result;

    if (!windows_has(c, w, which) || !windows_has(c, w, RELEASE_PORTS))
        return false;
    result = one ? reserve_one(w, asked, h) : reserve_range(w, asked, count, h);
    return error_record_take(c, windows_extra_name(which), result, NULL);
}

bool windows_reserve(struct hcn_call *c, struct backend *b, struct port_range *asked,
                     uint16_t count, void **out)
{
    const struct request open = { .kind = KIND_GUEST_SERVICE,
                                  .verb = VERB_OPEN,
                                  .id = asked->guest };
    struct held *h = memory_new(sizeof *h);

    if (!h)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *h = (struct held){ NULL, NULL };
    *out = h;
    if (b->kind->ask(c, b, &open, &h->guest, &(struct reply){ 0 })) {
        if (reserve(c, (struct windows *)b, asked, count, h))
            return true;
        backend_close_raw(b, KIND_GUEST_SERVICE, &h->guest);
    }
    memory_free(h);
    return false;
}

void windows_release(struct hcn_call *c, struct backend *b, void *reservation)
{
    const struct windows *w = (struct windows *)b;
    struct held *h = reservation;

    (void)c;
    ((release_fn *)w->extras[RELEASE_PORTS])(h->reservation);
    backend_close_raw(b, KIND_GUEST_SERVICE, &h->guest);
    memory_free(h);
}

static bool add(struct hcn_call *c, const HCN_PORT_RANGE_ENTRY *e, struct port_ranges *out)
{
    struct port_range *place = call_append(c, &out->at, &out->count, sizeof *place);

    if (!place)
        return false;
    *place = (struct port_range){
        .protocol = (uint32_t)e->Protocol,
        .access = e->SharingFlags == PORT_SHARED ? PORT_SHARED : PORT_EXCLUSIVE,
        .first = e->StartingPort,
        .last = e->EndingPort,
    };
    memcpy(&place->guest, &e->OwningPartitionId, sizeof place->guest); /* laid out as a GUID is */
    return true;
}

bool windows_reservations(struct hcn_call *c, struct backend *b, struct port_ranges *out)
{
    const struct windows *w = (struct windows *)b;
    HCN_PORT_RANGE_ENTRY *entries = NULL;
    ULONG count = 0;
    HRESULT result;

    if (!windows_has(c, w, LIST_PORTS) || !windows_has(c, w, FREE_PORTS))
        return false;
    result = ((list_fn *)w->extras[LIST_PORTS])(&count, &entries);
    for (ULONG i = 0; result >= 0 && entries && i < count && !failed(c); i++)
        add(c, &entries[i], out);
    ((free_fn *)w->extras[FREE_PORTS])(entries);
    return !failed(c) && error_record_take(c, windows_extra_name(LIST_PORTS), result, NULL);
}
