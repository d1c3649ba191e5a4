/* policy_interface.c - settings of policies about interfaces, switches and encryption. */
#include "schema/base_fields.h"
#include "schema/format.h"
#include "schema/records.h"

static const struct word interrupt_moderation[] = {
    { "Default", HCN_INTERRUPT_MODERATION_DEFAULT },
    { "Adaptive", HCN_INTERRUPT_MODERATION_ADAPTIVE },
    { "Off", HCN_INTERRUPT_MODERATION_OFF },
    { "Low", HCN_INTERRUPT_MODERATION_LOW },
    { "Medium", HCN_INTERRUPT_MODERATION_MEDIUM },
    { "High", HCN_INTERRUPT_MODERATION_HIGH },
};
const struct words interrupt_moderation_words = WORDS(interrupt_moderation, 0);

static const struct word encryption_method[] = {
    { "Ipsec", HCN_ENCRYPTION_IPSEC },
};
const struct words encryption_method_words = WORDS(encryption_method, 0);

static const struct word authentication_type[] = {
    { "PresharedKey", HCN_AUTHENTICATION_PRESHARED_KEY },
    { "Certificate", HCN_AUTHENTICATION_CERTIFICATE },
};
const struct words authentication_type_words = WORDS(authentication_type, 0);

const struct record empty_settings_record = { .name = "empty settings",
                                              .size = sizeof(struct hcn_empty_settings) };

static const struct field qos_settings_fields[] = {
    FIELD(hcn_qos_settings, maximum_outgoing_bandwidth_in_bytes, "MaximumOutgoingBandwidthInBytes"),
};
const struct record qos_settings_record =
    TABLE(hcn_qos_settings, "qos settings", qos_settings_fields);

static const struct field port_name_settings_fields[] = {
    FIELD(hcn_port_name_settings, name, "Name"),
};
const struct record port_name_settings_record =
    TABLE(hcn_port_name_settings, "port name settings", port_name_settings_fields);

static const struct field encap_overhead_settings_fields[] = {
    FIELD(hcn_encap_overhead_settings, overhead, "Overhead"),
};
const struct record encap_overhead_settings_record =
    TABLE(hcn_encap_overhead_settings, "encap overhead settings", encap_overhead_settings_fields);

static const struct field interface_parameters_settings_fields[] = {
    FIELD(hcn_interface_parameters_settings, mtu, "Mtu"),
};
const struct record interface_parameters_settings_record =
    TABLE(hcn_interface_parameters_settings, "interface parameters settings",
          interface_parameters_settings_fields);

static const struct field interface_constraint_settings_fields[] = {
    FIELD(hcn_interface_constraint_settings, interface_guid, "InterfaceGuid"),
    FIELD(hcn_interface_constraint_settings, interface_luid, "InterfaceLuid"),
    FIELD(hcn_interface_constraint_settings, interface_index, "InterfaceIndex"),
    FIELD(hcn_interface_constraint_settings, interface_media_type, "InterfaceMediaType"),
    FIELD(hcn_interface_constraint_settings, interface_alias, "InterfaceAlias"),
    FIELD(hcn_interface_constraint_settings, interface_description, "InterfaceDescription"),
};
const struct record interface_constraint_settings_record =
    TABLE(hcn_interface_constraint_settings, "interface constraint settings",
          interface_constraint_settings_fields);

static const struct field layer_constraint_settings_fields[] = {
    FIELD(hcn_layer_constraint_settings, layer_id, "LayerId"),
};
const struct record layer_constraint_settings_record = TABLE(
    hcn_layer_constraint_settings, "layer constraint settings", layer_constraint_settings_fields);

static const struct field iov_settings_fields[] = {
    FIELD(hcn_iov_settings, iov_offload_weight, "IovOffloadWeight"),
    FIELD(hcn_iov_settings, queue_pairs_requested, "QueuePairsRequested"),
    WORD(hcn_iov_settings, interrupt_moderation, "InterruptModeration",
         &interrupt_moderation_words),
};
const struct record iov_settings_record =
    TABLE(hcn_iov_settings, "iov settings", iov_settings_fields);

static const struct field source_mac_address_settings_fields[] = {
    FORMAT(hcn_source_mac_address_settings, source_mac_address, "SourceMacAddress", &mac_format),
};
const struct record source_mac_address_settings_record =
    TABLE(hcn_source_mac_address_settings, "source mac address settings",
          source_mac_address_settings_fields);

static const struct field net_adapter_name_settings_fields[] = {
    FIELD(hcn_net_adapter_name_settings, network_adapter_name, "NetworkAdapterName"),
};
const struct record net_adapter_name_settings_record = TABLE(
    hcn_net_adapter_name_settings, "net adapter name settings", net_adapter_name_settings_fields);

static const struct field vswitch_extension_settings_fields[] = {
    FIELD(hcn_vswitch_extension_settings, extension_id, "ExtensionID"),
    FIELD(hcn_vswitch_extension_settings, enable, "Enable"),
};
const struct record vswitch_extension_settings_record =
    TABLE(hcn_vswitch_extension_settings, "vswitch extension settings",
          vswitch_extension_settings_fields);

static const struct field automatic_dns_settings_fields[] = {
    FIELD(hcn_automatic_dns_settings, enable, "Enable"),
};
const struct record automatic_dns_settings_record =
    TABLE(hcn_automatic_dns_settings, "automatic dns settings", automatic_dns_settings_fields);

static const struct field authentication_settings_fields[] = {
    FIELD(hcn_authentication_settings, key, "Key"),
    FIELD(hcn_authentication_settings, certificate_name, "CertificateName"),
};
const struct record authentication_settings_record =
    TABLE(hcn_authentication_settings, "authentication settings", authentication_settings_fields);

static const struct field authentication_method_fields[] = {
    ALWAYS_WORD(hcn_authentication_method, type, "Type", &authentication_type_words),
    RECORD(hcn_authentication_method, settings, "Settings", &authentication_settings_record),
};
const struct record authentication_method_record =
    TABLE(hcn_authentication_method, "authentication method", authentication_method_fields);

static const struct field encryption_settings_fields[] = {
    WORD(hcn_encryption_settings, encryption_method_type, "EncryptionMethodType",
         &encryption_method_words),
    RECORD_LIST(hcn_encryption_settings, authentication_methods, "AuthenticationMethods",
                &authentication_method_record),
    FIELD(hcn_encryption_settings, name, "Name"),
    LIST(hcn_encryption_settings, endpoints1, "Endpoints1"),
    LIST(hcn_encryption_settings, endpoints2, "Endpoints2"),
    FIELD(hcn_encryption_settings, protocol_type, "ProtocolType"),
    LIST(hcn_encryption_settings, endpoint1_ports, "Endpoint1Ports"),
    LIST(hcn_encryption_settings, endpoint2_ports, "Endpoint2Ports"),
};
const struct record encryption_settings_record =
    TABLE(hcn_encryption_settings, "encryption settings", encryption_settings_fields);
