/* store_test.c - the store by itself: rows, claims, versions, permissions, processes. */
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../check.h"

#include "base/guid.h"
#include "engine/store.h"
#include "place.h"

enum { KIND = 1 };

static char directory[PLACE];

static int make_directory(void **state)
{
    (void)state;
    place_make(directory);
    return 0;
}

static int remove_directory(void **state)
{
    (void)state;
    place_remove(directory);
    return 0;
}

static struct store *open_store(void)
{
    struct hcn_call c = { 0 };
    struct store *s = NULL;

    if (!store_open(&c, directory, &s))
        CHECK_FAILED("%s", c.text);
    call_end(&c);
    return s;
}

static struct hcn_guid id_of(uint32_t n)
{
    return (struct hcn_guid){ .data1 = n };
}

static struct object object_of(uint32_t n, const char *json)
{
    return (struct object){
        .kind = KIND, .id = id_of(n), .state = STATE_CREATED, .json = json, .length = strlen(json)
    };
}

/* ---- rows ------------------------------------------------------------------------------- */

static void objects_come_and_go(void **state)
{
    struct hcn_call c = { 0 };
    struct store *s = open_store();
    struct hcn_guid id = id_of(1);
    struct object o = object_of(1, "{}"), got;
    bool found;

    (void)state;
    o.name = "n";
    CHECK(store_write(&c, s) && store_insert(&c, s, &o));
    CHECK(store_get(&c, s, KIND, &id, &got, &found) && found);
    check_text("name", got.name, "n");
    o.json = "{\"a\":1}";
    o.length = strlen(o.json);
    CHECK(store_update(&c, s, &o) && store_commit(&c, s));
    CHECK(store_delete(&c, s, KIND, &id));
    store_rollback(s);
    CHECK(store_get(&c, s, KIND, &id, &got, &found) && found);
    check_text("json", got.json, "{\"a\":1}");
    store_end(s);
    store_close(s);

    s = open_store(); /* it lasts */
    CHECK(store_read(&c, s) && store_get(&c, s, KIND, &id, &got, &found) && found);
    store_end(s);
    CHECK(store_write(&c, s) && store_delete(&c, s, KIND, &id) && store_commit(&c, s));
    CHECK(store_get(&c, s, KIND, &id, &got, &found) && !found);
    CHECK(!store_insert(&c, s, &(struct object){ .kind = KIND, .id = id }));
    CHECK(failed(&c)); /* a document is not optional */
    store_end(s);
    store_close(s);
    call_end(&c);
}

static bool count_one(void *context, const struct object *o)
{
    size_t *count = context;

    (void)o;
    ++*count;
    return true;
}

static void selections_narrow(void **state)
{
    struct hcn_guid network = id_of(100), space = id_of(200), id = id_of(2);
    const struct {
        struct selection which;
        size_t count;
    } rows[] = {
        { { .kind = KIND }, 4 },
        { { .kind = KIND, .name = "a" }, 2 },
        { { .kind = KIND, .network = &network }, 3 },
        { { .kind = KIND, .space = &space }, 1 },
        { { .kind = KIND, .id = &id }, 1 },
        { { .kind = KIND, .network = &network, .name = "a" }, 1 },
        { { .kind = KIND, .id = &id, .name = "nobody" }, 0 },
        { { .kind = KIND + 1 }, 0 },
    };
    struct hcn_call c = { 0 };
    struct store *s = open_store();

    (void)state;
    CHECK(store_write(&c, s));
    for (uint32_t n = 1; n <= 4; n++) {
        struct object o = object_of(n, "{}");

        o.name = n % 2 ? "a" : NULL;
        o.network = n > 1 ? network : (struct hcn_guid){ 0 };
        o.space = n == 4 ? space : (struct hcn_guid){ 0 };
        CHECK(store_insert(&c, s, &o));
    }
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t count = 0;

        CHECK(store_each(&c, s, &rows[i].which, count_one, &count));
        check_number("selection", count, rows[i].count);
    }
    store_close(s); /* nothing was committed */
    call_end(&c);
}

static struct claim claim_of(uint8_t key, uint32_t holder)
{
    return (struct claim){
        .kind = CLAIM_ADDRESS, .key = { key }, .length = 1, .holder = { KIND, id_of(holder) }
    };
}

static void claims_are_held_by_the_first(void **state)
{
    struct claim first = claim_of(5, 1), second = claim_of(5, 2), low = claim_of(1, 1), next;
    struct holder held, one = { KIND, id_of(1) }, namesake = { KIND + 1, id_of(1) };
    struct hcn_call c = { 0 };
    struct store *s = open_store();
    bool found;

    (void)state;
    CHECK(store_write(&c, s));
    CHECK(store_claim(&c, s, &first, &held) && held.id.data1 == 1);
    CHECK(store_claim(&c, s, &first, &held) && held.id.data1 == 1);
    CHECK(store_claim(&c, s, &second, &held) && held.id.data1 == 1);
    CHECK(store_claim_next(&c, s, &low, &next, &found) && found && next.key[0] == 5);
    CHECK(store_release(&c, s, &second)); /* not his */
    CHECK(store_claimed(&c, s, &first, &held, &found) && found);
    CHECK(store_release_all(&c, s, &namesake)); /* of another kind */
    CHECK(store_claimed(&c, s, &first, &held, &found) && found && held.kind == KIND);
    CHECK(store_release_all(&c, s, &one));
    CHECK(store_claimed(&c, s, &first, &held, &found) && !found);
    CHECK(store_claim_next(&c, s, &low, &next, &found) && !found);
    store_close(s);
    call_end(&c);
}

static void a_plan_is_kept_in_order(void **state)
{
    const char *steps[] = { "{\"a\":1}", "{\"b\":2}" };
    struct stored_plan plan = { .finish = true, .about = "{}", .steps = steps, .count = 2 }, got;
    struct hcn_call c = { 0 };
    struct store *s = open_store();
    bool found;

    (void)state;
    CHECK(store_write(&c, s) && store_plan(&c, s, &got, &found) && !found);
    CHECK(store_put_plan(&c, s, &plan) && store_commit(&c, s));
    CHECK(store_plan(&c, s, &got, &found) && found && got.finish && got.count == 2);
    check_text("step", got.steps[1], "{\"b\":2}");
    CHECK(store_clear_plan(&c, s) && store_commit(&c, s));
    CHECK(store_plan(&c, s, &got, &found) && !found);
    store_close(s);
    call_end(&c);
}

/* ---- files ------------------------------------------------------------------------------ */

static void files_are_private(void **state)
{
    struct store *s = open_store();
    char path[128];
    struct stat is;

    (void)state;
    snprintf(path, sizeof path, "%s/store.db", directory);
    CHECK(stat(path, &is) == 0);
    check_number("mode", is.st_mode & 0777, 0600);
    store_close(s);
}

static void run_sql(const char *sql)
{
    char path[128];
    sqlite3 *db;

    snprintf(path, sizeof path, "%s/store.db", directory);
    CHECK(sqlite3_open(path, &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
}

static void a_newer_store_is_refused(void **state)
{
    struct hcn_call c = { 0 };
    struct store *s = open_store();
    char text[256];

    (void)state;
    store_close(s);
    run_sql("PRAGMA user_version = 99");
    CHECK(!store_open(&c, directory, &s));
    snprintf(text, sizeof text,
             "the store in %s is of version 99, made by a newer hcn: this one knows versions up to "
             "%d, use the newer one or another directory",
             directory, STORE_SCHEMA);
    check_failure("version", &c, HCN_WIN32_SERVER_UNAVAILABLE, text);
    call_end(&c);
}

static void what_is_no_store_is_left_alone(void **state)
{
    static const char words[] = "this is somebody's file, and longer than any header of a database "
                                "would be, so that nobody takes it for an empty one.............";
    struct hcn_call c = { 0 };
    char path[128], back[sizeof words] = "";
    struct store *s;
    int file;

    (void)state;
    snprintf(path, sizeof path, "%s/store.db", directory);
    file = open(path, O_RDWR | O_CREAT, 0600);
    CHECK(write(file, words, sizeof words) == sizeof words);
    CHECK(!store_open(&c, directory, &s));
    check_failure("file", &c, HCN_WIN32_SERVER_UNAVAILABLE, NULL);
    CHECK(strstr(c.text, directory) && strstr(c.text, "not a database"));
    CHECK(pread(file, back, sizeof back, 0) == sizeof back);
    check_text("kept", back, words);
    close(file);
    call_end(&c);
}

/* ---- processes -------------------------------------------------------------------------- */

static void waiting_for_the_lock_has_an_end(void **state)
{
    struct hcn_call c = { 0 }, other = { .timeout = 30 };
    struct store *s = open_store(), *t = open_store();

    (void)state;
    CHECK(store_write(&c, s));
    CHECK(!store_write(&other, t));
    check_failure("lock", &other, HCN_WIN32_TIMEOUT, NULL);
    other = (struct hcn_call){ 0 };
    CHECK(store_read(&other, t)); /* readers never wait */
    store_end(t);
    store_end(s);
    CHECK(store_write(&other, t));
    store_close(t);
    store_close(s);
}

/* Raises a number that everybody raises, in transactions of its own. */
static bool raise_number(struct store *s)
{
    struct hcn_call c = { 0 };
    const char *text = NULL;
    bool ok = store_write(&c, s) && store_fact(&c, s, "number", &text);

    ok = ok &&
         store_set_fact(&c, s, "number", call_format(&c, "%d", (text ? atoi(text) : 0) + 1)) &&
         store_commit(&c, s);
    store_end(s);
    if (!ok)
        print_error("%s\n", c.text);
    call_end(&c);
    return ok;
}

static int number(void)
{
    struct hcn_call c = { 0 };
    struct store *s = open_store();
    const char *text = NULL;
    int n;

    CHECK(store_read(&c, s) && store_fact(&c, s, "number", &text));
    n = text ? atoi(text) : 0;
    store_close(s);
    call_end(&c);
    return n;
}

static void many_open_and_write_at_once(void **state)
{
    enum { PROCESSES = 16, TIMES = 50 };
    int status, failures = 0;

    (void)state;
    for (int i = 0; i < PROCESSES; i++) {
        if (!fork()) {
            struct store *s = open_store(); /* all of them the first */
            bool ok = true;

            for (int n = 0; n < TIMES && ok; n++)
                ok = raise_number(s);
            store_close(s);
            _exit(!ok);
        }
    }
    while (wait(&status) > 0)
        failures += status != 0;
    check_number("failures", (uint64_t)failures, 0);
    check_number("number", (uint64_t)number(), PROCESSES * TIMES);
}

static void a_killed_writer_leaves_a_whole_store(void **state)
{
    (void)state;
    srand(11);
    for (int i = 0; i < 40; i++) {
        struct timespec wait = { 0, (rand() % 3000) * 1000 };
        int before = number();
        pid_t child = fork();

        if (!child) {
            struct store *s = open_store();

            while (raise_number(s))
                continue;
            _exit(1);
        }
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        CHECK(number() >= before);
    }
}

static void a_fork_does_not_share_it(void **state)
{
    struct hcn_call c = { 0 };
    struct store *s = open_store();
    int status;

    (void)state;
    if (!fork())
        _exit(store_write(&c, s) || c.hresult != E_HANDLE);
    wait(&status);
    check_number("child", (uint64_t)status, 0);
    CHECK(store_write(&c, s));
    store_close(s);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_directory, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(objects_come_and_go),
        TEST(selections_narrow),
        TEST(claims_are_held_by_the_first),
        TEST(a_plan_is_kept_in_order),
        TEST(files_are_private),
        TEST(a_newer_store_is_refused),
        TEST(what_is_no_store_is_left_alone),
        TEST(waiting_for_the_lock_has_an_end),
        TEST(many_open_and_write_at_once),
        TEST(a_killed_writer_leaves_a_whole_store),
        TEST(a_fork_does_not_share_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
