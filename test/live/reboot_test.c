/*
 * reboot_test.c - whose machine a store describes: another boot, another namespace, another driver.
 *
 * A reboot is played: what the kernel would have forgotten is removed, and a file with another boot
 * id is bound over the kernel's.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <hcn/documents.h>

#include "../check.h"
#include "agree.h"
#include "base/guid.h"

#define STATE     "/run/hcn-reboot"
#define LASTING   "10000000-0000-4000-8000-000000000001"
#define OTHER     "10000000-0000-4000-8000-000000000003"
#define PASSING   "10000000-0000-4000-8000-000000000002"
#define ENDPOINT  "20000000-0000-4000-8000-000000000001"
#define PASSENGER "20000000-0000-4000-8000-000000000002"
#define SPACE     "30000000-0000-4000-8000-000000000001"

static void attach(struct engine *e)
{
    CHECK(ask(e, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}"));
    CHECK(ask(e, KIND_NAMESPACE, VERB_MODIFY, SPACE, NULL,
              "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":{\"EndpointId\":"
              "\"" ENDPOINT "\"}}"));
}

static void make_everything(struct engine *e)
{
    CHECK(ask(e, KIND_NETWORK, VERB_CREATE, LASTING, NULL,
              "{\"Name\":\"lasting\",\"Flags\":16,\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
              "\"10.81.0.0/24\"}]}]}"));
    CHECK(ask(e, KIND_NETWORK, VERB_CREATE, PASSING, NULL,
              "{\"Name\":\"passing\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
              "\"10.82.0.0/24\"}]}]}"));
    CHECK(ask(e, KIND_ENDPOINT, VERB_CREATE, ENDPOINT, LASTING,
              "{\"Dns\":{\"ServerList\":[\"10.9.9.9\"]}}"));
    CHECK(ask(e, KIND_ENDPOINT, VERB_CREATE, PASSENGER, PASSING, "{}"));
    attach(e);
}

/* Without a shell's quoting: everything here is fixed text. */
static void run(const char *command)
{
    if (system(command))
        CHECK_FAILED("%s", command);
}

static void play_reboot(void)
{
    static char id[] = "11111111-2222-4333-8444-555555555550\n";
    int file = open("/run/boot", O_WRONLY | O_CREAT | O_TRUNC, 0600);

    id[sizeof id - 3]++;
    CHECK(write(file, id, sizeof id - 1) == sizeof id - 1);
    close(file);
    CHECK(mount("/run/boot", "/proc/sys/kernel/random/boot_id", NULL, MS_BIND, NULL) == 0);
    run("ip link del group 18499; nft flush ruleset; umount -l /run/netns/hcn-* 2>/dev/null; "
        "rm -f /run/netns/hcn-*");
}

/* A link has the name of a persistent network's bridge, and there is no nft. */
static const struct {
    const char *name, *begin, *end;
} obstacles[] = {
    { "a link", "ip link add $(cat /run/bridge) type bridge", "ip link del $(cat /run/bridge)" },
    { "nft", "for f in /usr/sbin/nft /sbin/nft; do mount --bind /dev/null $f; done",
      "for f in /usr/sbin/nft /sbin/nft; do umount $f; done; true" },
};

static uint16_t state_of(struct engine *e, const char *id)
{
    struct request q = { .kind = KIND_NETWORK,
                         .verb = VERB_QUERY,
                         .json = "{\"SchemaVersion\":{\"Major\":2}}" };
    struct hcn_network_document *n = NULL;
    struct hcn_call c = { 0 };
    struct reply reply;
    uint16_t state;

    (void)guid_parse(id, &q.id);
    if (engine_answer(&c, e, &q, &reply))
        n = hcn_document_read(&c, HCN_DOCUMENT_NETWORK, reply.json);
    state = n ? (uint16_t)n->state : 0;
    call_end(&c);
    return state;
}

static bool is_there(struct engine *e, uint32_t kind, const char *id)
{
    struct request q = { .kind = kind, .verb = VERB_OPEN };
    struct hcn_call c = { 0 };
    struct reply reply;
    bool there;

    (void)guid_parse(id, &q.id);
    there = engine_answer(&c, e, &q, &reply);
    call_end(&c);
    return there;
}

static void only_what_persists_comes_back(void **state)
{
    struct engine *e = open_engine(STATE);
    size_t things;

    (void)state;
    CHECK(e);
    make_everything(e);
    CHECK(agree(e, &things) && things == 7);
    engine_close(e);
    run("ls /etc/netns/hcn-" SPACE "/resolv.conf >/dev/null");
    play_reboot();

    e = open_engine(STATE);
    CHECK(e);
    run("[ ! -e /etc/netns/hcn-" SPACE " ]");
    CHECK(is_there(e, KIND_NETWORK, LASTING) && !is_there(e, KIND_NETWORK, PASSING));
    CHECK(is_there(e, KIND_ENDPOINT, ENDPOINT) && !is_there(e, KIND_ENDPOINT, PASSENGER));
    CHECK(!is_there(e, KIND_NAMESPACE, SPACE));
    CHECK(agree(e, &things) && things == 2);
    attach(e);
    CHECK(clean(e));
    engine_close(e);
}

/* One that cannot be restored is degraded; all else works, and so does that when it can be. */
static void what_is_in_the_way_of_one_is_not_of_all(void **state)
{
    struct engine *e = open_engine(STATE);

    (void)state;
    CHECK(e);
    make_everything(e);
    run("ip -o addr show | grep 10.81.0.1/ | grep -o 'hb-[0-9a-f]*' | head -1 >/run/bridge");
    for (size_t i = 0; i < COUNT(obstacles); i++) {
        engine_close(e);
        play_reboot();
        run(obstacles[i].begin);
        e = open_engine(STATE);
        if (!e || state_of(e, LASTING) != HCN_STATE_DEGRADED ||
            !is_there(e, KIND_ENDPOINT, ENDPOINT) || is_there(e, KIND_NETWORK, PASSING))
            CHECK_FAILED("%s is in the way", obstacles[i].name);
        run(obstacles[i].end);
        CHECK(ask(e, KIND_NETWORK, VERB_CREATE, OTHER, NULL,
                  "{\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.83.0.0/24\"}]}]}"));
        engine_close(e);
        e = open_engine(STATE);
        CHECK(e);
        check_number("not tried again", state_of(e, LASTING), HCN_STATE_DEGRADED);
        attach(e);
        check_number("mended", state_of(e, LASTING), HCN_STATE_CREATED);
        CHECK(agree(e, NULL));
    }
    CHECK(clean(e));
    engine_close(e);
}

/* Processes of their own, see crash_test.c. */
static int in_a_child(const char *crash_at, int (*act)(void))
{
    int status = -1;
    pid_t child = fork();

    if (!child) {
        if (crash_at)
            setenv("HCN_CRASH_AT", crash_at, 1);
        _exit(act());
    }
    waitpid(child, &status, 0);
    return status;
}

static int restore(void)
{
    struct engine *e = open_engine(STATE);

    engine_close(e);
    return e ? 0 : 1;
}

static int make_two(void)
{
    struct engine *e = open_engine(STATE);
    bool ok = e &&
              ask(e, KIND_NETWORK, VERB_CREATE, LASTING, NULL,
                  "{\"Flags\":16,\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
                  "\"10.81.0.0/24\"}]}]}") &&
              ask(e, KIND_NETWORK, VERB_CREATE, OTHER, NULL,
                  "{\"Flags\":16,\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
                  "\"10.82.0.0/24\"}]}]}");

    engine_close(e);
    return ok ? 0 : 1;
}

static int check_two(void)
{
    struct engine *e = open_engine(STATE);
    size_t things;
    bool ok = e && agree(e, &things) && things == 4 && state_of(e, LASTING) == HCN_STATE_CREATED &&
              state_of(e, OTHER) == HCN_STATE_CREATED;

    engine_close(e);
    return ok ? 0 : 1;
}

static int remove_two(void)
{
    struct engine *e = open_engine(STATE);
    bool ok = e && clean(e);

    engine_close(e);
    return ok ? 0 : 1;
}

/* In a test build a process dies at every point of it; the next goes on. */
static void restoring_goes_on_after_a_kill(void **state)
{
    int status = -1;

    (void)state;
    check_number("made", (uint64_t)in_a_child(NULL, make_two), 0);
    for (int n = 1; status != 0; n++) {
        char at[16];

        snprintf(at, sizeof at, "%d", n);
        play_reboot();
        status = in_a_child(at, restore);
        if ((status && !WIFSIGNALED(status)) || in_a_child(NULL, check_two))
            CHECK_FAILED("killed at point %d", n);
    }
    check_number("removed", (uint64_t)in_a_child(NULL, remove_two), 0);
}

static void check_refused(const struct driver_kind *driver, const char *words)
{
    struct hcn_call c = { 0 };
    struct engine *e = NULL;

    CHECK(!engine_open(&c, STATE, driver, &e));
    check_failure(words, &c, HCN_WIN32_ALREADY_EXISTS, NULL);
    if (!strstr(c.text, words))
        CHECK_FAILED("%s", c.text);
    call_end(&c);
}

static void another_driver_is_refused(void **state)
{
    (void)state;
    check_refused(&driver_null, "belongs to the linux driver");
}

/* As from inside a container that sees the state of the machine around it. */
static void another_network_namespace_is_refused(void **state)
{
    int status;

    (void)state;
    if (!fork()) {
        CHECK(unshare(CLONE_NEWNET) == 0);
        check_refused(&driver_linux, "belongs to another network namespace");
        _exit(0);
    }
    wait(&status);
    check_number("child", (uint64_t)status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_persists_comes_back),
        cmocka_unit_test(what_is_in_the_way_of_one_is_not_of_all),
        cmocka_unit_test(restoring_goes_on_after_a_kill),
        cmocka_unit_test(another_driver_is_refused),
        cmocka_unit_test(another_network_namespace_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
