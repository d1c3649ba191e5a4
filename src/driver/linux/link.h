/* link.h - finding, tagging and deleting links of the machine's own namespace. */
#ifndef DRIVER_LINUX_LINK_H
#define DRIVER_LINUX_LINK_H

#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include "driver/linux/linux.h"

/* A link as the kernel describes it; index 0: there is none. */
struct link {
    int index;
    uint32_t group;
    int master;     /* the index of the bridge that it is a port of */
    int peer;       /* the index of the other end, of a veth */
    int peer_space; /* the number by which this namespace knows the peer's; -1: the same */
    char name[IFNAMSIZ];
    char alias[100]; /* as tag.h has it, or "" */
    char kind[16];   /* "bridge", "veth"... */
    bool loopback, up;
    uint32_t forwarding, tag; /* settings of net.ipv4.conf */
    struct rtnl_link_stats64 stats;
};

void link_parse(const struct nlmsghdr *m, struct link *out);

/* Asks for the link of that name. */
bool link_find(struct hcn_call *c, struct nl_socket *s, const char *name, struct link *out);

/* Shows the messages of all links, without their counters. */
bool links_each(struct hcn_call *c, struct nl_socket *s, nl_visit *visit, void *context);

/* Adds a request for a link, by index, without its counters. */
void link_put_get(struct nl_batch *b, const char *about, int index);

/* Its number, or 0; cheaper than link_find(). */
int link_index(const struct nl_socket *s, const char *name);

/* What its alias says, as tag.h has it; NULL: nothing of ours. */
const char *link_tag(const struct link *l);

/*
 * Is it ours, of this tag, and may it be removed (see tag.h)? One that has no alias yet was left by
 * somebody who died making it: its group says who.
 */
bool link_is_ours(const struct linux_driver *d, const struct link *l, const char *tag);
bool link_is_removable(const struct linux_driver *d, const struct link *l, const char *tag);

/* A link cannot be made: says what is in the way, if that is it. Always false. */
bool link_refuse(struct hcn_call *c, struct linux_driver *d, const char *name,
                 const struct nl_refusal *r);

/* Gives the link a second name, that of its tag: no two links can have the same. */
void link_put_name(struct nl_batch *b, const char *about, int index, const char *tag);

/* Brings a link up or down. */
void link_put_up(struct nl_batch *b, const char *about, int index, bool up);

/* Begins a change of a link's settings. */
void link_put_change(struct nl_batch *b, const char *about, int index);

/* Within a message that makes a link: the group that tells whose it is until it has an alias. */
void link_put_birth(struct nl_batch *b, const struct linux_driver *d);

/* Within such a change: the alias that tells whose the link is, and the group of all of ours. */
void link_put_tag(struct nl_batch *b, const struct linux_driver *d, const char *tag);

/* A link that takes less has no IPv6; 0 is a link's default, which is more. */
enum { LEAST_IPV6_MTU = 1280 };

/* Within such a change: the kernel gives it no link-local IPv6 address, which it would look for
 * duplicates of first. */
void link_put_quiet(struct nl_batch *b, uint32_t mtu);

/* Within such a change: IPv4 settings of this interface, in pairs of IPV4_DEVCONF_... and value. */
struct link_setting {
    uint16_t number;
    uint32_t value;
};

void link_put_settings(struct nl_batch *b, const struct link_setting *at, size_t count);

/*
 * Deletes the link of that name if it may be removed. Its name and addresses are free when this
 * returns.
 */
bool link_remove(struct hcn_call *c, struct linux_driver *d, const char *name, const char *tag);

#endif
