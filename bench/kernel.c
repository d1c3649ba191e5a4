/*
 * kernel.c - attach and detach on this kernel, beside a raw netlink program that makes the same
 * objects: a pair of links, addresses, a route, an element of the rules. Run in namespaces of its
 * own by bench/run.
 */
#define _DEFAULT_SOURCE
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <hcn/hcn.h>

#include "driver/linux/link.h"
#include "driver/linux/netns.h"
#include "driver/linux/nft.h"
#include "measure.h"

enum { RUNS = 100 };

static struct hcn_call *call;
static struct hcn_service *service;
static struct hcn_guid network;

static void must(bool ok, const char *why)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", why);
    exit(1);
}

/* What the kernel does behind an answer must not be counted with the next request. */
static void settle(void)
{
    const struct timespec pause = { 0, 30 * 1000 * 1000 };

    nanosleep(&pause, NULL);
}

/* ---- the raw program -------------------------------------------------------------------- */

struct raw {
    struct nl_socket route, filter;
    unsigned bridge;
    struct hcn_call call;
};

static void send_batch(struct nl_socket *s, struct nl_batch *b)
{
    struct nl_refusal refusal;

    must(nl_exchange(s, b, NULL, NULL, &refusal) && !refusal.error, "the raw program is refused");
}

static void put_end(struct nl_batch *b, const char *name)
{
    nl_put_text(b, IFLA_IFNAME, name);
    nl_put_u32(b, IFLA_NUM_TX_QUEUES, 1);
    nl_put_u32(b, IFLA_NUM_RX_QUEUES, 1);
}

/* Both ends, the host's one up and in the bridge. */
static void raw_pair(struct raw *r, const char *name, int space)
{
    static const struct ifinfomsg none, up = { .ifi_flags = IFF_UP, .ifi_change = IFF_UP };
    struct nl_batch b = { .call = &r->call };
    size_t info, data, peer;

    nl_begin(&b, name, NL_TYPE(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL), &none, sizeof none);
    put_end(&b, name);
    nl_put_u32(&b, IFLA_MASTER, r->bridge);
    info = nl_open(&b, IFLA_LINKINFO);
    nl_put_text(&b, IFLA_INFO_KIND, "veth");
    data = nl_open(&b, IFLA_INFO_DATA);
    peer = nl_open(&b, VETH_INFO_PEER);
    nl_put_raw(&b, &none, sizeof none);
    put_end(&b, "eth0");
    nl_put_u32(&b, IFLA_NET_NS_FD, (uint32_t)space);
    nl_close(&b, peer);
    nl_close(&b, data);
    nl_close(&b, info);
    nl_begin(&b, name, NL_TYPE(RTM_NEWLINK, 0), &up, sizeof up);
    nl_put_text(&b, IFLA_IFNAME, name);
    send_batch(&r->route, &b);
}

/* The container's end: up, with an address and a default route. */
static void raw_inside(struct raw *r, struct nl_socket *inside, unsigned n)
{
    const int index = link_index(inside, "eth0");
    const struct ifinfomsg up = { .ifi_index = index, .ifi_flags = IFF_UP, .ifi_change = IFF_UP };
    const struct ifaddrmsg address = { .ifa_family = AF_INET,
                                       .ifa_prefixlen = 16,
                                       .ifa_index = (uint32_t)index };
    const struct rtmsg route = { .rtm_family = AF_INET,
                                 .rtm_table = RT_TABLE_MAIN,
                                 .rtm_protocol = RTPROT_STATIC,
                                 .rtm_type = RTN_UNICAST };
    const struct ip ip = { 4, { 10, 9, 200, (uint8_t)(n + 1) } }, gateway = { 4, { 10, 9, 0, 1 } };
    struct nl_batch b = { .call = &r->call };

    nl_begin(&b, "up", NL_TYPE(RTM_NEWLINK, 0), &up, sizeof up);
    nl_begin(&b, "address", NL_TYPE(RTM_NEWADDR, NLM_F_CREATE), &address, sizeof address);
    nl_put_ip(&b, IFA_LOCAL, &ip);
    nl_begin(&b, "route", NL_TYPE(RTM_NEWROUTE, NLM_F_CREATE), &route, sizeof route);
    nl_put_ip(&b, RTA_GATEWAY, &gateway);
    nl_put_u32(&b, RTA_OIF, (uint32_t)index);
    send_batch(inside, &b);
}

static void raw_rules(struct raw *r, const char *name)
{
    struct nl_batch b = { .call = &r->call };
    struct nft_elements all = { NULL, 0 };
    struct nft_element *e = nft_add(&r->call, &all, NFT_BRIDGE, "as_port");

    must(e != NULL, "out of memory");
    nft_part_name(&e->key, name);
    nft_put_begin(&b);
    nft_put_create(&b, e, "raw");
    nft_put_end(&b);
    send_batch(&r->filter, &b);
}

static double raw_attach(struct raw *r, const char *path, unsigned n)
{
    struct nl_socket inside;
    char name[16], command[64];
    double start, took;
    int space;

    snprintf(name, sizeof name, "raw%u", n);
    must(netns_open(&r->call, path, &space) && netns_socket(&r->call, space, path, &inside),
         r->call.text);
    start = now_us();
    raw_pair(r, name, space);
    raw_inside(r, &inside, n);
    raw_rules(r, name);
    took = now_us() - start;
    nl_socket_close(&inside);
    close(space);
    snprintf(command, sizeof command, "ip link del %s", name);
    must(system(command) == 0, command);
    settle();
    return took;
}

/* ---- the library ------------------------------------------------------------------------ */

static void measure(struct raw *raw, size_t present)
{
    static double attached[RUNS], detached[RUNS], floor[RUNS];
    char what[80];

    for (unsigned i = 0; i < RUNS; i++) {
        struct hcn_namespace *space = hcn_namespace_create_host(call, service);
        struct hcn_endpoint *endpoint =
            hcn_endpoint_create_json(call, service, &network, NULL, "{}");
        struct hcn_guid in = hcn_namespace_id(space), id = hcn_endpoint_id(endpoint);
        double start = now_us();

        hcn_namespace_add_endpoint(call, space, &id);
        attached[i] = now_us() - start;
        settle();
        start = now_us();
        hcn_namespace_remove_endpoint(call, space, &id);
        detached[i] = now_us() - start;
        settle();
        floor[i] = raw_attach(raw, hcn_namespace_place(call, space), (unsigned)present + i);
        hcn_endpoint_close(endpoint);
        hcn_namespace_close(space);
        hcn_endpoint_delete(call, service, &id);
        hcn_namespace_delete(call, service, &in);
        must(!hcn_call_hresult(call), hcn_call_text(call));
    }
    snprintf(what, sizeof what, "attach to a given namespace, %zu attached", present);
    row(what, median(attached, RUNS), "raw netlink", median(floor, RUNS));
    row("detach, until the answer", median(detached, RUNS), "", 0);
}

static void attach_one(void)
{
    struct hcn_namespace *space = hcn_namespace_create_host(call, service);
    struct hcn_endpoint *endpoint = hcn_endpoint_create_json(call, service, &network, NULL, "{}");
    struct hcn_guid id = hcn_endpoint_id(endpoint);

    hcn_namespace_add_endpoint(call, space, &id);
    hcn_endpoint_close(endpoint);
    hcn_namespace_close(space);
    must(!hcn_call_hresult(call), hcn_call_text(call));
}

/* The bridge of the one network there is. */
static unsigned find_bridge(void)
{
    struct if_nameindex *all = if_nameindex();
    unsigned index = 0;

    for (struct if_nameindex *i = all; i && i->if_index; i++)
        if (!strncmp(i->if_name, "hb-", 3))
            index = i->if_index;
    if_freenameindex(all);
    return index;
}

int main(void)
{
    struct raw raw = { .bridge = 0 };
    struct hcn_network *n;

    call = hcn_call_begin();
    service = hcn_service_open(call, "local:/run/hcn-bench");
    n = hcn_network_create_json(call, service, NULL,
                                "{\"Name\":\"bench\",\"Ipams\":[{\"Subnets\":[{"
                                "\"IpAddressPrefix\":\"10.9.0.0/16\"}]}]}");
    must(n != NULL, hcn_call_text(call));
    network = hcn_network_id(n);
    hcn_network_close(n);
    raw.bridge = find_bridge();
    must(nl_socket_open(&raw.call, NETLINK_ROUTE, &raw.route) &&
             nl_socket_open(&raw.call, NETLINK_NETFILTER, &raw.filter),
         raw.call.text);
    measure(&raw, 0);
    for (size_t i = 0; i < 100; i++)
        attach_one();
    measure(&raw, 100);
    hcn_network_delete(call, service, &network);
    hcn_service_close(service);
    call_end(&raw.call);
    hcn_call_end(call);
    return 0;
}
