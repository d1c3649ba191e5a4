/*
 * policy.c - the table of policy types, and the policy itself: {"Type": ..., "Settings": {...}}.
 *
 * The settings of a known type are read along, so that what is wrong in them is found with its
 * path; the text of the settings stays as it came.
 */
#include <string.h>

#include "base/text.h"
#include "schema/document.h"
#include "schema/policy_types.h"
#include "schema/reader.h"
#include "schema/records.h"

#define NETWORK_  HCN_TARGET_NETWORK
#define ENDPOINT_ HCN_TARGET_ENDPOINT
#define SUBNET_   HCN_TARGET_SUBNET

static const struct policy_type types[] = {
    { HCN_POLICY_PORT_MAPPING, "PortMapping", ENDPOINT_, &port_mapping_settings_record },
    { HCN_POLICY_ACL, "ACL", ENDPOINT_, &acl_settings_record },
    { HCN_POLICY_QOS, "QOS", ENDPOINT_, &qos_settings_record },
    { HCN_POLICY_L2_DRIVER, "L2Driver", ENDPOINT_, &empty_settings_record },
    { HCN_POLICY_OUT_BOUND_NAT, "OutBoundNAT", ENDPOINT_, &out_bound_nat_settings_record },
    { HCN_POLICY_SDN_ROUTE, "SDNRoute", ENDPOINT_, &sdn_route_settings_record },
    { HCN_POLICY_L4_PROXY, "L4Proxy", ENDPOINT_ | NETWORK_, &l4_proxy_settings_record },
    { HCN_POLICY_L4_WFP_PROXY, "L4WFPPROXY", ENDPOINT_, &l4_wfp_proxy_settings_record },
    { HCN_POLICY_PROVIDER_ADDRESS, "ProviderAddress", ENDPOINT_ | NETWORK_,
      &provider_address_settings_record },
    { HCN_POLICY_PORT_NAME, "PortName", ENDPOINT_, &port_name_settings_record },
    { HCN_POLICY_ENCAP_OVERHEAD, "EncapOverhead", ENDPOINT_, &encap_overhead_settings_record },
    { HCN_POLICY_INTERFACE_CONSTRAINT, "InterfaceConstraint", ENDPOINT_ | NETWORK_,
      &interface_constraint_settings_record },
    { HCN_POLICY_ENCRYPTION, "Encryption", ENDPOINT_, &encryption_settings_record },
    { HCN_POLICY_VLAN, "VLAN", ENDPOINT_ | SUBNET_, &isolation_settings_record },
    { HCN_POLICY_INTERFACE_PARAMETERS, "InterfaceParameters", ENDPOINT_,
      &interface_parameters_settings_record },
    { HCN_POLICY_IOV, "Iov", ENDPOINT_, &iov_settings_record },
    { HCN_POLICY_TIER_ACL, "TierAcl", ENDPOINT_, &tier_acl_settings_record },
    { HCN_POLICY_FIREWALL, "Firewall", ENDPOINT_, &firewall_settings_record },
    { HCN_POLICY_SOURCE_MAC_ADDRESS, "SourceMacAddress", NETWORK_,
      &source_mac_address_settings_record },
    { HCN_POLICY_NET_ADAPTER_NAME, "NetAdapterName", NETWORK_, &net_adapter_name_settings_record },
    { HCN_POLICY_VSWITCH_EXTENSION, "VSwitchExtension", NETWORK_,
      &vswitch_extension_settings_record },
    { HCN_POLICY_DR_MAC_ADDRESS, "DrMacAddress", NETWORK_, &dr_mac_address_settings_record },
    { HCN_POLICY_AUTOMATIC_DNS, "AutomaticDNS", NETWORK_, &automatic_dns_settings_record },
    { HCN_POLICY_REMOTE_SUBNET_ROUTE, "RemoteSubnetRoute", NETWORK_,
      &remote_subnet_route_settings_record },
    { HCN_POLICY_VXLAN_PORT, "VxlanPort", NETWORK_, &vxlan_port_settings_record },
    { HCN_POLICY_HOST_ROUTE, "HostRoute", NETWORK_, &empty_settings_record },
    { HCN_POLICY_SET_POLICY, "SetPolicy", NETWORK_, &set_policy_settings_record },
    { HCN_POLICY_LAYER_CONSTRAINT, "LayerConstraint", NETWORK_, &layer_constraint_settings_record },
    { HCN_POLICY_NETWORK_ACL, "NetworkACL", NETWORK_, &acl_settings_record },
    { HCN_POLICY_NEIGHBOR_DISCOVERY, "NeighborDiscovery", NETWORK_,
      &neighbor_discovery_settings_record },
    { HCN_POLICY_VSID, "VSID", SUBNET_, &isolation_settings_record },
};

const struct policy_type *policy_type_find(const char *word)
{
    for (size_t i = 0; word && i < COUNT(types); i++)
        if (text_same(types[i].word, word))
            return &types[i];
    return NULL;
}

const struct policy_type *policy_type_row(enum hcn_policy_type type)
{
    for (size_t i = 0; i < COUNT(types); i++)
        if (types[i].type == type)
            return &types[i];
    return NULL;
}

/* ---- the policy itself -------------------------------------------------------------------- */

static bool finish(struct reader *r, const struct where *w, struct yyjson_val *object,
                   void *document)
{
    struct hcn_policy *p = document;
    const struct policy_type *type = policy_type_find(p->type);
    void *typed = NULL;

    if (!type)
        return true;
    p->type = type->word;
    if (!reader_part(r, type->settings, w, "Settings", object, HCN_E_INVALID_POLICY, &typed))
        return false;
    p->typed = typed;
    return true;
}

/* WSL sends these types as numbers; of the others none are known. */
static const struct word numbers[] = { { "PortName", 9 }, { "Firewall", 18 } };
const struct words policy_number_words = WORDS(numbers, 0);

static const struct field policy_fields[] = {
    NUMBER(hcn_policy, type, "Type", &policy_number_words),
    ANY(hcn_policy, settings, "Settings"),
};
const struct record policy_record = { .name = "policy",
                                      .size = sizeof(struct hcn_policy),
                                      .fields = policy_fields,
                                      .count = COUNT(policy_fields),
                                      .finish = finish };

/* ---- for callers -------------------------------------------------------------------------- */

void *hcn_policy_settings_new(struct hcn_call *call, enum hcn_policy_type type)
{
    const struct policy_type *row = policy_type_row(type);

    if (!call || failed(call))
        return NULL;
    if (row)
        return document_new(call, row->settings);
    fail(call, E_INVALIDARG, "policies of an unknown type have no settings of ours");
    return NULL;
}

struct hcn_policy *hcn_policy_new(struct hcn_call *call, enum hcn_policy_type type,
                                  const void *settings)
{
    const struct policy_type *row = policy_type_row(type);
    const struct hcn_head *head = settings;
    struct hcn_policy *p;

    if (!call || failed(call))
        return NULL;
    if (!row || (head && head->record != row->settings)) {
        fail(call, E_INVALIDARG, "these are not the settings of a policy %s",
             row ? row->word : "of an unknown type");
        return NULL;
    }
    p = document_new(call, &policy_record);
    if (!p)
        return NULL;
    p->type = row->word;
    p->settings = head ? document_print(call, head, NULL) : "{}";
    if (p->settings) /* as a service would read it */
        p->typed = document_read_part(call, row->settings, row->word, p->settings,
                                      strlen(p->settings), STRICT);
    if (failed(call) && call->hresult != E_OUTOFMEMORY)
        call->hresult = HCN_E_INVALID_POLICY;
    return failed(call) ? NULL : p;
}

enum hcn_policy_type hcn_policy_type(const struct hcn_policy *policy)
{
    const struct policy_type *row = policy ? policy_type_find(policy->type) : NULL;

    return row ? row->type : HCN_POLICY_UNKNOWN;
}

const void *hcn_policy_settings(const struct hcn_policy *policy, enum hcn_policy_type type)
{
    return hcn_policy_type(policy) == type ? policy->typed : NULL;
}

const char *hcn_policy_word(enum hcn_policy_type type)
{
    const struct policy_type *row = policy_type_row(type);

    return row ? row->word : NULL;
}

uint32_t hcn_policy_targets(enum hcn_policy_type type)
{
    const struct policy_type *row = policy_type_row(type);

    return row ? row->targets : 0;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

bool hcn_policy_equal(const struct hcn_policy *a, const struct hcn_policy *b)
{
    if (!a || !b)
        return a == b;
    if (!same_text(a->type, b->type))
        return false;
    if (a->typed && b->typed)
        return document_equal(a->typed, b->typed);
    return same_text(a->settings, b->settings);
}
