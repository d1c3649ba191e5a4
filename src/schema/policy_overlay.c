/* policy_overlay.c - settings of policies about overlays and isolation. */
#include "schema/base_fields.h"
#include "schema/format.h"
#include "schema/records.h"

static const struct field provider_address_settings_fields[] = {
    FORMAT(hcn_provider_address_settings, provider_address, "ProviderAddress", &address_format),
};
const struct record provider_address_settings_record = TABLE(
    hcn_provider_address_settings, "provider address settings", provider_address_settings_fields);

static const struct field remote_subnet_route_settings_fields[] = {
    FORMAT(hcn_remote_subnet_route_settings, destination_prefix, "DestinationPrefix",
           &prefix_format),
    FIELD(hcn_remote_subnet_route_settings, isolation_id, "IsolationId"),
    FORMAT(hcn_remote_subnet_route_settings, provider_address, "ProviderAddress", &address_format),
    FORMAT(hcn_remote_subnet_route_settings, distributed_router_mac_address,
           "DistributedRouterMacAddress", &mac_format),
};
const struct record remote_subnet_route_settings_record =
    TABLE(hcn_remote_subnet_route_settings, "remote subnet route settings",
          remote_subnet_route_settings_fields);

static const struct field vxlan_port_settings_fields[] = {
    FIELD(hcn_vxlan_port_settings, port, "Port"),
};
const struct record vxlan_port_settings_record =
    TABLE(hcn_vxlan_port_settings, "vxlan port settings", vxlan_port_settings_fields);

static const struct field dr_mac_address_settings_fields[] = {
    FORMAT(hcn_dr_mac_address_settings, address, "Address", &mac_format),
};
const struct record dr_mac_address_settings_record =
    TABLE(hcn_dr_mac_address_settings, "dr mac address settings", dr_mac_address_settings_fields);

static const struct field neighbor_discovery_settings_fields[] = {
    FORMAT(hcn_neighbor_discovery_settings, target_ip_prefix, "TargetIpPrefix", &prefix_format),
    FORMAT(hcn_neighbor_discovery_settings, sender_ip_address, "SenderIpAddress", &address_format),
    FORMAT(hcn_neighbor_discovery_settings, sender_mac_address, "SenderMacAddress", &mac_format),
};
const struct record neighbor_discovery_settings_record =
    TABLE(hcn_neighbor_discovery_settings, "neighbor discovery settings",
          neighbor_discovery_settings_fields);

static const struct field isolation_settings_fields[] = {
    FIELD(hcn_isolation_settings, isolation_id, "IsolationId"),
};
const struct record isolation_settings_record =
    TABLE(hcn_isolation_settings, "isolation settings", isolation_settings_fields);
