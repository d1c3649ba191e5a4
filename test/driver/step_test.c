/* step_test.c - each kind of step as its line of text. */
#include "../check.h"

#include "driver/driver.h"
#include "driver/step_print.h"

static const char *addresses[] = { "172.20.0.2/24", "fd20::2/64" };
static const char *prefixes[] = { "172.20.0.0/24" };
static const char *servers[] = { "10.9.9.9", "fd99::9" }, *search[] = { "a.example", "b.example" };
static const char *options[] = { "ndots:2" };
static struct step_route routes[] = {
    { .destination = "0.0.0.0/0", .next_hop = "172.20.0.1" },
    { .destination = "10.0.0.0/8", .metric = 5 },
};
static struct step_route *route_list[] = { &routes[0], &routes[1] };
static struct step_mapping mappings[] = {
    { .protocol = 6, .external_port = 8080, .internal_port = 80, .address = "172.20.0.2" },
    { .protocol = 17,
      .external_port = 53,
      .internal_port = 5353,
      .address = "172.20.0.2",
      .virtual_ip = "10.0.0.1" },
};
static struct step_mapping *mapping_list[] = { &mappings[0], &mappings[1] };
static struct step_outbound outbound = { .virtual_ip = "10.0.0.7",
                                         .exceptions = { prefixes, 1 },
                                         .destinations = { prefixes, 1 } };

static const struct {
    struct step step;
    const char *line;
} rows[] = {
    { { .kind = STEP_NAMESPACE, .path = "/run/netns/x" }, "+namespace in /run/netns/x" },
    { { .kind = STEP_NAMESPACE, .path = "/run/netns/x", .remove = true },
      "-namespace in /run/netns/x" },
    { { .kind = STEP_BRIDGE,
        .link = "hb-0",
        .tag = "net:1",
        .mac = "00-15-5D-00-0F-FF",
        .mtu = 1400,
        .reach = REACH_NAT,
        .addresses = { addresses, 2 } },
      "+bridge hb-0 net:1 nat mac 00-15-5D-00-0F-FF mtu 1400 address 172.20.0.2/24,fd20::2/64" },
    { { .kind = STEP_PORT,
        .link = "he-0",
        .tag = "ep:1",
        .path = "/run/netns/x",
        .peer = "eth0",
        .bridge = "hb-0",
        .hairpin = true,
        .isolated = true,
        .routes = { route_list, 2 } },
      "+port he-0 ep:1 in /run/netns/x as eth0 on hb-0 hairpin isolated route 0.0.0.0/0 via "
      "172.20.0.1 route 10.0.0.0/8 metric 5" },
    { { .kind = STEP_NETWORK, .link = "hb-0", .reach = REACH_PRIVATE, .prefixes = { prefixes, 1 } },
      "+network hb-0 private prefix 172.20.0.0/24" },
    { { .kind = STEP_ENDPOINT,
        .link = "he-0",
        .mappings = { mapping_list, 2 },
        .outbound = &outbound },
      "+endpoint he-0 map tcp *:8080 to 172.20.0.2:80 map udp 10.0.0.1:53 to 172.20.0.2:5353 "
      "translate as 10.0.0.7 not 172.20.0.0/24 only 172.20.0.0/24" },
    { { .kind = STEP_RESOLVER,
        .path = "/run/netns/x",
        .servers = { servers, 2 },
        .search = { search, 2 },
        .options = { options, 1 },
        .domain = "c.example" },
      "+resolver in /run/netns/x server 10.9.9.9,fd99::9 search a.example,b.example options "
      "ndots:2 "
      "domain c.example" },
    { { .kind = STEP_UP, .link = "he-0" }, "+up he-0" },
    { { .kind = STEP_FORGET, .remove = true, .addresses = { addresses, 1 } },
      "-forget address 172.20.0.2/24" },
};

static void every_kind_has_a_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_call c = { 0 };
        struct buffer b = { .call = &c };

        step_print(&b, &rows[i].step);
        check_text("step", buffer_end(&b), rows[i].line);
        call_end(&c);
    }
    check_text("beyond the last", step_word(STEP_KINDS), "unknown");
}

static void drivers_are_found_by_name(void **state)
{
    (void)state;
    CHECK(driver_find("null") == &driver_null);
    CHECK(driver_find("linux") == &driver_linux);
    CHECK(!driver_find("Linux"));
    CHECK(!driver_find(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_a_line),
        cmocka_unit_test(drivers_are_found_by_name),
    };

    return cmocka_run_group_tests_name("driver.step", tests, NULL, NULL);
}
