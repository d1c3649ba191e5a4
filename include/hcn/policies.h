/*
 * policies.h - the policies of networks, endpoints and subnets: {"Type": ..., "Settings": {...}}.
 *
 * settings.h has a struct for the settings of each type. See documents.h for what holds for all
 * documents.
 */
#ifndef HCN_POLICIES_H
#define HCN_POLICIES_H

#include <hcn/settings.h>
#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Every policy that the service knows, with the struct that its Settings are read into. */
enum hcn_policy_type {
    HCN_POLICY_UNKNOWN,              /* kept as it is, and without typed settings */
    HCN_POLICY_PORT_MAPPING,         /* hcn_port_mapping_settings */
    HCN_POLICY_ACL,                  /* hcn_acl_settings */
    HCN_POLICY_QOS,                  /* hcn_qos_settings */
    HCN_POLICY_L2_DRIVER,            /* hcn_empty_settings */
    HCN_POLICY_OUT_BOUND_NAT,        /* hcn_out_bound_nat_settings */
    HCN_POLICY_SDN_ROUTE,            /* hcn_sdn_route_settings */
    HCN_POLICY_L4_PROXY,             /* hcn_l4_proxy_settings */
    HCN_POLICY_L4_WFP_PROXY,         /* hcn_l4_wfp_proxy_settings */
    HCN_POLICY_PROVIDER_ADDRESS,     /* hcn_provider_address_settings */
    HCN_POLICY_PORT_NAME,            /* hcn_port_name_settings */
    HCN_POLICY_ENCAP_OVERHEAD,       /* hcn_encap_overhead_settings */
    HCN_POLICY_INTERFACE_CONSTRAINT, /* hcn_interface_constraint_settings */
    HCN_POLICY_ENCRYPTION,           /* hcn_encryption_settings */
    HCN_POLICY_VLAN,                 /* hcn_isolation_settings */
    HCN_POLICY_INTERFACE_PARAMETERS, /* hcn_interface_parameters_settings */
    HCN_POLICY_IOV,                  /* hcn_iov_settings */
    HCN_POLICY_TIER_ACL,             /* hcn_tier_acl_settings */
    HCN_POLICY_FIREWALL,             /* hcn_firewall_settings */
    HCN_POLICY_SOURCE_MAC_ADDRESS,   /* hcn_source_mac_address_settings */
    HCN_POLICY_NET_ADAPTER_NAME,     /* hcn_net_adapter_name_settings */
    HCN_POLICY_VSWITCH_EXTENSION,    /* hcn_vswitch_extension_settings */
    HCN_POLICY_DR_MAC_ADDRESS,       /* hcn_dr_mac_address_settings */
    HCN_POLICY_AUTOMATIC_DNS,        /* hcn_automatic_dns_settings */
    HCN_POLICY_REMOTE_SUBNET_ROUTE,  /* hcn_remote_subnet_route_settings */
    HCN_POLICY_VXLAN_PORT,           /* hcn_vxlan_port_settings */
    HCN_POLICY_HOST_ROUTE,           /* hcn_empty_settings */
    HCN_POLICY_SET_POLICY,           /* hcn_set_policy_settings */
    HCN_POLICY_LAYER_CONSTRAINT,     /* hcn_layer_constraint_settings */
    HCN_POLICY_NETWORK_ACL,          /* hcn_acl_settings */
    HCN_POLICY_NEIGHBOR_DISCOVERY,   /* hcn_neighbor_discovery_settings */
    HCN_POLICY_VSID                  /* hcn_isolation_settings */
};

/* What a policy may stand on: bits. */
enum hcn_policy_target { HCN_TARGET_NETWORK = 1, HCN_TARGET_ENDPOINT = 2, HCN_TARGET_SUBNET = 4 };

/*
 * A policy. The JSON text of its settings is kept byte for byte; `typed` is what was understood of
 * it when it was read or built. To change a policy, build another.
 */
struct hcn_policy {
    struct hcn_head head;
    const char *type;             /* in the service's spelling, when it is a known one */
    const char *settings;         /* any */
    const struct hcn_head *typed; /* see hcn_policy_settings(); NULL: of an unknown type */
};

/*
 * Empty settings of a policy type, in memory of the call: the struct that enum hcn_policy_type
 * names. NULL with E_INVALIDARG for HCN_POLICY_UNKNOWN.
 */
HCN_API void *hcn_policy_settings_new(struct hcn_call *call, enum hcn_policy_type type);

/*
 * A policy of this type with these settings, which must be of the type's own struct (E_INVALIDARG)
 * and may be NULL: `{}`. Settings are printed now: changing them afterwards changes nothing.
 */
HCN_API struct hcn_policy *hcn_policy_new(struct hcn_call *call, enum hcn_policy_type type,
                                          const void *settings);

/* What a policy is; HCN_POLICY_UNKNOWN for a type that the library does not know, and for NULL. */
HCN_API enum hcn_policy_type hcn_policy_type(const struct hcn_policy *policy);

/*
 * The settings of a policy when it is of this type, as the struct that the type names, else NULL.
 * Those of a policy without Settings are empty. NULL too when a service answered with settings that
 * do not fit the type. They belong to the policy.
 */
HCN_API const void *hcn_policy_settings(const struct hcn_policy *policy, enum hcn_policy_type type);

/* "OutBoundNAT": the service's spelling of a type, or NULL for HCN_POLICY_UNKNOWN. */
HCN_API const char *hcn_policy_word(enum hcn_policy_type type);

/* What the type may stand on: bits of enum hcn_policy_target. */
HCN_API uint32_t hcn_policy_targets(enum hcn_policy_type type);

/*
 * Do two policies say the same? Known types are compared member by member, others by the bytes of
 * their settings.
 */
HCN_API bool hcn_policy_equal(const struct hcn_policy *a, const struct hcn_policy *b);

/*
 * The policies that most callers need, built in one step. Texts have to look as the settings' own
 * comments say: what does not, is refused with HCN_E_INVALID_POLICY.
 */

/* Translates what leaves, except to these prefixes. `count` 0: everything. */
HCN_API struct hcn_policy *hcn_policy_out_bound_nat(struct hcn_call *call,
                                                    const char *const *exceptions, size_t count);

/* A route to a prefix, with or without encapsulation. */
HCN_API struct hcn_policy *hcn_policy_sdn_route(struct hcn_call *call, const char *destination,
                                                bool need_encap);

/*
 * Lets in what comes from these addresses, by a switch rule of priority 65500, as overlays need it.
 */
HCN_API struct hcn_policy *hcn_policy_acl_in_allow(struct hcn_call *call,
                                                   const char *remote_addresses);

/* Makes a port of the endpoint reachable at a port of the host. Ports: 1 to 65535. */
HCN_API struct hcn_policy *hcn_policy_port_mapping(struct hcn_call *call,
                                                   enum hcn_protocol protocol,
                                                   uint16_t external_port, uint16_t internal_port);

/* The uplink of a network, by its name. */
HCN_API struct hcn_policy *hcn_policy_net_adapter_name(struct hcn_call *call, const char *name);

#ifdef __cplusplus
}
#endif

#endif
