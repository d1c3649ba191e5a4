/* policy_nat.c - settings of policies that translate, route and proxy. */
#include "schema/base_fields.h"
#include "schema/format.h"
#include "schema/records.h"

static const struct word protocol[] = {
    { "Unknown", HCN_PROTOCOL_UNKNOWN }, { "ICMPv4", HCN_PROTOCOL_ICMPV4 },
    { "IGMP", HCN_PROTOCOL_IGMP },       { "TCP", HCN_PROTOCOL_TCP },
    { "UDP", HCN_PROTOCOL_UDP },         { "ICMPv6", HCN_PROTOCOL_ICMPV6 },
};
const struct words protocol_words = WORDS(protocol, 0);

static const struct word nat_flags[] = {
    { "LocalRoutedVip", HCN_NAT_LOCAL_ROUTED_VIP },
    { "IPv6", HCN_NAT_IPV6 },
    { "ExternalPortReserved", HCN_NAT_EXTERNAL_PORT_RESERVED },
    { "None", 0 },
};
const struct words nat_flags_words = BITS(nat_flags);

static const struct field port_mapping_settings_fields[] = {
    NUMBER(hcn_port_mapping_settings, protocol, "Protocol", &protocol_words),
    FIELD(hcn_port_mapping_settings, internal_port, "InternalPort"),
    FIELD(hcn_port_mapping_settings, external_port, "ExternalPort"),
    FORMAT(hcn_port_mapping_settings, vip, "VIP", &address_format),
    NUMBER(hcn_port_mapping_settings, flags, "Flags", &nat_flags_words),
};
const struct record port_mapping_settings_record =
    TABLE(hcn_port_mapping_settings, "port mapping settings", port_mapping_settings_fields);

static const struct field out_bound_nat_settings_fields[] = {
    FORMAT(hcn_out_bound_nat_settings, virtual_ip, "VirtualIP", &address_format),
    FORMAT_LIST(hcn_out_bound_nat_settings, exceptions, "Exceptions", &prefix_format),
    FORMAT_LIST(hcn_out_bound_nat_settings, destinations, "Destinations", &prefix_format),
    NUMBER(hcn_out_bound_nat_settings, flags, "Flags", &nat_flags_words),
    FIELD(hcn_out_bound_nat_settings, max_port_pool_usage, "MaxPortPoolUsage"),
};
const struct record out_bound_nat_settings_record =
    TABLE(hcn_out_bound_nat_settings, "out bound nat settings", out_bound_nat_settings_fields);

static const struct field sdn_route_settings_fields[] = {
    FORMAT(hcn_sdn_route_settings, destination_prefix, "DestinationPrefix", &prefix_format),
    FORMAT(hcn_sdn_route_settings, next_hop, "NextHop", &address_format),
    ALWAYS_FIELD(hcn_sdn_route_settings, need_encap, "NeedEncap"),
    FIELD(hcn_sdn_route_settings, automatic_endpoint_monitor, "AutomaticEndpointMonitor"),
};
const struct record sdn_route_settings_record =
    TABLE(hcn_sdn_route_settings, "sdn route settings", sdn_route_settings_fields);

static const struct field l4_proxy_settings_fields[] = {
    FORMAT(hcn_l4_proxy_settings, ip, "IP", &address_format),
    FORMAT(hcn_l4_proxy_settings, port, "Port", &port_format),
    NUMBER(hcn_l4_proxy_settings, protocol, "Protocol", &protocol_words),
    FORMAT_LIST(hcn_l4_proxy_settings, exception_list, "ExceptionList", &prefix_format),
    ALSO_FORMAT_LIST(hcn_l4_proxy_settings, exception_list, "Exceptions", &prefix_format),
    FIELD(hcn_l4_proxy_settings, destination, "Destination"),
    FIELD(hcn_l4_proxy_settings, outbound_nat, "OutboundNat"),
};
const struct record l4_proxy_settings_record =
    TABLE(hcn_l4_proxy_settings, "l4 proxy settings", l4_proxy_settings_fields);

static const struct field five_tuple_fields[] = {
    FORMAT(hcn_five_tuple, protocols, "Protocols", &protocol_list_format),
    FORMAT(hcn_five_tuple, local_addresses, "LocalAddresses", &address_list_format),
    FORMAT(hcn_five_tuple, remote_addresses, "RemoteAddresses", &address_list_format),
    FORMAT(hcn_five_tuple, local_ports, "LocalPorts", &port_list_format),
    FORMAT(hcn_five_tuple, remote_ports, "RemotePorts", &port_list_format),
    FIELD(hcn_five_tuple, priority, "Priority"),
};
const struct record five_tuple_record = TABLE(hcn_five_tuple, "five tuple", five_tuple_fields);

static const struct field proxy_exceptions_fields[] = {
    FORMAT_LIST(hcn_proxy_exceptions, ip_address_exceptions, "IpAddressExceptions", &prefix_format),
    FORMAT_LIST(hcn_proxy_exceptions, port_exceptions, "PortExceptions", &ports_format),
};
const struct record proxy_exceptions_record =
    TABLE(hcn_proxy_exceptions, "proxy exceptions", proxy_exceptions_fields);

static const struct field l4_wfp_proxy_settings_fields[] = {
    FORMAT(hcn_l4_wfp_proxy_settings, inbound_proxy_port, "InboundProxyPort", &port_format),
    FORMAT(hcn_l4_wfp_proxy_settings, outbound_proxy_port, "OutboundProxyPort", &port_format),
    RECORD(hcn_l4_wfp_proxy_settings, filter_tuple, "FilterTuple", &five_tuple_record),
    FIELD(hcn_l4_wfp_proxy_settings, user_sid, "UserSID"),
    RECORD(hcn_l4_wfp_proxy_settings, inbound_exceptions, "InboundExceptions",
           &proxy_exceptions_record),
    RECORD(hcn_l4_wfp_proxy_settings, outbound_exceptions, "OutboundExceptions",
           &proxy_exceptions_record),
};
const struct record l4_wfp_proxy_settings_record =
    TABLE(hcn_l4_wfp_proxy_settings, "l4 wfp proxy settings", l4_wfp_proxy_settings_fields);
