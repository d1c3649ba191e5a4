/* look.c - routes, interfaces and counters. */
#define _GNU_SOURCE
#include "driver/linux/look.h"

#include <errno.h>
#include <libmnl/libmnl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/os.h"
#include "base/text.h"
#include "driver/linux/link.h"
#include "driver/linux/netns.h"

static struct linux_driver *self(struct driver *d)
{
    return (struct linux_driver *)d;
}

bool look_identity(struct hcn_call *c, struct driver *d, struct identity *out)
{
    (void)d;
    *out = (struct identity){ 0 };
    return os_boot(c, out->boot, sizeof out->boot) && netns_identity(c, &out->device, &out->file);
}

/* ---- routes ----------------------------------------------------------------------------- */

struct routes {
    struct hcn_call *call;
    struct host_route *at;
    size_t count;
};

static bool see_route(void *context, const struct nlmsghdr *m)
{
    const struct rtmsg *head = mnl_nlmsg_get_payload(m);
    bool interface = false, gateway = false;
    struct routes *routes = context;
    const struct nlattr *a;
    struct host_route *r;

    if (head->rtm_table != RT_TABLE_MAIN || !head->rtm_dst_len)
        return true;
    r = call_append(routes->call, &routes->at, &routes->count, sizeof *r);
    if (!r)
        return false;
    r->to.ip.family = head->rtm_family == AF_INET ? 4 : 6;
    r->to.length = head->rtm_dst_len;
    mnl_attr_for_each(a, m, sizeof *head)
    {
        if (mnl_attr_get_type(a) == RTA_DST)
            memcpy(r->to.ip.bytes, mnl_attr_get_payload(a), ip_bits(&r->to.ip) / 8);
        interface |= mnl_attr_get_type(a) == RTA_OIF;
        gateway |= mnl_attr_get_type(a) == RTA_GATEWAY || mnl_attr_get_type(a) == RTA_VIA;
    }
    r->on_link = head->rtm_type == RTN_UNICAST && interface && !gateway;
    return true;
}

static bool list_routes(struct routes *routes, struct nl_socket *s, unsigned char family)
{
    const struct rtmsg head = { .rtm_family = family };
    struct nl_batch b = { .call = routes->call };

    nl_begin(&b, "routes", NL_TYPE(RTM_GETROUTE, NLM_F_DUMP), &head, sizeof head);
    return nl_ask(s, &b, see_route, routes);
}

bool look_routes(struct hcn_call *c, struct driver *d, struct host_route **out, size_t *count)
{
    struct linux_driver *l = self(d);
    struct routes routes = { .call = c };
    bool done;

    pthread_mutex_lock(&l->lock);
    done = list_routes(&routes, &l->route, AF_INET) && list_routes(&routes, &l->route, AF_INET6);
    pthread_mutex_unlock(&l->lock);
    *out = routes.at;
    *count = routes.count;
    return done;
}

/* ---- interfaces ------------------------------------------------------------------------- */

struct names {
    struct hcn_call *call;
    struct texts *out;
};

static bool see_name(void *context, const struct nlmsghdr *m)
{
    struct names *names = context;
    const char **place;
    struct link l;

    link_parse(m, &l);
    place = call_append(names->call, &names->out->at, &names->out->count, sizeof *place);
    return place && (*place = call_text(names->call, l.name, strlen(l.name)));
}

static bool list_names(struct hcn_call *c, struct nl_socket *s, struct texts *out)
{
    static const struct ifinfomsg none;
    struct nl_batch b = { .call = c };
    struct names names = { c, out };

    nl_begin(&b, "interfaces", NL_TYPE(RTM_GETLINK, NLM_F_DUMP), &none, sizeof none);
    return nl_ask(s, &b, see_name, &names);
}

static bool list_inside(struct hcn_call *c, const char *path, struct texts *out)
{
    struct nl_socket inside;
    bool done;
    int space;

    if (!netns_open(c, path, &space))
        return false;
    done = netns_socket(c, space, path, &inside) && list_names(c, &inside, out);
    nl_socket_close(&inside);
    close(space);
    return done;
}

bool look_interfaces(struct hcn_call *c, struct driver *d, const char *path, struct texts *out)
{
    struct linux_driver *l = self(d);
    bool done;

    *out = (struct texts){ 0 };
    if (!text_empty(path))
        return list_inside(c, path, out);
    pthread_mutex_lock(&l->lock);
    done = list_names(c, &l->route, out);
    pthread_mutex_unlock(&l->lock);
    return done;
}

bool look_namespace(struct hcn_call *c, struct driver *d, const char *path)
{
    int space;

    (void)d;
    if (!netns_open(c, path, &space))
        return false;
    close(space);
    return true;
}

/*
 * The kernel's own number, which a socket inside tells. Kernels before 5.14 have none: then that of
 * the file has to do, which is given out again.
 */
static bool read_number(struct hcn_call *c, int space, const char *path, uint64_t *out)
{
    socklen_t size = sizeof *out;
    struct nl_socket inside;
    struct stat st;
    bool done;

    done = netns_socket(c, space, path, &inside);
    if (done && getsockopt(inside.fd, SOL_SOCKET, SO_NETNS_COOKIE, out, &size) < 0) {
        done = fstat(space, &st) == 0 || fail_errno(c, errno, "network namespace %s", path);
        *out = done ? st.st_ino : 0;
    }
    nl_socket_close(&inside);
    return done;
}

bool look_number(struct hcn_call *c, struct driver *d, const char *path, uint64_t *out)
{
    bool done;
    int space;

    (void)d;
    if (!netns_open(c, path, &space))
        return false;
    done = read_number(c, space, path, out);
    close(space);
    return done;
}

/* ---- counters --------------------------------------------------------------------------- */

/* The host's end sees the mirror image: what it received, the container sent. */
bool look_counters(struct hcn_call *c, struct driver *d, const char *link, struct counters *out)
{
    struct linux_driver *driver = self(d);
    struct link l;
    bool done;

    pthread_mutex_lock(&driver->lock);
    done = link_find(c, &driver->route, link, &l);
    pthread_mutex_unlock(&driver->lock);
    if (!done)
        return false;
    if (!l.index)
        return fail(c, HCN_WIN32_NOT_FOUND, "port %s is not there", link);
    *out = (struct counters){
        .bytes_received = l.stats.tx_bytes,
        .bytes_sent = l.stats.rx_bytes,
        .packets_received = l.stats.tx_packets,
        .packets_sent = l.stats.rx_packets,
        .dropped_incoming = l.stats.tx_dropped,
        .dropped_outgoing = l.stats.rx_dropped,
    };
    return true;
}
