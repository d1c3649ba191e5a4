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

/* The part of a subnet with that id, else the first. */
static struct hcn_ip_subnet *part_of(const struct subnet *s, const struct hcn_guid *id)
{
    for (size_t i = 0; i < s->document->ip_subnets.count; i++)
        if (guid_equal(&s->document->ip_subnets.at[i]->id, id))
            return s->document->ip_subnets.at[i];
    return s->document->ip_subnets.count ? s->document->ip_subnets.at[0] : NULL;
}

/* Fills in what goes with an address; that of a remote endpoint may be in none of the subnets. */
static bool take_address(struct making *m, struct hcn_ip_configuration *ip,
                         const struct ip *address, const struct subnet *s,
                         const struct place *where)
{
    struct prefix alone = { *address, (uint8_t)ip_bits(address) };
    const struct prefix *within = s ? &s->prefix : &alone;
    const struct hcn_ip_subnet *part = s ? part_of(s, &ip->ip_subnet_id) : NULL;
    const struct holder self = making_holder(m);

    if (!ip->prefix_length)
        ip->prefix_length = within->length;
    if (ip->prefix_length > alone.length)
        return fail(m->work->call, HCN_E_INVALID_IP,
                    "%s: %s has a PrefixLength of %u, expected at most %u", where->text,
                    ip->ip_address, ip->prefix_length, alone.length);
    if (part)
        ip->ip_subnet_id = part->id;
    if (!m->first.family)
        m->first = *address;
    return address_take(m->work, &m->network->id, within, address, &self, where);
}

static bool take_given(struct making *m, struct hcn_ip_configuration *ip, size_t i)
{
    struct place where = place_at("endpoint.IpConfigurations[%zu].IpAddress", i);
    struct hcn_call *c = m->work->call;
    const struct subnet *s;
    struct ip address;

    if (!ip_parse(ip->ip_address, &address))
        return fail(c, HCN_E_INVALID_IP, "%s: expected an IP address, found \"%s\"", where.text,
                    ip->ip_address);
    s = subnets_find(&m->subnets, &address);
    if (s || making_is_remote(m->endpoint))
        return take_address(m, ip, &address, s, &where);
    if (!m->subnets.count)
        return fail(c, HCN_E_SUBNET_NOT_FOUND, "%s: %s has no subnet for %s", where.text,
                    making_network(m), ip->ip_address);
    return fail(c, HCN_E_INVALID_IP, "%s: %s is in no subnet of %s", where.text, ip->ip_address,
                making_network(m));
}

/* An address out of one part of a subnet, if it has one left. */
static bool pick_out_of(struct making *m, const struct subnet *s, const struct hcn_ip_subnet *part,
                        struct hcn_ip_configuration *ip, bool *found)
{
    const struct holder self = making_holder(m);
    char text[IP_TEXT];
    struct ip address;
    struct prefix p;

    *found = false;
    if (!prefix_parse(part->ip_address_prefix, &p) ||
        !address_pick(m->work, &m->network->id, &p, &self, &address, found))
        return !failed(m->work->call);
    if (!*found)
        return true;
    ip_print(&address, text);
    ip->ip_address = call_format(m->work->call, "%s", text);
    ip->prefix_length = s->prefix.length;
    ip->ip_subnet_id = part->id;
    if (!m->first.family)
        m->first = address;
    return ip->ip_address != NULL;
}

/* Tries the parts of one subnet that addresses are given out of. */
static bool pick_in(struct making *m, const struct subnet *s, bool *found)
{
    struct hcn_ip_configuration *ip = document_new(m->work->call, &ip_configuration_record);

    *found = false;
    for (size_t i = 0; ip && i < s->document->ip_subnets.count && !*found; i++)
        if (!pick_out_of(m, s, s->document->ip_subnets.at[i], ip, found))
            return false;
    return ip && (!*found || list_append(m->work->call, &m->endpoint->ip_configurations.at,
                                         &m->endpoint->ip_configurations.count, ip));
}

/* A configuration without an address names the part that it wants one out of. */
static bool pick_given(struct making *m, struct hcn_ip_configuration *ip, size_t i)
{
    for (size_t n = 0; n < m->subnets.count; n++) {
        const struct subnet *s = &m->subnets.at[n];
        const struct hcn_ip_subnet *part = part_of(s, &ip->ip_subnet_id);
        bool found;

        if (!part || !guid_equal(&part->id, &ip->ip_subnet_id))
            continue;
        if (!pick_out_of(m, s, part, ip, &found))
            return false;
        return found || fail(m->work->call, HCN_E_ADDR_INVALID_OR_RESERVED,
                             "endpoint.IpConfigurations[%zu]: no address of %s is free", i,
                             part->ip_address_prefix);
    }
    return fail(m->work->call, HCN_E_SUBNET_NOT_FOUND,
                "endpoint.IpConfigurations[%zu].IpSubnetId: %s has no IP subnet %s", i,
                making_network(m), guid_text(&ip->ip_subnet_id).s);
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
