/* base.c - what all objects share: Base, Health, SchemaVersion, and the parts of several kinds. */
#include "schema/base_fields.h"
#include "schema/format.h"
#include "schema/records.h"

static const struct word uplink[] = {
    { "Spliced", HCN_UPLINK_SPLICED },
    { "Enslaved", HCN_UPLINK_ENSLAVED },
};
const struct words uplink_words = WORDS(uplink, 0);

static const struct field schema_version_fields[] = {
    ALWAYS_FIELD(hcn_schema_version, major, "Major"),
    ALWAYS_FIELD(hcn_schema_version, minor, "Minor"),
};
const struct record schema_version_record =
    TABLE(hcn_schema_version, "schema version", schema_version_fields);

static const struct field health_extra_fields[] = {
    ANY(hcn_health_extra, resources, "Resources"),
    ANY(hcn_health_extra, shared_containers, "SharedContainers"),
    FIELD(hcn_health_extra, layered_on, "LayeredOn"),
    FIELD(hcn_health_extra, switch_guid, "SwitchGuid"),
    FIELD(hcn_health_extra, utility_vm, "UtilityVM"),
    FIELD(hcn_health_extra, virtual_machine, "VirtualMachine"),
};
const struct record health_extra_record =
    TABLE(hcn_health_extra, "health extra", health_extra_fields);

static const struct field health_fields[] = {
    ANY(hcn_health, data, "Data"),
    RECORD(hcn_health, extra, "Extra", &health_extra_record),
    FIELD(hcn_health, last_error_code, "LastErrorCode"),
    FIELD(hcn_health, last_update_time, "LastUpdateTime"),
};
const struct record health_record = TABLE(hcn_health, "health", health_fields);

static const struct field telemetry_fields[] = {
    ANY(hcn_telemetry, data, "Data"),
};
const struct record telemetry_record = TABLE(hcn_telemetry, "telemetry", telemetry_fields);

static const struct field linux_params_fields[] = {
    FIELD(hcn_linux_params, network_namespace, "NetworkNamespace"),
    WORD(hcn_linux_params, uplink, "Uplink", &uplink_words),
    FIELD(hcn_linux_params, host_interface, "HostInterface"),
    FIELD(hcn_linux_params, container_interface, "ContainerInterface"),
    FIELD(hcn_linux_params, adopted, "Adopted"),
    FIELD(hcn_linux_params, delete_only_empty, "DeleteOnlyEmpty"),
};
const struct record linux_params_record =
    TABLE(hcn_linux_params, "linux params", linux_params_fields);

static const struct field additional_params_fields[] = {
    RECORD(hcn_additional_params, on_linux, "Linux", &linux_params_record),
    FIELD(hcn_additional_params, ics_flags, "ICSFlags"),
    FIELD(hcn_additional_params, switch_id, "SwitchId"),
    FIELD(hcn_additional_params, switch_port_id, "SwitchPortId"),
};
const struct record additional_params_record =
    TABLE(hcn_additional_params, "additional params", additional_params_fields);

static const struct field dns_fields[] = {
    FIELD(hcn_dns, domain, "Domain"),
    ALSO_FIELD(hcn_dns, domain, "Suffix"),
    LIST(hcn_dns, search, "Search"),
    FORMAT_LIST(hcn_dns, server_list, "ServerList", &address_format),
    LIST(hcn_dns, options, "Options"),
};
const struct record dns_record = TABLE(hcn_dns, "dns", dns_fields);

static const struct field ip_route_fields[] = {
    FORMAT(hcn_ip_route, next_hop, "NextHop", &address_format),
    FORMAT(hcn_ip_route, destination_prefix, "DestinationPrefix", &prefix_format),
    FIELD(hcn_ip_route, metric, "Metric"),
};
const struct record ip_route_record = TABLE(hcn_ip_route, "ip route", ip_route_fields);
