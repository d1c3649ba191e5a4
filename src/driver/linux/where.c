/* where.c - taking paths apart and making directories. */
#include "driver/linux/where.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "driver/linux/netlink.h"

const char *where_directory(struct hcn_call *c, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (*path != '/' || slash == path) {
        fail(c, E_INVALIDARG, "%s: expected an absolute path below a directory", path);
        return NULL;
    }
    return call_text(c, path, (size_t)(slash - path));
}

bool where_make(struct hcn_call *c, const char *directory, mode_t mode)
{
    char *path = call_text(c, directory, strlen(directory));

    if (!path)
        return false;
    for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash)
            *slash = '\0';
        if (mkdir(path, mode) < 0 && errno != EEXIST && (errno != EROFS || !slash))
            return fail_errno(c, errno, "%s cannot be made", path);
        if (!slash)
            return true;
        *slash = '/';
    }
}
