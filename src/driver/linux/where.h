/* where.h - directories and files of ours under /run and /etc. */
#ifndef DRIVER_LINUX_WHERE_H
#define DRIVER_LINUX_WHERE_H

#include <sys/types.h>

#include "base/call.h"

/* What stands before the last '/' of an absolute path. */
const char *where_directory(struct hcn_call *c, const char *path);

/* Makes a directory and those above it, where they are not there yet. */
bool where_make(struct hcn_call *c, const char *directory, mode_t mode);

#endif
