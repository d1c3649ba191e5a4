/*
 * settings.h - the settings of each policy type; enum hcn_policy_type says which struct is whose.
 *
 * Names and types of members are those of HNS_Schema.md of the public HCN documentation; where
 * another public source is followed, the comment names it. See documents.h for what holds for all
 * documents.
 */
#ifndef HCN_SETTINGS_H
#define HCN_SETTINGS_H

#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- words and flags ---------------------------------------------------------------------- */

/* ProtocolType: IP protocol numbers; JSON carries the number. */
enum hcn_protocol {
    HCN_PROTOCOL_UNKNOWN = 0,
    HCN_PROTOCOL_ICMPV4 = 1,
    HCN_PROTOCOL_IGMP = 2,
    HCN_PROTOCOL_TCP = 6,
    HCN_PROTOCOL_UDP = 17,
    HCN_PROTOCOL_ICMPV6 = 58
};

/* NatFlags: bits. */
enum hcn_nat_flags {
    HCN_NAT_LOCAL_ROUTED_VIP = 1,
    HCN_NAT_IPV6 = 2,
    HCN_NAT_EXTERNAL_PORT_RESERVED = 4 /* HNS.V2.psm1 */
};

enum hcn_action { HCN_ACTION_ALLOW = 0, HCN_ACTION_BLOCK = 1, HCN_ACTION_PASS = 2 };

enum hcn_direction { HCN_DIRECTION_IN = 0, HCN_DIRECTION_OUT = 1 };

enum hcn_rule_type {
    HCN_RULE_HOST = 0,  /* the host's firewall: the Windows Filtering Platform */
    HCN_RULE_SWITCH = 1 /* the virtual switch: the Virtual Filtering Platform */
};

enum hcn_encryption_method { HCN_ENCRYPTION_IPSEC = 0 };

enum hcn_authentication_type {
    HCN_AUTHENTICATION_PRESHARED_KEY = 0,
    HCN_AUTHENTICATION_CERTIFICATE = 1
};

/* The numbers are those of Hyper-V's virtual network adapters. */
enum hcn_interrupt_moderation {
    HCN_INTERRUPT_MODERATION_DEFAULT = 0,
    HCN_INTERRUPT_MODERATION_ADAPTIVE = 1,
    HCN_INTERRUPT_MODERATION_OFF = 2,
    HCN_INTERRUPT_MODERATION_LOW = 100,
    HCN_INTERRUPT_MODERATION_MEDIUM = 200,
    HCN_INTERRUPT_MODERATION_HIGH = 300
};

enum hcn_set_type { HCN_SET_IPSET = 0, HCN_SET_NESTED_IPSET = 1 };

enum hcn_vm_type { HCN_VM_INVALID = 0, HCN_VM_HOST = 1, HCN_VM_WSA = 2, HCN_VM_WSL = 3 };

enum hcn_firewall_flags { HCN_FIREWALL_CONSTRAINED_INTERFACE = 1 };

/* HostRoute, L2Driver: nothing to set. */
struct hcn_empty_settings {
    struct hcn_head head;
};

/* ---- address translation, routes ---------------------------------------------------------- */

/* PortMapping: connections to `external_port` of the host go to `internal_port` of the endpoint. */
struct hcn_port_mapping_settings {
    struct hcn_head head;
    uint32_t protocol; /* enum hcn_protocol; absent: TCP */
    uint16_t internal_port;
    uint16_t external_port;
    const char *vip; /* IP address of the host; absent: all. "VIP" */
    uint32_t flags;  /* enum hcn_nat_flags */
};

/* OutBoundNAT: what leaves the endpoint carries the host's address. */
struct hcn_out_bound_nat_settings {
    struct hcn_head head;
    const char *virtual_ip;              /* IP address; "VirtualIP" */
    HCN_LIST(const char *) exceptions;   /* prefixes or addresses that are reached untranslated */
    HCN_LIST(const char *) destinations; /* if any, only these are translated */
    uint32_t flags;                      /* enum hcn_nat_flags */
    uint16_t max_port_pool_usage;        /* hcsshim */
};

/* SDNRoute: also an element of an SDN route document. */
struct hcn_sdn_route_settings {
    struct hcn_head head;
    const char *destination_prefix;
    const char *next_hop; /* IP address */
    bool need_encap;
    bool automatic_endpoint_monitor;
};

/* ---- access control ----------------------------------------------------------------------- */

/*
 * ACL, NetworkACL. Lists are one text with commas and no blanks; an absent one means any.
 * Addresses are IP addresses, prefixes, or identifiers of sets (SetPolicy).
 */
struct hcn_acl_settings {
    struct hcn_head head;
    const char *protocols; /* "6,17"; 256 is any */
    uint32_t action;       /* enum hcn_action */
    uint32_t direction;    /* enum hcn_direction */
    const char *local_addresses;
    const char *remote_addresses;
    const char *local_ports; /* "80,443,1000-2000" */
    const char *remote_ports;
    uint32_t rule_type; /* enum hcn_rule_type */
    uint16_t priority;  /* the lower goes first */
    const char *id;
};

struct hcn_tier_acl_rule {
    struct hcn_head head;
    const char *id;
    const char *protocols;
    uint32_t tier_acl_rule_action; /* enum hcn_action */
    const char *local_addresses;
    const char *remote_addresses;
    const char *local_ports;
    const char *remote_ports;
    uint16_t priority;
};

/* TierAcl: a named tier of rules. */
struct hcn_tier_acl_settings {
    struct hcn_head head;
    const char *name;
    uint32_t direction; /* enum hcn_direction */
    uint16_t order;
    HCN_LIST(struct hcn_tier_acl_rule *) tier_acl_rules;
};

/* SetPolicy: a set of addresses, or of sets, that ACLs refer to by its id. */
struct hcn_set_policy_settings {
    struct hcn_head head;
    const char *id;
    const char *name;
    uint32_t policy_type; /* enum hcn_set_type */
    const char *values;   /* addresses, prefixes or sets, with commas */
};

/*
 * Firewall. WSL sends VmCreatorId and PolicyFlags; HNS_Schema.md has VmType and FirewallPolicyFlags
 * instead, which is read as PolicyFlags.
 */
struct hcn_firewall_settings {
    struct hcn_head head;
    struct hcn_guid vm_creator_id;
    uint32_t policy_flags; /* enum hcn_firewall_flags */
    uint32_t vm_type;      /* enum hcn_vm_type */
};

/* ---- proxies ------------------------------------------------------------------------------ */

/* L4Proxy. hcsshim calls ExceptionList "Exceptions": that is read too. */
struct hcn_l4_proxy_settings {
    struct hcn_head head;
    const char *ip;                        /* IP address; "IP" */
    const char *port;                      /* a number as text, "8080" */
    uint32_t protocol;                     /* enum hcn_protocol */
    HCN_LIST(const char *) exception_list; /* prefixes or addresses that go past the proxy */
    const char *destination;               /* where the proxy is */
    bool outbound_nat;
};

/* FiveTuple: which traffic; lists as in hcn_acl_settings. */
struct hcn_five_tuple {
    struct hcn_head head;
    const char *protocols;
    const char *local_addresses;
    const char *remote_addresses;
    const char *local_ports;
    const char *remote_ports;
    uint16_t priority;
};

struct hcn_proxy_exceptions {
    struct hcn_head head;
    HCN_LIST(const char *) ip_address_exceptions; /* prefixes or addresses */
    HCN_LIST(const char *) port_exceptions;       /* ports or ranges */
};

/* L4WFPPROXY: a transparent proxy inside the container. */
struct hcn_l4_wfp_proxy_settings {
    struct hcn_head head;
    const char *inbound_proxy_port;  /* a number as text, "8080" */
    const char *outbound_proxy_port; /* the same */
    struct hcn_five_tuple *filter_tuple;
    const char *user_sid; /* whose traffic is left alone; "UserSID" */
    struct hcn_proxy_exceptions *inbound_exceptions;
    struct hcn_proxy_exceptions *outbound_exceptions;
};

/* ---- overlays ----------------------------------------------------------------------------- */

/* ProviderAddress: the host's address under the overlay. */
struct hcn_provider_address_settings {
    struct hcn_head head;
    const char *provider_address; /* IP address */
};

/* RemoteSubnetRoute: a subnet that lives on another host. */
struct hcn_remote_subnet_route_settings {
    struct hcn_head head;
    const char *destination_prefix;
    uint32_t isolation_id;                      /* VXLAN network identifier */
    const char *provider_address;               /* IP address of the other host */
    const char *distributed_router_mac_address; /* of the other host */
};

/* VxlanPort: the UDP port of the overlay. */
struct hcn_vxlan_port_settings {
    struct hcn_head head;
    uint16_t port;
};

/* DrMacAddress: of the host's distributed router. */
struct hcn_dr_mac_address_settings {
    struct hcn_head head;
    const char *address; /* "00-15-5D-52-C0-00" */
};

/* NeighborDiscovery (HNS.V2.psm1). */
struct hcn_neighbor_discovery_settings {
    struct hcn_head head;
    const char *target_ip_prefix;
    const char *sender_ip_address;
    const char *sender_mac_address;
};

/* VLAN: 1 to 4094. VSID: a VXLAN network identifier, 24 bits. */
struct hcn_isolation_settings {
    struct hcn_head head;
    uint32_t isolation_id;
};

/* ---- interfaces and switches -------------------------------------------------------------- */

/* QOS. */
struct hcn_qos_settings {
    struct hcn_head head;
    uint64_t maximum_outgoing_bandwidth_in_bytes; /* per second */
};

/* PortName: what the switch port is called. */
struct hcn_port_name_settings {
    struct hcn_head head;
    const char *name;
};

/* EncapOverhead: bytes that the MTU is lowered by. */
struct hcn_encap_overhead_settings {
    struct hcn_head head;
    uint16_t overhead;
};

/* InterfaceParameters. */
struct hcn_interface_parameters_settings {
    struct hcn_head head;
    uint16_t mtu; /* bytes */
};

/* InterfaceConstraint: which interface of the host to use; one member is enough. */
struct hcn_interface_constraint_settings {
    struct hcn_head head;
    struct hcn_guid interface_guid;
    uint64_t interface_luid;
    uint32_t interface_index;
    uint32_t interface_media_type;
    const char *interface_alias;
    const char *interface_description;
};

/* LayerConstraint. */
struct hcn_layer_constraint_settings {
    struct hcn_head head;
    struct hcn_guid layer_id;
};

/* Iov: a virtual function of the adapter for the endpoint. */
struct hcn_iov_settings {
    struct hcn_head head;
    uint32_t iov_offload_weight; /* 0 switches it off */
    uint32_t queue_pairs_requested;
    uint32_t interrupt_moderation; /* enum hcn_interrupt_moderation */
};

/* SourceMacAddress. */
struct hcn_source_mac_address_settings {
    struct hcn_head head;
    const char *source_mac_address; /* "00-15-5D-52-C0-00" */
};

/* NetAdapterName: the uplink of the network. */
struct hcn_net_adapter_name_settings {
    struct hcn_head head;
    const char *network_adapter_name;
};

/* VSwitchExtension. */
struct hcn_vswitch_extension_settings {
    struct hcn_head head;
    struct hcn_guid extension_id; /* "ExtensionID" */
    bool enable;
};

/* AutomaticDNS. */
struct hcn_automatic_dns_settings {
    struct hcn_head head;
    bool enable;
};

/* ---- encryption --------------------------------------------------------------------------- */

/* `key` for a preshared key, `certificate_name` for a certificate. */
struct hcn_authentication_settings {
    struct hcn_head head;
    const char *key;
    const char *certificate_name;
};

struct hcn_authentication_method {
    struct hcn_head head;
    uint32_t type; /* enum hcn_authentication_type */
    struct hcn_authentication_settings *settings;
};

/* Encryption: between two sets of endpoints; an absent list means any. */
struct hcn_encryption_settings {
    struct hcn_head head;
    uint32_t encryption_method_type; /* enum hcn_encryption_method */
    HCN_LIST(struct hcn_authentication_method *) authentication_methods;
    const char *name;
    HCN_LIST(const char *) endpoints1;
    HCN_LIST(const char *) endpoints2;
    const char *protocol_type;
    HCN_LIST(const char *) endpoint1_ports;
    HCN_LIST(const char *) endpoint2_ports;
};

#ifdef __cplusplus
}
#endif

#endif
