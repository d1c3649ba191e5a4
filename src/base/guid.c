/* guid.c - reading, printing and making GUIDs. */
#include "base/guid.h"

#include <stdio.h>
#include <string.h>

#include "base/os.h"

static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

static int hex_digit(char ch)
{
    if (ch >= '0' && ch <= '9')
        return ch - '0';
    if (ch >= 'a' && ch <= 'f')
        return ch - 'a' + 10;
    if (ch >= 'A' && ch <= 'F')
        return ch - 'A' + 10;
    return -1;
}

/* The 16 bytes in the order in which they are written. */
static bool read_bytes(const char *text, uint8_t bytes[16])
{
    size_t digits = 0;

    for (size_t i = 0; shape[i]; i++) {
        int digit = hex_digit(text[i]);

        if (shape[i] == '-' ? text[i] != '-' : digit < 0)
            return false;
        if (shape[i] == '-')
            continue;
        bytes[digits / 2] = (uint8_t)(bytes[digits / 2] << 4 | digit);
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

static struct guid_text print(const struct hcn_guid *g, const char *format)
{
    const uint8_t *d = g->data4;
    struct guid_text text;

    snprintf(text.s, sizeof text.s, format, (unsigned)g->data1, g->data2, g->data3, d[0], d[1],
             d[2], d[3], d[4], d[5], d[6], d[7]);
    return text;
}

struct guid_text guid_text(const struct hcn_guid *g)
{
    return print(g, "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x");
}

struct guid_text guid_upper(const struct hcn_guid *g)
{
    return print(g, "%08X-%04X-%04X-%02X%02X-%02X%02X%02X%02X%02X%02X");
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

bool guid_new(struct hcn_call *c, struct hcn_guid *out)
{
    if (!os_random(c, out, sizeof *out))
        return false;
    out->data3 = (uint16_t)((out->data3 & 0x0fff) | 0x4000);
    out->data4[0] = (uint8_t)((out->data4[0] & 0x3f) | 0x80);
    return true;
}
