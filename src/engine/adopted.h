/*
 * adopted.h - which network namespace it is that stands at an adopted path.
 */
#ifndef ENGINE_ADOPTED_H
#define ENGINE_ADOPTED_H

#include "engine/work.h"

/*
 * Claims the network namespace at `path` for a namespace: it has one, however its path is spelled.
 * Fails with HCN_WIN32_ALREADY_EXISTS when it is another's.
 */
bool adopted_take(struct work *w, const char *path, const struct object *space);

/* *same: is it still the one that was claimed, and was not made anew by somebody? */
bool adopted_same(struct work *w, const char *path, const struct object *space, bool *same);

/*
 * When it is another one, the endpoints that the namespace still has died with the old one: they
 * are taken out of it at once, which needs no plan, since whoever dies here leaves less of them
 * than he found; and the new one is claimed.
 */
bool adopted_renew(struct work *w, const char *path, const struct object *space);

#endif
