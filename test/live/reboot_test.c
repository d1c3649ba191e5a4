/*
 * reboot_test.c - whose machine a store describes: another boot, another namespace, another driver.
 *
 * A reboot is played: what the kernel would have forgotten is removed, and a file with another boot
 * id is bound over the kernel's.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../check.h"
#include "agree.h"

#define STATE     "/run/hcn-reboot"
#define LASTING   "10000000-0000-4000-8000-000000000001"
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
    CHECK(ask(e, KIND_ENDPOINT, VERB_CREATE, ENDPOINT, LASTING, "{}"));
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
    static const char id[] = "11111111-2222-4333-8444-555555555555\n";
    int file = open("/run/boot", O_WRONLY | O_CREAT | O_TRUNC, 0600);

    CHECK(write(file, id, sizeof id - 1) == sizeof id - 1);
    close(file);
    CHECK(mount("/run/boot", "/proc/sys/kernel/random/boot_id", NULL, MS_BIND, NULL) == 0);
    run("ip link del group 18499 && nft flush ruleset && umount -l /run/netns/hcn-* && "
        "rm /run/netns/hcn-*");
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
    play_reboot();

    e = open_engine(STATE);
    CHECK(e);
    CHECK(is_there(e, KIND_NETWORK, LASTING) && !is_there(e, KIND_NETWORK, PASSING));
    CHECK(is_there(e, KIND_ENDPOINT, ENDPOINT) && !is_there(e, KIND_ENDPOINT, PASSENGER));
    CHECK(!is_there(e, KIND_NAMESPACE, SPACE));
    CHECK(agree(e, &things) && things == 2);
    attach(e);
    CHECK(clean(e));
    engine_close(e);
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
        cmocka_unit_test(another_driver_is_refused),
        cmocka_unit_test(another_network_namespace_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
