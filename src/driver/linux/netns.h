/*
 * netns.h - network namespaces: making them, entering them, telling them from other files.
 *
 * The caller's thread never changes its namespace: what has to be done inside, a thread of ours
 * does; and a socket that was opened inside works from anywhere.
 */
#ifndef DRIVER_LINUX_NETNS_H
#define DRIVER_LINUX_NETNS_H

#include <pthread.h>

#include "driver/linux/linux.h"

/* The namespace of the thread that opens it. */
extern const char netns_own[];

/* Is it the descriptor of a network namespace? */
bool netns_is(int fd);

/* *other: is the namespace that is mounted there another store's, or nobody's? */
bool netns_is_other(struct hcn_call *c, const struct linux_driver *d, const char *path,
                    bool *other);

/*
 * A descriptor of the namespace at `path`, checked: an absolute path, no link but that of a
 * process, /proc/PID/ns/net, a network namespace and not the machine's own.
 */
bool netns_open(struct hcn_call *c, const char *path, int *out);

/* A routing socket inside; `path` is for sentences. */
bool netns_socket(struct hcn_call *c, int space, const char *path, struct nl_socket *out);

/* The same in two halves, with something else to do between them; the second always has to come. */
struct netns_entry {
    struct hcn_call call;
    pthread_t thread;
    const char *path;
    int space;
    struct nl_socket *out;
    bool ipv6_off; /* new interfaces begin without IPv6 there */
};

bool netns_enter(struct hcn_call *c, int space, const char *path, struct nl_socket *out,
                 struct netns_entry *entry);
bool netns_entered(struct hcn_call *c, struct netns_entry *entry);

/* Switches IPv6 of one interface on, in the namespace. */
bool netns_ipv6_on(struct hcn_call *c, int space, const char *path, const char *link);

/* Device and file number of the calling thread's own network namespace. */
bool netns_identity(struct hcn_call *c, uint64_t *device, uint64_t *file);

#endif
