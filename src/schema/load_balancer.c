/* load_balancer.c - HostComputeLoadBalancer and HostComputeRoute. */
#include "schema/base_fields.h"
#include "schema/format.h"
#include "schema/records.h"

static const struct field load_balancer_port_mapping_fields[] = {
    FIELD(hcn_load_balancer_port_mapping, protocol, "Protocol"),
    FIELD(hcn_load_balancer_port_mapping, internal_port, "InternalPort"),
    FIELD(hcn_load_balancer_port_mapping, external_port, "ExternalPort"),
    FIELD(hcn_load_balancer_port_mapping, distribution_type, "DistributionType"),
    FIELD(hcn_load_balancer_port_mapping, flags, "Flags"),
};
const struct record load_balancer_port_mapping_record =
    TABLE(hcn_load_balancer_port_mapping, "load balancer port mapping",
          load_balancer_port_mapping_fields);

static const struct field load_balancer_fields[] = {
    BASE_FIELDS(hcn_load_balancer_document),
    FIELD(hcn_load_balancer_document, host_compute_network, "HostComputeNetwork"),
    LIST(hcn_load_balancer_document, host_compute_endpoints, "HostComputeEndpoints"),
    FORMAT(hcn_load_balancer_document, source_vip, "SourceVIP", &address_format),
    FORMAT_LIST(hcn_load_balancer_document, frontend_vips, "FrontendVIPs", &address_format),
    RECORD_LIST(hcn_load_balancer_document, port_mappings, "PortMappings",
                &load_balancer_port_mapping_record),
    FIELD(hcn_load_balancer_document, flags, "Flags"),
};
const struct record load_balancer_record =
    TABLE(hcn_load_balancer_document, "load balancer", load_balancer_fields);

static const struct field route_fields[] = {
    BASE_FIELDS(hcn_route_document),
    FIELD(hcn_route_document, host_compute_network, "HostComputeNetwork"),
    LIST(hcn_route_document, host_compute_endpoints, "HostComputeEndpoints"),
    RECORD_LIST(hcn_route_document, routes, "Routes", &sdn_route_settings_record),
    ALSO_RECORD_LIST(hcn_route_document, routes, "Setting", &sdn_route_settings_record),
};
const struct record route_record = TABLE(hcn_route_document, "route", route_fields);
