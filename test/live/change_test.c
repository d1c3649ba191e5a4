/*
 * change_test.c - an attached endpoint and a network in use are changed: the kernel follows.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../check.h"
#include "agree.h"

#define STATE    "/run/hcn-change"
#define NETWORK  "10000000-0000-4000-8000-000000000001"
#define SECOND   "10000000-0000-4000-8000-000000000002"
#define ENDPOINT "20000000-0000-4000-8000-000000000001"
#define SPACE    "30000000-0000-4000-8000-000000000001"

static struct engine *engine;

static void must(const char *command)
{
    if (system(command))
        CHECK_FAILED("%s", command);
}

static void must_not(const char *command)
{
    if (!system(command))
        CHECK_FAILED("%s: expected it to fail", command);
}

static void change(uint32_t kind, const char *id, const char *json)
{
    CHECK(ask(engine, kind, VERB_MODIFY, id, NULL, json));
}

static int set_up(void **state)
{
    (void)state;
    engine = open_engine(STATE);
    CHECK(engine);
    CHECK(ask(engine, KIND_NETWORK, VERB_CREATE, NETWORK, NULL,
              "{\"Name\":\"change\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
              "\"10.83.0.0/24\"}]}]}"));
    CHECK(ask(engine, KIND_ENDPOINT, VERB_CREATE, ENDPOINT, NETWORK, "{}"));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}"));
    change(KIND_NAMESPACE, SPACE,
           "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":{\"EndpointId\":"
           "\"" ENDPOINT "\"}}");
    return 0;
}

static int tear_down(void **state)
{
    bool ok = clean(engine);

    (void)state;
    engine_close(engine);
    return ok ? 0 : 1;
}

#define PORTS(how, port)                                                                           \
    "{\"ResourceType\":\"Policy\",\"RequestType\":\"" how "\",\"Settings\":{\"Policies\":[{"       \
    "\"Type\":\"PortMapping\",\"Settings\":{\"InternalPort\":80,\"ExternalPort\":" port "}}]}}"

static void ports_are_published_and_withdrawn(void **state)
{
    (void)state;
    must_not("nft list map inet hcn pm4 | grep -q 8080");
    change(KIND_ENDPOINT, ENDPOINT, PORTS("Add", "8080"));
    must("nft list map inet hcn pm4 | grep -q 8080");
    must("ip -d link show group 18499 | grep -q 'hairpin on'");
    change(KIND_ENDPOINT, ENDPOINT, PORTS("Update", "8081"));
    must_not("nft list map inet hcn pm4 | grep -q 8080");
    must("nft list map inet hcn pm4 | grep -q 8081");
    change(KIND_ENDPOINT, ENDPOINT, PORTS("Remove", "8081"));
    must_not("nft list map inet hcn pm4 | grep -q 8081");
    must_not("ip -d link show group 18499 | grep -q 'hairpin on'");
    CHECK(agree(engine, NULL));
}

#define SUBNET(how)                                                                                \
    "{\"ResourceType\":\"Subnet\",\"RequestType\":\"" how "\",\"Settings\":{\"Subnets\":[{"        \
    "\"IpAddressPrefix\":\"fd83::/64\"}]}}"

static void subnets_come_and_go(void **state)
{
    (void)state;
    must_not("ip -6 addr show | grep -q fd83::1/64");
    change(KIND_NETWORK, NETWORK, SUBNET("Add"));
    must("ip -6 addr show | grep -q fd83::1/64");
    must("ip -4 addr show | grep -q 10.83.0.1/24");
    change(KIND_NETWORK, NETWORK, SUBNET("Remove"));
    must_not("ip -6 addr show | grep -q fd83::1/64");
    must("ip -4 addr show | grep -q 10.83.0.1/24");
    CHECK(agree(engine, NULL));
}

static void make(const char *id, const char *name, const char *prefix)
{
    char json[128];

    snprintf(json, sizeof json,
             "{\"Name\":\"%s\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"%s\"}]}]}", name,
             prefix);
    CHECK(ask(engine, KIND_NETWORK, VERB_CREATE, id, NULL, json));
}

/* Somebody's element in our sets keeps them: it is not ours to delete. */
static void rules_leave_with_the_last_network(void **state)
{
    (void)state;
    make(SECOND, "second", "10.84.0.0/24");
    CHECK(ask(engine, KIND_NETWORK, VERB_DELETE, NETWORK, NULL, NULL));
    must("nft list tables | grep -q 'inet hcn'");
    must("nft add element inet hcn gw4 '{ 10.99.0.1 }'");
    CHECK(ask(engine, KIND_NETWORK, VERB_DELETE, SECOND, NULL, NULL));
    must("nft get element inet hcn gw4 '{ 10.99.0.1 }' >/dev/null");
    must("nft delete element inet hcn gw4 '{ 10.99.0.1 }'");
    make(NETWORK, "change", "10.83.0.0/24");
    must("nft list set inet hcn gw4 | grep -q 10.83.0.1");
    CHECK(ask(engine, KIND_NETWORK, VERB_DELETE, NETWORK, NULL, NULL));
    must_not("nft list tables | grep hcn");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ports_are_published_and_withdrawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(subnets_come_and_go, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_leave_with_the_last_network, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
