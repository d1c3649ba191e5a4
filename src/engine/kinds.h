/*
 * kinds.h - what the engine does for each kind and verb. Each handler checks first and changes
 * last; it takes the memory of the work's call, and fails that call.
 */
#ifndef ENGINE_KINDS_H
#define ENGINE_KINDS_H

#include "engine/work.h"

bool network_create(struct work *w, struct reply *out);
bool network_delete(struct work *w, struct reply *out);

bool endpoint_create(struct work *w, struct reply *out);
bool endpoint_delete(struct work *w, struct reply *out);
bool endpoint_statistics(struct work *w, struct reply *out);

bool namespace_create(struct work *w, struct reply *out);
bool namespace_delete(struct work *w, struct reply *out);

/* Of load balancers and SDN routes; modified by a whole document or by a request. */
bool group_create(struct work *w, struct reply *out);
bool group_modify(struct work *w, struct reply *out);
bool group_delete(struct work *w, struct reply *out);

bool guest_service_create(struct work *w, struct reply *out);
bool guest_service_delete(struct work *w, struct reply *out);

/* Any kind but SDN routes: {ResourceType, RequestType, Settings}. */
bool object_modify(struct work *w, struct reply *out);

/* The document of a namespace as it is shown: with the endpoints that are in it. */
bool namespace_show(struct work *w, const struct object *o, const char **json, size_t *length);

/* Makes the machine's own namespace known to a new store. */
bool namespace_make_default(struct work *w);

/*
 * Adds to the plan, and to the changes, what takes an endpoint out of its namespace; nothing when
 * it is in none.
 */
bool endpoint_detach(struct work *w, struct object *endpoint);

/* Adds what removes an endpoint altogether. */
bool endpoint_drop(struct work *w, struct object *endpoint);

#endif
