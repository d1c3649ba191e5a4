/* migrate_test.c - stores of older versions are brought up to date. */
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "../check.h"

#include "engine/claims.h"
#include "engine/store.h"
#include "place.h"
#include "schema/request.h"

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

static void run(sqlite3 *db, const char *sql)
{
    char *message = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        CHECK_FAILED("%s: %s", sql, message);
}

static sqlite3 *open_old(const char *tables)
{
    char path[128];
    sqlite3 *db;

    snprintf(path, sizeof path, "%s/store.db", directory);
    CHECK(sqlite3_open(path, &db) == SQLITE_OK);
    run(db, tables);
    return db;
}

/* ---- version 2: claims did not say of which kind their holders are ------------------------ */

static const char version2[] =
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT);"
    "CREATE TABLE object (kind INTEGER NOT NULL, id BLOB NOT NULL, network BLOB, space BLOB,"
    " name TEXT, state INTEGER NOT NULL, json TEXT NOT NULL);"
    "CREATE TABLE claim (kind INTEGER NOT NULL, scope BLOB NOT NULL, key BLOB NOT NULL,"
    " holder BLOB NOT NULL);"
    "CREATE UNIQUE INDEX claim_key ON claim (kind, scope, key);"
    "CREATE INDEX claim_holder ON claim (holder);"
    "PRAGMA user_version = 2";

/* What each claim becomes. Ids are numbers; a key is one byte, but that of a member its holder. */
static const struct row {
    const char *name;
    enum claim_kind kind;
    uint8_t scope, key, holder;
    uint32_t becomes;
} rows[] = {
    { "name", CLAIM_NETWORK_NAME, 0, 0x10, 1, KIND_NETWORK },
    { "gateway", CLAIM_ADDRESS, 1, 0x11, 1, KIND_NETWORK },
    { "address", CLAIM_ADDRESS, 1, 0x12, 2, KIND_ENDPOINT },
    { "bridge's MAC", CLAIM_MAC, 1, 0x13, 1, KIND_NETWORK },
    { "MAC", CLAIM_MAC, 1, 0x14, 2, KIND_ENDPOINT },
    { "endpoint's port", CLAIM_PORT, 0, 0x15, 2, KIND_ENDPOINT },
    { "load balancer's port", CLAIM_PORT, 0, 0x16, 3, KIND_LOAD_BALANCER },
    { "pool", CLAIM_POOL, 0, 0x17, 1, KIND_NETWORK },
    { "subnet", CLAIM_SUBNET, 0, 0x18, 1, KIND_NETWORK },
    { "path", CLAIM_PATH, 0, 0x19, 4, KIND_NAMESPACE },
    { "load balancer's member", CLAIM_MEMBER, 2, 3, 3, KIND_LOAD_BALANCER },
    { "SDN route's member", CLAIM_MEMBER, 2, 5, 5, KIND_ROUTE },
    { "member of both, first", CLAIM_MEMBER, 2, 6, 6, KIND_LOAD_BALANCER },
    { "member of both, second", CLAIM_MEMBER, 2, 6, 6, KIND_ROUTE },
};

/* Numbers of namespaces were not claimed at all. */
static const struct {
    uint8_t id;
    const char *json;
    bool claims;
} spaces[] = {
    { 11, "{\"NamespaceId\":7}", true },
    { 12, "{\"NamespaceId\":7}", false }, /* the first one has it */
    { 13, "{\"NamespaceId\":0}", false },
    { 14, "{\"Namesp", false },
};

/* An endpoint and a load balancer share id 2, a load balancer and a route id 6. */
static const struct {
    uint32_t kind;
    uint8_t id;
} objects[] = {
    { KIND_NETWORK, 1 },       { KIND_ENDPOINT, 2 }, { KIND_LOAD_BALANCER, 2 },
    { KIND_LOAD_BALANCER, 3 }, { KIND_ROUTE, 5 },    { KIND_LOAD_BALANCER, 6 },
    { KIND_ROUTE, 6 },
};

#define REST "000000000000000000000000000000"

static void put_claim(sqlite3 *db, const struct row *row)
{
    char sql[512];

    snprintf(sql, sizeof sql,
             "INSERT OR IGNORE INTO claim VALUES (%d, x'%02x" REST "', x'%02x%s', x'%02x" REST "')",
             row->kind, row->scope, row->key, row->kind == CLAIM_MEMBER ? REST : "", row->holder);
    run(db, sql);
}

static void put_object(sqlite3 *db, uint32_t kind, uint8_t id, const char *json)
{
    char sql[256];

    snprintf(sql, sizeof sql,
             "INSERT INTO object (kind, id, state, json) VALUES (%u, x'%02x" REST "', 1, '%s')",
             kind, id, json);
    run(db, sql);
}

static void check_claim(struct hcn_call *c, struct store *s, const struct row *row)
{
    struct claim claim = { .kind = row->kind, .scope.data1 = row->scope, .key = { row->key } };
    struct holder held;
    bool found;

    claim.length = row->kind == CLAIM_MEMBER ? sizeof(struct hcn_guid) + 1 : 1;
    if (row->kind == CLAIM_MEMBER)
        claim.key[sizeof(struct hcn_guid)] = (uint8_t)row->becomes;
    CHECK(store_claimed(c, s, &claim, &held, &found));
    check_number(row->name, found, true);
    check_number(row->name, held.kind, row->becomes);
    check_number(row->name, held.id.data1, row->holder);
}

static void check_numbers(struct hcn_call *c, struct store *s)
{
    static const struct hcn_guid nobody;
    struct claim claim = claim_compartment(0, &nobody), next;
    size_t count = 0;
    bool found = true;

    while (store_claim_next(c, s, &claim, &next, &found) && found) {
        check_text("number", (const char *)next.key, "0000000007");
        check_number("holder", next.holder.id.data1, spaces[0].id);
        check_number("kind", next.holder.kind, KIND_NAMESPACE);
        claim = claim_behind(&next);
        count++;
    }
    check_number("numbers", count, 1);
}

static void holders_get_their_kinds(void **state)
{
    sqlite3 *db = open_old(version2);
    struct hcn_call c = { 0 };
    struct store *s = NULL;

    (void)state;
    for (size_t i = 0; i < COUNT(objects); i++)
        put_object(db, objects[i].kind, objects[i].id, "{}");
    for (size_t i = 0; i < COUNT(spaces); i++)
        put_object(db, KIND_NAMESPACE, spaces[i].id, spaces[i].json);
    for (size_t i = 0; i < COUNT(rows); i++)
        put_claim(db, &rows[i]);
    sqlite3_close(db);
    if (!store_open(&c, directory, &s))
        CHECK_FAILED("%s", c.text);
    CHECK(store_read(&c, s));
    for (size_t i = 0; i < COUNT(rows); i++)
        check_claim(&c, s, &rows[i]);
    check_numbers(&c, s);
    store_close(s);
    call_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(holders_get_their_kinds, make_directory, remove_directory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
