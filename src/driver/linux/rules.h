/* rules.h - putting a step's elements into the ruleset, and taking them out again. */
#ifndef DRIVER_LINUX_RULES_H
#define DRIVER_LINUX_RULES_H

#include "driver/linux/linux.h"
#include "driver/linux/nft.h"

/* All of them or none; lays down the ruleset when it is not there. */
bool rules_add(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
               const char *tag);

/* Those that are there and carry the tag. */
bool rules_remove(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
                  const char *tag);

/* *out: are all of them there, with the tag? */
bool rules_present(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
                   const char *tag, bool *out);

#endif
