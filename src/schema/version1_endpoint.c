/* version1_endpoint.c - endpoints of version 1: one address and one gateway of each family. */
#include <string.h>

#include "base/guid.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/object_fields.h"
#include "schema/records.h"
#include "schema/version1_parts.h"

static const struct field space_fields[] = {
    FIELD(version1_space, id, "ID"),
};
static const struct record space_record = TABLE(version1_space, "namespace", space_fields);

static const struct field endpoint_fields[] = {
    ENDPOINT_FIELDS(&version1_policy_record),
    FIELD(version1_endpoint, virtual_network, "VirtualNetwork"),
    FIELD(version1_endpoint, virtual_network_name, "VirtualNetworkName"),
    FORMAT(version1_endpoint, ip_address, "IPAddress", &address_format),
    LIMITED(version1_endpoint, prefix_length, "PrefixLength", 128),
    FIELD(version1_endpoint, ip_subnet_id, "IPSubnetId"),
    FORMAT(version1_endpoint, ipv6_address, "IPv6Address", &address_format),
    LIMITED(version1_endpoint, ipv6_prefix_length, "IPv6PrefixLength", 128),
    FIELD(version1_endpoint, ipv6_subnet_id, "IPv6SubnetId"),
    FORMAT(version1_endpoint, gateway_address, "GatewayAddress", &address_format),
    FORMAT(version1_endpoint, gateway_address_v6, "GatewayAddressV6", &address_format),
    VERSION1_DNS_FIELDS(version1_endpoint),
    FIELD(version1_endpoint, is_remote_endpoint, "IsRemoteEndpoint"),
    FIELD(version1_endpoint, disable_icc, "DisableICC"),
    FIELD(version1_endpoint, enable_low_metric, "EnableLowMetric"),
    FIELD(version1_endpoint, enable_internal_dns, "EnableInternalDNS"),
    FIELD(version1_endpoint, encap_overhead, "EncapOverhead"),
    RECORD(version1_endpoint, interface_constraint, "InterfaceConstraint",
           &interface_constraint_settings_record),
    RECORD(version1_endpoint, space, "Namespace", &space_record),
    LIST(version1_endpoint, shared_containers, "SharedContainers"),
};
const struct record version1_endpoint_record =
    TABLE(version1_endpoint, "endpoint", endpoint_fields);

static const struct version1_member members[] = {
    { HCN_POLICY_ENCAP_OVERHEAD, offsetof(struct version1_endpoint, encap_overhead),
      offsetof(struct hcn_encap_overhead_settings, overhead), sizeof(uint16_t) },
    { HCN_POLICY_INTERFACE_CONSTRAINT, offsetof(struct version1_endpoint, interface_constraint), 0,
      sizeof(void *) },
};

static const struct version1_bit bits[] = {
    { offsetof(struct version1_endpoint, is_remote_endpoint), HCN_ENDPOINT_REMOTE_ENDPOINT },
    { offsetof(struct version1_endpoint, disable_icc),
      HCN_ENDPOINT_DISABLE_INTER_COMPUTE_COMMUNICATION },
    { offsetof(struct version1_endpoint, enable_low_metric),
      HCN_ENDPOINT_ENABLE_LOW_INTERFACE_METRIC },
    { offsetof(struct version1_endpoint, enable_internal_dns),
      HCN_ENDPOINT_OVERRIDE_DNS_SERVER_ORDER },
};

/* The address of one family, and what goes with it. */
struct family {
    const char *address;
    uint8_t prefix_length;
    struct hcn_guid subnet;
};

/* ---- into version 2 ------------------------------------------------------------------------ */

static bool fold_address(struct hcn_call *c, struct hcn_endpoint_document *e,
                         const struct family *f)
{
    struct hcn_ip_configuration *ip;

    if (text_empty(f->address) && guid_is_zero(&f->subnet))
        return true;
    ip = document_new(c, &ip_configuration_record);
    if (!ip)
        return false;
    ip->ip_address = f->address;
    ip->prefix_length = f->prefix_length;
    ip->ip_subnet_id = f->subnet;
    return version1_append(c, &e->ip_configurations.at, &e->ip_configurations.count, ip);
}

static bool fold_routes(struct hcn_call *c, struct version1_endpoint *e)
{
    struct version1_routes routes = { e->now.routes.at, e->now.routes.count };

    if (!version1_gateway_fold(c, e->gateway_address_v6, &routes) ||
        !version1_gateway_fold(c, e->gateway_address, &routes))
        return false;
    e->now.routes.at = routes.at;
    e->now.routes.count = routes.count;
    return true;
}

static bool fold_families(struct hcn_call *c, struct version1_endpoint *e)
{
    const struct family families[] = {
        { e->ip_address, e->prefix_length, e->ip_subnet_id },
        { e->ipv6_address, e->ipv6_prefix_length, e->ipv6_subnet_id },
    };

    for (size_t i = 0; i < COUNT(families); i++)
        if (!fold_address(c, &e->now, &families[i]))
            return false;
    return fold_routes(c, e);
}

static bool is_said_once(struct hcn_call *c, const struct version1_endpoint *e)
{
    return version1_alone(c, e, &e->virtual_network, &e->now.host_compute_network) &&
           version1_alone(c, e, &e->ip_address, &e->now.ip_configurations) &&
           version1_alone(c, e, &e->ipv6_address, &e->now.ip_configurations) &&
           version1_alone(c, e, &e->dns.server_list, &e->now.dns);
}

bool endpoint_fold(struct hcn_call *c, void *document)
{
    struct version1_endpoint *e = document;
    struct version1_policies policies = { e->now.policies.at, e->now.policies.count };

    if (!is_said_once(c, e) || !fold_families(c, e) ||
        !version1_dns_fold(c, &e->dns, &e->now.dns) ||
        !version1_members_fold(c, members, COUNT(members), e, &policies))
        return false;
    e->now.policies.at = policies.at;
    e->now.policies.count = policies.count;
    version1_bits_fold(bits, COUNT(bits), e, &e->now.flags);
    if (!guid_is_zero(&e->virtual_network))
        e->now.host_compute_network = e->virtual_network;
    if (e->space)
        e->now.host_compute_namespace = e->space->id;
    return true;
}

/* ---- out of version 2 ---------------------------------------------------------------------- */

static bool is_6(const char *address)
{
    return address && strchr(address, ':');
}

/* One address of each family; more than that cannot be said. */
static void unfold_addresses(struct version1_endpoint *e)
{
    for (size_t i = 0; i < e->now.ip_configurations.count; i++) {
        const struct hcn_ip_configuration *ip = e->now.ip_configurations.at[i];

        if (is_6(ip->ip_address) && !e->ipv6_address) {
            e->ipv6_address = ip->ip_address;
            e->ipv6_prefix_length = ip->prefix_length;
            e->ipv6_subnet_id = ip->ip_subnet_id;
        } else if (!is_6(ip->ip_address) && !e->ip_address) {
            e->ip_address = ip->ip_address;
            e->prefix_length = ip->prefix_length;
            e->ip_subnet_id = ip->ip_subnet_id;
        }
    }
    document_drop(e, &e->now.ip_configurations);
}

/* The first default route of each family is a gateway; what is left stays a route. */
static void unfold_routes(struct version1_endpoint *e)
{
    struct version1_routes routes = { e->now.routes.at, e->now.routes.count };

    e->gateway_address = version1_gateway_unfold(&routes, false);
    e->gateway_address_v6 = version1_gateway_unfold(&routes, true);
    e->now.routes.count = routes.count;
    if (!routes.count)
        document_drop(e, &e->now.routes);
}

static bool unfold_policies(struct hcn_call *c, struct version1_endpoint *e)
{
    struct version1_policies policies = { e->now.policies.at, e->now.policies.count };

    if (!version1_members_unfold(c, members, COUNT(members), e, &policies) ||
        !version1_policies_unfold(c, policies.at, policies.count))
        return false;
    e->now.policies.at = policies.at;
    e->now.policies.count = policies.count;
    document_give(e, &e->now.policies);
    return true;
}

/* Clients of version 1 know these parameters as texts alone (hcsshim), so ours are left out. */
static bool drop_linux(struct hcn_call *c, struct hcn_endpoint_document *e)
{
    struct hcn_additional_params *params;

    if (text_empty(e->additional_params) || *e->additional_params != '{')
        return true;
    params = document_read(c, &additional_params_record, e->additional_params,
                           strlen(e->additional_params), LENIENT);
    if (!params || !params->on_linux)
        return params != NULL;
    document_drop(params, &params->on_linux);
    e->additional_params = document_print(c, params, NULL);
    return e->additional_params != NULL;
}

static bool show_network(struct hcn_call *c, struct version1_endpoint *e, const char *network)
{
    const struct hcn_network_document *n;

    e->virtual_network = e->now.host_compute_network;
    document_give(e, &e->virtual_network);
    document_drop(e, &e->now.host_compute_network);
    if (!network)
        return true;
    n = document_read(c, &network_record, network, strlen(network), LENIENT);
    e->virtual_network_name = n ? n->name : NULL;
    return n != NULL;
}

/* The containers of the namespace that it is in share it. */
static bool show_containers(struct hcn_call *c, struct version1_endpoint *e, const char *space)
{
    const struct hcn_namespace_document *n =
        space ? document_read(c, &namespace_record, space, strlen(space), LENIENT) : NULL;

    for (size_t i = 0; n && i < n->resources.count; i++) {
        const struct hcn_resource *r = n->resources.at[i];

        if (r->type == HCN_RESOURCE_CONTAINER && r->data && r->data->id &&
            !version1_append(c, &e->shared_containers.at, &e->shared_containers.count, r->data->id))
            return false;
    }
    document_give(e, &e->shared_containers);
    return n || !space;
}

static bool show_space(struct hcn_call *c, struct version1_endpoint *e)
{
    const struct hcn_guid id = e->now.host_compute_namespace;

    document_drop(e, &e->now.host_compute_namespace);
    if (guid_is_zero(&id))
        return true;
    e->space = document_new(c, &space_record);
    if (e->space)
        e->space->id = id;
    return e->space != NULL;
}

bool endpoint_unfold(struct hcn_call *c, void *document, const struct version1_view *view)
{
    struct version1_endpoint *e = document;

    unfold_addresses(e);
    unfold_routes(e);
    version1_bits_unfold(bits, COUNT(bits), e, &e->now.flags);
    if (!e->now.flags)
        document_drop(e, &e->now.flags);
    if (!version1_dns_unfold(c, e->now.dns, &e->dns) || !unfold_policies(c, e) ||
        !drop_linux(c, &e->now) || !show_network(c, e, view->network) ||
        !show_containers(c, e, view->space) || !show_space(c, e))
        return false;
    document_drop(e, &e->now.dns);
    return true;
}
