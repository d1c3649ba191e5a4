/* os_worker_linux.c - detached POSIX threads; a new thread has the rights of the one that made it.
 */
#include "base/os_worker.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "base/memory.h"

struct job {
    void (*run)(void *context);
    void *context;
};

static void *run(void *argument)
{
    const struct job job = *(struct job *)argument;

    memory_free(argument);
    job.run(job.context);
    return NULL;
}

/* A new thread inherits the mask of signals. */
static int start(struct job *job)
{
    sigset_t all, before;
    pthread_t thread;
    int error;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&thread, NULL, run, job);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error ? error : pthread_detach(thread);
}

bool os_worker_start(struct hcn_call *c, void (*act)(void *context), void *context)
{
    struct job *job = memory_new(sizeof *job);
    int error = ENOMEM;

    if (job) {
        *job = (struct job){ act, context };
        error = start(job);
    }
    if (!error)
        return true;
    memory_free(job);
    return fail(c, E_OUTOFMEMORY, "a thread cannot be made: %s", strerror(error));
}
