/*
 * store.c - opening, locking and transactions.
 *
 * SQLite in WAL mode with synchronous=NORMAL: what a power loss takes from the file it has taken
 * from the kernel too. Writers queue on a lock file of our own, since SQLite's own lock neither
 * queues nor bears many first openers at once. Nothing is checkpointed on close; a writer does it
 * when the log has grown.
 */
#include "engine/store.h"

#include <string.h>

#include "base/memory.h"
#include "base/os.h"
#include "engine/store_linger.h"
#include "engine/store_sql.h"

enum { WAL_PAGES = 512 }; /* of 2 KiB: checkpoint once the log passes 1 MiB */

static int after_commit(void *context, sqlite3 *db, const char *name, int pages)
{
    (void)context;
    if (pages > WAL_PAGES)
        sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

static bool run(struct hcn_call *c, struct store *s, const char *sql)
{
    int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

    return !code || sql_refuse(c, s, code);
}

/* A commit writes whole pages: small ones are faster to write and hold a row as well (measured). */
static const char settings[] = "PRAGMA page_size = 2048; PRAGMA cache_size = -8000;"
                               "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";

static bool configure(struct hcn_call *c, struct store *s)
{
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, 10000);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_wal_hook(s->db, after_commit, NULL);
    return run(c, s, settings);
}

static bool open_file(struct hcn_call *c, struct store *s, const char *path, int flags)
{
    int code = sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX, store_vfs());

    return !code || sql_refuse(c, s, code);
}

static bool open_database(struct hcn_call *c, struct store *s, const char *path)
{
    return open_file(c, s, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) && configure(c, s) &&
           sql_migrate(c, s);
}

/* A store that is there already is opened without the lock, so that nobody waits for a writer. */
static bool open_ready(struct store *s, const char *path)
{
    struct hcn_call *c = &(struct hcn_call){ 0 };
    bool ok = open_file(c, s, path, SQLITE_OPEN_READWRITE) && !sqlite3_busy_timeout(s->db, 1000) &&
              sql_is_ready(c, s) && configure(c, s);

    call_end(c);
    if (!ok) {
        sqlite3_close(s->db);
        s->db = NULL;
    }
    return ok;
}

static const char *in_directory(struct hcn_call *c, const char *directory, const char *name)
{
    return call_format(c, "%s/%s", directory, name);
}

static bool take_lock(struct hcn_call *c, struct store *s)
{
    if (os_lock_take(c, &s->lock))
        return true;
    fail_at(c, "%s", s->directory);
    return false;
}

/* A lock around making it, for many may be the first at once. */
static bool open_on_disk(struct hcn_call *c, struct store *s, const char *directory)
{
    const char *lock = in_directory(c, directory, "lock");
    const char *database = in_directory(c, directory, "store.db");
    bool ok;

    if (!lock || !database)
        return false;
    s->directory = call_text(&s->memory, directory, strlen(directory));
    s->lock_path = call_text(&s->memory, lock, strlen(lock));
    if (!s->directory || !s->lock_path || !os_directory(c, directory) ||
        !os_lock_open(c, lock, &s->lock))
        return false;
    if (open_ready(s, database))
        return true;
    if (!take_lock(c, s))
        return false;
    ok = os_private_file(c, database) && open_database(c, s, database);
    os_lock_give(&s->lock);
    return ok;
}

bool store_open(struct hcn_call *c, const char *directory, struct store **out)
{
    struct store *s = memory_new(sizeof *s);

    if (!s)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *s = (struct store){ .lock = { -1 }, .process = os_process() };
    if (directory ? open_on_disk(c, s, directory) : open_database(c, s, ":memory:")) {
        *out = s;
        return true;
    }
    store_close(s);
    return false;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    store_end(s);
    for (size_t i = 0; i < SQL_STATEMENTS; i++)
        sqlite3_finalize(s->statements[i]);
    sqlite3_close(s->db);
    os_lock_close(&s->lock);
    call_end(&s->memory);
    memory_free(s);
}

/* ---- transactions ----------------------------------------------------------------------- */

static bool begin(struct hcn_call *c, struct store *s, enum sql how)
{
    if (s->process != os_process())
        return fail(c, E_HANDLE, "the store was opened before fork(), open it anew");
    s->begun = sql_do(c, s, how, NULL, 0);
    return s->begun;
}

bool store_read(struct hcn_call *c, struct store *s)
{
    return begin(c, s, SQL_BEGIN_READ);
}

bool store_write(struct hcn_call *c, struct store *s)
{
    if (s->directory && !take_lock(c, s))
        return false;
    s->locked = true;
    return begin(c, s, SQL_BEGIN_WRITE);
}

bool sql_resume(struct hcn_call *c, struct store *s)
{
    return s->begun || !s->locked || begin(c, s, SQL_BEGIN_WRITE);
}

bool store_commit(struct hcn_call *c, struct store *s)
{
    if (!s->begun)
        return true; /* nothing was written since the last one */
    s->begun = false;
    if (!sql_do(c, s, SQL_COMMIT, NULL, 0))
        return false;
    if (s->told && s->directory)
        os_lock_touch(&s->lock);
    s->told = false;
    return true;
}

const char *store_directory(const struct store *s)
{
    return s->directory;
}

const struct os_lock_file *store_lock(const struct store *s)
{
    return s->directory ? &s->lock : NULL;
}

const char *store_events_path(const struct store *s)
{
    return s->lock_path;
}

/* SQLite may have rolled back itself after a failure. */
void store_rollback(struct store *s)
{
    struct hcn_call *c = &(struct hcn_call){ 0 };

    if (s->db && !sqlite3_get_autocommit(s->db))
        (void)sql_do(c, s, SQL_ROLLBACK, NULL, 0);
    s->begun = s->told = false;
    call_end(c);
}

void store_end(struct store *s)
{
    if (s->process != os_process())
        return; /* what the parent holds is not ours to end */
    store_rollback(s);
    if (s->locked && s->directory)
        os_lock_give(&s->lock);
    s->locked = false;
}
