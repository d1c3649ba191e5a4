/*
 * namespace.h - what attaching needs to know of a namespace.
 */
#ifndef ENGINE_NAMESPACE_H
#define ENGINE_NAMESPACE_H

#include "engine/work.h"

/* Where a namespace is on this machine. */
struct location {
    const char *path; /* of the network namespace; "": the machine's own */
    bool kernel;      /* false: none of this machine (Guest), nothing is to be done to the kernel */
    bool adopted;     /* somebody else made it, and may have put interfaces into it */
    bool only_empty;  /* it is not deleted while an endpoint is in it */
};

bool namespace_locate(struct work *w, const struct object *space, struct location *out);

#endif
