/*
 * os_thread.h - threads, conditions, and waiting for a file to change: os_thread_linux.c or
 * os_thread_windows.c answers.
 */
#ifndef BASE_OS_THREAD_H
#define BASE_OS_THREAD_H

#include "base/os.h"

/* `{ NULL }` is none. All signals are blocked in a thread of ours. */
struct os_thread {
    void *handle;
};

bool os_thread_start(struct hcn_call *c, struct os_thread *t, void (*run)(void *context),
                     void *context);
void os_thread_join(struct os_thread *t);

/* Is it the one that asks? */
bool os_thread_is_self(const struct os_thread *t);

/* Waiting, with the lock held, until somebody says that things have changed. */
struct os_condition {
    void *handle;
};

bool os_condition_open(struct os_condition *o);
void os_condition_close(struct os_condition *o);
void os_condition_wait(struct os_condition *o, struct os_mutex *m);
void os_condition_broadcast(struct os_condition *o);

/* A flag that can be waited for: a descriptor for poll(), or an event HANDLE. `{ -1 }` is none. */
struct os_signal {
    intptr_t descriptor;
};

bool os_signal_open(struct os_signal *s);
void os_signal_close(struct os_signal *s);
void os_signal_raise(struct os_signal *s);
void os_signal_lower(struct os_signal *s);

/* Waits until it is raised, at most so many milliseconds. */
void os_signal_wait(struct os_signal *s, uint32_t milliseconds);

/* Waiting for a file to be written by any process, or for os_watch_wake(). */
struct os_watch {
    intptr_t file, changes;
    struct os_signal wake;
};

#define OS_WATCH_NONE                                                                              \
    (struct os_watch)                                                                              \
    {                                                                                              \
        -1, -1,                                                                                    \
        {                                                                                          \
            -1                                                                                     \
        }                                                                                          \
    }

enum os_change {
    OS_CHANGED, /* perhaps: look */
    OS_GONE     /* the file is no more */
};

/* `path` NULL: only os_watch_wake() ends the waiting. */
bool os_watch_open(struct hcn_call *c, const char *path, struct os_watch *out);
void os_watch_close(struct os_watch *w);
enum os_change os_watch_wait(struct os_watch *w);
void os_watch_wake(struct os_watch *w);

#endif
