/* attach_test.c - where endpoints can be attached, and what the driver says of the machine. */
#include "world.h"

/* ---- elsewhere -------------------------------------------------------------------------- */

/* The machine itself as an endpoint: an interface of its own, and no default route. */
static void the_host_is_an_endpoint(void **state)
{
    const struct talk in = { .from = c1.path, .address = "172.20.0.13", .port = 7 };
    const struct talk out = {
        .to = c1.path, .address = "172.20.0.11", .port = 7, .source = "172.20.0.13"
    };

    (void)state;
    c3.port.path = c3.up.path = c3.rules.path = NULL;
    strcpy(c3.peer, "hp-a13");
    c3.port.routes.count = 0;
    network_make(lab, &a);
    container_make(lab, &c1);
    lab_take(lab, &c3.port);
    lab_take(lab, &c3.rules);
    lab_take(lab, &c3.up);
    CHECK(strstr(lab_inventory(lab), "port hp-a13 ep:00000000-0000-0000-0000-0000000a0013\n"));
    check_seen("to the host", &in, "172.20.0.11");
    check_seen("from the host", &out, "172.20.0.13");
    check_text("default routes", lab_output(lab, "ip route show default | wc -l"), "1\n");
    lab_remove(lab, &c3.rules);
    lab_remove(lab, &c3.port);
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
}

/* Each address brings the routes of its subnet. */
static void two_addresses_of_a_family(void **state)
{
    const struct talk first = { .from = c1.path, .address = "172.20.0.1", .port = 7 };
    const struct talk out = {
        .from = c1.path, .to = LAB_OUTSIDE, .address = "10.0.0.9", .port = 7
    };
    const char *addresses[] = { "172.20.0.11/24", "172.20.0.21/24", "172.29.0.11/24", "fd20::11/64",
                                "fd29::11/64" };
    struct step_route routes[] = { { .destination = "0.0.0.0/0", .next_hop = "172.20.0.1" },
                                   { .destination = "0.0.0.0/0", .next_hop = "172.20.0.1" },
                                   { .destination = "0.0.0.0/0", .next_hop = "172.29.0.1" },
                                   { .destination = "10.8.0.0/16", .next_hop = "172.20.0.1" },
                                   { .destination = "10.8.0.0/16", .next_hop = "172.29.0.1" },
                                   { .destination = "::/0", .next_hop = "fd20::1" },
                                   { .destination = "::/0", .next_hop = "fd29::1" } };
    struct step_route *list[COUNT(routes)];

    (void)state;
    for (size_t i = 0; i < COUNT(routes); i++)
        list[i] = &routes[i];
    c1.port.addresses.at = c1.rules.addresses.at = addresses;
    c1.port.addresses.count = c1.rules.addresses.count = COUNT(addresses);
    c1.port.routes.at = list;
    c1.port.routes.count = COUNT(routes);
    network_make(lab, &a);
    container_make(lab, &c1);
    check_text("IPv4", lab_output(lab, "ip -n hcn-a11 route show proto 117 | sed 's/ *$//'"),
               "default via 172.20.0.1 dev eth0\n"
               "default via 172.29.0.1 dev eth0 metric 100\n"
               "10.8.0.0/16 via 172.20.0.1 dev eth0\n"
               "10.8.0.0/16 via 172.29.0.1 dev eth0 metric 100\n");
    check_text("IPv6", lab_output(lab, "ip -n hcn-a11 -6 route show proto 117 | sed 's/ pref.*//'"),
               "default via fd20::1 dev eth0 metric 1024\n"
               "default via fd29::1 dev eth0 metric 1124\n");
    check_seen("gateway", &first, "172.20.0.11");
    check_seen("outside", &out, "10.0.0.1");
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
}

/* IPv6 needs 1,280 bytes: an interface of less has none, and its neighbours keep theirs. */
static void small_packets_do_for_ipv4(void **state)
{
    const struct talk v4 = { .from = c1.path, .address = "172.20.0.1", .port = 7 };
    const struct talk v6 = { .from = c2.path, .address = "fd20::1", .port = 7 };

    (void)state;
    network_make(lab, &a);
    c1.port.mtu = 1000;
    lab_refuse(lab, &c1.port, E_INVALIDARG,
               "port he-a11: IPv6 needs an MTU of at least 1280, found 1000");
    c1.port.addresses.count = c1.port.routes.count = 1;
    container_make(lab, &c1);
    container_make(lab, &c2);
    check_seen("IPv4", &v4, "172.20.0.11");
    check_seen("IPv6 of a neighbour", &v6, "fd20::12");
    container_unmake(lab, &c1);
    container_unmake(lab, &c2);
    network_unmake(lab, &a);
}

static void counters_are_those_of_the_endpoint(void **state)
{
    const struct talk t = { .from = c1.path, .address = "172.20.0.1", .port = 7, .udp = true };
    struct counters before, after;

    (void)state;
    network_make(lab, &a);
    container_make(lab, &c1);
    CHECK(driver_linux.counters(&lab->call, lab->driver, c1.link, &before));
    check_seen("udp", &t, "172.20.0.11");
    CHECK(driver_linux.counters(&lab->call, lab->driver, c1.link, &after));
    CHECK(after.packets_sent > before.packets_sent && after.bytes_sent > before.bytes_sent);
    CHECK(after.packets_received > before.packets_received);
    CHECK(!driver_linux.counters(&lab->call, lab->driver, "he-none", &after));
    check_failure("he-none", &lab->call, HCN_WIN32_NOT_FOUND, "port he-none is not there");
    lab->call.hresult = 0;
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
}

/* The first packet after UP is never lost: a lost one would be asked for again after a second. */
static void the_first_packet_arrives(void **state)
{
    const struct talk v4 = { .from = c1.path, .address = "172.20.0.1", .port = 7, .udp = true };
    const struct talk v6 = { .from = c1.path, .address = "fd20::1", .port = 7, .udp = true };

    (void)state;
    network_make(lab, &a);
    lab_take(lab, &c1.space);
    for (int i = 0; i < 60; i++) {
        lab_take(lab, &c1.port);
        lab_take(lab, &c1.rules);
        lab_take(lab, &c1.up);
        if (i % 2)
            check_seen("first packet", &v4, "172.20.0.11");
        else
            check_seen("first packet, IPv6", &v6, "fd20::11");
        lab_remove(lab, &c1.rules);
        lab_remove(lab, &c1.port);
    }
    lab_remove(lab, &c1.space);
    network_unmake(lab, &a);
}

/* ---- looking ---------------------------------------------------------------------------- */

static void routes_and_identity(void **state)
{
    struct hcn_call *c = &lab->call;
    struct identity is;
    struct host_route *routes;
    char text[PREFIX_TEXT];
    size_t count, found = 0;

    (void)state;
    CHECK(driver_linux.routes(c, lab->driver, &routes, &count));
    for (size_t i = 0; i < count; i++) {
        prefix_print(&routes[i].to, text);
        CHECK(routes[i].to.length);
        found += routes[i].on_link && (!strcmp(text, "10.0.0.0/24") || !strcmp(text, "fd00::/64"));
    }
    check_number("routes of the uplink", found, 2);
    CHECK(driver_linux.identify(c, lab->driver, &is));
    CHECK(*is.boot && is.device && is.file);
}

static void resolver_files_come_and_go(void **state)
{
    static const char *servers[] = { "10.9.9.9", "fd99::9" },
                      *search[] = { "a.example", "b.example" };
    static const char *options[] = { "ndots:2" };
    struct step s = { .kind = STEP_RESOLVER, .path = "/run/netns/hcn-42", .domain = "c.example" };
    struct resolver machine;

    (void)state;
    s.servers.at = servers;
    s.servers.count = 2;
    s.search.at = search;
    s.options.at = options;
    s.options.count = 1;
    lab_take(lab, &s);
    check_text("domain", lab_output(lab, "cat /etc/netns/hcn-42/resolv.conf"),
               "# hcn:11111111.22222222:resolver\nnameserver 10.9.9.9\nnameserver fd99::9\nsearch "
               "c.example\n"
               "options ndots:2\n");
    s.search.count = 2;
    lab_take(lab, &s); /* ours may be replaced */
    check_text("search", lab_output(lab, "cat /etc/netns/hcn-42/resolv.conf | grep search"),
               "search a.example b.example\n");
    CHECK(lab_run("cp /etc/netns/hcn-42/resolv.conf /etc/resolv.conf"));
    CHECK(driver_linux.resolver(&lab->call, lab->driver, &machine));
    check_number("servers", machine.servers.count, 2);
    check_text("server", machine.servers.at[1], "fd99::9");
    check_text("search", machine.search.at[1], "b.example");
    check_text("option", machine.options.at[0], "ndots:2");
    lab_remove(lab, &s);
    CHECK(!lab_run("test -e /etc/netns"));
    CHECK(lab_run("touch /etc/netns")); /* cannot be written */
    lab_take(lab, &s);
    CHECK(lab_run("test -s /run/hcn/hcn-42/resolv.conf"));
    lab_remove(lab, &s);
    CHECK(!lab_run("test -e /run/hcn"));
}

/* The machine's resolv.conf, and that of its own server where it has one. */
static const struct {
    const char *name, *machine, *behind, *servers, *search;
} resolvers[] = {
    { "none", "", NULL, "", "" },
    { "others", "nameserver 10.9.9.9\nnameserver fd99::9\nsearch a b\n", "nameserver 10.8.8.8\n",
      "10.9.9.9 fd99::9", "a b" },
    { "systemd-resolved", "nameserver 127.0.0.53\nsearch a\n",
      "nameserver 10.8.8.8\nnameserver fe80::1%%eth0\nsearch b\n", "10.8.8.8", "b" },
    { "its own alone", "nameserver 127.0.0.1\nnameserver ::1\nsearch a\n", NULL, "", "a" },
    { "its own in both", "nameserver 127.0.0.53\n", "nameserver 127.0.0.1\n", "", "" },
    { "some",
      "nameserver 127.0.0.1\nnameserver 10.9.9.9\nnameserver 0.0.0.0\n"
      "nameserver fe80::1%%eth0\n",
      "nameserver 10.8.8.8\n", "10.9.9.9", "" },
};

static const char *joined(const struct texts *list)
{
    struct buffer b = { .call = &lab->call };

    for (size_t i = 0; i < list->count; i++)
        buffer_format(&b, i ? " %s" : "%s", list->at[i]);
    return buffer_end(&b);
}

static void servers_that_containers_reach_are_inherited(void **state)
{
    struct resolver r;

    (void)state;
    CHECK(lab_run("mkdir -p /run/systemd/resolve"));
    for (size_t i = 0; i < COUNT(resolvers); i++) {
        CHECK(lab_run("printf '%s' >/etc/resolv.conf", resolvers[i].machine));
        CHECK(lab_run("rm -f /run/systemd/resolve/resolv.conf"));
        if (resolvers[i].behind)
            CHECK(lab_run("printf '%s' >/run/systemd/resolve/resolv.conf", resolvers[i].behind));
        CHECK(driver_linux.resolver(&lab->call, lab->driver, &r));
        check_text(resolvers[i].name, joined(&r.servers), resolvers[i].servers);
        check_text(resolvers[i].name, joined(&r.search), resolvers[i].search);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TESTS(the_host_is_an_endpoint),
        WORLD_TESTS(two_addresses_of_a_family),
        WORLD_TESTS(small_packets_do_for_ipv4),
        WORLD_TESTS(counters_are_those_of_the_endpoint),
        WORLD_TESTS(the_first_packet_arrives),
        cmocka_unit_test_setup_teardown(routes_and_identity, world_begin, world_end),
        cmocka_unit_test_setup_teardown(resolver_files_come_and_go, world_begin, world_end),
        cmocka_unit_test_setup_teardown(servers_that_containers_reach_are_inherited, world_begin,
                                        world_end),
    };

    return cmocka_run_group_tests_name("live.attach", tests, NULL, NULL);
}
