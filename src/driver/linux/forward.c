/* forward.c - interfaces that pass packets on: opened with the first network, closed with the last.
 */
#include "driver/linux/forward.h"

#include <libmnl/libmnl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "driver/linux/address.h"
#include "driver/linux/sysctl.h"
#include "driver/uplink.h"

/* Our values, see the header. */
enum { OURS = OUR_GROUP, NEEDS_IPV4 = OUR_GROUP, NEEDS_BOTH = OUR_GROUP + 1 };

static const char all_ipv6[] = "net/ipv6/conf/all/forwarding";

uint32_t forward_need(const struct step *s)
{
    if (s->reach != REACH_NAT)
        return 0;
    return addresses_have_ipv6(s) ? NEEDS_BOTH : NEEDS_IPV4;
}

/* ---- settings of one link ----------------------------------------------------------------- */

struct name {
    char text[80];
};

static struct name name_of(const char *family, const char *link, const char *setting)
{
    struct name n;

    snprintf(n.text, sizeof n.text, "net/%s/conf/%.16s/%s", family, link, setting);
    return n;
}

static bool set_number(struct hcn_call *c, const char *name, uint32_t value)
{
    char text[16];

    snprintf(text, sizeof text, "%u", (unsigned)value);
    return sysctl_set(c, name, text);
}

static bool set(struct hcn_call *c, const char *family, const char *link, const char *setting,
                uint32_t value)
{
    return set_number(c, name_of(family, link, setting).text, value);
}

static uint32_t get(const char *family, const char *link, const char *setting)
{
    return sysctl_number(name_of(family, link, setting).text);
}

/* How a link is told that it passes IPv6 on: not at all where the whole machine does. */
struct ipv6_way {
    const char *setting;
    uint32_t off, on;
    bool whole; /* it is the machine that passes on, and the link heeds routers nevertheless */
};

static struct ipv6_way ipv6_way(void)
{
    if (sysctl_is_there("net/ipv6/conf/all/force_forwarding"))
        return (struct ipv6_way){ "force_forwarding", 0, 1, false };
    return (struct ipv6_way){ "accept_ra", 1, 2, true };
}

static bool is_router(void)
{
    const uint32_t value = sysctl_number(all_ipv6);

    return value && value != OURS;
}

/* ---- opening ------------------------------------------------------------------------------ */

struct opening {
    struct hcn_call *call;
    bool ipv6;
    int *at; /* numbers of links */
    size_t count;
    struct link *links;
    size_t link_count;
};

static void add(struct opening *o, int index)
{
    int *place;

    for (size_t i = 0; i < o->count; i++)
        if (o->at[i] == index)
            return;
    place = call_append(o->call, &o->at, &o->count, sizeof *place);
    if (place)
        *place = index;
}

static void add_hops(struct opening *o, const struct nlattr *hops)
{
    const struct rtnexthop *hop = mnl_attr_get_payload(hops);
    int left = (int)mnl_attr_get_payload_len(hops);

    for (; RTNH_OK(hop, left); left -= RTNH_ALIGN(hop->rtnh_len), hop = RTNH_NEXT(hop))
        add(o, hop->rtnh_ifindex);
}

/* Every interface with IPv6 has a route to its own link-local addresses. */
static bool is_link_local(const struct rtmsg *head, const struct nlattr *to)
{
    const uint8_t *bytes = mnl_attr_get_payload(to);

    return head->rtm_family == AF_INET6 && bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80;
}

static bool see_route(void *context, const struct nlmsghdr *m)
{
    const struct rtmsg *head = mnl_nlmsg_get_payload(m);
    const struct nlattr *a, *hops = NULL;
    struct opening *o = context;
    int link = 0;

    mnl_attr_for_each(a, m, sizeof *head)
    {
        if (mnl_attr_get_type(a) == RTA_OIF)
            link = (int)mnl_attr_get_u32(a);
        else if (mnl_attr_get_type(a) == RTA_MULTIPATH)
            hops = a;
        else if (mnl_attr_get_type(a) == RTA_DST && is_link_local(head, a))
            return true;
    }
    if (hops)
        add_hops(o, hops);
    else if (link)
        add(o, link);
    return !failed(o->call);
}

static bool add_routes(struct opening *o, struct nl_socket *s, unsigned char family)
{
    const struct rtmsg head = { .rtm_family = family, .rtm_type = RTN_UNICAST };
    struct nl_batch b = { .call = o->call };

    nl_begin(&b, "routes", NL_TYPE(RTM_GETROUTE, NLM_F_DUMP), &head, sizeof head);
    return nl_ask(s, &b, see_route, o);
}

/* Hardware may get its routes later: a machine that boots makes its networks before. */
static bool see_hardware(void *context, const struct nlmsghdr *m)
{
    struct link l;

    link_parse(m, &l);
    if (!l.loopback && !l.master && uplink_is_solid(l.kind))
        add(context, l.index);
    return true;
}

static bool keep_link(void *context, const struct nlmsghdr *m)
{
    struct opening *o = context;
    struct link *l = call_append(o->call, &o->links, &o->link_count, sizeof *l);

    if (l)
        link_parse(m, l);
    return l != NULL;
}

/* Links that are gone meanwhile are refused, and that is an answer. */
static bool ask_links(struct opening *o, struct nl_socket *s)
{
    struct nl_batch b = { .call = o->call };
    struct nl_refusal r;

    for (size_t i = 0; i < o->count; i++)
        link_put_get(&b, "uplink", o->at[i]);
    return !o->count || nl_exchange(s, &b, keep_link, o, &r);
}

static bool open_ipv6(struct hcn_call *c, const struct link *l)
{
    const struct ipv6_way way = ipv6_way();

    if (is_router() || get("ipv6", l->name, way.setting) != way.off)
        return true;
    return (l->tag || set(c, "ipv4", l->name, "tag", OURS)) &&
           set(c, "ipv6", l->name, way.setting, way.on);
}

static bool open_link(struct opening *o, const struct link *l)
{
    if (l->group == OUR_GROUP || l->loopback)
        return true;
    if (!l->forwarding && !set(o->call, "ipv4", l->name, "forwarding", OURS))
        return false;
    return !o->ipv6 || open_ipv6(o->call, l);
}

static bool open_bridge(struct opening *o, const char *bridge)
{
    if (!set(o->call, "ipv4", bridge, "forwarding", 1))
        return false;
    if (!o->ipv6 || is_router())
        return true;
    return ipv6_way().whole ? sysctl_number(all_ipv6) || set_number(o->call, all_ipv6, OURS)
                            : set(o->call, "ipv6", bridge, "force_forwarding", 1);
}

static bool look_around(struct opening *o, struct nl_socket *s, bool first)
{
    return add_routes(o, s, AF_INET) && (!o->ipv6 || add_routes(o, s, AF_INET6)) &&
           (!first || links_each(o->call, s, see_hardware, o)) && ask_links(o, s);
}

static bool open_links(struct opening *o, struct nl_socket *s, bool first)
{
    if (!look_around(o, s, first))
        return false;
    for (size_t i = 0; i < o->link_count; i++)
        if (!open_link(o, &o->links[i]))
            return false;
    return true;
}

bool forward_open(struct hcn_call *c, struct linux_driver *d, const struct step *s, bool first)
{
    struct opening o = { .call = c, .ipv6 = addresses_have_ipv6(s) };

    return s->reach != REACH_NAT || (open_links(&o, &d->route, first) && open_bridge(&o, s->link));
}

bool forward_whole(const struct step *s)
{
    if (s->reach != REACH_NAT)
        return true;
    return get("ipv4", s->link, "forwarding") &&
           (!addresses_have_ipv6(s) || sysctl_number(all_ipv6) || ipv6_way().whole ||
            get("ipv6", s->link, "force_forwarding"));
}

/* ---- closing ------------------------------------------------------------------------------ */

struct closing {
    struct hcn_call *call;
    uint32_t need; /* of all bridges */
    struct link *links;
    size_t count;
};

static bool see_mark(void *context, const struct nlmsghdr *m)
{
    struct closing *closing = context;
    struct link l, *place;

    link_parse(m, &l);
    if (l.group == OUR_GROUP) {
        if (!strcmp(l.kind, "bridge") && l.tag > closing->need)
            closing->need = l.tag;
        return true;
    }
    if (l.forwarding != OURS && l.tag != OURS)
        return true;
    place = call_append(closing->call, &closing->links, &closing->count, sizeof *place);
    if (place)
        *place = l;
    return place != NULL;
}

static bool close_ipv6(struct hcn_call *c, const struct link *l)
{
    const struct ipv6_way way = ipv6_way();

    if (l->tag != OURS)
        return true;
    return (get("ipv6", l->name, way.setting) != way.on ||
            set(c, "ipv6", l->name, way.setting, way.off)) &&
           set(c, "ipv4", l->name, "tag", 0);
}

static bool close_links(struct closing *closing)
{
    struct hcn_call *c = closing->call;

    if (closing->need < NEEDS_BOTH && sysctl_number(all_ipv6) == OURS &&
        !set_number(c, all_ipv6, 0))
        return false;
    for (size_t i = 0; i < closing->count; i++) {
        const struct link *l = &closing->links[i];

        if (closing->need < NEEDS_BOTH && !close_ipv6(c, l))
            return false;
        if (!closing->need && l->forwarding == OURS && !set(c, "ipv4", l->name, "forwarding", 0))
            return false;
    }
    return true;
}

/* Another store may have made a network meanwhile, and found everything open that was closed. */
static bool reopen(struct hcn_call *c, struct linux_driver *d, uint32_t need)
{
    struct closing again = { .call = c };
    struct opening o = { .call = c };

    if (!links_each(c, &d->route, see_mark, &again))
        return false;
    o.ipv6 = again.need == NEEDS_BOTH;
    return again.need <= need || open_links(&o, &d->route, true);
}

bool forward_close(struct hcn_call *c, struct linux_driver *d)
{
    struct closing closing = { .call = c };

    return links_each(c, &d->route, see_mark, &closing) &&
           (closing.need == NEEDS_BOTH || (close_links(&closing) && reopen(c, d, closing.need)));
}
