/* ensure_test.c - making sure that an object exists, over a scripted service. */
#include "script.h"

#include "schema/request.h"

#define BLUE        "{\"Name\":\"blue\",\"Type\":\"NAT\"}"
#define BLUE_IS(id) "{\"ID\":\"" id "\",\"Name\":\"blue\",\"Type\":\"NAT\",\"Flags\":8}"
#define WEB         "{\"Name\":\"web\",\"HostComputeNetwork\":\"" NETWORK_ID "\"}"
#define WEB_IS(on)  "{\"ID\":\"" ENDPOINT_ID "\",\"Name\":\"web\",\"HostComputeNetwork\":\"" on "\"}"
#define ONE(id)     "[\"" id "\"]"
#define WITH_ID(id) "{\"ID\":\"" id "\",\"Type\":\"NAT\"}"
#define NO_MORE     HCN_E_NETWORK_NOT_FOUND
#define TAKEN       HCN_E_NETWORK_ALREADY_EXISTS

typedef void *ensure(struct script *s, const char *json, struct hcn_ensured *how);

/* Closes what it opened: what it was is what counts. */
#define ENSURE(noun)                                                                               \
    static void *noun(struct script *s, const char *json, struct hcn_ensured *how)                 \
    {                                                                                              \
        struct hcn_##noun *handle = hcn_##noun##_ensure_json(s->call, s->service, json, how);      \
        struct hcn_guid *id = hcn_call_memory(s->call, sizeof *id);                                \
                                                                                                   \
        if (!handle)                                                                               \
            return NULL;                                                                           \
        *id = hcn_##noun##_id(handle);                                                             \
        hcn_##noun##_close(handle);                                                                \
        return id;                                                                                 \
    }

ENSURE(network)
ENSURE(endpoint)
ENSURE(namespace)
ENSURE(load_balancer)
ENSURE(route)
ENSURE(guest_service)

/* ---- outcomes --------------------------------------------------------------------------- */

/* Given: a document and what the service answers. Expected: what was asked, id, outcome, paths. */
static const struct {
    const char *name;
    ensure *ensure;
    const char *json;
    struct answer answers[6];
    const char *heard[8];
    const char *id;
    enum hcn_outcome outcome;
    const char *path;
} outcomes[] = {
    { "by id, not there",
      network,
      WITH_ID(NETWORK_ID),
      { { "open", .hresult = NO_MORE }, { "create", .id = NETWORK_ID } },
      { "open network " NETWORK_ID, "create network " NETWORK_ID " " WITH_ID(NETWORK_ID) },
      NETWORK_ID,
      HCN_OUTCOME_CREATED,
      NULL },
    { "by id, the same",
      network,
      WITH_ID(NETWORK_ID),
      { { "query", .json = BLUE_IS(NETWORK_ID) } },
      { "open network " NETWORK_ID, "query network " NETWORK_ID " " SCHEMA_2 },
      NETWORK_ID,
      HCN_OUTCOME_SAME,
      NULL },
    { "by id, differs",
      network,
      WITH_ID(NETWORK_ID),
      { { "query", .json = "{\"ID\":\"" NETWORK_ID "\",\"Type\":\"Private\"}" } },
      { "open", "query" },
      NETWORK_ID,
      HCN_OUTCOME_DIFFERS,
      "Type" },
    { "by id, gone between opening and looking",
      network,
      WITH_ID(NETWORK_ID),
      { { "query", .hresult = NO_MORE }, { "create", .id = NETWORK_ID } },
      { "open", "query", "create" },
      NETWORK_ID,
      HCN_OUTCOME_CREATED,
      NULL },
    { "by name, not there",
      network,
      BLUE,
      { { "create", .id = OTHER_ID } },
      { "enumerate network {\"SchemaVersion\":{\"Major\":2,\"Minor\":0},\"Filter\":"
        "\"{\\\"Name\\\":\\\"blue\\\"}\"}",
        "create network " BLUE },
      OTHER_ID,
      HCN_OUTCOME_CREATED,
      NULL },
    { "by name, the same",
      network,
      BLUE,
      { { "enumerate", .json = ONE(OTHER_ID) },
        { "query", .json = BLUE_IS(OTHER_ID), .always = true } },
      { "enumerate", "open network " OTHER_ID, "query", "open network " OTHER_ID, "query" },
      OTHER_ID,
      HCN_OUTCOME_SAME,
      NULL },
    { "by name, of a service that does not filter",
      network,
      BLUE,
      { { "enumerate", .json = ONE(OTHER_ID) },
        { "query", .json = WITH_ID(OTHER_ID) },
        { "create", .id = NETWORK_ID } },
      { "enumerate", "open", "query", "create network " BLUE },
      NETWORK_ID,
      HCN_OUTCOME_CREATED,
      NULL },
    { "by name, of a service that takes parts of names",
      network,
      BLUE,
      { { "enumerate", .json = ONE(OTHER_ID) },
        { "query", .json = "{\"ID\":\"" OTHER_ID "\",\"Name\":\"bluest\",\"Type\":\"NAT\"}" },
        { "create", .id = NETWORK_ID } },
      { "enumerate", "open", "query", "create network " BLUE },
      NETWORK_ID,
      HCN_OUTCOME_CREATED,
      NULL },
    { "by name, created meanwhile",
      network,
      BLUE,
      { { "enumerate", .json = "[]" },
        { "create", .hresult = TAKEN },
        { "enumerate", .json = ONE(OTHER_ID) },
        { "query", .json = BLUE_IS(OTHER_ID), .always = true } },
      { "enumerate", "create network " BLUE, "enumerate", "open", "query", "open network " OTHER_ID,
        "query" },
      OTHER_ID,
      HCN_OUTCOME_SAME,
      NULL },
    { "by id, created meanwhile, another way",
      network,
      WITH_ID(NETWORK_ID),
      { { "open", .hresult = NO_MORE },
        { "create", .hresult = TAKEN },
        { "query", .json = "{\"ID\":\"" NETWORK_ID "\",\"Type\":\"ICS\"}" } },
      { "open", "create", "open network " NETWORK_ID, "query" },
      NETWORK_ID,
      HCN_OUTCOME_DIFFERS,
      "Type" },
    { "an endpoint by name, on its network",
      endpoint,
      WEB,
      { { "enumerate", .json = ONE(ENDPOINT_ID) },
        { "query", .json = WEB_IS(NETWORK_ID), .always = true } },
      { "enumerate", "open", "query", "open endpoint " ENDPOINT_ID, "query" },
      ENDPOINT_ID,
      HCN_OUTCOME_SAME,
      NULL },
    { "an endpoint of that name on another network",
      endpoint,
      WEB,
      { { "enumerate", .json = ONE(ENDPOINT_ID) },
        { "query", .json = WEB_IS(OTHER_ID) },
        { "create", .id = "298876d0-327a-8d89-85d6-b82d38239368" } },
      { "enumerate", "open", "query",
        "create endpoint 298876d0-327a-8d89-85d6-b82d38239368 on " NETWORK_ID " " WEB },
      "298876d0-327a-8d89-85d6-b82d38239368",
      HCN_OUTCOME_CREATED,
      NULL },
    { "a namespace by its id",
      namespace,
      "{\"ID\":\"" SPACE_ID "\"}",
      { { "query", .json = "{\"ID\":\"" SPACE_ID "\",\"Name\":\"box\"}" } },
      { "open namespace " SPACE_ID, "query" },
      SPACE_ID,
      HCN_OUTCOME_SAME,
      NULL },
    { "the machine's own, whatever id was asked for",
      namespace,
      "{\"ID\":\"" SPACE_ID "\",\"Type\":\"HostDefault\"}",
      { { "query", .json = "{\"ID\":\"" DEFAULT_ID "\",\"Type\":\"HostDefault\"}" } },
      { "open namespace " DEFAULT_ID, "query", "query" }, /* the last to reconcile it */
      DEFAULT_ID,
      HCN_OUTCOME_DIFFERS,
      "ID" },
};

static void check_heard(const struct script *s, const char *row, const char *const *expected)
{
    for (size_t i = 0; i < s->line_count || expected[i]; i++) {
        const char *line = i < s->line_count ? s->lines[i] : "(nothing)";

        if (!expected[i] || !begins_with(line, expected[i]))
            CHECK_FAILED("%s: request %zu: expected %s, heard %s", row, i,
                         expected[i] ? expected[i] : "no more", line);
    }
}

static void outcomes_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        struct hcn_ensured how = { .outcome = 99, .differing.count = 99 };
        const struct hcn_guid *id;
        struct script s;

        script_begin(&s, outcomes[i].answers, COUNT(outcomes[i].answers));
        while (s.count && !s.answers[s.count - 1].when)
            s.count--;
        id = outcomes[i].ensure(&s, outcomes[i].json, &how);
        check_failure(outcomes[i].name, s.call, 0, "");
        check_heard(&s, outcomes[i].name, outcomes[i].heard);
        check_guid(outcomes[i].name, *id, outcomes[i].id);
        check_number(outcomes[i].name, how.outcome, outcomes[i].outcome);
        check_number(outcomes[i].name, how.differing.count, outcomes[i].path ? 1 : 0);
        if (outcomes[i].path)
            check_text(outcomes[i].name, how.differing.at[0], outcomes[i].path);
        script_end(&s);
    }
}

/* ---- refusals --------------------------------------------------------------------------- */

static const struct {
    const char *name;
    ensure *ensure;
    const char *json;
    struct answer answers[6];
    int32_t hresult;
    const char *text;
} refusals[] = {
    { "no document",
      network,
      NULL,
      { { 0 } },
      E_INVALIDARG,
      "no document was given for the network" },
    { "no document of another kind",
      guest_service,
      NULL,
      { { 0 } },
      E_INVALIDARG,
      "no document was given for the guest network service" },
    { "no JSON", network, "{", { { 0 } }, HCN_E_INVALID_JSON, NULL },
    { "a wrong document",
      route,
      "{\"Routes\":[{\"NextHop\":\"x\"}]}",
      { { 0 } },
      HCN_E_INVALID_IP,
      "route.Routes[0].NextHop: expected an IP address, found \"x\"" },
    { "a network that nobody knows",
      network,
      "{\"Name\":\"\"}",
      { { 0 } },
      E_INVALIDARG,
      "network: expected an ID or a Name to know it by, found none" },
    { "a load balancer too",
      load_balancer,
      "{}",
      { { 0 } },
      E_INVALIDARG,
      "load balancer: expected an ID or a Name to know it by, found none" },
    { "a namespace with a name alone",
      namespace,
      "{\"Name\":\"box\"}",
      { { 0 } },
      E_INVALIDARG,
      "namespace: expected an ID to know it by, found none" },
    { "an endpoint on no network",
      endpoint,
      "{\"ID\":\"" ENDPOINT_ID "\"}",
      { { 0 } },
      E_INVALIDARG,
      "endpoint.HostComputeNetwork: expected the id of a network, found none" },
    { "several of that name",
      endpoint,
      WEB,
      { { "enumerate", .json = "[\"" ENDPOINT_ID "\",\"" OTHER_ID "\"]" },
        { "query endpoint " ENDPOINT_ID, .json = WEB_IS(NETWORK_ID) },
        { "query", .json = "{\"ID\":\"" OTHER_ID
                           "\",\"Name\":\"web\",\"HostComputeNetwork\":\"" NETWORK_ID "\"}" } },
      HCN_WIN32_DUP_NAME,
      "endpoint.Name: \"web\" is the name of " ENDPOINT_ID " and of " OTHER_ID ", expected an ID" },
    { "it cannot be opened",
      network,
      WITH_ID(NETWORK_ID),
      { { "open", .hresult = E_ACCESSDENIED } },
      E_ACCESSDENIED,
      NULL },
    { "it cannot be looked at",
      network,
      WITH_ID(NETWORK_ID),
      { { "query", .hresult = HCN_E_MANAGER_STOPPED } },
      HCN_E_MANAGER_STOPPED,
      NULL },
    { "they cannot be listed",
      network,
      BLUE,
      { { "enumerate", .hresult = E_ACCESSDENIED } },
      E_ACCESSDENIED,
      NULL },
    { "it cannot be created",
      network,
      WITH_ID(NETWORK_ID),
      { { "open", .hresult = NO_MORE }, { "create", .hresult = HCN_E_INVALID_SUBNET } },
      HCN_E_INVALID_SUBNET,
      NULL },
    /* the name is taken by one that is not meant: the service's own words */
    { "a conflict with another",
      network,
      WITH_ID(NETWORK_ID),
      { { "open", .hresult = NO_MORE, .always = true }, { "create", .hresult = TAKEN } },
      TAKEN,
      NULL },
    { "it cannot be looked for again",
      network,
      BLUE,
      { { "enumerate", .json = "[]" },
        { "create", .hresult = TAKEN },
        { "enumerate", .hresult = E_ACCESSDENIED } },
      E_ACCESSDENIED,
      NULL },
};

static void refusals_say_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct hcn_ensured how;
        struct script s;

        script_begin(&s, refusals[i].answers, COUNT(refusals[i].answers));
        while (s.count && !s.answers[s.count - 1].when)
            s.count--;
        CHECK(!refusals[i].ensure(&s, refusals[i].json, &how));
        check_failure(refusals[i].name, s.call, refusals[i].hresult, refusals[i].text);
        script_end(&s);
    }
}

static void what_is_not_given_is_refused(void **state)
{
    struct hcn_ensured how = { .outcome = HCN_OUTCOME_SAME };
    struct hcn_namespace_document *wrong;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    CHECK(!hcn_network_ensure_json(s.call, s.service, BLUE, NULL));
    check_failure("outcome", s.call, E_INVALIDARG, "no room for the outcome was given");
    hcn_call_forgive(s.call);
    CHECK(!hcn_network_ensure_json(s.call, NULL, BLUE, &how));
    check_failure("service", s.call, E_INVALIDARG, "no service was given");
    check_number("cleared", how.outcome, HCN_OUTCOME_CREATED);
    CHECK(!hcn_network_ensure_json(s.call, s.service, BLUE, &how)); /* a call that has failed */
    CHECK(!hcn_network_ensure_json(NULL, s.service, BLUE, &how));
    hcn_call_forgive(s.call);
    wrong = hcn_document_new(s.call, HCN_DOCUMENT_NAMESPACE);
    CHECK(!hcn_endpoint_ensure(s.call, s.service, (void *)wrong, &how));
    check_failure("wrong", s.call, E_INVALIDARG,
                  "endpoint: expected a document made by hcn_document_new(), found another");
    hcn_call_forgive(s.call);
    CHECK(!hcn_namespace_ensure(s.call, s.service, NULL, &how));
    check_failure("none", s.call, E_INVALIDARG,
                  "namespace: expected a document made by hcn_document_new(), found none");
    script_heard(&s, NULL);
    script_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_are_told),
        cmocka_unit_test(refusals_say_why),
        cmocka_unit_test(what_is_not_given_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
