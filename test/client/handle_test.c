/* handle_test.c - handles over a scripted service: whose id they report, and that none is lost. */
#include "script.h"

#include <stdlib.h>

/* ---- ids -------------------------------------------------------------------------------- */

/* Given: what was asked for, and what the service says. Expected: what the handle reports. */
static const struct {
    const char *name, *asked;
    struct answer answers[2];
    const char *expected; /* NULL: a failure */
    const char *text;
} ids[] = {
    { "the service tells at once", NETWORK_ID, { { "create", .id = OTHER_ID } }, OTHER_ID, NULL },
    { "the document tells",
      NETWORK_ID,
      { { "query", .json = "{\"ID\":\"" OTHER_ID "\"}" } },
      OTHER_ID,
      NULL },
    { "in upper case and braces",
      NETWORK_ID,
      { { "query", .json = "{\"ID\":\"{910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC}\"}" } },
      DEFAULT_ID,
      NULL },
    { "spelt Id", NULL, { { "query", .json = "{\"Id\":\"" OTHER_ID "\"}" } }, OTHER_ID, NULL },
    { "nobody tells", NETWORK_ID, { { 0 } }, NETWORK_ID, NULL },
    { "the reply is empty", NETWORK_ID, { { "query", .silent = true } }, NETWORK_ID, NULL },
    { "the query fails",
      NETWORK_ID,
      { { "query", .hresult = HCN_E_MANAGER_STOPPED } },
      NETWORK_ID,
      NULL },
    { "nobody knows", NULL, { { 0 } }, NULL, "does not say the id" },
    { "nobody can be asked",
      NULL,
      { { "query", .hresult = HCN_E_MANAGER_STOPPED } },
      NULL,
      "stopping" },
    { "no handle", NETWORK_ID, { { "create", .silent = true } }, NULL, "gave no handle" },
};

static void created_ids(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ids); i++) {
        struct script s;
        struct hcn_network *network;
        struct hcn_guid asked;

        script_begin(&s, ids[i].answers, ids[i].answers[0].when ? 1 : 0);
        if (ids[i].asked)
            asked = guid_of(ids[i].asked);
        network = hcn_network_create_json(s.call, s.service, ids[i].asked ? &asked : NULL, "{}");
        if (!ids[i].expected)
            CHECK(!network && strstr(hcn_call_text(s.call), ids[i].text));
        else
            check_guid(ids[i].name, hcn_network_id(network), ids[i].expected);
        hcn_network_close(network);
        script_end(&s);
    }
}

static void an_opened_one_has_the_id_it_was_opened_by(void **state)
{
    struct hcn_guid id = guid_of(ENDPOINT_ID);
    struct hcn_endpoint *endpoint;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    endpoint = hcn_endpoint_open(s.call, s.service, &id);
    check_guid("opened", hcn_endpoint_id(endpoint), ENDPOINT_ID);
    hcn_endpoint_close(endpoint);
    script_heard(&s, "open endpoint " ENDPOINT_ID, NULL);
    script_end(&s);
}

static void open_without_a_handle_is_not_found(void **state)
{
    static const struct answer answers[] = { { "open", .silent = true } };
    struct hcn_guid id = guid_of(ENDPOINT_ID);
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    CHECK(!hcn_endpoint_open(s.call, s.service, &id));
    check_failure("open", s.call, HCN_E_ENDPOINT_NOT_FOUND, "there is no endpoint " ENDPOINT_ID);
    script_end(&s);
}

/* ---- raw handles ------------------------------------------------------------------------ */

static void a_raw_handle_goes_out_and_comes_back(void **state)
{
    static const struct answer answers[] = {
        { "query", .json = "{\"ID\":\"" SPACE_ID "\"}", .always = true },
    };
    struct hcn_guid id = guid_of(SPACE_ID);
    struct hcn_namespace *space;
    struct script s;
    void *raw;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    space = hcn_namespace_open(s.call, s.service, &id);
    CHECK(hcn_namespace_raw(space));
    raw = hcn_namespace_into_raw(space);
    check_number("still open", (uint64_t)s.handles, 1);
    space = hcn_namespace_from_raw(s.call, s.service, raw);
    CHECK(hcn_namespace_raw(space) == raw);
    check_guid("asked back", hcn_namespace_id(space), SPACE_ID);
    hcn_namespace_close(space);
    script_end(&s);
}

static void a_raw_handle_that_is_refused_stays_the_callers(void **state)
{
    static const struct answer answers[] = { { "query", .hresult = E_HANDLE } };
    struct hcn_guid id = guid_of(NETWORK_ID);
    struct script s;
    void *raw;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    raw = hcn_network_into_raw(hcn_network_open(s.call, s.service, &id));
    CHECK(!hcn_network_from_raw(s.call, s.service, raw));
    check_number("still open", (uint64_t)s.handles, 1);
    hcn_call_forgive(s.call);
    CHECK(!hcn_network_from_raw(s.call, s.service, NULL));
    check_failure("NULL", s.call, E_HANDLE, "no handle was given");
    free(raw);
    s.handles--;
    script_end(&s);
}

/* ---- what is sent ----------------------------------------------------------------------- */

static void a_query_asks_for_schema_2_unless_told_otherwise(void **state)
{
    struct hcn_guid id = guid_of(NETWORK_ID);
    struct hcn_network *network;
    struct hcn_guid_list ids_out;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    network = hcn_network_open(s.call, s.service, &id);
    CHECK(hcn_network_query(s.call, network, NULL));
    check_text("own query", hcn_network_query_json(s.call, network, "{}"), "{}");
    CHECK(hcn_network_enumerate(s.call, s.service, NULL, &ids_out));
    CHECK(hcn_network_enumerate(s.call, s.service, "{\"Filter\":\"{}\"}", &ids_out));
    script_heard(&s, "open", "query network " NETWORK_ID " " SCHEMA_2,
                 "query network " NETWORK_ID " {}", "enumerate network " SCHEMA_2,
                 "enumerate network {\"Filter\":\"{}\"}", NULL);
    hcn_network_close(network);
    script_end(&s);
}

static void a_modify_request_is_sent_as_it_is(void **state)
{
    static const char json[] = "{\"ResourceType\":\"Port\",\"RequestType\":\"Refresh\"}";
    struct hcn_guid id = guid_of(ENDPOINT_ID);
    struct hcn_endpoint *endpoint;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    endpoint = hcn_endpoint_open(s.call, s.service, &id);
    CHECK(hcn_endpoint_modify_json(s.call, endpoint, json));
    CHECK(!hcn_endpoint_modify_json(s.call, endpoint, NULL));
    check_failure("NULL", s.call, E_INVALIDARG, "no modify request was given");
    script_heard(&s, "open",
                 "modify endpoint " ENDPOINT_ID " {\"ResourceType\":\"Port\","
                 "\"RequestType\":\"Refresh\"}",
                 NULL);
    hcn_endpoint_close(endpoint);
    script_end(&s);
}

/* A document is checked to be of the kind that the function wants. */
static void documents_of_another_kind_are_refused(void **state)
{
    struct hcn_namespace_document *wrong;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    wrong = hcn_document_new(s.call, HCN_DOCUMENT_NAMESPACE);
    CHECK(!hcn_network_create(s.call, s.service, NULL, (void *)wrong));
    check_failure("wrong", s.call, E_INVALIDARG,
                  "network: expected a document made by hcn_document_new(), found another");
    hcn_call_forgive(s.call);
    CHECK(!hcn_network_create(s.call, s.service, NULL, NULL));
    check_failure("none", s.call, E_INVALIDARG,
                  "network: expected a document made by hcn_document_new(), found none");
    script_heard(&s, NULL);
    script_end(&s);
}

/* ---- failures --------------------------------------------------------------------------- */

static void the_first_failure_wins_and_nothing_more_is_done(void **state)
{
    static const struct answer answers[] = { { "open network",
                                               .hresult = HCN_E_NETWORK_NOT_FOUND } };
    struct hcn_guid id = guid_of(NETWORK_ID);
    struct hcn_network *network;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    network = hcn_network_open(s.call, s.service, &id);
    CHECK(!network);
    CHECK(!hcn_network_query(s.call, network, NULL));
    CHECK(!hcn_network_delete(s.call, s.service, &id));
    CHECK(!hcn_namespace_create_host(s.call, s.service));
    check_failure("first", s.call, HCN_E_NETWORK_NOT_FOUND, "open: The network was not found");
    script_heard(&s, "open network", NULL);
    hcn_call_forgive(s.call);
    CHECK(hcn_network_delete(s.call, s.service, &id));
    script_end(&s);
}

/* The record is the call's: it goes with the failure, and nobody has to free it. */
static void the_record_of_a_failed_query_is_the_calls(void **state)
{
    static const char record[] =
        "{\"Success\":false,\"Error\":\"Gone. \",\"ErrorCode\":2151350273}";
    static const struct answer answers[] = {
        { "open network", .hresult = 0 },
        { "query network", .hresult = HCN_E_NETWORK_NOT_FOUND, .record = record },
    };
    struct hcn_guid id = guid_of(NETWORK_ID);
    struct hcn_network *network;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    network = hcn_network_open(s.call, s.service, &id);
    CHECK(!hcn_network_query(s.call, network, NULL));
    check_failure("query", s.call, HCN_E_NETWORK_NOT_FOUND, "query: Gone");
    check_text("record", hcn_call_record(s.call), record);
    hcn_call_forgive(s.call);
    CHECK(!hcn_call_record(s.call));
    hcn_network_close(network);
    script_end(&s);
}

/* hcsshim and HNS.V2.psm1 treat an error record as a failure whatever the HRESULT says. */
static void an_error_record_with_s_ok_is_a_failure(void **state)
{
    static const struct answer answers[] = {
        { "delete",
          .record =
              "{\"Success\":false,\"Error\":\"The port is gone. \",\"ErrorCode\":2151350279}" },
    };
    struct hcn_guid id = guid_of(NETWORK_ID);
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    CHECK(!hcn_network_delete(s.call, s.service, &id));
    check_failure("record", s.call, HCN_E_PORT_NOT_FOUND, "delete: The port is gone");
    check_text("kept", hcn_call_record(s.call), answers[0].record);
    script_end(&s);
}

static void statistics_are_read_leniently(void **state)
{
    static const struct answer answers[] = {
        { "statistics", .json = "{\"BytesReceived\":7,\"PacketsSent\":\"many\",\"New\":1}" },
    };
    struct hcn_guid id = guid_of(ENDPOINT_ID);
    struct hcn_endpoint *endpoint;
    struct hcn_statistics *found;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    endpoint = hcn_endpoint_open(s.call, s.service, &id);
    found = hcn_endpoint_statistics(s.call, endpoint);
    CHECK(found);
    check_number("BytesReceived", found->bytes_received, 7);
    check_number("PacketsSent", found->packets_sent, 0);
    check_text("New", hcn_member_unknown(found, "New"), "1");
    hcn_endpoint_close(endpoint);
    script_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(created_ids),
        cmocka_unit_test(an_opened_one_has_the_id_it_was_opened_by),
        cmocka_unit_test(open_without_a_handle_is_not_found),
        cmocka_unit_test(a_raw_handle_goes_out_and_comes_back),
        cmocka_unit_test(a_raw_handle_that_is_refused_stays_the_callers),
        cmocka_unit_test(a_query_asks_for_schema_2_unless_told_otherwise),
        cmocka_unit_test(a_modify_request_is_sent_as_it_is),
        cmocka_unit_test(documents_of_another_kind_are_refused),
        cmocka_unit_test(the_first_failure_wins_and_nothing_more_is_done),
        cmocka_unit_test(the_record_of_a_failed_query_is_the_calls),
        cmocka_unit_test(an_error_record_with_s_ok_is_a_failure),
        cmocka_unit_test(statistics_are_read_leniently),
    };

    return cmocka_run_group_tests_name("client.handle", tests, NULL, NULL);
}
