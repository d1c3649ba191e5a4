/* endpoint_test.c - what is particular to endpoints, and typed requests of every kind. */
#include "script.h"

/* The crate sent the network's id in upper case. */
static void the_network_is_named_in_lower_case(void **state)
{
    struct hcn_guid on = guid_of("{AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE}"),
                    id = guid_of(ENDPOINT_ID);
    struct hcn_endpoint_document *e;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    e = hcn_document_new(s.call, HCN_DOCUMENT_ENDPOINT);
    e->name = "web";
    e->host_compute_network = guid_of(OTHER_ID); /* the parameter decides */
    hcn_endpoint_close(hcn_endpoint_create(s.call, s.service, &on, &id, e));
    check_failure("create", s.call, 0, "");
    CHECK(begins_with(s.lines[0],
                      "create endpoint " ENDPOINT_ID " on aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee {"));
    CHECK(strstr(s.lines[0], "\"HostComputeNetwork\":\"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee\""));
    check_guid("untouched", e->host_compute_network, OTHER_ID);
    script_end(&s);
}

static void an_endpoint_needs_a_network(void **state)
{
    struct hcn_endpoint_document *e;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    CHECK(!hcn_endpoint_create_json(s.call, s.service, NULL, NULL, "{}"));
    check_failure("json", s.call, E_INVALIDARG, "no network was given for the endpoint");
    hcn_call_forgive(s.call);
    e = hcn_document_new(s.call, HCN_DOCUMENT_ENDPOINT);
    CHECK(!hcn_endpoint_create(s.call, s.service, NULL, NULL, e));
    check_failure("typed", s.call, E_INVALIDARG, "no network was given for the endpoint");
    script_heard(&s, NULL);
    script_end(&s);
}

static void primary_addresses(void **state)
{
    static const struct {
        const char *document, *expected;
    } rows[] = {
        { "{\"IpConfigurations\":[{\"IpAddress\":\"10.0.0.5\",\"PrefixLength\":24}]}", "10.0.0.5" },
        { "{\"IpConfigurations\":[{\"IpAddress\":\"fd00::5\"},{\"IpAddress\":\"10.0.0.5\"}]}",
          "fd00::5" },
        { "{\"IPConfigurations\":[{\"IPAddress\":\"10.0.0.5\"}]}", "10.0.0.5" },
        { "{\"IpConfigurations\":[]}", NULL },
        { "{\"IpConfigurations\":[{}]}", NULL },
        { "{}", NULL },
    };
    struct hcn_guid id = guid_of(ENDPOINT_ID);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct answer answer = { "query endpoint " ENDPOINT_ID " " SCHEMA_2,
                                       .json = rows[i].document };
        struct hcn_endpoint *endpoint;
        struct script s;

        script_begin(&s, &answer, 1);
        endpoint = hcn_endpoint_open(s.call, s.service, &id);
        check_text(rows[i].document, hcn_endpoint_primary_address(s.call, endpoint),
                   rows[i].expected);
        check_failure(rows[i].document, s.call, 0, "");
        hcn_endpoint_close(endpoint);
        script_end(&s);
    }
}

/* ---- typed requests --------------------------------------------------------------------- */

static void modify_requests_of_every_kind(void **state)
{
    struct hcn_guid id = guid_of(OTHER_ID);
    struct hcn_modify_request *requests[3];
    struct hcn_policy_request *policies;
    struct hcn_endpoint *endpoint;
    struct hcn_namespace *space;
    struct hcn_network *network;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    network = hcn_network_open(s.call, s.service, &id);
    endpoint = hcn_endpoint_open(s.call, s.service, &id);
    space = hcn_namespace_open(s.call, s.service, &id);
    policies = hcn_document_new(s.call, HCN_DOCUMENT_POLICY_SETTINGS);
    requests[0] = hcn_modify_request_new(s.call, HCN_DOCUMENT_NETWORK_REQUEST,
                                         HCN_NETWORK_RESOURCE_POLICY, HCN_REQUEST_ADD, policies);
    requests[1] = hcn_modify_request_new(s.call, HCN_DOCUMENT_ENDPOINT_REQUEST,
                                         HCN_ENDPOINT_RESOURCE_PORT, HCN_REQUEST_REFRESH, NULL);
    requests[2] =
        hcn_modify_request_new(s.call, HCN_DOCUMENT_NAMESPACE_REQUEST,
                               HCN_NAMESPACE_RESOURCE_CONTAINER, HCN_REQUEST_REMOVE, NULL);
    CHECK(hcn_network_modify(s.call, network, requests[0]));
    CHECK(hcn_endpoint_modify(s.call, endpoint, requests[1]));
    CHECK(hcn_namespace_modify(s.call, space, requests[2]));
    CHECK(hcn_namespace_modify_json(s.call, space, "{}"));
    CHECK(!hcn_network_modify(s.call, network, requests[1])); /* of another kind */
    check_number("code", (uint32_t)hcn_call_hresult(s.call), (uint32_t)E_INVALIDARG);
    script_heard(
        &s, "open", "open", "open",
        "modify network " OTHER_ID " {\"ResourceType\":\"Policy\",\"RequestType\":\"Add\"",
        "modify endpoint " OTHER_ID " {\"ResourceType\":\"Port\",\"RequestType\":\"Refresh\"}",
        "modify namespace " OTHER_ID " {\"ResourceType\":\"Container\",\"RequestType\":\"Remove\"}",
        "modify namespace " OTHER_ID " {}", NULL);
    hcn_network_close(network);
    hcn_endpoint_close(endpoint);
    hcn_namespace_close(space);
    script_end(&s);
}

static void namespace_types(void **state)
{
    static const struct {
        uint32_t type;
        const char *word;
    } rows[] = {
        { HCN_NAMESPACE_HOST, "Host" },
        { HCN_NAMESPACE_HOST_DEFAULT, "HostDefault" },
        { HCN_NAMESPACE_GUEST, "Guest" },
        { HCN_NAMESPACE_GUEST_DEFAULT, "GuestDefault" },
    };
    struct hcn_call *call = hcn_call_begin();

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_namespace_document *n = hcn_document_new(call, HCN_DOCUMENT_NAMESPACE);

        n->type = rows[i].type;
        check_text(rows[i].word, hcn_word_text(call, n, &n->type), rows[i].word);
    }
    CHECK(!hcn_document_read(call, HCN_DOCUMENT_NAMESPACE, "{\"Type\":\"HostInterface\"}"));
    hcn_call_end(call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_network_is_named_in_lower_case),
        cmocka_unit_test(an_endpoint_needs_a_network),
        cmocka_unit_test(primary_addresses),
        cmocka_unit_test(modify_requests_of_every_kind),
        cmocka_unit_test(namespace_types),
    };

    return cmocka_run_group_tests_name("client.endpoint", tests, NULL, NULL);
}
