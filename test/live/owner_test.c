/* owner_test.c - whose a thing is: of another store, another request, an older version, nobody. */
#define _GNU_SOURCE
#include "world.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *servers[] = { "10.9.9.9" };
static struct step steps[6];

static const char everything[] = "bridge hb-000000000a net:00000000-0000-0000-0000-00000000000a\n"
                                 "namespace /run/netns/hcn-a11 ns:a11\n"
                                 "port he-a11 ep:00000000-0000-0000-0000-0000000a0011\n"
                                 "rules 8 ep:00000000-0000-0000-0000-0000000a0011\n"
                                 "rules 8 net:00000000-0000-0000-0000-00000000000a\n";

static int begin(void **state)
{
    struct step resolver;

    *state = &lab;
    world_begin(state);
    resolver = (struct step){ .kind = STEP_RESOLVER, .path = c1.path };
    resolver.servers.at = servers;
    resolver.servers.count = 1;
    steps[0] = a.bridge;
    steps[1] = a.rules;
    steps[2] = c1.space;
    steps[3] = c1.port;
    steps[4] = c1.rules;
    steps[5] = resolver;
    return 0;
}

static const char *files(void)
{
    return lab_output(lab, "find /etc/netns /run/hcn -mindepth 1 2>/dev/null; true");
}

static void check_everything(const char *when)
{
    const struct maker now = lab->driver->maker;

    lab->driver->maker = lab_maker; /* an inventory is that of one store */
    check_text(when, lab_inventory(lab), everything);
    check_text(when, files(), "/etc/netns/hcn-a11\n/etc/netns/hcn-a11/resolv.conf\n");
    lab->driver->maker = now;
}

static void check_nothing(const char *when)
{
    check_text(when, lab_inventory(lab), "");
    check_text(when, files(), "");
}

static void work_for(uint32_t store, uint32_t request)
{
    lab->driver->maker = (struct maker){ store, request };
}

static void take_all(void)
{
    for (size_t i = 0; i < COUNT(steps); i++)
        lab_take(lab, &steps[i]);
    check_everything("taken");
}

static void undo_all(void)
{
    for (size_t i = COUNT(steps); i--;)
        lab_undo(lab, &steps[i]);
}

static void remove_all(void)
{
    for (size_t i = COUNT(steps); i--;)
        lab_remove(lab, &steps[i]);
}

/* ---- others ----------------------------------------------------------------------------- */

static const char *const refusals[] = {
    "bridge hb-000000000a is there already: store 11111111 has it as "
    "net:00000000-0000-0000-0000-00000000000a (this is store 33333333). Where that is lost, \"ip "
    "link delete hb-000000000a\" removes it",
    "br is taken already: store 11111111 has it as net:00000000-0000-0000-0000-00000000000a (this "
    "is store 33333333). Where that is lost, \"nft delete table inet hcn\" removes it, and the "
    "next "
    "attach puts back what is in use",
    "network namespace /run/netns/hcn-a11 is there already: store 11111111 has it as ns:a11 (this "
    "is store 33333333). Where that is lost, \"ip netns delete hcn-a11\" removes it",
    "port he-a11 is there already: store 11111111 has it as "
    "ep:00000000-0000-0000-0000-0000000a0011 (this is store 33333333). Where that is lost, \"ip "
    "link delete he-a11\" removes it",
    "port he-a11 is taken already: store 11111111 has it as "
    "ep:00000000-0000-0000-0000-0000000a0011 "
    "(this is store 33333333). Where that is lost, \"nft delete table bridge hcn\" removes it, and "
    "the next attach puts back what is in use",
};

static void another_store_is_left_alone(void **state)
{
    (void)state;
    take_all();
    work_for(0x33333333, 0x22222222);
    for (size_t i = 0; i < COUNT(refusals); i++)
        lab_refuse(lab, &steps[i], HCN_WIN32_ALREADY_EXISTS, refusals[i]);
    lab_take(lab, &steps[5]); /* a file that is there serves */
    undo_all();
    check_everything("undone for another store");
    remove_all();
    check_everything("removed for another store");
    work_for(0x11111111, 0x22222222);
    undo_all();
    check_nothing("undone");
}

static void another_request_is_not_undone(void **state)
{
    (void)state;
    take_all();
    work_for(0x11111111, 0x44444444);
    undo_all();
    check_everything("undone for another request");
    remove_all();
    check_nothing("removed");
}

static void older_versions_had_no_stores(void **state)
{
    (void)state;
    take_all();
    CHECK(lab_run("ip link set hb-000000000a alias hcn:%s && ip link set he-a11 alias hcn:%s",
                  a.tag, c1.tag));
    CHECK(lab_run("ip -n hcn-a11 link set lo alias ''"));
    CHECK(lab_run("sed -i '1s/.*/# hcn a11/' /etc/netns/hcn-a11/resolv.conf"));
    undo_all();
    check_text("undone", lab_output(lab, "ip -br link show group 18499 | wc -l; ls /run/netns"),
               "2\nhcn-a11\noutside\n");
    check_text("undone", files(), "/etc/netns/hcn-a11\n/etc/netns/hcn-a11/resolv.conf\n");
    remove_all();
    check_nothing("removed");
}

static void nobodys_is_left_alone(void **state)
{
    static const char seen[] = "ip -o link show hb-000000000a | cut -d: -f2; ip netns list";
    const char *before;

    (void)state;
    CHECK(lab_run("ip link add hb-000000000a group 18499 type bridge && ip netns add hcn-a11"));
    before = lab_output(lab, seen);
    lab_refuse(lab, &steps[0], HCN_WIN32_ALREADY_EXISTS,
               "bridge hb-000000000a: a link of that name is there already, and not ours");
    lab_refuse(lab, &steps[2], HCN_WIN32_ALREADY_EXISTS,
               "network namespace /run/netns/hcn-a11 is there already, and not ours");
    undo_all();
    lab_remove(lab, &steps[0]);
    check_text("nobody's", lab_output(lab, seen), before);
    CHECK(lab_run("ip link del hb-000000000a && ip netns del hcn-a11"));
}

/* ---- half made -------------------------------------------------------------------------- */

/* Links without an alias, as somebody leaves them who dies making them: the group says who. */
static const struct {
    const char *who, *group;
    bool undone, removed;
} births[] = {
    { "this request", "0x51112222", true, true },
    { "another request", "0x51114444", false, true },
    { "another store", "0x73332222", false, false },
};

static bool is_there(void)
{
    return lab_run("ip link show hb-000000000a >/dev/null 2>&1");
}

static void a_link_is_born_with_an_owner(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(births); i++) {
        CHECK(lab_run("ip link add hb-000000000a group %s type bridge", births[i].group));
        lab_undo(lab, &steps[0]);
        check_number(births[i].who, !is_there(), births[i].undone);
        lab_remove(lab, &steps[0]);
        check_number(births[i].who, !is_there(), births[i].removed);
    }
    CHECK(lab_run("ip link del hb-000000000a"));
}

/* The process that writes more than nothing to a file gets a signal. */
static void die_writing(const struct step *s)
{
    const struct rlimit nothing = { 0, 0 };
    struct hcn_call c = { 0 };
    struct driver *d = driver_linux.open(&c, NULL);

    d->maker = lab_maker;
    setrlimit(RLIMIT_FSIZE, &nothing);
    (void)driver_linux.take(&c, d, s);
    _exit(0);
}

static void a_half_written_file_goes(void **state)
{
    int status = 0;
    pid_t child;

    (void)state;
    child = fork();
    if (!child)
        die_writing(&steps[5]);
    CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    CHECK(strstr(files(), "/etc/netns/"));
    lab_undo(lab, &steps[5]);
    check_text("undone", files(), "");
}

/* ---- at the same time -------------------------------------------------------------------- */

/* What a store that begins or ends at the same time does, three times: in place of nft. */
static const struct {
    const char *name, *script;
} races[] = {
    { "takes the tables away",
      "/run/nft \"$@\" || exit; [ $(wc -c </run/races) -lt 3 ] || exit 0; echo >>/run/races; "
      "/run/nft delete table inet hcn 2>/dev/null; true" },
    { "lays them down, and takes them away",
      "[ $(wc -c </run/races) -lt 3 ] || exec /run/nft \"$@\"; echo >>/run/races; "
      "echo 'Error: Could not process rule: File exists'; exit 1" },
};

static void other_stores_begin_and_end(void **state)
{
    static const char nft[] = "n=/usr/sbin/nft; [ -e $n ] || n=/sbin/nft;";

    (void)state;
    CHECK(lab_run("%s touch /run/nft && mount --bind $n /run/nft", nft));
    for (size_t i = 0; i < COUNT(races); i++) {
        CHECK(lab_run("echo '#!/bin/sh' >/run/racing && cat >>/run/racing <<'E'\n%s\nE\n"
                      "chmod +x /run/racing && : >/run/races && %s mount --bind /run/racing $n",
                      races[i].script, nft));
        network_make(lab, &a);
        check_text(races[i].name, lab_output(lab, "wc -c </run/races"), "3\n");
        network_unmake(lab, &a);
        CHECK(lab_run("%s umount $n", nft));
    }
    CHECK(lab_run("umount /run/nft"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_store_is_left_alone, begin, world_end),
        cmocka_unit_test_setup_teardown(another_request_is_not_undone, begin, world_end),
        cmocka_unit_test_setup_teardown(older_versions_had_no_stores, begin, world_end),
        cmocka_unit_test_setup_teardown(nobodys_is_left_alone, begin, world_end),
        cmocka_unit_test_setup_teardown(a_link_is_born_with_an_owner, begin, world_end),
        cmocka_unit_test_setup_teardown(a_half_written_file_goes, begin, world_end),
        cmocka_unit_test_setup_teardown(other_stores_begin_and_end, begin, world_end),
    };

    return cmocka_run_group_tests_name("live.owner", tests, NULL, NULL);
}
