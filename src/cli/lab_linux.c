/* lab_linux.c - namespaces of our own, and what is in them. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/lab.h"

/* ---- entering ----------------------------------------------------------------------------- */

static bool write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

    if (fd >= 0)
        close(fd);
    return done;
}

/* Makes the user that we are the root of the new user namespace. */
static bool become_root(uid_t user, gid_t group)
{
    char users[64], groups[64];

    snprintf(users, sizeof users, "0 %u 1", user);
    snprintf(groups, sizeof groups, "0 %u 1", group);
    return write_file("/proc/self/setgroups", "deny") && write_file("/proc/self/uid_map", users) &&
           write_file("/proc/self/gid_map", groups);
}

/* Root needs no user namespace, unless it is a root without the right to the others. */
static bool unshare_all(void)
{
    const int others = CLONE_NEWNET | CLONE_NEWNS;
    const uid_t user = geteuid();
    const gid_t group = getegid();

    if (user == 0 && !unshare(others))
        return true;
    return !unshare(CLONE_NEWUSER | others) && become_root(user, group);
}

/*
 * An empty /run, and an /etc whose changes stay here. Where the kernel has no overlay for us, the
 * service keeps the resolver's files under /run.
 */
static bool mount_all(void)
{
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
        mount("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755"))
        return false;
    if (mkdir("/run/etc", 0755) || mkdir("/run/etc/upper", 0755) || mkdir("/run/etc/work", 0755))
        return false;
    (void)mount("overlay", "/etc", "overlay", 0,
                "lowerdir=/etc,upperdir=/run/etc/upper,workdir=/run/etc/work");
    return true;
}

static bool raise_loopback(void)
{
    struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool done = fd >= 0 && !ioctl(fd, SIOCSIFFLAGS, &request);

    if (fd >= 0)
        close(fd);
    return done;
}

bool lab_enter(struct tool *t)
{
    static const struct {
        const char *what;
        bool (*act)(void);
    } acts[] = {
        { "making user, network and mount namespaces", unshare_all },
        { "mounting in a mount namespace of our own", mount_all },
        { "raising lo in a network namespace of our own", raise_loopback },
    };

    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
        if (!acts[i].act())
            return refuse(t, EXIT_DENIED,
                          "%s: %s; where user namespaces are forbidden, run as root: "
                          "unshare -nm hcn demo",
                          acts[i].what, strerror(errno));
    return true;
}

/* ---- looking ------------------------------------------------------------------------------ */

enum { MOST_SEEN = 256 * 1024 };

struct view {
    char *text;
    size_t used;
};

static void add(struct view *v, const char *text)
{
    size_t length = strlen(text);

    if (v->used + length >= MOST_SEEN)
        length = MOST_SEEN - 1 - v->used;
    memcpy(v->text + v->used, text, length);
    v->used += length;
    v->text[v->used] = '\0';
}

static void add_links(struct view *v)
{
    struct if_nameindex *all = if_nameindex();

    for (struct if_nameindex *i = all; i && i->if_name; i++) {
        add(v, "link ");
        add(v, i->if_name);
        add(v, "\n");
    }
    if (all)
        if_freenameindex(all);
}

static void add_directory(struct view *v, const char *path)
{
    DIR *directory = opendir(path);
    const struct dirent *entry;

    while (directory && (entry = readdir(directory))) {
        if (entry->d_name[0] == '.')
            continue;
        add(v, path);
        add(v, "/");
        add(v, entry->d_name);
        add(v, "\n");
    }
    if (directory)
        closedir(directory);
}

static bool add_rules(struct view *v)
{
    FILE *nft = popen("PATH=$PATH:/usr/sbin:/sbin nft list ruleset", "r");
    char line[512];

    while (nft && fgets(line, sizeof line, nft))
        add(v, line);
    return nft && !pclose(nft);
}

const char *lab_look(struct tool *t)
{
    struct view v = { hcn_call_memory(t->call, MOST_SEEN), 0 };

    if (!v.text)
        return NULL;
    add_links(&v);
    add_directory(&v, "/run/netns");
    add_directory(&v, "/etc/netns");
    if (!add_rules(&v))
        return refuse(t, EXIT_UNAVAILABLE, "nft list ruleset: failed"), NULL;
    return v.text;
}
