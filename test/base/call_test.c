/* call_test.c - the arena, the first failure, buffers, and the table of codes. */
#include "../check.h"

#include "base/buffer.h"

static void the_first_failure_wins(void **state)
{
    struct hcn_call c = { 0 };

    (void)state;
    CHECK(!failed(&c));
    CHECK(!fail(&c, HCN_E_INVALID_JSON, "line %d", 7));
    CHECK(!fail(&c, E_FAIL, "later"));
    check_failure("first", &c, HCN_E_INVALID_JSON, "line 7");
    fail_at(&c, "query");
    check_failure("placed", &c, HCN_E_INVALID_JSON, "query: line 7");
}

static void a_long_sentence_is_cut(void **state)
{
    struct hcn_call c = { 0 };

    (void)state;
    fail(&c, E_FAIL, "%2000d", 1);
    check_number("length", strlen(c.text), sizeof c.text - 1);
    fail_at(&c, "where");
    check_number("length", strlen(c.text), sizeof c.text - 1);
    check_text("end", c.text + sizeof c.text - 6, "  ...");
}

static void a_sentence_is_one_line_of_utf8(void **state)
{
    struct hcn_call c = { 0 };

    (void)state;
    fail(&c, E_FAIL, "no \"%s\"", "a\nb\xff");
    check_failure("tidy", &c, E_FAIL, "no \"a b?\"");
    fail_at(&c, "%1018s\xe2\x82\xac", "x"); /* the cut falls into the character */
    check_text("cut", c.text + 1017,
               "x??"
               "...");
}

static void a_failure_moves_to_another_call(void **state)
{
    struct hcn_call from = { 0 }, to = { 0 };

    (void)state;
    fail(&from, E_FAIL, "inner");
    from.record = call_format(&from, "{\"Success\":%s}", "false");
    fail_as(&to, &from);
    call_end(&from);
    check_failure("moved", &to, E_FAIL, "inner");
    check_text("record", to.record, "{\"Success\":false}");
    call_end(&to);
}

static void memory_is_zeroed_and_aligned(void **state)
{
    struct hcn_call c = { 0 };

    (void)state;
    for (size_t size = 1; size < 20000; size = size * 3 + 1) {
        unsigned char *p = call_alloc(&c, size);

        CHECK(p && (uintptr_t)p % _Alignof(max_align_t) == 0);
        for (size_t i = 0; i < size; i++)
            CHECK(!p[i]);
        memset(p, 0xff, size);
    }
    call_end(&c);
    call_end(&c); /* harmless twice */
}

static void lists_grow(void **state)
{
    HCN_LIST(size_t) list = { 0 };
    struct hcn_call c = { 0 };

    (void)state;
    for (size_t i = 0; i < 1000; i++) {
        size_t *place = call_append(&c, &list.at, &list.count, sizeof *place);

        CHECK(place);
        *place = i;
    }
    check_number("count", list.count, 1000);
    for (size_t i = 0; i < list.count; i++)
        check_number("item", list.at[i], i);
    call_end(&c);
}

static void buffers_grow(void **state)
{
    struct hcn_call c = { 0 };
    struct buffer b = { .call = &c };

    (void)state;
    check_text("empty", buffer_end(&b), "");
    for (int i = 0; i < 1000; i++)
        buffer_format(&b, "%d,", i % 10);
    buffer_text(&b, "end");
    check_number("length", strlen(buffer_end(&b)), 2003);
    check_text("end", buffer_end(&b) + 1996, "8,9,end");
    call_end(&c);
}

static void codes_have_names_texts_and_classes(void **state)
{
    static const struct {
        int32_t code;
        const char *name, *text;
        enum hcn_class class_;
    } rows[] = {
        { 0, "S_OK", "The operation completed successfully.", HCN_CLASS_NONE },
        { HCN_E_NETWORK_NOT_FOUND, "HCN_E_NETWORK_NOT_FOUND", "The network was not found.",
          HCN_CLASS_NOT_FOUND },
        { HCN_E_INVALID_POLICY, "HCN_E_INVALID_POLICY",
          "The provided policy configuration is invalid or missing parameters.",
          HCN_CLASS_POLICY_INVALID },
        { HCN_WIN32_NOT_FOUND, "ERROR_NOT_FOUND", "Element not found.", HCN_CLASS_NOT_FOUND },
        { HCN_WIN32_SERVER_UNAVAILABLE, "RPC_S_SERVER_UNAVAILABLE",
          "The RPC server is unavailable.", HCN_CLASS_UNAVAILABLE },
        { E_ACCESSDENIED, "E_ACCESSDENIED", "Access is denied.", HCN_CLASS_ACCESS_DENIED },
        { (int32_t)0x803B0037, "HCN_E_VFP_NOT_ALLOWED",
          "A network of this type can not be created because VFP is not available.",
          HCN_CLASS_UNSUPPORTED },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct hresult *row = hresult_find(rows[i].code);

        CHECK(row);
        check_text("name", row->name, rows[i].name);
        check_text("text", row->text, rows[i].text);
        check_number(rows[i].name, row->class_, rows[i].class_);
    }
    CHECK(!hresult_find((int32_t)0x803B0099));
    check_number("unknown", hresult_class((int32_t)0x803B0099), HCN_CLASS_OTHER);
    check_number("success", hresult_class(1), HCN_CLASS_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failure_wins),
        cmocka_unit_test(a_long_sentence_is_cut),
        cmocka_unit_test(a_sentence_is_one_line_of_utf8),
        cmocka_unit_test(a_failure_moves_to_another_call),
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(lists_grow),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(codes_have_names_texts_and_classes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
