/* port.c - ports that guest network services reserve. */
#include <hcn/guest_service.h>

#include "base/memory.h"
#include "client/handle.h"

struct hcn_port_reservation {
    struct hcn_service *service;
    uint32_t timeout; /* of the call that made it */
    void *held;       /* the backend's own */
};

static struct hcn_port_range range_of(const struct port_range *from)
{
    return (struct hcn_port_range){ from->guest, (enum hcn_port_protocol)from->protocol,
                                    (enum hcn_port_access)from->access, from->first, from->last };
}

static bool ready(struct hcn_call *c, struct hcn_guest_service *guest)
{
    const struct handle *h = (const struct handle *)guest;

    if (!call_ready(c))
        return false;
    if (!h)
        return fail(c, E_HANDLE, "no handle was given");
    if (!service_ready(c, h->service))
        return false;
    return h->service->backend->kind->reserve ||
           fail(c, E_NOTIMPL, "this service reserves no ports");
}

/* Room for the reservation is made first: what was reserved must not be lost for want of it. */
static struct hcn_port_reservation *reserve(struct hcn_call *c, struct hcn_guest_service *guest,
                                            struct port_range *asked, uint16_t count)
{
    const struct handle *h = (const struct handle *)guest;
    struct backend *b = h->service->backend;
    struct hcn_port_reservation *r = memory_new(sizeof *r);

    if (!r) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    *r = (struct hcn_port_reservation){ .service = h->service, .timeout = c->timeout };
    asked->guest = h->id;
    if (b->kind->reserve(c, b, asked, count, &r->held))
        return r;
    memory_free(r);
    return NULL;
}

struct hcn_port_reservation *hcn_port_reserve(struct hcn_call *call,
                                              struct hcn_guest_service *guest,
                                              enum hcn_port_protocol protocol,
                                              enum hcn_port_access access, uint16_t port)
{
    struct port_range asked = {
        .protocol = protocol, .access = access, .first = port, .last = port
    };

    if (!ready(call, guest))
        return NULL;
    if (!port) {
        fail(call, E_INVALIDARG, "port: expected 1 to 65535, found 0");
        return NULL;
    }
    return reserve(call, guest, &asked, 0);
}

struct hcn_port_reservation *hcn_port_reserve_range(struct hcn_call *call,
                                                    struct hcn_guest_service *guest, uint16_t count,
                                                    struct hcn_port_range *range)
{
    struct hcn_port_reservation *r;
    struct port_range any = { .first = 0 };

    if (!ready(call, guest))
        return NULL;
    if (!range) {
        fail(call, E_INVALIDARG, "no room for the range was given");
        return NULL;
    }
    r = reserve(call, guest, &any, count);
    *range = range_of(&any);
    return r;
}

void hcn_port_release(struct hcn_port_reservation *reservation)
{
    struct hcn_call aside = { 0 };
    struct backend *b;

    if (!reservation)
        return;
    aside.timeout = reservation->timeout;
    b = reservation->service->backend;
    b->kind->release(&aside, b, reservation->held);
    call_end(&aside);
    memory_free(reservation);
}

bool hcn_port_list(struct hcn_call *call, struct hcn_service *service,
                   struct hcn_port_range_list *out)
{
    struct port_ranges all = { 0 };

    if (out)
        *out = (struct hcn_port_range_list){ NULL, 0 };
    if (!service_ready(call, service))
        return false;
    if (!out)
        return fail(call, E_INVALIDARG, "no room for a list was given");
    if (!service->backend->kind->reservations)
        return fail(call, E_NOTIMPL, "this service reserves no ports");
    if (!service->backend->kind->reservations(call, service->backend, &all))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        struct hcn_port_range *place = call_append(call, &out->at, &out->count, sizeof *place);

        if (!place)
            return false;
        *place = range_of(&all.at[i]);
    }
    return true;
}
