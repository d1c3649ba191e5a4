/* linux.c - the Linux driver: who carries out which step. */
#include "driver/linux/linux.h"

#include <hcn/objects.h>

#include "base/memory.h"
#include "driver/linux/look.h"
#include "driver/linux/reaper.h"

static const struct {
    step_act *add, *remove;
} acts[STEP_KINDS] = {
    [STEP_NAMESPACE] = { namespace_add, namespace_remove },
    [STEP_BRIDGE] = { bridge_add, bridge_remove },
    [STEP_PORT] = { port_add, port_remove },
    [STEP_NETWORK] = { network_add, network_remove },
    [STEP_ENDPOINT] = { endpoint_add, endpoint_remove },
    [STEP_RESOLVER] = { resolver_add, resolver_remove },
    [STEP_UP] = { up_add, up_remove },
    [STEP_FORGET] = { forget_add, forget_remove },
};

static struct linux_driver *self(struct driver *d)
{
    return (struct linux_driver *)d;
}

static bool act(struct hcn_call *c, struct driver *d, const struct step *s, bool remove,
                bool undoing)
{
    step_act *how;
    bool done;

    if (s->kind == STEP_NONE || s->kind >= STEP_KINDS)
        return fail(c, E_INVALIDARG, "there is no step of kind %u", (unsigned)s->kind);
    how = remove ? acts[s->kind].remove : acts[s->kind].add;
    pthread_mutex_lock(&self(d)->lock);
    self(d)->undoing = undoing;
    done = how(c, self(d), s);
    self(d)->undoing = false;
    pthread_mutex_unlock(&self(d)->lock);
    return done && !failed(c);
}

static bool take(struct hcn_call *c, struct driver *d, const struct step *s)
{
    return act(c, d, s, s->remove, false);
}

/* What was removed is made anew, from scratch: nobody knows how far the removal had come. */
static bool undo(struct hcn_call *c, struct driver *d, const struct step *s)
{
    return act(c, d, s, true, !s->remove) && (!s->remove || act(c, d, s, false, false));
}

static bool mend(struct hcn_call *c, struct driver *d, const struct step *s, bool *mended)
{
    bool done;

    pthread_mutex_lock(&self(d)->lock);
    done = mend_step(c, self(d), s, mended);
    pthread_mutex_unlock(&self(d)->lock);
    return done && !failed(c);
}

/* ---- opening ---------------------------------------------------------------------------- */

static void close_linux(struct driver *d)
{
    struct linux_driver *l = self(d);

    reaper_close(&l->reaper);
    nl_socket_close(&l->filter);
    nl_socket_close(&l->route);
    pthread_mutex_destroy(&l->lock);
    memory_free(l);
}

static bool open_parts(struct hcn_call *c, struct linux_driver *l)
{
    int error;

    if (!reaper_open(c, &l->reaper))
        return false;
    error = pthread_mutex_init(&l->lock, NULL);
    if (error || !nl_socket_open(c, NETLINK_ROUTE, &l->route)) {
        reaper_close(&l->reaper);
        return fail_errno(c, error, "a lock cannot be made");
    }
    return true;
}

static struct driver *open_linux(struct hcn_call *c, const char *directory)
{
    struct linux_driver *l = memory_new(sizeof *l);

    (void)directory;
    if (!l) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    *l = (struct linux_driver){ .driver.kind = &driver_linux, .route.fd = -1, .filter.fd = -1 };
    if (open_parts(c, l))
        return &l->driver;
    memory_free(l);
    return NULL;
}

static const char *const networks[] = { "NAT", "Internal", "Private", NULL };
static const char *const policies[] = { "OutBoundNAT", "PortMapping", "EncapOverhead",
                                        "InterfaceParameters", NULL };
static const char *const groups[] = { NULL };

/*
 * Some are true of themselves: every network has a switch of its own whose ports never lose their
 * carrier, and Linux answers for its addresses at every interface. Iov is a wish for speed.
 */
enum {
    NETWORK_FLAGS = HCN_NETWORK_ENABLE_NON_PERSISTENT | HCN_NETWORK_ENABLE_PERSISTENT |
                    HCN_NETWORK_ISOLATE_VSWITCH | HCN_NETWORK_SUPPRESS_MEDIA_DISCONNECT |
                    HCN_NETWORK_DISABLE_HOST_PORT | HCN_NETWORK_WEAK_HOST_RECEIVE_ADAPTER |
                    HCN_NETWORK_WEAK_HOST_SEND_ADAPTER | HCN_NETWORK_ENABLE_IOV,
    ENDPOINT_FLAGS = HCN_ENDPOINT_REMOTE_ENDPOINT | HCN_ENDPOINT_DISABLE_INTER_COMPUTE_COMMUNICATION
};

const struct driver_kind driver_linux = {
    .name = "linux",
    .networks = networks,
    .policies = policies,
    .groups = groups,
    .network_flags = NETWORK_FLAGS,
    .endpoint_flags = ENDPOINT_FLAGS,
    .open = open_linux,
    .close = close_linux,
    .take = take,
    .undo = undo,
    .mend = mend,
    .identify = look_identity,
    .routes = look_routes,
    .mtu = look_mtu,
    .interfaces = look_interfaces,
    .namespace_check = look_namespace,
    .namespace_number = look_number,
    .counters = look_counters,
    .resolver = look_resolver,
    .inventory = look_inventory,
};
