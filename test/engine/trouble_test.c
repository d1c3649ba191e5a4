/* trouble_test.c - a store that cannot be used says which file is in the way, and what would do. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../check.h"
#include "driver/driver.h"
#include "engine/engine.h"
#include "engine/store.h"
#include "place.h"
#include "random.h"

static char directory[PLACE];

static const char *in_it(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static void write_bytes(const char *name, size_t size)
{
    FILE *f = fopen(in_it(name), "wb");

    CHECK(f);
    for (size_t i = 0; i < size; i++)
        fputc((int)(i * 7919 >> 3 & 255), f);
    fclose(f);
}

/* A good store, all of it in one file. */
static void make_store(void)
{
    struct hcn_call c = { 0 };
    struct engine *e = NULL;
    sqlite3 *db;

    CHECK(engine_open(&c, directory, &driver_null, &e));
    engine_close(e);
    CHECK(sqlite3_open(in_it("store.db"), &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
    call_end(&c);
}

/* ---- what is in the way ----------------------------------------------------------------- */

static void some_bytes(void)
{
    write_bytes("store.db", 20000);
}

static void cut_in_a_page(void)
{
    make_store();
    CHECK(!truncate(in_it("store.db"), 5000));
}

static void cut_behind_a_page(void)
{
    make_store();
    CHECK(!truncate(in_it("store.db"), 8192));
}

static void a_folder_for_the_file(void)
{
    CHECK(!mkdir(in_it("store.db"), 0700));
}

static void a_folder_for_the_lock(void)
{
    CHECK(!mkdir(in_it("lock"), 0700));
}

static void a_link_for_the_lock(void)
{
    CHECK(!symlink("/etc/passwd", in_it("lock")));
}

static void a_link_for_the_file(void)
{
    CHECK(!symlink("/etc/passwd", in_it("store.db")));
}

static void a_file(void)
{
    write_bytes("file", 1);
}

static const struct {
    void (*prepare)(void);
    const char *where; /* behind the directory */
    int32_t hresult;
    const char *file, *advice; /* what the sentence has to say */
} troubles[] = {
    { some_bytes, "", HCN_WIN32_SERVER_UNAVAILABLE, "/store.db: ", "move the file away" },
    { cut_in_a_page, "", HCN_WIN32_SERVER_UNAVAILABLE, "/store.db: ", "move the file away" },
    { cut_behind_a_page, "", HCN_WIN32_SERVER_UNAVAILABLE, "/store.db: ", "move the file away" },
    { a_folder_for_the_file, "", E_INVALIDARG, "/store.db: ", "found a directory" },
    { a_folder_for_the_lock, "", E_INVALIDARG, "/lock: ", "found a directory" },
    { a_link_for_the_lock, "", E_INVALIDARG, "/lock: ", "found a symbolic link" },
    { a_link_for_the_file, "", E_INVALIDARG, "/store.db: ", "found a symbolic link" },
    { a_file, "/file", E_INVALIDARG, "/file: ", "found a file" },
    { a_file, "/file/below", E_INVALIDARG, "/file/below: ", "expected directories" },
};

static void clear(void)
{
    rmdir(in_it("store.db"));
    rmdir(in_it("lock"));
    unlink(in_it("file"));
    place_remove(directory);
    CHECK(!mkdir(directory, 0700));
}

static void what_is_in_the_way_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(troubles); i++) {
        struct hcn_call c = { 0 };
        struct engine *e = NULL;
        char path[128];

        clear();
        troubles[i].prepare();
        snprintf(path, sizeof path, "%s%s", directory, troubles[i].where);
        CHECK(!engine_open(&c, path, &driver_null, &e) && !e);
        check_failure(troubles[i].advice, &c, troubles[i].hresult, NULL);
        if (!strstr(c.text, troubles[i].file) || !strstr(c.text, troubles[i].advice))
            CHECK_FAILED("%s", c.text);
        call_end(&c);
    }
    clear();
}

/* ---- in a process of its own ------------------------------------------------------------ */

/* 0: the store could not be opened, and the sentence says so. */
static int open_and_say(int32_t hresult, const char *file, const char *advice)
{
    struct hcn_call c = { 0 };
    struct engine *e = NULL;

    if (engine_open(&c, directory, &driver_null, &e))
        return 1;
    if (c.hresult == hresult && strstr(c.text, file) && strstr(c.text, advice))
        return 0;
    fprintf(stderr, "0x%08X %s\n", (unsigned)c.hresult, c.text);
    return 2;
}

static int as_somebody_else(void)
{
    if (chmod(directory, 0500) || (!geteuid() && setuid(65534)))
        return 3;
    return open_and_say(E_ACCESSDENIED, "/lock: ", "choose another");
}

static bool write_text(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    bool ok = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text);

    if (file >= 0)
        close(file);
    return ok;
}

/* A small file system in the place of the directory, seen by this process alone. */
static bool mount_here(unsigned long flags)
{
    char map[64], group[64];

    snprintf(map, sizeof map, "0 %u 1", (unsigned)geteuid());
    snprintf(group, sizeof group, "0 %u 1", (unsigned)getegid());
    return !unshare(CLONE_NEWUSER | CLONE_NEWNS) && write_text("/proc/self/uid_map", map) &&
           write_text("/proc/self/setgroups", "deny") && write_text("/proc/self/gid_map", group) &&
           !mount("none", directory, "tmpfs", flags, "size=256k");
}

static int on_what_is_read_only(void)
{
    if (!mount_here(MS_RDONLY))
        return 3;
    return open_and_say(E_ACCESSDENIED, "/lock: ", "read-only");
}

/* Networks until there is no room: then nothing is lost, and nothing half there. */
static int on_a_small_disk(void)
{
    struct hcn_call c = { 0 }, list = { 0 };
    struct engine *e = NULL;
    struct reply reply;
    struct asked a = { .action = CREATE_SPACE };
    int32_t result = 0;

    if (!mount_here(0) || !engine_open(&c, directory, &driver_null, &e))
        return 3;
    while (!result && a.space++ < 250)
        result = ask(e, &a);
    if (result != HCN_WIN32_DISK_FULL)
        return 4;
    if (engine_answer(
            &c, e, &(struct request){ .kind = KIND_NAMESPACE, .verb = VERB_CREATE, .json = "{}" },
            &reply) ||
        !strstr(c.text, "/store.db: ") || !strstr(c.text, "make room"))
        return 5;
    return query(&list, e, KIND_NAMESPACE, a.space - 1) && !query(&list, e, KIND_NAMESPACE, a.space)
               ? 0
               : 6;
}

static void in_a_child(const char *row, int (*child)(void))
{
    int status = 0;

    clear();
    if (!fork())
        _exit(child());
    CHECK(wait(&status) > 0);
    check_number(row, (uint64_t)WEXITSTATUS(status), 0);
}

static void who_may_not_write_is_told(void **state)
{
    (void)state;
    in_a_child("somebody else", as_somebody_else);
    CHECK(!chmod(directory, 0700));
    in_a_child("read-only", on_what_is_read_only);
}

static void a_full_disk_loses_nothing(void **state)
{
    (void)state;
    in_a_child("256 KiB", on_a_small_disk);
}

/* ---- waiting ---------------------------------------------------------------------------- */

static void nobody_waits_to_look(void **state)
{
    struct hcn_call c = { .timeout = 50 };
    struct engine *e = NULL;
    struct store *writer;

    (void)state;
    clear();
    make_store();
    CHECK(store_open(&c, directory, &writer) && store_write(&c, writer));
    CHECK(engine_open(&c, directory, &driver_null, &e));
    CHECK(query(&c, e, KIND_NETWORK, 0) == NULL);
    check_failure("looking", &c, 0, NULL);
    CHECK(!engine_answer(
        &c, e, &(struct request){ .kind = KIND_NETWORK, .verb = VERB_CREATE, .json = "{}" },
        &(struct reply){ 0 }));
    check_failure("writing", &c, HCN_WIN32_TIMEOUT, NULL);
    CHECK(strstr(c.text, directory) && strstr(c.text, " ms for its lock"));
    engine_close(e);
    store_close(writer);
    call_end(&c);
}

static int make_directory(void **state)
{
    (void)state;
    place_make(directory);
    return 0;
}

static int remove_all(void **state)
{
    (void)state;
    clear();
    return rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_the_way_is_named),
        cmocka_unit_test(who_may_not_write_is_told),
        cmocka_unit_test(a_full_disk_loses_nothing),
        cmocka_unit_test(nobody_waits_to_look),
    };

    return cmocka_run_group_tests(tests, make_directory, remove_all);
}
