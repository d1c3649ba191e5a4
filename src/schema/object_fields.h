/*
 * object_fields.h - the rows of the objects that version 1 describes too: its tables begin with
 * them.
 *
 * `policy` is the record of the policies in a list: version 1 writes those another way.
 */
#ifndef SCHEMA_OBJECT_FIELDS_H
#define SCHEMA_OBJECT_FIELDS_H

#include "schema/base_fields.h"
#include "schema/format.h"

/* clang-format off */
#define SUBNET_FIELDS(policy)                                                                      \
    BASE_FIELDS(hcn_subnet),                                                                       \
    FORMAT(hcn_subnet, ip_address_prefix, "IpAddressPrefix", &subnet_format),                      \
    RECORD_LIST(hcn_subnet, policies, "Policies", policy),                                         \
    RECORD_LIST(hcn_subnet, routes, "Routes", &ip_route_record),                                   \
    RECORD_LIST(hcn_subnet, ip_subnets, "IpSubnets", &ip_subnet_record),                           \
    NUMBER(hcn_subnet, flags, "Flags", &subnet_flags_words)

#define NETWORK_FIELDS(policy)                                                                     \
    BASE_FIELDS(hcn_network_document),                                                             \
    ALWAYS_WORD(hcn_network_document, type, "Type", &network_type_words),                          \
    RECORD_LIST(hcn_network_document, policies, "Policies", policy),                               \
    RECORD(hcn_network_document, mac_pool, "MacPool", &mac_pool_record),                           \
    RECORD(hcn_network_document, dns, "Dns", &dns_record),                                         \
    RECORD_LIST(hcn_network_document, ipams, "Ipams", &ipam_record),                               \
    NUMBER(hcn_network_document, flags, "Flags", &network_flags_words),                            \
    ASIDE_FIELD(hcn_network_document, version1_type, "Version1Type"),                              \
    ASIDE_FIELD(hcn_network_document, management_ip, "ManagementIP")

#define ENDPOINT_FIELDS(policy)                                                                    \
    BASE_FIELDS(hcn_endpoint_document),                                                            \
    FIELD(hcn_endpoint_document, host_compute_network, "HostComputeNetwork"),                      \
    ALWAYS_FIELD(hcn_endpoint_document, host_compute_namespace, "HostComputeNamespace"),           \
    RECORD_LIST(hcn_endpoint_document, policies, "Policies", policy),                              \
    RECORD_LIST(hcn_endpoint_document, ip_configurations, "IpConfigurations",                      \
                &ip_configuration_record),                                                         \
    RECORD(hcn_endpoint_document, dns, "Dns", &dns_record),                                        \
    RECORD_LIST(hcn_endpoint_document, routes, "Routes", &ip_route_record),                        \
    FORMAT(hcn_endpoint_document, mac_address, "MacAddress", &endpoint_mac_format),                \
    NUMBER(hcn_endpoint_document, flags, "Flags", &endpoint_flags_words)

/* Version 1 has an object where version 2 has the list of resources, so that row is the caller's. */
#define NAMESPACE_FIELDS(resources)                                                                \
    BASE_FIELDS(hcn_namespace_document),                                                           \
    FIELD(hcn_namespace_document, namespace_id, "NamespaceId"),                                    \
    FIELD(hcn_namespace_document, namespace_guid, "NamespaceGuid"),                                \
    ALWAYS_WORD(hcn_namespace_document, type, "Type", &namespace_type_words),                      \
    resources,                                                                                     \
    ASIDE_FIELD(hcn_namespace_document, create_with_compartment, "CreateWithCompartment")

#define LOAD_BALANCER_FIELDS                                                                       \
    BASE_FIELDS(hcn_load_balancer_document),                                                       \
    FIELD(hcn_load_balancer_document, host_compute_network, "HostComputeNetwork"),                 \
    LIST(hcn_load_balancer_document, host_compute_endpoints, "HostComputeEndpoints"),              \
    FORMAT(hcn_load_balancer_document, source_vip, "SourceVIP", &address_format),                  \
    FORMAT_LIST(hcn_load_balancer_document, frontend_vips, "FrontendVIPs", &address_format),       \
    RECORD_LIST(hcn_load_balancer_document, port_mappings, "PortMappings",                         \
                &load_balancer_port_mapping_record),                                               \
    NUMBER(hcn_load_balancer_document, flags, "Flags", &load_balancer_flags_words)

/* Clients in Go have another name for the routes: read by all, and told by the service (`setting`). */
#define ROUTE_FIELDS(setting)                                                                      \
    BASE_FIELDS(hcn_route_document),                                                               \
    FIELD(hcn_route_document, host_compute_network, "HostComputeNetwork"),                         \
    LIST(hcn_route_document, host_compute_endpoints, "HostComputeEndpoints"),                      \
    RECORD_LIST(hcn_route_document, routes, "Routes", &sdn_route_settings_record),                 \
    setting(hcn_route_document, routes, "Setting", &sdn_route_settings_record)
/* clang-format on */

#endif
