/* read.c - JSON to a document: the rows of its record say what is expected where. */
#include "base/text.h"
#include "schema/reader.h"
#include "schema/shape.h"

/* A document while it is read. */
struct filling {
    const struct record *record;
    void *document;
    yyjson_val *object;     /* what it is read from */
    uint64_t rows;          /* a bit for each row that came, those that are null too */
    uint64_t members;       /* the same for members, whatever their names; without null */
    size_t row;             /* where the next member is looked for first */
    struct hcn_extra **end; /* of the extras */
};

static bool put_pointer(void *at, const void *p)
{
    memcpy(at, &p, sizeof p);
    return true;
}

static bool read_one(struct reader *r, const struct field *f, const struct where *w,
                     yyjson_val *from, void *at)
{
    void *document;

    if (f->shape != SHAPE_RECORD)
        return value_readers[f->shape](r, f, w, from, at);
    return reader_document(r, f->record, w, from, &document) && put_pointer(at, document);
}

static bool read_list(struct reader *r, const struct field *f, const struct where *w,
                      yyjson_val *from, void *at)
{
    struct list list = { NULL, yyjson_arr_size(from) };
    yyjson_arr_iter walk = yyjson_arr_iter_with(from);
    struct where here = { w, NULL, 0 };
    yyjson_val *value;
    char *item;

    if (!yyjson_is_arr(from))
        return reader_expected(r, w, HCN_E_INVALID_JSON, "a list", from);
    item = list.at = call_alloc(r->call, list_room(list.count) * shape_size(f->shape));
    if (!item)
        return false;
    for (; (value = yyjson_arr_iter_next(&walk)); here.index++) {
        if (!read_one(r, f, &here, value, item))
            return false;
        item += shape_size(f->shape);
    }
    memcpy(at, &list, sizeof list);
    return true;
}

static bool read_value(struct reader *r, const struct field *f, const struct where *w,
                       yyjson_val *key, void *at)
{
    yyjson_val *value = yyjson_obj_iter_get_val(key);
    const char *text;

    if (f->flags & MANY)
        return read_list(r, f, w, value, at);
    if (f->shape != SHAPE_ANY)
        return read_one(r, f, w, value, at);
    text = json_value_text(r->call, &r->json, key);
    return text && put_pointer(at, text);
}

/* Keeps a member that no row takes: its name and its value, byte for byte. */
static bool keep_extra(struct reader *r, struct filling *f, yyjson_val *key)
{
    struct hcn_extra *extra = call_alloc(r->call, sizeof *extra);

    if (!extra)
        return false;
    extra->key = yyjson_get_str(key);
    extra->json = json_value_text(r->call, &r->json, key);
    *f->end = extra;
    f->end = &extra->next;
    return extra->json != NULL;
}

/* What a lenient reader could not take stays printable: an unknown word shows as such. */
static bool keep_misfit(struct reader *r, const struct field *f, struct filling *to,
                        yyjson_val *key)
{
    char *at = (char *)to->document + f->offset;

    memset(at, 0, f->flags & MANY ? sizeof(struct list) : shape_size(f->shape));
    if (f->shape == SHAPE_WORD && !(f->flags & MANY))
        shape_put_number(SHAPE_WORD, at, WORD_UNKNOWN);
    return keep_extra(r, to, key);
}

yyjson_val *reader_key(yyjson_val *object, const char *key)
{
    yyjson_obj_iter walk = yyjson_obj_iter_with(object);
    yyjson_val *at;

    while ((at = yyjson_obj_iter_next(&walk)))
        if (text_same(yyjson_get_str(at), key))
            return at;
    return NULL;
}

/* Does the member's other name, of an older or a newer service, stand beside it for the same? */
static bool says_the_same(const struct record *record, const struct field *f, yyjson_val *object,
                          yyjson_val *key)
{
    for (const struct field *g = record->fields; g < record->fields + record->count; g++) {
        yyjson_val *other = g != f && field_bit(record, g) == field_bit(record, f)
                                ? reader_key(object, g->key)
                                : NULL;

        if (other && yyjson_equals(yyjson_obj_iter_get_val(other), yyjson_obj_iter_get_val(key)))
            return true;
    }
    return false;
}

/* A member that came under its other name. A lenient reader takes the first, and keeps the rest. */
static bool read_other(struct reader *r, struct filling *to, const struct field *f,
                       const struct where *w, yyjson_val *key)
{
    if (says_the_same(to->record, f, to->object, key))
        return true;
    if (r->strictness == STRICT)
        return reader_twin(r, w);
    return !(f->flags & ALSO) || keep_extra(r, to, key);
}

static bool read_member(struct reader *r, struct filling *to, const struct where *w,
                        yyjson_val *key)
{
    const struct field *f =
        record_field(to->record, yyjson_get_str(key), yyjson_get_len(key), to->row);
    const struct where here = { w, f ? f->key : NULL, 0 };
    struct hcn_head *head = to->document;
    uint64_t bit, row;

    if (!f)
        return keep_extra(r, to, key);
    to->row = (size_t)(f - to->record->fields) + 1;
    row = (uint64_t)1 << (to->row - 1);
    bit = (uint64_t)1 << field_bit(to->record, f);
    if (to->rows & row)
        return r->strictness == LENIENT || reader_twin(r, &here); /* the first one counts */
    to->rows |= row;
    if (yyjson_is_null(yyjson_obj_iter_get_val(key)))
        return true; /* not given */
    if (to->members & bit)
        return read_other(r, to, f, &here, key);
    to->members |= bit;
    if (!read_value(r, f, &here, key, (char *)to->document + f->offset))
        return r->strictness == LENIENT && !failed(r->call) && keep_misfit(r, f, to, key);
    head->present |= bit;
    return true;
}

/* In a document even a name that no row knows is one name, however its letters are written. */
static bool check_extras(struct reader *r, const struct hcn_head *head, const struct where *w,
                         yyjson_val *object)
{
    struct where here = { .up = w };

    if (r->strictness == LENIENT || !head->extras || !head->extras->next)
        return true;
    return json_twin(r->call, object, true, &here.key) && (!here.key || reader_twin(r, &here));
}

bool reader_document(struct reader *r, const struct record *record, const struct where *w,
                     yyjson_val *from, void **out)
{
    struct hcn_head *head = document_blank(r->call, record);
    struct filling to = { .record = record, .document = head, .object = from };
    yyjson_obj_iter walk = yyjson_obj_iter_with(from);
    yyjson_val *key;

    if (!yyjson_is_obj(from))
        return reader_expected(r, w, HCN_E_INVALID_JSON, "an object", from);
    *out = head;
    if (!head)
        return false;
    to.end = &head->extras;
    while ((key = yyjson_obj_iter_next(&walk)))
        if (!read_member(r, &to, w, key))
            return false;
    return check_extras(r, head, w, from) && (!record->finish || record->finish(r, w, from, head));
}

/* ---- for everybody ---------------------------------------------------------------------- */

void *document_read_part(struct hcn_call *c, const struct record *record, const char *path,
                         const char *json, size_t length, enum strictness strictness)
{
    /* What our own service answers is spelt already, and what another says stays as it is. */
    struct reader r = { .call = c, .strictness = strictness, .spells = strictness == STRICT };
    const struct where root = { NULL, path, 0 };
    void *document = NULL;
    bool ok;

    if (!json_open(c, path, json, length, &r.json))
        return NULL;
    ok = reader_document(&r, record, &root, r.json.root, &document);
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

bool reader_part(struct reader *reader, const struct record *record, const struct where *at,
                 const char *key, yyjson_val *object, int32_t hresult, void **out)
{
    struct reader r = *reader;
    const struct where here = { at, key, 0 };
    yyjson_val *name = reader_key(object, key);

    if (!name || yyjson_is_null(yyjson_obj_iter_get_val(name)))
        return (*out = document_blank(r.call, record)) != NULL;
    r.hresult = hresult;
    r.spells = true;
    if (reader_document(&r, record, &here, yyjson_obj_iter_get_val(name), out))
        return true;
    *out = NULL;
    return r.strictness == LENIENT && !failed(r.call);
}
