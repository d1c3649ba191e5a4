/* record.c - looking things up in tables: members by name, words by text. */
#include "schema/record.h"

#include <string.h>

#include "base/text.h"

const struct field *record_field(const struct record *r, const char *key, size_t length,
                                 size_t from)
{
    const struct field *f = r->fields + from;

    for (size_t left = r->count; left; left--, f++) {
        if (f == r->fields + r->count)
            f = r->fields;
        if (f->length == length && (!memcmp(f->key, key, length) || text_same(f->key, key)))
            return f;
    }
    return NULL;
}

const char *words_text(const struct words *w, uint32_t value)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->at[i].value == value)
            return w->at[i].text;
    return NULL;
}

bool words_find(const struct words *w, const char *text, uint32_t *out)
{
    for (size_t i = 0; i < w->count; i++) {
        if (!text_same(w->at[i].text, text))
            continue;
        *out = w->at[i].value;
        return true;
    }
    return false;
}

/* One of several words, blanks around it. */
static bool find_item(const struct words *w, const char *item, size_t length, uint32_t *out)
{
    char word[64];

    for (; length && *item == ' '; length--)
        item++;
    while (length && item[length - 1] == ' ')
        length--;
    if (length >= sizeof word)
        return false;
    memcpy(word, item, length);
    word[length] = '\0';
    return words_find(w, word, out);
}

bool words_read(const struct words *w, const char *text, uint32_t *out)
{
    uint32_t bits = 0, bit;

    *out = 0;
    if (!*text)
        return true;
    if (!w->bits)
        return words_find(w, text, out);
    for (;; text++) {
        size_t length = strcspn(text, ",");

        if (!find_item(w, text, length, &bit))
            return false;
        bits |= bit;
        text += length;
        if (!*text)
            break;
    }
    *out = bits;
    return true;
}
