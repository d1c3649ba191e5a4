/* features.c - which version of the service brought what. */
#include <hcn/features.h>

#include "client/handle.h"

enum { RANGES = 5, LAST = UINT16_MAX };

struct range {
    struct hcn_service_version from, to;
};

/* clang-format off */
#define SINCE(major, minor)  { { major, minor }, { LAST, LAST } }
#define WITHIN(major, minor) { { major, minor }, { major, LAST } }
/* clang-format on */

/* What went into older releases too has several ranges; unused ones end at 0.0. */
static const struct {
    const char *name;
    struct range ranges[RANGES];
} features[HCN_FEATURES] = {
    [HCN_FEATURE_ACL_ADDRESS_LISTS] = { "ACL.AclAddressLists", { SINCE(7, 2) } },
    [HCN_FEATURE_ACL_HOST_RULE_PRIORITY] = { "ACL.AclHostRulePriority", { SINCE(7, 2) } },
    [HCN_FEATURE_ACL_PORT_RANGES] = { "ACL.AclPortRanges", { SINCE(7, 2) } },
    [HCN_FEATURE_ACL_RULE_ID] = { "ACL.AclRuleId", { SINCE(7, 2) } },
    [HCN_FEATURE_API_V1] = { "API.V1", { SINCE(0, 0) } },
    [HCN_FEATURE_API_V2] = { "API.V2", { SINCE(9, 2) } },
    [HCN_FEATURE_REMOTE_SUBNET] = { "RemoteSubnet", { SINCE(9, 2) } },
    [HCN_FEATURE_HOST_ROUTE] = { "HostRoute", { SINCE(9, 2) } },
    [HCN_FEATURE_DSR] = { "DSR", { WITHIN(9, 3), SINCE(10, 2) } },
    [HCN_FEATURE_SLASH32_ENDPOINT_PREFIXES] = { "Slash32EndpointPrefixes",
                                                { WITHIN(9, 3), SINCE(10, 4) } },
    [HCN_FEATURE_ACL_SUPPORT_FOR_PROTOCOL_252] = { "AclSupportForProtocol252", { SINCE(11, 0) } },
    [HCN_FEATURE_SESSION_AFFINITY] = { "SessionAffinity", { SINCE(12, 0) } },
    [HCN_FEATURE_IPV6_DUAL_STACK] = { "IPv6DualStack", { SINCE(11, 10) } },
    [HCN_FEATURE_SET_POLICY] = { "SetPolicy", { SINCE(13, 0) } },
    [HCN_FEATURE_VXLAN_PORT] = { "VxlanPort", { SINCE(10, 3) } },
    [HCN_FEATURE_L4_PROXY] = { "L4Proxy",
                               { WITHIN(9, 5), WITHIN(10, 5), WITHIN(11, 11), WITHIN(12, 1),
                                 SINCE(13, 1) } },
    [HCN_FEATURE_L4_WFP_PROXY] = { "L4WfpProxy", { SINCE(13, 2) } },
    [HCN_FEATURE_TIER_ACL] = { "TierAcl", { SINCE(14, 0) } },
    [HCN_FEATURE_NETWORK_ACL] = { "NetworkACL", { SINCE(15, 0) } },
    [HCN_FEATURE_NESTED_IP_SET] = { "NestedIpSet", { SINCE(15, 0) } },
    [HCN_FEATURE_DISABLE_HOST_PORT] = { "DisableHostPort", { SINCE(15, 1) } },
    [HCN_FEATURE_MODIFY_LOAD_BALANCER] = { "ModifyLoadbalancer", { SINCE(15, 4) } },
    [HCN_FEATURE_ACCELNET] = { "Accelnet", { SINCE(15, 4) } },
};

static uint32_t number(struct hcn_service_version v)
{
    return (uint32_t)v.major << 16 | v.minor;
}

bool hcn_feature_in(struct hcn_service_version version, enum hcn_feature feature)
{
    const uint32_t have = number(version);

    for (size_t i = 0; (size_t)feature < HCN_FEATURES && i < RANGES; i++) {
        const struct range *r = &features[feature].ranges[i];

        if (number(r->to) && have >= number(r->from) && have <= number(r->to))
            return true;
    }
    return false;
}

bool hcn_service_version(struct hcn_call *call, struct hcn_service *service,
                         struct hcn_service_version *out)
{
    uint64_t version;

    if (!service_ready(call, service))
        return false;
    if (!out)
        return fail(call, E_INVALIDARG, "no room for a version was given");
    if (!service->backend->kind->version)
        return fail(call, E_NOTIMPL, "this service does not say its version");
    if (!service->backend->kind->version(call, service->backend, &version))
        return false;
    *out = (struct hcn_service_version){ (uint16_t)(version >> 32), (uint16_t)version };
    return true;
}

bool hcn_service_has(struct hcn_call *call, struct hcn_service *service, enum hcn_feature feature)
{
    struct hcn_service_version version = { 0 };

    return hcn_service_version(call, service, &version) && hcn_feature_in(version, feature);
}

const char *hcn_feature_name(enum hcn_feature feature)
{
    return (size_t)feature < HCN_FEATURES ? features[feature].name : NULL;
}
