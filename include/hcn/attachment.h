/*
 * attachment.h - an endpoint and its namespace in one step; the uplink. See hcn.h.
 */
#ifndef HCN_ATTACHMENT_H
#define HCN_ATTACHMENT_H

#include <hcn/documents.h>
#include <hcn/endpoint.h>
#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hcn_attachment;

/* What hcn_attachment_create() needs; a zero member is left out. */
struct hcn_attachment_options {
    struct hcn_guid network;
    const char *owner;      /* who it belongs to: Owner of both, and the prefix of the name */
    const char *container;  /* the endpoint is called `owner-container` */
    const char *address;    /* NULL: the service picks one */
    uint8_t prefix_length;  /* of address; 0: the subnet's */
    const char *gateway;    /* NULL: the first address of address/prefix_length, or the subnet's */
    const char *dns_server; /* NULL: as the network says */
    const char *dns_domain;
    const struct hcn_guid *space; /* an existing namespace; NULL: a new one of type Host */
    struct hcn_policy *const *policies;
    size_t policy_count;
};

/* Makes endpoint and namespace and joins them; whatever fails, nothing is left. */
HCN_API struct hcn_attachment *hcn_attachment_create(struct hcn_call *call,
                                                     struct hcn_service *service,
                                                     const struct hcn_attachment_options *options);

/*
 * The same with the policies of an overlay: OutBoundNAT without translation inside the cluster,
 * an SDN route to it, and an ACL that lets it in. Leave out with zero flags what a network type
 * refuses (SDNRoute on Transparent).
 */
enum hcn_overlay_policies {
    HCN_OVERLAY_OUTBOUND_NAT = 1,
    HCN_OVERLAY_SDN_ROUTE = 2,
    HCN_OVERLAY_ACL = 4,
    HCN_OVERLAY_ALL = 7
};

HCN_API struct hcn_attachment *
hcn_attachment_create_overlay(struct hcn_call *call, struct hcn_service *service,
                              const struct hcn_attachment_options *options,
                              const char *cluster_prefix, uint32_t policies);

HCN_API struct hcn_guid hcn_attachment_endpoint(const struct hcn_attachment *attachment);
HCN_API struct hcn_guid hcn_attachment_namespace(const struct hcn_attachment *attachment);

/* Its address as text, or NULL. Lives as long as the attachment. */
HCN_API const char *hcn_attachment_address(const struct hcn_attachment *attachment);

/*
 * Deletes endpoint and namespace, both even when one fails; the endpoint's failure is told first.
 * What is gone already is no failure. HostDefault is left.
 */
HCN_API bool hcn_attachment_teardown(struct hcn_call *call, struct hcn_service *service,
                                     const struct hcn_guid *endpoint, const struct hcn_guid *space);

/* Frees the record of an attachment; endpoint and namespace stay. NULL is harmless. */
HCN_API void hcn_attachment_close(struct hcn_attachment *attachment);

/*
 * The endpoints whose Owner is `owner`; where a service does not keep the Owner, those whose name
 * begins with `owner-`.
 */
HCN_API bool hcn_attachment_owned(struct hcn_call *call, struct hcn_service *service,
                                  const char *owner, struct hcn_endpoint_list *out);

/*
 * The adapter that leads out of this machine: HCN_UPLINK_ADAPTER (or ZLAYER_HCN_UPLINK_ADAPTER) in
 * the environment, else the one of the default route with the lowest metric; tunnels, loopback and
 * virtual links are passed over. On Windows its friendly name. Class not found when there is none.
 */
HCN_API const char *hcn_adapter_find(struct hcn_call *call);

#ifdef __cplusplus
}
#endif

#endif
