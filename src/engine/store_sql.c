/* store_sql.c - SQL in one table, SQLite's failures in another. */
#include "engine/store_sql.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define OBJECT "kind, id, network, space, name, state, json"

static const char *const texts[SQL_STATEMENTS] = {
    [SQL_BEGIN_READ] = "BEGIN",
    [SQL_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_FACT] = "SELECT value FROM fact WHERE name = ?",
    [SQL_SET_FACT] = "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)",
    [SQL_GET] = "SELECT " OBJECT " FROM object WHERE kind = ? AND id = ?",
    [SQL_INSERT] = "INSERT INTO object (" OBJECT ") VALUES (?, ?, ?, ?, ?, ?, ?)",
    [SQL_UPDATE] = "UPDATE object SET network = ?3, space = ?4, name = ?5, state = ?6, json = ?7 "
                   "WHERE kind = ?1 AND id = ?2",
    [SQL_DELETE] = "DELETE FROM object WHERE kind = ? AND id = ?",
    /* In two steps, so that numbers of rows are sorted and not rows. */
    [SQL_EACH] = "SELECT " OBJECT " FROM object WHERE rowid IN "
                 "(SELECT rowid FROM object WHERE kind = ?) ORDER BY rowid",
    [SQL_EACH_ID] = "SELECT kind, id FROM object WHERE kind = ? ORDER BY rowid",
    [SQL_EACH_NAME] = "SELECT " OBJECT " FROM object WHERE kind = ? AND name = ? ORDER BY rowid",
    [SQL_EACH_NETWORK] =
        "SELECT " OBJECT " FROM object WHERE kind = ? AND network = ? ORDER BY rowid",
    [SQL_EACH_SPACE] = "SELECT " OBJECT " FROM object WHERE kind = ? AND space = ? ORDER BY rowid",
    [SQL_CLAIM] =
        "INSERT INTO claim (kind, scope, key, holder, holder_kind) VALUES (?, ?, ?, ?, ?)",
    [SQL_CLAIMED] =
        "SELECT holder, holder_kind FROM claim WHERE kind = ? AND scope = ? AND key = ?",
    [SQL_CLAIM_NEXT] = "SELECT key, holder, holder_kind FROM claim "
                       "WHERE kind = ? AND scope = ? AND key >= ? ORDER BY key LIMIT 1",
    [SQL_CLAIM_RANGE] = "SELECT key FROM claim "
                        "WHERE kind = ? AND scope = ? AND key BETWEEN ? AND ? ORDER BY key",
    [SQL_RELEASE] = "DELETE FROM claim "
                    "WHERE kind = ? AND scope = ? AND key = ? AND holder = ? AND holder_kind = ?",
    [SQL_RELEASE_ALL] = "DELETE FROM claim WHERE holder = ? AND holder_kind = ?",
    [SQL_PLAN] = "SELECT finish, about FROM plan",
    [SQL_STEPS] = "SELECT json FROM step ORDER BY rowid",
    [SQL_PUT_PLAN] = "INSERT INTO plan (finish, about) VALUES (?, ?)",
    [SQL_PUT_STEP] = "INSERT INTO step (json) VALUES (?)",
    [SQL_CLEAR_PLAN] = "DELETE FROM plan",
    [SQL_CLEAR_STEPS] = "DELETE FROM step",
    [SQL_ADD_EVENT] = "INSERT INTO event (change, kind, id, network, flags, state)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
    [SQL_LAST_EVENT] = "SELECT max(seq) FROM event",
    [SQL_DROP_EVENTS] = "DELETE FROM event WHERE seq <= ?",
    [SQL_EACH_EVENT] = "SELECT seq, change, kind, id, network, flags, state FROM event"
                       " WHERE seq > ? ORDER BY seq",
    [SQL_ADD_PORTS] = "INSERT INTO ports (guest, protocol, access, first, last)"
                      " VALUES (?, ?, ?, ?, ?)",
    [SQL_DROP_PORTS] = "DELETE FROM ports WHERE number = ?",
    [SQL_PORTS] = "SELECT number, guest, protocol, access, first, last FROM ports ORDER BY first",
};

/*
 * What makes a store of each version out of the one before. Ordinary rowid tables: they are smaller
 * than those without (measured).
 */
static const char *const upgrades[STORE_SCHEMA] = {
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT);"
    "CREATE TABLE object (kind INTEGER NOT NULL, id BLOB NOT NULL, network BLOB, space BLOB,"
    " name TEXT, state INTEGER NOT NULL, json TEXT NOT NULL);"
    "CREATE UNIQUE INDEX object_id ON object (kind, id);"
    "CREATE INDEX object_name ON object (kind, name) WHERE name IS NOT NULL;"
    "CREATE INDEX object_network ON object (kind, network) WHERE network IS NOT NULL;"
    "CREATE INDEX object_space ON object (kind, space) WHERE space IS NOT NULL;"
    "CREATE TABLE claim (kind INTEGER NOT NULL, scope BLOB NOT NULL, key BLOB NOT NULL,"
    " holder BLOB NOT NULL);"
    "CREATE UNIQUE INDEX claim_key ON claim (kind, scope, key);"
    "CREATE INDEX claim_holder ON claim (holder);"
    "CREATE TABLE plan (finish INTEGER NOT NULL, about TEXT);"
    "CREATE TABLE step (json TEXT NOT NULL);",
    "CREATE TABLE event (seq INTEGER PRIMARY KEY, change INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, id BLOB NOT NULL, network BLOB NOT NULL, flags INTEGER NOT NULL,"
    " state INTEGER NOT NULL);"
    "CREATE TABLE ports (number INTEGER PRIMARY KEY AUTOINCREMENT, guest BLOB NOT NULL,"
    " protocol INTEGER NOT NULL, access INTEGER NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL);",
    /*
     * A claim's holder gets its kind, which followed from that of the claim (in the order of
     * store.h) and from what there is. Members had the bare id as their key.
     */
    "ALTER TABLE claim ADD COLUMN holder_kind INTEGER NOT NULL DEFAULT 0;"
    "UPDATE claim SET holder_kind = CASE WHEN kind IN (1, 2) THEN holder <> scope"
    " WHEN kind = 3 THEN CASE WHEN EXISTS"
    " (SELECT 1 FROM object WHERE object.kind = 1 AND id = holder) THEN 1 ELSE 3 END"
    " WHEN kind = 6 THEN 2 ELSE 0 END;"
    "INSERT INTO claim (kind, scope, key, holder, holder_kind)"
    " SELECT claim.kind, scope, CAST(key || x'03' AS BLOB), holder, 3 FROM claim"
    " WHERE kind = 7 AND length(key) = 16"
    " AND EXISTS (SELECT 1 FROM object WHERE object.kind = 3 AND id = holder);"
    "INSERT INTO claim (kind, scope, key, holder, holder_kind)"
    " SELECT claim.kind, scope, CAST(key || x'04' AS BLOB), holder, 4 FROM claim"
    " WHERE kind = 7 AND length(key) = 16"
    " AND EXISTS (SELECT 1 FROM object WHERE object.kind = 4 AND id = holder);"
    "DELETE FROM claim WHERE kind = 7 AND length(key) = 16;"
    /* Numbers of namespaces were not claimed: of those with one number the first has it. */
    "INSERT OR IGNORE INTO claim (kind, scope, key, holder, holder_kind)"
    " SELECT 8, zeroblob(16), CAST(printf('%010d', number) AS BLOB), id, 2 FROM"
    " (SELECT id, CASE WHEN json_valid(json)"
    " THEN json_extract(json, '$.NamespaceId') END AS number"
    " FROM object WHERE kind = 2 ORDER BY rowid) WHERE number > 0;",
};

#define REPLACE_IT ": move the file away to begin with an empty store, or put a good copy there"

/* ---- failures --------------------------------------------------------------------------- */

static const struct {
    int code;
    int32_t hresult;
    const char *advice;
} failures[] = {
    { SQLITE_NOMEM, E_OUTOFMEMORY, "" },
    { SQLITE_BUSY, HCN_WIN32_TIMEOUT, ": another program works on the file" },
    { SQLITE_LOCKED, HCN_WIN32_TIMEOUT, ": another program works on the file" },
    { SQLITE_FULL, HCN_WIN32_DISK_FULL, ": make room on its file system" },
    { SQLITE_READONLY, E_ACCESSDENIED, ", expected one to write to" },
    { SQLITE_PERM, E_ACCESSDENIED, ", expected one to write to" },
    { SQLITE_CANTOPEN, E_ACCESSDENIED, ", expected one to write to" },
    { SQLITE_NOTADB, HCN_WIN32_SERVER_UNAVAILABLE, REPLACE_IT },
    { SQLITE_CORRUPT, HCN_WIN32_SERVER_UNAVAILABLE, REPLACE_IT },
    { SQLITE_ERROR, HCN_WIN32_SERVER_UNAVAILABLE, REPLACE_IT }, /* its tables are others */
    { SQLITE_IOERR, HCN_WIN32_SERVER_UNAVAILABLE, ": is its file system healthy, and not full?" },
};

bool sql_refuse(struct hcn_call *c, const struct store *s, int code)
{
    const char *what = s->db && code != SQLITE_NOMEM ? sqlite3_errmsg(s->db) : sqlite3_errstr(code);
    const char *file = s->directory ? "/store.db" : "", *advice = "";
    int32_t hresult = E_FAIL;

    for (size_t i = 0; i < COUNT(failures); i++)
        if (failures[i].code == (code & 0xff)) {
            hresult = failures[i].hresult;
            advice = failures[i].advice;
        }
    return fail(c, hresult, "the store %s%s: %s%s", s->directory ? s->directory : "in memory", file,
                what, advice);
}

bool store_damaged(struct hcn_call *c, const struct store *s, const char *format, ...)
{
    char what[256];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return fail(c, HCN_WIN32_SERVER_UNAVAILABLE, "the store %s%s is damaged: %s" REPLACE_IT,
                s->directory ? s->directory : "in memory", s->directory ? "/store.db" : "", what);
}

/* ---- values ----------------------------------------------------------------------------- */

struct value value_number(uint64_t n)
{
    return (struct value){ VALUE_NUMBER, (sqlite3_int64)n, NULL, 0 };
}

struct value value_text(const char *text, size_t length)
{
    return (struct value){ VALUE_TEXT, 0, text, length };
}

struct value value_bytes(const void *at, size_t length)
{
    return (struct value){ VALUE_BYTES, 0, at, length };
}

struct value value_guid(const struct hcn_guid *id)
{
    return value_bytes(id, sizeof *id);
}

static int bind(sqlite3_stmt *q, int i, const struct value *v)
{
    if (v->type == VALUE_NUMBER)
        return sqlite3_bind_int64(q, i, v->number);
    if (!v->at)
        return sqlite3_bind_null(q, i);
    if (v->type == VALUE_TEXT)
        return sqlite3_bind_text64(q, i, v->at, v->length, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_bind_blob64(q, i, v->at, v->length, SQLITE_STATIC);
}

/* ---- statements ------------------------------------------------------------------------- */

sqlite3_stmt *sql_begin(struct hcn_call *c, struct store *s, enum sql which,
                        const struct value *values, size_t count)
{
    int code = SQLITE_OK;

    if (which > SQL_ROLLBACK && !sql_resume(c, s))
        return NULL;
    if (!s->statements[which])
        code = sqlite3_prepare_v3(s->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT,
                                  &s->statements[which], NULL);
    for (size_t i = 0; i < count && !code; i++)
        code = bind(s->statements[which], (int)i + 1, &values[i]);
    if (!code)
        return s->statements[which];
    sql_end(s->statements[which]);
    sql_refuse(c, s, code);
    return NULL;
}

bool sql_next(struct hcn_call *c, struct store *s, sqlite3_stmt *q, bool *row)
{
    int code = sqlite3_step(q);

    *row = code == SQLITE_ROW;
    return *row || code == SQLITE_DONE || sql_refuse(c, s, code);
}

void sql_end(sqlite3_stmt *q)
{
    if (!q)
        return;
    sqlite3_reset(q);
    sqlite3_clear_bindings(q);
}

bool sql_do(struct hcn_call *c, struct store *s, enum sql which, const struct value *values,
            size_t count)
{
    sqlite3_stmt *q = sql_begin(c, s, which, values, count);
    bool row, ok;

    if (!q)
        return false;
    ok = sql_next(c, s, q, &row);
    sql_end(q);
    return ok;
}

struct hcn_guid sql_guid(sqlite3_stmt *q, int column)
{
    struct hcn_guid id = { 0 };
    const void *bytes = sqlite3_column_blob(q, column);

    if (bytes && sqlite3_column_bytes(q, column) == sizeof id)
        memcpy(&id, bytes, sizeof id);
    return id;
}

const char *sql_text(struct hcn_call *c, sqlite3_stmt *q, int column)
{
    const unsigned char *text = sqlite3_column_text(q, column);

    return text ? call_text(c, (const char *)text, (size_t)sqlite3_column_bytes(q, column)) : NULL;
}

/* ---- versions --------------------------------------------------------------------------- */

static bool run(struct hcn_call *c, struct store *s, const char *sql)
{
    int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

    return !code || sql_refuse(c, s, code);
}

static bool read_version(struct hcn_call *c, struct store *s, int *out)
{
    sqlite3_stmt *q = NULL;
    int code = sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &q, NULL);

    if (!code && (code = sqlite3_step(q)) == SQLITE_ROW) {
        *out = sqlite3_column_int(q, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(q);
    return !code || sql_refuse(c, s, code);
}

bool sql_is_ready(struct hcn_call *c, struct store *s)
{
    int found = 0;

    return read_version(c, s, &found) && found == STORE_SCHEMA;
}

bool sql_migrate(struct hcn_call *c, struct store *s)
{
    char *version;
    int found = 0;

    if (!read_version(c, s, &found))
        return false;
    if (found > STORE_SCHEMA)
        return fail(c, HCN_WIN32_SERVER_UNAVAILABLE,
                    "the store in %s is of version %d, made by a newer hcn: this one knows "
                    "versions up to %d, use the newer one or another directory",
                    s->directory, found, STORE_SCHEMA);
    if (found == STORE_SCHEMA)
        return true;
    version = call_format(c, "PRAGMA user_version = %d", STORE_SCHEMA);
    if (!version || !run(c, s, "BEGIN IMMEDIATE"))
        return false;
    for (int i = found; i < STORE_SCHEMA; i++)
        if (!run(c, s, upgrades[i]))
            return false;
    return run(c, s, version) && run(c, s, "COMMIT");
}
