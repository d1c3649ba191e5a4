/* version1_network.c - networks of version 1: subnets with gateways, DNS and adapters as members.
 */
#include <string.h>

#include "base/ip.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/object_fields.h"
#include "schema/reader.h"
#include "schema/records.h"
#include "schema/version1_parts.h"

static const struct field subnet_fields[] = {
    SUBNET_FIELDS(&version1_policy_record),
    FORMAT(version1_subnet, address_prefix, "AddressPrefix", &subnet_format),
    FORMAT(version1_subnet, gateway_address, "GatewayAddress", &address_format),
};
static const struct record subnet_1_record = TABLE(version1_subnet, "subnet", subnet_fields);

static const struct field network_fields[] = {
    NETWORK_FIELDS(&version1_policy_record),
    RECORD_LIST(version1_network, subnets, "Subnets", &subnet_1_record),
    RECORD_LIST(version1_network, mac_pools, "MacPools", &mac_range_record),
    VERSION1_DNS_FIELDS(version1_network),
    FIELD(version1_network, network_adapter_name, "NetworkAdapterName"),
    FORMAT(version1_network, source_mac, "SourceMac", &mac_format),
    FIELD(version1_network, automatic_dns, "AutomaticDNS"),
    RECORD(version1_network, interface_constraint, "InterfaceConstraint",
           &interface_constraint_settings_record),
    FIELD(version1_network, isolate_switch, "IsolateSwitch"),
    FIELD(version1_network, ipv6, "IPv6"),
};

/* The type is kept as it was written: clients compare what version 1 tells byte for byte. */
static bool keep_type(struct reader *r, const struct where *w, struct yyjson_val *object,
                      void *document)
{
    struct hcn_network_document *n = document;
    yyjson_val *key = reader_key(object, "Type");
    const char *text = key ? yyjson_get_str(yyjson_obj_iter_get_val(key)) : NULL;

    (void)w;
    if (text_empty(text) || !strcmp(text, words_text(&network_type_words, n->type)))
        return true;
    n->version1_type = call_text(r->call, text, strlen(text));
    return n->version1_type != NULL;
}

const struct record version1_network_record = { .name = "network",
                                                .size = sizeof(struct version1_network),
                                                .fields = network_fields,
                                                .count = COUNT(network_fields),
                                                .finish = keep_type };

static const struct version1_member members[] = {
    { HCN_POLICY_NET_ADAPTER_NAME, offsetof(struct version1_network, network_adapter_name),
      offsetof(struct hcn_net_adapter_name_settings, network_adapter_name), sizeof(const char *) },
    { HCN_POLICY_SOURCE_MAC_ADDRESS, offsetof(struct version1_network, source_mac),
      offsetof(struct hcn_source_mac_address_settings, source_mac_address), sizeof(const char *) },
    { HCN_POLICY_AUTOMATIC_DNS, offsetof(struct version1_network, automatic_dns),
      offsetof(struct hcn_automatic_dns_settings, enable), sizeof(bool) },
    { HCN_POLICY_INTERFACE_CONSTRAINT, offsetof(struct version1_network, interface_constraint), 0,
      sizeof(void *) },
};

static const struct version1_bit bits[] = {
    { offsetof(struct version1_network, isolate_switch), HCN_NETWORK_ISOLATE_VSWITCH },
};

/* ---- into version 2 ------------------------------------------------------------------------ */

/* Clients that have nothing to say about addresses say 0.0.0.0/0 (libnetwork). */
static bool says_nothing(const char *prefix)
{
    struct prefix p;

    return text_empty(prefix) || (prefix_parse(prefix, &p) && !p.length);
}

static bool fold_subnet(struct hcn_call *c, struct version1_subnet *s, struct hcn_ipam *ipam)
{
    struct version1_routes routes = { s->now.routes.at, s->now.routes.count };

    if (says_nothing(s->address_prefix) && says_nothing(s->now.ip_address_prefix))
        return true;
    if (!version1_alone(c, s, &s->address_prefix, &s->now.ip_address_prefix) ||
        !version1_gateway_fold(c, s->gateway_address, &routes))
        return false;
    s->now.routes.at = routes.at;
    s->now.routes.count = routes.count;
    if (!text_empty(s->address_prefix)) {
        s->now.ip_address_prefix = s->address_prefix;
        document_give(s, &s->now.ip_address_prefix);
    }
    return version1_append(c, &ipam->subnets.at, &ipam->subnets.count,
                           version1_recast(c, s, &subnet_record));
}

static bool fold_subnets(struct hcn_call *c, struct version1_network *n)
{
    struct hcn_ipam *ipam = document_new(c, &ipam_record);

    for (size_t i = 0; ipam && i < n->subnets.count; i++)
        if (!fold_subnet(c, n->subnets.at[i], ipam))
            return false;
    if (!ipam || !ipam->subnets.count)
        return ipam != NULL;
    return version1_append(c, &n->now.ipams.at, &n->now.ipams.count, ipam);
}

static bool fold_pools(struct hcn_call *c, struct version1_network *n)
{
    if (!n->mac_pools.count)
        return true;
    n->now.mac_pool = document_new(c, &mac_pool_record);
    if (!n->now.mac_pool)
        return false;
    n->now.mac_pool->ranges.at = n->mac_pools.at;
    n->now.mac_pool->ranges.count = n->mac_pools.count;
    return true;
}

static bool isolates(const struct hcn_policy *p)
{
    const enum hcn_policy_type type = hcn_policy_type(p);

    return type == HCN_POLICY_VLAN || type == HCN_POLICY_VSID;
}

/* In version 2 each subnet is isolated by a policy of its own. */
static bool isolate(struct hcn_call *c, struct version1_network *n, struct hcn_policy *p, size_t at)
{
    struct hcn_ipam *ipam = n->now.ipams.count ? n->now.ipams.at[0] : NULL;

    if (!ipam || !ipam->subnets.count)
        return fail(c, HCN_E_INVALID_POLICY,
                    "network.Policies[%zu]: %s isolates subnets, and the network was given none",
                    at, p->type);
    for (size_t i = 0; i < ipam->subnets.count; i++) {
        struct hcn_subnet *s = ipam->subnets.at[i];

        if (!version1_append(c, &s->policies.at, &s->policies.count, p))
            return false;
    }
    return true;
}

static bool fold_isolation(struct hcn_call *c, struct version1_network *n,
                           struct version1_policies *left)
{
    for (size_t i = 0; i < n->now.policies.count; i++) {
        struct hcn_policy *p = n->now.policies.at[i];

        if (!(isolates(p) ? isolate(c, n, p, i) : version1_append(c, &left->at, &left->count, p)))
            return false;
    }
    return true;
}

bool network_fold(struct hcn_call *c, void *document)
{
    struct version1_policies policies = { 0 };
    struct version1_network *n = document;

    if (!version1_alone(c, n, &n->subnets, &n->now.ipams) ||
        !version1_alone(c, n, &n->mac_pools, &n->now.mac_pool) || !fold_subnets(c, n) ||
        !fold_pools(c, n) || !version1_dns_fold(c, &n->dns, &n->now.dns) ||
        !fold_isolation(c, n, &policies) ||
        !version1_members_fold(c, members, COUNT(members), n, &policies))
        return false;
    n->now.policies.at = policies.at;
    n->now.policies.count = policies.count;
    version1_bits_fold(bits, COUNT(bits), n, &n->now.flags);
    return true;
}

/* ---- out of version 2 ---------------------------------------------------------------------- */

/* The first default route is the gateway; others stay routes. */
static void take_gateway(struct version1_subnet *s)
{
    struct version1_routes routes = { s->now.routes.at, s->now.routes.count };

    s->gateway_address =
        version1_gateway_unfold(&routes, s->address_prefix && strchr(s->address_prefix, ':'));
    s->now.routes.count = routes.count;
    if (!routes.count)
        document_drop(s, &s->now.routes);
}

static bool unfold_subnet(struct hcn_call *c, struct version1_network *n,
                          const struct hcn_subnet *from)
{
    struct version1_subnet *s = version1_recast(c, from, &subnet_1_record);

    if (!s)
        return false;
    s->address_prefix = s->now.ip_address_prefix;
    document_drop(s, &s->now.ip_address_prefix);
    take_gateway(s);
    n->ipv6 |= s->address_prefix && strchr(s->address_prefix, ':');
    return version1_policies_unfold(c, s->now.policies.at, s->now.policies.count) &&
           version1_append(c, &n->subnets.at, &n->subnets.count, s);
}

static bool unfold_subnets(struct hcn_call *c, struct version1_network *n)
{
    for (size_t i = 0; i < n->now.ipams.count; i++)
        for (size_t j = 0; j < n->now.ipams.at[i]->subnets.count; j++)
            if (!unfold_subnet(c, n, n->now.ipams.at[i]->subnets.at[j]))
                return false;
    document_give(n, &n->subnets);
    document_give(n, &n->ipv6);
    document_drop(n, &n->now.ipams);
    return true;
}

static bool unfold_policies(struct hcn_call *c, struct version1_network *n)
{
    struct version1_policies policies = { n->now.policies.at, n->now.policies.count };

    if (!version1_members_unfold(c, members, COUNT(members), n, &policies) ||
        !version1_policies_unfold(c, policies.at, policies.count))
        return false;
    n->now.policies.at = policies.at;
    n->now.policies.count = policies.count;
    document_give(n, &n->now.policies);
    return true;
}

/* As its creator wrote it; a document of version 2 may say here what it likes. */
static bool unfold_type(struct hcn_call *c, struct hcn_network_document *n)
{
    const char *text = n->version1_type;
    struct hcn_extra *written;
    uint32_t type;

    document_drop(n, &n->version1_type);
    if (text_empty(text) || !words_find(&network_type_words, text, &type) || type != n->type)
        return true;
    written = call_alloc(c, sizeof *written);
    if (!written)
        return false;
    *written = (struct hcn_extra){ "Type", call_format(c, "\"%s\"", text), n->head.extras };
    n->head.extras = written;
    n->type = WORD_UNKNOWN;
    return written->json != NULL;
}

bool network_unfold(struct hcn_call *c, void *document, const struct version1_view *view)
{
    struct version1_network *n = document;

    (void)view;
    if (n->now.mac_pool) {
        n->mac_pools.at = n->now.mac_pool->ranges.at;
        n->mac_pools.count = n->now.mac_pool->ranges.count;
    }
    document_drop(n, &n->now.mac_pool);
    document_give(n, &n->now.flags);
    if (!unfold_type(c, &n->now) || !version1_dns_unfold(c, n->now.dns, &n->dns) ||
        !unfold_subnets(c, n))
        return false;
    document_drop(n, &n->now.dns);
    return unfold_policies(c, n);
}
