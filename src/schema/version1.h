/*
 * version1.h - documents of version 1, the older schema: read as version 2, and version 2 printed
 * as version 1. Nobody else knows what version 1 looks like.
 *
 * A version-1 document is a version-2 one with more members: its struct begins with the other's,
 * its table with the other's rows. What the additional members say is put into those of version 2
 * ("folded") and taken out of them again ("unfolded"). See doc/sources.md for where they are from.
 */
#ifndef SCHEMA_VERSION1_H
#define SCHEMA_VERSION1_H

#include <hcn/objects.h>

#include "schema/request.h"

/*
 * Reads what a create is given: a document of the kind, of version 2, or of version 1 where it does
 * not say {"SchemaVersion":{"Major":2}}; the answer is of version 2. `older` tells whether it had
 * members of version 1. NULL when it is refused, with the path as the caller wrote it.
 */
void *version1_read(struct hcn_call *c, uint32_t kind, const char *json, size_t length,
                    bool *older);

/*
 * A create that was given version 1 failed later: the path that its sentence begins with becomes
 * the one that the caller wrote.
 */
void version1_path(struct hcn_call *c);

/*
 * Which kind of object a policy list of version 1 is: KIND_LOAD_BALANCER, or KIND_ROUTE when its
 * first policy is a ROUTE.
 */
bool version1_list_kind(struct hcn_call *c, const char *json, uint32_t *kind);

/* How an object is shown in version 1, and what stands in other objects: version-2 text. */
struct version1_view {
    const char *network; /* of an endpoint: its network, or NULL */
    const char *space;   /* of an endpoint: the namespace that it is in, or NULL */
    bool upper;          /* ids in upper case, as HNSCall shows them */
};

/* The version-1 text of an object from its version-2 text. `length` may be NULL. */
const char *version1_print(struct hcn_call *c, uint32_t kind, const char *json,
                           const struct version1_view *view, size_t *length);

#endif
