/*
 * mend.h - what others did to the machine behind the service's back.
 */
#ifndef ENGINE_MEND_H
#define ENGINE_MEND_H

#include <hcn/documents.h>

#include "engine/work.h"

/*
 * Is the network still on the machine as the store has it? If not - somebody deleted its bridge or
 * flushed the rules - it is put back at once, and so is everything else in the store that can be.
 * What is put back is what the store says, so it needs no plan: whoever dies here leaves less
 * damage than he found.
 */
bool network_mend(struct work *w, const struct hcn_network_document *n);

/*
 * The same for everything in a namespace. Endpoints of one that is gone - somebody deleted the
 * network namespace - are taken out of it, since there is nothing that they could be put back into.
 */
bool namespace_mend(struct work *w, const struct object *space);

#endif
