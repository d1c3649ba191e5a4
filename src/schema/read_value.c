/* read_value.c - one JSON value to one value of a document, or the sentence why not. */
#include <string.h>

#include "base/buffer.h"
#include "base/guid.h"
#include "base/number.h"
#include "schema/reader.h"
#include "schema/shape.h"

/* ---- refusing --------------------------------------------------------------------------- */

void where_print(struct buffer *b, const struct where *w)
{
    if (w->up)
        where_print(b, w->up);
    if (w->key)
        buffer_format(b, "%s%s", w->up ? "." : "", w->key);
    else
        buffer_format(b, "[%zu]", w->index);
}

bool reader_expected(struct reader *r, const struct where *w, int32_t hresult, const char *what,
                     yyjson_val *found)
{
    struct buffer path = { .call = r->call };
    const char *shown;

    if (r->strictness == LENIENT)
        return false;
    where_print(&path, w);
    shown = json_found(r->call, found);
    if (!buffer_end(&path))
        return false;
    return fail(r->call, r->hresult ? r->hresult : hresult, "%s: expected %s, found %s",
                buffer_end(&path), what, shown);
}

bool reader_twin(struct reader *r, const struct where *w)
{
    struct buffer path = { .call = r->call };

    where_print(&path, w);
    if (!buffer_end(&path))
        return false;
    return fail(r->call, HCN_E_INVALID_JSON, "%s: the member stands twice", buffer_end(&path));
}

static void list_words(struct buffer *b, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        buffer_format(b, "%s%s", i ? ", " : "one of ", words->at[i].text);
}

static bool refuse_word(struct reader *r, const struct words *words, const struct where *w,
                        yyjson_val *from)
{
    struct buffer what = { .call = r->call };

    list_words(&what, words);
    if (!buffer_end(&what))
        return false;
    return reader_expected(r, w, words->hresult ? words->hresult : HCN_E_INVALID_JSON,
                           buffer_end(&what), from);
}

static bool refuse_number(struct reader *r, const struct field *f, const struct where *w,
                          uint64_t most, yyjson_val *from)
{
    struct buffer what = { .call = r->call };

    buffer_format(&what, "a whole number from 0 to %llu", (unsigned long long)most);
    if (f->words && yyjson_is_str(from)) {
        buffer_text(&what, " or ");
        list_words(&what, f->words);
    }
    if (!buffer_end(&what))
        return false;
    return reader_expected(r, w, HCN_E_INVALID_JSON, buffer_end(&what), from);
}

/* The text of a value; NULL when it is none, or holds a NUL character. */
static const char *text_of(yyjson_val *value)
{
    const char *text = yyjson_get_str(value);

    return text && strlen(text) == yyjson_get_len(value) ? text : NULL;
}

/* ---- one function per shape ------------------------------------------------------------- */

/* The word that a number stands for, where a text is one of a table of words. */
static const char *numbered_text(const struct field *f, yyjson_val *from)
{
    const char *digits = yyjson_get_raw(from);
    uint64_t number;

    if (!f->words || !digits || !number_read(digits, UINT32_MAX, &number))
        return NULL;
    return words_text(f->words, (uint32_t)number);
}

/* The one spelling of a text that has several: *text is replaced when it differs. */
static bool respell(struct reader *r, const struct format *format, const char **text)
{
    char spelt[SPELLING] = "";

    format->spell(*text, spelt);
    if (!*spelt || !strcmp(spelt, *text))
        return true;
    *text = call_text(r->call, spelt, strlen(spelt));
    return *text != NULL;
}

static bool read_text(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    const struct format *format = f->format;
    const char *text = yyjson_is_str(from) ? text_of(from) : numbered_text(f, from);

    if (!text && yyjson_is_str(from))
        return reader_expected(r, w, HCN_E_INVALID_JSON, "text without a NUL character", from);
    if (!text)
        return reader_expected(r, w, HCN_E_INVALID_JSON, format ? format->expected : "text", from);
    if (format && *text && !format->valid(text))
        return reader_expected(r, w, format->hresult ? format->hresult : HCN_E_INVALID_JSON,
                               format->expected, from);
    if (format && format->spell && r->spells && !respell(r, format, &text))
        return false;
    memcpy(at, &text, sizeof text);
    return true;
}

static bool read_bool(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    (void)f;
    if (!yyjson_is_bool(from))
        return reader_expected(r, w, HCN_E_INVALID_JSON, "true or false", from);
    *(bool *)at = yyjson_get_bool(from);
    return true;
}

static bool read_number(struct reader *r, const struct field *f, const struct where *w,
                        yyjson_val *from, void *at)
{
    uint64_t most = f->most ? f->most : UINT64_MAX >> (64 - 8 * shape_size(f->shape));
    const char *digits = yyjson_get_raw(from), *text = text_of(from);
    uint64_t number = 0;
    uint32_t word;

    if (text && f->words && words_read(f->words, text, &word))
        number = word;
    else if (!digits || !number_read(digits, most, &number))
        return refuse_number(r, f, w, most, from);
    shape_put_number(f->shape, at, number);
    return true;
}

static bool read_guid(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    static const struct hcn_guid none;
    const char *text = text_of(from);

    (void)f;
    if (text && !*text) { /* clients without an id send an empty one */
        memcpy(at, &none, sizeof none);
        return true;
    }
    if (!text || !guid_parse(text, at))
        return reader_expected(r, w, HCN_E_GUID_CONVERSION_FAILURE, "a GUID", from);
    return true;
}

static bool read_word(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    const char *digits = yyjson_get_raw(from), *text = text_of(from);
    uint64_t number = 0;
    uint32_t word = 0;

    if (text && words_read(f->words, text, &word))
        number = word;
    else if (!digits || !number_read(digits, WORD_UNKNOWN - 1, &number))
        return refuse_word(r, f->words, w, from);
    word = (uint32_t)number;
    if (!words_text(f->words, word))
        return refuse_word(r, f->words, w, from);
    memcpy(at, &word, sizeof word);
    return true;
}

read_fn *const value_readers[SHAPES] = {
    [SHAPE_TEXT] = read_text,  [SHAPE_BOOL] = read_bool,  [SHAPE_U8] = read_number,
    [SHAPE_U16] = read_number, [SHAPE_U32] = read_number, [SHAPE_U64] = read_number,
    [SHAPE_GUID] = read_guid,  [SHAPE_WORD] = read_word,
};
