/* network.c - HostComputeNetwork and its parts. */
#include "schema/object_fields.h"
#include "schema/records.h"

static const struct word network_type[] = {
    { "NAT", HCN_NETWORK_NAT },
    { "ICS", HCN_NETWORK_ICS },
    { "Transparent", HCN_NETWORK_TRANSPARENT },
    { "L2Bridge", HCN_NETWORK_L2BRIDGE },
    { "L2Tunnel", HCN_NETWORK_L2TUNNEL },
    { "Overlay", HCN_NETWORK_OVERLAY },
    { "Private", HCN_NETWORK_PRIVATE },
    { "Internal", HCN_NETWORK_INTERNAL },
    { "Mirrored", HCN_NETWORK_MIRRORED },
    { "Infiniband", HCN_NETWORK_INFINIBAND },
    { "ConstrainedICS", HCN_NETWORK_CONSTRAINED_ICS },
};
const struct words network_type_words = WORDS(network_type, HCN_E_INVALID_NETWORK_TYPE);

static const struct word ipam_type[] = {
    { "Static", HCN_IPAM_STATIC },
    { "Dhcp", HCN_IPAM_DHCP },
};
const struct words ipam_type_words = WORDS(ipam_type, 0);

static const struct word network_flags[] = {
    { "EnableDnsProxy", HCN_NETWORK_ENABLE_DNS_PROXY },
    { "EnableDns", HCN_NETWORK_ENABLE_DNS_PROXY },
    { "EnableDhcpServer", HCN_NETWORK_ENABLE_DHCP_SERVER },
    { "EnableDhcp", HCN_NETWORK_ENABLE_DHCP_SERVER },
    { "EnableMirroring", HCN_NETWORK_ENABLE_MIRRORING },
    { "EnableNonPersistent", HCN_NETWORK_ENABLE_NON_PERSISTENT },
    { "EnablePersistent", HCN_NETWORK_ENABLE_PERSISTENT },
    { "IsolateVSwitch", HCN_NETWORK_ISOLATE_VSWITCH },
    { "EnableFlowSteering", HCN_NETWORK_ENABLE_FLOW_STEERING },
    { "DisableSharing", HCN_NETWORK_DISABLE_SHARING },
    { "EnableFirewall", HCN_NETWORK_ENABLE_FIREWALL },
    { "SuppressMediaDisconnect", HCN_NETWORK_SUPPRESS_MEDIA_DISCONNECT },
    { "DisableHostPort", HCN_NETWORK_DISABLE_HOST_PORT },
    { "WeakHostReceiveAdapter", HCN_NETWORK_WEAK_HOST_RECEIVE_ADAPTER },
    { "WeakHostSendAdapter", HCN_NETWORK_WEAK_HOST_SEND_ADAPTER },
    { "EnableIov", HCN_NETWORK_ENABLE_IOV },
    { "None", 0 },
};
const struct words network_flags_words = BITS(network_flags);

static const struct word subnet_flags[] = {
    { "DoNotReserveGatewayAddress", HCN_SUBNET_DO_NOT_RESERVE_GATEWAY_ADDRESS },
    { "None", 0 },
};
const struct words subnet_flags_words = BITS(subnet_flags);

static const struct word ip_subnet_flags[] = {
    { "EnableBroadcast", HCN_IP_SUBNET_ENABLE_BROADCAST },
    { "ReserveNetworkAddress", HCN_IP_SUBNET_RESERVE_NETWORK_ADDRESS },
    { "None", 0 },
};
const struct words ip_subnet_flags_words = BITS(ip_subnet_flags);

static const struct field mac_range_fields[] = {
    FORMAT(hcn_mac_range, start_mac_address, "StartMacAddress", &pool_mac_format),
    FORMAT(hcn_mac_range, end_mac_address, "EndMacAddress", &pool_mac_format),
};
const struct record mac_range_record = TABLE(hcn_mac_range, "mac range", mac_range_fields);

static const struct field mac_pool_fields[] = {
    RECORD_LIST(hcn_mac_pool, ranges, "Ranges", &mac_range_record),
};
const struct record mac_pool_record = TABLE(hcn_mac_pool, "mac pool", mac_pool_fields);

static const struct field ip_subnet_fields[] = {
    BASE_FIELDS(hcn_ip_subnet),
    FORMAT(hcn_ip_subnet, ip_address_prefix, "IpAddressPrefix", &subnet_format),
    NUMBER(hcn_ip_subnet, flags, "Flags", &ip_subnet_flags_words),
};
const struct record ip_subnet_record = TABLE(hcn_ip_subnet, "ip subnet", ip_subnet_fields);

static const struct field subnet_fields[] = {
    SUBNET_FIELDS(&policy_record),
};
const struct record subnet_record = TABLE(hcn_subnet, "subnet", subnet_fields);

static const struct field ipam_fields[] = {
    WORD(hcn_ipam, type, "Type", &ipam_type_words),
    RECORD_LIST(hcn_ipam, subnets, "Subnets", &subnet_record),
};
const struct record ipam_record = TABLE(hcn_ipam, "ipam", ipam_fields);

static const struct field network_fields[] = {
    NETWORK_FIELDS(&policy_record),
};
const struct record network_record = TABLE(hcn_network_document, "network", network_fields);
