/* teardown_test.c - taking attachments down, and finding whose they are. */
#include "script.h"

#define DELETE_ENDPOINT "delete endpoint " ENDPOINT_ID
#define DELETE_SPACE    "delete namespace " SPACE_ID

/* Given: how the two deletions end. Expected: what is told. Both are tried, always. */
static const struct {
    const char *name;
    int32_t endpoint, space, hresult;
    const char *text;
} teardowns[] = {
    { "both", 0, 0, 0, "" },
    { "both gone", HCN_E_ENDPOINT_NOT_FOUND, HCN_WIN32_NOT_FOUND, 0, "" },
    { "endpoint fails", E_ACCESSDENIED, 0, E_ACCESSDENIED, "delete: Access is denied" },
    { "namespace fails", 0, HCN_E_REQUEST_UNSUPPORTED, HCN_E_REQUEST_UNSUPPORTED,
      "delete: The specified request is unsupported" },
    { "both fail", E_ACCESSDENIED, HCN_E_REQUEST_UNSUPPORTED, E_ACCESSDENIED,
      "delete: Access is denied" },
    { "gone, then a failure", HCN_E_ENDPOINT_NOT_FOUND, E_ACCESSDENIED, E_ACCESSDENIED,
      "delete: Access is denied" },
};

static void both_are_tried(void **state)
{
    struct hcn_guid endpoint = guid_of(ENDPOINT_ID), space = guid_of(SPACE_ID);

    (void)state;
    for (size_t i = 0; i < COUNT(teardowns); i++) {
        const struct answer answers[] = { { "delete endpoint", .hresult = teardowns[i].endpoint },
                                          { "delete namespace", .hresult = teardowns[i].space } };
        struct script s;

        script_begin(&s, answers, COUNT(answers));
        CHECK(hcn_attachment_teardown(s.call, s.service, &endpoint, &space) ==
              !teardowns[i].hresult);
        check_failure(teardowns[i].name, s.call, teardowns[i].hresult, teardowns[i].text);
        script_heard(&s, DELETE_ENDPOINT, DELETE_SPACE, NULL);
        script_end(&s);
    }
}

static void host_default_is_left(void **state)
{
    struct hcn_guid endpoint = guid_of(ENDPOINT_ID), space = guid_of(DEFAULT_ID);
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    CHECK(hcn_attachment_teardown(s.call, s.service, &endpoint, &space));
    script_heard(&s, DELETE_ENDPOINT, NULL);
    script_end(&s);
}

static void ids_have_to_be_given(void **state)
{
    struct hcn_guid space = guid_of(SPACE_ID);
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    CHECK(!hcn_attachment_teardown(s.call, s.service, NULL, &space));
    check_failure("NULL", s.call, E_INVALIDARG, "no id was given: of which endpoint?");
    script_heard(&s, DELETE_SPACE, NULL);
    script_end(&s);
}

/* ---- owners ----------------------------------------------------------------------------- */

/* Given: an endpoint's document. Expected: is it `z`'s? */
static const struct {
    const char *document;
    bool owned;
} owners[] = {
    { "{\"Name\":\"z-web\"}", true },
    { "{\"Name\":\"z-\"}", true },
    { "{\"Name\":\"zlayer-web\"}", false }, /* the bug: a prefix without its separator */
    { "{\"Name\":\"z\"}", false },
    { "{\"Name\":\"Z-web\"}", false },
    { "{\"Name\":\"other\",\"Owner\":\"z\"}", true },
    { "{\"Name\":\"z-web\",\"Owner\":\"z\"}", true },
    { "{\"Name\":\"z-lay-web\",\"Owner\":\"z-lay\"}", false }, /* the Owner decides */
    { "{\"Name\":\"z-web\",\"Owner\":\"\"}", true },
    { "{}", false },
};

static void owners_are_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(owners); i++) {
        const struct answer answers[] = {
            { "enumerate endpoint " SCHEMA_2, .json = "[\"" ENDPOINT_ID "\"]" },
            { "query endpoint " ENDPOINT_ID " " SCHEMA_2, .json = owners[i].document },
        };
        struct hcn_endpoint_list list;
        struct script s;

        script_begin(&s, answers, COUNT(answers));
        CHECK(hcn_attachment_owned(s.call, s.service, "z", &list));
        check_number(owners[i].document, list.count, owners[i].owned);
        script_end(&s);
    }
}

static void owned_ones_keep_their_order_and_vanished_ones_are_left_out(void **state)
{
    static const struct answer answers[] = {
        { "enumerate",
          .json = "[\"" ENDPOINT_ID "\",\"" OTHER_ID "\",\"" SPACE_ID "\",\"" NETWORK_ID "\"]" },
        { "open endpoint " ENDPOINT_ID, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
        { "query endpoint " OTHER_ID, .json = "{\"Name\":\"z-1\"}" },
        { "query endpoint " SPACE_ID, .json = "{\"Name\":\"y-2\"}" },
        { "query endpoint " NETWORK_ID, .json = "{\"Name\":\"z-3\"}" },
    };
    struct hcn_endpoint_list list;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    CHECK(hcn_attachment_owned(s.call, s.service, "z", &list));
    check_number("count", list.count, 2);
    check_text("first", list.at[0]->name, "z-1");
    check_text("second", list.at[1]->name, "z-3");
    script_end(&s);
}

static void an_owner_has_to_be_given(void **state)
{
    static const char *const none[] = { NULL, "" };

    (void)state;
    for (size_t i = 0; i < COUNT(none); i++) {
        struct hcn_endpoint_list list;
        struct script s;

        script_begin(&s, NULL, 0);
        CHECK(!hcn_attachment_owned(s.call, s.service, none[i], &list));
        check_failure("none", s.call, E_INVALIDARG, "no owner was given");
        check_number("count", list.count, 0);
        script_heard(&s, NULL);
        script_end(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_are_tried),
        cmocka_unit_test(host_default_is_left),
        cmocka_unit_test(ids_have_to_be_given),
        cmocka_unit_test(owners_are_told_apart),
        cmocka_unit_test(owned_ones_keep_their_order_and_vanished_ones_are_left_out),
        cmocka_unit_test(an_owner_has_to_be_given),
    };

    return cmocka_run_group_tests_name("client.teardown", tests, NULL, NULL);
}
