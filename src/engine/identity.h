/*
 * identity.h - whose machine a store describes, and what a reboot leaves of it.
 */
#ifndef ENGINE_IDENTITY_H
#define ENGINE_IDENTITY_H

#include "engine/work.h"

/*
 * Marks a new store as this machine's. A store of another driver, or of another network namespace
 * of the same boot, is refused (class conflict) and nothing is touched. After a reboot only
 * networks with EnablePersistent come back; everything else the kernel has forgotten, so has the
 * store. `again` answers a request anew (see work_settle).
 */
bool identity_check(struct hcn_call *c, struct store *s, struct driver *d, const char *directory,
                    bool (*again)(struct work *w));

#endif
