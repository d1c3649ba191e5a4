/*
 * restore.h - what a reboot leaves: persistent networks, and nothing that was attached.
 */
#ifndef ENGINE_RESTORE_H
#define ENGINE_RESTORE_H

#include "engine/work.h"

/*
 * Drops namespaces (but the machine's own) and networks without the EnablePersistent flag with
 * their endpoints; those of the others are unattached. What is kept is degraded until it has been
 * restored. Source: contract of the Windows service since Server 2019 (objects do not outlive a
 * boot unless persistent).
 */
bool restore_objects(struct work *w);

/*
 * Makes the kernel objects of each network that is kept anew, each by a plan of its own. One that
 * cannot be made - something else has its name, a program is missing - stays degraded, and is made
 * by the next attach that can. Under the lock, with nothing else to be committed.
 */
bool restore_networks(struct hcn_call *c, struct store *s, struct driver *d);

#endif
