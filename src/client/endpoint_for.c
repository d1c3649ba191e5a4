/* endpoint_for.c - what an attachment's endpoint is to look like. */
#include "client/endpoint_for.h"

#include <string.h>

#include "base/text.h"
#include "client/handle.h"
#include "client/subnet.h"

/* ---- addresses -------------------------------------------------------------------------- */

static bool read_ip(struct hcn_call *c, const char *name, const char *text, struct ip *out)
{
    *out = (struct ip){ 0 };
    if (text_empty(text) || ip_parse(text, out))
        return true;
    return fail(c, E_INVALIDARG, "%s: expected an IP address, found \"%s\"", name, text);
}

/* The network's first address, unless the endpoint is to have that itself. */
static bool first_address(struct hcn_call *c, const struct prefix *p, struct ip *out)
{
    char text[PREFIX_TEXT];

    prefix_print(p, text);
    if (!subnet_gateway(c, text, p, out))
        return false;
    if (!ip_equal(out, &p->ip))
        return true;
    return fail(c, E_INVALIDARG,
                "address: %s is the first of its subnet, which is the gateway: give another "
                "address or the gateway",
                text);
}

static bool check_prefix(struct hcn_call *c, const struct prefix *p)
{
    if (!p->ip.family && p->length)
        return fail(c, E_INVALIDARG, "prefix_length: %u was given without an address", p->length);
    if (p->ip.family && p->length > ip_bits(&p->ip))
        return fail(c, E_INVALIDARG, "prefix_length: expected at most %u, found %u",
                    ip_bits(&p->ip), p->length);
    return true;
}

/* Family 0: none, the service knows. */
static bool find_gateway(struct hcn_call *c, const struct hcn_attachment_options *o,
                         const struct prefix *p, struct ip *out)
{
    if (!read_ip(c, "gateway", o->gateway, out))
        return false;
    if (out->family && p->ip.family && out->family != p->ip.family)
        return fail(c, E_INVALIDARG, "gateway: %s is not of the same family as the address %s",
                    o->gateway, o->address);
    if (out->family || !p->length)
        return true;
    return first_address(c, p, out);
}

static bool add_address(struct hcn_call *c, const struct hcn_attachment_options *o,
                        struct hcn_endpoint_document *e)
{
    struct hcn_ip_configuration *configuration;
    struct prefix p = { .length = o->prefix_length };
    struct ip gateway;

    if (!read_ip(c, "address", o->address, &p.ip) || !check_prefix(c, &p) ||
        !find_gateway(c, o, &p, &gateway))
        return false;
    if (gateway.family && !hcn_list_append(c, &e->routes, subnet_default_route(c, &gateway)))
        return false;
    if (!p.ip.family)
        return true;
    configuration = hcn_document_new(c, HCN_DOCUMENT_IP_CONFIGURATION);
    if (!configuration)
        return false;
    configuration->ip_address = o->address;
    configuration->prefix_length = o->prefix_length;
    return hcn_list_append(c, &e->ip_configurations, configuration);
}

/* ---- the rest --------------------------------------------------------------------------- */

static bool add_dns(struct hcn_call *c, const struct hcn_attachment_options *o,
                    struct hcn_endpoint_document *e)
{
    struct ip server;

    if (!read_ip(c, "dns_server", o->dns_server, &server))
        return false;
    if (!server.family && text_empty(o->dns_domain))
        return true;
    e->dns = hcn_document_new(c, HCN_DOCUMENT_DNS);
    if (!e->dns)
        return false;
    if (server.family && !hcn_list_append(c, &e->dns->server_list, o->dns_server))
        return false;
    if (text_empty(o->dns_domain))
        return true;
    e->dns->domain = o->dns_domain;
    return hcn_list_append(c, &e->dns->search, o->dns_domain);
}

/* `owner-container`, or what of the two was given. */
static bool add_names(struct hcn_call *c, const struct hcn_attachment_options *o,
                      struct hcn_endpoint_document *e)
{
    const bool both = !text_empty(o->owner) && !text_empty(o->container);

    e->owner = text_empty(o->owner) ? NULL : o->owner;
    if (!e->owner && text_empty(o->container))
        return true;
    e->name = call_format(c, "%s%s%s", e->owner ? e->owner : "", both ? "-" : "",
                          o->container ? o->container : "");
    return e->name != NULL;
}

struct hcn_endpoint_document *endpoint_for(struct hcn_call *c,
                                           const struct hcn_attachment_options *options)
{
    struct hcn_endpoint_document *e;

    if (!options) {
        fail(c, E_INVALIDARG, "no options of the attachment were given");
        return NULL;
    }
    e = hcn_document_new(c, HCN_DOCUMENT_ENDPOINT);
    if (!e || !add_names(c, options, e) || !add_address(c, options, e) || !add_dns(c, options, e))
        return NULL;
    for (size_t i = 0; i < options->policy_count; i++)
        if (!hcn_list_append(c, &e->policies, options->policies[i]))
            return NULL;
    e->schema_version = schema_version_2(c);
    return failed(c) ? NULL : e;
}

/* ---- overlays --------------------------------------------------------------------------- */

struct policies {
    struct hcn_policy **at;
    size_t count;
};

static struct hcn_policy *out_bound_nat(struct hcn_call *c, const char *cluster)
{
    return hcn_policy_out_bound_nat(c, &cluster, 1);
}

static struct hcn_policy *sdn_route(struct hcn_call *c, const char *cluster)
{
    return hcn_policy_sdn_route(c, cluster, false);
}

static const struct {
    uint32_t bit;
    struct hcn_policy *(*make)(struct hcn_call *c, const char *cluster);
} overlays[] = {
    { HCN_OVERLAY_OUTBOUND_NAT, out_bound_nat },
    { HCN_OVERLAY_SDN_ROUTE, sdn_route },
    { HCN_OVERLAY_ACL, hcn_policy_acl_in_allow },
};

static bool add_policies(struct hcn_call *c, const struct hcn_attachment_options *o,
                         const char *cluster, uint32_t bits, struct policies *out)
{
    for (size_t i = 0; i < o->policy_count; i++)
        if (!hcn_list_append(c, out, o->policies[i]))
            return false;
    for (size_t i = 0; i < COUNT(overlays); i++)
        if (bits & overlays[i].bit && !hcn_list_append(c, out, overlays[i].make(c, cluster)))
            return false;
    return true;
}

bool overlay_options(struct hcn_call *c, const struct hcn_attachment_options *options,
                     const char *cluster_prefix, uint32_t policies,
                     struct hcn_attachment_options *out)
{
    struct policies all = { 0 };
    struct prefix cluster;

    if (!options)
        return fail(c, E_INVALIDARG, "no options of the attachment were given");
    if (policies & ~(uint32_t)HCN_OVERLAY_ALL)
        return fail(c, E_INVALIDARG,
                    "policies: expected bits of enum hcn_overlay_policies, found %#x", policies);
    if (!cluster_prefix || !prefix_parse(cluster_prefix, &cluster))
        return fail(c, HCN_E_INVALID_PREFIX,
                    "cluster_prefix: expected a prefix as in 10.200.0.0/16, found \"%s\"",
                    cluster_prefix ? cluster_prefix : "");
    if (!add_policies(c, options, cluster_prefix, policies, &all))
        return false;
    *out = *options;
    out->policies = all.at;
    out->policy_count = all.count;
    return true;
}
