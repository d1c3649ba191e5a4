/*
 * ruleset.h - the rules that stand still: two tables, laid down once by the program nft.
 *
 * They look into sets and maps, which is where networks and endpoints come in (nat.c).
 */
#ifndef DRIVER_LINUX_RULESET_H
#define DRIVER_LINUX_RULESET_H

#include "driver/linux/linux.h"
#include "driver/linux/nft.h"

/* The sets of a table, for those who look for elements. */
struct ruleset_set {
    enum nft_family family;
    const char *name;
};

extern const struct ruleset_set ruleset_sets[];
extern const size_t ruleset_set_count;

/*
 * Lays down the tables that are not there: at first use, or after somebody flushed them. Tables of
 * another version of the schema are refused.
 */
bool ruleset_ensure(struct hcn_call *c, struct linux_driver *d);

/* Lays down the rules anew when somebody flushed them out of the tables; the elements stay. */
bool ruleset_mend(struct hcn_call *c, struct linux_driver *d, bool *mended);

/*
 * Takes the tables away when nothing is in their sets any more, which is after the last network.
 * When somebody changes rules meanwhile, they stay.
 */
void ruleset_drop_unused(struct nl_socket *s);

#endif
