/*
 * linux.h - what the parts of the Linux driver share.
 *
 * A part that carries out a kind of step has two functions, NOUN_add and NOUN_remove, that keep
 * the promises of take() in driver.h. A removal leaves alone what is not ours (tag.h), and finds
 * nothing amiss with a thing that is only half made: so undo() is the removal, but for what another
 * request made.
 */
#ifndef DRIVER_LINUX_LINUX_H
#define DRIVER_LINUX_LINUX_H

#include <pthread.h>

#include "driver/driver.h"
#include "driver/linux/netlink.h"

/* The group of all links of ours in the machine's own namespace: "HC". */
enum { OUR_GROUP = 0x4843 };

/* Of our routes, see rtnetlink(7), rtm_protocol. */
enum { OUR_PROTOCOL = 117 };

struct forgetting;

/* Threads that outlive the step that started them; see reaper.h and forget.h. */
struct reaper {
    pthread_mutex_t lock;
    pthread_cond_t ended;
    unsigned running;
    struct forgetting *forgetting;
};

struct linux_driver {
    struct driver driver;
    pthread_mutex_t lock;    /* of the sockets */
    bool undoing;            /* the removal that runs is an undo() */
    struct nl_socket route;  /* links, addresses, routes of the machine's own namespace */
    struct nl_socket filter; /* nftables and connection tracking */
    struct reaper reaper;
};

typedef bool step_act(struct hcn_call *c, struct linux_driver *d, const struct step *s);

step_act namespace_add, namespace_remove;
step_act bridge_add, bridge_remove;
step_act port_add, port_remove;
step_act network_add, network_remove;
step_act endpoint_add, endpoint_remove;
step_act resolver_add, resolver_remove;
step_act up_add, up_remove;
step_act forget_add, forget_remove;

/* See mend() in driver.h. */
bool mend_step(struct hcn_call *c, struct linux_driver *d, const struct step *s, bool *mended);

/* May frames leave by the port they came from? A published endpoint reaches itself that way. */
bool port_hairpin(struct hcn_call *c, struct linux_driver *d, const struct step *s, bool on);

/* Gives the bridge exactly the addresses of a step: what it had else goes. It is up afterwards. */
bool bridge_readdress(struct hcn_call *c, struct linux_driver *d, const struct step *s);

/* *whole: is it up, with all addresses of the step? */
bool bridge_addressed(struct hcn_call *c, struct linux_driver *d, const struct step *s,
                      bool *whole);

/* The socket for rules and connections, opened when it is first needed; NULL after a failure. */
struct nl_socket *filter_socket(struct hcn_call *c, struct linux_driver *d);

#endif
