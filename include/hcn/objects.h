/*
 * objects.h - networks, endpoints, namespaces, load balancers, SDN routes and guest network
 * services, and their parts. See documents.h for what holds for all documents.
 */
#ifndef HCN_OBJECTS_H
#define HCN_OBJECTS_H

#include <hcn/policies.h>
#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what all objects share --------------------------------------------------------------- */

/* The version of the schema that a document is written in, or that a query wants back. */
struct hcn_schema_version {
    struct hcn_head head;
    uint32_t major; /* 2, or 1 for the older documents */
    uint32_t minor;
};

struct hcn_health_extra {
    struct hcn_head head;
    const char *resources;         /* any; only in detailed answers */
    const char *shared_containers; /* any */
    struct hcn_guid layered_on;    /* the interface that the switch is bound to */
    struct hcn_guid switch_guid;
    struct hcn_guid utility_vm;
    struct hcn_guid virtual_machine;
};

struct hcn_health {
    struct hcn_head head;
    const char *data; /* any */
    struct hcn_health_extra *extra;
    uint32_t last_error_code;  /* HRESULT, unsigned; 0: healthy (seen in answers) */
    uint64_t last_update_time; /* 100 ns since 1601-01-01 UTC (seen in answers) */
};

struct hcn_telemetry {
    struct hcn_head head;
    const char *data; /* any */
};

/* Base of HNS_Schema.md: every object begins like this. */
#define HCN_BASE_MEMBERS                                                                           \
    struct hcn_head head;                                                                          \
    struct hcn_guid id;                                                                            \
    const char *owner;                                                                             \
    const char *name;                                                                              \
    uint64_t version;              /* of the service: major << 32 | minor */                       \
    const char *additional_params; /* any; see struct hcn_additional_params */                     \
    struct hcn_health *health;                                                                     \
    struct hcn_schema_version *schema_version;                                                     \
    struct hcn_telemetry *telemetry;                                                               \
    uint16_t state /* enum hcn_state */

/* The State of an object (hcsshim, EndpointState). Networks and namespaces are only Created. */
enum hcn_state {
    HCN_STATE_UNINITIALIZED = 0,
    HCN_STATE_CREATED = 1,
    HCN_STATE_ATTACHED = 2,
    HCN_STATE_ATTACHED_SHARING = 3,
    HCN_STATE_DETACHED = 4,
    HCN_STATE_DEGRADED = 5,
    HCN_STATE_DESTROYED = 6
};

/* How a network on Linux uses its uplink. */
enum hcn_uplink { HCN_UPLINK_SPLICED = 0, HCN_UPLINK_ENSLAVED = 1 };

/* What only this library's service on Linux understands: AdditionalParams.Linux. */
struct hcn_linux_params {
    struct hcn_head head;
    const char *network_namespace;   /* of a namespace: path of the file to adopt, absolute */
    uint32_t uplink;                 /* of a network: enum hcn_uplink */
    const char *host_interface;      /* of an endpoint: its interface outside; output only */
    const char *container_interface; /* of an endpoint: its interface inside; output only */
    bool adopted;                    /* of a namespace: somebody else made it; output only */
    bool delete_only_empty; /* of a namespace: a delete while an endpoint is in it is refused */
};

/* The members of AdditionalParams that have a meaning. */
struct hcn_additional_params {
    struct hcn_head head;
    struct hcn_linux_params *on_linux; /* "Linux" */
    uint16_t ics_flags;                /* of a network of type ICS (HNS.V2.psm1) */
    struct hcn_guid switch_id;         /* of an endpoint, output */
    struct hcn_guid switch_port_id;    /* of an endpoint, output */
};

struct hcn_dns {
    struct hcn_head head;
    const char *domain;
    HCN_LIST(const char *) search;
    HCN_LIST(const char *) server_list; /* IP addresses */
    HCN_LIST(const char *) options;
};

/* A route of a subnet or an endpoint. */
struct hcn_ip_route {
    struct hcn_head head;
    const char *next_hop;           /* IP address */
    const char *destination_prefix; /* "0.0.0.0/0", "::/0"; also a bare address */
    uint16_t metric;
};

/* ---- networks ----------------------------------------------------------------------------- */

/* NetworkMode. Numbers from HCN_NETWORK_L2BRIDGE on follow the order of HNS_Schema.md. */
enum hcn_network_type {
    HCN_NETWORK_NAT = 0, /* also when Type is absent */
    HCN_NETWORK_ICS = 1,
    HCN_NETWORK_TRANSPARENT = 2,
    HCN_NETWORK_L2BRIDGE = 3,
    HCN_NETWORK_L2TUNNEL = 4,
    HCN_NETWORK_OVERLAY = 5,
    HCN_NETWORK_PRIVATE = 6,
    HCN_NETWORK_INTERNAL = 7,
    HCN_NETWORK_MIRRORED = 8,
    HCN_NETWORK_INFINIBAND = 9,
    HCN_NETWORK_CONSTRAINED_ICS = 10
};

/* NetworkFlags: bits (values: WSL, hcsshim). */
enum hcn_network_flags {
    HCN_NETWORK_ENABLE_DNS_PROXY = 1,
    HCN_NETWORK_ENABLE_DHCP_SERVER = 2,
    HCN_NETWORK_ENABLE_MIRRORING = 4,
    HCN_NETWORK_ENABLE_NON_PERSISTENT = 8,
    HCN_NETWORK_ENABLE_PERSISTENT = 16,
    HCN_NETWORK_ISOLATE_VSWITCH = 32,
    HCN_NETWORK_ENABLE_FLOW_STEERING = 64,
    HCN_NETWORK_DISABLE_SHARING = 128,
    HCN_NETWORK_ENABLE_FIREWALL = 256,
    HCN_NETWORK_SUPPRESS_MEDIA_DISCONNECT = 512,
    HCN_NETWORK_DISABLE_HOST_PORT = 1024,
    HCN_NETWORK_WEAK_HOST_RECEIVE_ADAPTER = 2048,
    HCN_NETWORK_WEAK_HOST_SEND_ADAPTER = 4096,
    HCN_NETWORK_ENABLE_IOV = 8192
};

enum hcn_ipam_type { HCN_IPAM_STATIC = 0, HCN_IPAM_DHCP = 1 };

enum hcn_subnet_flags { HCN_SUBNET_DO_NOT_RESERVE_GATEWAY_ADDRESS = 1 };

enum hcn_ip_subnet_flags {
    HCN_IP_SUBNET_ENABLE_BROADCAST = 1,
    HCN_IP_SUBNET_RESERVE_NETWORK_ADDRESS = 2
};

/* Both ends belong to the range. "00-15-5D-52-C0-00". */
struct hcn_mac_range {
    struct hcn_head head;
    const char *start_mac_address;
    const char *end_mac_address;
};

struct hcn_mac_pool {
    struct hcn_head head;
    HCN_LIST(struct hcn_mac_range *) ranges;
};

struct hcn_ip_subnet {
    HCN_BASE_MEMBERS;
    const char *ip_address_prefix; /* "10.0.0.0/24" */
    uint32_t flags;                /* enum hcn_ip_subnet_flags */
};

struct hcn_subnet {
    HCN_BASE_MEMBERS;
    const char *ip_address_prefix;          /* "10.0.0.0/24" */
    HCN_LIST(struct hcn_policy *) policies; /* VLAN, VSID */
    HCN_LIST(struct hcn_ip_route *) routes; /* the default route's next hop is the gateway */
    HCN_LIST(struct hcn_ip_subnet *) ip_subnets;
    uint32_t flags; /* enum hcn_subnet_flags */
};

struct hcn_ipam {
    struct hcn_head head;
    uint32_t type; /* enum hcn_ipam_type */
    HCN_LIST(struct hcn_subnet *) subnets;
};

/* HostComputeNetwork. */
struct hcn_network_document {
    HCN_BASE_MEMBERS;
    uint32_t type; /* enum hcn_network_type */
    HCN_LIST(struct hcn_policy *) policies;
    struct hcn_mac_pool *mac_pool;
    struct hcn_dns *dns;
    HCN_LIST(struct hcn_ipam *) ipams;
    uint32_t flags;            /* enum hcn_network_flags */
    const char *version1_type; /* as version 1 tells the type: the creator's "nat" instead of NAT */
    const char *management_ip; /* told: the machine's address on the adapter that it stands on */
};

/* ---- endpoints ---------------------------------------------------------------------------- */

/* EndpointFlags: bits (values: HNS.V2.psm1). */
enum hcn_endpoint_flags {
    HCN_ENDPOINT_REMOTE_ENDPOINT = 1,
    HCN_ENDPOINT_DISABLE_INTER_COMPUTE_COMMUNICATION = 2,
    HCN_ENDPOINT_ENABLE_MIRRORING = 4,
    HCN_ENDPOINT_ENABLE_LOW_INTERFACE_METRIC = 8,
    HCN_ENDPOINT_OVERRIDE_DNS_SERVER_ORDER = 16,
    HCN_ENDPOINT_ENABLE_DHCP = 32
};

struct hcn_ip_configuration {
    struct hcn_head head;
    const char *ip_address;
    uint8_t prefix_length; /* bits: 0 to 32, or 0 to 128; absent: the subnet's */
    struct hcn_guid ip_subnet_id;
};

/* HostComputeEndpoint. */
struct hcn_endpoint_document {
    HCN_BASE_MEMBERS;
    struct hcn_guid host_compute_network;
    struct hcn_guid host_compute_namespace; /* set by the service; zero: in none */
    HCN_LIST(struct hcn_policy *) policies;
    HCN_LIST(struct hcn_ip_configuration *) ip_configurations;
    struct hcn_dns *dns;
    HCN_LIST(struct hcn_ip_route *) routes;
    const char *mac_address; /* "00-15-5D-52-C0-00" */
    uint32_t flags;          /* enum hcn_endpoint_flags */
};

/* ---- namespaces --------------------------------------------------------------------------- */

enum hcn_namespace_type {
    HCN_NAMESPACE_HOST = 0, /* also when Type is absent: a container's own */
    HCN_NAMESPACE_HOST_DEFAULT = 1,
    HCN_NAMESPACE_GUEST = 2,
    HCN_NAMESPACE_GUEST_DEFAULT = 3
};

enum hcn_resource_type { HCN_RESOURCE_CONTAINER = 0, HCN_RESOURCE_ENDPOINT = 1 };

/* The id stands here, not in the resource itself. It is text as the service wrote it. */
struct hcn_resource_data {
    struct hcn_head head;
    const char *id;
};

/* NamespaceResource: a container or an endpoint that is in a namespace. */
struct hcn_resource {
    struct hcn_head head;
    uint32_t type; /* enum hcn_resource_type */
    struct hcn_resource_data *data;
};

/* HostComputeNamespace. */
struct hcn_namespace_document {
    HCN_BASE_MEMBERS;
    uint32_t namespace_id; /* the network compartment */
    struct hcn_guid namespace_guid;
    uint32_t type; /* enum hcn_namespace_type */
    HCN_LIST(struct hcn_resource *) resources;
    bool create_with_compartment; /* only for create (HNS.V2.psm1) */
};

/* ---- load balancers and SDN routes -------------------------------------------------------- */

enum hcn_load_balancer_flags {
    HCN_LOAD_BALANCER_ENABLE_DIRECT_SERVER_RETURN = 1,
    HCN_LOAD_BALANCER_IPV6 = 2
};

/* What decides which back end a connection goes to. */
enum hcn_distribution {
    HCN_DISTRIBUTION_NONE = 0, /* both addresses, both ports and the protocol */
    HCN_DISTRIBUTION_SOURCE_IP_PROTOCOL = 1,
    HCN_DISTRIBUTION_SOURCE_IP = 2
};

enum hcn_load_balancer_port_mapping_flags {
    HCN_LOAD_BALANCER_PORT_MAPPING_ENABLE_INTERNAL_LOAD_BALANCER = 1,
    HCN_LOAD_BALANCER_PORT_MAPPING_LOCAL_ROUTED_VIP = 2,
    HCN_LOAD_BALANCER_PORT_MAPPING_USE_MUX = 4,
    HCN_LOAD_BALANCER_PORT_MAPPING_ENABLE_PRESERVE_DIP = 8,
    HCN_LOAD_BALANCER_PORT_MAPPING_VIP_EXTERNAL_IP = 16 /* kube-proxy */
};

struct hcn_load_balancer_port_mapping {
    struct hcn_head head;
    uint32_t protocol; /* enum hcn_protocol */
    uint16_t internal_port;
    uint16_t external_port;
    uint32_t distribution_type; /* enum hcn_distribution */
    uint32_t flags;             /* enum hcn_load_balancer_port_mapping_flags */
};

/* HostComputeLoadBalancer. */
struct hcn_load_balancer_document {
    HCN_BASE_MEMBERS;
    struct hcn_guid host_compute_network; /* set by the service */
    HCN_LIST(struct hcn_guid) host_compute_endpoints;
    const char *source_vip;               /* IP address; "SourceVIP" */
    HCN_LIST(const char *) frontend_vips; /* IP addresses; "FrontendVIPs" */
    HCN_LIST(struct hcn_load_balancer_port_mapping *) port_mappings;
    uint32_t flags; /* enum hcn_load_balancer_flags */
};

/* HostComputeRoute. hcsshim calls Routes "Setting": that is read too. */
struct hcn_route_document {
    HCN_BASE_MEMBERS;
    struct hcn_guid host_compute_network;
    HCN_LIST(struct hcn_guid) host_compute_endpoints;
    HCN_LIST(struct hcn_sdn_route_settings *) routes;
};

/* ---- guest network services --------------------------------------------------------------- */

enum hcn_guest_service_flags {
    HCN_GUEST_SERVICE_IS_FLOWSTEERED = 1,
    HCN_GUEST_SERVICE_IS_FLOWSTEERED_SELF_MANAGED = 2
};

enum hcn_guest_service_state {
    HCN_GUEST_SERVICE_NONE = 0,
    HCN_GUEST_SERVICE_CREATED = 1,
    HCN_GUEST_SERVICE_BOOTSTRAPPING = 2,
    HCN_GUEST_SERVICE_SYNCHRONIZED = 3,
    HCN_GUEST_SERVICE_PAUSED = 4,
    HCN_GUEST_SERVICE_DESYNCHRONIZED = 5,
    HCN_GUEST_SERVICE_REHYDRATING = 6,
    HCN_GUEST_SERVICE_DEGRADED = 7,
    HCN_GUEST_SERVICE_DESTROYED = 8
};

/* Numbers follow the order of HNS_Schema.md. */
enum hcn_guest_interface_state {
    HCN_GUEST_INTERFACE_CREATED = 0,
    HCN_GUEST_INTERFACE_BOOTSTRAPPING = 1,
    HCN_GUEST_INTERFACE_SYNCHRONIZED = 2,
    HCN_GUEST_INTERFACE_DESYNCHRONIZED = 3,
    HCN_GUEST_INTERFACE_PAUSED = 4
};

enum hcn_guest_notification_type {
    HCN_GUEST_NOTIFICATION_NONE = 0,
    HCN_GUEST_NOTIFICATION_DNS_CACHE_PARAM = 1,
    HCN_GUEST_NOTIFICATION_DHCP_PARAM = 2,
    HCN_GUEST_NOTIFICATION_INTERFACE_PARAM = 3,
    HCN_GUEST_NOTIFICATION_ADDRESS_PARAM = 4,
    HCN_GUEST_NOTIFICATION_ROUTE = 5,
    HCN_GUEST_NOTIFICATION_DNS_PARAM = 6,
    HCN_GUEST_NOTIFICATION_XLAT_PARAM = 7,
    HCN_GUEST_NOTIFICATION_NEIGHBOR = 8
};

enum hcn_rpc_endpoint_type { HCN_RPC_ENDPOINT_HV_SOCKET = 0, HCN_RPC_ENDPOINT_LRPC = 1 };

/* GuestNetworkServiceInterface. */
struct hcn_guest_interface {
    struct hcn_head head;
    struct hcn_guid endpoint_id;
    struct hcn_guid interface_guid;
    uint32_t state;                /* enum hcn_guest_interface_state */
    uint32_t missed_notifications; /* enum hcn_guest_notification_type */
};

/* RpcConnectionInformation. */
struct hcn_rpc_information {
    struct hcn_head head;
    const char *network_address;
    const char *endpoint_address;
    uint32_t endpoint_type; /* enum hcn_rpc_endpoint_type */
    struct hcn_guid object_uuid;
};

/* GuestNetworkService. */
struct hcn_guest_service_document {
    HCN_BASE_MEMBERS;
    struct hcn_guid virtual_machine_id;
    HCN_LIST(struct hcn_guest_interface *) mirrored_interfaces;
    bool mirror_host_networking;
    struct hcn_rpc_information *gns_rpc_server_information;
    uint32_t flags; /* enum hcn_guest_service_flags */
};

#ifdef __cplusplus
}
#endif

#endif
