/* damage_test.c - rows that nobody wrote so are told, and can be deleted. */
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "../check.h"
#include "driver/driver.h"
#include "engine/engine.h"
#include "place.h"

static char directory[PLACE];

#define NETWORK   "10000000-0000-4000-8000-000000000001"
#define ENDPOINT  "20000000-0000-4000-8000-000000000001"
#define NAMESPACE "30000000-0000-4000-8000-000000000001"

static struct engine *open_engine(struct hcn_call *c)
{
    struct engine *e = NULL;

    (void)engine_open(c, directory, &driver_null, &e);
    return e;
}

static bool ask_for(struct hcn_call *c, struct engine *e, enum kind kind, enum verb verb,
                    const char *id, const char *json)
{
    struct request q = { .kind = kind, .verb = verb, .json = json };
    struct reply reply;

    CHECK(guid_parse(id, &q.id) && guid_parse(NETWORK, &q.network));
    return engine_answer(c, e, &q, &reply);
}

/* A network, a namespace and an endpoint in it. */
static void make_store(void)
{
    struct hcn_call c = { 0 };
    struct engine *e = open_engine(&c);

    CHECK(ask_for(&c, e, KIND_NETWORK, VERB_CREATE, NETWORK, "{\"Type\":\"NAT\"}"));
    CHECK(ask_for(&c, e, KIND_NAMESPACE, VERB_CREATE, NAMESPACE, "{}"));
    CHECK(ask_for(&c, e, KIND_ENDPOINT, VERB_CREATE, ENDPOINT, "{}"));
    CHECK(ask_for(&c, e, KIND_NAMESPACE, VERB_MODIFY, NAMESPACE,
                  "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":"
                  "{\"EndpointId\":\"" ENDPOINT "\"}}"));
    engine_close(e);
    call_end(&c);
}

static void damage(const char *sql)
{
    char path[64];
    sqlite3 *db;

    snprintf(path, sizeof path, "%s/store.db", directory);
    CHECK(sqlite3_open(path, &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
}

static void begin(const char *sql)
{
    place_remove(directory);
    CHECK(!mkdir(directory, 0700));
    make_store();
    damage(sql);
}

/* ---- objects ----------------------------------------------------------------------------- */

static const struct {
    const char *sql;
    enum kind kind;
    const char *id;
    const char *text; /* behind "the store DIRECTORY: ", up to what the JSON reader says */
} objects[] = {
    { "UPDATE object SET json = '{\"ID' WHERE kind = 0", KIND_NETWORK, NETWORK,
      "network " NETWORK " is damaged, delete it: network: not JSON at line 1, column 5: " },
    { "UPDATE object SET json = '{}' WHERE kind = 0", KIND_NETWORK, NETWORK,
      "network " NETWORK " is damaged, delete it: network.MacPool: expected what the service "
      "wrote" },
    { "UPDATE object SET json = '5' WHERE kind = 0", KIND_NETWORK, NETWORK,
      "network " NETWORK " is damaged, delete it: network: expected an object, found 5" },
    { "UPDATE object SET json = replace(json, '\"NAT\"', '\"CAT\"') WHERE kind = 0", KIND_NETWORK,
      NETWORK,
      "network " NETWORK " is damaged, delete it: network.Type: expected what the service wrote" },
    { "UPDATE object SET json = x'00ff' WHERE kind = 1", KIND_ENDPOINT, ENDPOINT,
      "endpoint " ENDPOINT " is damaged, delete it: endpoint: not JSON at line 1, column 1: " },
    { "UPDATE object SET json = '{\"IpConfigurations\":[{}]}' WHERE kind = 1", KIND_ENDPOINT,
      ENDPOINT,
      "endpoint " ENDPOINT " is damaged, delete it: endpoint.IpConfigurations.IpAddress: expected "
      "what the service wrote" },
    { "UPDATE object SET json = '{' WHERE kind = 2 AND id <> x'927d0f912dbad2433f98ae7c0ac590d2'",
      KIND_NAMESPACE, NAMESPACE, NULL },
};

static void check_beginning(const char *row, const struct hcn_call *c, const char *text)
{
    check_failure(row, c, HCN_WIN32_SERVER_UNAVAILABLE, NULL);
    if (strncmp(c->text, text, strlen(text)) != 0)
        check_text(row, c->text, text);
}

/* Whoever needs it is told which one it is, and it can be deleted. */
static void a_damaged_object_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(objects); i++) {
        struct hcn_call c = { 0 }, other = { 0 };
        struct engine *e;
        char text[512];

        begin(objects[i].sql);
        e = open_engine(&c);
        CHECK(e);
        CHECK(!ask_for(&c, e, objects[i].kind, VERB_MODIFY, objects[i].id,
                       "{\"ResourceType\":\"Policy\",\"RequestType\":\"Add\",\"Settings\":"
                       "{\"Policies\":[]}}") ||
              !objects[i].text);
        snprintf(text, sizeof text, "the store %s: %s", directory,
                 objects[i].text ? objects[i].text : "");
        if (objects[i].text)
            check_beginning(objects[i].sql, &c, text);
        if (!ask_for(&other, e, objects[i].kind, VERB_DELETE, objects[i].id, NULL))
            CHECK_FAILED("%s: %s", objects[i].sql, other.text);
        engine_close(e);
        call_end(&c);
        call_end(&other);
    }
}

static bool count_one(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    (void)id;
    (void)json;
    (void)length;
    return ++*(size_t *)context;
}

static void a_list_says_which_one_is_damaged(void **state)
{
    struct hcn_call c = { 0 };
    struct engine *e;
    size_t count = 0;
    char text[512];

    (void)state;
    begin(objects[0].sql);
    e = open_engine(&c);
    CHECK(e && !engine_list(&c, e, KIND_NETWORK, NULL, count_one, &count));
    snprintf(text, sizeof text, "the store %s: %s", directory, objects[0].text);
    check_beginning("list", &c, text);
    engine_close(e);
    call_end(&c);
}

/* Ids alone are listed whatever their documents are like: how else would one find what to delete?
 */
static void a_list_of_ids_has_what_is_damaged(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(objects); i++) {
        struct request q = { .kind = objects[i].kind, .verb = VERB_ENUMERATE };
        struct hcn_call c = { 0 };
        struct reply reply;
        struct engine *e;

        begin(objects[i].sql);
        e = open_engine(&c);
        if (!engine_answer(&c, e, &q, &reply) || !strstr(reply.json, objects[i].id))
            CHECK_FAILED("%s: %s", objects[i].sql, failed(&c) ? c.text : reply.json);
        engine_close(e);
        call_end(&c);
    }
}

/* ---- what concerns the store as a whole --------------------------------------------------- */

#define DAMAGED(what)    " is damaged: " what ": move the file away"
#define PLAN(kind, verb) "INSERT INTO plan VALUES (1, '{\"Kind\":" kind ",\"Verb\":" verb "}')"

static const struct {
    const char *sql;
    const char *what; /* behind "the store DIRECTORY/store.db" */
} stores[] = {
    { "ALTER TABLE object RENAME TO subject", ": no such table: object: move the file away" },
    { "ALTER TABLE plan RENAME TO plot", ": no such table: plan: move the file away" },
    { "DELETE FROM fact WHERE name = 'boot'", DAMAGED("it does not say whose it is") },
    { "DELETE FROM fact WHERE name = 'network namespace'", DAMAGED("it does not say whose it is") },
    { "DELETE FROM fact WHERE name = 'driver'", DAMAGED("it does not say whose it is") },
    { PLAN("77", "5"), DAMAGED("the request of its plan") },
    { PLAN("0", "77"), DAMAGED("the request of its plan") },
    { PLAN("0", "6"), DAMAGED("the request of its plan") },
    { "INSERT INTO plan VALUES (0, '{}'); INSERT INTO step VALUES ('{\"Kind\":99}')",
      DAMAGED("Kind of a step of the plan") },
    { "INSERT INTO plan VALUES (0, '{}'); INSERT INTO step VALUES ('{\"Kind\":4,\"Reach\":99}')",
      DAMAGED("Reach of a step of the plan") },
    { "INSERT INTO plan VALUES (0, '{}'); INSERT INTO step VALUES ('{\"Kind\":2}')",
      DAMAGED("Link of a step of the plan") },
};

static void a_damaged_store_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(stores); i++) {
        struct hcn_call c = { 0 };
        struct engine *e;
        char text[256];

        begin(stores[i].sql);
        e = open_engine(&c);
        CHECK(!e || !ask_for(&c, e, KIND_NETWORK, VERB_DELETE, NETWORK, NULL));
        check_failure(stores[i].sql, &c, HCN_WIN32_SERVER_UNAVAILABLE, NULL);
        snprintf(text, sizeof text, "the store %s/store.db%s", directory, stores[i].what);
        if (!strstr(c.text, text))
            CHECK_FAILED("%s: %s", stores[i].sql, c.text);
        engine_close(e);
        call_end(&c);
    }
}

static int remove_it(void **state)
{
    (void)state;
    place_remove(directory);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_damaged_object_is_named),
        cmocka_unit_test(a_list_says_which_one_is_damaged),
        cmocka_unit_test(a_list_of_ids_has_what_is_damaged),
        cmocka_unit_test(a_damaged_store_is_refused),
    };

    place_make(directory);
    return cmocka_run_group_tests(tests, NULL, remove_it);
}
