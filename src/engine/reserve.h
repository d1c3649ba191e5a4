/*
 * reserve.h - which ports guest network services keep for themselves.
 */
#ifndef ENGINE_RESERVE_H
#define ENGINE_RESERVE_H

#include "engine/store.h"
#include "schema/ports.h"

/* All reservations whose processes live; the rows of those who died are removed. */
bool reserved_ports(struct hcn_call *c, struct store *s, struct port_rows *out);

/* One of them that does not bear what is asked for; NULL: all do. */
const struct port_row *reserved_overlap(const struct port_rows *rows,
                                        const struct port_range *asked);

#endif
