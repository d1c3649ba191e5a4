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

/* An errno, or 0; `path` is afterwards what could not be made. */
static int make(char *path, mode_t mode)
{
    for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash)
            *slash = '\0';
        if (mkdir(path, mode) < 0 && errno != EEXIST && (errno != EROFS || !slash))
            return errno;
        if (!slash)
            return 0;
        *slash = '/';
    }
}

/* Others remove one that is empty while we are about to fill it: then it is made once more. */
bool where_make(struct hcn_call *c, const char *directory, mode_t mode)
{
    char *path = NULL;
    int error = ENOENT;

    for (int tries = 0; error == ENOENT && tries < 20; tries++) {
        path = call_text(c, directory, strlen(directory));
        if (!path)
            return false;
        error = make(path, mode);
    }
    return !error || fail_errno(c, error, "%s cannot be made", path);
}
