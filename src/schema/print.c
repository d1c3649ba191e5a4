/* print.c - a document to JSON: its given members, then what it did not understand. */
#include "base/guid.h"
#include "schema/document.h"
#include "schema/json.h"
#include "schema/shape.h"

/* A text that is being made. */
struct printing {
    yyjson_mut_doc *doc;
    bool upper; /* ids in upper case */
};

typedef yyjson_mut_val *value_fn(const struct printing *, const struct field *, const void *at);

static yyjson_mut_val *print_document(const struct printing *p, const void *document);

static yyjson_mut_val *print_text(const struct printing *p, const struct field *f, const void *at)
{
    const char *text = pointer_at(at);

    (void)f;
    return yyjson_mut_str(p->doc, text ? text : "");
}

static yyjson_mut_val *print_bool(const struct printing *p, const struct field *f, const void *at)
{
    (void)f;
    return yyjson_mut_bool(p->doc, *(const bool *)at);
}

static yyjson_mut_val *print_number(const struct printing *p, const struct field *f, const void *at)
{
    return yyjson_mut_uint(p->doc, shape_number(f->shape, at));
}

static yyjson_mut_val *print_guid(const struct printing *p, const struct field *f, const void *at)
{
    (void)f;
    return yyjson_mut_strcpy(p->doc, (p->upper ? guid_upper(at) : guid_text(at)).s);
}

static yyjson_mut_val *print_word(const struct printing *p, const struct field *f, const void *at)
{
    uint32_t value = (uint32_t)shape_number(SHAPE_WORD, at);
    const char *text = words_text(f->words, value);

    return text ? yyjson_mut_str(p->doc, text) : yyjson_mut_uint(p->doc, value);
}

static yyjson_mut_val *print_any(const struct printing *p, const struct field *f, const void *at)
{
    const char *json = pointer_at(at);

    (void)f;
    return yyjson_mut_raw(p->doc, json ? json : "null");
}

static yyjson_mut_val *print_nested(const struct printing *p, const struct field *f, const void *at)
{
    const void *document = pointer_at(at);

    (void)f;
    return document ? print_document(p, document) : yyjson_mut_obj(p->doc);
}

static value_fn *const printers[SHAPES] = {
    [SHAPE_TEXT] = print_text,     [SHAPE_BOOL] = print_bool,  [SHAPE_U8] = print_number,
    [SHAPE_U16] = print_number,    [SHAPE_U32] = print_number, [SHAPE_U64] = print_number,
    [SHAPE_GUID] = print_guid,     [SHAPE_WORD] = print_word,  [SHAPE_ANY] = print_any,
    [SHAPE_RECORD] = print_nested,
};

static yyjson_mut_val *print_list(const struct printing *p, const struct field *f, const void *at)
{
    yyjson_mut_val *array = yyjson_mut_arr(p->doc);
    struct list list = list_at(at);

    for (size_t i = 0; i < list.count; i++) {
        const char *item = (const char *)list.at + i * shape_size(f->shape);

        if (!yyjson_mut_arr_append(array, printers[f->shape](p, f, item)))
            return NULL;
    }
    return array;
}

/* A word that no table knows is printed as it came. */
static bool is_misfit(const struct field *f, const void *document)
{
    return f->shape == SHAPE_WORD && !(f->flags & MANY) &&
           shape_number(f->shape, field_at(f, document)) == WORD_UNKNOWN;
}

static bool print_extras(const struct printing *p, yyjson_mut_val *object,
                         const struct hcn_head *head)
{
    for (const struct hcn_extra *x = head->extras; x; x = x->next)
        if (!yyjson_mut_obj_add(object, yyjson_mut_str(p->doc, x->key),
                                yyjson_mut_raw(p->doc, x->json)))
            return false;
    return true;
}

static yyjson_mut_val *print_document(const struct printing *p, const void *document)
{
    const struct hcn_head *head = document;
    const struct record *r = head->record;
    yyjson_mut_val *object = yyjson_mut_obj(p->doc);

    for (const struct field *f = r->fields; f < r->fields + r->count; f++) {
        const void *at = field_at(f, document);
        value_fn *print = f->flags & MANY ? print_list : printers[f->shape];

        if (!field_shows(r, f, document) || is_misfit(f, document))
            continue;
        if (!yyjson_mut_obj_add(object, yyjson_mut_str(p->doc, f->key), print(p, f, at)))
            return NULL;
    }
    return print_extras(p, object, head) ? object : NULL;
}

static const char *make(struct hcn_call *c, const void *document, bool upper, size_t *length)
{
    const struct printing p = { yyjson_mut_doc_new(&json_memory), upper };
    yyjson_mut_val *root = p.doc ? print_document(&p, document) : NULL;
    yyjson_write_err err = { 0 };
    size_t size = 0;
    char *text = NULL, *copy = NULL;

    if (root)
        text = yyjson_mut_val_write_opts(root, 0, &json_memory, &size, &err);
    if (text)
        copy = call_text(c, text, size);
    else if (err.code == YYJSON_WRITE_ERROR_INVALID_STRING)
        fail(c, E_INVALIDARG, "a text of the document is not UTF-8");
    else
        fail(c, E_OUTOFMEMORY, "out of memory");
    json_memory.free(NULL, text);
    yyjson_mut_doc_free(p.doc);
    if (length)
        *length = size;
    return copy;
}

const char *document_print(struct hcn_call *c, const void *document, size_t *length)
{
    return make(c, document, false, length);
}

const char *document_print_upper(struct hcn_call *c, const void *document, size_t *length)
{
    return make(c, document, true, length);
}
