/* json.c - yyjson behind the limits and the memory of this library. */
#include "schema/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include "schema/document.h"

static void *tree_new(void *context, size_t size)
{
    (void)context;
    return memory_new(size);
}

static void *tree_resize(void *context, void *old, size_t old_size, size_t size)
{
    (void)context;
    (void)old_size;
    return memory_resize(old, size);
}

static void tree_free(void *context, void *p)
{
    (void)context;
    memory_free(p);
}

const yyjson_alc json_memory = { tree_new, tree_resize, tree_free, NULL };

static bool refuse_text(struct hcn_call *c, const char *name, const char *text, size_t length,
                        const yyjson_read_err *err)
{
    size_t line = 1, column = 1;

    if (err->code == YYJSON_READ_ERROR_MEMORY_ALLOCATION)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    for (size_t i = 0; i < err->pos && i < length; i++) {
        column = text[i] == '\n' ? 1 : column + 1;
        line += text[i] == '\n';
    }
    return fail(c, HCN_E_INVALID_JSON, "%s: not JSON at line %zu, column %zu: %s", name, line,
                column, err->msg);
}

/* Bytes of what a document holds that a sentence shows. */
enum { MOST = 60 };

/* The chain of members from the root to here. */
struct spot {
    const struct spot *up;
    const char *key;
    size_t index;
};

static void spot_print(struct buffer *b, const struct spot *s)
{
    if (!s)
        return;
    spot_print(b, s->up);
    if (s->key)
        buffer_format(b, ".%.*s", (int)text_cut(s->key, MOST), s->key);
    else
        buffer_format(b, "[%zu]", s->index);
}

static bool refuse_spot(struct hcn_call *c, const char *name, const struct spot *at,
                        const char *what)
{
    enum { PART = 200 }; /* of a path that is too long: its beginning and its end */
    struct buffer path = { .call = c };

    spot_print(&path, at);
    if (!buffer_end(&path))
        return false;
    if (path.length > 2 * PART)
        return fail(c, HCN_E_INVALID_JSON, "%s%.*s...%s: %s", name, PART, path.text,
                    path.text + path.length - PART, what);
    return fail(c, HCN_E_INVALID_JSON, "%s%s: %s", name, buffer_end(&path), what);
}

/* ---- members that stand twice ----------------------------------------------------------- */

/* Objects of documents are small; a huge one is compared through its sorted names. */
enum { FEW = 32 };

static int compare_keys(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_folded(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;

    for (; *x && text_lower(*x) == text_lower(*y); x++)
        y++;
    return text_lower(*x) - text_lower(*y);
}

static bool find_sorted(struct hcn_call *c, yyjson_val *object,
                        int (*compare)(const void *, const void *), const char **twin)
{
    size_t count = yyjson_obj_size(object), i = 0;
    const char **keys = call_alloc(c, count * sizeof *keys);
    yyjson_obj_iter walk = yyjson_obj_iter_with(object);
    yyjson_val *key;

    if (!keys)
        return false;
    while ((key = yyjson_obj_iter_next(&walk)))
        keys[i++] = yyjson_get_str(key);
    qsort(keys, count, sizeof *keys, compare);
    for (i = 1; i < count && !*twin; i++)
        if (!compare(&keys[i - 1], &keys[i]))
            *twin = keys[i];
    return true;
}

static bool same_key(yyjson_val *a, yyjson_val *b, bool any_case)
{
    const char *x = yyjson_get_str(a), *y = yyjson_get_str(b);

    if (yyjson_get_len(a) != yyjson_get_len(b))
        return false;
    return any_case ? text_same(x, y) : !memcmp(x, y, yyjson_get_len(a));
}

/* Names that are the same in any case have the same bit; most others have another one. */
static uint64_t key_bit(yyjson_val *key)
{
    const char *text = yyjson_get_str(key);
    size_t length = yyjson_get_len(key);
    unsigned last = length ? (unsigned char)text[length - 1] | 0x20u : 0;

    return (uint64_t)1 << ((length * 8 + last * 5 + ((unsigned char)*text | 0x20u)) & 63);
}

bool json_twin(struct hcn_call *c, yyjson_val *object, bool any_case, const char **twin)
{
    yyjson_val *keys[FEW], *key;
    yyjson_obj_iter walk = yyjson_obj_iter_with(object);
    size_t count = 0;
    uint64_t seen = 0;

    *twin = NULL;
    if (yyjson_obj_size(object) > FEW)
        return find_sorted(c, object, any_case ? compare_folded : compare_keys, twin);
    for (; (key = yyjson_obj_iter_next(&walk)); keys[count++] = key) {
        uint64_t bit = key_bit(key);

        for (size_t i = 0; seen & bit && i < count; i++)
            if (same_key(keys[i], key, any_case))
                *twin = yyjson_get_str(key);
        seen |= bit;
    }
    return true;
}

/* ---- what is refused of any JSON -------------------------------------------------------- */

/* Looks at a container, and all in it. */
static bool check(struct hcn_call *c, const char *name, yyjson_val *value, const struct spot *at,
                  size_t depth);

static bool check_object(struct hcn_call *c, const char *name, yyjson_val *object,
                         const struct spot *at, size_t depth)
{
    yyjson_obj_iter walk = yyjson_obj_iter_with(object);
    struct spot here = { .up = at };
    yyjson_val *key, *value;

    if (!json_twin(c, object, false, &here.key))
        return false;
    if (here.key)
        return refuse_spot(c, name, &here, "the member stands twice");
    while ((key = yyjson_obj_iter_next(&walk))) {
        here.key = yyjson_get_str(key);
        if (strlen(here.key) != yyjson_get_len(key))
            return refuse_spot(c, name, &here, "the member's name holds a NUL character");
        value = yyjson_obj_iter_get_val(key);
        if (yyjson_is_ctn(value) && !check(c, name, value, &here, depth + 1))
            return false;
    }
    return true;
}

static bool check_array(struct hcn_call *c, const char *name, yyjson_val *array,
                        const struct spot *at, size_t depth)
{
    yyjson_arr_iter walk = yyjson_arr_iter_with(array);
    struct spot here = { .up = at };
    yyjson_val *item;

    for (; (item = yyjson_arr_iter_next(&walk)); here.index++)
        if (yyjson_is_ctn(item) && !check(c, name, item, &here, depth + 1))
            return false;
    return true;
}

static bool check(struct hcn_call *c, const char *name, yyjson_val *value, const struct spot *at,
                  size_t depth)
{
    if (depth > DOCUMENT_DEPTH)
        return refuse_spot(c, name, at, "nested more than 64 deep");
    return yyjson_is_obj(value) ? check_object(c, name, value, at, depth)
                                : check_array(c, name, value, at, depth);
}

bool json_open(struct hcn_call *c, const char *name, const char *text, size_t length,
               struct json *out)
{
    yyjson_read_err err;
    char *copy;

    *out = (struct json){ 0 };
    if (length > DOCUMENT_SIZE)
        return fail(c, HCN_E_INVALID_JSON, "%s: %zu bytes long, at most %d are read", name, length,
                    DOCUMENT_SIZE);
    copy = call_alloc(c, length + YYJSON_PADDING_SIZE);
    if (!copy)
        return false;
    if (length)
        memcpy(copy, text, length);
    out->text = text;
    out->parsed = copy;
    out->doc = yyjson_read_opts(copy, length, YYJSON_READ_INSITU | YYJSON_READ_NUMBER_AS_RAW,
                                &json_memory, &err);
    if (!out->doc)
        return refuse_text(c, name, text, length, &err);
    out->root = yyjson_doc_get_root(out->doc);
    if (!yyjson_is_ctn(out->root) || check(c, name, out->root, NULL, 1))
        return true;
    json_close(out);
    return false;
}

bool json_is_whole(const char *text, size_t length)
{
    yyjson_read_err err = { 0 };
    yyjson_doc *doc = yyjson_read_opts((char *)(uintptr_t)text, length, YYJSON_READ_NUMBER_AS_RAW,
                                       &json_memory, &err);

    yyjson_doc_free(doc);
    return doc || err.code == YYJSON_READ_ERROR_MEMORY_ALLOCATION;
}

yyjson_doc *json_tree(const char *text, size_t length)
{
    return yyjson_read_opts((char *)(uintptr_t)text, length, YYJSON_READ_NUMBER_AS_RAW,
                            &json_memory, NULL);
}

void json_close(struct json *json)
{
    yyjson_doc_free(json->doc);
    json->doc = NULL;
}

static const char *skip_space(const char *p)
{
    while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')
        p++;
    return p;
}

/* Behind the closing quote; p is behind the opening one. */
static const char *skip_string(const char *p)
{
    for (; *p != '"'; p++)
        p += *p == '\\';
    return p + 1;
}

/* Behind an object or a list of text that is known to be JSON. */
static const char *skip_container(const char *p)
{
    size_t depth = 0;

    do {
        switch (*p++) {
        case '"':
            p = skip_string(p);
            break;
        case '{':
        case '[':
            depth++;
            break;
        case '}':
        case ']':
            depth--;
        }
    } while (depth);
    return p;
}

/* yyjson unescapes in place, so what is text in the tree begins where it began in the text. */
static const char *place_of(const struct json *json, const char *parsed)
{
    return json->text + (parsed - json->parsed);
}

/* Behind a text's closing quote. Without escapes it has the same bytes in the tree. */
static const char *string_end(const struct json *json, yyjson_val *string)
{
    const char *parsed = yyjson_get_str(string), *p = place_of(json, parsed);
    size_t length = yyjson_get_len(string);

    return !memcmp(p, parsed, length) && p[length] == '"' ? p + length + 1 : skip_string(p);
}

static const char *value_start(const struct json *json, yyjson_val *key)
{
    const char *colon = skip_space(string_end(json, key));

    return skip_space(colon + 1);
}

static yyjson_val *last_key(yyjson_val *object)
{
    yyjson_obj_iter walk = yyjson_obj_iter_with(object);
    yyjson_val *key, *last = NULL;

    while ((key = yyjson_obj_iter_next(&walk)))
        last = key;
    return last;
}

/*
 * Behind a value that begins at `start`, NULL where that is not known: the last text or number in
 * it tells, so that most of it need not be looked at. NULL when nothing tells.
 */
static const char *value_end(const struct json *json, yyjson_val *value, const char *start)
{
    yyjson_val *key = last_key(value), *item = yyjson_arr_get_last(value);
    const char *inside = NULL;

    if (yyjson_is_str(value))
        return string_end(json, value);
    if (yyjson_is_raw(value))
        return place_of(json, yyjson_get_raw(value)) + yyjson_get_len(value);
    if (key)
        inside = value_end(json, yyjson_obj_iter_get_val(key), value_start(json, key));
    if (item)
        inside = value_end(json, item, NULL);
    if (inside)
        return skip_space(inside) + 1;
    if (!start)
        return NULL;
    return yyjson_is_ctn(value) ? skip_container(start) : start + strcspn(start, ",]} \t\r\n");
}

const char *json_value_text(struct hcn_call *c, const struct json *json, yyjson_val *key)
{
    const char *start = value_start(json, key);
    const char *end = value_end(json, yyjson_obj_iter_get_val(key), start);

    return call_text(c, start, (size_t)(end - start));
}

static const char *shorten(struct hcn_call *c, const char *text)
{
    size_t length;

    if (!text) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return "";
    }
    length = text_cut(text, MOST);
    text = call_format(c, text[length] ? "%.*s..." : "%.*s", (int)length, text);
    return text ? text : "";
}

const char *json_found(struct hcn_call *c, yyjson_val *value)
{
    const char *shown;
    char *text;

    if (yyjson_is_obj(value))
        return "an object";
    if (yyjson_is_arr(value))
        return "a list";
    text = yyjson_val_write_opts(value, 0, &json_memory, NULL, NULL);
    shown = shorten(c, text);
    memory_free(text);
    return shown;
}
