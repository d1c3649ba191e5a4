/* sysctl.c - reading and writing files under /proc/sys. */
#include "driver/linux/sysctl.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/os_linux.h"
#include "driver/linux/netlink.h"

enum { NAME_ROOM = 100, PATH_ROOM = 160 };

bool sysctl_is(const char *name, const char *value)
{
    char path[PATH_ROOM], text[32] = "";
    ssize_t got;
    int fd;

    snprintf(path, sizeof path, "/proc/sys/%s", name);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    got = read(fd, text, sizeof text - 1);
    close(fd);
    return got > 0 && !strncmp(text, value, strlen(value)) && text[strlen(value)] == '\n';
}

bool sysctl_set(struct hcn_call *c, const char *name, const char *value)
{
    const size_t length = strlen(value);
    char path[PATH_ROOM];
    int fd, error = 0;

    if (sysctl_is(name, value))
        return true;
    snprintf(path, sizeof path, "/proc/sys/%s", name);
    fd = descriptor_keep(open(path, O_WRONLY | O_CLOEXEC));
    if (fd < 0 && errno == ENOENT)
        return true;
    if (fd < 0 || write(fd, value, length) != (ssize_t)length)
        error = errno;
    if (fd >= 0)
        close(fd);
    return !error || fail_errno(c, error, "%s cannot be set to %s", path, value);
}

bool sysctls_set(struct hcn_call *c, const struct sysctl *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!sysctl_set(c, at[i].name, at[i].value))
            return false;
    return true;
}

bool sysctl_ipv6_on(struct hcn_call *c, const char *link)
{
    char name[NAME_ROOM];

    snprintf(name, sizeof name, "net/ipv6/conf/%.64s/disable_ipv6", link);
    return sysctl_set(c, name, "0");
}

static bool heed_router(struct hcn_call *c, const char *link)
{
    char name[NAME_ROOM];

    snprintf(name, sizeof name, "net/ipv6/conf/%.64s/accept_ra", link);
    return !sysctl_is(name, "1") || sysctl_set(c, name, "2");
}

static bool heed_routers(struct hcn_call *c)
{
    DIR *links = opendir("/proc/sys/net/ipv6/conf");
    bool done = true;

    for (struct dirent *e; done && links && (e = readdir(links));)
        done = *e->d_name == '.' || heed_router(c, e->d_name);
    if (links)
        closedir(links);
    return done;
}

bool sysctl_forward(struct hcn_call *c, bool ipv6)
{
    static const char all[] = "net/ipv6/conf/all/forwarding";

    if (!ipv6)
        return sysctl_set(c, "net/ipv4/ip_forward", "1");
    return sysctl_is(all, "1") || (heed_routers(c) && sysctl_set(c, all, "1"));
}
