/* subnets.c - the subnets of a network: read, checked, completed, claimed. */
#include "engine/subnets.h"

#include <string.h>

#include "base/text.h"
#include "engine/claims.h"
#include "engine/objects.h"
#include "engine/policy.h"
#include "schema/document.h"
#include "schema/records.h"

static bool is_default(const struct hcn_ip_route *r)
{
    struct prefix p;

    if (text_empty(r->destination_prefix))
        return !text_empty(r->next_hop);
    return prefix_parse(r->destination_prefix, &p) &&
           (!p.length || (p.ip.family == 4 && !prefix_number(&(struct prefix){ p.ip, 0 }, &p.ip)));
}

bool route_is_of_one_family(const struct hcn_ip_route *r)
{
    struct prefix to;
    struct ip via;

    return text_empty(r->destination_prefix) || text_empty(r->next_hop) || is_default(r) ||
           !prefix_parse(r->destination_prefix, &to) || !ip_parse(r->next_hop, &via) ||
           to.ip.family == via.family;
}

static bool check_routes(struct hcn_call *c, const struct subnet *s)
{
    for (size_t i = 0; i < s->document->routes.count; i++) {
        const struct hcn_ip_route *r = s->document->routes.at[i];

        if (!route_is_of_one_family(r))
            return fail(c, HCN_E_INVALID_SUBNET,
                        "%s.Routes[%zu].NextHop: expected an address of the family of %s, found %s",
                        s->where.text, i, r->destination_prefix, r->next_hop);
    }
    return true;
}

/* Through which address does the subnet reach everything else? */
static bool read_gateway(struct hcn_call *c, struct subnet *s)
{
    s->gateway_at = place_at("%s.IpAddressPrefix", s->where.text); /* unless a route says it */
    for (size_t i = 0; i < s->document->routes.count; i++) {
        const struct hcn_ip_route *r = s->document->routes.at[i];

        if (!is_default(r))
            continue;
        if (text_empty(r->next_hop) || !ip_parse(r->next_hop, &s->gateway))
            return fail(
                c, HCN_E_INVALID_SUBNET,
                "%s.Routes[%zu].NextHop: expected the address of the gateway, found nothing",
                s->where.text, i);
        s->gateway_at = place_at("%s.Routes[%zu].NextHop", s->where.text, i);
    }
    return true;
}

bool subnet_read(struct hcn_call *c, struct subnet *s)
{
    const char *text = s->document->ip_address_prefix;

    if (text_empty(text) || !prefix_parse(text, &s->prefix))
        return fail(c, HCN_E_INVALID_SUBNET,
                    "%s.IpAddressPrefix: expected an address prefix, found nothing", s->where.text);
    s->prefix = prefix_network(&s->prefix);
    return read_gateway(c, s);
}

bool subnets_read(struct hcn_call *c, const struct hcn_network_document *n, struct subnets *out)
{
    *out = (struct subnets){ 0 };
    for (size_t i = 0; i < n->ipams.count; i++) {
        const struct hcn_ipam *ipam = n->ipams.at[i];

        for (size_t j = 0; j < ipam->subnets.count; j++) {
            struct subnet *s = call_append(c, &out->at, &out->count, sizeof *s);

            if (!s)
                return false;
            s->document = ipam->subnets.at[j];
            s->where = place_at("network.Ipams[%zu].Subnets[%zu]", i, j);
            if (!subnet_read(c, s))
                return false;
        }
    }
    return true;
}

const struct subnet *subnets_find(const struct subnets *all, const struct ip *ip)
{
    for (size_t i = 0; i < all->count; i++)
        if (prefix_contains(&all->at[i].prefix, ip))
            return &all->at[i];
    return NULL;
}

/* ---- completing ------------------------------------------------------------------------- */

static bool add_default_route(struct hcn_call *c, struct subnet *s)
{
    struct hcn_ip_route *r = document_new(c, &ip_route_record);
    struct hcn_ip_route **place =
        call_append(c, &s->document->routes.at, &s->document->routes.count, sizeof *place);
    char text[IP_TEXT];

    if (!r || !place)
        return false;
    ip_print(&s->gateway, text);
    *place = r;
    r->next_hop = call_format(c, "%s", text);
    r->destination_prefix = s->prefix.ip.family == 4 ? "0.0.0.0/0" : "::/0";
    return r->next_hop != NULL;
}

static bool refuse_gateway(struct work *w, const struct subnet *s)
{
    char text[IP_TEXT];

    ip_print(&s->gateway, text);
    return fail(w->call, HCN_E_INVALID_SUBNET,
                "%s.Routes: expected a gateway in %s for the default route, found %s",
                s->where.text, s->document->ip_address_prefix, text);
}

/*
 * A network that the host routes has a gateway: the one of its default route, which must lie in
 * the subnet, else the first address.
 */
static bool complete_gateway(struct work *w, const struct hcn_network_document *n, struct subnet *s)
{
    unsigned most = ip_bits(&s->prefix.ip) - 2;

    if (!network_is_routed(n->type))
        return true;
    if (s->prefix.length > most)
        return fail(w->call, HCN_E_INVALID_SUBNET,
                    "%s.IpAddressPrefix: no room for a gateway and an endpoint, at most /%u is "
                    "possible",
                    s->where.text, most);
    if (s->gateway.family) {
        if (prefix_contains(&s->prefix, &s->gateway))
            return true;
        return refuse_gateway(w, s);
    }
    s->gateway = prefix_at(&s->prefix, 1);
    return n->type == HCN_NETWORK_INTERNAL || add_default_route(w->call, s);
}

static bool claim_gateway(struct work *w, const struct hcn_network_document *n,
                          const struct subnet *s)
{
    const struct holder self = holder_of(KIND_NETWORK, &n->id);
    const struct room room = room_of(&s->prefix, &s->prefix, 0);

    if (!s->gateway.family || s->document->flags & HCN_SUBNET_DO_NOT_RESERVE_GATEWAY_ADDRESS ||
        !prefix_contains(&s->prefix, &s->gateway))
        return true;
    return address_take(w, &n->id, &room, &s->gateway, &self, &s->gateway_at);
}

static bool subnet_name(struct hcn_call *c, const struct hcn_network_document *n, struct subnet *s)
{
    struct hcn_guid *id = &s->document->id;

    if (guid_is_zero(id))
        return guid_new(c, id);
    return !subnets_name(n, id, s->document) ||
           fail(c, HCN_E_INVALID_SUBNET, "%s.ID: another subnet of the network has %s",
                s->where.text, guid_text(id).s);
}

bool subnet_add(struct work *w, const struct hcn_network_document *n, struct subnet *s)
{
    static const struct hcn_guid routed;
    const bool is_routed = network_is_routed(n->type);
    const struct hcn_guid *scope = is_routed ? &routed : &n->id;

    return check_routes(w->call, s) && subnet_check(w, &s->prefix, &s->where) &&
           subnet_take(w, scope, &s->prefix, &n->id, &s->where) &&
           (!is_routed || subnet_check_host(w, &s->prefix, &s->where)) &&
           complete_gateway(w, n, s) && claim_gateway(w, n, s) && subnet_name(w->call, n, s) &&
           ip_subnets_complete(w, n, s);
}

/* A NAT or ICS network that was given no subnet gets a free one. */
static bool pick(struct work *w, struct hcn_network_document *n)
{
    struct hcn_ipam *ipam = document_new(w->call, &ipam_record);
    struct hcn_subnet *subnet = document_new(w->call, &subnet_record);
    struct hcn_subnet **in_ipam;
    struct hcn_ipam **in_network;
    struct prefix prefix;
    char text[PREFIX_TEXT];

    if (!ipam || !subnet || !subnet_pick(w, &n->id, &prefix))
        return false;
    prefix_print(&prefix, text);
    subnet->ip_address_prefix = call_format(w->call, "%s", text);
    document_give(ipam, &ipam->type); /* Static */
    in_ipam = call_append(w->call, &ipam->subnets.at, &ipam->subnets.count, sizeof *in_ipam);
    if (n->ipams.count == 1 && !n->ipams.at[0]->subnets.count)
        n->ipams.count = 0; /* an empty one says nothing */
    in_network = call_append(w->call, &n->ipams.at, &n->ipams.count, sizeof *in_network);
    if (!subnet->ip_address_prefix || !in_ipam || !in_network)
        return false;
    *in_ipam = subnet;
    *in_network = ipam;
    return true;
}

/* Every network lists its Ipams, with their types. */
static void complete_ipams(struct hcn_network_document *n)
{
    document_give(n, &n->ipams);
    for (size_t i = 0; i < n->ipams.count; i++)
        document_give(n->ipams.at[i], &n->ipams.at[i]->type);
}

bool subnets_complete(struct work *w, struct hcn_network_document *n)
{
    struct subnets all;

    complete_ipams(n);
    if (!subnets_read(w->call, n, &all))
        return false;
    if (!all.count && (n->type == HCN_NETWORK_NAT || n->type == HCN_NETWORK_ICS) &&
        (!pick(w, n) || !subnets_read(w->call, n, &all)))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (!subnet_policies_check(w, all.at[i].document, &all.at[i].where) ||
            !subnet_add(w, n, &all.at[i]))
            return false;
    return true;
}

/* ---- changing --------------------------------------------------------------------------- */

bool subnet_check_unused(struct work *w, const struct hcn_network_document *n,
                         const struct prefix *p, const struct place *where)
{
    struct holder self = holder_of(KIND_NETWORK, &n->id);
    struct ip ip = p->ip, end = prefix_end(p);

    for (;;) {
        struct claim from = claim_address(&n->id, &ip, &self), next;
        char text[IP_TEXT];
        bool found;

        if (!store_claim_next(w->call, w->store, &from, &next, &found))
            return false;
        ip = claimed_address(&next);
        if (!found || !prefix_contains(p, &ip))
            return true;
        ip_print(&ip, text);
        if (!holder_equal(&next.holder, &self))
            return fail(w->call, HCN_E_ENTITY_HAS_REFERENCES, "%s: %s has the address %s",
                        where->text, object_title(w, next.holder.kind, &next.holder.id), text);
        if (ip_equal(&ip, &end)) /* nothing is behind it; the next of all is the first of all */
            return true;
        ip = ip_next(&ip); /* the gateway */
    }
}

bool subnet_drop(struct work *w, const struct hcn_network_document *n, struct hcn_subnet *subnet,
                 const struct place *where)
{
    static const struct hcn_guid routed;
    struct subnet s = { .document = subnet, .where = *where };
    struct holder self = holder_of(KIND_NETWORK, &n->id);
    struct claim claim, gateway;

    if (!subnet_read(w->call, &s) || !subnet_check_unused(w, n, &s.prefix, where))
        return false;
    claim = claim_subnet(network_is_routed(n->type) ? &routed : &n->id, &s.prefix, &n->id);
    if (!s.gateway.family)
        s.gateway = prefix_at(&s.prefix, 1);
    gateway = claim_address(&n->id, &s.gateway, &self);
    return work_release(w, &claim) && work_release(w, &gateway);
}
