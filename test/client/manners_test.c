/*
 * manners_test.c - what a library leaves as it was: the thread's signal mask and namespace, umask,
 * directory, locale and environment; no descriptor that a program it starts would inherit, and none
 * in place of a standard stream.
 */
#define _GNU_SOURCE
#include "script.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

struct habits {
    sigset_t signals;
    struct sigaction child, pipe;
    mode_t mask;
    char directory[256], network[64], locale[64];
    size_t variables;
};

static struct habits look(void)
{
    struct habits h;
    ssize_t length;

    memset(&h, 0, sizeof h);
    pthread_sigmask(SIG_BLOCK, NULL, &h.signals);
    sigaction(SIGCHLD, NULL, &h.child);
    sigaction(SIGPIPE, NULL, &h.pipe);
    h.mask = umask(0);
    umask(h.mask);
    CHECK(getcwd(h.directory, sizeof h.directory));
    length = readlink("/proc/thread-self/ns/net", h.network, sizeof h.network - 1);
    CHECK(length > 0);
    snprintf(h.locale, sizeof h.locale, "%s", setlocale(LC_ALL, NULL));
    for (char **v = environ; *v; v++)
        h.variables++;
    return h;
}

static void check_same(const struct habits *was)
{
    struct habits is = look();

    CHECK(!memcmp(&was->signals, &is.signals, sizeof is.signals));
    CHECK(was->child.sa_handler == is.child.sa_handler);
    CHECK(was->pipe.sa_handler == is.pipe.sa_handler);
    check_number("umask", is.mask, was->mask);
    check_text("directory", is.directory, was->directory);
    check_text("network namespace", is.network, was->network);
    check_text("locale", is.locale, was->locale);
    check_number("variables", is.variables, was->variables);
}

/* Which descriptors there are, as bits; those that a program would inherit fail the test. */
static uint64_t descriptors(uint64_t known)
{
    uint64_t all = 0;

    for (int fd = 0; fd < 64; fd++) {
        int flags = fcntl(fd, F_GETFD);

        if (flags < 0)
            continue;
        all |= (uint64_t)1 << fd;
        if (!(known >> fd & 1) && !(flags & FD_CLOEXEC))
            CHECK_FAILED("descriptor %d is not closed when a program starts", fd);
    }
    return all;
}

static void live(struct hcn_call *call, struct hcn_service *s)
{
    struct hcn_network *network = hcn_network_create_internal(call, s, NULL, "n", "10.0.0.0/24");
    struct hcn_namespace *space = hcn_namespace_create_host(call, s);
    struct hcn_guid on = hcn_network_id(network), id;
    struct hcn_endpoint *endpoint = hcn_endpoint_create_json(call, s, &on, NULL, "{}");

    id = hcn_endpoint_id(endpoint);
    hcn_namespace_add_endpoint(call, space, &id);
    CHECK(hcn_namespace_query(call, space, NULL));
    hcn_network_delete(call, s, &on);
    check_failure("life", call, 0, "");
    CHECK(!hcn_endpoint_query(call, endpoint, NULL)); /* a failure leaves no trace either */
    hcn_call_forgive(call);
    hcn_endpoint_close(endpoint);
    hcn_namespace_close(space);
    hcn_network_close(network);
}

static void all_is_left_as_it_was(void **state)
{
    char directory[] = "/tmp/hcn-manners-XXXXXX", which[64], command[64];
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service;
    struct habits was;
    uint64_t known;
    sigset_t usr;

    (void)state;
    CHECK(mkdtemp(directory));
    sigemptyset(&usr);
    sigaddset(&usr, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &usr, NULL);
    umask(027);
    was = look();
    known = descriptors(UINT64_MAX);
    snprintf(which, sizeof which, "local:%s/a?driver=null", directory);
    service = hcn_service_open(call, which);
    check_failure("open", call, 0, "");
    (void)descriptors(known);
    live(call, service);
    (void)descriptors(known);
    check_same(&was);
    hcn_service_close(service);
    hcn_call_end(call);
    check_same(&was);
    check_number("descriptors", descriptors(known), known);
    snprintf(command, sizeof command, "rm -r %s", directory);
    CHECK(!system(command));
}

/* ---- closed streams ---------------------------------------------------------------------- */

enum { STREAMS = 3 };

struct streams {
    int aside[STREAMS];
};

static void close_streams(struct streams *s)
{
    fflush(NULL);
    for (int fd = 0; fd < STREAMS; fd++) {
        s->aside[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 10);
        close(fd);
    }
}

static void open_streams(const struct streams *s)
{
    for (int fd = 0; fd < STREAMS; fd++) {
        dup2(s->aside[fd], fd);
        close(s->aside[fd]);
    }
}

/* Notes what stands in place of the streams; SQLite fills them with /dev/null before it opens. */
static void note_strangers(char *out, size_t size)
{
    for (int fd = 0; fd < STREAMS; fd++) {
        char name[32], is[256] = "";

        snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
        if (readlink(name, is, sizeof is - 1) > 0 && strcmp(is, "/dev/null") != 0)
            snprintf(out + strlen(out), size - strlen(out), "%d is %s ", fd, is);
    }
}

static void nothing_takes_the_place_of_a_stream(void **state)
{
    char directory[] = "/tmp/hcn-manners-XXXXXX", which[64], command[64], strangers[1024] = "";
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service;
    struct streams streams;
    struct hcn_watch *watch;

    (void)state;
    CHECK(mkdtemp(directory));
    snprintf(which, sizeof which, "local:%s/a?driver=null", directory);
    close_streams(&streams);
    service = hcn_service_open(call, which);
    note_strangers(strangers, sizeof strangers);
    watch = hcn_watch_open(call, service, HCN_OBJECT_ALL);
    (void)hcn_watch_next(call, watch, 1);
    note_strangers(strangers, sizeof strangers);
    hcn_watch_close(watch);
    hcn_service_close(service);
    open_streams(&streams);
    check_text("streams", strangers, "");
    hcn_call_end(call);
    snprintf(command, sizeof command, "rm -r %s", directory);
    CHECK(!system(command));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_left_as_it_was),
        cmocka_unit_test(nothing_takes_the_place_of_a_stream),
    };

    return cmocka_run_group_tests_name("client.manners", tests, NULL, NULL);
}
