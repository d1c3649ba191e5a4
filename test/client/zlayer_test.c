/*
 * zlayer_test.c - the unit tests of the crate zlayer-hns, by their own names, over this library.
 * Where one of them asserts a bug of the crate, the row here asserts what is right.
 */
#include "script.h"

#include "backend/record.h"
#include "client/endpoint_for.h"
#include "client/subnet.h"

/* ---- error.rs --------------------------------------------------------------------------- */

/* Fails a call as a backend does with an HRESULT and no record. */
static void check_taken(int32_t hresult, const char *what, enum hcn_class expected,
                        const char *text)
{
    struct hcn_call c = { 0 };

    CHECK(error_record_take(&c, what, hresult, NULL) == (hresult >= 0));
    check_number(what, hcn_call_class(&c), expected);
    check_text(what, c.text, text);
    call_end(&c);
}

static void access_denied_maps_specifically(void **state)
{
    (void)state;
    check_taken(E_ACCESSDENIED, "raw", HCN_CLASS_ACCESS_DENIED, "raw: Access is denied");
}

static void network_not_found_maps_specifically(void **state)
{
    (void)state;
    check_taken((int32_t)0x803B0001, "my-net", HCN_CLASS_NOT_FOUND,
                "my-net: The network was not found");
}

/* The crate took 0x803B0014 for a subnet conflict; that is an endpoint which is attached already.
 */
static void subnet_conflict_maps_specifically(void **state)
{
    (void)state;
    check_taken((int32_t)0x803B0014, "attach", HCN_CLASS_CONFLICT,
                "attach: This endpoint is already attached to the switch");
    check_taken((int32_t)0x800700B7, "10.88.0.0/16", HCN_CLASS_CONFLICT,
                "10.88.0.0/16: Cannot create a file when that file already exists");
}

static void unknown_hresult_falls_through_to_other(void **state)
{
    (void)state;
    check_taken(-0x12345678, "unknown code", HCN_CLASS_OTHER, "unknown code: the service failed");
}

static void check_success_returns_ok(void **state)
{
    (void)state;
    check_taken(0, "never called", HCN_CLASS_NONE, "");
    check_taken(1, "S_FALSE is none either", HCN_CLASS_NONE, "");
}

static void check_failure_returns_err(void **state)
{
    (void)state;
    check_taken(E_ACCESSDENIED, "access denied", HCN_CLASS_ACCESS_DENIED,
                "access denied: Access is denied");
}

/* All the numbers that the crate had wrong. */
static void numbers_of_the_crate_put_right(void **state)
{
    static const struct {
        uint32_t code;
        enum hcn_class right;
    } rows[] = {
        { 0x803B0001, HCN_CLASS_NOT_FOUND },        { 0x803B0002, HCN_CLASS_NOT_FOUND },
        { 0x80070490, HCN_CLASS_NOT_FOUND },        { 0x803B000C, HCN_CLASS_INVALID_DOCUMENT },
        { 0x803B001B, HCN_CLASS_INVALID_DOCUMENT }, { 0x803B000D, HCN_CLASS_POLICY_INVALID },
        { 0x803B000E, HCN_CLASS_POLICY_INVALID },   { 0x803B0014, HCN_CLASS_CONFLICT },
        { 0x80070057, HCN_CLASS_INVALID_ARGUMENT }, { 0x803B0010, HCN_CLASS_CONFLICT },
        { 0x803B0013, HCN_CLASS_CONFLICT },         { 0x803B001E, HCN_CLASS_INVALID_DOCUMENT },
        { 0x803B002F, HCN_CLASS_CONFLICT },         { 0x803B0004, HCN_CLASS_NOT_FOUND },
        { 0x80070005, HCN_CLASS_ACCESS_DENIED },    { 0x800700B7, HCN_CLASS_CONFLICT },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_number(hcn_error_name((int32_t)rows[i].code), hcn_error_class((int32_t)rows[i].code),
                     rows[i].right);
    check_text("endpoint", hcn_error_name((int32_t)0x803B0002), "HCN_E_ENDPOINT_NOT_FOUND");
    check_text("switch", hcn_error_name((int32_t)0x803B0004), "HCN_E_SWITCH_NOT_FOUND");
    check_text("port", hcn_error_name((int32_t)0x803B0014), "HCN_E_ENDPOINT_ALREADY_ATTACHED");
}

/* ---- network.rs, endpoint.rs, namespace.rs: what they share ----------------------------- */

static void decode_pwstr_null_returns_empty(void **state)
{
    static const struct answer answers[] = { { "query", .silent = true } };
    struct hcn_guid id = guid_of(SPACE_ID);
    struct hcn_namespace *space;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    space = hcn_namespace_open(s.call, s.service, &id);
    check_text("NULL", hcn_namespace_query_json(s.call, space, NULL), "");
    hcn_namespace_close(space);
    script_end(&s);
}

/* The crate writes it as -0x7FFFFFFB, which is another number: 0x80000005. */
static void classify_error_access_denied_hresult(void **state)
{
    (void)state;
    check_taken(-0x7FF8FFFB, "ctx", HCN_CLASS_ACCESS_DENIED, "ctx: Access is denied");
    check_taken(-0x7FFFFFFB, "ctx", HCN_CLASS_OTHER, "ctx: the service failed");
}

static void classify_error_preserves_context_when_errrecord_empty(void **state)
{
    static const char *const contexts[] = { "HcnCreateNetwork", "HcnCreateEndpoint",
                                            "HcnCreateNamespace" };

    (void)state;
    for (size_t i = 0; i < COUNT(contexts); i++) {
        struct hcn_call c = { 0 };

        CHECK(!error_record_take(&c, contexts[i], -0x12345678, ""));
        CHECK(begins_with(c.text, contexts[i]));
        check_number(contexts[i], hcn_call_class(&c), HCN_CLASS_OTHER);
        CHECK(!c.record);
        call_end(&c);
    }
}

/* The crate's name says 1; its body, the service and we say "Endpoint". */
static void add_endpoint_request_serialises_with_resource_type_1(void **state)
{
    struct hcn_guid id = guid_of("12345678-9ABC-DEF0-1122-334455667788");
    struct hcn_guid space_id = guid_of(SPACE_ID);
    struct hcn_namespace *space;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    space = hcn_namespace_open(s.call, s.service, &space_id);
    CHECK(hcn_namespace_add_endpoint(s.call, space, &id));
    check_text("sent", strchr(s.lines[1], '{'),
               "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":"
               "{\"EndpointId\":\"12345678-9abc-def0-1122-334455667788\"}}");
    hcn_namespace_close(space);
    script_end(&s);
}

static void remove_endpoint_request_uses_remove_verb(void **state)
{
    struct hcn_guid space_id = guid_of(SPACE_ID), zero = { 0 };
    struct hcn_namespace *space;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    space = hcn_namespace_open(s.call, s.service, &space_id);
    CHECK(hcn_namespace_remove_endpoint(s.call, space, &zero));
    check_text("sent", strchr(s.lines[1], '{'),
               "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Remove\",\"Settings\":"
               "{\"EndpointId\":\"00000000-0000-0000-0000-000000000000\"}}");
    hcn_namespace_close(space);
    script_end(&s);
}

/* ---- attach.rs -------------------------------------------------------------------------- */

static void owner_tag_name_format_is_prefix_matchable(void **state)
{
    const struct hcn_attachment_options options = { .owner = "zlayer", .container = "abc123" };
    struct hcn_call c = { 0 };

    (void)state;
    check_text("name", endpoint_for(&c, &options)->name, "zlayer-abc123");
    call_end(&c);
}

static void endpoint_attachment_getters_return_stored_values(void **state)
{
    static const struct answer answers[] = { { "create namespace", .id = SPACE_ID },
                                             { "create endpoint", .id = ENDPOINT_ID } };
    const struct hcn_attachment_options options = { .address = "10.0.0.42" };
    struct hcn_attachment *made;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    made = hcn_attachment_create(s.call, s.service, &options);
    check_guid("endpoint", hcn_attachment_endpoint(made), ENDPOINT_ID);
    check_guid("namespace", hcn_attachment_namespace(made), SPACE_ID);
    check_text("address", hcn_attachment_address(made), "10.0.0.42");
    hcn_attachment_close(made);
    script_end(&s);
}

static void endpoint_attachment_ip_none_is_returned_as_none(void **state)
{
    static const struct answer answers[] = { { "create namespace", .id = SPACE_ID },
                                             { "create endpoint", .id = ENDPOINT_ID } };
    const struct hcn_attachment_options options = { 0 };
    struct hcn_attachment *made;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    made = hcn_attachment_create(s.call, s.service, &options);
    CHECK(made && !hcn_attachment_address(made));
    hcn_attachment_close(made);
    script_end(&s);
}

static void check_gateway(const char *ip, uint8_t length, const char *expected)
{
    struct hcn_call c = { 0 };
    struct prefix p = { .length = length };
    char text[IP_TEXT];
    struct ip gateway;

    CHECK(ip_parse(ip, &p.ip));
    CHECK(subnet_gateway(&c, ip, &p, &gateway));
    ip_print(&gateway, text);
    check_text(ip, text, expected);
    call_end(&c);
}

static void gateway_for_slice_v4_28(void **state)
{
    (void)state;
    check_gateway("10.200.42.5", 28, "10.200.42.1");
}

static void gateway_for_slice_v4_24(void **state)
{
    (void)state;
    check_gateway("10.200.7.42", 24, "10.200.7.1");
}

static void gateway_for_slice_v4_16(void **state)
{
    (void)state;
    check_gateway("10.200.42.5", 16, "10.200.0.1");
}

static void gateway_for_slice_v4_endpoint_is_first_host(void **state)
{
    (void)state;
    check_gateway("10.200.42.0", 28, "10.200.42.1");
    check_gateway("10.200.42.15", 28, "10.200.42.1");
}

static void gateway_for_slice_v6_64(void **state)
{
    (void)state;
    check_gateway("fd00:200:42::5", 64, "fd00:200:42::1");
}

static const struct hcn_dns *dns_for(struct hcn_call *c, const char *server, const char *domain)
{
    const struct hcn_attachment_options options = { .dns_server = server, .dns_domain = domain };

    return endpoint_for(c, &options)->dns;
}

static void check_dns(const char *server, const char *domain)
{
    struct hcn_call c = { 0 };
    const struct hcn_dns *dns = dns_for(&c, server, domain);

    CHECK(dns);
    check_number("servers", dns->server_list.count, server != NULL);
    check_text("server", server ? dns->server_list.at[0] : NULL, server);
    check_text("domain", dns->domain, domain);
    check_number("search", dns->search.count, domain != NULL);
    check_text("search", domain ? dns->search.at[0] : NULL, domain);
    check_number("options", dns->options.count, 0);
    call_end(&c);
}

static void build_endpoint_dns_none_when_both_unset(void **state)
{
    struct hcn_call c = { 0 };

    (void)state;
    CHECK(!dns_for(&c, NULL, NULL));
    call_end(&c);
}

static void build_endpoint_dns_populates_all_fields(void **state)
{
    (void)state;
    check_dns("10.200.42.1", "overlay.local");
}

static void build_endpoint_dns_server_only_leaves_domain_empty(void **state)
{
    (void)state;
    check_dns("fd00::1", NULL);
}

static void build_endpoint_dns_domain_only_leaves_server_list_empty(void **state)
{
    (void)state;
    check_dns(NULL, "cluster.internal");
}

static void endpoint_dns_roundtrips_into_host_compute_endpoint_json(void **state)
{
    const struct hcn_attachment_options options = { .dns_server = "10.200.42.1",
                                                    .dns_domain = "overlay.local" };
    struct hcn_call c = { 0 };
    const char *json = hcn_document_print(&c, endpoint_for(&c, &options));
    struct hcn_endpoint_document *back = hcn_document_read(&c, HCN_DOCUMENT_ENDPOINT, json);

    (void)state;
    CHECK(strstr(json, "\"Dns\":{\"Domain\":\"overlay.local\",\"Search\":[\"overlay.local\"],"
                       "\"ServerList\":[\"10.200.42.1\"]}"));
    check_text("server", back->dns->server_list.at[0], "10.200.42.1");
    check_text("domain", back->dns->domain, "overlay.local");
    check_text("search", back->dns->search.at[0], "overlay.local");
    call_end(&c);
}

static void endpoint_dns_absent_when_inputs_are_none_omits_field_in_json(void **state)
{
    const struct hcn_attachment_options options = { .container = "test" };
    struct hcn_call c = { 0 };

    (void)state;
    CHECK(!strstr(hcn_document_print(&c, endpoint_for(&c, &options)), "Dns"));
    call_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(access_denied_maps_specifically),
        cmocka_unit_test(network_not_found_maps_specifically),
        cmocka_unit_test(subnet_conflict_maps_specifically),
        cmocka_unit_test(unknown_hresult_falls_through_to_other),
        cmocka_unit_test(check_success_returns_ok),
        cmocka_unit_test(check_failure_returns_err),
        cmocka_unit_test(numbers_of_the_crate_put_right),
        cmocka_unit_test(decode_pwstr_null_returns_empty),
        cmocka_unit_test(classify_error_access_denied_hresult),
        cmocka_unit_test(classify_error_preserves_context_when_errrecord_empty),
        cmocka_unit_test(add_endpoint_request_serialises_with_resource_type_1),
        cmocka_unit_test(remove_endpoint_request_uses_remove_verb),
        cmocka_unit_test(owner_tag_name_format_is_prefix_matchable),
        cmocka_unit_test(endpoint_attachment_getters_return_stored_values),
        cmocka_unit_test(endpoint_attachment_ip_none_is_returned_as_none),
        cmocka_unit_test(gateway_for_slice_v4_28),
        cmocka_unit_test(gateway_for_slice_v4_24),
        cmocka_unit_test(gateway_for_slice_v4_16),
        cmocka_unit_test(gateway_for_slice_v4_endpoint_is_first_host),
        cmocka_unit_test(gateway_for_slice_v6_64),
        cmocka_unit_test(build_endpoint_dns_none_when_both_unset),
        cmocka_unit_test(build_endpoint_dns_populates_all_fields),
        cmocka_unit_test(build_endpoint_dns_server_only_leaves_domain_empty),
        cmocka_unit_test(build_endpoint_dns_domain_only_leaves_server_list_empty),
        cmocka_unit_test(endpoint_dns_roundtrips_into_host_compute_endpoint_json),
        cmocka_unit_test(endpoint_dns_absent_when_inputs_are_none_omits_field_in_json),
    };

    return cmocka_run_group_tests_name("client.zlayer", tests, NULL, NULL);
}
