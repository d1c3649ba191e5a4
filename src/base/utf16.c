/* utf16.c - UTF-16 to UTF-8 and back. */
#include "base/utf16.h"

#include <string.h>

#include "base/memory.h"

enum { REPLACEMENT = 0xFFFD };

/* ---- reading ----------------------------------------------------------------------------- */

static bool is_surrogate(uint32_t unit)
{
    return unit >= 0xD800 && unit <= 0xDFFF;
}

/* The character at *at, which moves on; a lone surrogate as itself. */
static uint32_t next_of_16(const uint16_t **at)
{
    const uint32_t first = *(*at)++;

    if (first < 0xD800 || first > 0xDBFF || **at < 0xDC00 || **at > 0xDFFF)
        return first;
    return 0x10000 + ((first - 0xD800) << 10) + (uint32_t)(*(*at)++ - 0xDC00);
}

static size_t put_8(char *out, uint32_t character)
{
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (char)(0xC0 | character >> 6);
        out[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    if (character < 0x10000) {
        out[0] = (char)(0xE0 | character >> 12);
        out[1] = (char)(0x80 | (character >> 6 & 0x3F));
        out[2] = (char)(0x80 | (character & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | character >> 18);
    out[1] = (char)(0x80 | (character >> 12 & 0x3F));
    out[2] = (char)(0x80 | (character >> 6 & 0x3F));
    out[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

/* How many bytes of UTF-8 the characters take, NUL left out; false at a lone surrogate. */
static bool measure_16(struct hcn_call *c, const char *what, const uint16_t *text, size_t *out)
{
    char room[4];

    *out = 0;
    for (const uint16_t *at = text; *at;) {
        const size_t place = (size_t)(at - text);
        const uint32_t character = next_of_16(&at);

        if (is_surrogate(character))
            return fail(c, E_INVALIDARG,
                        "%s: expected UTF-16, found half a surrogate pair, 0x%04X, at place %zu",
                        what, (unsigned)character, place);
        *out += character < 0x80 ? 1 : put_8(room, character);
    }
    return true;
}

char *utf16_read(struct hcn_call *c, const char *what, const uint16_t *text)
{
    size_t length;
    char *out, *end;

    if (!measure_16(c, what, text, &length))
        return NULL;
    out = end = call_alloc(c, length + 1);
    while (out && *text) {
        if (*text < 0x80)
            *end++ = (char)*text++;
        else
            end += put_8(end, next_of_16(&text));
    }
    return out;
}

/* ---- writing ----------------------------------------------------------------------------- */

/* How a first byte says how many follow, and the least character that needs so many. */
static const struct {
    uint8_t mask, lead, more;
    uint32_t least;
} forms[] = {
    { 0x80, 0x00, 0, 0 },
    { 0xE0, 0xC0, 1, 0x80 },
    { 0xF0, 0xE0, 2, 0x800 },
    { 0xF8, 0xF0, 3, 0x10000 },
};

/* The character at *at, which moves on; U+FFFD for a byte that begins none. */
static uint32_t next_of_8(const char **at)
{
    const uint8_t *bytes = (const uint8_t *)*at;
    size_t form = 0, i = 0;
    uint32_t character;

    ++*at;
    while (form < COUNT(forms) && (bytes[0] & forms[form].mask) != forms[form].lead)
        form++;
    if (form == COUNT(forms))
        return REPLACEMENT;
    character = bytes[0] & (uint8_t)~forms[form].mask;
    while (i < forms[form].more && (bytes[i + 1] & 0xC0) == 0x80)
        character = character << 6 | (bytes[++i] & 0x3F);
    if (i < forms[form].more || character < forms[form].least || character > 0x10FFFF ||
        is_surrogate(character))
        return REPLACEMENT;
    *at += i;
    return character;
}

static size_t put_16(uint16_t *out, uint32_t character)
{
    if (character < 0x10000) {
        out[0] = (uint16_t)character;
        return 1;
    }
    out[0] = (uint16_t)(0xD800 + ((character - 0x10000) >> 10));
    out[1] = (uint16_t)(0xDC00 + ((character - 0x10000) & 0x3FF));
    return 2;
}

/* Documents are long and nearly all ASCII: so many characters at once, if they are that. */
enum { STRIDE = 8 };

static bool put_ascii(uint16_t *out, const char *text)
{
    uint64_t bytes;

    memcpy(&bytes, text, STRIDE);
    if (bytes & 0x8080808080808080u)
        return false;
    for (size_t i = 0; i < STRIDE; i++)
        out[i] = (uint8_t)text[i];
    return true;
}

uint16_t *utf16_new_from(void *(*source)(size_t size), const char *text)
{
    /* No character takes more units of UTF-16 than bytes of UTF-8. */
    const char *stop = text + strlen(text);
    uint16_t *out = source((size_t)(stop - text + 1) * sizeof *out), *end = out;

    if (!out)
        return NULL;
    while (text < stop) {
        if (stop - text >= STRIDE && put_ascii(end, text)) {
            text += STRIDE;
            end += STRIDE;
        } else {
            end +=
                put_16(end, *(const uint8_t *)text < 0x80 ? (uint32_t)*text++ : next_of_8(&text));
        }
    }
    *end = 0;
    return out;
}

uint16_t *utf16_new(const char *text)
{
    return utf16_new_from(memory_new, text);
}
