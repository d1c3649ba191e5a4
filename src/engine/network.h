/*
 * network.h - what the other kinds need to know of a network.
 */
#ifndef ENGINE_NETWORK_H
#define ENGINE_NETWORK_H

#include <hcn/documents.h>

#include "base/ip.h"
#include "engine/ipam.h"
#include "engine/work.h"

/* One subnet of a network, ready for arithmetic. */
struct subnet {
    struct hcn_subnet *document;
    struct prefix prefix;
    struct ip gateway; /* family 0: none */
    struct place where, gateway_at;
};

struct subnets {
    struct subnet *at;
    size_t count;
};

/* All subnets of all Ipams, in order. */
bool subnets_read(struct hcn_call *c, const struct hcn_network_document *n, struct subnets *out);

/* The subnet that contains an address, or NULL. */
const struct subnet *subnets_find(const struct subnets *all, const struct ip *ip);

/* Does the host have an address in networks of this type, so that they must not overlap? */
bool network_is_routed(uint32_t type);

/* Adds what makes, or removes, the kernel objects of a network. */
bool network_steps(struct work *w, const struct hcn_network_document *n, bool remove);

/* The same for its addresses and rules alone, when its subnets change. */
bool network_rules(struct work *w, const struct hcn_network_document *n, bool remove);

/* "hb-" and ten hex digits: the name of a kernel link for an object. */
struct link_name {
    char text[16];
};

struct link_name link_name(const char *prefix, const struct hcn_guid *id);

/* "net:<id>", "ep:<id>": says whose a kernel object is. In memory of the call. */
const char *tag_for(struct hcn_call *c, const char *kind, const struct hcn_guid *id);

#endif
