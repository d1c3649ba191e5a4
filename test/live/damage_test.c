/*
 * damage_test.c - others delete, flush and rename what is ours: the next attach puts it back, and
 * everything can be detached and deleted.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../check.h"
#include "agree.h"

#define STATE   "/run/hcn-damage"
#define NETWORK "10000000-0000-4000-8000-000000000001"
#define OTHER   "10000000-0000-4000-8000-000000000002"
#define FIRST   "20000000-0000-4000-8000-000000000001"
#define SECOND  "20000000-0000-4000-8000-000000000002"
#define SPACE   "30000000-0000-4000-8000-000000000001"
#define NEXT    "30000000-0000-4000-8000-000000000002"

#define BRIDGE "$(ip -o link show type bridge group 18499 | grep -o 'hb-[0-9a-f]*' | head -1)"
#define MINE   "$(ip -o link show type bridge | grep " NETWORK " | grep -o 'hb-[0-9a-f]*' | head -1)"
#define PORT   "$(ip -o link show type veth group 18499 | grep -o 'he-[0-9a-f]*' | head -1)"

static struct engine *engine;

static void run(const char *command)
{
    if (system(command))
        CHECK_FAILED("%s", command);
}

static bool member(const char *space, const char *what, const char *endpoint)
{
    char json[256];

    snprintf(json, sizeof json,
             "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"%s\",\"Settings\":{\"EndpointId\":"
             "\"%s\"}}",
             what, endpoint);
    return ask(engine, KIND_NAMESPACE, VERB_MODIFY, space, NULL, json);
}

static int set_up(void **state)
{
    (void)state;
    engine = open_engine(STATE);
    CHECK(engine);
    CHECK(ask(engine, KIND_NETWORK, VERB_CREATE, NETWORK, NULL,
              "{\"Name\":\"damage\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
              "\"10.85.0.0/24\"},{\"IpAddressPrefix\":\"fd85::/64\"}]}]}"));
    CHECK(ask(engine, KIND_NETWORK, VERB_CREATE, OTHER, NULL,
              "{\"Name\":\"other\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
              "\"10.86.0.0/24\"}]}]}"));
    CHECK(ask(engine, KIND_ENDPOINT, VERB_CREATE, FIRST, NETWORK,
              "{\"IpConfigurations\":[{\"IpAddress\":\"10.85.0.11\"}],\"Policies\":[{\"Type\":"
              "\"PortMapping\",\"Settings\":{\"InternalPort\":80,\"ExternalPort\":8085}}]}"));
    CHECK(ask(engine, KIND_ENDPOINT, VERB_CREATE, SECOND, NETWORK,
              "{\"IpConfigurations\":[{\"IpAddress\":\"10.85.0.12\"}]}"));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}"));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_CREATE, NEXT, NULL, "{}"));
    CHECK(member(SPACE, "Add", FIRST));
    return 0;
}

static int tear_down(void **state)
{
    bool ok = clean(engine);

    (void)state;
    engine_close(engine);
    run("ip link show foreign >/dev/null 2>&1 && ip link del foreign || true");
    return ok ? 0 : 1;
}

static const struct {
    const char *name, *command;
} damages[] = {
    { "nothing", "true" },
    { "all rules", "nft flush ruleset" },
    { "the rules of a table", "nft flush table inet hcn" },
    { "the rules of the other", "nft flush table bridge hcn" },
    { "a table", "nft delete table inet hcn" },
    { "elements", "nft flush set inet hcn nat4" },
    { "the bridge", "ip link del " BRIDGE },
    { "the bridge's name", "ip link set " BRIDGE " down && ip link set " BRIDGE " name mine" },
    { "the bridge's addresses", "ip addr flush dev " MINE },
    { "its link-local address", "ip addr del fe80::1/64 dev " MINE },
    { "the bridge's carrier", "ip link set " MINE " down" },
    { "the bridge's addresses and carrier",
      "ip addr flush dev " MINE " && ip link set " MINE " down" },
    { "forwarding", "echo 0 >/proc/sys/net/ipv4/conf/" MINE "/forwarding" },
    { "IPv6 forwarding", "echo 0 >/proc/sys/net/ipv6/conf/" MINE "/force_forwarding" },
    { "all links", "ip link del group 18499" },
    { "all", "ip link del group 18499 && nft flush ruleset" },
};

/* Whether the containers reach the host, and one of them its published port. */
static const char traffic[] =
    "ping -q -c1 -W1 10.85.0.11 >/dev/null && ping -q -c1 -W1 10.85.0.12 >/dev/null && "
    "nft get element inet hcn pm4 '{ tcp . 8085 }' >/dev/null && "
    "nft get element inet hcn nat4 '{ 10.86.0.7 }' >/dev/null && "
    "nft list chain inet hcn h_snat | grep -q masquerade && "
    "nft list chain bridge hcn b_first | grep -q as_port && "
    "ip -o addr show | grep -q 'fd85::1/64' && "
    "ip -o addr show | grep -q 'fe80::1/64' && "
    "[ $(cat /proc/sys/net/ipv4/conf/" MINE "/forwarding) = 1 ] && "
    "[ $(cat /proc/sys/net/ipv6/conf/" MINE "/force_forwarding) = 1 ] && "
    "[ $(ip -o link show type bridge | wc -l) = 2 ]";

static void the_next_attach_puts_it_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(damages); i++) {
        run(damages[i].command);
        if (!member(NEXT, "Add", SECOND) || system(traffic) || !agree(engine, NULL))
            CHECK_FAILED("somebody took %s", damages[i].name);
        CHECK(member(NEXT, "Remove", SECOND));
    }
}

static void everything_can_be_deleted(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(damages); i++) {
        run(damages[i].command);
        if (tear_down(NULL))
            CHECK_FAILED("somebody took %s", damages[i].name);
        run("[ -z \"$(ip -o link show group 18499)$(nft list tables)\" ]");
        set_up(NULL);
    }
}

/* Asks for the first container's, without attaching anything. */
static void refresh(void)
{
    CHECK(ask(engine, KIND_NAMESPACE, VERB_MODIFY, SPACE, NULL,
              "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Refresh\"}"));
}

static const char first_traffic[] =
    "ping -q -c1 -W1 10.85.0.11 >/dev/null && "
    "nft get element inet hcn pm4 '{ tcp . 8085 }' >/dev/null && "
    "ip netns exec hcn-" SPACE " ping -q -c1 -W1 10.85.0.1 >/dev/null";

static void a_refresh_puts_it_back(void **state)
{
    static const struct {
        const char *name, *command;
    } ports[] = {
        { "the port", "ip link del " PORT },
        { "the port out of the bridge", "ip link set " PORT " nomaster" },
        { "the port's carrier", "ip link set " PORT " down" },
        { "the port's rules", "nft flush set bridge hcn as4" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(damages); i++) {
        run(damages[i].command);
        refresh();
        if (system(first_traffic) || !agree(engine, NULL))
            CHECK_FAILED("somebody took %s", damages[i].name);
    }
    for (size_t i = 0; i < COUNT(ports); i++) {
        run(ports[i].command);
        refresh();
        if (system(first_traffic) || !agree(engine, NULL))
            CHECK_FAILED("somebody took %s", ports[i].name);
    }
}

/* There is nothing to put it back into: the endpoint is free, and can go elsewhere. */
static void a_namespace_that_is_gone_loses_its_endpoints(void **state)
{
    (void)state;
    run("umount -l /run/netns/hcn-" SPACE " && rm /run/netns/hcn-" SPACE);
    refresh();
    run("[ -z \"$(ip -o link show type veth group 18499)\" ]");
    run("! nft list ruleset | grep -q ep:" FIRST);
    CHECK(member(NEXT, "Add", FIRST));
}

#define ADOPTED     "30000000-0000-4000-8000-000000000003"
#define ADOPT(path) "{\"AdditionalParams\":{\"Linux\":{\"NetworkNamespace\":\"" path "\"}}}"

/* By whichever way it is asked for: its path, another spelling, a mount elsewhere. */
static void one_network_namespace_is_one_object(void **state)
{
    static const char *const spellings[] = { ADOPT("/run/netns/w"), ADOPT("/run/netns/../netns/w"),
                                             ADOPT("/run/other") };

    (void)state;
    run("ip netns add w && touch /run/other && mount --bind /run/netns/w /run/other");
    CHECK(ask(engine, KIND_NAMESPACE, VERB_CREATE, ADOPTED, NULL, spellings[0]));
    for (size_t i = 0; i < COUNT(spellings); i++)
        CHECK(!ask(engine, KIND_NAMESPACE, VERB_CREATE, NULL, NULL, spellings[i]));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_DELETE, ADOPTED, NULL, NULL));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_CREATE, ADOPTED, NULL, spellings[2]));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_DELETE, ADOPTED, NULL, NULL));
    run("umount /run/other && rm /run/other && ip netns del w");
}

/* Somebody deletes it and makes another at its path: the endpoint of the old one is no more. */
static void a_namespace_made_anew_begins_empty(void **state)
{
    (void)state;
    run("ip netns add w");
    CHECK(ask(engine, KIND_NAMESPACE, VERB_CREATE, ADOPTED, NULL, ADOPT("/run/netns/w")));
    CHECK(member(ADOPTED, "Add", SECOND));
    run("ip netns del w && ip netns add w");
    CHECK(member(SPACE, "Remove", FIRST));
    CHECK(member(ADOPTED, "Add", FIRST));
    run("ip -n w addr show eth0 | grep -q 10.85.0.11");
    run("! ip -n w link show eth1 2>/dev/null");
    run("! nft list ruleset | grep -q ep:" SECOND);
    CHECK(member(NEXT, "Add", SECOND));
    run("ip netns del w && ip netns add w");
    CHECK(ask(engine, KIND_NAMESPACE, VERB_MODIFY, ADOPTED, NULL,
              "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Refresh\"}"));
    run("! nft list ruleset | grep -q ep:" FIRST);
    CHECK(member(SPACE, "Add", FIRST));
    CHECK(ask(engine, KIND_NAMESPACE, VERB_DELETE, ADOPTED, NULL, NULL));
    CHECK(agree(engine, NULL));
    run("ip netns del w");
}

/* The port of an endpoint goes with a link, a name or the namespace: detaching works. */
static void what_is_gone_can_be_detached(void **state)
{
    static const char *const commands[] = {
        "ip link del " PORT,
        "ip link set " PORT " down && ip link set " PORT " name mine",
        "umount -l /run/netns/hcn-" SPACE " && rm /run/netns/hcn-" SPACE,
    };

    (void)state;
    for (size_t i = 0; i < COUNT(commands); i++) {
        run(commands[i]);
        CHECK(member(SPACE, "Remove", FIRST));
        run("[ -z \"$(ip -o link show type veth group 18499)\" ]");
        if (i + 1 < COUNT(commands))
            CHECK(member(SPACE, "Add", FIRST));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_next_attach_puts_it_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_refresh_puts_it_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_namespace_that_is_gone_loses_its_endpoints, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_network_namespace_is_one_object, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_namespace_made_anew_begins_empty, set_up, tear_down),
        cmocka_unit_test_setup_teardown(everything_can_be_deleted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_gone_can_be_detached, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
