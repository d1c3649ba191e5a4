/*
 * reaper.h - deleting links without waiting for what nobody needs.
 *
 * The kernel answers a deletion after 13 to 19 ms: it waits until no processor can still see the
 * link. Name, number and addresses are free long before, when it announces that the link is gone,
 * after about a millisecond. So a thread of ours waits for the answer, and the caller does not.
 */
#ifndef DRIVER_LINUX_REAPER_H
#define DRIVER_LINUX_REAPER_H

#include "driver/linux/link.h"

bool reaper_open(struct hcn_call *c, struct reaper *r);

/* Waits for all threads: milliseconds. */
void reaper_close(struct reaper *r);

/* Deletes a link; one that is gone already is a success. */
bool reaper_remove(struct hcn_call *c, struct reaper *r, const struct link *l);

#endif
