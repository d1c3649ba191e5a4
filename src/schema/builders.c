/* builders.c - the policies that most callers need, in one step. */
#include <hcn/documents.h>

#include "base/call.h"

struct hcn_policy *hcn_policy_out_bound_nat(struct hcn_call *call, const char *const *exceptions,
                                            size_t count)
{
    struct hcn_out_bound_nat_settings *s = hcn_policy_settings_new(call, HCN_POLICY_OUT_BOUND_NAT);

    if (s && count && !exceptions) {
        fail(call, E_INVALIDARG, "no list of %zu exceptions was given", count);
        return NULL;
    }
    for (size_t i = 0; s && i < count; i++)
        if (!hcn_list_append(call, &s->exceptions, exceptions[i]))
            return NULL;
    return s ? hcn_policy_new(call, HCN_POLICY_OUT_BOUND_NAT, s) : NULL;
}

struct hcn_policy *hcn_policy_sdn_route(struct hcn_call *call, const char *destination,
                                        bool need_encap)
{
    struct hcn_sdn_route_settings *s = hcn_policy_settings_new(call, HCN_POLICY_SDN_ROUTE);

    if (!s)
        return NULL;
    s->destination_prefix = destination;
    s->need_encap = need_encap;
    hcn_member_give(s, &s->need_encap);
    return hcn_policy_new(call, HCN_POLICY_SDN_ROUTE, s);
}

struct hcn_policy *hcn_policy_acl_in_allow(struct hcn_call *call, const char *remote_addresses)
{
    const uint16_t priority = 65500;
    struct hcn_acl_settings *s = hcn_policy_settings_new(call, HCN_POLICY_ACL);

    if (!s)
        return NULL;
    s->action = HCN_ACTION_ALLOW;
    s->direction = HCN_DIRECTION_IN;
    s->remote_addresses = remote_addresses;
    s->rule_type = HCN_RULE_SWITCH;
    s->priority = priority;
    return hcn_policy_new(call, HCN_POLICY_ACL, s);
}

struct hcn_policy *hcn_policy_port_mapping(struct hcn_call *call, enum hcn_protocol protocol,
                                           uint16_t external_port, uint16_t internal_port)
{
    struct hcn_port_mapping_settings *s = hcn_policy_settings_new(call, HCN_POLICY_PORT_MAPPING);

    if (!s)
        return NULL;
    s->protocol = protocol;
    s->external_port = external_port;
    s->internal_port = internal_port;
    return hcn_policy_new(call, HCN_POLICY_PORT_MAPPING, s);
}

struct hcn_policy *hcn_policy_net_adapter_name(struct hcn_call *call, const char *name)
{
    struct hcn_net_adapter_name_settings *s =
        hcn_policy_settings_new(call, HCN_POLICY_NET_ADAPTER_NAME);

    if (!s)
        return NULL;
    s->network_adapter_name = name;
    return hcn_policy_new(call, HCN_POLICY_NET_ADAPTER_NAME, s);
}
