/* os_file_linux.c - Linux behind os_file.h. */
#define _GNU_SOURCE
#include "base/os_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/os.h"
#include "base/os_linux.h"

static const struct {
    int error;
    int32_t hresult;
    const char *text;
} refusals[] = {
    { EACCES, E_ACCESSDENIED,
      "permission denied, expected a directory of this user: become its owner or choose another" },
    { EPERM, E_ACCESSDENIED, "not permitted, expected a directory that can be written" },
    { EROFS, E_ACCESSDENIED, "on a file system that is read-only, expected one to write to" },
    { ENOSPC, HCN_WIN32_DISK_FULL, "no space is left on the file system: make room" },
    { EDQUOT, HCN_WIN32_DISK_FULL, "the disk quota is used up: make room" },
    { ENOTDIR, E_INVALIDARG, "a file is on the way, expected directories alone" },
    { EISDIR, E_INVALIDARG, "expected a file, found a directory" },
    { ELOOP, E_INVALIDARG, "expected a file, found a symbolic link" },
    { ENAMETOOLONG, E_INVALIDARG, "the name is too long" },
};

static bool refuse(struct hcn_call *c, const char *path)
{
    for (size_t i = 0; i < COUNT(refusals); i++)
        if (refusals[i].error == errno)
            return fail(c, refusals[i].hresult, "%s: %s", path, refusals[i].text);
    return fail(c, E_FAIL, "%s: %s", path, strerror(errno));
}

static bool make(struct hcn_call *c, const char *path)
{
    return !mkdir(path, 0700) || errno == EEXIST || refuse(c, path);
}

bool os_directory(struct hcn_call *c, const char *path)
{
    char *copy = call_text(c, path, strlen(path));
    struct stat is;

    if (!copy)
        return false;
    if (stat(path, &is) == 0)
        return S_ISDIR(is.st_mode) ||
               fail(c, E_INVALIDARG, "%s: expected a directory, found a file", path);
    for (char *p = copy + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = '\0';
        if (!make(c, copy))
            return false;
        *p = '/';
    }
    return make(c, copy);
}

static int open_private(const char *path)
{
    return descriptor_keep(open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
}

bool os_private_file(struct hcn_call *c, const char *path)
{
    int file = open_private(path);

    if (file < 0)
        return refuse(c, path);
    close(file);
    return true;
}

bool os_lock_open(struct hcn_call *c, const char *path, struct os_lock_file *out)
{
    out->file = open_private(path);
    return out->file >= 0 || refuse(c, path);
}

void os_lock_close(struct os_lock_file *l)
{
    if (l->file >= 0)
        close((int)l->file);
    l->file = -1;
}

static struct flock one_byte(short type, uint64_t byte)
{
    return (
        struct flock){ .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)byte, .l_len = 1 };
}

/* Byte 0, by open file description, so that two handles of one process exclude each other too. */
static int set(const struct os_lock_file *l, int command, short type)
{
    struct flock byte = one_byte(type, 0);

    return fcntl((int)l->file, command, &byte);
}

/* The kernel waits without limit only; with one, we ask again, ever less often. */
static bool wait_until(struct hcn_call *c, struct os_lock_file *l)
{
    uint64_t end = os_clock() + (uint64_t)c->timeout * 1000;
    uint64_t pause = 20;

    while (set(l, F_OFD_SETLK, F_WRLCK)) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR)
            return fail(c, E_FAIL, "the lock of the store: %s", strerror(errno));
        if (os_clock() >= end)
            return fail(c, HCN_WIN32_TIMEOUT,
                        "the store is in use by another process: waited %u ms for its lock",
                        (unsigned)c->timeout);
        os_pause(pause);
        if (pause < 2000)
            pause *= 2;
    }
    return true;
}

bool os_lock_take(struct hcn_call *c, struct os_lock_file *l)
{
    int result;

    if (c->timeout)
        return wait_until(c, l);
    do
        result = set(l, F_OFD_SETLKW, F_WRLCK);
    while (result && errno == EINTR);
    return !result || fail(c, E_FAIL, "the lock of the store: %s", strerror(errno));
}

void os_lock_give(struct os_lock_file *l)
{
    set(l, F_OFD_SETLK, F_UNLCK);
}

bool os_lock_byte(struct os_lock_file *l, uint64_t byte)
{
    struct flock lock = one_byte(F_WRLCK, byte);

    return !fcntl((int)l->file, F_OFD_SETLK, &lock);
}

bool os_lock_held(struct os_lock_file *l, uint64_t byte)
{
    struct flock lock = one_byte(F_WRLCK, byte);

    return !fcntl((int)l->file, F_OFD_GETLK, &lock) && lock.l_type != F_UNLCK;
}

/* Who watches is told by the writing itself; the byte means nothing. */
void os_lock_touch(struct os_lock_file *l)
{
    while (pwrite((int)l->file, "", 1, 0) < 0 && errno == EINTR)
        ;
}
