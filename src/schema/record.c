/* record.c - looking things up in tables: members by name, words by text. */
#include "schema/record.h"

#include <string.h>

#include "base/text.h"

const struct field *record_field(const struct record *r, const char *key, size_t from)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct field *f = &r->fields[(from + i) % r->count];

        if (text_same(f->key, key))
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
