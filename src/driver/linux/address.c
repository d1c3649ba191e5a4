/* address.c - messages that give a link its addresses and routes. */
#include "driver/linux/address.h"

#include <libmnl/libmnl.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "driver/linux/linux.h"

/* How long the kernel may take to listen at an address: 100 ms. */
enum { YIELDS = 20, SLEEPS = 500 };

static unsigned char family_of(const struct ip *ip)
{
    return ip->family == 4 ? AF_INET : AF_INET6;
}

/* IPv4 has no duplicate address detection; for IPv6 the service knows that there is no duplicate.
 */
static void address_put(struct nl_batch *b, const char *text, const struct prefix *p, int index)
{
    const struct ifaddrmsg head = { .ifa_family = family_of(&p->ip),
                                    .ifa_prefixlen = p->length,
                                    .ifa_flags = IFA_F_PERMANENT | IFA_F_NODAD,
                                    .ifa_index = (uint32_t)index };

    nl_begin(b, call_format(b->call, "address %s", text),
             NL_TYPE(RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE), &head, sizeof head);
    nl_put_ip(b, IFA_LOCAL, &p->ip);
    nl_put_ip(b, IFA_ADDRESS, &p->ip);
}

bool addresses_have_ipv6(const struct step *s)
{
    for (size_t i = 0; i < s->addresses.count; i++)
        if (strchr(s->addresses.at[i], ':'))
            return true;
    return false;
}

bool addresses_put(struct nl_batch *b, const struct step *s, int index)
{
    struct prefix p;

    for (size_t i = 0; i < s->addresses.count; i++) {
        if (!prefix_parse(s->addresses.at[i], &p))
            return fail(b->call, E_INVALIDARG,
                        "%s: expected an address with its length, found \"%s\"", s->link,
                        s->addresses.at[i]);
        address_put(b, s->addresses.at[i], &p, index);
    }
    return true;
}

/* ---- link-local --------------------------------------------------------------------------- */

struct ip address_link_local(const struct mac *mac)
{
    const uint8_t *m = mac->bytes;

    return (struct ip){ .family = 6,
                        .bytes = { 0xfe, 0x80, 0, 0, 0, 0, 0, 0, m[0] ^ 2, m[1], m[2], 0xff, 0xfe,
                                   m[3], m[4], m[5] } };
}

void address_put_link_local(struct nl_batch *b, const struct step *s, const struct ip *ip,
                            int index)
{
    const struct prefix p = { .ip = *ip, .length = 64 };

    if (addresses_have_ipv6(s))
        address_put(b, "link-local", &p, index);
}

/* ---- waiting until they work -------------------------------------------------------------- */

static bool see_route(void *context, const struct nlmsghdr *m)
{
    const struct rtmsg *route = mnl_nlmsg_get_payload(m);

    *(bool *)context = route->rtm_type == RTN_LOCAL;
    return true;
}

static bool is_local(struct nl_socket *s, struct hcn_call *c, const struct ip *ip)
{
    const struct rtmsg head = { .rtm_family = AF_INET6, .rtm_dst_len = 128 };
    struct nl_batch b = { .call = c };
    struct nl_refusal r;
    bool local = false;

    nl_begin(&b, "address", NL_TYPE(RTM_GETROUTE, 0), &head, sizeof head);
    nl_put_ip(&b, RTA_DST, ip);
    return nl_exchange(s, &b, see_route, &local, &r) && local;
}

/* The worker has this processor's queue: so it is let on first, and then given time. */
static void wait_until_local(struct nl_socket *s, const struct ip *ip)
{
    const struct timespec moment = { 0, 200 * 1000 };
    struct hcn_call c = { 0 };

    for (int tries = 0; tries < YIELDS + SLEEPS && !is_local(s, &c, ip); tries++) {
        if (tries < YIELDS)
            (void)sched_yield();
        else
            nanosleep(&moment, NULL);
    }
    call_end(&c);
}

void addresses_settle(struct nl_socket *socket, const struct step *s)
{
    struct prefix p;

    for (size_t i = 0; i < s->addresses.count; i++)
        if (prefix_parse(s->addresses.at[i], &p) && p.ip.family == 6)
            wait_until_local(socket, &p.ip);
}

void address_put_delete(struct nl_batch *b, const struct prefix *p, int index)
{
    const struct ifaddrmsg head = { .ifa_family = family_of(&p->ip),
                                    .ifa_prefixlen = p->length,
                                    .ifa_index = (uint32_t)index };

    nl_begin(b, "address", NL_TYPE(RTM_DELADDR, 0), &head, sizeof head);
    nl_put_ip(b, IFA_LOCAL, &p->ip);
}

int address_parse(const struct nlmsghdr *m, struct prefix *out)
{
    const struct ifaddrmsg *head = mnl_nlmsg_get_payload(m);
    const struct nlattr *a;

    *out = (struct prefix){ .length = head->ifa_prefixlen };
    out->ip.family = head->ifa_family == AF_INET ? 4 : 6;
    mnl_attr_for_each(a, m, sizeof *head)
    {
        if (mnl_attr_get_type(a) == IFA_ADDRESS && mnl_attr_get_payload_len(a) <= 16)
            memcpy(out->ip.bytes, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
    }
    return head->ifa_scope == RT_SCOPE_LINK ? 0 : (int)head->ifa_index;
}

/* Is it reached without a router? */
static bool is_near(const struct step *s, const struct ip *ip)
{
    struct prefix p;

    for (size_t i = 0; i < s->addresses.count; i++)
        if (prefix_parse(s->addresses.at[i], &p) && prefix_contains(&p, ip))
            return true;
    return false;
}

/*
 * The first interface's default route is the one that is used; those of eth1, eth2... stand behind
 * it. An IPv6 route without a metric gets 1024 from the kernel.
 */
static uint32_t metric_of(const struct step *s, const struct step_route *r, const struct prefix *to)
{
    unsigned long n;

    if (r->metric || to->length || !s->peer || strncmp(s->peer, "eth", 3) != 0)
        return r->metric;
    n = strtoul(s->peer + 3, NULL, 10);
    if (!n)
        return 0;
    return (uint32_t)n * 100 + (to->ip.family == 6 ? 1024 : 0);
}

static bool route_put(struct nl_batch *b, const struct step *s, const struct step_route *r,
                      int index)
{
    struct rtmsg head = { .rtm_table = RT_TABLE_MAIN,
                          .rtm_protocol = OUR_PROTOCOL,
                          .rtm_scope = RT_SCOPE_LINK,
                          .rtm_type = RTN_UNICAST };
    const bool via = r->next_hop && *r->next_hop;
    struct prefix to;
    struct ip hop = { 0 };
    uint32_t metric;

    if (!prefix_parse(r->destination, &to) || (via && !ip_parse(r->next_hop, &hop)))
        return fail(b->call, E_INVALIDARG, "%s: no route can be \"%s\" via \"%s\"", s->link,
                    r->destination, via ? r->next_hop : "");
    to = prefix_network(&to);
    metric = metric_of(s, r, &to);
    head.rtm_family = family_of(&to.ip);
    head.rtm_dst_len = to.length;
    if (via)
        head.rtm_scope = RT_SCOPE_UNIVERSE;
    if (via && !is_near(s, &hop))
        head.rtm_flags = RTNH_F_ONLINK;
    nl_begin(b, call_format(b->call, "route %s", r->destination),
             NL_TYPE(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL), &head, sizeof head);
    nl_put_ip(b, RTA_DST, &to.ip);
    nl_put_u32(b, RTA_OIF, (uint32_t)index);
    if (via)
        nl_put_ip(b, RTA_GATEWAY, &hop);
    if (metric)
        nl_put_u32(b, RTA_PRIORITY, metric);
    return true;
}

bool routes_put(struct nl_batch *b, const struct step *s, int index)
{
    for (size_t i = 0; i < s->routes.count; i++)
        if (!route_put(b, s, s->routes.at[i], index))
            return false;
    return true;
}
