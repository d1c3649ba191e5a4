/* limits_test.c - the deepest and the longest document that is read, and documents full of members.
 */
#include "../check.h"

#include <time.h>

#include <hcn/documents.h>

#include "base/buffer.h"
#include "json.h"

enum { MOST = 16 * 1024 * 1024 };

static void repeat(struct buffer *b, const char *text, size_t times)
{
    while (times--)
        buffer_text(b, text);
}

/* The root is the first level; `open` makes each of the others. */
static void nesting_has_a_limit(void **state)
{
    static const struct {
        enum hcn_document document;
        const char *begin, *open, *middle, *close, *end;
        size_t inside; /* levels of begin and end */
    } rows[] = {
        { HCN_DOCUMENT_NETWORK, "{'X':", "[", "", "]", "}", 1 },
        { HCN_DOCUMENT_NETWORK, "{'X':", "{'y':", "7", "}", "}", 1 },
        { HCN_DOCUMENT_NETWORK, "{'AdditionalParams':", "[", "", "]", "}", 1 },
        { HCN_DOCUMENT_NETWORK, "{'Dns':{'X':", "[", "[]", "]", "}}", 3 },
        { HCN_DOCUMENT_POLICY, "{'Type':'Warp','Settings':", "{'y':", "null", "}", "}", 1 },
        { HCN_DOCUMENT_POLICY, "{'Type':'ACL','Settings':{'z':", "[", "", "]", "}}", 2 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t levels = 63; levels <= 65; levels++) {
            struct hcn_call c = { 0 };
            struct buffer b = { .call = &c };
            const char *json;
            void *document;

            buffer_text(&b, rows[i].begin);
            repeat(&b, rows[i].open, levels - rows[i].inside);
            buffer_text(&b, rows[i].middle);
            repeat(&b, rows[i].close, levels - rows[i].inside);
            buffer_text(&b, rows[i].end);
            json = quoted(&c, buffer_end(&b));
            document = hcn_document_read(&c, rows[i].document, json);
            check_number(json, document != NULL, levels <= 64);
            if (document)
                check_text(json, hcn_document_print(&c, document), json);
            else
                CHECK(c.hresult == HCN_E_INVALID_JSON &&
                      strstr(c.text, "nested more than 64 deep"));
            call_end(&c);
        }
    }
}

/* A path of many long names is cut in its middle: the sentence keeps its end. */
static void long_paths_are_cut(void **state)
{
    struct hcn_call c = { 0 };
    struct buffer b = { .call = &c };
    static const char end[] = "name-of-a-level.name-of-a-level: nested more than 64 deep";

    (void)state;
    repeat(&b, "{'name-of-a-level':", 65);
    buffer_text(&b, "1");
    repeat(&b, "}", 65);
    CHECK(!hcn_document_read(&c, HCN_DOCUMENT_NETWORK, quoted(&c, buffer_end(&b))));
    CHECK(strlen(c.text) < 500 && strstr(c.text, "..."));
    check_text("end", c.text + strlen(c.text) - sizeof end + 1, end);
    call_end(&c);
}

/* {"Name":"aaa..."} of exactly so many bytes. */
static char *text_of(size_t length)
{
    char *text = test_malloc(length + 1);

    memset(text, 'a', length);
    memcpy(text, "{\"Name\":\"", 9);
    memcpy(text + length - 2, "\"}", 3);
    return text;
}

static void size_has_a_limit(void **state)
{
    static const struct {
        size_t length;
        const char *refused;
    } rows[] = {
        { MOST - 1, NULL },
        { MOST, NULL },
        { MOST + 1, "network: 16777217 bytes long, at most 16777216 are read" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *text = text_of(rows[i].length);
        struct hcn_call c = { 0 };
        struct hcn_network_document *n = hcn_document_read(&c, HCN_DOCUMENT_NETWORK, text);

        if (rows[i].refused)
            check_failure("size", &c, HCN_E_INVALID_JSON, rows[i].refused);
        else
            CHECK(n && strlen(n->name) == rows[i].length - 11);
        call_end(&c);
        test_free(text);
    }
}

/* Half a million members are read, compared and refused in seconds: nothing takes their square. */
static void members_can_be_many(void **state)
{
    enum { MEMBERS = 500000 };
    struct hcn_call c = { 0 };
    struct buffer b = { .call = &c };
    clock_t began = clock();
    void *one, *two;

    (void)state;
    buffer_text(&b, "{\"x\":{}");
    for (int i = 0; i < MEMBERS; i++)
        buffer_format(&b, ",\"m%d\":[]", i);
    buffer_text(&b, "}");
    one = hcn_document_read(&c, HCN_DOCUMENT_NETWORK, buffer_end(&b));
    two = hcn_document_read(&c, HCN_DOCUMENT_NETWORK, buffer_end(&b));
    CHECK(one && two && hcn_document_equal(one, two));
    check_text("printed", hcn_document_print(&c, one), buffer_end(&b));
    b.length--;
    buffer_text(&b, ",\"M499999\":0}");
    CHECK(!hcn_document_read(&c, HCN_DOCUMENT_NETWORK, buffer_end(&b)));
    CHECK(strstr(c.text, "stands twice"));
    CHECK((clock() - began) / CLOCKS_PER_SEC < 60);
    call_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(long_paths_are_cut),
        cmocka_unit_test(size_has_a_limit),
        cmocka_unit_test(members_can_be_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
