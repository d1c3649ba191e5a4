/*
 * driver.h - whoever carries out steps, and answers what only the machine knows.
 *
 * `null` remembers the steps (no privilege, any system: the test double); `linux` obeys.
 */
#ifndef DRIVER_DRIVER_H
#define DRIVER_DRIVER_H

#include "base/ip.h"
#include "base/os_file.h"
#include "driver/step.h"

/* Whose machine this is: a store belongs to one. */
struct identity {
    char boot[64];         /* differs after a reboot */
    uint64_t device, file; /* of the network namespace */
};

/* What a port carried, as the endpoint sees it: received is what came to the container. */
struct counters {
    uint64_t bytes_received, bytes_sent;
    uint64_t packets_received, packets_sent;
    uint64_t dropped_incoming, dropped_outgoing;
};

struct texts {
    const char **at;
    size_t count;
};

/* What an endpoint inherits when neither it nor its network names DNS servers: those of the machine
 * that a container reaches. */
struct resolver {
    struct texts servers, search, options;
};

/* A route of the machine itself. */
struct host_route {
    struct prefix to;
    bool on_link; /* without a gateway: who is there is a neighbour */
};

/* For whom steps are taken. What they make says so, since several stores share a machine. */
struct maker {
    uint32_t store;   /* a number that a store got when it was new */
    uint32_t request; /* that of the plan that is under way; 0: none is */
};

struct driver;

struct driver_kind {
    const char *name;

    /* The words of what it carries out: network types, policies, groups; NULL: all there are. */
    const char *const *networks;
    const char *const *policies;
    const char *const *groups; /* "load balancer", "SDN route" */

    /* The machine's address on the adapter that networks stand on; NULL: it carries out none such.
     */
    const char *host;

    /* Flags of networks and of endpoints that it carries out; 0: all there are. */
    uint32_t network_flags, endpoint_flags;

    /* `directory` is the store's, NULL for a store in memory. */
    struct driver *(*open)(struct hcn_call *c, const char *directory);
    void (*close)(struct driver *d);

    /*
     * Does what the step says: it is there afterwards, or gone (step->remove). Fails when something
     * of that name is there. A removal takes only what has the step's tag and was made for the same
     * store, by whichever request; one that finds nothing has succeeded.
     */
    bool (*take)(struct hcn_call *c, struct driver *d, const struct step *s);

    /*
     * The inverse of take() for a step that may have been taken wholly, in part, or not at all.
     * Leaves alone what was not made by the very request that the maker says, whatever its tag is.
     */
    bool (*undo)(struct hcn_call *c, struct driver *d, const struct step *s);

    /*
     * Puts back what a step once made and somebody else damaged; *mended becomes true when there
     * was something to do, and makes it anew when it is true already: what stands on it was mended.
     * Leaves alone what does not carry the step's tag. NULL: nothing is ever damaged.
     */
    bool (*mend)(struct hcn_call *c, struct driver *d, const struct step *s, bool *mended);

    bool (*identify)(struct hcn_call *c, struct driver *d, struct identity *out);

    /* The machine's own routes, default routes left out. */
    bool (*routes)(struct hcn_call *c, struct driver *d, struct host_route **out, size_t *count);

    /* The largest packet that the way out of the machine takes; stays as it is where there is none.
     * NULL: nobody can say. */
    bool (*mtu)(struct hcn_call *c, struct driver *d, uint32_t *out);

    /* Names of the interfaces in the network namespace at `path`. */
    bool (*interfaces)(struct hcn_call *c, struct driver *d, const char *path, struct texts *out);

    /* Is this the file of a network namespace? Refuses links other than
     * /proc/PID/ns/net, other files, and the machine's own.
     */
    bool (*namespace_check)(struct hcn_call *c, struct driver *d, const char *path);

    /*
     * A number of the network namespace at `path` that no other has while the machine runs, however
     * its path is spelled, and though it was made anew there. NULL: nobody can say.
     */
    bool (*namespace_number)(struct hcn_call *c, struct driver *d, const char *path, uint64_t *out);

    bool (*counters)(struct hcn_call *c, struct driver *d, const char *link, struct counters *out);
    bool (*resolver)(struct hcn_call *c, struct driver *d, struct resolver *out);

    /*
     * Everything on the machine that the store made, one line each, sorted: "bridge hb-0123456789
     * net:<GUID>". For finding what belongs to nobody.
     */
    bool (*inventory)(struct hcn_call *c, struct driver *d, struct texts *out);
};

/* Every driver begins with this. */
struct driver {
    const struct driver_kind *kind;

    /*
     * The lock of the store; NULL: it is in memory. A program that a step starts inherits it, so
     * that nobody settles what this process left when it died before that program has ended, too.
     */
    const struct os_lock_file *lock;
    struct maker maker;
};

extern const struct driver_kind driver_null;
extern const struct driver_kind driver_linux;

/* The driver of that name, or NULL. */
const struct driver_kind *driver_find(const char *name);

#endif
