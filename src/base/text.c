/* text.c - UTF-8 (RFC 3629). */
#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* Bytes of the character that begins here; 0: it is none. */
static size_t character_length(const uint8_t *p)
{
    /* What the second byte may be keeps out longer forms than needed, surrogates, and the end. */
    static const struct {
        uint8_t first, last, low, high;
        size_t length;
    } rows[] = {
        { 0x01, 0x7f, 0x00, 0x00, 1 }, { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
        { 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
        { 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
    };
    size_t row = 0, i;

    while (row<sizeof rows / sizeof *rows && * p> rows[row].last)
        row++;
    if (row == sizeof rows / sizeof *rows || *p < rows[row].first)
        return 0;
    if (rows[row].length > 1 && (p[1] < rows[row].low || p[1] > rows[row].high))
        return 0;
    for (i = 2; i < rows[row].length; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    return rows[row].length;
}

void text_tidy(char *text)
{
    while (*text) {
        size_t length = character_length((const uint8_t *)text);

        if (!length)
            *text = '?';
        else if ((unsigned char)*text < ' ' || *text == 0x7f)
            *text = ' ';
        text += length ? length : 1;
    }
}

size_t text_cut(const char *text, size_t most)
{
    size_t length = strlen(text);

    if (length <= most)
        return length;
    for (length = most; length && ((uint8_t)text[length] & 0xc0) == 0x80;)
        length--;
    return length;
}
