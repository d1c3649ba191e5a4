/* address_test.c - addresses as text: what is read, and how it is written. */
#include "../check.h"

#include "base/ip.h"

static void addresses_are_read_and_written(void **state)
{
    static const struct {
        const char *text, *written; /* NULL: refused */
    } rows[] = {
        { "0.0.0.0", "0.0.0.0" },
        { "255.255.255.255", "255.255.255.255" },
        { "10.0.0.256", NULL },
        { "10.0.0.1000", NULL },
        { "10.0.0", NULL },
        { "10.0.0.", NULL },
        { "10.0.0.1.", NULL },
        { "10.0.0.1 ", NULL },
        { "10..0.1", NULL },
        { "010.0.0.1", NULL },
        { "0x0a.0.0.1", NULL },
        { "", NULL },
        { "::", "::" },
        { "::1", "::1" },
        { "1::", "1::" },
        { "FE80:0:0:0:0:0:0:00aB", "fe80::ab" },
        { "1:0:0:2:0:0:0:3", "1:0:0:2::3" },
        { "1:0:0:2:3:0:0:4", "1::2:3:0:0:4" },
        { "1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7" },
        { "1::2:3:4:5:6:7", "1:0:2:3:4:5:6:7" },
        { "::ffff:10.0.0.1", "::ffff:10.0.0.1" },
        { "::10.0.0.1", "::10.0.0.1" },
        { "64:ff9b::10.0.0.1", "64:ff9b::a00:1" },
        { "1:2:3:4:5:6:7", NULL },
        { "1:2:3:4:5:6:7:8:9", NULL },
        { "1:2:3:4:5:6:7::8", NULL },
        { "1:2:3:4:5:6:7:10.0.0.1", NULL },
        { "1::2::3", NULL },
        { ":::", NULL },
        { ":1", NULL },
        { "1:", NULL },
        { "12345::", NULL },
        { "g::", NULL },
        { "::10.0.0", NULL },
        { "10.0.0.1::", NULL },
        { "fe80::1%eth0", NULL },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char written[IP_TEXT];
        struct ip ip;
        bool ok = ip_parse(rows[i].text, &ip);

        if (ok)
            ip_print(&ip, written);
        check_text(rows[i].text, ok ? written : NULL, rows[i].written);
        CHECK(ok || !ip.family);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_read_and_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
