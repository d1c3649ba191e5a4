/* call_test.c - calls, errors, identifiers; and that NULL never crashes. */
#include "script.h"

static void a_call_holds_its_first_failure_until_it_is_forgiven(void **state)
{
    struct hcn_call *call = hcn_call_begin();
    unsigned char *memory = hcn_call_memory(call, 100);

    (void)state;
    check_number("code", (uint64_t)hcn_call_hresult(call), 0);
    check_number("class", hcn_call_class(call), HCN_CLASS_NONE);
    check_text("text", hcn_call_text(call), "");
    CHECK(!hcn_call_record(call));
    for (size_t i = 0; i < 100; i++)
        CHECK(!memory[i]);
    hcn_call_set_timeout(call, 1500);
    check_number("timeout", call->timeout, 1500);
    CHECK(!hcn_guid_new(call, NULL));
    check_failure("failed", call, E_INVALIDARG, "no room for a GUID was given");
    check_number("class", hcn_call_class(call), HCN_CLASS_INVALID_ARGUMENT);
    hcn_call_forgive(call);
    check_failure("forgiven", call, 0, "");
    hcn_call_end(call);
}

static void errors_have_names_texts_and_classes(void **state)
{
    static const struct {
        int32_t code;
        const char *name, *text;
        enum hcn_class error_class;
        const char *words;
    } rows[] = {
        { HCN_E_NETWORK_NOT_FOUND, "HCN_E_NETWORK_NOT_FOUND", "The network was not found.",
          HCN_CLASS_NOT_FOUND, "not found" },
        { HCN_E_ENDPOINT_NOT_FOUND, "HCN_E_ENDPOINT_NOT_FOUND", "The endpoint was not found.",
          HCN_CLASS_NOT_FOUND, "not found" },
        { HCN_WIN32_NOT_FOUND, "ERROR_NOT_FOUND", "Element not found.", HCN_CLASS_NOT_FOUND,
          "not found" },
        { HCN_E_SWITCH_NOT_FOUND, "HCN_E_SWITCH_NOT_FOUND", "The virtual switch was not found.",
          HCN_CLASS_NOT_FOUND, "not found" },
        { HCN_E_INVALID_JSON, "HCN_E_INVALID_JSON", "Invalid JSON document string.",
          HCN_CLASS_INVALID_DOCUMENT, "invalid document" },
        { HCN_E_INVALID_POLICY, "HCN_E_INVALID_POLICY",
          "The provided policy configuration is invalid or missing parameters.",
          HCN_CLASS_POLICY_INVALID, "invalid policy" },
        { E_ACCESSDENIED, "E_ACCESSDENIED", "Access is denied.", HCN_CLASS_ACCESS_DENIED,
          "access denied" },
        { -0x12345678, NULL, NULL, HCN_CLASS_OTHER, "other" },
        { 0, "S_OK", "The operation completed successfully.", HCN_CLASS_NONE, "no failure" },
        { 1, NULL, NULL, HCN_CLASS_NONE, "no failure" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_text("name", hcn_error_name(rows[i].code), rows[i].name);
        check_text("text", hcn_error_text(rows[i].code), rows[i].text);
        check_number(rows[i].words, hcn_error_class(rows[i].code), rows[i].error_class);
        check_text("class", hcn_class_name(rows[i].error_class), rows[i].words);
    }
    check_text("beyond", hcn_class_name((enum hcn_class)99), "other");
}

static void identifiers(void **state)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_guid a, b;
    char text[HCN_GUID_TEXT];

    (void)state;
    CHECK(hcn_guid_parse("{910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC}", &a));
    hcn_guid_print(&a, text);
    check_text("printed", text, DEFAULT_ID);
    CHECK(!hcn_guid_parse("910f7d92", &b) && !hcn_guid_parse(NULL, &b));
    CHECK(hcn_guid_new(call, &b) && !hcn_guid_is_zero(&b));
    CHECK(hcn_guid_equal(&a, &a) && !hcn_guid_equal(&a, &b) && !hcn_guid_equal(NULL, NULL));
    hcn_guid_print(NULL, text);
    check_text("NULL", text, "00000000-0000-0000-0000-000000000000");
    CHECK(hcn_guid_is_zero(NULL));
    hcn_call_end(call);
}

static void the_version_is_that_of_the_header(void **state)
{
    (void)state;
    check_number("version", (uint64_t)hcn_version(), HCN_VERSION);
}

/* ---- NULL ------------------------------------------------------------------------------- */

/* Everything that can fail, with NULL wherever a pointer may stand. */
static void ask_everything(struct hcn_call *c, struct hcn_service *s)
{
    struct hcn_guid_list ids;
    struct hcn_network_list networks;
    struct hcn_endpoint_list endpoints;
    struct hcn_namespace_list spaces;

    CHECK(!hcn_network_create(c, s, NULL, NULL) && !hcn_network_create_json(c, s, NULL, NULL));
    CHECK(!hcn_network_create_transparent(c, s, NULL, NULL, NULL, NULL));
    CHECK(!hcn_network_create_internal(c, s, NULL, NULL, NULL));
    CHECK(!hcn_network_open(c, s, NULL) && !hcn_network_delete(c, s, NULL));
    CHECK(!hcn_network_modify(c, NULL, NULL) && !hcn_network_modify_json(c, NULL, NULL));
    CHECK(!hcn_network_query(c, NULL, NULL) && !hcn_network_query_json(c, NULL, NULL));
    CHECK(!hcn_network_enumerate(c, s, NULL, &ids) && !hcn_network_list(c, s, NULL, &networks));
    CHECK(!hcn_network_from_raw(c, s, NULL));

    CHECK(!hcn_endpoint_create(c, s, NULL, NULL, NULL));
    CHECK(!hcn_endpoint_create_json(c, s, NULL, NULL, NULL));
    CHECK(!hcn_endpoint_open(c, s, NULL) && !hcn_endpoint_delete(c, s, NULL));
    CHECK(!hcn_endpoint_modify(c, NULL, NULL) && !hcn_endpoint_modify_json(c, NULL, NULL));
    CHECK(!hcn_endpoint_query(c, NULL, NULL) && !hcn_endpoint_query_json(c, NULL, NULL));
    CHECK(!hcn_endpoint_statistics(c, NULL) && !hcn_endpoint_primary_address(c, NULL));
    CHECK(!hcn_endpoint_enumerate(c, s, NULL, &ids) && !hcn_endpoint_list(c, s, NULL, &endpoints));
    CHECK(!hcn_endpoint_from_raw(c, s, NULL));

    CHECK(!hcn_namespace_create_host(c, s) && !hcn_namespace_open_default(c, s));
    CHECK(!hcn_namespace_create(c, s, NULL, NULL) && !hcn_namespace_create_json(c, s, NULL, NULL));
    CHECK(!hcn_namespace_open(c, s, NULL) && !hcn_namespace_delete(c, s, NULL));
    CHECK(!hcn_namespace_add_endpoint(c, NULL, NULL) && !hcn_namespace_endpoints(c, NULL, &ids));
    CHECK(!hcn_namespace_remove_endpoint(c, NULL, NULL) && !hcn_namespace_reconcile(c, NULL, NULL));
    CHECK(!hcn_namespace_modify(c, NULL, NULL) && !hcn_namespace_modify_json(c, NULL, NULL));
    CHECK(!hcn_namespace_query(c, NULL, NULL) && !hcn_namespace_query_json(c, NULL, NULL));
    CHECK(!hcn_namespace_enumerate(c, s, NULL, &ids) && !hcn_namespace_list(c, s, NULL, &spaces));
    CHECK(!hcn_namespace_from_raw(c, s, NULL));

    CHECK(!hcn_attachment_create(c, s, NULL) && !hcn_attachment_teardown(c, s, NULL, NULL));
    CHECK(!hcn_attachment_create_overlay(c, s, NULL, NULL, 0));
    CHECK(!hcn_attachment_owned(c, s, NULL, &endpoints));
}

static void a_null_call_does_nothing(void **state)
{
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    ask_everything(NULL, s.service);
    CHECK(!hcn_service_open(NULL, "null:") && !hcn_adapter_find(NULL) && !hcn_guid_new(NULL, NULL));
    CHECK(!hcn_call_memory(NULL, 1) && !hcn_call_record(NULL));
    check_number("class", hcn_call_class(NULL), HCN_CLASS_OUT_OF_MEMORY);
    check_text("text", hcn_call_text(NULL), "there was no memory for a call");
    hcn_call_forgive(NULL);
    hcn_call_set_timeout(NULL, 1);
    hcn_call_end(NULL);
    script_heard(&s, NULL);
    script_end(&s);
}

static void a_null_service_fails_the_call(void **state)
{
    struct hcn_guid id = guid_of(NETWORK_ID);
    struct hcn_call *call = hcn_call_begin();

    (void)state;
    CHECK(!hcn_network_open(call, NULL, &id));
    check_failure("NULL", call, E_INVALIDARG, "no service was given");
    ask_everything(call, NULL); /* now it is a failed call */
    check_failure("still", call, E_INVALIDARG, "no service was given");
    hcn_call_end(call);
    hcn_service_close(NULL);
}

static void null_handles_fail_or_are_harmless(void **state)
{
    struct hcn_call *call = hcn_call_begin();

    (void)state;
    CHECK(!hcn_endpoint_query(call, NULL, NULL));
    check_failure("NULL", call, E_HANDLE, "no handle was given");
    CHECK(!hcn_network_raw(NULL) && !hcn_endpoint_raw(NULL) && !hcn_namespace_raw(NULL));
    CHECK(!hcn_network_into_raw(NULL) && !hcn_endpoint_into_raw(NULL));
    CHECK(!hcn_namespace_into_raw(NULL) && !hcn_attachment_address(NULL));
    check_guid("network", hcn_network_id(NULL), "00000000-0000-0000-0000-000000000000");
    check_guid("attachment", hcn_attachment_endpoint(NULL), "00000000-0000-0000-0000-000000000000");
    check_guid("attachment", hcn_attachment_namespace(NULL),
               "00000000-0000-0000-0000-000000000000");
    hcn_network_close(NULL);
    hcn_endpoint_close(NULL);
    hcn_namespace_close(NULL);
    hcn_attachment_close(NULL);
    hcn_call_end(call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_holds_its_first_failure_until_it_is_forgiven),
        cmocka_unit_test(errors_have_names_texts_and_classes),
        cmocka_unit_test(identifiers),
        cmocka_unit_test(the_version_is_that_of_the_header),
        cmocka_unit_test(a_null_call_does_nothing),
        cmocka_unit_test(a_null_service_fails_the_call),
        cmocka_unit_test(null_handles_fail_or_are_harmless),
    };

    return cmocka_run_group_tests_name("client.call", tests, NULL, NULL);
}
