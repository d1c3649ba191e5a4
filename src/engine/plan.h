/*
 * plan.h - steps as stored text, and carrying them out.
 */
#ifndef ENGINE_PLAN_H
#define ENGINE_PLAN_H

#include "engine/work.h"

/* An empty step, or part of one, in memory of the call. */
struct step *step_new(struct hcn_call *c);
struct step_route *step_route_new(struct hcn_call *c);
struct step_mapping *step_mapping_new(struct hcn_call *c);
struct step_outbound *step_outbound_new(struct hcn_call *c);

/* Writes the steps of the work, and its request, as the plan that is under way. */
bool plan_put(struct work *w);

/* Takes the steps in order until one fails. */
bool plan_run(struct work *w);

/*
 * Takes the steps of a removal, all of them even when some fail; fails with the first failure.
 * *begun says whether any was done.
 */
bool plan_finish(struct work *w, bool *begun);

/* Undoes the steps that were begun, last first, as far as they can be: false when one cannot. */
bool plan_undo(struct work *w);

#endif
