/*
 * neighbour_test.c - IPv6 where the host, or a container, has to look for its neighbour on behalf
 * of a packet that comes from elsewhere.
 */
#include "world.h"

static struct step_mapping tcp = { .protocol = 6, .external_port = 8080, .internal_port = 80 };
static struct step_mapping udp = { .protocol = 17, .external_port = 8080, .internal_port = 80 };

/* Each row has a container of its own: nobody has heard of it. */
static const struct {
    const char *name;
    struct talk talk;
    const char *seen;
} published[] = {
    { "outside, TCP",
      { .from = LAB_OUTSIDE, .to = c1.path, .address = "fd00::1", .port = 8080, .server_port = 80 },
      "fd00::9" },
    { "outside, UDP",
      { .from = LAB_OUTSIDE,
        .to = c1.path,
        .address = "fd00::1",
        .port = 8080,
        .server_port = 80,
        .udp = true },
      "fd00::9" },
    { "the host's address, TCP",
      { .to = c1.path, .address = "fd00::1", .port = 8080, .server_port = 80, .source = "fd00::1" },
      "fd00::1" },
    { "the host's address, UDP",
      { .to = c1.path,
        .address = "fd00::1",
        .port = 8080,
        .server_port = 80,
        .udp = true,
        .source = "fd00::1" },
      "fd00::1" },
};

static void a_fresh_container_is_reached(void **state)
{
    (void)state;
    tcp.address = udp.address = "fd20::11";
    container_publish(&c1, &tcp);
    container_publish(&c1, &udp);
    network_make(lab, &a);
    for (size_t i = 0; i < COUNT(published); i++) {
        container_make(lab, &c1);
        check_seen(published[i].name, &published[i].talk, published[i].seen);
        container_unmake(lab, &c1);
    }
    network_unmake(lab, &a);
}

/* An answer from outside finds its way although the neighbour was forgotten meanwhile. */
static void answers_do_not_depend_on_what_is_known(void **state)
{
    const struct talk out = { .from = c1.path, .to = LAB_OUTSIDE, .address = "fd00::9", .port = 7 };

    (void)state;
    network_make(lab, &a);
    container_make(lab, &c1);
    for (int i = 0; i < 3; i++) {
        check_seen("to outside", &out, "fd00::1");
        CHECK(lab_run("ip -6 neigh flush dev %s", a.link));
        CHECK(lab_run("ip netns exec outside ping -q -c1 -W2 fd00::1 >/dev/null"));
    }
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
}

static void the_host_reaches_internal_networks_by_any_address(void **state)
{
    struct talk t = { .address = "fd22::11", .port = 7, .source = "fd00::1" };
    struct network internal;
    struct container c;

    (void)state;
    network_describe(&internal, 'i');
    container_describe(&c, &internal, 11);
    t.to = c.path;
    network_make(lab, &internal);
    container_make(lab, &c);
    check_seen("from fd00::1", &t, "fd00::1");
    container_unmake(lab, &c);
    network_unmake(lab, &internal);
}

/* A container that has an address elsewhere, as one with two networks does. */
static void containers_speak_for_others_too(void **state)
{
    const struct talk t = {
        .from = c1.path, .to = NULL, .address = "fd20::1", .port = 7, .source = "fd20::99"
    };

    (void)state;
    c1.port.addresses.count = 3;
    c1.port.addresses.at = (const char *[]){ c1.text[0], c1.text[1], "fd20::99/128" };
    c1.rules.addresses = c1.port.addresses;
    network_make(lab, &a);
    container_make(lab, &c1);
    CHECK(lab_run("ip -n hcn-a11 addr del fd20::99/128 dev eth0"));
    CHECK(lab_run("ip -n hcn-a11 addr add fd20::99/128 dev lo nodad"));
    CHECK(lab_run("ip -6 route add fd20::99 via fd20::11 dev %s", a.link));
    check_seen("from another interface's address", &t, "fd20::99");
    CHECK(lab_run("ip -6 route del fd20::99 dev %s", a.link));
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
}

#define PING_LOCAL "ip netns exec hcn-a11 ping -q -c1 -W2 fe80::215:5dff:fe14:c%%eth0 >/dev/null"

static void link_local_addresses_work(void **state)
{
    (void)state;
    network_make(lab, &a);
    container_make(lab, &c1);
    container_make(lab, &c2);
    CHECK(lab_run(PING_LOCAL));
    CHECK(lab_run("ip netns exec hcn-a11 ping -q -c1 -W2 fe80::1%%eth0 >/dev/null"));
    container_unmake(lab, &c1);
    container_unmake(lab, &c2);
    network_unmake(lab, &a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TESTS(a_fresh_container_is_reached),
        WORLD_TESTS(answers_do_not_depend_on_what_is_known),
        WORLD_TESTS(the_host_reaches_internal_networks_by_any_address),
        WORLD_TESTS(containers_speak_for_others_too),
        WORLD_TESTS(link_local_addresses_work),
    };

    return cmocka_run_group_tests_name("live.neighbour", tests, NULL, NULL);
}
