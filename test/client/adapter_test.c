/* adapter_test.c - which adapter leads out: the choice, and who overrides it. */
#define _DEFAULT_SOURCE
#include "script.h"

#include <stdlib.h>

#include "driver/uplink.h"

#define V4(metric, name, kind)                                                                     \
    {                                                                                              \
        4, metric, name, kind, true, true                                                          \
    }
#define V6(metric, name, kind)                                                                     \
    {                                                                                              \
        6, metric, name, kind, true, true                                                          \
    }

/* Given: the default routes and their links. Expected: the link, or nothing. */
static const struct {
    struct uplink at[4];
    size_t count;
    const char *expected;
} choices[] = {
    { { V4(100, "eth0", "") }, 1, "eth0" },
    { { V4(600, "wlan0", ""), V4(100, "eth0", "") }, 2, "eth0" },
    { { V4(0, "eth0", ""), V4(0, "eth1", "") }, 2, "eth0" },
    { { V6(10, "eth6", ""), V4(600, "eth4", "") }, 2, "eth4" },
    { { V6(1024, "eth6", ""), V6(256, "eth7", "") }, 2, "eth7" },
    { { V4(50, "wg0", "wireguard"), V4(100, "eth0", "") }, 2, "eth0" },
    { { V4(0, "tun0", "tun"), V4(0, "ip0", "ipip"), V4(0, "gre1", "gre"), V4(9, "e", "") },
      4,
      "e" },
    { { V4(0, "sit1", "sit"), V4(0, "ppp0", "ppp"), V4(0, "gt", "gretap"), V4(9, "e", "") },
      4,
      "e" },
    { { V4(0, "docker0", "bridge"), V4(0, "veth1", "veth"), V4(9, "eth0", "") }, 3, "eth0" },
    { { V4(0, "br0", "bridge"), V4(0, "vx", "vxlan"), V4(0, "d", "dummy") }, 3, NULL },
    { { V4(10, "bond0", "bond"), V4(20, "eth0", "") }, 2, "bond0" },
    { { V4(10, "eth0.5", "vlan") }, 1, "eth0.5" },
    { { { 4, 0, "lo", "", true, false }, V4(9, "eth0", "") }, 2, "eth0" },
    { { { 4, 0, "eth1", "", false, true }, V4(9, "eth0", "") }, 2, "eth0" },
    { { { 4, 0, "", "", false, false } }, 1, NULL },
    { { { 0 } }, 0, NULL },
};

static void choosing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(choices); i++) {
        const struct uplink *best = uplink_choose(choices[i].at, choices[i].count);

        check_text(choices[i].at[0].name, best ? best->name : NULL, choices[i].expected);
    }
}

/* The variables, trimmed: ours first. NULL: what the machine has, which may be nothing. */
static void env_override_wins_when_set(void **state)
{
    static const struct {
        const char *ours, *theirs, *expected;
    } rows[] = {
        { "eth7", NULL, "eth7" },
        { " eth7\t\n", "eth8", "eth7" },
        { NULL, "Ethernet 2", "Ethernet 2" },
        { "", " eth8 ", "eth8" },
        { "  ", "eth8", "eth8" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_call *call = hcn_call_begin();

        unsetenv("HCN_UPLINK_ADAPTER");
        unsetenv("ZLAYER_HCN_UPLINK_ADAPTER");
        if (rows[i].ours)
            setenv("HCN_UPLINK_ADAPTER", rows[i].ours, 1);
        if (rows[i].theirs)
            setenv("ZLAYER_HCN_UPLINK_ADAPTER", rows[i].theirs, 1);
        check_text("adapter", hcn_adapter_find(call), rows[i].expected);
        hcn_call_end(call);
    }
    unsetenv("HCN_UPLINK_ADAPTER");
    unsetenv("ZLAYER_HCN_UPLINK_ADAPTER");
}

/* Whatever this machine has: a name, or not found with what to do about it. */
static void check_detected(const char *row)
{
    struct hcn_call *call = hcn_call_begin();
    const char *name = hcn_adapter_find(call);

    if (!name) {
        check_number(row, (uint32_t)hcn_call_hresult(call), (uint32_t)HCN_E_ADAPTER_NOT_FOUND);
        check_number(row, hcn_call_class(call), HCN_CLASS_NOT_FOUND);
        CHECK(strstr(hcn_call_text(call), "HCN_UPLINK_ADAPTER"));
    } else {
        CHECK(*name && *name != ' ');
    }
    hcn_call_end(call);
}

static void env_override_empty_falls_through(void **state)
{
    (void)state;
    setenv("HCN_UPLINK_ADAPTER", "   ", 1);
    setenv("ZLAYER_HCN_UPLINK_ADAPTER", "", 1);
    check_detected("blank");
    unsetenv("HCN_UPLINK_ADAPTER");
    unsetenv("ZLAYER_HCN_UPLINK_ADAPTER");
}

static void auto_detect_returns_adapter_name(void **state)
{
    (void)state;
    check_detected("unset");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choosing),
        cmocka_unit_test(env_override_wins_when_set),
        cmocka_unit_test(env_override_empty_falls_through),
        cmocka_unit_test(auto_detect_returns_adapter_name),
    };

    return cmocka_run_group_tests_name("client.adapter", tests, NULL, NULL);
}
