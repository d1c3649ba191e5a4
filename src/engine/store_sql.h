/*
 * store_sql.h - the store's connection, and its statements by name. For store*.c alone.
 */
#ifndef ENGINE_STORE_SQL_H
#define ENGINE_STORE_SQL_H

#include <sqlite3.h>

#include "base/os_file.h"
#include "engine/store.h"

enum sql {
    SQL_BEGIN_READ,
    SQL_BEGIN_WRITE,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_FACT,
    SQL_SET_FACT,
    SQL_GET,
    SQL_INSERT,
    SQL_UPDATE,
    SQL_DELETE,
    SQL_EACH,
    SQL_EACH_ID,
    SQL_EACH_NAME,
    SQL_EACH_NETWORK,
    SQL_EACH_SPACE,
    SQL_CLAIM,
    SQL_CLAIMED,
    SQL_CLAIM_NEXT,
    SQL_CLAIM_RANGE,
    SQL_RELEASE,
    SQL_RELEASE_ALL,
    SQL_PLAN,
    SQL_STEPS,
    SQL_PUT_PLAN,
    SQL_PUT_STEP,
    SQL_CLEAR_PLAN,
    SQL_CLEAR_STEPS,
    SQL_ADD_EVENT,
    SQL_LAST_EVENT,
    SQL_EACH_EVENT,
    SQL_DROP_EVENTS,
    SQL_ADD_PORTS,
    SQL_DROP_PORTS,
    SQL_PORTS,
    SQL_STATEMENTS
};

struct store {
    sqlite3 *db;
    sqlite3_stmt *statements[SQL_STATEMENTS];
    struct os_lock_file lock;
    const char *directory; /* NULL: in memory */
    const char *lock_path;
    long process;
    bool begun, locked;
    bool told; /* the transaction has events */
    struct hcn_call memory;
};

/* One value of a statement, numbered from 1 in the order in which they are given. */
struct value {
    enum { VALUE_NUMBER, VALUE_TEXT, VALUE_BYTES } type;
    sqlite3_int64 number;
    const void *at; /* NULL: SQL's NULL */
    size_t length;
};

struct value value_number(uint64_t n);
struct value value_text(const char *text, size_t length);
struct value value_guid(const struct hcn_guid *id);
struct value value_bytes(const void *at, size_t length);

/* Begins the next transaction of whoever has the lock, after a commit: with its first statement. */
bool sql_resume(struct hcn_call *c, struct store *s);

/* A statement with its values, ready to step; NULL on failure. End it with sql_end(). */
sqlite3_stmt *sql_begin(struct hcn_call *c, struct store *s, enum sql which,
                        const struct value *values, size_t count);

/* *row says whether there is one more. */
bool sql_next(struct hcn_call *c, struct store *s, sqlite3_stmt *q, bool *row);

/* Harmless on NULL. */
void sql_end(sqlite3_stmt *q);

/* A statement that gives no rows, from beginning to end. */
bool sql_do(struct hcn_call *c, struct store *s, enum sql which, const struct value *values,
            size_t count);

/* Says what SQLite refused. Always false. */
bool sql_refuse(struct hcn_call *c, const struct store *s, int code);

/* Columns as values; text is copied into the call. */
struct hcn_guid sql_guid(sqlite3_stmt *q, int column);
const char *sql_text(struct hcn_call *c, sqlite3_stmt *q, int column);

/* Is the database there, and of this version? Writes nothing. */
bool sql_is_ready(struct hcn_call *c, struct store *s);

/* Makes the tables, or brings those of an older version up to date. Under the lock. */
bool sql_migrate(struct hcn_call *c, struct store *s);

#endif
