/*
 * known.h - which objects there were at the last look, and what has changed since.
 */
#ifndef BACKEND_KNOWN_H
#define BACKEND_KNOWN_H

#include "schema/event.h"
#include "schema/request.h"

enum { KNOWN_CHAINS = 512 };

struct known;

/* Of one kind. `{ 0 }` is empty. */
struct knowledge {
    struct known *chains[KNOWN_CHAINS];
    uint32_t look; /* counts them */
};

/* Who is told of a change; the number is his to give. */
typedef void change_fn(void *context, struct event *e);

/*
 * A look: begins, sees each object, and ends; what was not seen then is gone. False from seeing: no
 * memory. A look that fails just does not end.
 */
void known_begin(struct knowledge *k);
bool known_see(struct knowledge *k, uint32_t kind, const struct hcn_guid *id, const char *json,
               size_t length, change_fn *tell, void *context);
void known_end(struct knowledge *k, change_fn *tell, void *context);

/* What the service told by itself: told on when it is news. */
bool known_hear(struct knowledge *k, const struct event *e, change_fn *tell, void *context);

void known_forget(struct knowledge *k);

#endif
