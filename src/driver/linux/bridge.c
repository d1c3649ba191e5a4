/* bridge.c - a network's bridge, with the host's addresses in it. */
#include <linux/if_addr.h>
#include <linux/if_bridge.h>
#include <linux/ip.h>
#include <stdio.h>
#include <string.h>

#include "driver/linux/address.h"
#include "driver/linux/forward.h"
#include "driver/linux/link.h"
#include "driver/linux/ruleset.h"
#include "driver/linux/sysctl.h"

enum { ETHERNET_MTU = 1500 };

static uint32_t mtu_of(const struct step *s)
{
    return s->mtu ? s->mtu : ETHERNET_MTU;
}

/*
 * Made with one byte more or less, since the kernel takes an MTU for set when it was changed. Else
 * the bridge would take the least of its ports, and with a small one lose its IPv6.
 */
static bool make(struct hcn_call *c, struct linux_driver *d, const struct step *s,
                 const char *about)
{
    static const struct ifinfomsg none;
    struct nl_batch b = { .call = c };
    struct nl_refusal r;
    struct mac mac;
    size_t info, data;

    nl_begin(&b, about, NL_TYPE(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL), &none, sizeof none);
    nl_put_text(&b, IFLA_IFNAME, s->link);
    link_put_birth(&b, d);
    nl_put_u32(&b, IFLA_MTU, mtu_of(s) ^ 1);
    if (s->mac && mac_parse(s->mac, &mac)) /* else it would change with the ports */
        nl_put(&b, IFLA_ADDRESS, mac.bytes, sizeof mac.bytes);
    info = nl_open(&b, IFLA_LINKINFO);
    nl_put_text(&b, IFLA_INFO_KIND, "bridge");
    data = nl_open(&b, IFLA_INFO_DATA);
    nl_put_u8(&b, IFLA_BR_MCAST_SNOOPING, 0);
    nl_put_u32(&b, IFLA_BR_STP_STATE, 0);
    nl_close(&b, data);
    nl_close(&b, info);
    return nl_exchange(&d->route, &b, NULL, NULL, &r) &&
           (!r.error || link_refuse(c, d, s->link, &r));
}

/*
 * A private network's bridge answers for no address. Others forward, and take packets for 127/8
 * back that the host sent to a published port; the ruleset refuses all others of that kind.
 */
static void put_settings(struct nl_batch *b, const struct linux_driver *d, const struct step *s,
                         const char *about, int index)
{
    const struct link_setting closed[] = { { IPV4_DEVCONF_ARP_IGNORE, 8 },
                                           { IPV4_DEVCONF_FORWARDING, 0 } };
    const struct link_setting open[] = { { IPV4_DEVCONF_FORWARDING, 1 },
                                         { IPV4_DEVCONF_ROUTE_LOCALNET, 1 },
                                         { IPV4_DEVCONF_SEND_REDIRECTS, 0 } };

    link_put_change(b, about, index);
    link_put_tag(b, d, s->tag);
    nl_put_u32(b, IFLA_MTU, mtu_of(s));
    link_put_quiet(b, s->mtu);
    link_put_change(b, about, index);
    if (s->reach == REACH_PRIVATE)
        link_put_settings(b, closed, COUNT(closed));
    else
        link_put_settings(b, open, COUNT(open));
}

static bool set(struct hcn_call *c, const struct step *s, const char *setting, const char *value)
{
    char name[64];

    snprintf(name, sizeof name, "net/ipv6/conf/%s/%s", s->link, setting);
    return sysctl_set(c, name, value);
}

/* The host takes no part in the IPv6 of a network without IPv6, and never obeys its containers. */
static bool set_ipv6(struct hcn_call *c, const struct step *s)
{
    if (!addresses_have_ipv6(s))
        return set(c, s, "disable_ipv6", "1");
    return set(c, s, "accept_ra", "0") && set(c, s, "disable_ipv6", "0");
}

static bool set_up(struct hcn_call *c, struct linux_driver *d, const struct step *s,
                   const char *about)
{
    struct nl_batch b = { .call = c };
    const int index = link_index(&d->route, s->link);

    put_settings(&b, d, s, about, index);
    link_put_name(&b, about, index, s->tag);
    link_put_up(&b, about, index, true);
    return nl_send(&d->route, &b);
}

/* ---- addresses --------------------------------------------------------------------------- */

/* Comparing what the bridge has with what it is to have. */
struct readdressing {
    const struct step *step;
    struct nl_batch *changes;
    int index;
};

static bool has_address(const struct step *s, const struct prefix *p)
{
    struct prefix have;

    for (size_t i = 0; i < s->addresses.count; i++)
        if (prefix_parse(s->addresses.at[i], &have) && have.length == p->length &&
            ip_equal(&have.ip, &p->ip))
            return true;
    return false;
}

static bool see_address(void *context, const struct nlmsghdr *m)
{
    struct readdressing *r = context;
    struct prefix p;

    if (address_parse(m, &p) == r->index && !has_address(r->step, &p))
        address_put_delete(r->changes, &p, r->index);
    return true;
}

/* Told before interfaces are opened, so that nobody closes them again. */
static void put_need(struct nl_batch *b, const struct step *s, int index)
{
    const struct link_setting need = { IPV4_DEVCONF_TAG, forward_need(s) };

    link_put_change(b, s->link, index);
    link_put_settings(b, &need, 1);
}

/* fe80::1, on every bridge. */
static const struct ip link_local = { .family = 6, .bytes = { 0xfe, 0x80, [15] = 1 } };

bool bridge_readdress(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    static const struct ifaddrmsg all;
    struct nl_batch changes = { .call = c }, dump = { .call = c };
    struct readdressing r = { s, &changes, link_index(&d->route, s->link) };

    if (!r.index)
        return fail(c, HCN_WIN32_NOT_FOUND, "bridge %s is not there", s->link);
    nl_begin(&dump, s->link, NL_TYPE(RTM_GETADDR, NLM_F_DUMP), &all, sizeof all);
    if (!nl_ask(&d->route, &dump, see_address, &r) || !addresses_put(&changes, s, r.index))
        return false;
    address_put_link_local(&changes, s, &link_local, r.index);
    put_need(&changes, s, r.index);
    link_put_up(&changes, s->link, r.index, true);
    if (addresses_have_ipv6(s) &&
        !set_ipv6(c, s)) /* before there are addresses, or behind the last */
        return false;
    return nl_send(&d->route, &changes) && forward_open(c, d, s, true) &&
           (addresses_have_ipv6(s) || (set_ipv6(c, s) && forward_close(c, d)));
}

struct counting {
    const struct step *step;
    int index;
    size_t found;
    bool local; /* link-local */
};

static bool count_address(void *context, const struct nlmsghdr *m)
{
    struct counting *counting = context;
    struct prefix p;
    const int index = address_parse(m, &p);

    counting->found += index == counting->index && has_address(counting->step, &p);
    counting->local |= !index && ip_equal(&p.ip, &link_local);
    return true;
}

bool bridge_addressed(struct hcn_call *c, struct linux_driver *d, const struct step *s, bool *whole)
{
    struct ifaddrmsg head = { 0 };
    struct nl_batch dump = { .call = c };
    struct counting counting = { .step = s };
    struct link l;

    *whole = false;
    if (!link_find(c, &d->route, s->link, &l))
        return false;
    if (!l.up)
        return true;
    counting.index = l.index;
    head.ifa_index = (uint32_t)l.index;
    nl_begin(&dump, s->link, NL_TYPE(RTM_GETADDR, NLM_F_DUMP), &head, sizeof head);
    if (!nl_ask(&d->route, &dump, count_address, &counting))
        return false;
    *whole = counting.found == s->addresses.count && (counting.local || !addresses_have_ipv6(s));
    return true;
}

/* ---- steps ------------------------------------------------------------------------------- */

bool bridge_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    const char *about = call_format(c, "bridge %s", s->link);

    return about && make(c, d, s, about) && set_ipv6(c, s) && set_up(c, d, s, about);
}

bool bridge_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct nl_socket *filter;

    if (!link_remove(c, d, s->link, s->tag))
        return false;
    filter = filter_socket(c, d);
    if (filter)
        ruleset_drop_unused(filter);
    return filter && forward_close(c, d);
}
