/* address.h - addresses and routes of a link, from a step's text. */
#ifndef DRIVER_LINUX_ADDRESS_H
#define DRIVER_LINUX_ADDRESS_H

#include "driver/linux/netlink.h"

/* Is one of a step's addresses IPv6? */
bool addresses_have_ipv6(const struct step *s);

/* Adds a request for each of the step's addresses; one that is there already stays. False: one is
 * no address, and the call knows. */
bool addresses_put(struct nl_batch *b, const struct step *s, int index);

/* The link-local address that goes with a MAC (RFC 4291, appendix A). */
struct ip address_link_local(const struct mac *mac);

/*
 * Adds a request for a link-local address, where the step has IPv6: a link without one cannot be
 * asked for neighbours on behalf of packets that come from elsewhere.
 */
void address_put_link_local(struct nl_batch *b, const struct step *s, const struct ip *ip,
                            int index);

/*
 * Waits until the kernel listens at those that are IPv6, which it leaves to a worker: before, it
 * drops what comes to them, so the first answer of a neighbour.
 */
void addresses_settle(struct nl_socket *socket, const struct step *s);

/* Adds a request to take one away. */
void address_put_delete(struct nl_batch *b, const struct prefix *p, int index);

/* The address in the kernel's answer; gives the index of its link, 0 for one the kernel made. */
int address_parse(const struct nlmsghdr *m, struct prefix *out);

/*
 * Adds a request for each of its routes. `inside` is asked what is there: a route without a metric
 * of its own stands behind those, and behind others of the step.
 */
bool routes_put(struct nl_batch *b, struct nl_socket *inside, const struct step *s, int index);

#endif
