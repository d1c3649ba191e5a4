/*
 * carry.h - what the driver does not carry out of a document is refused, never ignored.
 */
#ifndef ENGINE_CARRY_H
#define ENGINE_CARRY_H

#include <hcn/documents.h>

#include "engine/work.h"

/* Refuses flags of a network that the driver does not carry out. */
bool network_flags_check(struct work *w, const struct hcn_network_document *n);

/* The same of an endpoint. */
bool endpoint_check(struct work *w, const struct hcn_endpoint_document *e);

/*
 * The MTU that policies ask for; 0: none. InterfaceParameters says it; EncapOverhead takes its
 * bytes away from what the way out of the machine takes, which is 1500 at most.
 */
bool endpoint_mtu(struct work *w, const struct hcn_endpoint_document *e, uint32_t *out);

/* The most that an interface of an endpoint has: what the way out takes, 1500 at most. */
bool largest_mtu(struct work *w, uint32_t *out);

#endif
