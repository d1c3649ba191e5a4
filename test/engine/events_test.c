/* events_test.c - events as the store keeps them, and a store that is older than they are. */
#include <sqlite3.h>
#include <stdlib.h>

#include "../check.h"
#include "engine/store.h"
#include "place.h"

static char directory[PLACE];

static int set_up(void **state)
{
    (void)state;
    place_make(directory);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    place_remove(directory);
    return 0;
}

static struct store *open_store(void)
{
    struct hcn_call c = { 0 };
    struct store *s = NULL;

    store_open(&c, directory, &s);
    check_failure("open", &c, 0, "");
    call_end(&c);
    return s;
}

static bool add_number(void *context, const struct event *e)
{
    char *text = context;
    size_t used = strlen(text);

    snprintf(text + used, 64 - used, "%u:%u ", (unsigned)e->sequence, e->id.data1);
    return true;
}

static void add(struct hcn_call *c, struct store *s, uint32_t id)
{
    const struct event e = { .id.data1 = id };

    CHECK(store_add_event(c, s, &e));
}

static void events_are_numbered_without_gaps(void **state)
{
    struct store *s = open_store();
    struct hcn_call c = { 0 };
    char text[64] = "";
    uint64_t last = 0;

    (void)state;
    CHECK(store_write(&c, s) && store_last_event(&c, s, &last));
    check_number("none", last, 0);
    add(&c, s, 7);
    add(&c, s, 8);
    CHECK(store_commit(&c, s));
    add(&c, s, 9);
    store_rollback(s);
    add(&c, s, 10);
    CHECK(store_commit(&c, s) && store_last_event(&c, s, &last));
    check_number("last", last, 3);
    CHECK(store_each_event(&c, s, 1, add_number, text));
    check_text("behind the first", text, "2:8 3:10 ");
    store_close(s);
    call_end(&c);
}

static void a_store_of_version_1_is_brought_up_to_date(void **state)
{
    struct hcn_call c = { 0 };
    struct store *s = open_store();
    const char *value;
    static const char version1[] = "DROP TABLE event; DROP TABLE ports;"
                                   "ALTER TABLE claim DROP COLUMN holder_kind;"
                                   "PRAGMA user_version = 1";
    char path[64];
    sqlite3 *db;

    (void)state;
    CHECK(store_write(&c, s) && store_set_fact(&c, s, "old", "kept") && store_commit(&c, s));
    store_close(s);
    snprintf(path, sizeof path, "%s/store.db", directory);
    CHECK(sqlite3_open(path, &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, version1, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
    s = open_store();
    CHECK(store_write(&c, s) && store_fact(&c, s, "old", &value));
    check_text("what was there", value, "kept");
    add(&c, s, 1);
    CHECK(store_commit(&c, s));
    store_close(s);
    call_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(events_are_numbered_without_gaps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_store_of_version_1_is_brought_up_to_date, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
