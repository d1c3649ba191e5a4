/* null_test.c - the driver that remembers. */
#include "../check.h"

#include "base/buffer.h"
#include "driver/null.h"

static const struct step bridge = { .kind = STEP_BRIDGE, .link = "hb-0", .tag = "net:1" };
static const struct step other = { .kind = STEP_BRIDGE, .link = "hb-0", .tag = "net:2" };
static const struct step space = { .kind = STEP_NAMESPACE, .path = "/run/netns/x" };
static const struct step up = { .kind = STEP_UP, .link = "he-0" };

static struct hcn_call call;
static struct driver *driver;

static int begin(void **state)
{
    (void)state;
    driver = driver_null.open(&call, NULL);
    return driver ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    driver_null.close(driver);
    call_end(&call);
    call = (struct hcn_call){ 0 };
    return 0;
}

static bool take(const struct step *s, bool remove)
{
    struct step copy = *s;

    copy.remove = remove;
    call.hresult = 0;
    return driver_null.take(&call, driver, &copy);
}

static const char *inventory(void)
{
    struct buffer b = { .call = &call };
    struct texts all;

    CHECK(driver_null.inventory(&call, driver, &all));
    for (size_t i = 0; i < all.count; i++)
        buffer_format(&b, "%s\n", all.at[i]);
    return buffer_end(&b);
}

static void things_are_made_once(void **state)
{
    (void)state;
    CHECK(take(&space, false) && take(&bridge, false) && take(&up, false) && take(&up, false));
    CHECK(!take(&bridge, false));
    check_failure("twice", &call, HCN_WIN32_ALREADY_EXISTS, "bridge hb-0 is there already");
    check_text("inventory", inventory(), "bridge hb-0 net:1\nnamespace /run/netns/x\n");
    check_number("things", null_driver_things(driver), 2);
    CHECK(take(&bridge, true) && take(&bridge, true) && take(&space, true));
    check_text("inventory", inventory(), "");
}

static void others_are_left_alone(void **state)
{
    (void)state;
    CHECK(take(&bridge, false) && take(&other, true));
    CHECK(driver_null.undo(&call, driver, &other));
    check_text("inventory", inventory(), "bridge hb-0 net:1\n");
    CHECK(driver_null.undo(&call, driver, &bridge));
    CHECK(driver_null.undo(&call, driver, &bridge));
    check_text("inventory", inventory(), "");
}

/* An undo takes what its request made, a removal what its store did, whichever the request was. */
static void makers_are_told_apart(void **state)
{
    (void)state;
    driver->maker = (struct maker){ 1, 2 };
    CHECK(take(&bridge, false));
    driver->maker = (struct maker){ 1, 3 };
    CHECK(driver_null.undo(&call, driver, &bridge));
    driver->maker = (struct maker){ 4, 2 };
    CHECK(driver_null.undo(&call, driver, &bridge) && take(&bridge, true));
    driver->maker = (struct maker){ 1, 3 };
    check_number("things", null_driver_things(driver), 1);
    CHECK(take(&bridge, true));
    check_number("things", null_driver_things(driver), 0);
}

static void steps_can_be_made_to_fail(void **state)
{
    (void)state;
    null_driver_fail_at(driver, 2);
    CHECK(take(&space, false));
    CHECK(!take(&bridge, false));
    check_failure("second", &call, E_FAIL, "bridge hb-0: refused, as the test wants it");
    CHECK(take(&bridge, false));
    CHECK(driver_null.undo(&call, driver, &bridge));
    check_text("log", null_driver_log(driver),
               "+namespace in /run/netns/x\n!+bridge hb-0 net:1 private\n"
               "+bridge hb-0 net:1 private\n~+bridge hb-0 net:1 private\n");
}

static void the_machine_is_what_the_test_says(void **state)
{
    static const char *const prefixes[] = { "10.0.0.0/8", "via:fd00::/64" };
    static const char *const words[] = { "one", "two" };
    const struct counters counted = { .bytes_sent = 7 };
    struct counters counters;
    struct resolver resolver;
    struct identity identity;
    struct host_route *routes;
    struct texts names;
    size_t count;

    (void)state;
    CHECK(null_driver_routes(driver, prefixes, 2) && null_driver_resolver(driver, words, 2) &&
          null_driver_interfaces(driver, words, 2));
    null_driver_counters(driver, &counted);
    CHECK(driver_null.routes(&call, driver, &routes, &count) && count == 2 &&
          routes[1].to.length == 64 && routes[0].on_link && !routes[1].on_link);
    CHECK(driver_null.resolver(&call, driver, &resolver) && resolver.servers.count == 2);
    CHECK(driver_null.interfaces(&call, driver, "", &names) && !strcmp(names.at[1], "two"));
    CHECK(driver_null.counters(&call, driver, "he-0", &counters) && counters.bytes_sent == 7);
    CHECK(driver_null.identify(&call, driver, &identity) && !identity.file);
    CHECK(driver_null.namespace_check(&call, driver, "/run/netns/x"));
    CHECK(!driver_null.namespace_check(&call, driver, "x"));
}

/* The cost of a step must not grow with what is there. */
static void many_things_are_no_burden(void **state)
{
    struct step s = { .kind = STEP_PORT, .tag = "ep:1" };
    char name[16];

    (void)state;
    s.link = name;
    for (unsigned i = 0; i < 20000; i++) {
        snprintf(name, sizeof name, "he-%u", i);
        CHECK(take(&s, false));
    }
    check_number("things", null_driver_things(driver), 20000);
    CHECK(strlen(null_driver_log(driver)) < 3 << 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(things_are_made_once, begin, end),
        cmocka_unit_test_setup_teardown(others_are_left_alone, begin, end),
        cmocka_unit_test_setup_teardown(makers_are_told_apart, begin, end),
        cmocka_unit_test_setup_teardown(steps_can_be_made_to_fail, begin, end),
        cmocka_unit_test_setup_teardown(the_machine_is_what_the_test_says, begin, end),
        cmocka_unit_test_setup_teardown(many_things_are_no_burden, begin, end),
    };

    return cmocka_run_group_tests_name("driver.null", tests, NULL, NULL);
}
