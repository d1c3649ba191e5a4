/* steps_test.c - what each step promises: twice, not at all, half, and beside what is not ours. */
#define _GNU_SOURCE
#include "world.h"

#include <fcntl.h>

#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct step_mapping web = { .protocol = 6, .external_port = 8080, .internal_port = 80 };
static struct step_mapping same = { .protocol = 6, .external_port = 8080, .internal_port = 81 };

static const char *servers[] = { "10.9.9.9", "fd99::9" };
static const char *search[] = { "example.com" };

static struct step resolver_of(const struct container *c)
{
    struct step s = { .kind = STEP_RESOLVER, .path = c->path, .domain = "unused.example" };

    s.servers.at = servers;
    s.servers.count = COUNT(servers);
    s.search.at = search;
    s.search.count = COUNT(search);
    return s;
}

static int begin(void **state)
{
    *state = &lab;
    world_begin(state);
    web.address = "172.20.0.11";
    same.address = "172.20.0.12";
    container_publish(&c1, &web);
    container_publish(&c2, &same);
    return 0;
}

/* The steps of a network and a container, in their order. */
static void plan(struct step out[7])
{
    const struct step all[] = { a.bridge, a.rules, c1.space,        c1.port,
                                c1.rules, c1.up,   resolver_of(&c1) };

    memcpy(out, all, sizeof all);
}

/* ---- twice and not at all --------------------------------------------------------------- */

static void making_twice_is_refused(void **state)
{
    struct step s[7];

    (void)state;
    plan(s);
    for (size_t i = 0; i < COUNT(s); i++) {
        lab_take(lab, &s[i]);
        if (s[i].kind != STEP_UP && s[i].kind != STEP_RESOLVER)
            lab_refuse(lab, &s[i], HCN_WIN32_ALREADY_EXISTS, "");
    }
    lab_take(lab, &c2.space);
    lab_take(lab, &c2.port);
    lab_refuse(lab, &c2.rules, HCN_WIN32_ALREADY_EXISTS,
               "published port 8080/tcp is taken already");
    lab_undo(lab, &c2.rules);
    lab_undo(lab, &c2.port);
    lab_undo(lab, &c2.space);
    check_text("c1 is whole", lab_inventory(lab),
               "bridge hb-000000000a net:00000000-0000-0000-0000-00000000000a\n"
               "namespace /run/netns/hcn-a11 ns:a11\n"
               "port he-a11 ep:00000000-0000-0000-0000-0000000a0011\n"
               "rules 8 net:00000000-0000-0000-0000-00000000000a\n"
               "rules 9 ep:00000000-0000-0000-0000-0000000a0011\n");
    for (size_t i = COUNT(s); i--;)
        lab_remove(lab, &s[i]);
}

static void removing_what_is_not_there_succeeds(void **state)
{
    struct step s[7];

    (void)state;
    plan(s);
    for (size_t i = 0; i < COUNT(s); i++) {
        lab_remove(lab, &s[i]);
        lab_undo(lab, &s[i]);
    }
    lab_remove(lab, &c1.forget);
}

/* ---- half ------------------------------------------------------------------------------- */

/* A process takes the step and is killed on the way. */
static void take_and_die(const struct step *s, long microseconds)
{
    const struct timespec moment = { 0, microseconds * 1000 };
    struct hcn_call c = { 0 };
    pid_t pid = fork();

    CHECK(pid >= 0);
    if (pid == 0) {
        struct driver *d = driver_linux.open(&c, NULL);

        d->maker = lab_maker;
        (void)driver_linux.take(&c, d, s);
        for (;;)
            pause();
    }
    nanosleep(&moment, NULL);
    kill(pid, SIGKILL);
    CHECK(waitpid(pid, NULL, 0) == pid);
}

static void undo_after_a_kill_leaves_nothing(void **state)
{
    struct step s[7];
    const char *before;

    (void)state;
    plan(s);
    for (size_t i = 0; i < COUNT(s); i++) {
        before = lab_inventory(lab);
        for (long after = 0; after < 4000; after += s[i].kind == STEP_PORT ? 50 : 200) {
            take_and_die(&s[i], after);
            lab_undo(lab, &s[i]);
            check_text(step_word(s[i].kind), lab_inventory(lab), before);
        }
        lab_take(lab, &s[i]);
    }
    for (size_t i = COUNT(s); i--;)
        lab_undo(lab, &s[i]);
}

static void a_removal_goes_on_after_a_kill(void **state)
{
    const char *after[7];
    struct step s[7];

    (void)state;
    plan(s);
    for (size_t i = 0; i < COUNT(s); i++) {
        after[i] = lab_inventory(lab);
        lab_take(lab, &s[i]);
    }
    for (size_t i = COUNT(s); i--;) {
        struct step gone = s[i];

        gone.remove = true;
        for (long moment = 0; moment < 3000; moment += 250) {
            take_and_die(&gone, moment);
            lab_take(lab, &gone);
            check_text(step_word(s[i].kind), lab_inventory(lab), after[i]);
            if (s[i].kind != STEP_UP)
                lab_take(lab, &s[i]);
        }
        lab_take(lab, &gone);
    }
}

/* ---- beside what is not ours ------------------------------------------------------------ */

static void others_are_left_alone(void **state)
{
    struct step r = resolver_of(&c1);
    const char *was;

    (void)state;
    network_make(lab, &a);
    CHECK(lab_run("ip link add he-a11 type veth peer name x"));
    CHECK(lab_run("mkdir -p /etc/netns/hcn-a11 && echo mine > /etc/netns/hcn-a11/resolv.conf"));
    CHECK(lab_run("nft add element inet hcn pm4 '{ tcp . 8080 : 10.1.1.1 . 1 }'"));
    lab_take(lab, &c1.space);
    lab_refuse(lab, &c1.port, HCN_WIN32_ALREADY_EXISTS,
               "port he-a11: a link of that name is there already, and not ours: rename or delete "
               "it");
    lab_refuse(lab, &c1.rules, HCN_WIN32_ALREADY_EXISTS, "taken already");
    lab_take(lab, &r);
    lab_remove(lab, &r);
    was = lab_output(lab,
                     "ip -o link; nft list map inet hcn pm4; cat /etc/netns/hcn-a11/resolv.conf");
    lab_undo(lab, &r);
    lab_undo(lab, &c1.up);
    lab_undo(lab, &c1.rules);
    lab_undo(lab, &c1.port);
    check_text(
        "others",
        lab_output(lab,
                   "ip -o link; nft list map inet hcn pm4; cat /etc/netns/hcn-a11/resolv.conf"),
        was);
    CHECK(strstr(was, "mine") && strstr(was, "10.1.1.1 . 1"));
    CHECK(lab_run("ip link del he-a11 && rm -r /etc/netns"));
    lab_undo(lab, &c1.space);
    network_unmake(lab, &a);
}

static void flushed_rules_are_laid_down_again(void **state)
{
    char seen[46];
    const struct talk t = {
        .from = LAB_OUTSIDE, .to = c1.path, .address = "10.0.0.1", .port = 8080, .server_port = 80
    };

    (void)state;
    network_make(lab, &a);
    container_make(lab, &c1);
    CHECK(lab_run("nft flush ruleset"));
    lab_remove(lab, &c1.rules);
    lab_remove(lab, &a.rules);
    lab_take(lab, &a.rules);
    CHECK(lab_run("nft delete table bridge hcn"));
    lab_take(lab, &c1.rules);
    CHECK(lab_talk(&t, PATIENT, seen));
    CHECK(lab_run("nft delete table inet hcn"));
    CHECK(lab_run("nft 'create table inet hcn { comment \"hcn schema=99\"; }'"));
    container_unmake(lab, &c1);
    lab_refuse(lab, &c1.rules, HCN_WIN32_SERVER_UNAVAILABLE, "\"hcn schema=99\"");
    network_unmake(lab, &a);
}

/* ---- refusals --------------------------------------------------------------------------- */

static void in_child(void (*run)(void))
{
    int status;
    pid_t pid = fork();

    CHECK(pid >= 0);
    if (pid == 0) {
        run();
        _exit(0);
    }
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK(status == 0);
}

static void expect(const struct step *s, int32_t hresult, const char *text)
{
    struct hcn_call c = { 0 };

    if (driver_linux.take(&c, lab->driver, s) || c.hresult != hresult ||
        strcmp(c.text, text) != 0) {
        print_error("expected %s\ngot 0x%08X %s\n", text, (unsigned)c.hresult, c.text);
        _exit(1);
    }
    call_end(&c);
}

/* A driver checks rights against those of the process that opened its sockets: so a new one. */
static void without_rights(void)
{
    struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
    struct __user_cap_data_struct none[2] = { { 0 } };
    struct hcn_call c = { 0 };

    if (syscall(SYS_capset, &head, none) < 0)
        _exit(2);
    lab->driver = driver_linux.open(&c, NULL);
    expect(&a.rules, E_ACCESSDENIED,
           "a change of rules: the kernel refused it: Operation not permitted (are you root?)");
    expect(&a.bridge, E_ACCESSDENIED,
           "bridge hb-000000000a: the kernel refused it: Operation not permitted (are you root?)");
    expect(&c1.space, E_ACCESSDENIED,
           "/run/netns cannot be shared with other mount namespaces: Operation not permitted (are "
           "you root?)");
}

static void without_nft(void)
{
    if (unshare(CLONE_NEWNS) < 0 ||
        !lab_run("for f in /usr/sbin/nft /sbin/nft /usr/bin/nft; do if [ -e $f ]; then "
                 "mount --bind /dev/null $f; fi; done"))
        _exit(2);
    expect(&a.rules, HCN_WIN32_SERVER_UNAVAILABLE,
           "the program nft is missing: install the package nftables");
}

static void refusals_say_what_and_why(void **state)
{
    struct step odd = c1.port;

    (void)state;
    in_child(without_rights);
    in_child(without_nft);
    lab_refuse(lab, &c1.port, HCN_WIN32_NOT_FOUND,
               "network namespace /run/netns/hcn-a11: No such file or directory");
    lab_take(lab, &c1.space);
    lab_refuse(lab, &c1.port, HCN_WIN32_NOT_FOUND, "port he-a11: there is no bridge hb-000000000a");
    odd.mac = "nonsense";
    lab_refuse(lab, &odd, E_INVALIDARG, "port he-a11: expected a MAC address, found \"nonsense\"");
    lab_refuse(lab, &c1.up, HCN_WIN32_NOT_FOUND, "port he-a11 is not there");
    lab_remove(lab, &c1.space);
}

/* ---- manners ---------------------------------------------------------------------------- */

/* How many there are from number 3 on that would survive exec, or all. */
static size_t count_descriptors(bool surviving)
{
    size_t count = 0;

    for (int fd = 3; fd < 256; fd++) {
        int flags = fcntl(fd, F_GETFD);

        count += flags >= 0 && (!surviving || !(flags & FD_CLOEXEC));
    }
    return count;
}

static size_t inherited;

static void the_caller_is_not_disturbed(void **state)
{
    struct stat before, after;
    sigset_t mask = { 0 }, mask_after = { 0 };
    size_t descriptors;

    (void)state;
    network_make(lab, &a);
    descriptors = count_descriptors(false);
    CHECK(stat("/proc/thread-self/ns/net", &before) == 0);
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    container_make(lab, &c1);
    container_unmake(lab, &c1);
    CHECK(stat("/proc/thread-self/ns/net", &after) == 0);
    CHECK(before.st_ino == after.st_ino);
    pthread_sigmask(SIG_SETMASK, NULL, &mask_after);
    CHECK(memcmp(&mask, &mask_after, sizeof mask) == 0);
    nanosleep(&(struct timespec){ 0, 100000000 }, NULL); /* threads of the removals end */
    check_number("descriptors", count_descriptors(false), descriptors);
    check_number("that survive exec", count_descriptors(true), inherited);
    network_unmake(lab, &a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(making_twice_is_refused, begin, world_end),
        cmocka_unit_test_setup_teardown(removing_what_is_not_there_succeeds, begin, world_end),
        cmocka_unit_test_setup_teardown(undo_after_a_kill_leaves_nothing, begin, world_end),
        cmocka_unit_test_setup_teardown(a_removal_goes_on_after_a_kill, begin, world_end),
        cmocka_unit_test_setup_teardown(others_are_left_alone, begin, world_end),
        cmocka_unit_test_setup_teardown(flushed_rules_are_laid_down_again, begin, world_end),
        cmocka_unit_test_setup_teardown(refusals_say_what_and_why, begin, world_end),
        cmocka_unit_test_setup_teardown(the_caller_is_not_disturbed, begin, world_end),
    };

    inherited = count_descriptors(true);
    return cmocka_run_group_tests_name("live.steps", tests, NULL, NULL);
}
