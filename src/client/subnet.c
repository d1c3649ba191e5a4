/* subnet.c - one rule for gateways, whoever needs it: the first address, of either family. */
#include "client/subnet.h"

#include <string.h>

bool subnet_gateway(struct hcn_call *c, const char *subnet, const struct prefix *p, struct ip *out)
{
    const struct prefix network = prefix_network(p);
    const unsigned most = ip_bits(&p->ip) - 2;

    if (p->length > most)
        return fail(c, HCN_E_INVALID_PREFIX,
                    "expected a prefix with room for a gateway and a host (at most /%u), "
                    "found \"%s\"",
                    most, subnet);
    *out = prefix_at(&network, 1);
    return true;
}

struct hcn_ip_route *subnet_default_route(struct hcn_call *c, const struct ip *gateway)
{
    struct hcn_ip_route *route = hcn_document_new(c, HCN_DOCUMENT_IP_ROUTE);
    char text[IP_TEXT];

    if (!route)
        return NULL;
    ip_print(gateway, text);
    route->next_hop = call_text(c, text, strlen(text));
    route->destination_prefix = gateway->family == 4 ? "0.0.0.0/0" : "::/0";
    return route->next_hop ? route : NULL;
}

struct hcn_ipam *subnet_ipam(struct hcn_call *c, const char *subnet)
{
    struct hcn_ipam *ipam = hcn_document_new(c, HCN_DOCUMENT_IPAM);
    struct hcn_subnet *s = hcn_document_new(c, HCN_DOCUMENT_SUBNET);
    char text[PREFIX_TEXT];
    struct prefix p;
    struct ip gateway;

    if (!ipam || !s)
        return NULL;
    if (!subnet || !strchr(subnet, '/') || !prefix_parse(subnet, &p)) {
        fail(c, HCN_E_INVALID_PREFIX, "expected a subnet as in 10.0.0.0/24, found \"%s\"",
             subnet ? subnet : "");
        return NULL;
    }
    if (!subnet_gateway(c, subnet, &p, &gateway))
        return NULL;
    hcn_member_give(ipam, &ipam->type); /* static: zero, and to be seen */
    p = prefix_network(&p);
    prefix_print(&p, text);
    s->ip_address_prefix = call_text(c, text, strlen(text));
    if (!s->ip_address_prefix || !hcn_list_append(c, &s->routes, subnet_default_route(c, &gateway)))
        return NULL;
    return hcn_list_append(c, &ipam->subnets, s) ? ipam : NULL;
}
