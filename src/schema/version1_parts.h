/*
 * version1_parts.h - the documents of version 1 as structs, and what turning them has in common.
 */
#ifndef SCHEMA_VERSION1_PARTS_H
#define SCHEMA_VERSION1_PARTS_H

#include <hcn/documents.h>

#include "schema/record.h"
#include "schema/version1.h"

/* ---- documents ----------------------------------------------------------------------------- */

/* Dns, as texts with commas in them. */
struct version1_dns {
    const char *domain;
    const char *suffix;
    const char *server_list;
};

struct version1_subnet {
    struct hcn_subnet now;
    const char *address_prefix;
    const char *gateway_address;
};

struct version1_network {
    struct hcn_network_document now;
    HCN_LIST(struct version1_subnet *) subnets;
    HCN_LIST(struct hcn_mac_range *) mac_pools;
    struct version1_dns dns;
    const char *network_adapter_name;
    const char *source_mac;
    bool automatic_dns;
    struct hcn_interface_constraint_settings *interface_constraint;
    bool isolate_switch;
    bool ipv6; /* told: it has a subnet of that family */
};

/* Namespace of an endpoint. */
struct version1_space {
    struct hcn_head head;
    struct hcn_guid id;
};

struct version1_endpoint {
    struct hcn_endpoint_document now;
    struct hcn_guid virtual_network;
    const char *virtual_network_name;
    const char *ip_address, *ipv6_address;
    uint8_t prefix_length, ipv6_prefix_length;
    struct hcn_guid ip_subnet_id, ipv6_subnet_id;
    const char *gateway_address, *gateway_address_v6;
    struct version1_dns dns;
    bool is_remote_endpoint, disable_icc, enable_low_metric, enable_internal_dns;
    uint16_t encap_overhead;
    struct hcn_interface_constraint_settings *interface_constraint;
    struct version1_space *space;
    HCN_LIST(const char *) shared_containers;
};

struct version1_namespace {
    struct hcn_namespace_document now;
    HCN_LIST(struct hcn_resource *) resource_list;
    uint32_t compartment_id;
    struct hcn_guid compartment_guid;
    bool is_default;
    HCN_LIST(const char *) containers;
};

/* A policy of a policy list: ELB or ROUTE. */
struct version1_list_policy {
    struct hcn_head head;
    const char *type;
    uint32_t protocol;
    uint16_t internal_port, external_port;
    uint32_t distribution_type;
    uint32_t flags; /* of the port mapping, but for those with names of their own */
    bool ilb, local_routed_vip, is_dsr, ipv6;
    const char *source_vip;
    HCN_LIST(const char *) vips;
    const char *destination_prefix, *next_hop;
    bool need_encap, automatic_endpoint_monitor;
};

/* What a load balancer or a route has more than version 2. */
struct version1_list {
    HCN_LIST(const char *) references; /* "/endpoints/ID" */
    HCN_LIST(struct version1_list_policy *) policies;
    bool is_applied; /* told: false */
};

struct version1_load_balancer {
    struct hcn_load_balancer_document now;
    struct version1_list list;
};

struct version1_route {
    struct hcn_route_document now;
    struct version1_list list;
};

extern const struct record version1_network_record;
extern const struct record version1_endpoint_record;
extern const struct record version1_namespace_record;
extern const struct record version1_load_balancer_record;
extern const struct record version1_route_record;

/* The routes of a subnet or an endpoint. */
struct version1_routes {
    struct hcn_ip_route **at;
    size_t count;
};

/* ---- turning them ------------------------------------------------------------------------- */

/* Into version 2: the members that only version 1 has are put into the others. */
typedef bool fold_fn(struct hcn_call *c, void *document);

/* Out of version 2: the members that only version 2 has are taken out. */
typedef bool unfold_fn(struct hcn_call *c, void *document, const struct version1_view *view);

fold_fn network_fold, endpoint_fold, namespace_fold, load_balancer_fold, route_fold;
unfold_fn network_unfold, endpoint_unfold, namespace_unfold, load_balancer_unfold, route_unfold;

/* The same document by another table: one that begins as its own, or the other way round. */
void *version1_recast(struct hcn_call *c, const void *document, const struct record *to);

/* Refuses a document that says the same in a member of version 1 and in one of version 2. */
bool version1_alone(struct hcn_call *c, const void *document, const void *older, const void *newer);

/* A text with commas to a list, blanks around items taken off; and back, NULL for an empty list. */
bool version1_split(struct hcn_call *c, const char *text, void *list, size_t *count);
bool version1_join(struct hcn_call *c, const char *const *texts, size_t count, const char **out);

/* A list of pointers grows by one, at its end. NULL is none. */
bool version1_append(struct hcn_call *c, void *list, size_t *count, const void *item);

/* Routes grow by one to everywhere at their begin, by this gateway, if there is one; and back: the
 * first such route of a family is taken out, NULL when there is none. */
bool version1_gateway_fold(struct hcn_call *c, const char *gateway, struct version1_routes *routes);
const char *version1_gateway_unfold(struct version1_routes *routes, bool six);

/* Members of DNS to an object of its own, NULL when they say nothing; and back. */
bool version1_dns_fold(struct hcn_call *c, const struct version1_dns *from, struct hcn_dns **to);
bool version1_dns_unfold(struct hcn_call *c, const struct hcn_dns *from, struct version1_dns *to);

extern const struct format version1_servers_format;

/* clang-format off */
#define VERSION1_DNS_FIELDS(T)                                                                     \
    FIELD(T, dns.domain, "DNSDomain"),                                                             \
    FIELD(T, dns.suffix, "DNSSuffix"),                                                             \
    FORMAT(T, dns.server_list, "DNSServerList", &version1_servers_format)
/* clang-format on */

/* Bits of a number that are members of their own in version 1. */
struct version1_bit {
    size_t at; /* of the bool */
    uint32_t bit;
};

void version1_bits_fold(const struct version1_bit *bits, size_t count, const void *document,
                        uint32_t *flags);
void version1_bits_unfold(const struct version1_bit *bits, size_t count, void *document,
                          uint32_t *flags);

/* ---- policies ------------------------------------------------------------------------------ */

/* A policy of version 1, in a list of policies: flat, {"Type":"VSID","VSID":5}. */
extern const struct record version1_policy_record;

/* The same policies as version 1 writes them. Those that it has no words for stay as they are. */
bool version1_policies_unfold(struct hcn_call *c, struct hcn_policy **policies, size_t count);

/* A policy that is a member of the object in version 1. */
struct version1_member {
    enum hcn_policy_type type;
    size_t at;      /* of the member in the object */
    size_t setting; /* of what it holds in the policy's settings; 0: all of them */
    size_t size;    /* of the member */
};

struct version1_policies {
    struct hcn_policy **at;
    size_t count;
};

/* Folded they stand before the others; the first of a type is unfolded. */
bool version1_members_fold(struct hcn_call *c, const struct version1_member *members, size_t count,
                           void *document, struct version1_policies *policies);
bool version1_members_unfold(struct hcn_call *c, const struct version1_member *members,
                             size_t count, void *document, struct version1_policies *policies);

#endif
