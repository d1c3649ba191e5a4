/*
 * subnets.h - completing the subnets of a network that is being made or changed.
 */
#ifndef ENGINE_SUBNETS_H
#define ENGINE_SUBNETS_H

#include "engine/network.h"

/* Claims and completes all subnets of a new network; gives one to a NAT network without. */
bool subnets_complete(struct work *w, struct hcn_network_document *n);

/* Fills in the rest of a subnet whose document and place are set. */
bool subnet_read(struct hcn_call *c, struct subnet *s);

/* Claims and completes one more subnet. */
bool subnet_add(struct work *w, const struct hcn_network_document *n, struct subnet *s);

/* Releases a subnet; refused (HCN_E_ENTITY_HAS_REFERENCES) while endpoints have addresses in it. */
bool subnet_drop(struct work *w, const struct hcn_network_document *n, struct hcn_subnet *subnet,
                 const struct place *where);

/* Fails (HCN_E_ENTITY_HAS_REFERENCES) when an endpoint has an address in the prefix. */
bool subnet_check_unused(struct work *w, const struct hcn_network_document *n,
                         const struct prefix *p, const struct place *where);

/* Has a subnet of the network, or a part of one, that id? The one at `but` does not count. */
bool subnets_name(const struct hcn_network_document *n, const struct hcn_guid *id, const void *but);

/*
 * Checks the parts of a new subnet, each another one, and gives them ids; a subnet without
 * gets one part, all of it. Fails with HCN_E_INVALID_IP_SUBNET.
 */
bool ip_subnets_complete(struct work *w, const struct hcn_network_document *n, struct subnet *s);

/*
 * Adds a part of a subnet that addresses are given out of, or takes one away, found by its id or
 * else by its prefix; refused (HCN_E_ENTITY_HAS_REFERENCES) while endpoints have addresses in it.
 * `index` is its place in the request, for sentences.
 */
bool ip_subnet_add(struct work *w, const struct hcn_network_document *n, struct hcn_subnet *s,
                   struct hcn_ip_subnet *part, size_t index);
bool ip_subnet_remove(struct work *w, const struct hcn_network_document *n, struct hcn_subnet *s,
                      struct hcn_ip_subnet *part, size_t index);

/* Is the next hop of the family of the destination? Default routes lead where it is. */
bool route_is_of_one_family(const struct hcn_ip_route *r);

/* Do both texts mean the same network? Host bits and spelling do not count. */
bool prefix_text_same(const char *a, const char *b);

#endif
