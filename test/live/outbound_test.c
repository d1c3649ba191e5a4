/* outbound_test.c - what is translated, forgotten, and kept apart. */
#include "world.h"

/* ---- translation ------------------------------------------------------------------------ */

static const char *near_outside[] = { "10.0.0.0/8", "10.0.0.0/24", "fd00::/64" };
static const char *elsewhere[] = { "192.0.2.0/24", "2001:db8::/32" };

static const struct {
    const char *name;
    const char *virtual_ip;
    const char **exceptions, **destinations;
    size_t exception_count, destination_count;
    const char *seen4, *seen6;
} translations[] = {
    { "all", NULL, NULL, NULL, 0, 0, "10.0.0.1", "fd00::1" },
    { "except", NULL, near_outside, NULL, 3, 0, "172.20.0.11", "fd20::11" },
    { "except elsewhere", NULL, elsewhere, NULL, 2, 0, "10.0.0.1", "fd00::1" },
    { "only", NULL, NULL, near_outside, 0, 3, "10.0.0.1", "fd00::1" },
    { "only elsewhere", NULL, NULL, elsewhere, 0, 2, "172.20.0.11", "fd20::11" },
    { "as", "10.0.0.77", NULL, NULL, 0, 0, "10.0.0.77", "fd00::1" },
    { "as, except", "10.0.0.77", near_outside, NULL, 3, 0, "172.20.0.11", "fd20::11" },
    { "as, only elsewhere", "10.0.0.77", NULL, elsewhere, 0, 2, "172.20.0.11", "fd20::11" },
};

static void what_is_sent_is_translated(void **state)
{
    const struct talk v4 = { .from = c1.path, .to = LAB_OUTSIDE, .address = "10.0.0.9", .port = 7 };
    const struct talk v6 = { .from = c1.path, .to = LAB_OUTSIDE, .address = "fd00::9", .port = 7 };

    (void)state;
    network_make(lab, &a);
    container_make(lab, &c1);
    for (size_t i = 0; i < COUNT(translations); i++) {
        struct step_outbound o = { .virtual_ip = translations[i].virtual_ip };
        struct step s = c1.rules;

        o.exceptions.at = translations[i].exceptions;
        o.exceptions.count = translations[i].exception_count;
        o.destinations.at = translations[i].destinations;
        o.destinations.count = translations[i].destination_count;
        s.outbound = &o;
        lab_remove(lab, &c1.rules);
        lab_take(lab, &s);
        check_seen(translations[i].name, &v4, translations[i].seen4);
        check_seen(translations[i].name, &v6, translations[i].seen6);
        lab_remove(lab, &s);
        lab_take(lab, &c1.rules);
    }
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
}

/* A flow of a published port does not outlive the step that forgets it. */
static void connections_are_forgotten(void **state)
{
    struct step_mapping m = { .protocol = 17, .external_port = 53, .internal_port = 53 };
    struct step_mapping *list[] = { &m };
    struct step first = c1.rules, second = c2.rules;
    const struct talk to1 = { .from = LAB_OUTSIDE,
                              .to = c1.path,
                              .address = "10.0.0.1",
                              .port = 53,
                              .udp = true,
                              .source = "10.0.0.9",
                              .source_port = 5000 };
    struct talk to2 = to1;

    (void)state;
    to2.to = c2.path;
    first.mappings.at = second.mappings.at = list;
    first.mappings.count = second.mappings.count = 1;
    network_make(lab, &a);
    container_make(lab, &c1);
    container_make(lab, &c2);
    lab_remove(lab, &c1.rules);
    lab_remove(lab, &c2.rules);
    m.address = "172.20.0.11";
    lab_take(lab, &first);
    check_seen("first", &to1, "10.0.0.9");
    lab_remove(lab, &first);
    m.address = "172.20.0.12";
    lab_take(lab, &second);
    check_seen("still the first", &to2, "nobody");
    lab_remove(lab, &second);
    lab_remove(lab, &c1.forget);
    lab_take(lab, &c1.rules); /* waits until all is forgotten */
    lab_take(lab, &second);
    check_seen("second", &to2, "10.0.0.9");
    lab_remove(lab, &second);
    container_unmake(lab, &c1);
    container_unmake(lab, &c2);
    network_unmake(lab, &a);
}

static struct talk flow_to(const struct container *c, uint16_t port)
{
    return (struct talk){ .from = LAB_OUTSIDE,
                          .to = c->path,
                          .address = "10.0.0.1",
                          .port = port,
                          .udp = true,
                          .source = "10.0.0.9",
                          .source_port = 5000 };
}

/* Ports 53 and 54 of the host lead to a container, and are withdrawn again. */
static void check_flows(const struct container *c, const char *const seen[2])
{
    struct step_mapping m[] = { { .protocol = 17, .external_port = 53, .internal_port = 53 },
                                { .protocol = 17, .external_port = 54, .internal_port = 54 } };
    struct step_mapping *both[] = { &m[0], &m[1] };
    struct step rules = c->rules;

    m[0].address = m[1].address = c == &c1 ? "172.20.0.11" : "172.20.0.12";
    rules.mappings.at = both;
    rules.mappings.count = COUNT(both);
    lab_remove(lab, &c->rules);
    lab_take(lab, &rules);
    for (size_t i = 0; i < COUNT(m); i++) {
        const struct talk t = flow_to(c, m[i].external_port);

        check_seen(c->link, &t, seen[i]);
    }
    lab_remove(lab, &rules);
    lab_take(lab, &c->rules);
}

/* Of two published ports that move on, one is forgotten. */
static void the_connections_of_a_port_are_forgotten(void **state)
{
    static const char *const first[] = { "10.0.0.9", "10.0.0.9" };
    static const char *const then[] = { "10.0.0.9", "nobody" };
    struct step_mapping gone = {
        .protocol = 17, .external_port = 53, .internal_port = 53, .address = "172.20.0.11"
    };
    struct step_mapping *list[] = { &gone };
    struct step forget = { .kind = STEP_FORGET, .link = c1.link, .tag = c1.tag };

    (void)state;
    forget.mappings.at = list;
    forget.mappings.count = 1;
    network_make(lab, &a);
    container_make(lab, &c1);
    container_make(lab, &c2);
    check_flows(&c1, first);
    lab_remove(lab, &forget);
    lab_remove(lab, &c1.rules);
    lab_take(lab, &c1.rules); /* waits until all is forgotten */
    check_flows(&c2, then);
    container_unmake(lab, &c1);
    container_unmake(lab, &c2);
    network_unmake(lab, &a);
}

static void isolated_endpoints_keep_apart(void **state)
{
    const struct talk apart = {
        .from = c1.path, .to = c2.path, .address = "172.20.0.12", .port = 7
    };
    const struct talk apart6 = { .from = c1.path, .to = c2.path, .address = "fd20::12", .port = 7 };
    const struct talk open = {
        .from = c1.path, .to = c3.path, .address = "172.20.0.13", .port = 7
    };
    const struct talk out = {
        .from = c1.path, .to = LAB_OUTSIDE, .address = "10.0.0.9", .port = 7
    };

    (void)state;
    c1.port.isolated = c1.rules.isolated = c2.port.isolated = c2.rules.isolated = true;
    network_make(lab, &a);
    container_make(lab, &c1);
    container_make(lab, &c2);
    container_make(lab, &c3);
    check_seen("apart", &apart, "nobody");
    check_seen("apart, IPv6", &apart6, "nobody");
    check_seen("with others", &open, "172.20.0.11");
    check_seen("with the outside", &out, "10.0.0.1");
    CHECK(lab_run("ip -n hcn-a11 route add 172.20.0.12 via 172.20.0.1"));
    CHECK(lab_run("ip -n hcn-a12 route add 172.20.0.11 via 172.20.0.1"));
    check_seen("by the gateway", &apart, "nobody");
    container_unmake(lab, &c1);
    container_unmake(lab, &c2);
    container_unmake(lab, &c3);
    network_unmake(lab, &a);
}

/* Two private networks may have the same addresses. */
static void private_networks_may_overlap(void **state)
{
    struct network p, q;
    struct container in_p[2], in_q[2];

    (void)state;
    network_describe(&p, 'p');
    network_describe(&q, 'p');
    strcpy(q.link, "hb-000000000q");
    strcpy(q.tag, "net:q");
    q.bridge.link = q.rules.link = q.link;
    q.bridge.tag = q.rules.tag = q.tag;
    network_make(lab, &p);
    network_make(lab, &q);
    for (unsigned i = 0; i < 2; i++) {
        struct container *c = &in_q[i];

        container_describe(&in_p[i], &p, 11 + i);
        container_describe(c, &p, 11 + i);
        c->link[3] = 'q';
        c->tag[39] = 'q';
        c->path[15] = 'q';
        strcpy(c->bridge, q.link);
        c->space.path = c->port.path = c->rules.path = c->up.path = c->path;
        container_make(lab, &in_p[i]);
        container_make(lab, c);
    }
    for (int i = 0; i < 2; i++) {
        const struct container *c = i ? in_q : in_p;
        const struct talk t = { .from = c[0].path,
                                .to = c[1].path,
                                .address = "172.23.0.12",
                                .port = 7,
                                .source = "172.23.0.11",
                                .source_port = 5000 };

        check_seen(i ? "q" : "p", &t, "172.23.0.11");
    }
    for (int i = 0; i < 2; i++) {
        container_unmake(lab, &in_p[i]);
        container_unmake(lab, &in_q[i]);
    }
    network_unmake(lab, &p);
    network_unmake(lab, &q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TESTS(what_is_sent_is_translated),
        WORLD_TESTS(connections_are_forgotten),
        WORLD_TESTS(the_connections_of_a_port_are_forgotten),
        WORLD_TESTS(isolated_endpoints_keep_apart),
        WORLD_TESTS(private_networks_may_overlap),
    };

    return cmocka_run_group_tests_name("live.outbound", tests, NULL, NULL);
}
