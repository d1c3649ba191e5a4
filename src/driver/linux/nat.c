/* nat.c - from steps to elements: who may talk to whom, and what is translated. */
#include "driver/linux/nat.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "driver/linux/address.h"

/* A set has a twin for each family of addresses. */
struct twins {
    const char *ipv4, *ipv6;
};

static const struct twins gateways = { "gw4", "gw6" }, translated = { "nat4", "nat6" },
                          sources = { "as4", "as6" }, apart = { "iso4", "iso6" },
                          mapped = { "pm4", "pm6" }, mapped_at = { "pmv4", "pmv6" },
                          excepted = { "obnx4", "obnx6" }, listed = { "obnd4", "obnd6" },
                          limited = { "obnl4", "obnl6" }, fixed = { "obnv4", "obnv6" };

/* What is being made, of which step. */
struct making {
    struct hcn_call *call;
    const struct step *step;
    struct nft_elements *out;
};

static struct nft_element *add(struct making *m, const struct twins *sets, const struct ip *ip)
{
    return nft_add(m->call, m->out, NFT_INET, ip->family == 4 ? sets->ipv4 : sets->ipv6);
}

static bool parse(struct making *m, const char *text, struct prefix *out)
{
    return prefix_parse(text, out) ||
           fail(m->call, E_INVALIDARG, "%s: expected an address prefix, found \"%s\"",
                m->step->link, text);
}

/* ---- networks --------------------------------------------------------------------------- */

static bool add_link(struct making *m, const char *set)
{
    struct nft_element *e = nft_add(m->call, m->out, NFT_INET, set);

    if (e)
        nft_part_name(&e->key, m->step->link);
    return e != NULL;
}

static bool add_pair(struct making *m)
{
    struct nft_element *e = nft_add(m->call, m->out, NFT_INET, "pair");

    if (!e)
        return false;
    nft_part_name(&e->key, m->step->link);
    nft_part_name(&e->key, m->step->link);
    return true;
}

static bool add_gateway(struct making *m, const char *text)
{
    struct nft_element *e;
    struct prefix p;

    if (!parse(m, text, &p) || !(e = add(m, &gateways, &p.ip)))
        return false;
    nft_part_ip(&e->key, &p.ip);
    return true;
}

/* The address behind a prefix; none is behind the last one there is. */
static bool ip_after(const struct prefix *p, struct ip *out)
{
    *out = prefix_end(p);
    for (size_t i = ip_bits(out) / 8; i--;)
        if (++out->bytes[i])
            return true;
    return false;
}

static bool add_translated(struct making *m, const char *text)
{
    struct nft_element *e;
    struct prefix p;
    struct ip after;

    if (!parse(m, text, &p))
        return false;
    p = prefix_network(&p);
    e = add(m, &translated, &p.ip);
    if (!e)
        return false;
    e->about = call_format(m->call, "network prefix %s", text);
    nft_part_ip(&e->key, &p.ip);
    if (ip_after(&p, &after))
        nft_part_ip(&e->after, &after);
    return e->about != NULL;
}

bool network_elements(struct hcn_call *c, const struct step *s, struct nft_elements *out)
{
    struct making m = { c, s, out };

    *out = (struct nft_elements){ 0 };
    if (!add_link(&m, "br") || !add_pair(&m))
        return false;
    if (s->reach != REACH_PRIVATE && !add_link(&m, "br_host"))
        return false;
    for (size_t i = 0; i < s->addresses.count; i++)
        if (!add_gateway(&m, s->addresses.at[i]))
            return false;
    if (s->reach != REACH_NAT)
        return true;
    for (size_t i = 0; i < s->prefixes.count; i++)
        if (!add_translated(&m, s->prefixes.at[i]))
            return false;
    return add_link(&m, "br_nat");
}

/* ---- endpoints: what they may send ------------------------------------------------------ */

static bool add_port(struct making *m, const struct mac *mac)
{
    struct nft_element *port = nft_add(m->call, m->out, NFT_BRIDGE, "as_port"), *pair;

    if (!port)
        return false;
    nft_part_name(&port->key, m->step->link);
    port->about = call_format(m->call, "port %s", m->step->link);
    pair = nft_add(m->call, m->out, NFT_BRIDGE, "as_mac");
    if (!pair)
        return false;
    nft_part_name(&pair->key, m->step->link);
    nft_part_mac(&pair->key, mac);
    return true;
}

/* In packets, and in the ARP or ND messages that announce the address. */
static bool add_source(struct making *m, const struct mac *mac, const struct ip *ip)
{
    const char *set = ip->family == 4 ? sources.ipv4 : sources.ipv6;
    struct nft_element *packet = nft_add(m->call, m->out, NFT_BRIDGE, set), *announced;

    if (!packet)
        return false;
    nft_part_name(&packet->key, m->step->link);
    nft_part_mac(&packet->key, mac);
    nft_part_ip(&packet->key, ip);
    announced = nft_add(m->call, m->out, NFT_BRIDGE, ip->family == 4 ? "asarp" : "asna");
    if (!announced)
        return false;
    nft_part_name(&announced->key, m->step->link);
    if (ip->family == 4)
        nft_part_mac(&announced->key, mac);
    nft_part_ip(&announced->key, ip);
    return true;
}

static bool add_apart(struct making *m, const struct ip *ip)
{
    struct nft_element *e = add(m, &apart, ip);

    if (!e)
        return false;
    nft_part_name(&e->key, m->step->bridge);
    nft_part_ip(&e->key, ip);
    return true;
}

/* ---- endpoints: published ports --------------------------------------------------------- */

static bool add_mapping(struct making *m, const struct step_mapping *map)
{
    const bool any = text_empty(map->virtual_ip);
    struct prefix to, at;
    struct nft_element *e;

    if (!parse(m, map->address, &to) || (!any && !parse(m, map->virtual_ip, &at)))
        return false;
    if (!any && at.ip.family != to.ip.family)
        return fail(m->call, E_INVALIDARG, "%s: port %u: %s cannot lead to %s", m->step->link,
                    map->external_port, map->virtual_ip, map->address);
    e = add(m, any ? &mapped : &mapped_at, &to.ip);
    if (!e)
        return false;
    e->about = call_format(m->call, "published port %u/%s", map->external_port,
                           map->protocol == 17 ? "udp" : "tcp");
    if (!any)
        nft_part_ip(&e->key, &at.ip);
    nft_part_u8(&e->key, map->protocol);
    nft_part_u16(&e->key, map->external_port);
    nft_part_ip(&e->data, &to.ip);
    nft_part_u16(&e->data, map->internal_port);
    return e->about != NULL;
}

/* ---- endpoints: translation of what they send ------------------------------------------- */

/* Is a prefix part of another of the list, or there twice? The kernel refuses overlapping ranges.
 */
static bool is_covered(const char *const *at, size_t count, size_t which)
{
    struct prefix inner, outer;

    if (!prefix_parse(at[which], &inner))
        return false;
    for (size_t i = 0; i < count; i++)
        if (i != which && prefix_parse(at[i], &outer) && prefix_contains(&outer, &inner.ip) &&
            (outer.length < inner.length || (outer.length == inner.length && i < which)))
            return true;
    return false;
}

static bool add_range(struct making *m, const struct twins *sets, const struct ip *from,
                      const char *text)
{
    struct nft_element *e;
    struct prefix p;
    struct ip end;

    if (!parse(m, text, &p))
        return false;
    if (p.ip.family != from->family)
        return true; /* never sent to from this address */
    e = add(m, sets, from);
    if (!e)
        return false;
    p = prefix_network(&p);
    end = prefix_end(&p);
    nft_part_ip(&e->key, from);
    nft_part_ip(&e->key, &p.ip);
    nft_part_ip(&e->end, from);
    nft_part_ip(&e->end, &end);
    return true;
}

static bool add_ranges(struct making *m, const struct twins *sets, const struct ip *from,
                       const char *const *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_covered(at, count, i) && !add_range(m, sets, from, at[i]))
            return false;
    return true;
}

static bool add_fixed(struct making *m, const struct ip *from, const char *text)
{
    struct nft_element *e;
    struct prefix p;

    if (text_empty(text))
        return true;
    if (!parse(m, text, &p))
        return false;
    if (p.ip.family != from->family)
        return true;
    e = add(m, &fixed, from);
    if (!e)
        return false;
    nft_part_ip(&e->key, from);
    nft_part_ip(&e->data, &p.ip);
    return true;
}

static bool add_limited(struct making *m, const struct ip *from)
{
    struct nft_element *e = add(m, &limited, from);

    if (e)
        nft_part_ip(&e->key, from);
    return e != NULL;
}

static bool add_outbound(struct making *m, const struct step_outbound *o, const struct ip *from)
{
    return add_ranges(m, &excepted, from, o->exceptions.at, o->exceptions.count) &&
           add_ranges(m, &listed, from, o->destinations.at, o->destinations.count) &&
           (!o->destinations.count || add_limited(m, from)) && add_fixed(m, from, o->virtual_ip);
}

static bool add_address(struct making *m, const struct mac *mac, const char *text)
{
    struct prefix p;

    return parse(m, text, &p) && add_source(m, mac, &p.ip) &&
           (!m->step->isolated || add_apart(m, &p.ip)) &&
           (!m->step->outbound || add_outbound(m, m->step->outbound, &p.ip));
}

bool endpoint_elements(struct hcn_call *c, const struct step *s, struct nft_elements *out)
{
    struct making m = { c, s, out };
    struct ip link_local;
    struct mac mac;

    *out = (struct nft_elements){ 0 };
    if (!s->mac || !mac_parse(s->mac, &mac))
        return fail(c, E_INVALIDARG, "%s: expected a MAC address, found \"%s\"", s->link,
                    s->mac ? s->mac : "");
    if (!add_port(&m, &mac))
        return false;
    for (size_t i = 0; i < s->addresses.count; i++)
        if (!add_address(&m, &mac, s->addresses.at[i]))
            return false;
    link_local = address_link_local(&mac);
    if (addresses_have_ipv6(s) && !add_source(&m, &mac, &link_local))
        return false;
    for (size_t i = 0; i < s->mappings.count; i++)
        if (!add_mapping(&m, s->mappings.at[i]))
            return false;
    return true;
}
