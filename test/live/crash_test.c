/*
 * crash_test.c - a process dies at every point between two steps, and at moments nobody chose.
 *
 * After the next open store and kernel agree, and everything can be deleted without a trace.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../check.h"
#include "agree.h"

#define STATE    "/run/hcn-crash"
#define NETWORK  "10000000-0000-4000-8000-000000000001"
#define ENDPOINT "20000000-0000-4000-8000-000000000001"
#define SPACE    "30000000-0000-4000-8000-000000000001"
#define MEMBER(what)                                                                               \
    "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"" what "\",\"Settings\":{\"EndpointId\":"    \
    "\"" ENDPOINT "\"}}"

static const struct {
    uint32_t kind, verb;
    const char *id, *network, *json;
} requests[] = {
    { KIND_NETWORK, VERB_CREATE, NETWORK, NULL,
      "{\"Name\":\"crash\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.77.0.0/24\"},"
      "{\"IpAddressPrefix\":\"fd77::/64\"}]}]}" },
    { KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}" },
    { KIND_ENDPOINT, VERB_CREATE, ENDPOINT, NETWORK,
      "{\"Dns\":{\"ServerList\":[\"10.9.9.9\"]},\"Policies\":[{\"Type\":\"PortMapping\","
      "\"Settings\":{\"InternalPort\":80,\"ExternalPort\":8080}}]}" },
    { KIND_NAMESPACE, VERB_MODIFY, SPACE, NULL, MEMBER("Add") },
    { KIND_ENDPOINT, VERB_MODIFY, ENDPOINT, NULL,
      "{\"ResourceType\":\"Policy\",\"RequestType\":\"Add\",\"Settings\":{\"Policies\":[{\"Type\":"
      "\"PortMapping\",\"Settings\":{\"InternalPort\":81,\"ExternalPort\":8081}}]}}" },
    { KIND_NAMESPACE, VERB_MODIFY, SPACE, NULL, MEMBER("Remove") },
    { KIND_NAMESPACE, VERB_MODIFY, SPACE, NULL, MEMBER("Add") },
    { KIND_ENDPOINT, VERB_DELETE, ENDPOINT, NULL, NULL },
    { KIND_NAMESPACE, VERB_DELETE, SPACE, NULL, NULL },
    { KIND_NETWORK, VERB_DELETE, NETWORK, NULL, NULL },
};

/* What the process that dies does: all requests, in order. */
static void live(void)
{
    struct engine *e = open_engine(STATE);
    bool ok = e != NULL;

    for (size_t i = 0; i < COUNT(requests) && ok; i++)
        ok = ask(e, requests[i].kind, requests[i].verb, requests[i].id, requests[i].network,
                 requests[i].json);
    engine_close(e);
    _exit(ok ? 0 : 1);
}

/*
 * In a process of its own: a thread of the driver may end a moment after its engine was closed, and
 * the allocator of a sanitizer does not survive a fork() of that moment.
 */
static void check_what_is_left(const char *when)
{
    int status = -1;
    pid_t child = fork();

    if (!child) {
        struct engine *e = open_engine(STATE);
        bool ok = e && agree(e, NULL) && clean(e);

        engine_close(e);
        _exit(ok ? 0 : 1);
    }
    waitpid(child, &status, 0);
    if (status)
        CHECK_FAILED("%s", when);
}

static void dies_at_every_point(void **state)
{
    int status = -1;

    (void)state;
    for (int n = 1; status != 0; n++) {
        char at[16], when[40];
        pid_t child;

        snprintf(at, sizeof at, "%d", n);
        snprintf(when, sizeof when, "killed at point %d", n);
        child = fork();
        if (!child) {
            setenv("HCN_CRASH_AT", at, 1);
            live();
        }
        waitpid(child, &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status))
            CHECK_FAILED("%s: the process failed before", when);
        if (WIFEXITED(status) && n < 20)
            CHECK_FAILED("there are only %d points", n - 1);
        check_what_is_left(when);
    }
}

static void dies_at_any_moment(void **state)
{
    (void)state;
    srand(7);
    for (int i = 0; i < 60; i++) {
        const long most = 60 * 1000 * 1000;
        struct timespec wait = { 0, (long)(rand() % 1000) * (most / 1000) };
        pid_t child = fork();

        if (!child)
            live();
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        check_what_is_left("killed at a random moment");
    }
}

/* ---- nft ------------------------------------------------------------------------------- */

#define SLOW_NFT "/run/slow-nft"
#define REAL_NFT "/run/real-nft"

static void put_program(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    if (!file || fputs(text, file) < 0 || fclose(file) || chmod(path, 0755))
        CHECK_FAILED("%s cannot be written", path);
}

/* In front of the machine's own, in this mount namespace: takes its time. */
static void make_nft_slow(void)
{
    const char *nft = access("/usr/sbin/nft", X_OK) ? "/sbin/nft" : "/usr/sbin/nft";

    put_program(REAL_NFT, "");
    put_program(SLOW_NFT, "#!/bin/sh\nsleep 0.2\nexec " REAL_NFT " \"$@\"\n");
    if (mount(nft, REAL_NFT, NULL, MS_BIND, NULL) || mount(SLOW_NFT, nft, NULL, MS_BIND, NULL))
        CHECK_FAILED("%s cannot be replaced", nft);
}

static bool has_tables(void)
{
    FILE *nft = popen(REAL_NFT " list tables", "r");
    bool has = nft && fgetc(nft) != EOF;

    pclose(nft);
    return has;
}

/* It goes on when who started it is dead; nobody is to settle before it has ended. */
static void dies_while_nft_runs(void **state)
{
    const struct timespec until_nft_sleeps = { 0, 100 * 1000 * 1000 };
    const struct timespec until_it_has_ended = { 0, 400 * 1000 * 1000 };
    pid_t child;

    (void)state;
    make_nft_slow();
    child = fork();
    if (!child)
        live();
    nanosleep(&until_nft_sleeps, NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    check_what_is_left("killed while nft runs");
    nanosleep(&until_it_has_ended, NULL);
    assert_false(has_tables());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dies_at_every_point),
        cmocka_unit_test(dies_at_any_moment),
        cmocka_unit_test(dies_while_nft_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
