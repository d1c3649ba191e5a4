/*
 * linger_test.c - a connection that keeps its read lock for a moment: that it asks less, sees as
 * much, and is in nobody's way.
 */
#include <sqlite3.h>

#include "../check.h"
#include "../system.h"

#include "base/os.h"
#include "base/os_thread.h"
#include "engine/store_linger.h"

/* What follows a read so soon belongs to it; after a write nothing lingers for at least so long. */
enum { SECOND = 1000000, SOON = 2000, QUIET = 50000 };

static char directory[SYSTEM_PATH], path[SYSTEM_PATH + 16];

/* ---- a VFS below, which counts the locks that are asked for ------------------------------- */

static sqlite3_vfs below, counting;
static const sqlite3_io_methods *below_methods;
static sqlite3_io_methods counting_methods;
static unsigned asked;

static int count_lock(sqlite3_file *file, int first, int count, int flags)
{
    __atomic_add_fetch(&asked, 1, __ATOMIC_RELAXED);
    return below_methods->xShmLock(file, first, count, flags);
}

static int count_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    const int code = below.xOpen(vfs, name, file, flags, out);

    if (code || !(flags & SQLITE_OPEN_MAIN_DB))
        return code;
    if (!below_methods) {
        below_methods = file->pMethods;
        counting_methods = *below_methods;
        counting_methods.xShmLock = count_lock;
    }
    file->pMethods = &counting_methods;
    return code;
}

static int begin_all(void **state)
{
    (void)state;
    below = counting = *sqlite3_vfs_find(NULL);
    counting.zName = "counting";
    counting.xOpen = count_open;
    return sqlite3_vfs_register(&counting, 1);
}

/* ---- a database, and connections ---------------------------------------------------------- */

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL))
        CHECK_FAILED("%s: %s", sql, sqlite3_errmsg(db));
}

static sqlite3 *open_with(const char *vfs)
{
    sqlite3 *db;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs))
        CHECK_FAILED("%s: %s", path, sqlite3_errmsg(db));
    run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 50");
    return db;
}

static int begin(void **state)
{
    sqlite3 *db;

    (void)state;
    if (!system_new_directory(directory))
        return 1;
    snprintf(path, sizeof path, "%s/store.db", directory);
    db = open_with(NULL);
    run(db, "CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (0)");
    sqlite3_close(db);
    return 0;
}

static int end(void **state)
{
    (void)state;
    system_remove(directory);
    return 0;
}

static int number(sqlite3 *db, const char *sql, int column)
{
    sqlite3_stmt *q;
    int n;

    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) || sqlite3_step(q) != SQLITE_ROW)
        CHECK_FAILED("%s: %s", sql, sqlite3_errmsg(db));
    n = sqlite3_column_int(q, column);
    sqlite3_finalize(q);
    return n;
}

static int get(sqlite3 *db)
{
    return number(db, "SELECT n FROM t", 0);
}

static void add(sqlite3 *db)
{
    run(db, "UPDATE t SET n = n + 1");
}

/* Is nobody in the way of emptying the log? */
static bool is_free(sqlite3 *db)
{
    return !number(db, "PRAGMA wal_checkpoint(TRUNCATE)", 0);
}

/* Can all that was written be moved out of the log? */
static bool all_is_moved(sqlite3 *db)
{
    sqlite3_stmt *q;
    bool all;

    CHECK(!sqlite3_prepare_v2(db, "PRAGMA wal_checkpoint(PASSIVE)", -1, &q, NULL));
    CHECK(sqlite3_step(q) == SQLITE_ROW);
    all = sqlite3_column_int(q, 1) == sqlite3_column_int(q, 2);
    sqlite3_finalize(q);
    return all;
}

static unsigned locks(void)
{
    return __atomic_load_n(&asked, __ATOMIC_RELAXED);
}

/* Reads until the lock stays: until ten reads in a row ask for nothing. */
static void read_until_kept(sqlite3 *db)
{
    const uint64_t end_at = os_clock() + 20 * SECOND;
    unsigned before = locks();

    for (int row = 0; row < 10; row++) {
        get(db);
        if (locks() != before)
            row = -1;
        before = locks();
        if (os_clock() > end_at)
            CHECK_FAILED("each read still asks for a lock after 20 s");
    }
}

/* ---- rows --------------------------------------------------------------------------------- */

static void few_reads_keep_nothing(void **state)
{
    sqlite3 *reader = open_with(linger_vfs()), *other = open_with(NULL);

    (void)state;
    add(other);
    CHECK(get(reader) == 1);
    os_pause(SECOND / 5);
    for (int i = 0; i < 30; i++)
        CHECK(get(reader) == 1);
    CHECK(is_free(other));
    sqlite3_close(reader);
    sqlite3_close(other);
}

static void it_is_let_go_by_itself(void **state)
{
    sqlite3 *reader = open_with(linger_vfs()), *other = open_with(NULL);
    uint64_t end_at;

    (void)state;
    add(other);
    read_until_kept(reader);
    for (end_at = os_clock() + 20 * SECOND; !is_free(other); os_pause(1000))
        CHECK(os_clock() < end_at);
    read_until_kept(reader); /* and another time */
    sqlite3_close(reader);
    sqlite3_close(other);
}

/* A log that was moved is begun anew by who writes next, unless somebody reads from it. */
static void it_is_held(void **state)
{
    sqlite3 *reader = open_with(linger_vfs()), *other = open_with(NULL);
    const uint64_t end_at = os_clock() + 20 * SECOND;

    (void)state;
    do {
        CHECK(os_clock() < end_at); /* slow machines may let go in between */
        add(other);
        read_until_kept(reader);
    } while (is_free(other));
    sqlite3_close(reader);
    sqlite3_close(other);
}

static void what_others_write_is_seen_at_once(void **state)
{
    sqlite3 *reader = open_with(linger_vfs()), *other = open_with(NULL);

    (void)state;
    for (int i = 1; i <= 5; i++) {
        add(other);
        CHECK(get(reader) == i);
        read_until_kept(reader);
        CHECK(get(reader) == i);
    }
    sqlite3_close(reader);
    sqlite3_close(other);
}

/* A read asks again, though the one before did not, and both took no longer than one may. */
static void it_takes_breaks(void **state)
{
    sqlite3 *reader = open_with(linger_vfs());
    const uint64_t end_at = os_clock() + 20 * SECOND;
    uint64_t begun = 0;
    bool asks = true;

    (void)state;
    read_until_kept(reader);
    for (int breaks = 0; breaks < 3;) {
        const uint64_t now = os_clock();
        const unsigned before = locks();
        bool asked_too = asks;

        get(reader);
        asks = locks() != before;
        breaks += asks && !asked_too && os_clock() - begun < SOON;
        begun = now;
        CHECK(now < end_at);
    }
    sqlite3_close(reader);
}

/* Each write finds the reader at it; he moves the mark to what was written himself. */
static void it_is_in_no_writers_way(void **state)
{
    sqlite3 *reader = open_with(linger_vfs()), *other = open_with(NULL);

    (void)state;
    add(other);
    read_until_kept(reader);
    for (int n = 2; n <= 100; n++) {
        const uint64_t begun = os_clock();

        add(other);
        for (int i = 0; i < 40; i++)
            CHECK(get(reader) == n);
        CHECK(is_free(other) || os_clock() - begun > QUIET);
    }
    sqlite3_close(reader);
    sqlite3_close(other);
}

/* The mark of what was written is there already when the reader comes. */
static void it_leaves_an_old_mark(void **state)
{
    sqlite3 *reader = open_with(linger_vfs()), *other = open_with(NULL), *third = open_with(NULL);

    (void)state;
    for (int n = 1; n <= 10; n++) {
        uint64_t begun;

        add(other);
        read_until_kept(reader);
        add(other);
        begun = os_clock();
        get(third);
        get(reader);
        CHECK(all_is_moved(other));
        add(other);
        get(third);
        for (int i = 0; i < 40; i++)
            get(reader);
        CHECK(is_free(other) || os_clock() - begun > QUIET);
    }
    sqlite3_close(reader);
    sqlite3_close(other);
    sqlite3_close(third);
}

static void its_owner_can_write(void **state)
{
    sqlite3 *reader = open_with(linger_vfs());

    (void)state;
    sqlite3_busy_timeout(reader, 0);
    add(reader);
    read_until_kept(reader);
    CHECK(is_free(reader));
    read_until_kept(reader);
    add(reader);
    CHECK(get(reader) == 2);
    sqlite3_close(reader);
}

static void it_goes_with_the_connection(void **state)
{
    sqlite3 *reader = open_with(linger_vfs()), *other = open_with(NULL);

    (void)state;
    add(other);
    read_until_kept(reader);
    sqlite3_close(reader);
    CHECK(is_free(other));
    sqlite3_close(other);
}

/* ---- threads ------------------------------------------------------------------------------ */

static bool over;

struct reading {
    sqlite3 *db;
    struct os_thread thread;
    int last;
    bool wrong;
};

static void read_on(void *context)
{
    struct reading *r = context;

    while (!__atomic_load_n(&over, __ATOMIC_ACQUIRE) && !r->wrong) {
        const int n = get(r->db);

        r->wrong = n < r->last;
        r->last = n;
    }
}

static void connections_do_not_mix(void **state)
{
    sqlite3 *writer = open_with(linger_vfs());
    struct reading readings[3] = { 0 };
    struct hcn_call c = { 0 };

    (void)state;
    sqlite3_busy_timeout(writer, 10000);
    for (size_t i = 0; i < COUNT(readings); i++) {
        readings[i].db = open_with(linger_vfs());
        CHECK(os_thread_start(&c, &readings[i].thread, read_on, &readings[i]));
    }
    for (int i = 1; i <= 6; i++) {
        os_pause(i % 2 ? 10000 : 150000);
        add(writer);
        CHECK(get(writer) == i);
    }
    __atomic_store_n(&over, true, __ATOMIC_RELEASE);
    for (size_t i = 0; i < COUNT(readings); i++) {
        os_thread_join(&readings[i].thread);
        CHECK(!readings[i].wrong);
        sqlite3_close(readings[i].db);
    }
    CHECK(is_free(writer));
    sqlite3_close(writer);
    call_end(&c);
}

#define ROW(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROW(few_reads_keep_nothing),
        ROW(it_is_held),
        ROW(it_is_let_go_by_itself),
        ROW(what_others_write_is_seen_at_once),
        ROW(it_takes_breaks),
        ROW(it_is_in_no_writers_way),
        ROW(it_leaves_an_old_mark),
        ROW(its_owner_can_write),
        ROW(it_goes_with_the_connection),
        ROW(connections_do_not_mix),
    };

    return cmocka_run_group_tests(tests, begin_all, NULL);
}
