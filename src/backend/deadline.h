/*
 * deadline.h - deadlines for a backend whose calls can block: another one around it.
 */
#ifndef BACKEND_DEADLINE_H
#define BACKEND_DEADLINE_H

#include "backend/backend.h"

/* So many calls may hang in the service; from then on it is unavailable for calls with a deadline.
 */
enum { MOST_HUNG = 16 };

/*
 * Without a deadline (c->timeout) a call goes straight to `inner`. With one it runs on a thread of
 * its own, under the rights of the thread that asks, and works on copies of what it was given. When
 * the deadline passes the call fails with class timed out, and what was asked goes on alone: what
 * it makes late is taken back - an object that was created is deleted, a handle closed, a
 * reservation released. What was modified late stays so.
 *
 * A raw handle that a hung call uses may be closed: it is closed behind that call. The whole may be
 * closed too: then whoever ends last closes `inner`.
 *
 * Subscribing does not wait: inner's must not, either. Owns `inner`, also when it fails.
 */
bool backend_with_deadlines(struct hcn_call *c, struct backend *inner, struct backend **out);

#endif
