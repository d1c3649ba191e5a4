/* thread.c - pthreads with all signals blocked. */
#include "driver/linux/thread.h"

#include <signal.h>

#include "driver/linux/netlink.h"

/* Enough for 32 KiB of netlink answers and a sanitizer's shadow frames. */
enum { STACK = 256 * 1024 };

static int start(void *(*run)(void *), void *argument, bool detached, pthread_t *out)
{
    sigset_t all, before;
    pthread_attr_t how;
    int error = pthread_attr_init(&how);

    if (error)
        return error;
    (void)pthread_attr_setstacksize(&how, STACK);
    if (detached)
        (void)pthread_attr_setdetachstate(&how, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* a new thread begins with its maker's mask */
    error = pthread_create(out, &how, run, argument);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&how);
    return error;
}

bool thread_start(struct hcn_call *c, void *(*run)(void *), void *argument, pthread_t *out)
{
    pthread_t thread;
    int error = start(run, argument, !out, out ? out : &thread);

    return !error || fail_errno(c, error, "a thread cannot be started");
}

bool thread_run(struct hcn_call *c, void *(*run)(void *), void *argument)
{
    pthread_t thread;

    if (!thread_start(c, run, argument, &thread))
        return false;
    pthread_join(thread, NULL);
    return true;
}
