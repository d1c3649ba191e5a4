/*
 * netns.h - network namespaces: making them, entering them, telling them from other files.
 *
 * The caller's thread never changes its namespace: what has to be done inside, a thread of ours
 * does; and a socket that was opened inside works from anywhere.
 */
#ifndef DRIVER_LINUX_NETNS_H
#define DRIVER_LINUX_NETNS_H

#include "driver/linux/netlink.h"

/*
 * A descriptor of the namespace at `path`, checked: an absolute path, no link, a network namespace
 * and not the machine's own.
 */
bool netns_open(struct hcn_call *c, const char *path, int *out);

/* A routing socket inside; `path` is for sentences. */
bool netns_socket(struct hcn_call *c, int space, const char *path, struct nl_socket *out);

/* Device and file number of the calling thread's own network namespace. */
bool netns_identity(struct hcn_call *c, uint64_t *device, uint64_t *file);

#endif
