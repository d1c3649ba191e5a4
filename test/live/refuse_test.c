/*
 * refuse_test.c - what this driver does not carry out is refused when it is asked for, and what it
 * does is carried out.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../check.h"
#include "agree.h"
#include "base/guid.h"

#define STATE    "/run/hcn-refuse"
#define NETWORK  "10000000-0000-4000-8000-000000000001"
#define OTHER    "10000000-0000-4000-8000-000000000002"
#define ENDPOINT "20000000-0000-4000-8000-000000000001"
#define SPACE    "30000000-0000-4000-8000-000000000001"

#define SUBNETS                                                                                    \
    "\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.87.0.0/24\"},{\"IpAddressPrefix\":"        \
    "\"fd87::/64\"}]}]"

static struct engine *engine;

static int set_up(void **state)
{
    (void)state;
    CHECK(!system("ip link add up0 type veth peer name far && ip link set up0 up && "
                  "ip link set far up && ip addr add 192.0.2.1/24 dev up0 && "
                  "ip route add default via 192.0.2.9"));
    engine = open_engine(STATE);
    CHECK(engine);
    CHECK(ask(engine, KIND_NETWORK, VERB_CREATE, NETWORK, NULL, "{\"Name\":\"net\"," SUBNETS "}"));
    return 0;
}

static int tear_down(void **state)
{
    bool ok = clean(engine);

    (void)state;
    engine_close(engine);
    CHECK(!system("ip link del up0"));
    return ok ? 0 : 1;
}

#define FLAGS(number)                                                                              \
    "{\"Type\":\"Internal\",\"Flags\":" number                                                     \
    ",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.88.0.0/24\"}]}]}"
#define V4 "\"IpConfigurations\":[{\"IpAddress\":\"10.87.0.9\"}]"
#define V6 "\"IpConfigurations\":[{\"IpAddress\":\"fd87::9\"}]"
#define OVERHEAD(number)                                                                           \
    "\"Policies\":[{\"Type\":\"EncapOverhead\",\"Settings\":{\"Overhead\":" number "}}]"
#define MTU(number)                                                                                \
    "\"Policies\":[{\"Type\":\"InterfaceParameters\",\"Settings\":{\"Mtu\":" number "}}]"

static const struct {
    uint32_t kind;
    const char *json, *text; /* text NULL: it is done */
} rows[] = {
    { KIND_NETWORK, FLAGS("1"),
      "network.Flags: the linux driver does not carry out EnableDnsProxy (1)" },
    { KIND_NETWORK, FLAGS("2"),
      "network.Flags: the linux driver does not carry out EnableDhcpServer (2)" },
    { KIND_NETWORK, FLAGS("4"),
      "network.Flags: the linux driver does not carry out EnableMirroring (4)" },
    { KIND_NETWORK, FLAGS("8"), NULL },
    { KIND_NETWORK, FLAGS("16"), NULL },
    { KIND_NETWORK, FLAGS("32"), NULL },
    { KIND_NETWORK, FLAGS("72"),
      "network.Flags: the linux driver does not carry out EnableFlowSteering (64)" },
    { KIND_NETWORK, FLAGS("128"),
      "network.Flags: the linux driver does not carry out DisableSharing (128)" },
    { KIND_NETWORK, FLAGS("256"),
      "network.Flags: the linux driver does not carry out EnableFirewall (256)" },
    { KIND_NETWORK, FLAGS("512"), NULL },
    { KIND_NETWORK, FLAGS("1024"), NULL },
    { KIND_NETWORK, FLAGS("2048"), NULL },
    { KIND_NETWORK, FLAGS("4096"), NULL },
    { KIND_NETWORK, FLAGS("8192"), NULL },
    { KIND_NETWORK, FLAGS("16384"),
      "network.Flags: the linux driver does not carry out an unknown flag (16384)" },
    { KIND_NETWORK, "{\"Flags\":1024}",
      "network.Flags: DisableHostPort is not possible on a network of type NAT, whose endpoints "
      "reach the outside through the host" },
    { KIND_ENDPOINT, "{\"Flags\":2}", NULL },
    { KIND_ENDPOINT, "{\"Flags\":4}",
      "endpoint.Flags: the linux driver does not carry out EnableMirroring (4)" },
    { KIND_ENDPOINT, "{\"Flags\":8}",
      "endpoint.Flags: the linux driver does not carry out EnableLowInterfaceMetric (8)" },
    { KIND_ENDPOINT, "{\"Flags\":16}",
      "endpoint.Flags: the linux driver does not carry out OverrideDNSServerOrder (16)" },
    { KIND_ENDPOINT, "{\"Flags\":32}",
      "endpoint.Flags: the linux driver does not carry out EnableDhcp (32)" },
    { KIND_ENDPOINT, "{" V4 "," OVERHEAD("1432") "}", NULL },
    { KIND_ENDPOINT, "{" V4 "," OVERHEAD("1433") "}",
      "endpoint.Policies[0].Settings.Overhead: expected 0 to 1432, found 1433" },
    { KIND_ENDPOINT, "{" V4 "," OVERHEAD("1500") "}",
      "endpoint.Policies[0].Settings.Overhead: expected 0 to 1432, found 1500" },
    { KIND_ENDPOINT, "{" V4 "," OVERHEAD("65535") "}",
      "endpoint.Policies[0].Settings.Overhead: expected 0 to 1432, found 65535" },
    { KIND_ENDPOINT, "{" V6 "," OVERHEAD("220") "}", NULL },
    { KIND_ENDPOINT, "{" V6 "," OVERHEAD("221") "}",
      "endpoint.Policies[0].Settings.Overhead: expected 0 to 220, found 221" },
    { KIND_ENDPOINT, "{" V6 "," MTU("1279") "}",
      "endpoint.Policies[0].Settings.Mtu: expected 1280 to 65535, found 1279" },
    { KIND_ENDPOINT, "{" V4 "," MTU("67") "}",
      "endpoint.Policies[0].Settings.Mtu: expected 68 to 65535, found 67" },
};

static void what_cannot_be_done_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct request q = { .kind = rows[i].kind, .verb = VERB_CREATE, .json = rows[i].json };
        struct hcn_call c = { 0 };
        struct reply reply;

        if (q.kind == KIND_ENDPOINT)
            (void)guid_parse(NETWORK, &q.network);
        (void)engine_answer(&c, engine, &q, &reply);
        check_text(rows[i].json, failed(&c) ? c.text : "done",
                   rows[i].text ? rows[i].text : "done");
        if (!failed(&c))
            CHECK(ask(engine, q.kind, VERB_DELETE, guid_text(&reply.id).s, NULL, NULL));
        call_end(&c);
    }
}

static void attach(const char *network, const char *json)
{
    CHECK(ask(engine, KIND_ENDPOINT, VERB_CREATE, ENDPOINT, network, json));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}"));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_MODIFY, SPACE, NULL,
              "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":{"
              "\"EndpointId\":\"" ENDPOINT "\"}}"));
}

static void detach(void)
{
    CHECK(ask(engine, KIND_ENDPOINT, VERB_DELETE, ENDPOINT, NULL, NULL));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_DELETE, SPACE, NULL, NULL));
}

/* The overhead comes off what the way out takes, when that is less than Ethernet's. */
static void an_overhead_comes_off_the_uplink(void **state)
{
    static const struct {
        const char *uplink, *mtu;
    } sizes[] = { { "1500", "1450" }, { "1400", "1350" }, { "9000", "1450" } };
    char command[160];

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        snprintf(command, sizeof command, "ip link set up0 mtu %s", sizes[i].uplink);
        CHECK(!system(command));
        attach(NETWORK, "{" OVERHEAD("50") "}");
        snprintf(command, sizeof command, "ip -n hcn-" SPACE " link show eth0 | grep -q 'mtu %s '",
                 sizes[i].mtu);
        if (system(command))
            CHECK_FAILED("uplink of %s: expected %s", sizes[i].uplink, sizes[i].mtu);
        detach();
    }
}

#define REACH_HOST "ip netns exec hcn-" SPACE " ping -q -c1 -W1 10.88.0.1 >/dev/null"

static void a_network_without_host_port(void **state)
{
    (void)state;
    CHECK(ask(engine, KIND_NETWORK, VERB_CREATE, OTHER, NULL, FLAGS("0")));
    attach(OTHER, "{}");
    CHECK(!system(REACH_HOST));
    CHECK(ask(engine, KIND_NETWORK, VERB_DELETE, OTHER, NULL, NULL));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_DELETE, SPACE, NULL, NULL));
    CHECK(ask(engine, KIND_NETWORK, VERB_CREATE, OTHER, NULL, FLAGS("1024")));
    attach(OTHER, "{}");
    CHECK(system(REACH_HOST));
    CHECK(system("ip addr show | grep -q 10.88.0"));
    detach();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_cannot_be_done_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_overhead_comes_off_the_uplink, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_network_without_host_port, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("live.refuse", tests, NULL, NULL);
}
