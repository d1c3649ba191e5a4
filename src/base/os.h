/*
 * os.h - what base asks of the operating system: os_linux.c or os_windows.c answers.
 */
#ifndef BASE_OS_H
#define BASE_OS_H

#include "base/call.h"

/* Unpredictable bytes. */
bool os_random(struct hcn_call *c, void *out, size_t size);

/* A time that never jumps, in microseconds. */
uint64_t os_clock(void);

/* Lets this thread wait so many microseconds; on Windows whole milliseconds of them. */
void os_pause(uint64_t microseconds);

/* The time of day as FILETIME counts it: 100 ns since 1601-01-01 UTC. */
uint64_t os_filetime(void);

/* A text that is the same until the machine starts anew. */
bool os_boot(struct hcn_call *c, char *out, size_t size);

/*
 * An environment variable as UTF-8, or NULL; it lasts as long as the call. Nothing is read when the
 * program runs with raised rights.
 */
const char *os_env(struct hcn_call *c, const char *name);

/* A lock between the threads of this process. */
struct os_mutex {
    void *handle;
};

bool os_mutex_open(struct os_mutex *m);
void os_mutex_close(struct os_mutex *m);

void os_lock(struct os_mutex *m);

/* Waits at most that many milliseconds, 0: as long as it takes; false when it took longer. */
bool os_lock_within(struct os_mutex *m, uint32_t timeout);

/* Has done with *m by the time that anybody else has it, who may so close it. */
void os_unlock(struct os_mutex *m);

/*
 * The one lock of this process that is there without being opened, for what is there once. It is
 * free in a child that fork() makes, whoever held it; so hold it briefly, and call nothing strange.
 */
void os_lock_process(void);
void os_unlock_process(void);

/* The number of this process, to notice that a handle went through fork(). */
long os_process(void);

/* Whose processes these are: "Linux" or "Windows". */
extern const char os_platform[];

/* Calls it when the process ends; false: it will not. */
bool os_at_exit(void (*function)(void));

#endif
