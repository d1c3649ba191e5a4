/*
 * agree.h - does the kernel hold what the store says, and nothing else of ours?
 */
#ifndef TEST_LIVE_AGREE_H
#define TEST_LIVE_AGREE_H

#include "engine/engine.h"

/*
 * Compares the machine's inventory with the objects of the store; prints what is too much and what
 * is missing. `things` (may be NULL) gives how many there are.
 */
bool agree(struct engine *e, size_t *things);

/* The engine over this state and the Linux driver; prints the sentence of a failure. */
struct engine *open_engine(const char *state);

/* Asks, and prints the sentence of a failure. */
bool ask(struct engine *e, uint32_t kind, uint32_t verb, const char *id, const char *network,
         const char *json);

/* Deletes every network and every namespace; true when nothing of ours is left on the machine. */
bool clean(struct engine *e);

#endif
