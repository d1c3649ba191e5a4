/* netns.c - network namespaces, bound to files as `ip netns` does it. */
#define _GNU_SOURCE
#include "driver/linux/netns.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/magic.h>
#include <linux/nsfs.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/os_linux.h"
#include "driver/linux/linux.h"
#include "driver/linux/sysctl.h"
#include "driver/linux/thread.h"
#include "driver/linux/where.h"

static const char own_namespace[] = "/proc/thread-self/ns/net";

/* ---- looking ---------------------------------------------------------------------------- */

bool netns_identity(struct hcn_call *c, uint64_t *device, uint64_t *file)
{
    struct stat st;

    if (stat(own_namespace, &st) < 0)
        return fail_errno(c, errno, "%s", own_namespace);
    *device = st.st_dev;
    *file = st.st_ino;
    return true;
}

static bool is_netns(int fd)
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

    if (!is_netns(fd))
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

/* ---- making ----------------------------------------------------------------------------- */

/*
 * Interfaces of a fresh namespace: routers' advertisements have no say where the service gives out
 * the addresses, and IPv6 is there whatever the machine's own habit is.
 */
static const struct sysctl fresh[] = {
    { "net/ipv6/conf/default/accept_ra", "0" },
    { "net/ipv6/conf/default/autoconf", "0" },
    { "net/ipv6/conf/default/disable_ipv6", "0" },
};

static bool loopback_up(struct hcn_call *c)
{
    const struct ifinfomsg lo = { .ifi_index = 1, .ifi_flags = IFF_UP, .ifi_change = IFF_UP };
    struct nl_batch b = { .call = c };
    struct nl_socket s;
    bool done;

    if (!nl_socket_open(c, NETLINK_ROUTE, &s))
        return false;
    nl_begin(&b, "lo", NL_TYPE(RTM_NEWLINK, 0), &lo, sizeof lo);
    done = nl_send(&s, &b);
    nl_socket_close(&s);
    return done;
}

struct making {
    struct hcn_call call;
    const char *path;
};

/* Runs in a thread that ends with the namespace it made; the mount keeps the namespace. */
static void *make(void *argument)
{
    struct making *m = argument;
    struct hcn_call *c = &m->call;

    if (unshare(CLONE_NEWNET) < 0)
        fail_errno(c, errno, "network namespace %s cannot be made", m->path);
    else if (loopback_up(c) && sysctls_set(c, fresh, COUNT(fresh)) &&
             mount(own_namespace, m->path, "none", MS_BIND, NULL) < 0)
        fail_errno(c, errno, "network namespace %s cannot be mounted", m->path);
    return NULL;
}

static bool make_at(struct hcn_call *c, const char *path)
{
    struct making m = { .path = path };

    if (!thread_run(c, make, &m))
        return false;
    if (failed(&m.call))
        fail_as(c, &m.call);
    call_end(&m.call);
    return !failed(c);
}

/*
 * Mounts under the directory have to be seen in other mount namespaces, and unmounts even more:
 * one that still holds the mount would keep the namespace alive.
 */
static bool share(struct hcn_call *c, const char *directory)
{
    if (mount("", directory, "none", MS_SHARED | MS_REC, NULL) == 0)
        return true;
    if (errno != EINVAL || mount(directory, directory, "none", MS_BIND | MS_REC, NULL) < 0 ||
        mount("", directory, "none", MS_SHARED | MS_REC, NULL) < 0)
        return fail_errno(c, errno, "%s cannot be shared with other mount namespaces", directory);
    return true;
}

/* One process at a time, `ip netns` included, or two would both mount the directory on itself. */
static bool share_once(struct hcn_call *c, const char *directory)
{
    int fd = descriptor_keep(open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    bool done;

    if (fd < 0)
        return fail_errno(c, errno, "%s", directory);
    (void)flock(fd, LOCK_EX);
    done = share(c, directory);
    close(fd);
    return done;
}

/* A file that is no mount was left by a process that died here, or by a reboot. */
static bool is_left_behind(const char *path)
{
    struct stat st;
    struct statfs fs;

    return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0 &&
           statfs(path, &fs) == 0 && fs.f_type != NSFS_MAGIC;
}

static bool place_make(struct hcn_call *c, const char *path)
{
    int fd = open(path, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);

    if (fd < 0 && errno == EEXIST && is_left_behind(path))
        return true;
    if (fd < 0)
        return fail_errno(c, errno, "network namespace %s", path);
    close(fd);
    return true;
}

bool namespace_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    const char *directory = where_directory(c, s->path);

    (void)d;
    return directory && where_make(c, directory, 0755) && share_once(c, directory) &&
           place_make(c, s->path) && make_at(c, s->path);
}

bool namespace_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    (void)d;
    while (umount2(s->path, MNT_DETACH | UMOUNT_NOFOLLOW) == 0)
        ; /* as often as it was mounted */
    if (errno == EPERM)
        return fail_errno(c, errno, "network namespace %s cannot be unmounted", s->path);
    if (!is_left_behind(s->path) || unlink(s->path) == 0 || errno == ENOENT)
        return true;
    return fail_errno(c, errno, "network namespace %s cannot be removed", s->path);
}
