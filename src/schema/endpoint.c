/* endpoint.c - HostComputeEndpoint and its statistics. */
#include "schema/object_fields.h"
#include "schema/records.h"

static const struct word endpoint_flags[] = {
    { "RemoteEndpoint", HCN_ENDPOINT_REMOTE_ENDPOINT },
    { "DisableInterComputeCommunication", HCN_ENDPOINT_DISABLE_INTER_COMPUTE_COMMUNICATION },
    { "DisableICC", HCN_ENDPOINT_DISABLE_INTER_COMPUTE_COMMUNICATION },
    { "EnableMirroring", HCN_ENDPOINT_ENABLE_MIRRORING },
    { "EnableLowInterfaceMetric", HCN_ENDPOINT_ENABLE_LOW_INTERFACE_METRIC },
    { "OverrideDNSServerOrder", HCN_ENDPOINT_OVERRIDE_DNS_SERVER_ORDER },
    { "EnableDhcp", HCN_ENDPOINT_ENABLE_DHCP },
    { "None", 0 },
};
const struct words endpoint_flags_words = BITS(endpoint_flags);

static const struct field ip_configuration_fields[] = {
    FORMAT(hcn_ip_configuration, ip_address, "IpAddress", &address_format),
    LIMITED(hcn_ip_configuration, prefix_length, "PrefixLength", 128),
    FIELD(hcn_ip_configuration, ip_subnet_id, "IpSubnetId"),
};
const struct record ip_configuration_record =
    TABLE(hcn_ip_configuration, "ip configuration", ip_configuration_fields);

static const struct field endpoint_fields[] = {
    ENDPOINT_FIELDS(&policy_record),
};
const struct record endpoint_record = TABLE(hcn_endpoint_document, "endpoint", endpoint_fields);

static const struct field statistics_fields[] = {
    ALWAYS_FIELD(hcn_statistics, endpoint_id, "EndpointId"),
    ALWAYS_FIELD(hcn_statistics, instance_id, "InstanceId"),
    ALWAYS_FIELD(hcn_statistics, bytes_received, "BytesReceived"),
    ALWAYS_FIELD(hcn_statistics, bytes_sent, "BytesSent"),
    ALWAYS_FIELD(hcn_statistics, packets_received, "PacketsReceived"),
    ALWAYS_FIELD(hcn_statistics, packets_sent, "PacketsSent"),
    ALWAYS_FIELD(hcn_statistics, dropped_packets_incoming, "DroppedPacketsIncoming"),
    ALWAYS_FIELD(hcn_statistics, dropped_packets_outgoing, "DroppedPacketsOutgoing"),
};
const struct record statistics_record = TABLE(hcn_statistics, "statistics", statistics_fields);
