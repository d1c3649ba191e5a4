/*
 * stores_test.c - several stores on one machine, and one that was lost: a request that fails takes
 * away nothing that it did not make.
 */
#define _GNU_SOURCE
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../check.h"
#include "agree.h"

#define STATE    "/run/hcn-first"
#define OTHER    "/run/hcn-second"
#define NETWORK  "10000000-0000-4000-8000-000000000001"
#define NEXT     "10000000-0000-4000-8000-000000000002"
#define ENDPOINT "20000000-0000-4000-8000-000000000001"
#define SPACE    "30000000-0000-4000-8000-000000000001"
#define PLACE    "30000000-0000-4000-8000-000000000002"
#define PRECIOUS "30000000-0000-4000-8000-000000000003"

static struct engine *first, *second;

static void run(const char *command)
{
    if (system(command))
        CHECK_FAILED("%s", command);
}

static bool network(struct engine *e, const char *id, const char *prefix)
{
    char json[160];

    snprintf(json, sizeof json, "{\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"%s\"}]}]}",
             prefix);
    return ask(e, KIND_NETWORK, VERB_CREATE, id, NULL, json);
}

static bool attach(struct engine *e, const char *space)
{
    return ask(
        e, KIND_NAMESPACE, VERB_MODIFY, space, NULL,
        "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":{\"EndpointId\":"
        "\"" ENDPOINT "\"}}");
}

/* An endpoint in a namespace of the first store; the second store is empty. */
static int set_up(void **state)
{
    (void)state;
    first = open_engine(STATE);
    second = open_engine(OTHER);
    CHECK(first && second && network(first, NETWORK, "10.87.0.0/24"));
    CHECK(ask(first, KIND_ENDPOINT, VERB_CREATE, ENDPOINT, NETWORK,
              "{\"IpConfigurations\":[{\"IpAddress\":\"10.87.0.11\"}]}"));
    CHECK(ask(first, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}") && attach(first, SPACE));
    return 0;
}

static int tear_down(void **state)
{
    bool ok = clean(first) && clean(second);

    (void)state;
    engine_close(first);
    engine_close(second);
    return ok ? 0 : 1;
}

/* The endpoint is still reached. */
static void check_first(void)
{
    CHECK(agree(first, NULL));
    run("ping -q -c1 -W1 10.87.0.11 >/dev/null");
}

static void the_same_ids_are_refused(void **state)
{
    (void)state;
    CHECK(!network(second, NETWORK, "10.88.0.0/24"));
    check_first();
    CHECK(!ask(second, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}"));
    check_first();
    CHECK(network(second, NEXT, "10.88.0.0/24") &&
          ask(second, KIND_ENDPOINT, VERB_CREATE, ENDPOINT, NEXT, "{}") &&
          ask(second, KIND_NAMESPACE, VERB_CREATE, PLACE, NULL, "{}"));
    CHECK(!attach(second, PLACE));
    check_first();
    CHECK(ask(second, KIND_NETWORK, VERB_DELETE, NEXT, NULL, NULL) &&
          ask(second, KIND_NAMESPACE, VERB_DELETE, PLACE, NULL, NULL));
    check_first();
}

static void a_namespace_of_nobody_stays(void **state)
{
    (void)state;
    run("ip netns add hcn-" PRECIOUS " && ip -n hcn-" PRECIOUS " link add precious type bridge");
    CHECK(!ask(second, KIND_NAMESPACE, VERB_CREATE, PRECIOUS, NULL, "{}"));
    run("ip -n hcn-" PRECIOUS " link show precious >/dev/null && ip netns del hcn-" PRECIOUS);
}

/* What the lost store had stays as it is, however often it is tried, until somebody removes it. */
static void a_lost_store_is_no_loss(void **state)
{
    (void)state;
    engine_close(second);
    run("rm -r " OTHER);
    second = open_engine(OTHER);
    CHECK(second && network(second, NEXT, "10.88.0.0/24"));
    engine_close(second);
    run("rm -r " OTHER);
    second = open_engine(OTHER);
    CHECK(second && !network(second, NEXT, "10.88.0.0/24") &&
          !network(second, NEXT, "10.88.0.0/24"));
    run("[ $(ip -o link show type bridge group 18499 | wc -l) = 2 ]");
    run("ip link del $(ip -o addr show | grep 10.88.0.1/ | grep -o 'hb-[0-9a-f]*' | head -1)");
    CHECK(!network(second, NEXT, "10.88.0.0/24"));
    run("nft delete table inet hcn");
    CHECK(network(second, NEXT, "10.88.0.0/24"));
}

/* In a child, which gives its rights away: nothing was made, so nothing is left. */
static int without_rights(void)
{
    struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
    struct __user_cap_data_struct none[2] = { { 0 } };
    struct hcn_call c = { 0 };
    struct request q = { .kind = KIND_NETWORK, .verb = VERB_CREATE, .json = "{}" };
    struct reply reply;
    struct engine *e;

    if (syscall(SYS_capset, &head, none) < 0 || !(e = open_engine(OTHER)))
        return 1;
    for (; q.kind <= KIND_NAMESPACE; q.kind += KIND_NAMESPACE - KIND_NETWORK) {
        c = (struct hcn_call){ 0 };
        if (engine_answer(&c, e, &q, &reply) || c.hresult != E_ACCESSDENIED ||
            strstr(c.text, "undone"))
            return 2;
        call_end(&c);
        c = (struct hcn_call){ 0 };
        q.verb = VERB_ENUMERATE;
        if (!engine_answer(&c, e, &q, &reply) ||
            (q.kind == KIND_NETWORK && strcmp(reply.json, "[]") != 0))
            return 3;
        q.verb = VERB_CREATE;
        call_end(&c);
    }
    engine_close(e);
    return 0;
}

static void who_may_not_leaves_nothing(void **state)
{
    int status = 0;
    pid_t child;

    (void)state;
    engine_close(second);
    child = fork();
    if (!child)
        _exit(without_rights());
    waitpid(child, &status, 0);
    second = open_engine(OTHER);
    CHECK(second);
    check_number("child", (uint64_t)WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_ids_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_namespace_of_nobody_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_lost_store_is_no_loss, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_may_not_leaves_nothing, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
