/* load_balancer.c - HostComputeLoadBalancer and HostComputeRoute. */
#include "schema/object_fields.h"
#include "schema/records.h"

static const struct word load_balancer_flags[] = {
    { "EnableDirectServerReturn", HCN_LOAD_BALANCER_ENABLE_DIRECT_SERVER_RETURN },
    { "IPv6", HCN_LOAD_BALANCER_IPV6 },
    { "None", 0 },
};
const struct words load_balancer_flags_words = BITS(load_balancer_flags);

static const struct word port_mapping_flags[] = {
    { "EnableInternalLoadBalancer", HCN_LOAD_BALANCER_PORT_MAPPING_ENABLE_INTERNAL_LOAD_BALANCER },
    { "ILB", HCN_LOAD_BALANCER_PORT_MAPPING_ENABLE_INTERNAL_LOAD_BALANCER },
    { "LocalRoutedVip", HCN_LOAD_BALANCER_PORT_MAPPING_LOCAL_ROUTED_VIP },
    { "UseMux", HCN_LOAD_BALANCER_PORT_MAPPING_USE_MUX },
    { "NotUsed", HCN_LOAD_BALANCER_PORT_MAPPING_USE_MUX },
    { "EnablePreserveDip", HCN_LOAD_BALANCER_PORT_MAPPING_ENABLE_PRESERVE_DIP },
    { "VipExternalIP", HCN_LOAD_BALANCER_PORT_MAPPING_VIP_EXTERNAL_IP },
    { "None", 0 },
};
const struct words port_mapping_flags_words = BITS(port_mapping_flags);

static const struct word distribution[] = {
    { "None", HCN_DISTRIBUTION_NONE },
    { "SourceIPProtocol", HCN_DISTRIBUTION_SOURCE_IP_PROTOCOL },
    { "SourceIP", HCN_DISTRIBUTION_SOURCE_IP },
};
const struct words distribution_words = WORDS(distribution, 0);

static const struct field load_balancer_port_mapping_fields[] = {
    NUMBER(hcn_load_balancer_port_mapping, protocol, "Protocol", &protocol_words),
    FIELD(hcn_load_balancer_port_mapping, internal_port, "InternalPort"),
    FIELD(hcn_load_balancer_port_mapping, external_port, "ExternalPort"),
    NUMBER(hcn_load_balancer_port_mapping, distribution_type, "DistributionType",
           &distribution_words),
    NUMBER(hcn_load_balancer_port_mapping, flags, "Flags", &port_mapping_flags_words),
};
const struct record load_balancer_port_mapping_record =
    TABLE(hcn_load_balancer_port_mapping, "load balancer port mapping",
          load_balancer_port_mapping_fields);

static const struct field load_balancer_fields[] = {
    LOAD_BALANCER_FIELDS,
};
const struct record load_balancer_record =
    TABLE(hcn_load_balancer_document, "load balancer", load_balancer_fields);

static const struct field route_fields[] = {
    ROUTE_FIELDS(ALSO_RECORD_LIST),
};
const struct record route_record = TABLE(hcn_route_document, "route", route_fields);

static const struct field route_answer_fields[] = {
    ROUTE_FIELDS(RECORD_LIST),
};
const struct record route_answer_record = TABLE(hcn_route_document, "route", route_answer_fields);
