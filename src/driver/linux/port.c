/* port.c - a pair of links: one a port of the bridge, the other in the container's namespace. */
#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/ip.h>
#include <linux/neighbour.h>
#include <linux/veth.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "driver/linux/address.h"
#include "driver/linux/link.h"
#include "driver/linux/netns.h"
#include "driver/linux/sysctl.h"

/* What making a port needs besides the step. */
struct port {
    struct hcn_call *call;
    struct linux_driver *driver;
    const struct step *step;
    const char *about;
    struct mac mac;
    int space;                /* the container's namespace, or -1: the machine's own */
    struct nl_socket *inside; /* in the same */
    int host;                 /* numbers of the two ends */
    int peer;
};

/* ---- making the pair -------------------------------------------------------------------- */

/* One queue: with one per processor the kernel waits for all processors at each up. */
static void put_end(struct nl_batch *b, const struct port *p, const char *name)
{
    nl_put_text(b, IFLA_IFNAME, name);
    nl_put_u32(b, IFLA_NUM_TX_QUEUES, 1);
    nl_put_u32(b, IFLA_NUM_RX_QUEUES, 1);
    if (p->step->mtu)
        nl_put_u32(b, IFLA_MTU, p->step->mtu);
}

/* Born where it belongs: moving a link between namespaces stalls the machine for 20 ms. */
static void put_peer(struct nl_batch *b, const struct port *p)
{
    static const struct ifinfomsg none;
    size_t peer = nl_open(b, VETH_INFO_PEER);

    nl_put_raw(b, &none, sizeof none);
    put_end(b, p, p->step->peer);
    nl_put(b, IFLA_ADDRESS, p->mac.bytes, sizeof p->mac.bytes);
    if (p->space >= 0)
        nl_put_u32(b, IFLA_NET_NS_FD, (uint32_t)p->space);
    else
        link_put_birth(b, p->driver);
    nl_close(b, peer);
}

static bool make(struct port *p)
{
    static const struct ifinfomsg none;
    struct nl_batch b = { .call = p->call };
    const int bridge = link_index(&p->driver->route, p->step->bridge);
    struct nl_refusal r;
    size_t info, data;

    if (!bridge)
        return fail(p->call, HCN_WIN32_NOT_FOUND, "%s: there is no bridge %s", p->about,
                    p->step->bridge);
    nl_begin(&b, p->about, NL_TYPE(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL), &none, sizeof none);
    put_end(&b, p, p->step->link);
    link_put_birth(&b, p->driver);
    nl_put_u32(&b, IFLA_MASTER, (uint32_t)bridge);
    info = nl_open(&b, IFLA_LINKINFO);
    nl_put_text(&b, IFLA_INFO_KIND, "veth");
    data = nl_open(&b, IFLA_INFO_DATA);
    put_peer(&b, p);
    nl_close(&b, data);
    nl_close(&b, info);
    return nl_exchange(&p->driver->route, &b, NULL, NULL, &r) &&
           (!r.error || link_refuse(p->call, p->driver, p->step->link, &r));
}

/* ---- the host's end --------------------------------------------------------------------- */

/* The bridge knows the one address behind the port, and learns no other. */
static void put_settings(struct nl_batch *b, const struct port *p)
{
    size_t info, data;

    link_put_change(b, p->about, p->host);
    link_put_tag(b, p->driver, p->step->tag);
    link_put_quiet(b, p->step->mtu);
    info = nl_open(b, IFLA_LINKINFO);
    nl_put_text(b, IFLA_INFO_SLAVE_KIND, "bridge");
    data = nl_open(b, IFLA_INFO_SLAVE_DATA);
    nl_put_u8(b, IFLA_BRPORT_LEARNING, 0);
    nl_put_u8(b, IFLA_BRPORT_ISOLATED, p->step->isolated);
    nl_close(b, data);
    nl_close(b, info);
}

static void put_address(struct nl_batch *b, const struct port *p)
{
    const struct ndmsg head = { .ndm_family = AF_BRIDGE,
                                .ndm_ifindex = p->host,
                                .ndm_state = NUD_NOARP | NUD_REACHABLE,
                                .ndm_flags = NTF_MASTER | NTF_STICKY };

    nl_begin(b, p->about, NL_TYPE(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE), &head, sizeof head);
    nl_put(b, NDA_LLADDR, p->mac.bytes, sizeof p->mac.bytes);
}

static bool set_host_end(struct port *p)
{
    struct nl_batch b = { .call = p->call };

    p->host = link_index(&p->driver->route, p->step->link);
    put_settings(&b, p);
    link_put_name(&b, p->about, p->host, p->step->tag);
    put_address(&b, p);
    return nl_send(&p->driver->route, &b);
}

/* ---- the container's end ---------------------------------------------------------------- */

/*
 * In the machine's own namespace the bridge answers for all of the host's addresses, and replies
 * come by whatever interface the routes say; routers of the container world are not heeded.
 */
static bool set_own(struct port *p, struct nl_batch *b)
{
    static const struct link_setting settings[] = { { IPV4_DEVCONF_ARP_IGNORE, 1 },
                                                    { IPV4_DEVCONF_RP_FILTER, 2 },
                                                    { IPV4_DEVCONF_FORWARDING, 0 } };
    char name[64];

    link_put_change(b, p->about, p->peer);
    link_put_tag(b, p->driver, p->step->tag);
    link_put_settings(b, settings, COUNT(settings));
    snprintf(name, sizeof name, "net/ipv6/conf/%s/accept_ra", p->step->peer);
    return sysctl_set(p->call, name, "0") &&
           (!addresses_have_ipv6(p->step) || sysctl_ipv6_on(p->call, p->step->peer));
}

static bool set_container_end(struct port *p)
{
    const struct ip link_local = address_link_local(&p->mac);
    struct nl_batch b = { .call = p->call };

    p->peer = link_index(p->inside, p->step->peer);
    if (p->space >= 0)
        link_put_up(&b, "lo", 1, true);
    else if (!set_own(p, &b))
        return false;
    link_put_change(&b, p->about, p->peer);
    link_put_quiet(&b, p->step->mtu);
    link_put_up(&b, p->about, p->peer, true);
    address_put_link_local(&b, p->step, &link_local, p->peer);
    if (!addresses_put(&b, p->step, p->peer) || !routes_put(&b, p->inside, p->step, p->peer) ||
        !nl_send(p->inside, &b))
        return false;
    addresses_settle(p->inside, p->step);
    return true;
}

/* ---- hairpin ---------------------------------------------------------------------------- */

bool port_hairpin(struct hcn_call *c, struct linux_driver *d, const struct step *s, bool on)
{
    struct nl_batch b = { .call = c };
    struct nl_refusal r;
    size_t info, data;
    struct link l;

    if (!link_find(c, &d->route, s->link, &l))
        return false;
    if (!l.master || !link_is_ours(d, &l, s->tag ? s->tag : "")) /* somebody deleted the bridge */
        return !on || fail(c, HCN_WIN32_NOT_FOUND, "port %s is not there", s->link);
    link_put_change(&b, s->link, l.index);
    info = nl_open(&b, IFLA_LINKINFO);
    nl_put_text(&b, IFLA_INFO_SLAVE_KIND, "bridge");
    data = nl_open(&b, IFLA_INFO_SLAVE_DATA);
    nl_put_u8(&b, IFLA_BRPORT_MODE, on);
    nl_close(&b, data);
    nl_close(&b, info);
    if (!nl_exchange(&d->route, &b, NULL, NULL, &r))
        return false;
    return !r.error || (!on && r.error == ENODEV) || nl_fail(c, &r); /* it went meanwhile */
}

/* ---- steps ------------------------------------------------------------------------------ */

static bool is_own(const struct step *s)
{
    return text_empty(s->path);
}

/* A socket inside takes a thread of its own: meanwhile the kernel makes the pair. */
static bool make_inside(struct port *p)
{
    struct nl_socket inside;
    struct netns_entry entry;
    bool made;

    if (!netns_enter(p->call, p->space, p->step->path, &inside, &entry))
        return false;
    made = make(p);
    p->inside = &inside;
    made = netns_entered(p->call, &entry) && made && set_host_end(p) &&
           (!entry.ipv6_off || !addresses_have_ipv6(p->step) ||
            netns_ipv6_on(p->call, p->space, p->step->path, p->step->peer)) &&
           set_container_end(p);
    nl_socket_close(&inside);
    p->inside = NULL;
    return made;
}

static bool make_at(struct port *p)
{
    bool done = netns_open(p->call, p->step->path, &p->space) && make_inside(p);

    if (p->space >= 0)
        close(p->space);
    return done;
}

bool port_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct port p = { .call = c, .driver = d, .step = s, .space = -1, .inside = &d->route };

    p.about = call_format(c, "port %s", s->link);
    if (!s->mac || !mac_parse(s->mac, &p.mac))
        return fail(c, E_INVALIDARG, "port %s: expected a MAC address, found \"%s\"", s->link,
                    s->mac ? s->mac : "");
    if (s->mtu && s->mtu < LEAST_IPV6_MTU && addresses_have_ipv6(s))
        return fail(c, E_INVALIDARG, "port %s: IPv6 needs an MTU of at least %u, found %u", s->link,
                    (unsigned)LEAST_IPV6_MTU, (unsigned)s->mtu);
    if (is_own(s))
        return make(&p) && set_host_end(&p) && set_container_end(&p);
    return make_at(&p);
}

bool port_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    return link_remove(c, d, s->link, s->tag);
}
