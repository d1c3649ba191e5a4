/* ipam.c - taking and picking addresses, MACs and subnets. */
#include "engine/ipam.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <hcn/documents.h>

#include "engine/claims.h"
#include "engine/objects.h"

struct place place_at(const char *format, ...)
{
    struct place place;
    va_list args;

    va_start(args, format);
    vsnprintf(place.text, sizeof place.text, format, args);
    va_end(args);
    return place;
}

/* FNV-1a, 64 bits, with a last mix so that ids which count up land apart. */
uint64_t spread(const struct hcn_guid *id)
{
    const unsigned char *bytes = (const unsigned char *)id;
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < sizeof *id; i++)
        hash = (hash ^ bytes[i]) * 1099511628211u;
    hash ^= hash >> 32;
    return hash * 0x9e3779b97f4a7c15u;
}

/* ---- addresses -------------------------------------------------------------------------- */

/* Is there an address that is nobody's own? */
static bool keeps_ends(const struct prefix *p)
{
    return prefix_last(p) >= 2;
}

struct room room_of(const struct prefix *subnet, const struct prefix *part, uint32_t flags)
{
    const struct ip first = prefix_network(subnet).ip, last = prefix_end(subnet);
    const struct ip own_first = prefix_network(part).ip, own_last = prefix_end(part);
    const bool kept = keeps_ends(part);
    struct room room = { .prefix = *part };

    room.keeps_first = (kept && flags & HCN_IP_SUBNET_RESERVE_NETWORK_ADDRESS) ||
                       (keeps_ends(subnet) && ip_equal(&own_first, &first));
    room.keeps_last = part->ip.family == 4 && ((kept && flags & HCN_IP_SUBNET_ENABLE_BROADCAST) ||
                                               (keeps_ends(subnet) && ip_equal(&own_last, &last)));
    return room;
}

/* Which of the addresses that are kept is this one? NULL: none. */
static const char *kept_as(const struct room *room, const struct ip *ip)
{
    const struct ip first = prefix_network(&room->prefix).ip, last = prefix_end(&room->prefix);

    if (room->keeps_first && ip_equal(ip, &first))
        return "network";
    return room->keeps_last && ip_equal(ip, &last) ? "broadcast" : NULL;
}

/* `for_whom` is who asked, `holder` who has it: the network has what its gateway has. */
static bool refuse_held(struct work *w, const struct place *where, const char *what,
                        const struct holder *for_whom, const struct holder *holder)
{
    if (holder_equal(holder, for_whom))
        return fail(w->call, HCN_E_ADDR_INVALID_OR_RESERVED, "%s: %s is there twice", where->text,
                    what);
    return fail(w->call, HCN_E_ADDR_INVALID_OR_RESERVED, "%s: %s is %s %s", where->text, what,
                holder->kind == KIND_NETWORK ? "the gateway of" : "held by",
                object_title(w, holder->kind, &holder->id));
}

bool address_take(struct work *w, const struct hcn_guid *network, const struct room *room,
                  const struct ip *ip, const struct holder *holder, const struct place *where)
{
    struct claim claim = claim_address(network, ip, holder);
    struct holder held;
    char text[IP_TEXT];
    bool found;

    ip_print(ip, text);
    if (kept_as(room, ip))
        return fail(w->call, HCN_E_ADDR_INVALID_OR_RESERVED,
                    "%s: %s is the %s address of its subnet, expected another", where->text, text,
                    kept_as(room, ip));
    if (!store_claimed(w->call, w->store, &claim, &held, &found))
        return false;
    if (found)
        return refuse_held(w, where, text, holder, &held);
    return work_claim(w, &claim, &held);
}

/* The first free one between two host numbers; *found false when there is none. */
static bool free_number(struct work *w, const struct hcn_guid *network, const struct prefix *p,
                        const uint64_t between[2], struct ip *out, bool *found)
{
    static const struct holder nobody;
    const struct ip first = prefix_at(p, between[0]), last = prefix_at(p, between[1]);
    const struct claim_range range = { claim_address(network, &first, &nobody),
                                       claim_address(network, &last, &nobody),
                                       claim_digits(&last) };
    struct claim free;

    if (!store_claim_free(w->call, w->store, &range, &free, found))
        return false;
    *out = claimed_address(&free);
    return true;
}

/* The search begins somewhere, which is the same for one id, and goes round. */
static bool free_in(struct work *w, const struct hcn_guid *network, const struct room *room,
                    uint64_t start, struct ip *out, bool *found)
{
    const uint64_t first = room->keeps_first, last = prefix_last(&room->prefix) - room->keeps_last;
    const uint64_t count = last - first + 1;
    const uint64_t from = first + (count ? start % count : start);

    return free_number(w, network, &room->prefix, (uint64_t[]){ from, last }, out, found) &&
           (*found || from == first ||
            free_number(w, network, &room->prefix, (uint64_t[]){ first, from - 1 }, out, found));
}

bool address_pick(struct work *w, const struct hcn_guid *network, const struct room *room,
                  const struct holder *holder, struct ip *out, bool *found)
{
    const uint64_t most = prefix_last(&room->prefix);
    struct claim claim;
    struct holder held;

    *found = false;
    if (most < (uint64_t)room->keeps_first + room->keeps_last) /* all of it is kept */
        return true;
    if (!free_in(w, network, room, spread(&holder->id), out, found))
        return false;
    if (!*found)
        return true;
    claim = claim_address(network, out, holder);
    return work_claim(w, &claim, &held);
}

/* ---- MACs ------------------------------------------------------------------------------- */

bool mac_take(struct work *w, const struct hcn_guid *network, const struct mac *mac,
              const struct holder *holder, const struct place *where)
{
    struct claim claim = claim_mac(network, mac, holder);
    struct holder held;
    char text[MAC_TEXT];

    mac_print(mac, text);
    if (mac->bytes[0] & 1 || !mac_number(mac))
        return fail(w->call, HCN_E_INVALID_ENDPOINT, "%s: %s is not the address of one adapter",
                    where->text, text);
    if (!work_claim(w, &claim, &held))
        return false;
    return holder_equal(&held, holder) || refuse_held(w, where, text, holder, &held);
}

static bool free_mac(struct work *w, const struct hcn_guid *network, uint64_t from, uint64_t last,
                     struct mac *out, bool *found)
{
    static const struct holder nobody;
    const struct mac first = mac_at(from), end = mac_at(last);
    const struct claim_range range = { claim_mac(network, &first, &nobody),
                                       claim_mac(network, &end, &nobody), sizeof end.bytes };
    struct claim free;

    if (!store_claim_free(w->call, w->store, &range, &free, found))
        return false;
    memcpy(out->bytes, free.key, sizeof out->bytes);
    return true;
}

bool mac_pick(struct work *w, const struct hcn_guid *network, const struct mac *first,
              const struct mac *last, uint64_t n, const struct holder *holder, struct mac *out,
              bool *found)
{
    const uint64_t start = mac_number(first), end = mac_number(last);
    const uint64_t from = start + n % (end - start + 1);
    struct claim claim;
    struct holder held;

    if (!free_mac(w, network, from, end, out, found) ||
        (!*found && from > start && !free_mac(w, network, start, from - 1, out, found)))
        return false;
    if (!*found)
        return true;
    claim = claim_mac(network, out, holder);
    return work_claim(w, &claim, &held);
}

bool mac_pool_pick(struct work *w, const struct hcn_guid *network, struct mac *first,
                   struct mac *last)
{
    enum { POOLS = 4096, POOL = 4096 };
    const uint64_t vendor = 0x00155d000000;
    uint64_t n = spread(network);

    /* When all are taken two networks share one: their layers are apart. */
    for (int tried = 0; tried < POOLS; tried++, n++) {
        struct claim claim;
        struct holder held;

        *first = mac_at(vendor + n % POOLS * POOL);
        *last = mac_at(mac_number(first) + POOL - 1);
        claim = claim_pool(first, network);
        if (!work_claim(w, &claim, &held))
            return false;
        if (guid_equal(&held.id, network))
            break;
    }
    return true;
}

/* ---- subnets ---------------------------------------------------------------------------- */

/* *found says whether a claimed subnet overlaps this one. */
static bool overlap(struct work *w, const struct hcn_guid *scope, const struct prefix *subnet,
                    struct claim *out, bool *found)
{
    struct prefix network = prefix_network(subnet), point = { network.ip, 0 }, other;
    struct claim from;

    point.length = (uint8_t)ip_bits(&network.ip);
    from = claim_subnet(scope, &point, scope);
    from.length--; /* without the length byte: at or behind the first address */
    if (!store_claim_next(w->call, w->store, &from, out, found) || !*found)
        return !failed(w->call);
    other = claimed_subnet(out);
    *found = prefix_overlaps(&other, &network);
    return true;
}

bool subnet_take(struct work *w, const struct hcn_guid *scope, const struct prefix *subnet,
                 const struct hcn_guid *network, const struct place *where)
{
    struct claim claim = claim_subnet(scope, subnet, network), other;
    char text[PREFIX_TEXT], theirs[PREFIX_TEXT];
    struct holder held;
    struct prefix prefix;
    bool found;

    if (!overlap(w, scope, subnet, &other, &found))
        return false;
    if (!found)
        return work_claim(w, &claim, &held);
    prefix_print(subnet, text);
    prefix = claimed_subnet(&other);
    prefix_print(&prefix, theirs);
    if (guid_equal(&other.holder.id, network))
        return fail(w->call, HCN_E_INVALID_SUBNET, "%s: %s overlaps %s of the same network",
                    where->text, text, theirs);
    return fail(w->call, HCN_WIN32_ALREADY_EXISTS, "%s: %s overlaps %s of %s", where->text, text,
                theirs, object_title(w, KIND_NETWORK, &other.holder.id));
}

/* What no endpoint can have an address of (the registries of RFC 6890, RFC 4291). */
static const struct {
    struct prefix prefix;
    const char *what;
} unusable[] = {
    { { { 4, { 0 } }, 8 }, "means this network" },
    { { { 4, { 127 } }, 8 }, "is the loopback" },
    { { { 4, { 224 } }, 4 }, "is multicast" },
    { { { 4, { 240 } }, 4 }, "is reserved" },
    { { { 6, { 0 } }, 8 }, "is reserved" },
    { { { 6, { 0xfe, 0x80 } }, 10 }, "is of each link" },
    { { { 6, { 0xff } }, 8 }, "is multicast" },
};

bool subnet_check(struct work *w, const struct prefix *subnet, const struct place *where)
{
    char text[PREFIX_TEXT], other[PREFIX_TEXT];

    prefix_print(subnet, text);
    for (size_t i = 0; i < COUNT(unusable); i++) {
        if (!prefix_overlaps(subnet, &unusable[i].prefix))
            continue;
        prefix_print(&unusable[i].prefix, other);
        return fail(w->call, HCN_E_INVALID_PREFIX,
                    "%s.IpAddressPrefix: expected addresses for endpoints, found %s: %s %s",
                    where->text, text, other, unusable[i].what);
    }
    return true;
}

/*
 * A route to more than the subnet, through a gateway, stays good for the rest. Any other that
 * overlaps would be doubled by that of the subnet, or take a part of it away.
 */
static bool is_clash(const struct prefix *subnet, const struct host_route *route)
{
    if (route->on_link)
        return prefix_overlaps(subnet, &route->to);
    return route->to.length >= subnet->length && prefix_contains(subnet, &route->to.ip);
}

bool subnet_check_host(struct work *w, const struct prefix *subnet, const struct place *where)
{
    char text[PREFIX_TEXT], other[PREFIX_TEXT];
    struct host_route *routes;
    size_t count;

    if (!w->driver->kind->routes(w->call, w->driver, &routes, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!is_clash(subnet, &routes[i]))
            continue;
        prefix_print(subnet, text);
        prefix_print(&routes[i].to, other);
        return fail(w->call, HCN_WIN32_ALREADY_EXISTS,
                    "%s.IpAddressPrefix: expected a subnet that this machine has no route to, "
                    "found %s: it has one to %s",
                    where->text, text, other);
    }
    return true;
}

static bool on_routes(const struct prefix *p, const struct host_route *routes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (prefix_overlaps(p, &routes[i].to))
            return true;
    return false;
}

/* The ranges of RFC 1918, the one that the Windows service picks from first. */
static const struct prefix ranges[] = {
    { { 4, { 172, 16 } }, 12 },
    { { 4, { 192, 168 } }, 16 },
    { { 4, { 10 } }, 8 },
};

bool subnet_pick(struct work *w, const struct hcn_guid *network, struct prefix *out)
{
    static const struct hcn_guid routed;
    struct host_route *routes;
    struct claim other;
    size_t count;
    bool found;

    if (!w->driver->kind->routes(w->call, w->driver, &routes, &count))
        return false;
    for (size_t i = 0; i < COUNT(ranges); i++) {
        uint64_t slots = (uint64_t)1 << (20 - ranges[i].length);

        for (uint64_t n = 0; n < slots; n++) {
            *out =
                (struct prefix){ prefix_at(&ranges[i], (spread(network) + n) % slots << 12), 20 };
            if (on_routes(out, routes, count))
                continue;
            if (!overlap(w, &routed, out, &other, &found))
                return false;
            if (!found)
                return true;
        }
    }
    return fail(w->call, HCN_E_INVALID_SUBNET,
                "network.Ipams: none of the private /20 subnets is free of other networks and of "
                "the routes of this machine, give one");
}
