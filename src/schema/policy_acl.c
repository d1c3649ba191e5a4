/* policy_acl.c - settings of policies that let through and block. */
#include "schema/base_fields.h"
#include "schema/format.h"
#include "schema/records.h"

static const struct word action[] = {
    { "Allow", HCN_ACTION_ALLOW },
    { "Block", HCN_ACTION_BLOCK },
    { "Pass", HCN_ACTION_PASS },
};
const struct words action_words = WORDS(action, 0);

static const struct word direction[] = {
    { "In", HCN_DIRECTION_IN },
    { "Out", HCN_DIRECTION_OUT },
};
const struct words direction_words = WORDS(direction, 0);

static const struct word rule_type[] = {
    { "Host", HCN_RULE_HOST },
    { "Switch", HCN_RULE_SWITCH },
};
const struct words rule_type_words = WORDS(rule_type, 0);

static const struct word set_type[] = {
    { "IPSET", HCN_SET_IPSET },
    { "NESTEDIPSET", HCN_SET_NESTED_IPSET },
};
const struct words set_type_words = WORDS(set_type, 0);

static const struct word vm_type[] = {
    { "Invalid", HCN_VM_INVALID },
    { "Host", HCN_VM_HOST },
    { "WSA", HCN_VM_WSA },
    { "WSL", HCN_VM_WSL },
};
const struct words vm_type_words = WORDS(vm_type, 0);

static const struct word firewall_flags[] = {
    { "ConstrainedInterface", HCN_FIREWALL_CONSTRAINED_INTERFACE },
    { "None", 0 },
};
const struct words firewall_flags_words = BITS(firewall_flags);

static const struct field acl_settings_fields[] = {
    FORMAT(hcn_acl_settings, protocols, "Protocols", &protocol_list_format),
    ALWAYS_WORD(hcn_acl_settings, action, "Action", &action_words),
    ALWAYS_WORD(hcn_acl_settings, direction, "Direction", &direction_words),
    FORMAT(hcn_acl_settings, local_addresses, "LocalAddresses", &address_list_format),
    FORMAT(hcn_acl_settings, remote_addresses, "RemoteAddresses", &address_list_format),
    FORMAT(hcn_acl_settings, local_ports, "LocalPorts", &port_list_format),
    FORMAT(hcn_acl_settings, remote_ports, "RemotePorts", &port_list_format),
    WORD(hcn_acl_settings, rule_type, "RuleType", &rule_type_words),
    FIELD(hcn_acl_settings, priority, "Priority"),
    FIELD(hcn_acl_settings, id, "Id"),
};
const struct record acl_settings_record =
    TABLE(hcn_acl_settings, "acl settings", acl_settings_fields);

static const struct field tier_acl_rule_fields[] = {
    FIELD(hcn_tier_acl_rule, id, "Id"),
    FORMAT(hcn_tier_acl_rule, protocols, "Protocols", &protocol_list_format),
    ALWAYS_WORD(hcn_tier_acl_rule, tier_acl_rule_action, "TierAclRuleAction", &action_words),
    FORMAT(hcn_tier_acl_rule, local_addresses, "LocalAddresses", &address_list_format),
    FORMAT(hcn_tier_acl_rule, remote_addresses, "RemoteAddresses", &address_list_format),
    FORMAT(hcn_tier_acl_rule, local_ports, "LocalPorts", &port_list_format),
    FORMAT(hcn_tier_acl_rule, remote_ports, "RemotePorts", &port_list_format),
    FIELD(hcn_tier_acl_rule, priority, "Priority"),
};
const struct record tier_acl_rule_record =
    TABLE(hcn_tier_acl_rule, "tier acl rule", tier_acl_rule_fields);

static const struct field tier_acl_settings_fields[] = {
    FIELD(hcn_tier_acl_settings, name, "Name"),
    ALWAYS_WORD(hcn_tier_acl_settings, direction, "Direction", &direction_words),
    FIELD(hcn_tier_acl_settings, order, "Order"),
    RECORD_LIST(hcn_tier_acl_settings, tier_acl_rules, "TierAclRules", &tier_acl_rule_record),
};
const struct record tier_acl_settings_record =
    TABLE(hcn_tier_acl_settings, "tier acl settings", tier_acl_settings_fields);

static const struct field set_policy_settings_fields[] = {
    FIELD(hcn_set_policy_settings, id, "Id"),
    FIELD(hcn_set_policy_settings, name, "Name"),
    ALWAYS_WORD(hcn_set_policy_settings, policy_type, "PolicyType", &set_type_words),
    FIELD(hcn_set_policy_settings, values, "Values"),
};
const struct record set_policy_settings_record =
    TABLE(hcn_set_policy_settings, "set policy settings", set_policy_settings_fields);

static const struct field firewall_settings_fields[] = {
    FIELD(hcn_firewall_settings, vm_creator_id, "VmCreatorId"),
    NUMBER(hcn_firewall_settings, policy_flags, "PolicyFlags", &firewall_flags_words),
    ALSO_NUMBER(hcn_firewall_settings, policy_flags, "FirewallPolicyFlags", &firewall_flags_words),
    WORD(hcn_firewall_settings, vm_type, "VmType", &vm_type_words),
};
const struct record firewall_settings_record =
    TABLE(hcn_firewall_settings, "firewall settings", firewall_settings_fields);
