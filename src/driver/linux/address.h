/* address.h - addresses and routes of a link, from a step's text. */
#ifndef DRIVER_LINUX_ADDRESS_H
#define DRIVER_LINUX_ADDRESS_H

#include "driver/linux/netlink.h"

/* Adds a request for each of the step's addresses. False: one is no address, and the call knows. */
bool addresses_put(struct nl_batch *b, const struct step *s, int index);

/* The same for its routes. */
bool routes_put(struct nl_batch *b, const struct step *s, int index);

#endif
