/* endpoint.c - endpoints: made with addresses and a MAC, modified, deleted. */
#include "engine/endpoint.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "engine/kinds.h"
#include "engine/network.h"
#include "engine/objects.h"
#include "engine/policy.h"
#include "schema/document.h"
#include "schema/records.h"

/* What a new endpoint is completed from. */
struct making {
    struct work *work;
    struct hcn_endpoint_document *endpoint;
    struct hcn_network_document *network;
    struct subnets subnets;
    struct object object;
    struct ip first; /* its first address, family 0: none */
};

/* ---- addresses -------------------------------------------------------------------------- */

static bool take_given(struct making *m, struct hcn_ip_configuration *ip, size_t i)
{
    struct place where = place_at("endpoint.IpConfigurations[%zu].IpAddress", i);
    struct hcn_call *c = m->work->call;
    const struct subnet *s;
    struct ip address;

    if (text_empty(ip->ip_address) || !ip_parse(ip->ip_address, &address))
        return fail(c, HCN_E_INVALID_IP, "%s: expected an IP address, found nothing", where.text);
    if (!m->subnets.count)
        return fail(c, HCN_E_SUBNET_NOT_FOUND, "%s: network %s has no subnet for %s", where.text,
                    guid_text(&m->network->id).s, ip->ip_address);
    s = subnets_find(&m->subnets, &address);
    if (!s)
        return fail(c, HCN_E_INVALID_IP, "%s: %s is in no subnet of network %s", where.text,
                    ip->ip_address, guid_text(&m->network->id).s);
    if (!ip->prefix_length)
        ip->prefix_length = s->prefix.length;
    if (ip->prefix_length > ip_bits(&address))
        return fail(c, HCN_E_INVALID_IP,
                    "endpoint.IpConfigurations[%zu].PrefixLength: expected at most %u, found %u", i,
                    ip_bits(&address), ip->prefix_length);
    if (guid_is_zero(&ip->ip_subnet_id) && s->document->ip_subnets.count)
        ip->ip_subnet_id = s->document->ip_subnets.at[0]->id;
    if (!m->first.family)
        m->first = address;
    return address_take(m->work, &m->network->id, &s->prefix, &address, &m->object.id, &where);
}

/* Tries the parts of one subnet that addresses are given out of. */
static bool pick_in(struct making *m, const struct subnet *s, struct ip *out, bool *found)
{
    struct hcn_ip_configuration *ip, **place;
    struct hcn_ip_subnet *part = NULL;
    char text[IP_TEXT];

    *found = false;
    for (size_t i = 0; i < s->document->ip_subnets.count && !*found; i++) {
        struct prefix p;

        part = s->document->ip_subnets.at[i];
        if (prefix_parse(part->ip_address_prefix, &p) &&
            !address_pick(m->work, &m->network->id, &p, &m->object.id, out, found))
            return false;
    }
    if (!*found)
        return true;
    ip = document_new(m->work->call, &ip_configuration_record);
    place = call_append(m->work->call, &m->endpoint->ip_configurations.at,
                        &m->endpoint->ip_configurations.count, sizeof *place);
    if (!ip || !place)
        return false;
    *place = ip;
    ip_print(out, text);
    ip->ip_address = call_format(m->work->call, "%s", text);
    ip->prefix_length = s->prefix.length;
    ip->ip_subnet_id = part->id;
    if (!m->first.family)
        m->first = *out;
    return ip->ip_address != NULL;
}

/* One address of the family from the first subnet that has one left. */
static bool pick_family(struct making *m, uint8_t family)
{
    bool any = false, found = false;
    struct ip ip;

    for (size_t i = 0; i < m->subnets.count && !found; i++) {
        if (m->subnets.at[i].prefix.ip.family != family)
            continue;
        any = true;
        if (!pick_in(m, &m->subnets.at[i], &ip, &found))
            return false;
    }
    if (!any || found)
        return true;
    return fail(m->work->call, HCN_E_ADDR_INVALID_OR_RESERVED,
                "endpoint.IpConfigurations: network %s has no free IPv%u address left",
                guid_text(&m->network->id).s, family);
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

static bool complete_addresses(struct making *m)
{
    struct hcn_endpoint_document *e = m->endpoint;

    for (size_t i = 0; i < e->ip_configurations.count; i++)
        if (!take_given(m, e->ip_configurations.at[i], i))
            return false;
    if (e->ip_configurations.count)
        return true;
    if (!m->subnets.count && !may_lack_addresses(m->network))
        return fail(m->work->call, HCN_E_SUBNET_NOT_FOUND,
                    "network %s has no subnet for the endpoint", guid_text(&m->network->id).s);
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
    uint64_t n = s ? prefix_number(&s->prefix, &m->first) : spread(&m->object.id);

    for (size_t i = 0; i < pool->ranges.count; i++) {
        const struct hcn_mac_range *r = pool->ranges.at[i];
        struct mac first, last, mac;
        char text[MAC_TEXT];
        bool found;

        if (!mac_parse(r->start_mac_address, &first) || !mac_parse(r->end_mac_address, &last))
            continue;
        if (!mac_pick(m->work, &m->network->id, &first, &last, n, &m->object.id, &mac, &found))
            return false;
        if (!found)
            continue;
        mac_print(&mac, text);
        m->endpoint->mac_address = call_format(m->work->call, "%s", text);
        return m->endpoint->mac_address != NULL;
    }
    return fail(m->work->call, HCN_E_ADDR_INVALID_OR_RESERVED,
                "endpoint.MacAddress: the MAC pool of network %s is used up",
                guid_text(&m->network->id).s);
}

static bool complete_mac(struct making *m)
{
    const struct place where = { "endpoint.MacAddress" };
    struct mac mac;

    if (text_empty(m->endpoint->mac_address))
        return pick_mac(m);
    if (!mac_parse(m->endpoint->mac_address, &mac))
        return fail(m->work->call, HCN_E_INVALID_ENDPOINT,
                    "endpoint.MacAddress: expected a MAC address, found \"%s\"",
                    m->endpoint->mac_address);
    return mac_take(m->work, &m->network->id, &mac, &m->object.id, &where);
}

/* ---- routes and DNS ---------------------------------------------------------------------- */

/* The routes of the subnets that its addresses are in, unless it brings its own. */
static bool complete_routes(struct making *m)
{
    struct hcn_endpoint_document *e = m->endpoint;

    for (size_t i = 0; i < e->routes.count; i++)
        if (text_empty(e->routes.at[i]->next_hop))
            return fail(m->work->call, HCN_E_INVALID_ENDPOINT,
                        "endpoint.Routes[%zu].NextHop: expected an IP address, found nothing", i);
    if (e->routes.count)
        return true;
    for (size_t i = 0; i < e->ip_configurations.count; i++) {
        const struct subnet *s;
        struct ip ip;

        if (!ip_parse(e->ip_configurations.at[i]->ip_address, &ip) ||
            !(s = subnets_find(&m->subnets, &ip)))
            continue;
        for (size_t n = 0; n < s->document->routes.count; n++) {
            struct hcn_ip_route **place =
                call_append(m->work->call, &e->routes.at, &e->routes.count, sizeof *place);

            if (!place)
                return false;
            *place = s->document->routes.at[n];
        }
    }
    return true;
}

static bool says_dns(const struct hcn_dns *dns)
{
    return dns && (!text_empty(dns->domain) || dns->search.count || dns->server_list.count ||
                   dns->options.count);
}

/* Its own, else the network's, else what the machine itself asks. */
static bool complete_dns(struct making *m)
{
    struct driver *d = m->work->driver;
    struct resolver machine = { 0 };

    if (says_dns(m->endpoint->dns))
        return true;
    if (says_dns(m->network->dns)) {
        m->endpoint->dns = m->network->dns;
        return true;
    }
    if (!d->kind->resolver(m->work->call, d, &machine))
        return false;
    if (!machine.servers.count && !machine.search.count)
        return true;
    if (!(m->endpoint->dns = document_new(m->work->call, &dns_record)))
        return false;
    m->endpoint->dns->server_list.at = machine.servers.at;
    m->endpoint->dns->server_list.count = machine.servers.count;
    m->endpoint->dns->search.at = machine.search.at;
    m->endpoint->dns->search.count = machine.search.count;
    return true;
}

/* ---- making ----------------------------------------------------------------------------- */

static bool find_network(struct making *m)
{
    const struct hcn_guid *asked = &m->work->request->network;
    struct hcn_guid *said = &m->endpoint->host_compute_network;
    struct object o;

    if (guid_is_zero(asked) && guid_is_zero(said))
        return fail(m->work->call, E_INVALIDARG,
                    "endpoint.HostComputeNetwork: expected the id of a network, found nothing");
    if (guid_is_zero(said) || guid_is_zero(asked))
        *said = guid_is_zero(said) ? *asked : *said;
    else if (!guid_equal(asked, said))
        return fail(m->work->call, E_INVALIDARG,
                    "endpoint.HostComputeNetwork: the document says %s, the call %s",
                    guid_text(said).s, guid_text(asked).s);
    document_give(m->endpoint, said);
    if (!work_get(m->work, KIND_NETWORK, said, &o))
        return false;
    if (o.state == STATE_DEGRADED)
        return fail(m->work->call, HCN_E_DEGRADED_OPERATION,
                    "network %s is degraded: deleting it failed half-way, delete it again",
                    guid_text(said).s);
    m->object.network = *said;
    m->network = object_document(m->work, &o);
    return m->network && subnets_read(m->work->call, m->network, &m->subnets);
}

static bool check_remote(struct making *m)
{
    struct hcn_endpoint_document *e = m->endpoint;

    if (!(e->flags & HCN_ENDPOINT_REMOTE_ENDPOINT) ||
        (e->ip_configurations.count && !text_empty(e->mac_address)))
        return true;
    return fail(m->work->call, HCN_E_INVALID_ENDPOINT,
                "endpoint: a remote endpoint needs an address and a MAC of its own");
}

bool endpoint_create(struct work *w, struct reply *out)
{
    struct making m = { .work = w, .object = { .kind = KIND_ENDPOINT, .state = STATE_CREATED } };
    static const struct hcn_guid nowhere;

    m.endpoint = object_settings(w, &endpoint_record);
    if (!m.endpoint ||
        !object_new_id(w, &m.endpoint->id, HCN_WIN32_OBJECT_ALREADY_EXISTS, &m.object.id))
        return false;
    m.endpoint->id = out->id = m.object.id;
    m.object.name = m.endpoint->name;
    m.endpoint->host_compute_namespace = nowhere; /* said by attaching, not by the caller */
    document_give(m.endpoint, &m.endpoint->host_compute_namespace);
    return find_network(&m) && check_remote(&m) && complete_addresses(&m) && complete_mac(&m) &&
           complete_routes(&m) && complete_dns(&m) &&
           endpoint_policies_take(w, m.network, m.endpoint) &&
           object_insert(w, &m.object, m.endpoint);
}

/* ---- deleting --------------------------------------------------------------------------- */

bool endpoint_drop(struct work *w, struct object *o)
{
    return endpoint_detach(w, o) && work_release_all(w, &o->id) &&
           work_delete(w, KIND_ENDPOINT, &o->id);
}

bool endpoint_delete(struct work *w, struct reply *out)
{
    struct object o;

    (void)out;
    if (!work_get(w, KIND_ENDPOINT, &w->request->id, &o))
        return false;
    w->finish = true;
    w->victim = call_copy(w->call, &o, sizeof o);
    return w->victim && endpoint_drop(w, &o);
}

bool endpoint_statistics(struct work *w, struct reply *out)
{
    struct driver *d = w->driver;
    struct counters count = { 0 };
    struct hcn_statistics *s;
    struct object o;

    if (!work_get(w, KIND_ENDPOINT, &w->request->id, &o) ||
        !(s = document_new(w->call, &statistics_record)))
        return false;
    if (!guid_is_zero(&o.space) &&
        !d->kind->counters(w->call, d, link_name("he-", &o.id).text, &count))
        return false;
    s->bytes_received = count.bytes_received;
    s->bytes_sent = count.bytes_sent;
    s->packets_received = count.packets_received;
    s->packets_sent = count.packets_sent;
    s->dropped_packets_incoming = count.dropped_incoming;
    s->dropped_packets_outgoing = count.dropped_outgoing;
    s->endpoint_id = s->instance_id = o.id;
    out->json = document_print(w->call, s, NULL);
    return out->json != NULL;
}
