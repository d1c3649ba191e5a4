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

#include "base/os.h"
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
    struct hcn_call c = { 0 };

    for (int tries = 0; tries < YIELDS + SLEEPS && !is_local(s, &c, ip); tries++) {
        if (tries < YIELDS)
            (void)sched_yield();
        else
            os_pause(200);
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

/* ---- routes ------------------------------------------------------------------------------- */

/* A route that is there, or is about to be. */
struct there {
    struct prefix to;
    struct ip hop;
    uint32_t metric;
};

struct routing {
    struct nl_batch *batch;
    const struct step *step;
    int index;
    struct there *at;
    size_t count;
};

/* An IPv6 route without a metric gets 1024 from the kernel. */
static uint32_t default_metric(const struct prefix *to)
{
    return to->ip.family == 6 ? 1024 : 0;
}

static bool see_there(void *context, const struct nlmsghdr *m)
{
    const struct rtmsg *head = mnl_nlmsg_get_payload(m);
    struct routing *r = context;
    const struct nlattr *a;
    struct there *t;

    if (head->rtm_table != RT_TABLE_MAIN)
        return true;
    t = call_append(r->batch->call, &r->at, &r->count, sizeof *t);
    if (!t)
        return false;
    *t = (struct there){ .to = { .length = head->rtm_dst_len } };
    t->to.ip.family = head->rtm_family == AF_INET ? 4 : 6;
    mnl_attr_for_each(a, m, sizeof *head)
    {
        if (mnl_attr_get_type(a) == RTA_DST)
            memcpy(t->to.ip.bytes, mnl_attr_get_payload(a), ip_bits(&t->to.ip) / 8);
        else if (mnl_attr_get_type(a) == RTA_PRIORITY)
            t->metric = mnl_attr_get_u32(a);
    }
    return true;
}

static bool look(struct routing *r, struct nl_socket *inside, unsigned char family)
{
    const struct rtmsg head = { .rtm_family = family, .rtm_table = RT_TABLE_MAIN };
    struct nl_batch b = { .call = r->batch->call };
    struct nl_refusal refusal;

    nl_begin(&b, "routes", NL_TYPE(RTM_GETROUTE, NLM_F_DUMP), &head, sizeof head);
    return nl_exchange(inside, &b, see_there, r, &refusal);
}

static bool is_taken(const struct routing *r, const struct prefix *to, uint32_t metric)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->at[i].metric == metric && r->at[i].to.length == to->length &&
            ip_equal(&r->at[i].to.ip, &to->ip))
            return true;
    return false;
}

/* Two addresses of a subnet bring its routes twice. */
static bool is_repeated(const struct routing *r, const struct prefix *to, const struct ip *hop)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->at[i].hop.family && r->at[i].to.length == to->length &&
            ip_equal(&r->at[i].to.ip, &to->ip) && ip_equal(&r->at[i].hop, hop))
            return true;
    return false;
}

/*
 * The first interface's default route is the one that is used; those of eth1, eth2... stand behind
 * it. A route without a metric of its own stands behind what is there already, be it of somebody
 * else or of another subnet.
 */
static uint32_t metric_of(const struct routing *r, const struct step_route *route,
                          const struct prefix *to)
{
    const char *peer = r->step->peer;
    uint32_t metric = default_metric(to);

    if (route->metric)
        return route->metric;
    if (!to->length && peer && !strncmp(peer, "eth", 3))
        metric += (uint32_t)strtoul(peer + 3, NULL, 10) * 100;
    while (is_taken(r, to, metric))
        metric += 100;
    return metric;
}

static bool keep(struct routing *r, const struct there *t)
{
    struct there *place = call_append(r->batch->call, &r->at, &r->count, sizeof *place);

    if (place)
        *place = *t;
    return place != NULL;
}

static void message_put(const struct routing *r, const struct there *t, const char *about)
{
    const bool via = t->hop.family;
    struct rtmsg head = { .rtm_family = family_of(&t->to.ip),
                          .rtm_dst_len = t->to.length,
                          .rtm_table = RT_TABLE_MAIN,
                          .rtm_protocol = OUR_PROTOCOL,
                          .rtm_scope = via ? RT_SCOPE_UNIVERSE : RT_SCOPE_LINK,
                          .rtm_type = RTN_UNICAST };

    if (via && !is_near(r->step, &t->hop))
        head.rtm_flags = RTNH_F_ONLINK;
    nl_begin(r->batch, about, NL_TYPE(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL), &head, sizeof head);
    nl_put_ip(r->batch, RTA_DST, &t->to.ip);
    nl_put_u32(r->batch, RTA_OIF, (uint32_t)r->index);
    if (via)
        nl_put_ip(r->batch, RTA_GATEWAY, &t->hop);
    if (t->metric)
        nl_put_u32(r->batch, RTA_PRIORITY, t->metric);
}

static bool route_put(struct routing *r, const struct step_route *route)
{
    const bool via = route->next_hop && *route->next_hop;
    struct hcn_call *c = r->batch->call;
    struct there t = { .metric = 0 };

    if (!prefix_parse(route->destination, &t.to) || (via && !ip_parse(route->next_hop, &t.hop)))
        return fail(c, E_INVALIDARG, "%s: no route can be \"%s\" via \"%s\"", r->step->link,
                    route->destination, via ? route->next_hop : "");
    t.to = prefix_network(&t.to);
    if (is_repeated(r, &t.to, &t.hop))
        return true;
    t.metric = metric_of(r, route, &t.to);
    message_put(r, &t, call_format(c, "route %s", route->destination));
    return keep(r, &t);
}

bool routes_put(struct nl_batch *b, struct nl_socket *inside, const struct step *s, int index)
{
    struct routing r = { .batch = b, .step = s, .index = index };

    if (s->routes.count && (!look(&r, inside, AF_INET) || !look(&r, inside, AF_INET6)))
        return false;
    for (size_t i = 0; i < s->routes.count; i++)
        if (!route_put(&r, s->routes.at[i]))
            return false;
    return true;
}
