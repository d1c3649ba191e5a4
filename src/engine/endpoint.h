/*
 * endpoint.h - what attaching needs to know of an endpoint.
 */
#ifndef ENGINE_ENDPOINT_H
#define ENGINE_ENDPOINT_H

#include <hcn/documents.h>

#include "engine/work.h"

/*
 * Adds the rules of an attached endpoint - mappings, translation, addresses - to the plan, or what
 * removes them. Nothing when it is not attached.
 */
bool endpoint_rules(struct work *w, struct object *endpoint, bool remove);

/*
 * Adds what puts an endpoint into a namespace: its port, resolver, rules; the endpoint's document
 * says afterwards where it is.
 */
bool endpoint_attach(struct work *w, struct object *endpoint, struct object *space);

/* Takes the names of its interfaces, which attaching sets, out of its document. */
bool endpoint_forget_interfaces(struct work *w, struct hcn_endpoint_document *e);

/* Adds what makes the kernel objects of an attached endpoint, but not its resolver's file. */
bool endpoint_steps(struct work *w, struct object *endpoint);

#endif
