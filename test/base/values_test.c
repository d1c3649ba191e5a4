/* values_test.c - GUIDs, numbers, addresses, prefixes and MACs: text in, text out. */
#include "../check.h"

#include "base/guid.h"
#include "base/ip.h"
#include "base/number.h"
#include "base/text.h"

static void guids(void **state)
{
    static const struct {
        const char *text, *printed;
    } rows[] = {
        { "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc", "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc" },
        { "910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC", "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc" },
        { "{910F7d92-ba2d-4c3f-98ae-7c0ac590d2dc}", "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc" },
        { "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000" },
        { "", NULL },
        { "{}", NULL },
        { "910f7d92", NULL },
        { "910f7d92-ba2d-4c3f-98ae-7c0ac590d2d", NULL },
        { "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dcc", NULL },
        { "{910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc", NULL },
        { "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc}", NULL },
        { "{910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc}}", NULL },
        { "910f7d92xba2d-4c3f-98ae-7c0ac590d2dc", NULL },
        { "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dg", NULL },
        { " 910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc", NULL },
        { "+10f7d92-ba2d-4c3f-98ae-7c0ac590d2dc", NULL },
        { "910f7d92ba2d4c3f98ae7c0ac590d2dc", NULL },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_guid g;
        bool ok = guid_parse(rows[i].text, &g);

        check_text(rows[i].text, ok ? guid_text(&g).s : NULL, rows[i].printed);
    }
}

static void guids_are_laid_out_as_on_windows(void **state)
{
    static const struct hcn_guid expected = {
        0x910f7d92, 0xba2d, 0x4c3f, { 0x98, 0xae, 0x7c, 0x0a, 0xc5, 0x90, 0xd2, 0xdc }
    };
    struct hcn_guid g;

    (void)state;
    CHECK(guid_parse("910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc", &g));
    CHECK(guid_equal(&g, &expected));
    check_text("upper", guid_upper(&g).s, "910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC");
}

static void texts_have_guids_of_their_own(void **state)
{
    static const struct {
        const char *text, *guid;
    } rows[] = { { "", "f52a15e9-a9b5-889b-8932-c885a3fe960e" },
                 { "web", "c850f03f-92a3-85f3-a78f-311bb15ec802" },
                 { "wea", "f081effd-f83b-8291-b622-af5c3d62f752" },
                 { "z\xc3\xbc", "bde9b36b-ee51-8250-948a-807a01c13ff8" } };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct hcn_guid g = guid_of_text(rows[i].text);

        check_text(rows[i].text, guid_text(&g).s, rows[i].guid);
    }
}

static void new_guids_differ_and_are_of_version_4(void **state)
{
    struct hcn_call c = { 0 };
    struct hcn_guid a, b;

    (void)state;
    CHECK(guid_new(&c, &a) && guid_new(&c, &b));
    CHECK(!guid_equal(&a, &b));
    CHECK(guid_text(&a).s[14] == '4');
    CHECK(strchr("89ab", guid_text(&a).s[19]));
}

static void numbers(void **state)
{
    static const struct {
        const char *text;
        uint64_t most;
        const char *printed;
    } rows[] = {
        { "0", 10, "0" },
        { "10", 10, "10" },
        { "007", 10, NULL },
        { "00", 10, NULL },
        { "18446744073709551615", UINT64_MAX, "18446744073709551615" },
        { "18446744073709551616", UINT64_MAX, NULL },
        { "11", 10, NULL },
        { "9", 5, NULL },
        { "", 10, NULL },
        { "-1", 10, NULL },
        { "+1", 10, NULL },
        { "1 ", 10, NULL },
        { "0x1", 10, NULL },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char printed[24];
        uint64_t n = 0;
        bool ok = number_parse(rows[i].text, rows[i].most, &n);

        snprintf(printed, sizeof printed, "%llu", (unsigned long long)n);
        check_text(rows[i].text, ok ? printed : NULL, rows[i].printed);
    }
}

static void numbers_of_json(void **state)
{
    static const struct {
        const char *text;
        uint64_t most;
        const char *printed;
    } rows[] = {
        { "0", 10, "0" },
        { "-0", 10, "0" },
        { "-0.0e5", 10, "0" },
        { "7", 10, "7" },
        { "7.0", 10, "7" },
        { "7.000", 10, "7" },
        { "7.5", 10, NULL },
        { "75e-1", 10, NULL },
        { "70e-1", 10, "7" },
        { "0.7e1", 10, "7" },
        { "0.07E+2", 10, "7" },
        { "1e3", 1000, "1000" },
        { "1E3", 999, NULL },
        { "-1", 10, NULL },
        { "0e999999999999999999999", 10, "0" },
        { "1e999999999999999999999", UINT64_MAX, NULL },
        { "1e-999999999999999999999", UINT64_MAX, NULL },
        { "1e400", UINT64_MAX, NULL },
        { "18446744073709551615", UINT64_MAX, "18446744073709551615" },
        { "18446744073709551615.0", UINT64_MAX, "18446744073709551615" },
        { "1.8446744073709551615e19", UINT64_MAX, "18446744073709551615" },
        { "18446744073709551616", UINT64_MAX, NULL },
        { "9007199254740993.0", UINT64_MAX, "9007199254740993" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char printed[24];
        uint64_t n = 0;
        bool ok = number_read(rows[i].text, rows[i].most, &n);

        snprintf(printed, sizeof printed, "%llu", (unsigned long long)n);
        check_text(rows[i].text, ok ? printed : NULL, rows[i].printed);
    }
}

static void prefixes(void **state)
{
    static const struct {
        const char *text, *printed, *network, *end;
    } rows[] = {
        { "10.0.0.7/24", "10.0.0.7/24", "10.0.0.0/24", "10.0.0.255" },
        { "172.16.0.0/12", "172.16.0.0/12", "172.16.0.0/12", "172.31.255.255" },
        { "0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0", "255.255.255.255" },
        { "10.1.2.3", "10.1.2.3/32", "10.1.2.3/32", "10.1.2.3" },
        { "FD00:0:0::1/64", "fd00::1/64", "fd00::/64", "fd00::ffff:ffff:ffff:ffff" },
        { "::/0", "::/0", "::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
        { "fd00::5/127", "fd00::5/127", "fd00::4/127", "fd00::5" },
        { "10.0.0.0/33", NULL, NULL, NULL },
        { "fd00::/129", NULL, NULL, NULL },
        { "10.0.0.0/", NULL, NULL, NULL },
        { "10.0.0/24", NULL, NULL, NULL },
        { "10.0.0.256/24", NULL, NULL, NULL },
        { "10.0.0.01/24", NULL, NULL, NULL },
        { "/24", NULL, NULL, NULL },
        { "", NULL, NULL, NULL },
        { "10.0.0.0/24/8", NULL, NULL, NULL },
        { "10.0.0.0/-1", NULL, NULL, NULL },
        { "10.0.0.0/08", NULL, NULL, NULL },
        { "fe80::1%eth0/64", NULL, NULL, NULL },
        { "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc/64", NULL, NULL, NULL },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char printed[PREFIX_TEXT], network[PREFIX_TEXT], end[IP_TEXT];
        struct prefix p, n;
        bool ok = prefix_parse(rows[i].text, &p);

        if (ok) {
            struct ip last = prefix_end(&p);

            n = prefix_network(&p);
            prefix_print(&p, printed);
            prefix_print(&n, network);
            ip_print(&last, end);
        }
        check_text(rows[i].text, ok ? printed : NULL, rows[i].printed);
        check_text(rows[i].text, ok ? network : NULL, rows[i].network);
        check_text(rows[i].text, ok ? end : NULL, rows[i].end);
    }
}

static void hosts_are_counted(void **state)
{
    static const struct {
        const char *prefix, *ip;
        uint64_t number, last;
    } rows[] = {
        { "10.0.0.0/24", "10.0.0.9", 9, 255 },
        { "172.16.0.0/12", "172.31.255.254", 1048574, 1048575 },
        { "10.0.0.4/30", "10.0.0.7", 3, 3 },
        { "10.0.0.4/32", "10.0.0.4", 0, 0 },
        { "fd00::/64", "fd00::1:0", 65536, UINT64_MAX },
        { "fd00::/120", "fd00::ff", 255, 255 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct prefix p;
        struct ip ip, back;

        CHECK(prefix_parse(rows[i].prefix, &p) && ip_parse(rows[i].ip, &ip));
        back = prefix_at(&p, rows[i].number);
        check_number(rows[i].ip, prefix_number(&p, &ip), rows[i].number);
        check_number(rows[i].prefix, prefix_last(&p), rows[i].last);
        CHECK(ip_equal(&back, &ip));
    }
}

static void overlaps(void **state)
{
    static const struct {
        const char *a, *b;
        bool overlap;
    } rows[] = {
        { "10.0.0.0/8", "10.1.0.0/16", true },  { "10.1.0.0/16", "10.0.0.0/8", true },
        { "10.0.0.0/24", "10.0.0.0/24", true }, { "10.0.0.0/24", "10.0.1.0/24", false },
        { "0.0.0.0/0", "10.0.1.0/24", true },   { "0.0.0.0/0", "fd00::/8", false },
        { "fd00::/8", "fd12::/64", true },      { "::ffff:0:0/96", "10.0.0.0/8", false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct prefix a, b;

        CHECK(prefix_parse(rows[i].a, &a) && prefix_parse(rows[i].b, &b));
        check_number(rows[i].a, prefix_overlaps(&a, &b), rows[i].overlap);
    }
}

static void macs(void **state)
{
    static const struct {
        const char *text, *printed;
    } rows[] = {
        { "00-15-5D-52-C0-00", "00-15-5D-52-C0-00" },
        { "00:15:5d:52:c0:0f", "00-15-5D-52-C0-0F" },
        { "00155d52c00f", NULL },
        { "00-15-5D-52-C0", NULL },
        { "00-15-5D-52-C0-0", NULL },
        { "00-15-5D-52-C0-00-", NULL },
        { "00-15-5D-52-C0-0G", NULL },
        { "00-15:5D-52-C0-00", NULL },
        { "00.15.5D.52.C0.00", NULL },
        { "", NULL },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char printed[MAC_TEXT];
        struct mac mac;
        bool ok = mac_parse(rows[i].text, &mac);

        if (ok) {
            mac = mac_at(mac_number(&mac));
            mac_print(&mac, printed);
        }
        check_text(rows[i].text, ok ? printed : NULL, rows[i].printed);
    }
}

static void text_compares_without_case(void **state)
{
    (void)state;
    CHECK(text_same("NAT", "nat"));
    CHECK(text_same("", ""));
    CHECK(!text_same("NAT", "na"));
    CHECK(!text_same("na", "NAT"));
    CHECK(!text_same("[", "{"));
}

static void text_becomes_one_line_of_utf8(void **state)
{
    static const struct {
        const char *text, *tidy;
    } rows[] = {
        { "", "" },
        { "plain", "plain" },
        { "a\tb\r\nc\x7f\x01", "a b  c  " },
        { "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80", "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80" },
        { "\xc3", "?" },
        { "\xe2\x82", "??" },
        { "\xf0\x9f\x98", "???" },
        { "\xff\x80x", "??x" },
        { "\xc0\xaf", "??" },           /* longer than needed */
        { "\xe0\x80\xaf", "???" },      /* the same */
        { "\xed\xa0\x80", "???" },      /* half of a surrogate pair */
        { "\xf4\x90\x80\x80", "????" }, /* beyond the end of Unicode */
        { "\xed\x9f\xbf\xee\x80\x80", "\xed\x9f\xbf\xee\x80\x80" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[32];

        strcpy(text, rows[i].text);
        text_tidy(text);
        check_text(rows[i].tidy, text, rows[i].tidy);
    }
}

static void text_is_cut_between_characters(void **state)
{
    (void)state;
    check_number("short", text_cut("abc", 5), 3);
    check_number("exact", text_cut("abc", 3), 3);
    check_number("ascii", text_cut("abc", 2), 2);
    check_number("inside", text_cut("a\xe2\x82\xac", 3), 1);
    check_number("behind",
                 text_cut("a\xe2\x82\xac"
                          "b",
                          4),
                 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guids),
        cmocka_unit_test(guids_are_laid_out_as_on_windows),
        cmocka_unit_test(texts_have_guids_of_their_own),
        cmocka_unit_test(new_guids_differ_and_are_of_version_4),
        cmocka_unit_test(numbers),
        cmocka_unit_test(numbers_of_json),
        cmocka_unit_test(prefixes),
        cmocka_unit_test(hosts_are_counted),
        cmocka_unit_test(overlaps),
        cmocka_unit_test(macs),
        cmocka_unit_test(text_compares_without_case),
        cmocka_unit_test(text_becomes_one_line_of_utf8),
        cmocka_unit_test(text_is_cut_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
