/* thread.h - threads of our own, which take no signals of the program's. */
#ifndef DRIVER_LINUX_THREAD_H
#define DRIVER_LINUX_THREAD_H

#include <pthread.h>

#include "base/call.h"

/* Starts a thread; `out` NULL: it is detached. */
bool thread_start(struct hcn_call *c, void *(*run)(void *), void *argument, pthread_t *out);

/* Starts one and waits for its end. */
bool thread_run(struct hcn_call *c, void *(*run)(void *), void *argument);

#endif
