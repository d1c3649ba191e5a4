/* utf16_test.c - texts in both encodings, and texts that are refused. */
#include "../check.h"

#include "base/memory.h"
#include "base/utf16.h"

static const struct {
    const char *utf8;
    uint16_t utf16[8];
} pairs[] = {
    { "", { 0 } },
    { "{}", { '{', '}' } },
    { "\x7F\xC2\x80", { 0x7F, 0x80 } },
    { "\xDF\xBF\xE0\xA0\x80", { 0x7FF, 0x800 } },
    { "\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", { 0xD7FF, 0xE000, 0xFFFF } },
    { "\xF0\x90\x80\x80", { 0xD800, 0xDC00 } },
    { "x\xF4\x8F\xBF\xBFy", { 'x', 0xDBFF, 0xDFFF, 'y' } },
    { "\xF0\x9F\x98\x80\xF0\x9F\x98\x80", { 0xD83D, 0xDE00, 0xD83D, 0xDE00 } },
};

static void texts_go_both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct hcn_call c = { 0 };
        uint16_t *made = utf16_new(pairs[i].utf8);

        check_text("read", utf16_read(&c, "text", pairs[i].utf16), pairs[i].utf8);
        for (size_t k = 0; k == 0 || pairs[i].utf16[k - 1]; k++)
            check_number(pairs[i].utf8, made[k], pairs[i].utf16[k]);
        memory_free(made);
        call_end(&c);
    }
}

/* One character that is no ASCII at each place of texts of each length. */
static void a_character_may_stand_anywhere(void **state)
{
    (void)state;
    for (size_t length = 1; length <= 20; length++)
        for (size_t place = 0; place < length; place++) {
            struct hcn_call c = { 0 };
            uint16_t wide[21] = { 0 }, *made;
            char *narrow;

            for (size_t i = 0; i < length; i++)
                wide[i] = (uint16_t)(i == place ? 0x20AC : 'a' + i);
            narrow = utf16_read(&c, "text", wide);
            CHECK(narrow && strlen(narrow) == length + 2);
            check_number("the character", (uint8_t)narrow[place], 0xE2);
            made = utf16_new(narrow);
            for (size_t i = 0; i <= length; i++)
                check_number(narrow, made[i], wide[i]);
            memory_free(made);
            call_end(&c);
        }
}

static const struct {
    uint16_t text[6];
    const char *sentence;
} refused[] = {
    { { 0xD800 }, "Query: expected UTF-16, found half a surrogate pair, 0xD800, at place 0" },
    { { 'a', 0xDBFF, 'b' },
      "Query: expected UTF-16, found half a surrogate pair, 0xDBFF, at place 1" },
    { { 'a', 'b', 0xDC00 },
      "Query: expected UTF-16, found half a surrogate pair, 0xDC00, at place 2" },
    { { 0xD83D, 0xDE00, 0xDE00 },
      "Query: expected UTF-16, found half a surrogate pair, 0xDE00, at place 2" },
    { { 0xD83D, 0xD83D, 0xDE00 },
      "Query: expected UTF-16, found half a surrogate pair, 0xD83D, at place 0" },
};

static void half_a_pair_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct hcn_call c = { 0 };

        CHECK(!utf16_read(&c, "Query", refused[i].text));
        check_failure(refused[i].sentence, &c, E_INVALIDARG, refused[i].sentence);
        call_end(&c);
    }
}

/* A stray byte, too long a form, half a pair, beyond the last character, a text that ends early. */
static const char *const broken[] = {
    "\x80", "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xF0\x9F\x98"
};

static void what_is_no_utf8_is_replaced(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        uint16_t *made = utf16_new(broken[i]);

        for (size_t k = 0; k < strlen(broken[i]); k++)
            check_number("replaced", made[k], 0xFFFD);
        check_number("ended", made[strlen(broken[i])], 0);
        memory_free(made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_go_both_ways),
        cmocka_unit_test(a_character_may_stand_anywhere),
        cmocka_unit_test(half_a_pair_is_refused),
        cmocka_unit_test(what_is_no_utf8_is_replaced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
