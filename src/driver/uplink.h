/*
 * uplink.h - which adapter of this machine leads out of it: linux/uplink.c, uplink_windows.c,
 * or uplink_none.c where nobody can say.
 */
#ifndef DRIVER_UPLINK_H
#define DRIVER_UPLINK_H

#include "base/call.h"

/* A default route, and the link that it leads over. */
struct uplink {
    int family; /* 4 or 6 */
    uint32_t metric;
    const char *name; /* of the link */
    const char *kind; /* "bridge", "wireguard"...; "" for hardware */
    bool up;
    bool wire; /* Ethernet or InfiniBand: neither a tunnel nor loopback */
};

/* Of links of this kind: do they lead to hardware? */
bool uplink_is_solid(const char *kind);

/*
 * The one to use: of IPv4 before IPv6, of the lowest metric, and the first among equals. Tunnels,
 * loopback and virtual links are passed over; bonds, teams and VLANs stand on hardware, and are
 * not. NULL when there is none.
 */
const struct uplink *uplink_choose(const struct uplink *at, size_t count);

/* The one that packets take, of whatever kind: of the lowest metric. NULL when there is none. */
const struct uplink *uplink_first(const struct uplink *at, size_t count);

/* Its name, in memory of the call. HCN_E_ADAPTER_NOT_FOUND when there is none. */
const char *adapter_default(struct hcn_call *c);

#endif
