/* namespace_test.c - namespaces: who they say they are, what is sent, and dead references. */
#include "script.h"

#define LIVE   "aaaaaaaa-0000-4000-8000-000000000001"
#define DEAD   "bbbbbbbb-0000-4000-8000-000000000002"
#define DEAD_2 "cccccccc-0000-4000-8000-000000000003"

/* One live endpoint, and two dead ones in upper case and with braces. */
#define RESOURCES                                                                                  \
    "[{\"Type\":\"Container\",\"Data\":{\"Id\":\"any text\"}},"                                    \
    "{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"BBBBBBBB-0000-4000-8000-000000000002\"}},"          \
    "{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"" LIVE "\"}},"                                      \
    "{\"Type\":\"Endpoint\",\"Data\":{\"ID\":\"{CCCCCCCC-0000-4000-8000-000000000003}\"}}]"
#define VERSION_2 "{\"ID\":\"" SPACE_ID "\",\"Type\":\"HostDefault\",\"Resources\":" RESOURCES "}"
#define VERSION_1 "{\"ID\":\"" SPACE_ID "\",\"IsDefault\":true,\"ResourceList\":" RESOURCES "}"

#define MODIFY "modify namespace " SPACE_ID " "
#define REMOVE(id)                                                                                 \
    "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Remove\",\"Settings\":{\"EndpointId\":\"" id \
    "\"}}"
#define ADD(id)                                                                                    \
    "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":{\"EndpointId\":\"" id    \
    "\"}}"

static struct hcn_namespace *open_space(struct script *s)
{
    struct hcn_guid id = guid_of(SPACE_ID);
    struct hcn_namespace *space = hcn_namespace_open(s->call, s->service, &id);

    CHECK(space);
    return space;
}

/* ---- reconcile -------------------------------------------------------------------------- */

static void dead_references_are_removed(void **state)
{
    static const char *const versions[] = { VERSION_2, VERSION_1 };

    (void)state;
    for (size_t i = 0; i < COUNT(versions); i++) {
        const struct answer answers[] = {
            { "query", .json = versions[i] },
            { "open endpoint " DEAD, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
            { "open endpoint " DEAD_2, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
        };
        struct hcn_guid_list removed;
        struct hcn_namespace *space;
        struct script s;

        script_begin(&s, answers, COUNT(answers));
        space = open_space(&s);
        CHECK(hcn_namespace_reconcile(s.call, space, &removed));
        check_number(versions[i], removed.count, 2);
        check_guid(versions[i], removed.at[0], DEAD);
        check_guid(versions[i], removed.at[1], DEAD_2);
        script_heard(&s, "open namespace", "query namespace " SPACE_ID " " SCHEMA_2,
                     "open endpoint " DEAD, MODIFY REMOVE(DEAD), "open endpoint " LIVE,
                     "open endpoint " DEAD_2, MODIFY REMOVE(DEAD_2), NULL);
        hcn_namespace_close(space);
        script_end(&s);
    }
}

/* Given: what goes wrong on the way. Expected: how many were removed, and the failure. */
static const struct {
    struct answer answers[4];
    size_t removed;
    int32_t hresult;
    const char *text;
} troubles[] = {
    /* a Remove that fails: the others are tried */
    { { { MODIFY REMOVE(DEAD), .hresult = E_ACCESSDENIED } },
      1,
      E_ACCESSDENIED,
      "modify: Access is denied" },
    /* the first of two failures is told */
    { { { MODIFY REMOVE(DEAD), .hresult = E_ACCESSDENIED },
        { MODIFY REMOVE(DEAD_2), .hresult = HCN_E_MANAGER_STOPPED } },
      0,
      E_ACCESSDENIED,
      "modify: Access is denied" },
    /* somebody else removed it meanwhile */
    { { { MODIFY REMOVE(DEAD), .hresult = HCN_WIN32_NOT_FOUND } }, 1, 0, "" },
    { { { MODIFY REMOVE(DEAD), .hresult = HCN_E_ENDPOINT_NOT_FOUND } }, 1, 0, "" },
    { { { MODIFY REMOVE(DEAD), .hresult = HCN_E_ENDPOINT_NOT_ATTACHED } }, 1, 0, "" },
    /* who cannot be reached is not dead */
    { { { "open endpoint " LIVE, .hresult = HCN_WIN32_SERVER_UNAVAILABLE } },
      2,
      HCN_WIN32_SERVER_UNAVAILABLE,
      "open: The RPC server is unavailable" },
    { { { "open endpoint " DEAD, .hresult = HCN_WIN32_TIMEOUT } },
      0,
      HCN_WIN32_TIMEOUT,
      "open: This operation returned because the timeout period expired" },
    { { { "open endpoint " LIVE, .hresult = E_ACCESSDENIED } },
      2,
      E_ACCESSDENIED,
      "open: Access is denied" },
};

static void reconcile_troubles(void **state)
{
    static const struct answer usual[] = {
        { "query", .json = VERSION_2 },
        { "open endpoint " DEAD, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
        { "open endpoint " DEAD_2, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(troubles); i++) {
        struct answer answers[COUNT(usual) + COUNT(troubles[i].answers)];
        struct hcn_guid_list removed;
        struct hcn_namespace *space;
        struct script s;
        size_t count = 0;

        for (size_t j = 0; j < COUNT(troubles[i].answers) && troubles[i].answers[j].when; j++)
            answers[count++] = troubles[i].answers[j];
        memcpy(&answers[count], usual, sizeof usual);
        script_begin(&s, answers, count + COUNT(usual));
        space = open_space(&s);
        CHECK(hcn_namespace_reconcile(s.call, space, &removed) == !troubles[i].hresult);
        check_number(troubles[i].answers[0].when, removed.count, troubles[i].removed);
        check_failure(troubles[i].answers[0].when, s.call, troubles[i].hresult, troubles[i].text);
        hcn_namespace_close(space);
        script_end(&s);
    }
}

/* Only what was dead when it was looked at is removed: nobody's new endpoint is. */
static void an_endpoint_attached_meanwhile_is_left_alone(void **state)
{
    static const struct answer answers[] = {
        { "query",
          .json = "{\"Resources\":[{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"" DEAD "\"}}]}" },
        { "query", .json = VERSION_2 }, /* what is there by now */
        { "open endpoint " DEAD, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
    };
    struct hcn_namespace *space;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    space = open_space(&s);
    CHECK(hcn_namespace_reconcile(s.call, space, NULL));
    script_heard(&s, "open", "query", "open endpoint " DEAD, MODIFY REMOVE(DEAD), NULL);
    hcn_namespace_close(space);
    script_end(&s);
}

/* ---- HostDefault ------------------------------------------------------------------------ */

static void host_default_answers_with_its_own_id(void **state)
{
    static const struct answer answers[] = {
        { "query", .json = "{\"ID\":\"910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC\"}", .always = true },
    };
    struct hcn_guid asked = guid_of(SPACE_ID);
    struct hcn_namespace *space;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    space = hcn_namespace_create_json(s.call, s.service, &asked, "{\"Type\":\"HostDefault\"}");
    check_guid("created", hcn_namespace_id(space), DEFAULT_ID);
    hcn_namespace_close(space);
    space = hcn_namespace_open_default(s.call, s.service);
    check_guid("opened", hcn_namespace_id(space), DEFAULT_ID);
    hcn_namespace_close(space);
    script_heard(&s, "create namespace " SPACE_ID " {\"Type\":\"HostDefault\"}", "query", "query",
                 "create namespace " DEFAULT_ID " {", "query", "query", NULL);
    CHECK(strstr(s.lines[3], "\"Type\":\"HostDefault\""));
    script_end(&s);
}

static struct hcn_namespace *by_create(struct script *s)
{
    return hcn_namespace_create_json(s->call, s->service, NULL, "{\"type\":1}");
}

static struct hcn_namespace *by_open_default(struct script *s)
{
    return hcn_namespace_open_default(s->call, s->service);
}

static struct hcn_namespace *by_open(struct script *s)
{
    struct hcn_guid id = guid_of(DEFAULT_ID);

    return hcn_namespace_open(s->call, s->service, &id);
}

/* However it is come by, it is reconciled; and a failure of that is not one of the opening. */
static void host_default_is_reconciled(void **state)
{
    static struct hcn_namespace *(*const ways[])(struct script *) = { by_create, by_open_default,
                                                                      by_open };
    static const struct answer answers[] = {
        { "create", .id = DEFAULT_ID },
        { "query", .json = VERSION_1 },
        { "open endpoint " DEAD, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
        { "open endpoint " LIVE, .hresult = HCN_WIN32_SERVER_UNAVAILABLE },
        { "open endpoint " DEAD_2, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
        { "modify namespace " DEFAULT_ID " " REMOVE(DEAD), .hresult = E_ACCESSDENIED },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct hcn_namespace *space;
        struct script s;

        script_begin(&s, answers, COUNT(answers));
        space = ways[i](&s);
        CHECK(space);
        check_failure("opening", s.call, 0, "");
        CHECK(begins_with(s.lines[s.line_count - 1],
                          "modify namespace " DEFAULT_ID " " REMOVE(DEAD_2)));
        hcn_namespace_close(space);
        script_end(&s);
    }
}

static void host_default_is_never_deleted(void **state)
{
    struct hcn_guid id = guid_of(DEFAULT_ID), other = guid_of(SPACE_ID);
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    CHECK(hcn_namespace_delete(s.call, s.service, &id));
    CHECK(hcn_namespace_delete(s.call, s.service, &other));
    script_heard(&s, "delete namespace " SPACE_ID, NULL);
    script_end(&s);
}

/* The crate's create_host_default made one of type Host. A fresh one is not looked over. */
static void a_host_namespace_is_fresh_and_of_type_host(void **state)
{
    static const struct answer answers[] = { { "create", .id = SPACE_ID } };
    struct hcn_namespace *space;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    space = hcn_namespace_create_host(s.call, s.service);
    check_guid("id", hcn_namespace_id(space), SPACE_ID);
    script_heard(&s, "create namespace {", NULL);
    CHECK(strstr(s.lines[0], "\"Type\":\"Host\""));
    CHECK(strstr(s.lines[0], "\"SchemaVersion\":{\"Major\":2,\"Minor\":0}"));
    hcn_namespace_close(space);
    script_end(&s);
}

/* ---- the endpoints in it ---------------------------------------------------------------- */

static void endpoints_are_listed_from_either_version(void **state)
{
    static const struct answer answers[] = {
        { "query", .json = VERSION_1 },
        { "query", .json = VERSION_2 },
        { "query", .json = "{\"Type\":\"Host\"}" },
        { "query", .json = "{\"Resources\":[{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"7\"}}]}" },
    };
    static const size_t counts[] = { 3, 3, 0, 0 };
    struct hcn_guid_list list;
    struct hcn_namespace *space;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    space = open_space(&s);
    for (size_t i = 0; i < COUNT(counts); i++) {
        CHECK(hcn_namespace_endpoints(s.call, space, &list) == (i < 3));
        if (i < 3)
            check_number(answers[i].json, list.count, counts[i]);
        if (counts[i])
            check_guid(answers[i].json, list.at[2], DEAD_2);
    }
    check_failure("malformed", s.call, HCN_E_INVALID_JSON,
                  "namespace: the service sent \"7\" where the id of an endpoint belongs");
    hcn_namespace_close(space);
    script_end(&s);
}

static void add_and_remove_send_words_and_bare_ids(void **state)
{
    static const struct answer answers[] = {
        { MODIFY ADD(LIVE), .hresult = HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS },
    };
    struct hcn_guid live = guid_of(LIVE), upper = guid_of("{BBBBBBBB-0000-4000-8000-000000000002}");
    struct hcn_namespace *space;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    space = open_space(&s);
    CHECK(hcn_namespace_add_endpoint(s.call, space, &upper));
    CHECK(hcn_namespace_remove_endpoint(s.call, space, &upper));
    CHECK(!hcn_namespace_add_endpoint(s.call, space, &live)); /* somebody else was faster */
    CHECK(hcn_call_class(s.call) == HCN_CLASS_CONFLICT);
    hcn_call_forgive(s.call);
    CHECK(!hcn_namespace_remove_endpoint(s.call, space, NULL));
    check_failure("NULL", s.call, E_INVALIDARG, "no id of an endpoint was given");
    script_heard(&s, "open", MODIFY ADD(DEAD), MODIFY REMOVE(DEAD), MODIFY ADD(LIVE), NULL);
    hcn_namespace_close(space);
    script_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dead_references_are_removed),
        cmocka_unit_test(reconcile_troubles),
        cmocka_unit_test(an_endpoint_attached_meanwhile_is_left_alone),
        cmocka_unit_test(host_default_answers_with_its_own_id),
        cmocka_unit_test(host_default_is_reconciled),
        cmocka_unit_test(host_default_is_never_deleted),
        cmocka_unit_test(a_host_namespace_is_fresh_and_of_type_host),
        cmocka_unit_test(endpoints_are_listed_from_either_version),
        cmocka_unit_test(add_and_remove_send_words_and_bare_ids),
    };

    return cmocka_run_group_tests_name("client.namespace", tests, NULL, NULL);
}
