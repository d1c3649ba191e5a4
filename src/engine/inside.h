/*
 * inside.h - what an engine is made of, for those who answer for it: engine.c, open.c,
 * subscribe.c, reserve.c.
 */
#ifndef ENGINE_INSIDE_H
#define ENGINE_INSIDE_H

#include "base/os.h"
#include "engine/engine.h"
#include "engine/store.h"
#include "engine/work.h"

struct engine {
    struct store *store;
    struct driver *driver;
    struct os_mutex mutex;
    struct notifier *notifier; /* from the first subscription on */
    long process;
};

/*
 * A request begins: one at a time, and not in a child that was forked off. Leaving ends the store's
 * transaction and gives its lock back.
 */
bool engine_enter(struct hcn_call *c, struct engine *e);
void engine_leave(struct engine *e);

/* Does a request again that somebody left unfinished. */
bool engine_again(struct work *w);

#endif
