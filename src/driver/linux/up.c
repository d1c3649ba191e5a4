/* up.c - the port comes up, and no packet is lost from then on. */
#include <libmnl/libmnl.h>

#include "driver/linux/link.h"

struct seen {
    struct link port;
    int bridge;
};

static bool see(void *context, const struct nlmsghdr *m)
{
    const struct nlattr *a;
    struct seen *seen = context;

    link_parse(m, &seen->port);
    mnl_attr_for_each(a, m, sizeof(struct ifinfomsg))
    {
        if (mnl_attr_get_type(a) == IFLA_MASTER)
            seen->bridge = (int)mnl_attr_get_u32(a);
    }
    return true;
}

/*
 * A link that was just brought up drops packets until a worker of the kernel has seen its carrier.
 * Being asked for the link, the kernel does that work at once: so we ask, for both ends and for
 * the bridge, which has a carrier since its first port has.
 */
static bool settle(struct hcn_call *c, struct linux_driver *d, const struct seen *seen,
                   const char *about)
{
    struct nl_batch b = { .call = c };

    link_put_get(&b, about, seen->port.peer);
    if (seen->port.peer_space >= 0)
        nl_put_u32(&b, IFLA_TARGET_NETNSID, (uint32_t)seen->port.peer_space);
    if (seen->bridge)
        link_put_get(&b, about, seen->bridge);
    return nl_send(&d->route, &b);
}

bool up_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    const char *about = call_format(c, "port %s", s->link);
    struct nl_batch b = { .call = c };
    const int index = link_index(&d->route, s->link);
    struct seen seen = { .bridge = 0 };

    if (!index)
        return fail(c, HCN_WIN32_NOT_FOUND, "port %s is not there", s->link);
    link_put_up(&b, about, index, true);
    link_put_get(&b, about, index);
    return nl_ask(&d->route, &b, see, &seen) && settle(c, d, &seen, about);
}

bool up_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct nl_batch b = { .call = c };
    struct link l;

    if (!link_find(c, &d->route, s->link, &l))
        return false;
    if (!link_is_removable(d, &l, s->tag ? s->tag : ""))
        return true;
    link_put_up(&b, s->link, l.index, false);
    return nl_send(&d->route, &b);
}
