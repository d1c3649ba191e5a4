/* address_libc_test.c - addresses as the C library reads and writes them: many, by chance. */
#include "../check.h"

#include <arpa/inet.h>
#include <stdlib.h>

#include "base/ip.h"

enum { ROUNDS = 200000 };

/* A text that could be an address. */
static void make_text(char *out, size_t size)
{
    static const char *const alphabets[] = { "0123456789abcdefABF:::..::::", "01:.", "0123.",
                                             "0:1.", "::ffff:0123." };
    const char *letters = alphabets[(size_t)rand() % COUNT(alphabets)];
    const size_t length = (size_t)rand() % size;

    for (size_t i = 0; i < length; i++)
        out[i] = letters[(size_t)rand() % strlen(letters)];
    out[length] = '\0';
}

static void reading_is_that_of_the_c_library(void **state)
{
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        uint8_t bytes[16] = { 0 };
        char text[20];
        struct ip ip;
        bool ok;

        make_text(text, sizeof text);
        ok = inet_pton(strchr(text, ':') ? AF_INET6 : AF_INET, text, bytes) == 1;
        check_number(text, ip_parse(text, &ip), ok);
        CHECK(!ok || !memcmp(ip.bytes, bytes, sizeof bytes));
    }
}

/* With many zeros in it. */
static struct ip make_address(void)
{
    struct ip ip = { .family = 6 };

    for (size_t i = 0; i < sizeof ip.bytes; i++)
        ip.bytes[i] = rand() % 3 ? 0 : (uint8_t)(rand() % 5 ? rand() : 0xff);
    if (!(rand() % 4))
        memset(ip.bytes, 0, 10);
    return ip;
}

static void writing_is_that_of_the_c_library(void **state)
{
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        const struct ip ip = make_address();
        char written[IP_TEXT], expected[IP_TEXT];
        struct ip back;

        ip_print(&ip, written);
        check_text("address", written, inet_ntop(AF_INET6, ip.bytes, expected, sizeof expected));
        CHECK(ip_parse(written, &back) && ip_equal(&ip, &back));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_is_that_of_the_c_library),
        cmocka_unit_test(writing_is_that_of_the_c_library),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
