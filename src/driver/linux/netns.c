/* netns.c - looking at network namespaces, and entering them. */
#define _GNU_SOURCE
#include "driver/linux/netns.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/nsfs.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/os_linux.h"
#include "driver/linux/linux.h"
#include "driver/linux/sysctl.h"
#include "driver/linux/thread.h"

const char netns_own[] = "/proc/thread-self/ns/net";

/* ---- looking ---------------------------------------------------------------------------- */

bool netns_identity(struct hcn_call *c, uint64_t *device, uint64_t *file)
{
    struct stat st;

    if (stat(netns_own, &st) < 0)
        return fail_errno(c, errno, "%s", netns_own);
    *device = st.st_dev;
    *file = st.st_ino;
    return true;
}

bool netns_is(int fd)
{
    struct statfs fs;

    return fstatfs(fd, &fs) == 0 && fs.f_type == NSFS_MAGIC &&
           ioctl(fd, NS_GET_NSTYPE) == CLONE_NEWNET;
}

static bool is_own(struct hcn_call *c, int fd, bool *own)
{
    uint64_t device = 0, file = 0;
    struct stat st;

    if (!netns_identity(c, &device, &file))
        return false;
    *own = fstat(fd, &st) == 0 && st.st_dev == device && st.st_ino == file;
    return true;
}

static bool check(struct hcn_call *c, int fd, const char *path)
{
    bool own = false;

    if (!netns_is(fd))
        return fail(c, E_INVALIDARG, "%s: expected the file of a network namespace", path);
    if (!is_own(c, fd, &own))
        return false;
    return !own || fail(c, E_INVALIDARG, "%s: this is the machine's own network namespace", path);
}

/* "/proc/4711/ns", of "/proc/4711/ns/net": in it stand links that the kernel itself follows. */
static bool is_of_process(const char *path, char directory[32])
{
    static const char before[] = "/proc/", behind[] = "/ns/net";
    const char *digits = path + sizeof before - 1;
    size_t count;

    if (strncmp(path, before, sizeof before - 1) != 0)
        return false;
    count = strspn(digits, "0123456789");
    if (!count || count > 10 || strcmp(digits + count, behind) != 0)
        return false;
    snprintf(directory, 32, "%s%.*s/ns", before, (int)count, digits);
    return true;
}

/* Only the real procfs is believed. */
static int open_of_process(const char *directory)
{
    int at = open(directory, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), fd;
    struct statfs fs;

    if (at < 0)
        return -1;
    fd = fstatfs(at, &fs) == 0 && fs.f_type == PROC_SUPER_MAGIC
             ? openat(at, "net", O_RDONLY | O_CLOEXEC)
             : openat(at, "net", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    close(at);
    return fd;
}

static int open_file(const char *path)
{
    char directory[32];

    return is_of_process(path, directory)
               ? open_of_process(directory)
               : open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

bool netns_open(struct hcn_call *c, const char *path, int *out)
{
    int fd;

    if (*path != '/')
        return fail(c, E_INVALIDARG, "%s: expected an absolute path", path);
    fd = descriptor_keep(open_file(path));
    if (fd < 0 && errno == ELOOP)
        return fail(c, E_INVALIDARG, "%s: expected a file, found a symbolic link", path);
    if (fd < 0)
        return fail_errno(c, errno, "network namespace %s", path);
    if (!check(c, fd, path)) {
        close(fd);
        return false;
    }
    *out = fd;
    return true;
}

/* ---- entering --------------------------------------------------------------------------- */

static void *enter(void *argument)
{
    struct netns_entry *e = argument;

    if (setns(e->space, CLONE_NEWNET) < 0)
        fail_errno(&e->call, errno, "network namespace %s cannot be entered", e->path);
    else if (nl_socket_open(&e->call, NETLINK_ROUTE, e->out))
        e->ipv6_off = sysctl_is("net/ipv6/conf/default/disable_ipv6", "1");
    return NULL;
}

bool netns_enter(struct hcn_call *c, int space, const char *path, struct nl_socket *out,
                 struct netns_entry *entry)
{
    *out = (struct nl_socket){ .fd = -1 };
    *entry = (struct netns_entry){ .path = path, .space = space, .out = out };
    return thread_start(c, enter, entry, &entry->thread);
}

bool netns_entered(struct hcn_call *c, struct netns_entry *entry)
{
    pthread_join(entry->thread, NULL);
    if (failed(&entry->call))
        fail_as(c, &entry->call);
    call_end(&entry->call);
    return !failed(c);
}

bool netns_socket(struct hcn_call *c, int space, const char *path, struct nl_socket *out)
{
    struct netns_entry entry;

    return netns_enter(c, space, path, out, &entry) && netns_entered(c, &entry);
}

/* ---- IPv6 -------------------------------------------------------------------------------- */

struct setting {
    struct hcn_call call;
    const char *path, *link;
    int space;
};

static void *set_ipv6(void *argument)
{
    struct setting *s = argument;

    if (setns(s->space, CLONE_NEWNET) < 0)
        fail_errno(&s->call, errno, "network namespace %s cannot be entered", s->path);
    else
        (void)sysctl_ipv6_on(&s->call, s->link);
    return NULL;
}

bool netns_ipv6_on(struct hcn_call *c, int space, const char *path, const char *link)
{
    struct setting s = { .path = path, .link = link, .space = space };

    if (!thread_run(c, set_ipv6, &s))
        return false;
    if (failed(&s.call))
        fail_as(c, &s.call);
    call_end(&s.call);
    return !failed(c);
}
