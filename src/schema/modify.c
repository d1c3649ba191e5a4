/* modify.c - modify requests: what each kind of object can be asked to change. */
#include "schema/hns.h"
#include "schema/reader.h"
#include "schema/records.h"

/* The envelope is the same for all; only the words of ResourceType differ. */
#define REQUEST_FIELDS(words)                                                                      \
    FIELD(hcn_modify_request, resource_uri, "ResourceUri"),                                        \
        ALWAYS_WORD(hcn_modify_request, resource_type, "ResourceType", words),                     \
        ALWAYS_WORD(hcn_modify_request, request_type, "RequestType", &request_type_words),         \
        ANY(hcn_modify_request, settings, "Settings")

#define REQUEST(rows)                                                                              \
    {                                                                                              \
        .name = "request", .size = sizeof(struct hcn_modify_request), .fields = rows,              \
        .count = COUNT(rows), .finish = finish                                                     \
    }

static bool finish(struct reader *, const struct where *, struct yyjson_val *, void *);

static const struct word request_type[] = {
    { "Add", HCN_REQUEST_ADD },       { "Remove", HCN_REQUEST_REMOVE },
    { "Update", HCN_REQUEST_UPDATE }, { "Refresh", HCN_REQUEST_REFRESH },
    { "Reset", HCN_REQUEST_RESET },
};
const struct words request_type_words = WORDS(request_type, 0);

static const struct word network_resources[] = {
    { "DNS", HCN_NETWORK_RESOURCE_DNS },
    { "Extension", HCN_NETWORK_RESOURCE_EXTENSION },
    { "Policy", HCN_NETWORK_RESOURCE_POLICY },
    { "Subnet", HCN_NETWORK_RESOURCE_SUBNET },
    { "IPSubnet", HCN_NETWORK_RESOURCE_IP_SUBNET },
};
static const struct words network_words = WORDS(network_resources, 0);
static const struct field network_modify_fields[] = { REQUEST_FIELDS(&network_words) };
const struct record network_modify_record = REQUEST(network_modify_fields);

static const struct word endpoint_resources[] = {
    { "Port", HCN_ENDPOINT_RESOURCE_PORT },
    { "Policy", HCN_ENDPOINT_RESOURCE_POLICY },
};
static const struct words endpoint_words = WORDS(endpoint_resources, 0);
static const struct field endpoint_modify_fields[] = { REQUEST_FIELDS(&endpoint_words) };
const struct record endpoint_modify_record = REQUEST(endpoint_modify_fields);

static const struct word namespace_resources[] = {
    { "Container", HCN_NAMESPACE_RESOURCE_CONTAINER },
    { "Endpoint", HCN_NAMESPACE_RESOURCE_ENDPOINT },
    { "Accelnet", HCN_NAMESPACE_RESOURCE_ACCELNET },
};
static const struct words namespace_words = WORDS(namespace_resources, 0);
static const struct field namespace_modify_fields[] = { REQUEST_FIELDS(&namespace_words) };
const struct record namespace_modify_record = REQUEST(namespace_modify_fields);

static const struct word load_balancer_resources[] = {
    { "Endpoint", HCN_LOAD_BALANCER_RESOURCE_ENDPOINT },
};
static const struct words load_balancer_words = WORDS(load_balancer_resources, 0);
static const struct field load_balancer_modify_fields[] = { REQUEST_FIELDS(&load_balancer_words) };
const struct record load_balancer_modify_record = REQUEST(load_balancer_modify_fields);

static const struct word guest_service_resources[] = {
    { "State", HCN_GUEST_SERVICE_RESOURCE_STATE },
};
static const struct words guest_service_words = WORDS(guest_service_resources, 0);
static const struct field guest_service_modify_fields[] = { REQUEST_FIELDS(&guest_service_words) };
const struct record guest_service_modify_record = REQUEST(guest_service_modify_fields);

static const struct field policy_request_fields[] = {
    RECORD_LIST(hcn_policy_request, policies, "Policies", &policy_record),
};
const struct record policy_request_record =
    TABLE(hcn_policy_request, "request", policy_request_fields);

static const struct field extension_request_fields[] = {
    FIELD(hcn_extension_request, id, "Id"),
    FIELD(hcn_extension_request, is_enabled, "IsEnabled"),
};
const struct record extension_request_record =
    TABLE(hcn_extension_request, "request", extension_request_fields);

static const struct field subnet_request_fields[] = {
    RECORD_LIST(hcn_subnet_request, subnets, "Subnets", &subnet_record),
};
const struct record subnet_request_record =
    TABLE(hcn_subnet_request, "request", subnet_request_fields);

static const struct field ip_subnet_request_fields[] = {
    FIELD(hcn_ip_subnet_request, subnet_id, "SubnetId"),
    RECORD_LIST(hcn_ip_subnet_request, ip_subnets, "IpSubnets", &ip_subnet_record),
};
const struct record ip_subnet_request_record =
    TABLE(hcn_ip_subnet_request, "request", ip_subnet_request_fields);

static const struct field vm_endpoint_request_fields[] = {
    FIELD(hcn_vm_endpoint_request, port_id, "PortId"),
    FIELD(hcn_vm_endpoint_request, virtual_nic_name, "VirtualNicName"),
    FIELD(hcn_vm_endpoint_request, virtual_machine_id, "VirtualMachineId"),
};
const struct record vm_endpoint_request_record =
    TABLE(hcn_vm_endpoint_request, "request", vm_endpoint_request_fields);

static const struct field endpoint_request_fields[] = {
    FIELD(hcn_endpoint_request, endpoint_id, "EndpointId"),
};
const struct record endpoint_request_record =
    TABLE(hcn_endpoint_request, "request", endpoint_request_fields);

static const struct field container_request_fields[] = {
    FIELD(hcn_container_request, container_id, "ContainerId"),
};
const struct record container_request_record =
    TABLE(hcn_container_request, "request", container_request_fields);

static const struct field state_request_fields[] = {
    ALWAYS_WORD(hcn_state_request, state, "State", &guest_service_state_words),
};
const struct record state_request_record =
    TABLE(hcn_state_request, "request", state_request_fields);

/* ---- which settings belong to which resource -------------------------------------------- */

static const struct {
    const struct record *request;
    uint32_t resource;
    const struct record *settings;
} rows[] = {
    { &network_modify_record, HCN_NETWORK_RESOURCE_DNS, &dns_record },
    { &network_modify_record, HCN_NETWORK_RESOURCE_EXTENSION, &extension_request_record },
    { &network_modify_record, HCN_NETWORK_RESOURCE_POLICY, &policy_request_record },
    { &network_modify_record, HCN_NETWORK_RESOURCE_SUBNET, &subnet_request_record },
    { &network_modify_record, HCN_NETWORK_RESOURCE_IP_SUBNET, &ip_subnet_request_record },
    { &endpoint_modify_record, HCN_ENDPOINT_RESOURCE_PORT, &vm_endpoint_request_record },
    { &endpoint_modify_record, HCN_ENDPOINT_RESOURCE_POLICY, &policy_request_record },
    { &namespace_modify_record, HCN_NAMESPACE_RESOURCE_CONTAINER, &container_request_record },
    { &namespace_modify_record, HCN_NAMESPACE_RESOURCE_ENDPOINT, &endpoint_request_record },
    { &namespace_modify_record, HCN_NAMESPACE_RESOURCE_ACCELNET, &hns_macs_record },
    { &load_balancer_modify_record, HCN_LOAD_BALANCER_RESOURCE_ENDPOINT, &endpoint_request_record },
    { &guest_service_modify_record, HCN_GUEST_SERVICE_RESOURCE_STATE, &state_request_record },
};

static bool finish(struct reader *r, const struct where *w, struct yyjson_val *object,
                   void *document)
{
    struct hcn_modify_request *q = document;

    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].request == q->head.record && rows[i].resource == q->resource_type)
            return reader_part(r, rows[i].settings, w, "Settings", object, 0, &q->typed);
    return true;
}
