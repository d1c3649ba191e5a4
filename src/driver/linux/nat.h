/* nat.h - what the rules have to know of a network and of an endpoint, as elements of their sets.
 */
#ifndef DRIVER_LINUX_NAT_H
#define DRIVER_LINUX_NAT_H

#include "driver/linux/nft.h"

/* The elements of a STEP_NETWORK and of a STEP_ENDPOINT. */
bool network_elements(struct hcn_call *c, const struct step *s, struct nft_elements *out);
bool endpoint_elements(struct hcn_call *c, const struct step *s, struct nft_elements *out);

#endif
