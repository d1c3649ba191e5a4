/*
 * resolver.h - whose DNS servers the programs of a namespace ask.
 */
#ifndef ENGINE_RESOLVER_H
#define ENGINE_RESOLVER_H

#include <hcn/documents.h>

#include "engine/work.h"

/* An endpoint that comes into a namespace, or leaves it. */
struct resolving {
    const struct object *object;
    const struct hcn_endpoint_document *endpoint;
    const struct hcn_guid *space;
    const char *path; /* of the namespace */
};

/*
 * resolv.conf comes with the first endpoint that names servers. When one leaves, it becomes that of
 * another; with the last such it goes.
 */
bool resolver_steps(struct work *w, const struct resolving *r, bool remove);

#endif
