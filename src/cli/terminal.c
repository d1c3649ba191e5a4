/* terminal.c - text as a terminal shows it: nothing that steers it, and how wide it is. */
#include <stdint.h>
#include <stdio.h>

#include "cli/tool.h"

struct range {
    uint32_t first, last;
};

/* What moves the cursor, changes colours, or the direction in which others are written. */
static const struct range steering[] = {
    { 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x061c, 0x061c }, { 0x200e, 0x200f },
    { 0x2028, 0x202e }, { 0x2066, 0x2069 }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
};

/* What stands upon the character before it. */
static const struct range narrow[] = {
    { 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd },   { 0x064b, 0x065f },
    { 0x0e31, 0x0e31 }, { 0x0e34, 0x0e3a }, { 0x0e47, 0x0e4e },   { 0x1ab0, 0x1aff },
    { 0x1dc0, 0x1dff }, { 0x200b, 0x200d }, { 0x20d0, 0x20ff },   { 0x3099, 0x309a },
    { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xe0100, 0xe01ef },
};

/* East Asian characters and pictures. */
static const struct range wide[] = {
    { 0x1100, 0x115f },   { 0x2e80, 0x303e },   { 0x3041, 0x4dbf },   { 0x4e00, 0xa4cf },
    { 0xa960, 0xa97c },   { 0xac00, 0xd7a3 },   { 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },
    { 0xff01, 0xff60 },   { 0xffe0, 0xffe6 },   { 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff },
    { 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
};

#define IN(table, character) is_in(table, sizeof(table) / sizeof(table)[0], character)

static bool is_in(const struct range *table, size_t count, uint32_t character)
{
    for (size_t i = 0; i < count; i++)
        if (character >= table[i].first && character <= table[i].last)
            return true;
    return false;
}

/* Takes a character of UTF-8 off the text; a byte that is none counts as itself. */
static uint32_t take(const char **text)
{
    const unsigned char *at = (const unsigned char *)*text;
    const int more = *at < 0xc2 ? 0 : *at < 0xe0 ? 1 : *at < 0xf0 ? 2 : *at < 0xf5 ? 3 : 0;
    uint32_t character = more ? *at & (0x3fu >> more) : *at;

    for (int i = 1; i <= more; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            ++*text;
            return *at;
        }
        character = character << 6 | (at[i] & 0x3fu);
    }
    *text += 1 + more;
    return character;
}

bool text_is_plain(const char *text)
{
    while (*text)
        if (IN(steering, take(&text)))
            return false;
    return true;
}

size_t text_width(const char *text)
{
    size_t width = 0;

    while (*text) {
        const uint32_t character = take(&text);

        if (IN(steering, character))
            width += sizeof "\\u0000" - 1;
        else if (!IN(narrow, character))
            width += IN(wide, character) ? 2 : 1;
    }
    return width;
}

void print_shown(FILE *out, const char *text, const char *end)
{
    const char *from = text;

    while (text < end) {
        const char *at = text;
        const uint32_t character = take(&text);

        if (!IN(steering, character))
            continue;
        fwrite(from, 1, (size_t)(at - from), out);
        fprintf(out, "\\u%04x", (unsigned)character);
        from = text;
    }
    fwrite(from, 1, (size_t)(end - from), out);
}
