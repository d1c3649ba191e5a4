/* restore_test.c - what a reboot leaves of a store. */
#include "../check.h"
#include "../system.h"

#include "driver/driver.h"
#include "engine/engine.h"
#include "engine/store.h"

#define NETWORK   "10000000-0000-4000-8000-000000000001"
#define OTHER     "10000000-0000-4000-8000-000000000002"
#define ENDPOINT  "20000000-0000-4000-8000-000000000001"
#define NAMESPACE "30000000-0000-4000-8000-000000000001"

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

static const char *ask(struct hcn_call *c, struct engine *e, enum kind kind, enum verb verb,
                       const char *id, const char *json)
{
    struct request q = { .kind = kind, .verb = verb, .json = json };
    struct reply reply = { 0 };

    CHECK(guid_parse(id, &q.id) && guid_parse(NETWORK, &q.network));
    return engine_answer(c, e, &q, &reply) ? reply.json ? reply.json : "" : NULL;
}

static const struct {
    enum kind kind;
    enum verb verb;
    const char *id, *json;
} before[] = {
    { KIND_NETWORK, VERB_CREATE, NETWORK, "{\"Type\":\"NAT\",\"Flags\":16}" },
    { KIND_NETWORK, VERB_CREATE, OTHER, "{\"Type\":\"NAT\"}" },
    { KIND_NAMESPACE, VERB_CREATE, NAMESPACE, "{}" },
    { KIND_ENDPOINT, VERB_CREATE, ENDPOINT, "{\"AdditionalParams\":{\"Mine\":1}}" },
    { KIND_NAMESPACE, VERB_MODIFY, NAMESPACE,
      "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":"
      "{\"EndpointId\":\"" ENDPOINT "\"}}" },
};

static struct engine *open_engine(struct hcn_call *c)
{
    struct engine *e = NULL;

    if (!engine_open(c, directory, &driver_null, &e))
        CHECK_FAILED("%s", c->text);
    return e;
}

static void play_reboot(void)
{
    struct hcn_call c = { 0 };
    struct store *s;

    if (!store_open(&c, directory, &s) || !store_write(&c, s) ||
        !store_set_fact(&c, s, "boot", "another") || !store_commit(&c, s))
        CHECK_FAILED("%s", c.text);
    store_close(s);
    call_end(&c);
}

static void persistent_endpoints_are_in_no_namespace(void **state)
{
    static const char query[] = "{\"SchemaVersion\":{\"Major\":2}}";
    struct hcn_call c = { 0 }, gone = { 0 }, other = { 0 };
    struct engine *e = open_engine(&c);
    const char *json;

    (void)state;
    for (size_t i = 0; i < COUNT(before); i++)
        CHECK(ask(&c, e, before[i].kind, before[i].verb, before[i].id, before[i].json));
    json = ask(&c, e, KIND_ENDPOINT, VERB_QUERY, ENDPOINT, query);
    CHECK(json && strstr(json, "\"HostInterface\":\"he-") && strstr(json, "\"Mine\":1"));
    engine_close(e);

    play_reboot();
    e = open_engine(&c);
    json = ask(&c, e, KIND_ENDPOINT, VERB_QUERY, ENDPOINT, query);
    CHECK(json && strstr(json, "\"AdditionalParams\":{\"Mine\":1}"));
    CHECK(strstr(json, "\"HostComputeNamespace\":\"00000000-0000-0000-0000-000000000000\""));
    CHECK(strstr(json, "\"State\":1"));
    CHECK(!ask(&gone, e, KIND_NAMESPACE, VERB_OPEN, NAMESPACE, NULL));
    CHECK(!ask(&other, e, KIND_NETWORK, VERB_OPEN, OTHER, NULL));
    engine_close(e);
    call_end(&c);
    call_end(&gone);
    call_end(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(persistent_endpoints_are_in_no_namespace, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
