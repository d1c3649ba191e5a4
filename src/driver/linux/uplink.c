/* uplink.c - default routes and the links they lead over, from the kernel. */
#include "driver/uplink.h"

#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/if.h>
#include <linux/if_arp.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "driver/linux/look.h"

struct looking {
    struct hcn_call *call;
    struct mnl_socket *socket;
    unsigned sequence;
    struct uplink *at;
    size_t count;
    int *links; /* the link's number, beside each of `at` */
    size_t link_count;
};

/* ---- routes ----------------------------------------------------------------------------- */

static void add(struct looking *l, int family, uint32_t metric, int link)
{
    struct uplink *u = call_append(l->call, &l->at, &l->count, sizeof *u);
    int *number = call_append(l->call, &l->links, &l->link_count, sizeof *number);

    if (!u || !number)
        return;
    *u = (struct uplink){ .family = family, .metric = metric, .name = "", .kind = "" };
    *number = link;
}

static void add_hops(struct looking *l, int family, uint32_t metric, const struct nlattr *hops)
{
    const struct rtnexthop *hop = mnl_attr_get_payload(hops);
    int left = (int)mnl_attr_get_payload_len(hops);

    for (; RTNH_OK(hop, left); left -= RTNH_ALIGN(hop->rtnh_len), hop = RTNH_NEXT(hop))
        if (!(hop->rtnh_flags & (RTNH_F_DEAD | RTNH_F_LINKDOWN)))
            add(l, family, metric, hop->rtnh_ifindex);
}

static int on_route(const struct nlmsghdr *message, void *data)
{
    const struct rtmsg *route = mnl_nlmsg_get_payload(message);
    const int family = route->rtm_family == AF_INET ? 4 : 6;
    const struct nlattr *attribute, *hops = NULL;
    struct looking *l = data;
    uint32_t metric = 0;
    int link = 0;

    if (route->rtm_dst_len || route->rtm_table != RT_TABLE_MAIN || route->rtm_type != RTN_UNICAST ||
        route->rtm_flags & (RTNH_F_DEAD | RTNH_F_LINKDOWN))
        return MNL_CB_OK;
    mnl_attr_for_each(attribute, message, sizeof *route)
    {
        const int type = mnl_attr_get_type(attribute);

        if (type == RTA_PRIORITY)
            metric = mnl_attr_get_u32(attribute);
        else if (type == RTA_OIF)
            link = (int)mnl_attr_get_u32(attribute);
        else if (type == RTA_MULTIPATH)
            hops = attribute;
    }
    if (hops)
        add_hops(l, family, metric, hops);
    else if (link)
        add(l, family, metric, link);
    return MNL_CB_OK;
}

/* ---- links ------------------------------------------------------------------------------ */

static int on_info(const struct nlattr *attribute, void *data)
{
    if (mnl_attr_get_type(attribute) == IFLA_INFO_KIND)
        *(const char **)data = mnl_attr_get_str(attribute);
    return MNL_CB_OK;
}

struct found {
    struct hcn_call *call;
    struct uplink *uplink;
};

static int on_link(const struct nlmsghdr *message, void *data)
{
    const struct ifinfomsg *link = mnl_nlmsg_get_payload(message);
    const char *name = "", *kind = "";
    const struct nlattr *attribute;
    struct found *f = data;

    mnl_attr_for_each(attribute, message, sizeof *link)
    {
        if (mnl_attr_get_type(attribute) == IFLA_IFNAME)
            name = mnl_attr_get_str(attribute);
        else if (mnl_attr_get_type(attribute) == IFLA_LINKINFO)
            mnl_attr_parse_nested(attribute, on_info, &kind);
    }
    f->uplink->up = link->ifi_flags & IFF_UP;
    f->uplink->wire = link->ifi_type == ARPHRD_ETHER || link->ifi_type == ARPHRD_INFINIBAND;
    f->uplink->name = call_text(f->call, name, strlen(name));
    f->uplink->kind = call_text(f->call, kind, strlen(kind));
    return failed(f->call) ? MNL_CB_ERROR : MNL_CB_OK;
}

/* ---- asking the kernel ------------------------------------------------------------------ */

/* Sends and runs `each` over the answers; false with errno. */
static bool talk(struct looking *l, struct nlmsghdr *request, mnl_cb_t each, void *data)
{
    const unsigned port = mnl_socket_get_portid(l->socket);
    char buffer[32768];
    ssize_t got;
    int more;

    request->nlmsg_seq = ++l->sequence;
    if (mnl_socket_sendto(l->socket, request, request->nlmsg_len) < 0)
        return false;
    do {
        got = mnl_socket_recvfrom(l->socket, buffer, sizeof buffer);
        more = got < 0 ? -1 : mnl_cb_run(buffer, (size_t)got, l->sequence, port, each, data);
    } while (more > 0);
    return more == 0;
}

static bool read_routes(struct looking *l, unsigned char family)
{
    char buffer[256];
    struct nlmsghdr *request = mnl_nlmsg_put_header(buffer);
    struct rtmsg *route;

    request->nlmsg_type = RTM_GETROUTE;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    route = mnl_nlmsg_put_extra_header(request, sizeof *route);
    route->rtm_family = family;
    if (!talk(l, request, on_route, l))
        return fail(l->call, E_FAIL, "the routes cannot be read: %s", strerror(errno));
    return !failed(l->call);
}

static bool read_link(struct looking *l, size_t i)
{
    char buffer[256];
    struct nlmsghdr *request = mnl_nlmsg_put_header(buffer);
    struct found f = { l->call, &l->at[i] };
    struct ifinfomsg *link;

    request->nlmsg_type = RTM_GETLINK;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    link = mnl_nlmsg_put_extra_header(request, sizeof *link);
    link->ifi_index = l->links[i];
    if (talk(l, request, on_link, &f) || failed(l->call))
        return !failed(l->call);
    if (errno == ENODEV) /* it went meanwhile */
        return true;
    return fail(l->call, E_FAIL, "link %d cannot be read: %s", l->links[i], strerror(errno));
}

static bool look(struct looking *l)
{
    if (!read_routes(l, AF_INET) || !read_routes(l, AF_INET6))
        return false;
    for (size_t i = 0; i < l->count; i++)
        if (!read_link(l, i))
            return false;
    return true;
}

static bool look_at_all(struct looking *l)
{
    bool done;

    l->socket = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
    if (!l->socket)
        return fail(l->call, E_FAIL, "the kernel cannot be asked for routes: %s", strerror(errno));
    done =
        mnl_socket_bind(l->socket, 0, MNL_SOCKET_AUTOPID) == 0
            ? look(l)
            : fail(l->call, E_FAIL, "the kernel cannot be asked for routes: %s", strerror(errno));
    mnl_socket_close(l->socket);
    return done;
}

bool look_mtu(struct hcn_call *c, struct driver *d, uint32_t *out)
{
    struct looking l = { .call = c };
    struct ifreq request = { 0 };
    const struct uplink *first;

    if (!look_at_all(&l))
        return false;
    first = uplink_first(l.at, l.count);
    if (first)
        snprintf(request.ifr_name, sizeof request.ifr_name, "%s", first->name);
    if (first && ioctl(((struct linux_driver *)d)->route.fd, SIOCGIFMTU, &request) == 0)
        *out = (uint32_t)request.ifr_mtu;
    return true;
}

const char *adapter_default(struct hcn_call *c)
{
    struct looking l = { .call = c };
    const struct uplink *best;

    if (!look_at_all(&l))
        return NULL;
    best = uplink_choose(l.at, l.count);
    if (!best)
        fail(c, HCN_E_ADAPTER_NOT_FOUND,
             "no default route leads over an adapter of this machine (of %zu looked at): name one "
             "in HCN_UPLINK_ADAPTER",
             l.count);
    return best ? best->name : NULL;
}
