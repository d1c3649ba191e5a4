/*
 * ipam.h - which endpoint has which address and which MAC, and which network which subnet.
 */
#ifndef ENGINE_IPAM_H
#define ENGINE_IPAM_H

#include "base/ip.h"
#include "engine/work.h"

/* Where in a document a value stands, for error sentences: "endpoint.IpConfigurations[0]". */
struct place {
    char text[160];
};

struct place place_at(const char *format, ...) HCN_PRINTF(1, 2);

/* A number that looks random and is the same each time for one id. */
uint64_t spread(const struct hcn_guid *id);

/* A prefix that addresses are given out of, but its first or its last when they are kept. */
struct room {
    struct prefix prefix;
    bool keeps_first, keeps_last;
};

/*
 * The room in a part of a subnet. A subnet's own first address (in IPv6 that of all its routers)
 * and last one (IPv4: broadcast) are never given out, a part's own when its flags keep them (enum
 * hcn_ip_subnet_flags). Prefixes of one or two addresses have neither.
 */
struct room room_of(const struct prefix *subnet, const struct prefix *part, uint32_t flags);

/*
 * Claims one address for an endpoint or the network itself. One that is not in the room, and what
 * somebody else holds, give HCN_E_ADDR_INVALID_OR_RESERVED with a sentence that names the holder.
 */
bool address_take(struct work *w, const struct hcn_guid *network, const struct room *room,
                  const struct ip *ip, const struct holder *holder, const struct place *where);

/* Claims a free address; *found false when there is none left. */
bool address_pick(struct work *w, const struct hcn_guid *network, const struct room *room,
                  const struct holder *holder, struct ip *out, bool *found);

/* Claims a given MAC, or the next free one of a range from its n-th on. */
bool mac_take(struct work *w, const struct hcn_guid *network, const struct mac *mac,
              const struct holder *holder, const struct place *where);
bool mac_pick(struct work *w, const struct hcn_guid *network, const struct mac *first,
              const struct mac *last, uint64_t n, const struct holder *holder, struct mac *out,
              bool *found);

/* Claims a range of 4096 MACs under 00-15-5D for a network. */
bool mac_pool_pick(struct work *w, const struct hcn_guid *network, struct mac *first,
                   struct mac *last);

/* Refuses, with HCN_E_INVALID_PREFIX, a subnet whose addresses no endpoint can have. */
bool subnet_check(struct work *w, const struct prefix *subnet, const struct place *where);

/*
 * Refuses, with HCN_WIN32_ALREADY_EXISTS, a subnet that the machine has a route to. For networks
 * that the host routes and that are not its own: others may share the subnet of an adapter.
 */
bool subnet_check_host(struct work *w, const struct prefix *subnet, const struct place *where);

/*
 * Claims a subnet. `scope` is zero for networks that the host routes, which must not overlap, and
 * the network's own id for others. An overlap gives HCN_WIN32_ALREADY_EXISTS and names the holder.
 */
bool subnet_take(struct work *w, const struct hcn_guid *scope, const struct prefix *subnet,
                 const struct hcn_guid *network, const struct place *where);

/*
 * Finds a /20 of the private ranges that neither a routed network nor a route of the machine
 * overlaps; the same one each time for one network on one machine. Claims nothing.
 */
bool subnet_pick(struct work *w, const struct hcn_guid *network, struct prefix *out);

#endif
