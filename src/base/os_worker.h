/*
 * os_worker.h - a thread for one job that nobody waits for: os_worker_linux.c or
 * os_worker_windows.c answers.
 */
#ifndef BASE_OS_WORKER_H
#define BASE_OS_WORKER_H

#include "base/call.h"

/*
 * Runs `run` on a thread of its own, which ends with it. It acts with the rights of the thread that
 * asks: on Windows under its token, when it impersonates somebody. All signals are blocked in it.
 */
bool os_worker_start(struct hcn_call *c, void (*run)(void *context), void *context);

#endif
