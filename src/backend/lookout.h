/*
 * lookout.h - watching a backend that tells little: what it does not tell is found by looking.
 */
#ifndef BACKEND_LOOKOUT_H
#define BACKEND_LOOKOUT_H

#include "backend/backend.h"

/*
 * Around `inner`, which has a list(), and perhaps a subscribe() that tells of some kinds, without
 * numbers: an event of its own is taken as it comes, NOTICE_GONE as a registration that has ended.
 * Then it is registered anew, after 1, 2, 4... 80 seconds, and all are told NOTICE_LOST.
 *
 * While somebody watches, a thread lists all kinds that were asked for every LOOK_EVERY
 * milliseconds, or less often if that would take more than a tenth of the time, and tells what
 * differs. Events are numbered here. An object that comes and goes between two looks is not noticed
 * unless `inner` tells of it; of several changes of one object, one is told; events of different
 * kinds may change places.
 *
 * Subscribing does not wait. The callback may not subscribe or unsubscribe. The whole may be closed
 * while a look hangs: whoever ends last closes `inner`. Owns `inner`, also when it fails.
 */
enum { LOOK_EVERY = 2000 };

bool backend_with_lookout(struct hcn_call *c, struct backend *inner, struct backend **out);

#endif
