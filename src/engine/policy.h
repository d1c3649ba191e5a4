/*
 * policy.h - which policies may stand where, what they claim, and what they mean to a port.
 */
#ifndef ENGINE_POLICY_H
#define ENGINE_POLICY_H

#include <hcn/documents.h>

#include "engine/ipam.h"
#include "engine/work.h"

/* Does a driver carry out what this word names? `words` NULL: everything. */
bool driver_carries(const char *const *words, const char *word);

/* The same words as a text: "NAT, Internal or Private". */
const char *driver_words(struct hcn_call *c, const char *const *words);

/* Clients send empty policies, and mean none: neither type nor settings. */
bool policy_is_nothing(const struct hcn_policy *p);

/*
 * Policies of an object from this number on stand in the modify request, where sentences look for
 * them; with ALL_KEPT none does.
 */
#define ALL_KEPT SIZE_MAX

/*
 * Checks the policies of a network, or of the subnet at `where`: known, of a type that belongs
 * there and that the driver carries out. Empty ones go.
 */
bool network_policies_check(struct work *w, struct hcn_network_document *n, size_t kept);
bool subnet_policies_check(struct work *w, struct hcn_subnet *s, const struct place *where);

/*
 * Checks the policies of an endpoint against the type of its network and its addresses, and claims
 * the ports that they publish. An ExternalPort that is not given is chosen here, and written into
 * the document.
 */
bool endpoint_policies_take(struct work *w, const struct hcn_network_document *n,
                            struct hcn_endpoint_document *e, size_t kept);

/* Releases the ports that the policies publish. */
bool endpoint_policies_release(struct work *w, const struct hcn_endpoint_document *e);

/* Writes mappings and translation into a step. */
bool endpoint_policies_step(struct hcn_call *c, const struct hcn_endpoint_document *e,
                            struct step *s);

#endif
