/* netns_make.c - making network namespaces, bound to files as `ip netns` does it, and removing
 * them. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/magic.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/os_linux.h"
#include "driver/linux/link.h"
#include "driver/linux/netns.h"
#include "driver/linux/sysctl.h"
#include "driver/linux/tag.h"
#include "driver/linux/thread.h"
#include "driver/linux/where.h"

/* ---- whose ------------------------------------------------------------------------------ */

static const char prefix[] = "hcn-";

/* "/run/netns/hcn-GUID" to "ns:GUID". */
static struct tag_text tag_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct tag_text tag;

    if (!strncmp(name, prefix, sizeof prefix - 1))
        name += sizeof prefix - 1;
    snprintf(tag.s, sizeof tag.s, "ns:%.60s", name);
    return tag;
}

/* The loopback device of the namespace that is mounted there; *there: is one? */
static bool look(struct hcn_call *c, const char *path, struct link *lo, bool *there)
{
    const int how = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    const int fd = descriptor_keep(open(path, how));
    struct nl_socket inside;
    bool done = true;

    *there = fd >= 0 && netns_is(fd);
    if (*there) {
        done = netns_socket(c, fd, path, &inside) && link_find(c, &inside, "lo", lo);
        nl_socket_close(&inside);
    }
    if (fd >= 0)
        close(fd);
    return done;
}

/* One without a tag was made by an older version; what was made just now has one. */
static bool is_removable(const struct linux_driver *d, const struct link *lo, const char *path)
{
    if (!link_tag(lo))
        return !d->undoing || !d->driver.maker.request;
    return tag_is_removable(d, link_tag(lo), tag_of(path).s);
}

/* *mine: is one mounted there that may be removed? Who may not enter it has not made it. */
static bool is_mine(struct hcn_call *c, const struct linux_driver *d, const char *path, bool *mine)
{
    struct hcn_call *own = &(struct hcn_call){ 0 };
    struct link lo;
    bool there, looked = look(own, path, &lo, &there);

    *mine = looked && there && is_removable(d, &lo, path);
    if (!looked && !d->undoing)
        fail_as(c, own);
    call_end(own);
    return looked || d->undoing;
}

bool netns_is_other(struct hcn_call *c, const struct linux_driver *d, const char *path, bool *other)
{
    struct link lo;
    bool there;

    if (!look(c, path, &lo, &there))
        return false;
    *other = there && !is_removable(d, &lo, path);
    return true;
}

static bool refuse(struct hcn_call *c, const struct linux_driver *d, const char *path)
{
    struct link lo;
    bool there;

    if (!look(c, path, &lo, &there))
        return false;
    if (!there)
        return fail_errno(c, EEXIST, "network namespace %s", path);
    if (!link_tag(&lo))
        return fail(c, HCN_WIN32_ALREADY_EXISTS,
                    "network namespace %s is there already, and not ours: delete it, or adopt it",
                    path);
    return fail(c, HCN_WIN32_ALREADY_EXISTS,
                "network namespace %s is there already: %s (this is store %08" PRIx32
                "). Where that "
                "is lost, \"ip netns delete %s\" removes it",
                path, tag_owner(c, link_tag(&lo)), d->driver.maker.store, strrchr(path, '/') + 1);
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

/* The alias of the loopback device tells whose the namespace is, and is there before the mount. */
static bool loopback_up(struct hcn_call *c, const char *alias)
{
    const struct ifinfomsg lo = { .ifi_index = 1, .ifi_flags = IFF_UP, .ifi_change = IFF_UP };
    struct nl_batch b = { .call = c };
    struct nl_socket s;
    bool done;

    if (!nl_socket_open(c, NETLINK_ROUTE, &s))
        return false;
    nl_begin(&b, "lo", NL_TYPE(RTM_NEWLINK, 0), &lo, sizeof lo);
    nl_put(&b, IFLA_IFALIAS, alias, strlen(alias));
    done = nl_send(&s, &b);
    nl_socket_close(&s);
    return done;
}

struct making {
    struct hcn_call call;
    const char *path, *alias;
};

/* Runs in a thread that ends with the namespace it made; the mount keeps the namespace. */
static void *make(void *argument)
{
    struct making *m = argument;
    struct hcn_call *c = &m->call;

    if (unshare(CLONE_NEWNET) < 0)
        fail_errno(c, errno, "network namespace %s cannot be made", m->path);
    else if (loopback_up(c, m->alias) && sysctls_set(c, fresh, COUNT(fresh)) &&
             mount(netns_own, m->path, "none", MS_BIND, NULL) < 0)
        fail_errno(c, errno, "network namespace %s cannot be mounted", m->path);
    return NULL;
}

static bool make_at(struct hcn_call *c, const char *path, const char *alias)
{
    struct making m = { .path = path, .alias = alias };

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

/* A file that is no mount was left by a process that died here, or by a reboot. */
static bool is_left_behind(const char *path)
{
    struct stat st;
    struct statfs fs;

    return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0 &&
           statfs(path, &fs) == 0 && fs.f_type != NSFS_MAGIC;
}

static bool place_make(struct hcn_call *c, const struct linux_driver *d, const char *path)
{
    int fd = open(path, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);

    if (fd < 0 && errno == EEXIST && is_left_behind(path))
        return true;
    if (fd < 0 && errno == EEXIST)
        return refuse(c, d, path);
    if (fd < 0)
        return fail_errno(c, errno, "network namespace %s", path);
    close(fd);
    return true;
}

/*
 * One process at a time, `ip netns` included: or two would both mount the directory on itself, or
 * take each other's empty file for one that was left behind. -1: the call has failed.
 */
static int lock(struct hcn_call *c, const char *directory)
{
    int fd = descriptor_keep(open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC));

    if (fd < 0)
        fail_errno(c, errno, "%s", directory);
    else
        (void)flock(fd, LOCK_EX);
    return fd;
}

bool namespace_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    const char *directory = where_directory(c, s->path);
    char alias[TAG_ROOM + 4];
    bool done;
    int fd;

    if (!directory || !where_make(c, directory, 0755) || (fd = lock(c, directory)) < 0)
        return false;
    snprintf(alias, sizeof alias, "hcn:%s", tag_text(d, tag_of(s->path).s).s);
    done = share(c, directory) && place_make(c, d, s->path) && make_at(c, s->path, alias);
    close(fd);
    return done;
}

/* ---- removing --------------------------------------------------------------------------- */

/* As often as it was mounted. */
static bool unmount(struct hcn_call *c, const struct linux_driver *d, const char *path)
{
    bool mine;

    while (is_mine(c, d, path, &mine) && mine)
        if (umount2(path, MNT_DETACH | UMOUNT_NOFOLLOW) < 0)
            return fail_errno(c, errno, "network namespace %s cannot be unmounted", path);
    return !failed(c);
}

bool namespace_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    const char *directory = where_directory(c, s->path);
    struct stat st;
    bool done;
    int fd;

    if (!directory || lstat(s->path, &st) < 0)
        return !failed(c);
    fd = lock(c, directory);
    if (fd < 0)
        return false;
    done = unmount(c, d, s->path);
    if (done && is_left_behind(s->path) && unlink(s->path) < 0 && errno != ENOENT)
        done = fail_errno(c, errno, "network namespace %s cannot be removed", s->path);
    close(fd);
    return done;
}
