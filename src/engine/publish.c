/* publish.c - claiming, choosing and finding published ports. */
#include "engine/publish.h"

#include <string.h>

#include <hcn/settings.h>

#include "base/text.h"
#include "engine/claims.h"
#include "engine/objects.h"

enum { DYNAMIC_FIRST = 49152, DYNAMIC_LAST = 65535 };

static const struct ip everywhere;
static const struct holder nobody;

struct ip published_address(const char *text)
{
    static const uint8_t zero[sizeof everywhere.bytes];
    struct ip ip = { 0 };

    if (text_empty(text) || !ip_parse(text, &ip) || !memcmp(ip.bytes, zero, sizeof zero))
        return everywhere;
    return ip;
}

static struct claim claim_of(const struct published *p, uint16_t port, const struct holder *holder)
{
    return claim_port(&p->ip, p->protocol, port, holder);
}

bool publishing_begin(struct work *w, const struct holder *publisher, struct publishing *out)
{
    const uint64_t count = DYNAMIC_LAST - DYNAMIC_FIRST + 1;

    *out = (struct publishing){ .work = w, .publisher = *publisher };
    out->next = (uint16_t)(DYNAMIC_FIRST + spread(&publisher->id) % count);
    return reserved_ports(w->call, w->store, &out->reserved);
}

/* ---- reservations ------------------------------------------------------------------------- */

static uint32_t port_protocol(uint8_t protocol)
{
    if (protocol == HCN_PROTOCOL_TCP)
        return PORT_TCP;
    return protocol == HCN_PROTOCOL_UDP ? PORT_UDP : 0;
}

/* A frontend of a load balancer is no address of the host. */
static bool is_of_host(uint32_t publisher, const struct ip *ip)
{
    return publisher != KIND_LOAD_BALANCER || !ip->family;
}

static const struct port_row *find_reserved(const struct publishing *p,
                                            const struct published *what, uint16_t port)
{
    const struct port_range asked = { .protocol = port_protocol(what->protocol),
                                      .access = PORT_EXCLUSIVE,
                                      .first = port,
                                      .last = port };

    return is_of_host(p->publisher.kind, &what->ip) ? reserved_overlap(&p->reserved, &asked) : NULL;
}

/* ---- taking ------------------------------------------------------------------------------- */

static const char *port_title(struct hcn_call *c, const struct published *what)
{
    const char *word = what->protocol == HCN_PROTOCOL_TCP ? "TCP port" : "UDP port", *title;
    char of[IP_TEXT] = "";

    if (what->ip.family)
        ip_print(&what->ip, of);
    if (port_protocol(what->protocol))
        title = call_format(c, "%s %u%s%s", word, what->port, *of ? " of " : "", of);
    else
        title = call_format(c, "protocol %u%s%s", what->protocol, *of ? " of " : "", of);
    return title ? title : word;
}

static const char *publisher_title(struct publishing *p, const struct holder *holder)
{
    if (!holder_equal(holder, &p->publisher))
        return object_title(p->work, holder->kind, &holder->id);
    return holder->kind == KIND_ENDPOINT ? "another policy of the endpoint"
                                         : "another mapping of the load balancer";
}

bool publishing_take(struct publishing *p, const struct published *what, const struct place *where)
{
    const struct claim claim = claim_of(what, what->port, &p->publisher);
    const struct port_row *row = find_reserved(p, what, what->port);
    struct hcn_call *c = p->work->call;
    struct holder held;
    bool found;

    if (row)
        return fail(c, HCN_E_PORT_ALREADY_EXISTS, "%s: %s is reserved by guest network service %s",
                    where->text, port_title(c, what), guid_text(&row->guest).s);
    if (!store_claimed(c, p->work->store, &claim, &held, &found))
        return false;
    if (!found)
        return work_claim(p->work, &claim, &held);
    return fail(c, HCN_E_PORT_ALREADY_EXISTS, "%s: %s is published by %s", where->text,
                port_title(c, what), publisher_title(p, &held));
}

/* ---- choosing ----------------------------------------------------------------------------- */

/* A port from `first` to `last` that is neither published nor reserved. */
static bool find_free(struct publishing *p, struct published *what, uint32_t first, uint32_t last,
                      bool *found)
{
    const struct port_row *row;

    for (*found = true; *found && first <= last; first = (uint32_t)row->last + 1) {
        struct claim_range range = { claim_of(what, (uint16_t)first, &nobody),
                                     claim_of(what, (uint16_t)last, &nobody), 0 };
        struct claim free;

        range.digits = range.first.length;
        if (!store_claim_free(p->work->call, p->work->store, &range, &free, found))
            return false;
        what->port = claimed_port(&free);
        row = *found ? find_reserved(p, what, what->port) : NULL;
        if (!row)
            return true;
    }
    *found = false;
    return true;
}

bool publishing_choose(struct publishing *p, struct published *what, const struct place *where)
{
    bool found;

    if (!find_free(p, what, p->next, DYNAMIC_LAST, &found) ||
        (!found && !find_free(p, what, DYNAMIC_FIRST, p->next - 1u, &found)))
        return false;
    if (!found)
        return fail(p->work->call, HCN_E_PORT_ALREADY_EXISTS,
                    "%s: every port of the dynamic range is taken", where->text);
    p->next = what->port < DYNAMIC_LAST ? (uint16_t)(what->port + 1) : DYNAMIC_FIRST;
    return true;
}

/* ---- finding ------------------------------------------------------------------------------ */

/* One protocol of one address; the host's are those that count. */
static bool find_at(struct hcn_call *c, struct store *s, const struct published *what,
                    const struct port_range *range, struct claim *out, bool *found)
{
    const struct claim to = claim_of(what, range->last, &nobody);
    struct claim from = claim_of(what, range->first, &nobody);

    for (;;) {
        if (!store_claim_next(c, s, &from, out, found))
            return false;
        *found = *found && claim_order(out, &to) <= 0;
        if (!*found || is_of_host(out->holder.kind, &what->ip))
            return true;
        from = claim_behind(out);
    }
}

static bool find_address(struct hcn_call *c, struct store *s, const struct ip *ip,
                         const struct port_range *range, struct claim *out, bool *found)
{
    static const uint8_t protocols[] = { HCN_PROTOCOL_TCP, HCN_PROTOCOL_UDP };

    *found = false;
    for (size_t i = 0; i < COUNT(protocols) && !*found; i++) {
        const struct published what = { .ip = *ip, .protocol = protocols[i] };

        if (range->protocol & port_protocol(protocols[i]) &&
            !find_at(c, s, &what, range, out, found))
            return false;
    }
    return true;
}

bool published_find(struct hcn_call *c, struct store *s, const struct port_range *range,
                    uint16_t *port, struct holder *holder)
{
    struct claim at = claim_port(&everywhere, 0, 0, &nobody), next, taken;
    bool found, held;

    *port = 0;
    for (;;) { /* one address at which something is published after the other */
        struct ip ip;

        if (!store_claim_next(c, s, &at, &next, &found))
            return false;
        if (!found)
            return true;
        ip = claimed_address(&next);
        if (!find_address(c, s, &ip, range, &taken, &held))
            return false;
        if (held) {
            *port = claimed_port(&taken);
            *holder = taken.holder;
            return true;
        }
        at = claim_port(&ip, UINT8_MAX, UINT16_MAX, &nobody);
        at = claim_behind(&at);
    }
}
