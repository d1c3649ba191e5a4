/*
 * forward_test.c - the machine passes packets on where networks need it, and nowhere else; and is
 * afterwards what it was before.
 */
#include "world.h"

static struct network b;

/* All settings of the machine's interfaces; but secrets, and what depends on the time. */
#define SETTINGS                                                                                   \
    "cd /proc/sys/net && grep -s . ipv4/ip_forward ipv[46]/conf/%s/* | grep -v stable_secret"

static const char *settings(const char *link)
{
    return lab_output(lab, SETTINGS, link);
}

static const char *setting(const char *name)
{
    return lab_output(lab, "cat /proc/sys/net/%s", name);
}

static void set(const char *name, const char *value)
{
    CHECK(lab_run("echo %s >/proc/sys/net/%s", value, name));
}

static void make_both(void)
{
    network_describe(&b, 'b');
    b.bridge.addresses.count = b.rules.addresses.count = b.rules.prefixes.count = 1;
    network_make(lab, &a);
    network_make(lab, &b);
}

static void only_what_needs_it_forwards(void **state)
{
    const char *all = settings("all"), *fresh = settings("default"), *lo = settings("lo");
    const char *everything = settings("*");

    (void)state;
    make_both();
    check_text("all", settings("all"), all);
    check_text("default", settings("default"), fresh);
    check_text("lo", settings("lo"), lo);
    check_text("IPv4", setting("ipv4/conf/up0/forwarding"), "18499\n");
    check_text("IPv6", setting("ipv6/conf/up0/force_forwarding"), "1\n");
    network_unmake(lab, &a);
    check_text("IPv4 that the other needs", setting("ipv4/conf/up0/forwarding"), "18499\n");
    check_text("IPv6 that nobody needs", setting("ipv6/conf/up0/force_forwarding"), "0\n");
    network_unmake(lab, &b);
    check_text("afterwards", settings("*"), everything);
}

static void a_subnet_that_goes_takes_ipv6_along(void **state)
{
    const char *everything = settings("*");
    struct step less = a.rules;

    (void)state;
    less.addresses.count = less.prefixes.count = 1;
    network_make(lab, &a);
    lab_remove(lab, &a.rules);
    lab_take(lab, &less);
    check_text("IPv4", setting("ipv4/conf/up0/forwarding"), "18499\n");
    check_text("IPv6", setting("ipv6/conf/up0/force_forwarding"), "0\n");
    lab_remove(lab, &less);
    lab_remove(lab, &a.bridge);
    check_text("afterwards", settings("*"), everything);
}

static void internal_networks_change_nothing(void **state)
{
    const char *before = settings("up0");
    struct network internal;

    (void)state;
    network_describe(&internal, 'i');
    network_make(lab, &internal);
    check_text("up0", settings("up0"), before);
    network_unmake(lab, &internal);
}

/* What the administrator sets: before there is a network, and while there is one. */
static const struct {
    const char *name, *value, *undo;
} choices[] = {
    { "ipv4/ip_forward", "1", "0" },
    { "ipv4/conf/up0/forwarding", "1", "0" },
    { "ipv6/conf/all/forwarding", "1", "0" },
    { "ipv6/conf/up0/force_forwarding", "1", "0" },
};

static void what_others_set_before_stays(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(choices); i++) {
        const char *before;

        set(choices[i].name, choices[i].value);
        before = settings("*");
        network_make(lab, &a);
        network_unmake(lab, &a);
        check_text(choices[i].name, settings("*"), before);
        set(choices[i].name, choices[i].undo);
    }
}

static void what_others_set_meanwhile_stays(void **state)
{
    (void)state;
    for (size_t i = 0; i + 1 < COUNT(choices); i++) {
        network_make(lab, &a);
        set(choices[i].name, choices[i].value);
        network_unmake(lab, &a);
        check_text(choices[i].name, setting(choices[i].name), "1\n");
        set(choices[i].name, choices[i].undo);
        check_text("ours", setting("ipv4/conf/up0/tag"), "0\n");
    }
}

/* A process that dies leaves a bridge at most; the next network that goes clears up. */
static void what_was_left_is_put_back_with_the_next(void **state)
{
    const char *everything = settings("*");

    (void)state;
    network_make(lab, &a);
    CHECK(lab_run("ip link del %s", a.link));
    lab_remove(lab, &a.rules);
    check_text("left", setting("ipv4/conf/up0/forwarding"), "18499\n");
    network_describe(&b, 'b');
    network_make(lab, &b);
    network_unmake(lab, &b);
    check_text("afterwards", settings("*"), everything);
}

static void mend(const struct step *s, bool expected)
{
    struct hcn_call c = { 0 };
    bool mended = false;

    CHECK(driver_linux.mend(&c, lab->driver, s, &mended));
    check_number("mended", mended, expected);
    call_end(&c);
}

static void interfaces_that_come_later_are_opened(void **state)
{
    (void)state;
    network_make(lab, &a);
    CHECK(lab_run("ip link add late type veth peer name other"));
    CHECK(lab_run("ip addr add 10.3.0.1/24 dev late && ip link set late up"));
    check_text("not yet", setting("ipv4/conf/late/forwarding"), "0\n");
    mend(&a.rules, false);
    check_text("with the next attach", setting("ipv4/conf/late/forwarding"), "18499\n");
    network_unmake(lab, &a);
    check_text("afterwards", setting("ipv4/conf/late/forwarding"), "0\n");
    CHECK(lab_run("ip link del late"));
}

static void what_others_switch_off_is_mended(void **state)
{
    const struct talk v4 = { .from = c1.path, .to = LAB_OUTSIDE, .address = "10.0.0.9", .port = 7 };
    const struct talk v6 = { .from = c1.path, .to = LAB_OUTSIDE, .address = "fd00::9", .port = 7 };

    (void)state;
    network_make(lab, &a);
    container_make(lab, &c1);
    set("ipv4/ip_forward", "1");
    set("ipv4/ip_forward", "0");
    set("ipv6/conf/all/force_forwarding", "1");
    set("ipv6/conf/all/force_forwarding", "0");
    check_seen("switched off", &v4, "nobody");
    mend(&a.rules, true);
    check_seen("IPv4", &v4, "10.0.0.1");
    check_seen("IPv6", &v6, "fd00::1");
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
}

/* Kernels before 6.17: the whole machine forwards IPv6, and goes on heeding routers. */
static void kernels_without_force_forwarding(void **state)
{
    const struct talk t = { .from = c1.path, .to = LAB_OUTSIDE, .address = "fd00::9", .port = 7 };
    const char *everything;

    (void)state;
    CHECK(lab_run("mount --bind /dev/null /proc/sys/net/ipv6/conf/all/force_forwarding"));
    everything = settings("*");
    make_both();
    container_make(lab, &c1);
    check_seen("IPv6", &t, "fd00::1");
    check_text("the machine", setting("ipv6/conf/all/forwarding"), "18499\n");
    check_text("routers", setting("ipv6/conf/up0/accept_ra"), "2\n");
    container_unmake(lab, &c1);
    network_unmake(lab, &a);
    check_text("the machine", setting("ipv6/conf/all/forwarding"), "0\n");
    check_text("routers", setting("ipv6/conf/up0/accept_ra"), "1\n");
    network_unmake(lab, &b);
    check_text("afterwards", settings("*"), everything);
    CHECK(lab_run("umount /proc/sys/net/ipv6/conf/all/force_forwarding"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TESTS(only_what_needs_it_forwards),
        WORLD_TESTS(a_subnet_that_goes_takes_ipv6_along),
        WORLD_TESTS(internal_networks_change_nothing),
        WORLD_TESTS(what_others_set_before_stays),
        WORLD_TESTS(what_others_set_meanwhile_stays),
        WORLD_TESTS(what_was_left_is_put_back_with_the_next),
        WORLD_TESTS(interfaces_that_come_later_are_opened),
        WORLD_TESTS(what_others_switch_off_is_mended),
        WORLD_TESTS(kernels_without_force_forwarding),
    };

    return cmocka_run_group_tests_name("live.forward", tests, NULL, NULL);
}
