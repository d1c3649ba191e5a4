/*
 * forward.h - which interfaces of the machine pass packets on that are not for itself.
 *
 * The machine is made no router: ip_forward and its twin of IPv6 stay as they are. The bridges of
 * NAT networks pass packets on, and the interfaces by which the host reaches anything. What is ours
 * to put back is told from the kernel alone, so it needs no store, is shared by all of them, and is
 * gone after a reboot as the settings are:
 *
 *   net.ipv4.conf.IF.forwarding = 18499      on, as any value but 0 is, and nobody else's choice
 *   net.ipv4.conf.IF.tag = 18499             net.ipv6.conf.IF.force_forwarding is ours, too; "tag"
 *                                            means nothing to the kernel
 *   net.ipv6.conf.all.forwarding = 18499     kernels before 6.17, which lack force_forwarding;
 * there the tag says that accept_ra was 1 and is 2 net.ipv4.conf.BRIDGE.tag = 18499, 18500  on a
 * bridge of ours: IPv4, or both, have to be passed on
 */
#ifndef DRIVER_LINUX_FORWARD_H
#define DRIVER_LINUX_FORWARD_H

#include "driver/linux/link.h"

/* What the bridge of a step needs: the value of its tag; 0: nothing. */
uint32_t forward_need(const struct step *s);

/*
 * Has the interfaces that routes lead over pass packets on, and the bridge of the step; at first
 * also those of hardware that have no route yet. Those that do already are left alone. Nothing to
 * do for networks that are not NAT networks.
 */
bool forward_open(struct hcn_call *c, struct linux_driver *d, const struct step *s, bool first);

/* Puts back what no bridge needs any more. What somebody else set meanwhile is left alone. */
bool forward_close(struct hcn_call *c, struct linux_driver *d);

/* Does the bridge still pass packets on? Somebody may have switched all of that off. */
bool forward_whole(const struct step *s);

#endif
