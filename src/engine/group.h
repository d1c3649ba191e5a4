/*
 * group.h - load balancers and SDN routes: groups of endpoints with something said about them.
 */
#ifndef ENGINE_GROUP_H
#define ENGINE_GROUP_H

#include "engine/members.h"

/* Claims all that the document says for `o`, which held nothing, and writes it over the old one. */
bool group_update(struct work *w, struct object *o, void *document);

/* What a kind checks and claims besides its members. */
bool load_balancer_take(struct work *w, struct object *o, void *document);
bool route_take(struct work *w, struct object *o, void *document);

#endif
