/*
 * namespace.h - what attaching needs to know of a namespace.
 */
#ifndef ENGINE_NAMESPACE_H
#define ENGINE_NAMESPACE_H

#include "engine/work.h"

/*
 * The path of the network namespace, "" for the machine's own. *kernel false: it is none of this
 * machine (Guest), so that nothing is to be done to the kernel.
 */
bool namespace_path(struct work *w, const struct object *space, const char **path, bool *kernel);

/* Is no endpoint but this one in the namespace? */
bool namespace_is_last(struct work *w, const struct object *space, const struct hcn_guid *endpoint,
                       bool *last);

#endif
