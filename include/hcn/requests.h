/*
 * requests.h - what is asked of the service, and what it answers: queries, modify requests, error
 * records, notifications. See documents.h for what holds for all documents.
 */
#ifndef HCN_REQUESTS_H
#define HCN_REQUESTS_H

#include <hcn/objects.h>
#include <hcn/policies.h>
#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

enum hcn_query_flags {
    HCN_QUERY_DETAILED = 1 /* adds Health.Extra.Resources */
};

/* HostComputeQuery. */
struct hcn_query {
    struct hcn_head head;
    struct hcn_schema_version *schema_version; /* of the answer; Major 2, or version-1 documents */
    uint32_t flags;                            /* enum hcn_query_flags */
    const char *filter;                        /* text that is a JSON object: {"Name":"nat"} */
};

/* ---- modify requests ---------------------------------------------------------------------- */

enum hcn_request_type {
    HCN_REQUEST_ADD = 0,
    HCN_REQUEST_REMOVE = 1,
    HCN_REQUEST_UPDATE = 2,
    HCN_REQUEST_REFRESH = 3,
    HCN_REQUEST_RESET = 4
};

/* What of an object is modified; each kind of object has its own, named with the Settings. */
enum hcn_network_resource {
    HCN_NETWORK_RESOURCE_DNS = 0,       /* hcn_dns */
    HCN_NETWORK_RESOURCE_EXTENSION = 1, /* hcn_extension_request */
    HCN_NETWORK_RESOURCE_POLICY = 2,    /* hcn_policy_request */
    HCN_NETWORK_RESOURCE_SUBNET = 3,    /* hcn_subnet_request */
    HCN_NETWORK_RESOURCE_IP_SUBNET = 4  /* hcn_ip_subnet_request */
};

enum hcn_endpoint_resource {
    HCN_ENDPOINT_RESOURCE_PORT = 0,  /* hcn_vm_endpoint_request */
    HCN_ENDPOINT_RESOURCE_POLICY = 1 /* hcn_policy_request */
};

enum hcn_namespace_resource {
    HCN_NAMESPACE_RESOURCE_CONTAINER = 0, /* hcn_container_request */
    HCN_NAMESPACE_RESOURCE_ENDPOINT = 1,  /* hcn_endpoint_request */

    /*
     * Of HostDefault, and known to this library's service alone: the list of HNSCall's /accelnet,
     * {"MacAddressList":[{"MacAddress":"00-15-5D-52-C0-00"}]}, which is put there or removed.
     */
    HCN_NAMESPACE_RESOURCE_ACCELNET = 0x10000
};

enum hcn_load_balancer_resource {
    HCN_LOAD_BALANCER_RESOURCE_ENDPOINT = 1 /* hcn_endpoint_request */
};

enum hcn_guest_service_resource {
    HCN_GUEST_SERVICE_RESOURCE_STATE = 0 /* hcn_state_request */
};

/*
 * A modify request. The words of ResourceType depend on the kind of object, so there is one
 * document for each: HCN_DOCUMENT_NETWORK_REQUEST and so on. hcn_modify_request_new() makes one.
 */
struct hcn_modify_request {
    struct hcn_head head;
    const char *resource_uri;
    uint32_t resource_type; /* enum hcn_network_resource and so on, as the document says */
    uint32_t request_type;  /* enum hcn_request_type */
    const char *settings;   /* any: the JSON text of the document that the resource type names */
    void *typed; /* that document, as it was read; empty without Settings, NULL when built */
};

/* PolicyNetworkRequest, PolicyEndpointRequest. */
struct hcn_policy_request {
    struct hcn_head head;
    HCN_LIST(struct hcn_policy *) policies;
};

/* Extension: switches an extension of the virtual switch on or off. */
struct hcn_extension_request {
    struct hcn_head head;
    struct hcn_guid id;
    bool is_enabled;
};

/* SubnetNetworkRequest. */
struct hcn_subnet_request {
    struct hcn_head head;
    HCN_LIST(struct hcn_subnet *) subnets;
};

/* IPSubnetNetworkRequest. */
struct hcn_ip_subnet_request {
    struct hcn_head head;
    struct hcn_guid subnet_id;
    HCN_LIST(struct hcn_ip_subnet *) ip_subnets;
};

/* VmEndpointRequest: makes the switch port of a virtual machine. */
struct hcn_vm_endpoint_request {
    struct hcn_head head;
    struct hcn_guid port_id;
    const char *virtual_nic_name; /* "<virtual machine id>--<endpoint id>" */
    struct hcn_guid virtual_machine_id;
};

/* NamespaceResourceEndpointRequest: an endpoint of a namespace or a load balancer. */
struct hcn_endpoint_request {
    struct hcn_head head;
    struct hcn_guid endpoint_id;
};

struct hcn_container_request {
    struct hcn_head head;
    const char *container_id;
};

/* GuestNetworkServiceStateRequest. */
struct hcn_state_request {
    struct hcn_head head;
    uint32_t state; /* enum hcn_guest_service_state */
};

/* ---- answers ------------------------------------------------------------------------------ */

/*
 * The error record of a failed call. The first three members are the service's own (Response); the
 * others are added by this library's service. Members of the two modify responses are here too.
 */
struct hcn_error_record {
    struct hcn_head head;
    bool success;
    const char *error;       /* the service's text of the code, ". " at its end */
    uint32_t error_code;     /* HRESULT, unsigned */
    const char *data;        /* any; ModifySettingResponse */
    uint32_t compartment_id; /* ModifyNamespaceSettingResponse */
    const char *detail;      /* a sentence: what exactly was wrong */
    const char *path;        /* the offending member: "network.Ipams[0].Type" */
    const char *holder;      /* who has what was asked for: an id or a name */
    uint32_t error_class;    /* enum hcn_class; "Class" */
};

/* What HcnQueryEndpointStats gives: counters since the endpoint was attached (hcsshim). */
struct hcn_statistics {
    struct hcn_head head;
    struct hcn_guid endpoint_id;
    struct hcn_guid instance_id;
    uint64_t bytes_received;
    uint64_t bytes_sent;
    uint64_t packets_received;
    uint64_t packets_sent;
    uint64_t dropped_packets_incoming;
    uint64_t dropped_packets_outgoing;
};

/* NotificationBase: what a notification carries. */
struct hcn_notification {
    struct hcn_head head;
    struct hcn_guid id; /* the object */
    uint32_t flags;     /* of a network: enum hcn_network_flags */
    const char *data;   /* any */
};

/* GuestNetworkServiceNotificationData: the Data of a guest network service's notifications. */
struct hcn_guest_service_notification {
    struct hcn_head head;
    uint32_t state; /* enum hcn_guest_service_state */
    HCN_LIST(struct hcn_guest_interface *) interfaces;
};

#ifdef __cplusplus
}
#endif

#endif
