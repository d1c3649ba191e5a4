/*
 * records.h - the table of every document, and of every set of words.
 */
#ifndef SCHEMA_RECORDS_H
#define SCHEMA_RECORDS_H

#include <hcn/documents.h>

#include "schema/record.h"

extern const struct record schema_version_record;
extern const struct record health_extra_record;
extern const struct record health_record;
extern const struct record telemetry_record;
extern const struct record linux_params_record;
extern const struct record additional_params_record;
extern const struct record dns_record;
extern const struct record ip_route_record;
extern const struct record mac_range_record;
extern const struct record mac_pool_record;
extern const struct record ip_subnet_record;
extern const struct record subnet_record;
extern const struct record ipam_record;
extern const struct record network_record;
extern const struct record ip_configuration_record;
extern const struct record endpoint_record;
extern const struct record statistics_record;
extern const struct record resource_data_record;
extern const struct record resource_record;
extern const struct record namespace_record;
extern const struct record load_balancer_port_mapping_record;
extern const struct record load_balancer_record;
extern const struct record route_record;
extern const struct record route_answer_record;
extern const struct record guest_interface_record;
extern const struct record rpc_information_record;
extern const struct record guest_service_record;
extern const struct record notification_record;
extern const struct record guest_service_notification_record;
extern const struct record query_record;
extern const struct record error_record_record;
extern const struct record empty_settings_record;
extern const struct record acl_settings_record;
extern const struct record tier_acl_rule_record;
extern const struct record tier_acl_settings_record;
extern const struct record set_policy_settings_record;
extern const struct record firewall_settings_record;
extern const struct record port_mapping_settings_record;
extern const struct record out_bound_nat_settings_record;
extern const struct record sdn_route_settings_record;
extern const struct record l4_proxy_settings_record;
extern const struct record five_tuple_record;
extern const struct record proxy_exceptions_record;
extern const struct record l4_wfp_proxy_settings_record;
extern const struct record provider_address_settings_record;
extern const struct record remote_subnet_route_settings_record;
extern const struct record vxlan_port_settings_record;
extern const struct record dr_mac_address_settings_record;
extern const struct record neighbor_discovery_settings_record;
extern const struct record isolation_settings_record;
extern const struct record qos_settings_record;
extern const struct record port_name_settings_record;
extern const struct record encap_overhead_settings_record;
extern const struct record interface_parameters_settings_record;
extern const struct record interface_constraint_settings_record;
extern const struct record layer_constraint_settings_record;
extern const struct record iov_settings_record;
extern const struct record source_mac_address_settings_record;
extern const struct record net_adapter_name_settings_record;
extern const struct record vswitch_extension_settings_record;
extern const struct record automatic_dns_settings_record;
extern const struct record authentication_settings_record;
extern const struct record authentication_method_record;
extern const struct record encryption_settings_record;
extern const struct record network_modify_record;
extern const struct record endpoint_modify_record;
extern const struct record namespace_modify_record;
extern const struct record load_balancer_modify_record;
extern const struct record guest_service_modify_record;
extern const struct record policy_request_record;
extern const struct record extension_request_record;
extern const struct record subnet_request_record;
extern const struct record ip_subnet_request_record;
extern const struct record vm_endpoint_request_record;
extern const struct record endpoint_request_record;
extern const struct record container_request_record;
extern const struct record state_request_record;
extern const struct record policy_record;

extern const struct words uplink_words;
extern const struct words network_type_words;
extern const struct words ipam_type_words;
extern const struct words namespace_type_words;
extern const struct words resource_type_words;
extern const struct words guest_service_state_words;
extern const struct words guest_interface_state_words;
extern const struct words guest_notification_words;
extern const struct words rpc_endpoint_words;
extern const struct words action_words;
extern const struct words direction_words;
extern const struct words rule_type_words;
extern const struct words set_type_words;
extern const struct words vm_type_words;
extern const struct words interrupt_moderation_words;
extern const struct words encryption_method_words;
extern const struct words authentication_type_words;
extern const struct words request_type_words;
extern const struct words policy_number_words; /* types that may be numbers */

/* Of numbers: what they may be called in what is read. */
extern const struct words network_flags_words;
extern const struct words subnet_flags_words;
extern const struct words ip_subnet_flags_words;
extern const struct words endpoint_flags_words;
extern const struct words load_balancer_flags_words;
extern const struct words port_mapping_flags_words;
extern const struct words distribution_words;
extern const struct words protocol_words;
extern const struct words nat_flags_words;
extern const struct words firewall_flags_words;
extern const struct words guest_service_flags_words;
extern const struct words query_flags_words;

#endif
