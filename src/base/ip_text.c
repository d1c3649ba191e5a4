/* ip_text.c - addresses as text: RFC 4291 is read, RFC 5952 written; the same on every system. */
#include <string.h>

#include "base/ip.h"

enum { GROUPS = 8 };

/* ---- reading ----------------------------------------------------------------------------- */

/* One of four numbers; "01" is none, for some read it as octal. */
static bool read_quad(const char **at, uint8_t *out)
{
    const char *start = *at;
    unsigned value = 0;

    while (**at >= '0' && **at <= '9' && value < 256)
        value = 10 * value + (unsigned)(*(*at)++ - '0');
    if (*at == start || value > 255 || (*start == '0' && *at > start + 1))
        return false;
    *out = (uint8_t)value;
    return true;
}

static bool read_4(const char *text, uint8_t out[4])
{
    for (int i = 0; i < 4; i++)
        if ((i && *text++ != '.') || !read_quad(&text, &out[i]))
            return false;
    return !*text;
}

static int digit_of(char c)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *found = c ? strchr(digits, c) : NULL;

    if (!found)
        return -1;
    return (int)(found - digits) < 16 ? (int)(found - digits) : (int)(found - digits) - 6;
}

/* What has been read of an IPv6 address. */
struct reading {
    uint8_t bytes[16];
    size_t count; /* bytes */
    size_t gap;   /* where "::" stands, from 1; 0: nowhere */
};

static bool read_group(const char **at, struct reading *r)
{
    const char *start = *at;
    unsigned value = 0;

    while (digit_of(**at) >= 0 && *at < start + 4)
        value = value << 4 | (unsigned)digit_of(*(*at)++);
    if (*at == start || digit_of(**at) >= 0 || r->count > sizeof r->bytes - 2)
        return false;
    r->bytes[r->count++] = (uint8_t)(value >> 8);
    r->bytes[r->count++] = (uint8_t)value;
    return true;
}

/* The last 32 bits may be written as IPv4 does. */
static bool read_tail(const char *text, struct reading *r)
{
    if (r->count > sizeof r->bytes - 4 || !read_4(text, r->bytes + r->count))
        return false;
    r->count += 4;
    return true;
}

static bool is_4_next(const char *text)
{
    return text[strspn(text, "0123456789")] == '.';
}

/* Groups and colons up to the end. */
static bool read_groups(const char *text, struct reading *r)
{
    for (;;) {
        if (is_4_next(text))
            return read_tail(text, r);
        if (!read_group(&text, r))
            return false;
        if (!*text)
            return true;
        if (*text++ != ':')
            return false;
        if (*text != ':')
            continue;
        if (r->gap)
            return false;
        r->gap = r->count + 1;
        if (!*++text)
            return true;
    }
}

static bool read_6(const char *text, uint8_t out[16])
{
    struct reading r = { .count = 0 };
    size_t behind;

    if (!strncmp(text, "::", 2)) {
        text += 2;
        r.gap = 1;
    }
    if ((*text || !r.gap) && !read_groups(text, &r))
        return false;
    if (r.gap ? r.count == sizeof r.bytes : r.count < sizeof r.bytes)
        return false;
    behind = r.gap ? r.count - (r.gap - 1) : 0;
    memset(out, 0, sizeof r.bytes);
    memcpy(out, r.bytes, r.count - behind);
    memcpy(out + sizeof r.bytes - behind, r.bytes + r.count - behind, behind);
    return true;
}

bool ip_parse(const char *text, struct ip *out)
{
    const struct ip none = { 0 };

    *out = none;
    out->family = strchr(text, ':') ? 6 : 4;
    if (out->family == 4 ? read_4(text, out->bytes) : read_6(text, out->bytes))
        return true;
    *out = none;
    return false;
}

/* ---- writing ----------------------------------------------------------------------------- */

/*
 * A number of at most 16 bits; gives where it ends. Documents are full of addresses, and printf()
 * takes ten times as long.
 */
static char *put_number(char *at, unsigned value, unsigned base)
{
    char digits[5];
    size_t count = 0;

    do
        digits[count++] = "0123456789abcdef"[value % base];
    while (value /= base);
    while (count)
        *at++ = digits[--count];
    return at;
}

static char *put_4(char *at, const uint8_t *bytes)
{
    for (int i = 0; i < 4; i++) {
        if (i)
            *at++ = '.';
        at = put_number(at, bytes[i], 10);
    }
    return at;
}

static unsigned group_of(const uint8_t *bytes, int i)
{
    return (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
}

/* The longest run of two zeros or more, and the first of the longest; `length` 0: there is none. */
static int find_zeros(const uint8_t *bytes, int *length)
{
    int best = 0;

    *length = 0;
    for (int i = 0; i < GROUPS; i++) {
        int n = 0;

        while (i + n < GROUPS && !group_of(bytes, i + n))
            n++;
        if (n > *length && n > 1) {
            best = i;
            *length = n;
        }
        i += n;
    }
    return best;
}

/* Mapped and compatible addresses show their IPv4 part. */
static bool has_4(const uint8_t *bytes, int zeros, int length)
{
    return !zeros && (length == 6 || (length == 5 && group_of(bytes, 5) == 0xffff));
}

static char *put_6(char *at, const uint8_t *bytes)
{
    int length, zeros = find_zeros(bytes, &length), i = 0;
    const int end = has_4(bytes, zeros, length) ? GROUPS - 2 : GROUPS;

    while (i < end) {
        if (i)
            *at++ = ':';
        if (length && i == zeros) {
            if (!i)
                *at++ = ':';
            i += length;
            if (i == GROUPS)
                *at++ = ':';
        } else {
            at = put_number(at, group_of(bytes, i++), 16);
        }
    }
    if (end == GROUPS)
        return at;
    *at++ = ':';
    return put_4(at, bytes + 12);
}

void ip_print(const struct ip *ip, char out[IP_TEXT])
{
    char *end = out;

    if (ip->family == 4)
        end = put_4(out, ip->bytes);
    else if (ip->family == 6)
        end = put_6(out, ip->bytes);
    *end = '\0';
}

void prefix_print(const struct prefix *p, char out[PREFIX_TEXT])
{
    char *end;

    ip_print(&p->ip, out);
    end = out + strlen(out);
    *end++ = '/';
    end = put_number(end, p->length, 10);
    *end = '\0';
}
