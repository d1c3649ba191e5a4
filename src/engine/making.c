/* making.c - the addresses and the MAC of a new endpoint: those it brings, or those it gets. */
#include "engine/making.h"

#include <string.h>

#include "base/text.h"
#include "engine/claims.h"
#include "engine/kinds.h"
#include "engine/modify.h"
#include "engine/objects.h"
#include "schema/document.h"
#include "schema/records.h"

/* ---- addresses -------------------------------------------------------------------------- */

bool making_is_remote(const struct hcn_endpoint_document *e)
{
    return e->flags & HCN_ENDPOINT_REMOTE_ENDPOINT;
}

const char *making_network(struct making *m)
{
    return object_title(m->work, KIND_NETWORK, &m->network->id);
}

static struct holder making_holder(const struct making *m)
{
    return holder_of(KIND_ENDPOINT, &m->object.id);
}

/* A part of a subnet, for arithmetic. */
struct part {
    const struct subnet *subnet;
    const struct hcn_ip_subnet *document; /* NULL: there is no such part */
    struct room room;
};

/* The smallest of those that lie in each other. */
static bool find_part(const struct making *m,
                      bool (*is_it)(const struct hcn_ip_subnet *part, const void *what),
                      const void *what, struct part *out)
{
    *out = (struct part){ 0 };
    for (size_t i = 0; i < m->subnets.count; i++) {
        const struct subnet *s = &m->subnets.at[i];

        for (size_t n = 0; n < s->document->ip_subnets.count; n++) {
            const struct hcn_ip_subnet *part = s->document->ip_subnets.at[n];
            struct prefix p;

            if (is_it(part, what) && prefix_parse(part->ip_address_prefix, &p) &&
                (!out->document || p.length > out->room.prefix.length))
                *out = (struct part){ s, part, room_of(&s->prefix, &p, part->flags) };
        }
    }
    return out->document != NULL;
}

static bool has_id(const struct hcn_ip_subnet *part, const void *id)
{
    return guid_equal(&part->id, id);
}

static bool has_address(const struct hcn_ip_subnet *part, const void *ip)
{
    struct prefix p;

    return prefix_parse(part->ip_address_prefix, &p) && prefix_contains(&p, ip);
}

/* The part that a configuration names. */
static bool find_named(struct making *m, const struct hcn_ip_configuration *ip, size_t i,
                       struct part *out)
{
    if (find_part(m, has_id, &ip->ip_subnet_id, out))
        return true;
    fail(m->work->call, HCN_E_SUBNET_NOT_FOUND,
         "endpoint.IpConfigurations[%zu].IpSubnetId: %s has no IP subnet %s", i, making_network(m),
         guid_text(&ip->ip_subnet_id).s);
    return false;
}

/* Fills in what goes with an address. */
static bool take_address(struct making *m, struct hcn_ip_configuration *ip,
                         const struct ip *address, const struct part *part,
                         const struct place *where)
{
    const struct holder self = making_holder(m);
    const unsigned most = ip_bits(address);

    if (!ip->prefix_length)
        ip->prefix_length = (uint8_t)(part->subnet ? part->subnet->prefix.length : most);
    if (ip->prefix_length > most)
        return fail(m->work->call, HCN_E_INVALID_IP,
                    "%s: %s has a PrefixLength of %u, expected at most %u", where->text,
                    ip->ip_address, ip->prefix_length, most);
    if (part->document)
        ip->ip_subnet_id = part->document->id;
    if (!m->first.family)
        m->first = *address;
    return address_take(m->work, &m->network->id, &part->room, address, &self, where);
}

/* Where an address lies that is in none of the subnets, or that says so itself. */
static bool refuse_place(struct making *m, const struct hcn_ip_configuration *ip,
                         const struct ip *address, const struct place *where)
{
    struct hcn_call *c = m->work->call;

    if (!m->subnets.count)
        return fail(c, HCN_E_SUBNET_NOT_FOUND, "%s: %s has no subnet for %s", where->text,
                    making_network(m), ip->ip_address);
    return fail(c, HCN_E_INVALID_IP, "%s: %s is in no %s of %s", where->text, ip->ip_address,
                subnets_find(&m->subnets, address) ? "IP subnet" : "subnet", making_network(m));
}

/* The address of a remote endpoint may be in none of the subnets. */
static bool find_place(struct making *m, struct hcn_ip_configuration *ip, size_t i,
                       const struct ip *address, struct part *out)
{
    const struct place where = place_at("endpoint.IpConfigurations[%zu].IpAddress", i);
    const struct prefix alone = { *address, (uint8_t)ip_bits(address) };

    if (!guid_is_zero(&ip->ip_subnet_id) && !making_is_remote(m->endpoint)) {
        if (!find_named(m, ip, i, out))
            return false;
        return has_address(out->document, address) ||
               fail(m->work->call, HCN_E_INVALID_IP, "%s: %s is not in IP subnet %s, %s",
                    where.text, ip->ip_address, guid_text(&ip->ip_subnet_id).s,
                    out->document->ip_address_prefix);
    }
    if (find_part(m, has_address, address, out))
        return true;
    *out = (struct part){ .room = room_of(&alone, &alone, 0) };
    return making_is_remote(m->endpoint) || refuse_place(m, ip, address, &where);
}

static bool take_given(struct making *m, struct hcn_ip_configuration *ip, size_t i)
{
    struct place where = place_at("endpoint.IpConfigurations[%zu].IpAddress", i);
    struct ip address;
    struct part part;

    if (!ip_parse(ip->ip_address, &address))
        return fail(m->work->call, HCN_E_INVALID_IP, "%s: expected an IP address, found \"%s\"",
                    where.text, ip->ip_address);
    return find_place(m, ip, i, &address, &part) && take_address(m, ip, &address, &part, &where);
}

/* An address out of one part of a subnet, if it has one left. */
static bool pick_out_of(struct making *m, const struct part *part, struct hcn_ip_configuration *ip,
                        bool *found)
{
    const struct holder self = making_holder(m);
    char text[IP_TEXT];
    struct ip address;

    if (!address_pick(m->work, &m->network->id, &part->room, &self, &address, found))
        return false;
    if (!*found)
        return true;
    ip_print(&address, text);
    ip->ip_address = call_format(m->work->call, "%s", text);
    ip->prefix_length = part->subnet->prefix.length;
    ip->ip_subnet_id = part->document->id;
    if (!m->first.family)
        m->first = address;
    return ip->ip_address != NULL;
}

/* Tries the parts of one subnet that addresses are given out of. */
static bool pick_in(struct making *m, const struct subnet *s, bool *found)
{
    struct hcn_ip_configuration *ip = document_new(m->work->call, &ip_configuration_record);

    *found = false;
    for (size_t i = 0; ip && i < s->document->ip_subnets.count && !*found; i++) {
        struct part part;

        if (find_part(m, has_id, &s->document->ip_subnets.at[i]->id, &part) &&
            !pick_out_of(m, &part, ip, found))
            return false;
    }
    return ip && (!*found || list_append(m->work->call, &m->endpoint->ip_configurations.at,
                                         &m->endpoint->ip_configurations.count, ip));
}

/* A configuration without an address names the part that it wants one out of. */
static bool pick_given(struct making *m, struct hcn_ip_configuration *ip, size_t i)
{
    struct part part;
    bool found;

    if (!find_named(m, ip, i, &part) || !pick_out_of(m, &part, ip, &found))
        return false;
    return found || fail(m->work->call, HCN_E_ADDR_INVALID_OR_RESERVED,
                         "endpoint.IpConfigurations[%zu]: no address of %s is free", i,
                         part.document->ip_address_prefix);
}

/* Clients send empty configurations, and mean none. */
static void drop_empty(struct hcn_endpoint_document *e)
{
    for (size_t i = e->ip_configurations.count; i--;)
        if (text_empty(e->ip_configurations.at[i]->ip_address) &&
            guid_is_zero(&e->ip_configurations.at[i]->ip_subnet_id))
            list_take_out((const void **)e->ip_configurations.at, &e->ip_configurations.count, i);
    for (size_t i = e->routes.count; i--;)
        if (text_empty(e->routes.at[i]->next_hop) &&
            text_empty(e->routes.at[i]->destination_prefix))
            list_take_out((const void **)e->routes.at, &e->routes.count, i);
}

/* One address of the family from the first subnet that has one left. */
static bool pick_family(struct making *m, uint8_t family)
{
    bool any = false, found = false;

    for (size_t i = 0; i < m->subnets.count && !found; i++) {
        if (m->subnets.at[i].prefix.ip.family != family)
            continue;
        any = true;
        if (!pick_in(m, &m->subnets.at[i], &found))
            return false;
    }
    if (!any || found)
        return true;
    return fail(m->work->call, HCN_E_ADDR_INVALID_OR_RESERVED,
                "endpoint.IpConfigurations: %s has no free IPv%u address left", making_network(m),
                family);
}

static bool has_dhcp(const struct hcn_network_document *n)
{
    for (size_t i = 0; i < n->ipams.count; i++)
        if (n->ipams.at[i]->type == HCN_IPAM_DHCP)
            return true;
    return false;
}

/* Types whose addresses may come from elsewhere: the LAN, or nobody at all. */
static bool may_lack_addresses(const struct hcn_network_document *n)
{
    return has_dhcp(n) || n->type == HCN_NETWORK_TRANSPARENT || n->type == HCN_NETWORK_PRIVATE ||
           n->type == HCN_NETWORK_MIRRORED;
}

bool making_addresses(struct making *m)
{
    struct hcn_endpoint_document *e = m->endpoint;

    drop_empty(e);
    for (size_t i = 0; i < e->ip_configurations.count; i++) {
        struct hcn_ip_configuration *ip = e->ip_configurations.at[i];

        if (!(text_empty(ip->ip_address) ? pick_given : take_given)(m, ip, i))
            return false;
    }
    if (e->ip_configurations.count)
        return true;
    if (!m->subnets.count && !may_lack_addresses(m->network))
        return fail(m->work->call, HCN_E_SUBNET_NOT_FOUND,
                    "endpoint.IpConfigurations: %s has no subnet for the endpoint",
                    making_network(m));
    if (has_dhcp(m->network) && !m->subnets.count)
        return true;
    return pick_family(m, 4) && pick_family(m, 6);
}

/* ---- MAC -------------------------------------------------------------------------------- */

/* MAC = start of the pool + host part of the address: stays right when an address is used again. */
static bool pick_mac(struct making *m)
{
    const struct hcn_mac_pool *pool = m->network->mac_pool;
    const struct subnet *s = subnets_find(&m->subnets, &m->first);
    const struct holder self = making_holder(m);
    uint64_t n = s ? prefix_number(&s->prefix, &m->first) : spread(&m->object.id);

    for (size_t i = 0; i < pool->ranges.count; i++) {
        const struct hcn_mac_range *r = pool->ranges.at[i];
        struct mac first, last, mac;
        char text[MAC_TEXT];
        bool found;

        if (!mac_parse(r->start_mac_address, &first) || !mac_parse(r->end_mac_address, &last))
            continue;
        if (!mac_pick(m->work, &m->network->id, &first, &last, n, &self, &mac, &found))
            return false;
        if (!found)
            continue;
        mac_print(&mac, text);
        m->endpoint->mac_address = call_format(m->work->call, "%s", text);
        return m->endpoint->mac_address != NULL;
    }
    return fail(m->work->call, HCN_E_ADDR_INVALID_OR_RESERVED,
                "endpoint.MacAddress: the MAC pool of %s is used up", making_network(m));
}

bool making_mac(struct making *m)
{
    const struct place where = { "endpoint.MacAddress" };
    const struct holder self = making_holder(m);
    struct mac mac;

    if (text_empty(m->endpoint->mac_address))
        return pick_mac(m);
    if (!mac_parse(m->endpoint->mac_address, &mac))
        return fail(m->work->call, HCN_E_INVALID_ENDPOINT,
                    "endpoint.MacAddress: expected a MAC address, found \"%s\"",
                    m->endpoint->mac_address);
    return mac_take(m->work, &m->network->id, &mac, &self, &where);
}
