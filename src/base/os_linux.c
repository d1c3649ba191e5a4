/* os_linux.c - Linux and glibc behind os.h. */
#define _GNU_SOURCE
#include "base/os.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/os_linux.h"

int descriptor_keep(int descriptor)
{
    int above, error;

    if (descriptor < 0 || descriptor > STDERR_FILENO)
        return descriptor;
    above = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    error = errno;
    close(descriptor);
    errno = error;
    return above;
}

bool os_random(struct hcn_call *c, void *out, size_t size)
{
    ssize_t got;

    do
        got = getrandom(out, size, 0);
    while (got < 0 && errno == EINTR);
    if (got != (ssize_t)size)
        return fail(c, E_FAIL, "the system gave no random numbers: %s", strerror(errno));
    return true;
}

uint64_t os_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

void os_pause(uint64_t microseconds)
{
    const struct timespec pause = { (time_t)(microseconds / 1000000),
                                    (long)(microseconds % 1000000) * 1000 };

    nanosleep(&pause, NULL);
}

uint64_t os_filetime(void)
{
    const uint64_t from_1601_to_1970 = 11644473600;
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return ((uint64_t)now.tv_sec + from_1601_to_1970) * 10000000 + (uint64_t)now.tv_nsec / 100;
}

bool os_boot(struct hcn_call *c, char *out, size_t size)
{
    static const char path[] = "/proc/sys/kernel/random/boot_id";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, out, size - 1);

    if (got < 0)
        fail(c, E_FAIL, "%s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    out[got > 0 ? got : 0] = '\0';
    out[strcspn(out, "\n")] = '\0';
    return got > 0;
}

const char *os_env(struct hcn_call *c, const char *name)
{
    (void)c;
    return secure_getenv(name);
}

bool os_mutex_open(struct os_mutex *m)
{
    m->handle = memory_new(sizeof(pthread_mutex_t));
    return m->handle && !pthread_mutex_init(m->handle, NULL);
}

void os_mutex_close(struct os_mutex *m)
{
    if (m->handle)
        pthread_mutex_destroy(m->handle);
    memory_free(m->handle);
    m->handle = NULL;
}

void os_lock(struct os_mutex *m)
{
    pthread_mutex_lock(m->handle);
}

bool os_lock_within(struct os_mutex *m, uint32_t timeout)
{
    struct timespec end;

    if (!timeout)
        return !pthread_mutex_lock(m->handle);
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += timeout / 1000;
    end.tv_nsec += (long)(timeout % 1000) * 1000000;
    if (end.tv_nsec >= 1000000000) {
        end.tv_sec++;
        end.tv_nsec -= 1000000000;
    }
    return !pthread_mutex_timedlock(m->handle, &end);
}

void os_unlock(struct os_mutex *m)
{
    pthread_mutex_unlock(m->handle);
}

static pthread_mutex_t process_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t process_lock_forks = PTHREAD_ONCE_INIT;

static void take_process_lock(void)
{
    pthread_mutex_lock(&process_lock);
}

/* Who forks holds it meanwhile: so nothing is half done in the child. */
static void follow_forks(void)
{
    pthread_atfork(take_process_lock, os_unlock_process, os_unlock_process);
}

void os_lock_process(void)
{
    pthread_once(&process_lock_forks, follow_forks);
    take_process_lock();
}

void os_unlock_process(void)
{
    pthread_mutex_unlock(&process_lock);
}

long os_process(void)
{
    return (long)getpid();
}

const char os_platform[] = "Linux";

bool os_at_exit(void (*function)(void))
{
    return !atexit(function);
}
