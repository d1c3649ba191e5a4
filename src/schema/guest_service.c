/* guest_service.c - GuestNetworkService and its notifications. */
#include "schema/base_fields.h"
#include "schema/format.h"
#include "schema/records.h"

static const struct word guest_service_state[] = {
    { "None", HCN_GUEST_SERVICE_NONE },
    { "Created", HCN_GUEST_SERVICE_CREATED },
    { "Bootstrapping", HCN_GUEST_SERVICE_BOOTSTRAPPING },
    { "Synchronized", HCN_GUEST_SERVICE_SYNCHRONIZED },
    { "Paused", HCN_GUEST_SERVICE_PAUSED },
    { "Desynchronized", HCN_GUEST_SERVICE_DESYNCHRONIZED },
    { "Rehydrating", HCN_GUEST_SERVICE_REHYDRATING },
    { "Degraded", HCN_GUEST_SERVICE_DEGRADED },
    { "Destroyed", HCN_GUEST_SERVICE_DESTROYED },
};
const struct words guest_service_state_words = WORDS(guest_service_state, 0);

static const struct word guest_interface_state[] = {
    { "Created", HCN_GUEST_INTERFACE_CREATED },
    { "Bootstrapping", HCN_GUEST_INTERFACE_BOOTSTRAPPING },
    { "Synchronized", HCN_GUEST_INTERFACE_SYNCHRONIZED },
    { "Desynchronized", HCN_GUEST_INTERFACE_DESYNCHRONIZED },
    { "Paused", HCN_GUEST_INTERFACE_PAUSED },
};
const struct words guest_interface_state_words = WORDS(guest_interface_state, 0);

static const struct word guest_notification[] = {
    { "None", HCN_GUEST_NOTIFICATION_NONE },
    { "DNSCacheParam", HCN_GUEST_NOTIFICATION_DNS_CACHE_PARAM },
    { "DHCPParam", HCN_GUEST_NOTIFICATION_DHCP_PARAM },
    { "InterfaceParam", HCN_GUEST_NOTIFICATION_INTERFACE_PARAM },
    { "AddressParam", HCN_GUEST_NOTIFICATION_ADDRESS_PARAM },
    { "Route", HCN_GUEST_NOTIFICATION_ROUTE },
    { "DNSParam", HCN_GUEST_NOTIFICATION_DNS_PARAM },
    { "XlatParam", HCN_GUEST_NOTIFICATION_XLAT_PARAM },
    { "Neighbor", HCN_GUEST_NOTIFICATION_NEIGHBOR },
};
const struct words guest_notification_words = WORDS(guest_notification, 0);

static const struct word rpc_endpoint[] = {
    { "HvSocket", HCN_RPC_ENDPOINT_HV_SOCKET },
    { "LRpc", HCN_RPC_ENDPOINT_LRPC },
};
const struct words rpc_endpoint_words = WORDS(rpc_endpoint, 0);

static const struct word guest_service_flags[] = {
    { "IsFlowsteered", HCN_GUEST_SERVICE_IS_FLOWSTEERED },
    { "IsFlowsteeredSelfManaged", HCN_GUEST_SERVICE_IS_FLOWSTEERED_SELF_MANAGED },
    { "None", 0 },
};
const struct words guest_service_flags_words = BITS(guest_service_flags);

static const struct field guest_interface_fields[] = {
    FIELD(hcn_guest_interface, endpoint_id, "EndpointId"),
    FIELD(hcn_guest_interface, interface_guid, "InterfaceGuid"),
    WORD(hcn_guest_interface, state, "State", &guest_interface_state_words),
    WORD(hcn_guest_interface, missed_notifications, "MissedNotifications",
         &guest_notification_words),
};
const struct record guest_interface_record =
    TABLE(hcn_guest_interface, "guest interface", guest_interface_fields);

static const struct field rpc_information_fields[] = {
    FIELD(hcn_rpc_information, network_address, "NetworkAddress"),
    FIELD(hcn_rpc_information, endpoint_address, "EndpointAddress"),
    WORD(hcn_rpc_information, endpoint_type, "EndpointType", &rpc_endpoint_words),
    FIELD(hcn_rpc_information, object_uuid, "ObjectUuid"),
};
const struct record rpc_information_record =
    TABLE(hcn_rpc_information, "rpc information", rpc_information_fields);

static const struct field guest_service_fields[] = {
    BASE_FIELDS(hcn_guest_service_document),
    FIELD(hcn_guest_service_document, virtual_machine_id, "VirtualMachineId"),
    RECORD_LIST(hcn_guest_service_document, mirrored_interfaces, "MirroredInterfaces",
                &guest_interface_record),
    FIELD(hcn_guest_service_document, mirror_host_networking, "MirrorHostNetworking"),
    RECORD(hcn_guest_service_document, gns_rpc_server_information, "GnsRpcServerInformation",
           &rpc_information_record),
    NUMBER(hcn_guest_service_document, flags, "Flags", &guest_service_flags_words),
};
const struct record guest_service_record =
    TABLE(hcn_guest_service_document, "guest service", guest_service_fields);

static const struct field notification_fields[] = {
    FIELD(hcn_notification, id, "ID"),
    NUMBER(hcn_notification, flags, "Flags", &network_flags_words),
    ANY(hcn_notification, data, "Data"),
};
const struct record notification_record =
    TABLE(hcn_notification, "notification", notification_fields);

static const struct field guest_service_notification_fields[] = {
    WORD(hcn_guest_service_notification, state, "State", &guest_service_state_words),
    RECORD_LIST(hcn_guest_service_notification, interfaces, "Interfaces", &guest_interface_record),
};
const struct record guest_service_notification_record =
    TABLE(hcn_guest_service_notification, "guest service notification",
          guest_service_notification_fields);
