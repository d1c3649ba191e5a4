/* os_thread_linux.c - POSIX threads and inotify behind os_thread.h. */
#define _GNU_SOURCE
#include "base/os_thread.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/os_linux.h"

/* ---- threads ----------------------------------------------------------------------------- */

struct thread {
    pthread_t thread;
    void (*run)(void *context);
    void *context;
};

static void *run(void *argument)
{
    struct thread *t = argument;

    t->run(t->context);
    return NULL;
}

/* A new thread inherits the mask of signals. */
static int start(struct thread *t)
{
    sigset_t all, before;
    int error;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&t->thread, NULL, run, t);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

bool os_thread_start(struct hcn_call *c, struct os_thread *t, void (*act)(void *context),
                     void *context)
{
    struct thread *own = memory_new(sizeof *own);
    int error = ENOMEM;

    if (own) {
        *own = (struct thread){ .run = act, .context = context };
        error = start(own);
    }
    if (!error) {
        t->handle = own;
        return true;
    }
    memory_free(own);
    return fail(c, E_OUTOFMEMORY, "a thread cannot be made: %s", strerror(error));
}

void os_thread_join(struct os_thread *t)
{
    struct thread *own = t->handle;

    if (own)
        pthread_join(own->thread, NULL);
    memory_free(own);
    t->handle = NULL;
}

bool os_thread_is_self(const struct os_thread *t)
{
    const struct thread *own = t->handle;

    return own && pthread_equal(own->thread, pthread_self());
}

/* ---- conditions -------------------------------------------------------------------------- */

bool os_condition_open(struct os_condition *o)
{
    o->handle = memory_new(sizeof(pthread_cond_t));
    return o->handle && !pthread_cond_init(o->handle, NULL);
}

void os_condition_close(struct os_condition *o)
{
    if (o->handle)
        pthread_cond_destroy(o->handle);
    memory_free(o->handle);
    o->handle = NULL;
}

void os_condition_wait(struct os_condition *o, struct os_mutex *m)
{
    pthread_cond_wait(o->handle, m->handle);
}

void os_condition_broadcast(struct os_condition *o)
{
    pthread_cond_broadcast(o->handle);
}

/* ---- signals ----------------------------------------------------------------------------- */

bool os_signal_open(struct os_signal *s)
{
    s->descriptor = descriptor_keep(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    return s->descriptor >= 0;
}

void os_signal_close(struct os_signal *s)
{
    if (s->descriptor >= 0)
        close((int)s->descriptor);
    s->descriptor = -1;
}

void os_signal_raise(struct os_signal *s)
{
    const uint64_t one = 1;

    while (write((int)s->descriptor, &one, sizeof one) < 0 && errno == EINTR)
        ;
}

void os_signal_lower(struct os_signal *s)
{
    uint64_t count;

    while (read((int)s->descriptor, &count, sizeof count) < 0 && errno == EINTR)
        ;
}

void os_signal_wait(struct os_signal *s, uint32_t milliseconds)
{
    struct pollfd one = { .fd = (int)s->descriptor, .events = POLLIN };
    const uint64_t end = os_clock() + (uint64_t)milliseconds * 1000;
    int left = (int)(milliseconds < INT_MAX ? milliseconds : INT_MAX);

    while (poll(&one, 1, left) < 0 && errno == EINTR && os_clock() < end)
        left = (int)((end - os_clock()) / 1000);
}

/* ---- files ------------------------------------------------------------------------------- */

static bool watch_file(struct hcn_call *c, const char *path, struct os_watch *w)
{
    w->file = descriptor_keep(open(path, O_PATH | O_CLOEXEC));
    w->changes = descriptor_keep(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (w->file >= 0 && w->changes >= 0 &&
        inotify_add_watch((int)w->changes, path, IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF) >= 0)
        return true;
    return fail(c, E_FAIL, "%s: changes cannot be watched: %s", path, strerror(errno));
}

bool os_watch_open(struct hcn_call *c, const char *path, struct os_watch *out)
{
    *out = OS_WATCH_NONE;
    if (!os_signal_open(&out->wake))
        fail(c, E_FAIL, "an event descriptor cannot be made: %s", strerror(errno));
    else if (!path || watch_file(c, path, out))
        return true;
    os_watch_close(out);
    return false;
}

void os_watch_close(struct os_watch *w)
{
    if (w->file >= 0)
        close((int)w->file);
    if (w->changes >= 0)
        close((int)w->changes);
    os_signal_close(&w->wake);
    *w = OS_WATCH_NONE;
}

static void drain(int fd)
{
    char bytes[4096];

    while (fd >= 0 && read(fd, bytes, sizeof bytes) > 0)
        ;
}

/* A file that was removed lives on while somebody has it open, but nobody finds it any more. */
static bool is_there(int file)
{
    struct stat is;

    return file < 0 || (!fstat(file, &is) && is.st_nlink > 0);
}

enum os_change os_watch_wait(struct os_watch *w)
{
    struct pollfd both[] = { { .fd = (int)w->wake.descriptor, .events = POLLIN },
                             { .fd = (int)w->changes, .events = POLLIN } };

    while (poll(both, COUNT(both), -1) < 0 && errno == EINTR)
        ;
    os_signal_lower(&w->wake);
    drain((int)w->changes);
    return is_there((int)w->file) ? OS_CHANGED : OS_GONE;
}

void os_watch_wake(struct os_watch *w)
{
    os_signal_raise(&w->wake);
}
