/* number.c - decimal numbers, exactly. */
#include "base/number.h"

#include <string.h>

static bool is_digit(char ch)
{
    return ch >= '0' && ch <= '9';
}

/* Puts one more digit behind the number. */
static bool append(uint64_t *n, char digit, uint64_t most)
{
    uint64_t value = (uint64_t)(digit - '0');

    if (value > most || *n > (most - value) / 10)
        return false;
    *n = *n * 10 + value;
    return true;
}

bool number_parse(const char *text, uint64_t most, uint64_t *out)
{
    uint64_t n = 0;

    if (!*text || (*text == '0' && text[1]))
        return false;
    for (; *text; text++)
        if (!is_digit(*text) || !append(&n, *text, most))
            return false;
    *out = n;
    return true;
}

/* What stands behind the "e"; no text is long enough to make up for more than `far`. */
static int64_t exponent(const char *number)
{
    const int64_t far = 1000000000;
    const char *p = number + strcspn(number, "eE");
    bool negative;
    int64_t n = 0;

    if (!*p)
        return 0;
    negative = *++p == '-';
    for (p += !is_digit(*p); is_digit(*p) && n < far; p++)
        n = n * 10 + (*p - '0');
    return negative ? -n : n;
}

bool number_read(const char *text, uint64_t most, uint64_t *out)
{
    bool negative = *text == '-';
    const char *p = text + negative;
    int64_t point = (int64_t)strcspn(p, ".eE") + exponent(p), at = 0;
    uint64_t n = 0;

    for (; is_digit(*p) || *p == '.'; p++) {
        if (*p == '.')
            continue;
        if (at++ < point ? !append(&n, *p, most) : *p != '0')
            return false;
    }
    for (; n && at < point; at++)
        if (!append(&n, '0', most))
            return false;
    if (negative && n)
        return false;
    *out = n;
    return true;
}
