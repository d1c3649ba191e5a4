/* guid.c - reading, printing and making GUIDs. */
#include "base/guid.h"

#include <string.h>

#include "base/os.h"

static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

/* The value of a hex digit, and 16; 0 for what is none. */
static uint8_t hex_digit(char ch)
{
    static const uint8_t values[256] = {
        ['0'] = 16, ['1'] = 17, ['2'] = 18, ['3'] = 19, ['4'] = 20, ['5'] = 21,
        ['6'] = 22, ['7'] = 23, ['8'] = 24, ['9'] = 25, ['a'] = 26, ['b'] = 27,
        ['c'] = 28, ['d'] = 29, ['e'] = 30, ['f'] = 31, ['A'] = 26, ['B'] = 27,
        ['C'] = 28, ['D'] = 29, ['E'] = 30, ['F'] = 31,
    };

    return values[(unsigned char)ch];
}

/* From the text to the 16 bytes in the order in which they are written. */
static bool read_bytes(const char *text, uint8_t bytes[16])
{
    size_t digits = 0;

    for (size_t i = 0; shape[i]; i++) {
        uint8_t digit = hex_digit(text[i]);

        if (shape[i] == '-' ? text[i] != '-' : !digit)
            return false;
        if (shape[i] == '-')
            continue;
        bytes[digits / 2] = (uint8_t)(bytes[digits / 2] << 4 | (digit & 15));
        digits++;
    }
    return true;
}

bool guid_parse(const char *text, struct hcn_guid *out)
{
    size_t braces = text[0] == '{';
    uint8_t b[16] = { 0 };

    if (!read_bytes(text + braces, b))
        return false;
    text += braces + sizeof shape - 1;
    if (braces ? strcmp(text, "}") != 0 : *text != '\0')
        return false;
    out->data1 = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    out->data2 = (uint16_t)(b[4] << 8 | b[5]);
    out->data3 = (uint16_t)(b[6] << 8 | b[7]);
    memcpy(out->data4, b + 8, 8);
    return true;
}

/* The 16 bytes in the order in which they are written. */
static void write_bytes(const struct hcn_guid *g, uint8_t bytes[16])
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(g->data1 >> (24 - 8 * i));
    for (int i = 0; i < 2; i++) {
        bytes[4 + i] = (uint8_t)(g->data2 >> (8 - 8 * i));
        bytes[6 + i] = (uint8_t)(g->data3 >> (8 - 8 * i));
    }
    memcpy(bytes + 8, g->data4, 8);
}

static struct guid_text print(const struct hcn_guid *g, const char *digits)
{
    struct guid_text text = { "" };
    uint8_t bytes[16];
    size_t n = 0;

    write_bytes(g, bytes);
    for (size_t i = 0; shape[i]; i++) {
        text.s[i] = '-';
        if (shape[i] == '-')
            continue;
        text.s[i] = digits[n % 2 ? bytes[n / 2] & 15 : bytes[n / 2] >> 4];
        n++;
    }
    return text;
}

struct guid_text guid_text(const struct hcn_guid *g)
{
    return print(g, "0123456789abcdef");
}

struct guid_text guid_upper(const struct hcn_guid *g)
{
    return print(g, "0123456789ABCDEF");
}

bool guid_equal(const struct hcn_guid *a, const struct hcn_guid *b)
{
    return !memcmp(a, b, sizeof *a);
}

bool guid_is_zero(const struct hcn_guid *g)
{
    static const struct hcn_guid zero;

    return guid_equal(g, &zero);
}

static void put_version(struct hcn_guid *g, unsigned version)
{
    g->data3 = (uint16_t)((g->data3 & 0x0fff) | version << 12);
    g->data4[0] = (uint8_t)((g->data4[0] & 0x3f) | 0x80);
}

bool guid_new(struct hcn_call *c, struct hcn_guid *out)
{
    if (!os_random(c, out, sizeof *out))
        return false;
    put_version(out, 4);
    return true;
}

/* FNV-1a, and a last round that reaches all bits (splitmix64). */
static uint64_t hash(const char *text, uint64_t h)
{
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 1099511628211u;
    h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
    h = (h ^ h >> 27) * 0x94d049bb133111ebu;
    return h ^ h >> 31;
}

struct hcn_guid guid_of_text(const char *text)
{
    const uint64_t high = hash(text, 14695981039346656037u), low = hash(text, high);
    struct hcn_guid g = { (uint32_t)(high >> 32), (uint16_t)(high >> 16), (uint16_t)high, { 0 } };

    for (int i = 0; i < 8; i++)
        g.data4[i] = (uint8_t)(low >> (56 - 8 * i));
    put_version(&g, 8);
    return g;
}
