/* list_test.c - enumerations and lists, whatever the service sends. */
#include "script.h"

#define ARRAY(...) "[" __VA_ARGS__ "]"
#define QUOTED(x)  "\"" x "\""

/* Given: the reply to an enumeration. Expected: how many ids, or the sentence. */
static const struct {
    const char *reply;
    size_t count;
    const char *text;
} enumerations[] = {
    { NULL, 0, NULL },
    { "", 0, NULL },
    { "[]", 0, NULL },
    { ARRAY(QUOTED(ENDPOINT_ID)), 1, NULL },
    { ARRAY(QUOTED(ENDPOINT_ID) "," QUOTED("{910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC}")), 2, NULL },
    { "null", 0, "endpoints: the service sent null where a list of GUIDs belongs" },
    { "{}", 0, "endpoints: the service sent an object where a list of GUIDs belongs" },
    { "[7]", 0, "endpoints[0]: the service sent 7 where a GUID belongs" },
    { ARRAY(QUOTED(ENDPOINT_ID) ",\"x\""), 0,
      "endpoints[1]: the service sent \"x\" where a GUID belongs" },
};

static void enumeration_replies(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(enumerations); i++) {
        const struct answer answer = { "enumerate", .json = enumerations[i].reply, .silent = true };
        const char *row = enumerations[i].reply ? enumerations[i].reply : "NULL";
        struct hcn_guid_list out = { .count = 99 };
        struct script s;

        script_begin(&s, &answer, 1);
        CHECK(hcn_endpoint_enumerate(s.call, s.service, NULL, &out) == !enumerations[i].text);
        check_number(row, out.count, enumerations[i].count);
        check_failure(row, s.call, enumerations[i].text ? HCN_E_INVALID_JSON : 0,
                      enumerations[i].text);
        script_end(&s);
    }
}

/* The bug was: what cannot be parsed is an empty list. */
static void malformed_text_is_never_an_empty_list(void **state)
{
    static const struct answer answers[] = { { "enumerate", .json = "[\"x", .always = true } };
    struct hcn_endpoint_list out = { .count = 99 };
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    CHECK(!hcn_endpoint_list(s.call, s.service, NULL, &out));
    check_number("count", out.count, 0);
    CHECK(hcn_call_hresult(s.call) == HCN_E_INVALID_JSON);
    script_end(&s);
}

static void a_list_without_room_is_refused(void **state)
{
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    CHECK(!hcn_network_enumerate(s.call, s.service, NULL, NULL));
    check_failure("enumerate", s.call, E_INVALIDARG, "no room for a list was given");
    hcn_call_forgive(s.call);
    CHECK(!hcn_namespace_list(s.call, s.service, NULL, NULL));
    check_failure("list", s.call, E_INVALIDARG, "no room for a list was given");
    script_heard(&s, NULL);
    script_end(&s);
}

/* hcsshim fails the whole list when one object vanishes between enumerate and open. */
static void an_object_that_vanishes_is_left_out(void **state)
{
    static const struct answer answers[] = {
        { "enumerate",
          .json = ARRAY(QUOTED(ENDPOINT_ID) "," QUOTED(OTHER_ID) "," QUOTED(SPACE_ID)) },
        { "open endpoint " ENDPOINT_ID, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
        { "query endpoint " OTHER_ID, .json = "{\"Name\":\"here\"}" },
        { "query endpoint " SPACE_ID, .hresult = HCN_E_ENDPOINT_NOT_FOUND },
    };
    struct hcn_endpoint_list out;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    CHECK(hcn_endpoint_list(s.call, s.service, NULL, &out));
    check_number("count", out.count, 1);
    check_text("Name", out.at[0]->name, "here");
    script_end(&s);
}

static void another_failure_in_the_middle_fails_the_list(void **state)
{
    static const struct answer answers[] = {
        { "enumerate", .json = ARRAY(QUOTED(ENDPOINT_ID) "," QUOTED(OTHER_ID)) },
        { "query endpoint " OTHER_ID, .hresult = HCN_E_MANAGER_STOPPED },
    };
    struct hcn_endpoint_list out;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    CHECK(!hcn_endpoint_list(s.call, s.service, NULL, &out));
    check_number("count", out.count, 0);
    CHECK(hcn_call_class(s.call) == HCN_CLASS_UNAVAILABLE);
    script_end(&s);
}

/* The service leaves NAT out, and has words that the library does not know. */
static void network_types_that_are_unknown_are_kept(void **state)
{
    static const struct answer answers[] = {
        { "enumerate",
          .json = ARRAY(QUOTED(NETWORK_ID) "," QUOTED(OTHER_ID) "," QUOTED(SPACE_ID)) },
        { "query network " NETWORK_ID, .json = "{\"Name\":\"a\"}" },
        { "query network " OTHER_ID, .json = "{\"Type\":\"Mirrored\"}" },
        { "query network " SPACE_ID, .json = "{\"Type\":\"Layered\"}" },
    };
    struct hcn_network_list out;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    CHECK(hcn_network_list(s.call, s.service, NULL, &out));
    check_number("count", out.count, 3);
    check_number("absent", out.at[0]->type, HCN_NETWORK_NAT);
    check_number("Mirrored", out.at[1]->type, HCN_NETWORK_MIRRORED);
    check_number("Layered", out.at[2]->type, HCN_WORD_UNKNOWN);
    check_text("Layered", hcn_word_text(s.call, out.at[2], &out.at[2]->type), "Layered");
    script_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enumeration_replies),
        cmocka_unit_test(malformed_text_is_never_an_empty_list),
        cmocka_unit_test(a_list_without_room_is_refused),
        cmocka_unit_test(an_object_that_vanishes_is_left_out),
        cmocka_unit_test(another_failure_in_the_middle_fails_the_list),
        cmocka_unit_test(network_types_that_are_unknown_are_kept),
    };

    return cmocka_run_group_tests_name("client.list", tests, NULL, NULL);
}
