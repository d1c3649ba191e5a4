/*
 * features.h - what a service of some version can do. See hcn.h.
 */
#ifndef HCN_FEATURES_H
#define HCN_FEATURES_H

#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Features by the names that hcsshim gives them (SupportedFeatures), in its order. */
enum hcn_feature {
    HCN_FEATURE_ACL_ADDRESS_LISTS,
    HCN_FEATURE_ACL_HOST_RULE_PRIORITY,
    HCN_FEATURE_ACL_PORT_RANGES,
    HCN_FEATURE_ACL_RULE_ID,
    HCN_FEATURE_API_V1,
    HCN_FEATURE_API_V2,
    HCN_FEATURE_REMOTE_SUBNET,
    HCN_FEATURE_HOST_ROUTE,
    HCN_FEATURE_DSR,
    HCN_FEATURE_SLASH32_ENDPOINT_PREFIXES,
    HCN_FEATURE_ACL_SUPPORT_FOR_PROTOCOL_252,
    HCN_FEATURE_SESSION_AFFINITY,
    HCN_FEATURE_IPV6_DUAL_STACK,
    HCN_FEATURE_SET_POLICY,
    HCN_FEATURE_VXLAN_PORT,
    HCN_FEATURE_L4_PROXY,
    HCN_FEATURE_L4_WFP_PROXY,
    HCN_FEATURE_TIER_ACL,
    HCN_FEATURE_NETWORK_ACL,
    HCN_FEATURE_NESTED_IP_SET,
    HCN_FEATURE_DISABLE_HOST_PORT,
    HCN_FEATURE_MODIFY_LOAD_BALANCER,
    HCN_FEATURE_ACCELNET
};

enum { HCN_FEATURES = HCN_FEATURE_ACCELNET + 1 };

/*
 * The version of the service, as "13.3" is of Windows Server 2022. Our engine says 15.5. E_NOTIMPL
 * on a Windows that does not say it: one without HNSCall in vmcompute.dll.
 */
struct hcn_service_version {
    uint16_t major, minor;
};

HCN_API bool hcn_service_version(struct hcn_call *call, struct hcn_service *service,
                                 struct hcn_service_version *out);

/* Has a service of this version that feature? (Version ranges: hcsshim, hcnglobals.go.) */
HCN_API bool hcn_feature_in(struct hcn_service_version version, enum hcn_feature feature);

/* Has this service it? False with a failed call too. */
HCN_API bool hcn_service_has(struct hcn_call *call, struct hcn_service *service,
                             enum hcn_feature feature);

/* "ACL.AclAddressLists", "RemoteSubnet"...: the name in hcsshim's JSON; NULL: there is none such.
 */
HCN_API const char *hcn_feature_name(enum hcn_feature feature);

#ifdef __cplusplus
}
#endif

#endif
