/* adopt_test.c - network namespaces that somebody else made: endpoints in them, and what is none.
 */
#define _GNU_SOURCE
#include "world.h"

#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void a_namespace_is_adopted(void **state)
{
    const struct talk t = { .from = "/run/netns/mine", .address = "172.20.0.1", .port = 7 };
    struct hcn_call *c = &lab->call;
    struct texts names;

    (void)state;
    network_make(lab, &a);
    CHECK(lab_run("ip netns add mine"));
    CHECK(lab_run("ip -n mine link add eth0 type veth peer name x"));
    CHECK(lab_run("ip -n mine addr add 192.0.2.2/24 dev eth0"));
    CHECK(lab_run("ip -n mine link set eth0 up && ip -n mine link set x up"));
    CHECK(lab_run("ip -n mine route add default via 192.0.2.1"));
    strcpy(c1.path, "/run/netns/mine");
    strcpy(c1.peer, "eth1");
    c1.port.mtu = 1400;
    lab_take(lab, &c1.port);
    lab_take(lab, &c1.rules);
    lab_take(lab, &c1.up);
    check_seen("adopted", &t, "172.20.0.11");
    CHECK(driver_linux.interfaces(c, lab->driver, c1.path, &names));
    check_number("interfaces", names.count, 4);
    check_text("a second default route",
               lab_output(lab, "ip -n mine route show default dev eth1 | sed 's/ *$//'"),
               "default via 172.20.0.1 proto 117 metric 100\n");
    CHECK(*lab_output(lab, "ip -n mine -o link show eth1 | grep 'mtu 1400'"));
    lab_remove(lab, &c1.rules);
    lab_remove(lab, &c1.port);
    check_text("left as it was", lab_output(lab, "ip -n mine -o link | wc -l"), "3\n");
    CHECK(lab_run("ip netns del mine"));
    network_unmake(lab, &a);
}

/* Its interface is not called eth0, and the endpoint's is. */
static void a_default_route_that_is_there_goes_first(void **state)
{
    (void)state;
    network_make(lab, &a);
    CHECK(lab_run("ip netns add mine"));
    CHECK(lab_run("ip -n mine link add wan type veth peer name x"));
    CHECK(lab_run("ip -n mine addr add 192.0.2.2/24 dev wan"));
    CHECK(lab_run("ip -n mine addr add fd33::2/64 dev wan nodad"));
    CHECK(lab_run("ip -n mine link set wan up && ip -n mine link set x up"));
    CHECK(lab_run("ip -n mine route add default via 192.0.2.1"));
    CHECK(lab_run("ip -n mine route add default via fd33::1"));
    strcpy(c1.path, "/run/netns/mine");
    lab_take(lab, &c1.port);
    check_text("IPv4", lab_output(lab, "ip -n mine route show default dev eth0 | sed 's/ *$//'"),
               "default via 172.20.0.1 proto 117 metric 100 linkdown\n");
    check_text(
        "IPv6",
        lab_output(lab, "ip -n mine -6 route show default dev eth0 | grep -o 'metric [0-9]*'"),
        "metric 1124\n");
    lab_remove(lab, &c1.port);
    CHECK(lab_run("ip netns del mine"));
    network_unmake(lab, &a);
}

/* As container engines make them. The namespace's own habit stays. */
static void an_adopted_namespace_without_ipv6_gets_it(void **state)
{
    const struct talk t = { .from = c1.path, .address = "fd20::1", .port = 7 };

    (void)state;
    network_make(lab, &a);
    lab_take(lab, &c1.space);
    CHECK(lab_run("ip netns exec hcn-a11 sh -c 'for i in all default; do echo 1 > "
                  "/proc/sys/net/ipv6/conf/$i/disable_ipv6; done'"));
    lab_take(lab, &c1.port);
    lab_take(lab, &c1.rules);
    lab_take(lab, &c1.up);
    check_seen("IPv6", &t, "fd20::11");
    check_text(
        "others",
        lab_output(lab, "ip netns exec hcn-a11 sh -c 'cd /proc/sys/net/ipv6/conf && cat "
                        "all/disable_ipv6 default/disable_ipv6 lo/disable_ipv6 eth0/disable_ipv6'"),
        "1\n1\n1\n0\n");
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
}

static const struct {
    const char *path;
    int32_t hresult;
    const char *text;
} paths[] = {
    { "run/netns/outside", E_INVALIDARG, "run/netns/outside: expected an absolute path" },
    { "/run/netns/none", HCN_WIN32_NOT_FOUND,
      "network namespace /run/netns/none: No such file or directory" },
    { "/etc/passwd2", E_INVALIDARG, "/etc/passwd2: expected the file of a network namespace" },
    { "/proc/self/ns/net", E_INVALIDARG,
      "/proc/self/ns/net: expected a file, found a symbolic link" },
    { "/proc/1/ns/../ns/net", E_INVALIDARG,
      "/proc/1/ns/../ns/net: expected a file, found a symbolic link" },
    { "/proc/4000000000/ns/net", HCN_WIN32_NOT_FOUND,
      "network namespace /proc/4000000000/ns/net: No such file or directory" },
    { "/run/netns/own", E_INVALIDARG,
      "/run/netns/own: this is the machine's own network namespace" },
    { "/run/netns/uts", E_INVALIDARG, "/run/netns/uts: expected the file of a network namespace" },
};

static void namespaces_are_told_from_other_files(void **state)
{
    struct hcn_call *c = &lab->call;

    (void)state;
    CHECK(lab_run("touch /etc/passwd2 /run/netns/own /run/netns/uts"));
    CHECK(lab_run("mount --bind /proc/self/ns/net /run/netns/own"));
    CHECK(lab_run("mount --bind /proc/self/ns/uts /run/netns/uts"));
    CHECK(driver_linux.namespace_check(c, lab->driver, LAB_OUTSIDE));
    for (size_t i = 0; i < COUNT(paths); i++) {
        CHECK(!driver_linux.namespace_check(c, lab->driver, paths[i].path));
        check_failure(paths[i].path, c, paths[i].hresult, paths[i].text);
        c->hresult = 0;
    }
    CHECK(lab_run("umount /run/netns/own /run/netns/uts"));
}

/* Container runtimes give the namespace of a process: a link, but one that leads nowhere else. */
static void the_namespace_of_a_process_is_adopted(void **state)
{
    const struct talk t = { .from = c1.path, .address = "172.20.0.1", .port = 7 };
    const pid_t pid = fork();

    (void)state;
    CHECK(pid >= 0);
    if (pid == 0) {
        if (unshare(CLONE_NEWNET) == 0)
            pause();
        _exit(1);
    }
    while (
        !lab_run("[ \"$(readlink /proc/%d/ns/net)\" != \"$(readlink /proc/self/ns/net)\" ]", pid))
        ;
    snprintf(c1.path, sizeof c1.path, "/proc/%d/ns/net", pid);
    network_make(lab, &a);
    CHECK(driver_linux.namespace_check(&lab->call, lab->driver, c1.path));
    lab_take(lab, &c1.port);
    lab_take(lab, &c1.rules);
    lab_take(lab, &c1.up);
    check_seen("of a process", &t, "172.20.0.11");
    lab_remove(lab, &c1.rules);
    lab_remove(lab, &c1.port);
    kill(pid, SIGKILL);
    CHECK(waitpid(pid, NULL, 0) == pid);
    network_unmake(lab, &a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TESTS(a_namespace_is_adopted),
        WORLD_TESTS(a_default_route_that_is_there_goes_first),
        WORLD_TESTS(an_adopted_namespace_without_ipv6_gets_it),
        WORLD_TESTS(the_namespace_of_a_process_is_adopted),
        cmocka_unit_test_setup_teardown(namespaces_are_told_from_other_files, world_begin,
                                        world_end),
    };

    return cmocka_run_group_tests_name("live.adopt", tests, NULL, NULL);
}
