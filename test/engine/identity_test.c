/* identity_test.c - a store belongs to the programs of one system. */
#include <sqlite3.h>

#include "../check.h"
#include "../system.h"

#include "base/os.h"
#include "driver/driver.h"
#include "engine/engine.h"
#include "engine/store.h"

static char directory[SYSTEM_PATH];

static int begin(void **state)
{
    (void)state;
    return system_new_directory(directory) ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    system_remove(directory);
    return 0;
}

static void open_engine(int32_t hresult, const char *text)
{
    struct hcn_call c = { 0 };
    struct engine *e = NULL;

    CHECK(engine_open(&c, directory, &driver_null, &e) == !hresult);
    check_failure(directory, &c, hresult, text);
    if (e)
        engine_close(e);
    call_end(&c);
}

static void say_platform(const char *platform)
{
    struct hcn_call c = { 0 };
    struct store *s;

    if (!store_open(&c, directory, &s) || !store_write(&c, s) ||
        !store_set_fact(&c, s, "platform", platform) || !store_commit(&c, s))
        CHECK_FAILED("%s", c.text);
    store_close(s);
    call_end(&c);
}

static void say_nothing(void)
{
    char path[SYSTEM_PATH + 16];
    sqlite3 *db;

    snprintf(path, sizeof path, "%s/store.db", directory);
    CHECK(!sqlite3_open(path, &db));
    CHECK(!sqlite3_exec(db, "DELETE FROM fact WHERE name = 'platform'", NULL, NULL, NULL));
    sqlite3_close(db);
}

static void stores_of_another_system_are_refused(void **state)
{
    const bool native = !strcmp(os_platform, "Linux");
    const char *other = native ? "Windows" : "Linux";
    char text[SYSTEM_PATH + 128];

    (void)state;
    open_engine(0, "");
    say_platform(other);
    snprintf(text, sizeof text,
             "%s: the store belongs to programs of %s, this one is of %s: use another directory",
             directory, other, os_platform);
    open_engine(HCN_WIN32_ALREADY_EXISTS, text);
    check_number("class", hresult_class(HCN_WIN32_ALREADY_EXISTS), HCN_CLASS_CONFLICT);
    say_platform(os_platform);
    open_engine(0, "");
}

/* Those that were made when there was but one. */
static void stores_that_do_not_say_are_of_linux(void **state)
{
    const bool native = !strcmp(os_platform, "Linux");

    (void)state;
    open_engine(0, "");
    say_nothing();
    open_engine(native ? 0 : HCN_WIN32_ALREADY_EXISTS, native ? "" : NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(stores_of_another_system_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(stores_that_do_not_say_are_of_linux, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
