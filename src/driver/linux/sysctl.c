/* sysctl.c - reading and writing files under /proc/sys. */
#include "driver/linux/sysctl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/os_linux.h"
#include "driver/linux/netlink.h"

enum { NAME_ROOM = 100, PATH_ROOM = 160 };

static bool read_text(const char *name, char text[32])
{
    char path[PATH_ROOM];
    ssize_t got;
    int fd;

    snprintf(path, sizeof path, "/proc/sys/%s", name);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    got = read(fd, text, 31);
    close(fd);
    text[got > 0 ? got : 0] = '\0';
    text[strcspn(text, "\n")] = '\0';
    return got > 0;
}

bool sysctl_is(const char *name, const char *value)
{
    char text[32];

    return read_text(name, text) && !strcmp(text, value);
}

uint32_t sysctl_number(const char *name)
{
    char text[32];

    return read_text(name, text) ? (uint32_t)strtoul(text, NULL, 10) : 0;
}

bool sysctl_is_there(const char *name)
{
    char text[32];

    return read_text(name, text);
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
