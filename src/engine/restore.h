/*
 * restore.h - what a reboot leaves: persistent networks, and nothing that was attached.
 */
#ifndef ENGINE_RESTORE_H
#define ENGINE_RESTORE_H

#include "engine/work.h"

/*
 * Drops namespaces (but the machine's own) and networks without the EnablePersistent flag with
 * their endpoints; makes the kernel objects of the others anew, their endpoints are unattached.
 * Source: contract of the Windows service since Server 2019 (objects do not outlive a boot unless
 * persistent).
 */
bool restore_after_boot(struct work *w);

#endif
