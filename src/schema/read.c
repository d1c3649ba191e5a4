/* read.c - JSON to a document: the rows of its record say what is expected where. */
#include <stdio.h>

#include "base/buffer.h"
#include "base/guid.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/reader.h"
#include "schema/shape.h"

/* The chain of members from the root to here, for error sentences. */
struct where {
    const struct where *up;
    const char *key; /* NULL: an element of a list */
    size_t index;
};

struct reader {
    struct hcn_call *call;
    struct json json;
    enum strictness strictness;
    int32_t hresult; /* what failures are reported with; 0: what the member says */
};

typedef bool read_fn(struct reader *, const struct field *, const struct where *, yyjson_val *,
                     void *at);

static void where_print(struct buffer *b, const struct where *w)
{
    if (!w->up) {
        buffer_text(b, w->key);
        return;
    }
    where_print(b, w->up);
    if (w->key)
        buffer_format(b, ".%s", w->key);
    else
        buffer_format(b, "[%zu]", w->index);
}

/*
 * Refuses a value. A lenient reader keeps quiet: whoever reads the member then keeps it as it
 * came. Always false.
 */
static bool expected(struct reader *r, const struct where *w, int32_t hresult, const char *what,
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

/* The same member in two spellings. */
static bool refuse_twin(struct reader *r, const struct where *w)
{
    struct buffer path = { .call = r->call };

    where_print(&path, w);
    if (!buffer_end(&path))
        return false;
    return fail(r->call, HCN_E_INVALID_JSON, "%s: the member stands twice", buffer_end(&path));
}

static bool read_document(struct reader *r, const struct record *record, const struct where *w,
                          yyjson_val *from, void **out);

/* ---- one function per shape ------------------------------------------------------------- */

static bool put_pointer(void *at, const void *p)
{
    memcpy(at, &p, sizeof p);
    return true;
}

static bool read_text(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    const char *text = yyjson_get_str(from);

    if (!text)
        return expected(r, w, HCN_E_INVALID_JSON, f->format ? f->format->expected : "text", from);
    if (strlen(text) != yyjson_get_len(from))
        return expected(r, w, HCN_E_INVALID_JSON, "text without a NUL character", from);
    if (f->format && *text && !f->format->valid(text))
        return expected(r, w, f->format->hresult ? f->format->hresult : HCN_E_INVALID_JSON,
                        f->format->expected, from);
    return put_pointer(at, text);
}

static bool read_bool(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    (void)f;
    if (!yyjson_is_bool(from))
        return expected(r, w, HCN_E_INVALID_JSON, "true or false", from);
    *(bool *)at = yyjson_get_bool(from);
    return true;
}

static bool read_number(struct reader *r, const struct field *f, const struct where *w,
                        yyjson_val *from, void *at)
{
    size_t bits = 8 * shape_size(f->shape);
    uint64_t most = UINT64_MAX >> (64 - bits);
    char what[64];

    if (!yyjson_is_uint(from) || yyjson_get_uint(from) > most) {
        snprintf(what, sizeof what, "a whole number from 0 to %llu", (unsigned long long)most);
        return expected(r, w, HCN_E_INVALID_JSON, what, from);
    }
    shape_put_number(f->shape, at, yyjson_get_uint(from));
    return true;
}

static bool read_guid(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    static const struct hcn_guid none;
    const char *text = yyjson_get_str(from);

    (void)f;
    if (text && !*text) { /* clients without an id send an empty one */
        memcpy(at, &none, sizeof none);
        return true;
    }
    if (!text || !guid_parse(text, at))
        return expected(r, w, HCN_E_GUID_CONVERSION_FAILURE, "a GUID", from);
    return true;
}

static bool refuse_word(struct reader *r, const struct words *words, const struct where *w,
                        yyjson_val *from)
{
    struct buffer what = { .call = r->call };

    for (size_t i = 0; i < words->count; i++)
        buffer_format(&what, "%s%s", i ? ", " : "one of ", words->at[i].text);
    if (!buffer_end(&what))
        return false;
    return expected(r, w, words->hresult ? words->hresult : HCN_E_INVALID_JSON, buffer_end(&what),
                    from);
}

static bool read_word(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    const char *text = yyjson_get_str(from);
    uint32_t value;

    if (text && !*text) /* "" is the first word, which the service leaves out */
        value = 0;
    else if (text ? !words_find(f->words, text, &value)
                  : !yyjson_is_uint(from) || yyjson_get_uint(from) >= WORD_UNKNOWN)
        return refuse_word(r, f->words, w, from);
    else if (!text)
        value = (uint32_t)yyjson_get_uint(from);
    if (!words_text(f->words, value))
        return refuse_word(r, f->words, w, from);
    memcpy(at, &value, sizeof value);
    return true;
}

static bool read_nested(struct reader *r, const struct field *f, const struct where *w,
                        yyjson_val *from, void *at)
{
    void *document;

    return read_document(r, f->record, w, from, &document) && put_pointer(at, document);
}

static read_fn *const readers[SHAPES] = {
    [SHAPE_TEXT] = read_text,  [SHAPE_BOOL] = read_bool,  [SHAPE_U8] = read_number,
    [SHAPE_U16] = read_number, [SHAPE_U32] = read_number, [SHAPE_U64] = read_number,
    [SHAPE_GUID] = read_guid,  [SHAPE_WORD] = read_word,  [SHAPE_RECORD] = read_nested,
};

/* ---- members ---------------------------------------------------------------------------- */

static bool read_list(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    struct list list = { NULL, yyjson_arr_size(from) };
    yyjson_arr_iter walk = yyjson_arr_iter_with(from);
    struct where here = { w, NULL, 0 };
    yyjson_val *value;
    char *item;

    if (!yyjson_is_arr(from))
        return expected(r, w, HCN_E_INVALID_JSON, "a list", from);
    item = list.at = call_alloc(r->call, list_room(list.count) * shape_size(f->shape));
    if (!item)
        return false;
    for (; (value = yyjson_arr_iter_next(&walk)); here.index++) {
        if (!readers[f->shape](r, f, &here, value, item))
            return false;
        item += shape_size(f->shape);
    }
    memcpy(at, &list, sizeof list);
    return true;
}

/* Keeps a member that no row takes: its name and its value, byte for byte. */
static bool keep_extra(struct reader *r, struct hcn_head *head, yyjson_val *key)
{
    struct hcn_extra **end = &head->extras;
    struct hcn_extra *extra = call_alloc(r->call, sizeof *extra);

    if (!extra)
        return false;
    extra->key = yyjson_get_str(key);
    extra->json = json_value_text(r->call, &r->json, key);
    while (*end)
        end = &(*end)->next;
    *end = extra;
    return extra->json != NULL;
}

static bool read_value(struct reader *r, const struct field *f, const struct where *w,
                       yyjson_val *key, void *at)
{
    yyjson_val *value = yyjson_obj_iter_get_val(key);
    const char *text;

    if (f->flags & MANY)
        return read_list(r, f, w, value, at);
    if (f->shape != SHAPE_ANY)
        return readers[f->shape](r, f, w, value, at);
    text = json_value_text(r->call, &r->json, key);
    return text && put_pointer(at, text);
}

/* What a lenient reader could not take stays printable: an unknown word shows as such. */
static bool keep_misfit(struct reader *r, const struct field *f, void *document, yyjson_val *key)
{
    char *at = (char *)document + f->offset;

    memset(at, 0, f->flags & MANY ? sizeof(struct list) : shape_size(f->shape));
    if (f->shape == SHAPE_WORD && !(f->flags & MANY))
        shape_put_number(SHAPE_WORD, at, WORD_UNKNOWN);
    return keep_extra(r, document, key);
}

static bool read_member(struct reader *r, const struct record *record, const struct where *w,
                        yyjson_val *key, void *document, size_t *row)
{
    const struct field *f = record_field(record, yyjson_get_str(key), *row);
    const struct where here = { w, f ? f->key : NULL, 0 };
    struct hcn_head *head = document;
    uint64_t bit;

    if (!f)
        return keep_extra(r, document, key);
    *row = (size_t)(f - record->fields) + 1;
    bit = (uint64_t)1 << field_bit(record, f);
    if (yyjson_is_null(yyjson_obj_iter_get_val(key)))
        return true; /* not given */
    if (head->present & bit)
        return r->strictness == LENIENT ? keep_extra(r, document, key) : refuse_twin(r, &here);
    if (!read_value(r, f, &here, key, (char *)document + f->offset))
        return r->strictness == LENIENT && !failed(r->call) && keep_misfit(r, f, document, key);
    head->present |= bit;
    return true;
}

static bool read_document(struct reader *r, const struct record *record, const struct where *w,
                          yyjson_val *from, void **out)
{
    yyjson_obj_iter walk = yyjson_obj_iter_with(from);
    yyjson_val *key;
    size_t row = 0;

    if (!yyjson_is_obj(from))
        return expected(r, w, HCN_E_INVALID_JSON, "an object", from);
    *out = document_new(r->call, record);
    if (!*out)
        return false;
    while ((key = yyjson_obj_iter_next(&walk)))
        if (!read_member(r, record, w, key, *out, &row))
            return false;
    return !record->finish || record->finish(r, w, from, *out);
}

/* ---- for everybody ---------------------------------------------------------------------- */

void *document_new(struct hcn_call *c, const struct record *r)
{
    struct hcn_head *head = call_alloc(c, r->size);

    if (head)
        head->record = r;
    return head;
}

void *document_read_part(struct hcn_call *c, const struct record *record, const char *path,
                         const char *json, size_t length, enum strictness strictness)
{
    struct reader r = { .call = c, .strictness = strictness };
    const struct where root = { NULL, path, 0 };
    void *document = NULL;
    bool ok;

    if (!json_open(c, path, json, length, &r.json))
        return NULL;
    ok = read_document(&r, record, &root, r.json.root, &document);
    if (!ok && !failed(c)) /* lenient about members, not about the whole */
        fail(c, HCN_E_INVALID_JSON, "%s: expected an object, found %s", path,
             json_found(c, r.json.root));
    json_close(&r.json);
    return ok ? document : NULL;
}

void *document_read(struct hcn_call *c, const struct record *record, const char *json,
                    size_t length, enum strictness strictness)
{
    return document_read_part(c, record, record->name, json, length, strictness);
}

static yyjson_val *find_key(yyjson_val *object, const char *key)
{
    yyjson_obj_iter walk = yyjson_obj_iter_with(object);
    yyjson_val *at;

    while ((at = yyjson_obj_iter_next(&walk)))
        if (text_same(yyjson_get_str(at), key))
            return at;
    return NULL;
}

bool reader_part(struct reader *reader, const struct record *record, const struct where *at,
                 const char *key, yyjson_val *object, int32_t hresult, void **out)
{
    struct reader r = *reader;
    const struct where here = { at, key, 0 };
    yyjson_val *name = find_key(object, key);

    *out = NULL;
    if (!name || yyjson_is_null(yyjson_obj_iter_get_val(name)))
        return true;
    r.hresult = hresult;
    if (read_document(&r, record, &here, yyjson_obj_iter_get_val(name), out))
        return true;
    *out = NULL;
    return r.strictness == LENIENT && !failed(r.call);
}
