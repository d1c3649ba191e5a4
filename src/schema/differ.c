/* differ.c - which members of one document another has otherwise. */
#include "base/buffer.h"
#include "base/guid.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/format.h"
#include "schema/reader.h"
#include "schema/records.h"
#include "schema/shape.h"

/* All functions below ask whether the same is said; whoever finds that it is not, notes where. */
struct walk {
    struct hcn_call *call;
    struct paths *out; /* NULL: nobody wants to know where */
};

static bool same_document(const struct walk *w, const struct where *up, const void *given,
                          const void *found);

/* Always false. */
static bool note(const struct walk *w, const struct where *at)
{
    struct buffer path = { .call = w->call };
    const char **place;

    if (!w->out)
        return false;
    place = call_append(w->call, &w->out->at, &w->out->count, sizeof *place);
    where_print(&path, at);
    if (place)
        *place = buffer_end(&path);
    return false;
}

/* ---- is anything said? ------------------------------------------------------------------ */

static bool document_says(const void *document);

static bool value_says(const struct field *f, const void *at)
{
    switch (f->shape) {
    case SHAPE_TEXT:
        return !text_empty(pointer_at(at));
    case SHAPE_ANY:
        return pointer_at(at) != NULL;
    case SHAPE_GUID:
        return !guid_is_zero(at);
    case SHAPE_RECORD:
        return document_says(pointer_at(at));
    default:
        return shape_number(f->shape, at) != 0;
    }
}

static bool member_says(const struct field *f, const void *document)
{
    struct list list;

    if (!(f->flags & MANY))
        return value_says(f, field_at(f, document));
    list = list_at(field_at(f, document));
    for (size_t i = 0; i < list.count; i++)
        if (value_says(f, (const char *)list.at + i * shape_size(f->shape)))
            return true;
    return false;
}

static bool document_says(const void *document)
{
    const struct hcn_head *head = document;
    const struct record *r;

    if (!head || head->extras)
        return head != NULL;
    r = head->record;
    for (const struct field *f = r->fields; f < r->fields + r->count; f++)
        if (member_says(f, document))
            return true;
    return false;
}

/* ---- any JSON --------------------------------------------------------------------------- */

static bool same_json(const struct walk *w, const struct where *at, yyjson_val *given,
                      yyjson_val *found);

static bool same_object(const struct walk *w, const struct where *at, yyjson_val *given,
                        yyjson_val *found)
{
    yyjson_obj_iter each = yyjson_obj_iter_with(given);
    yyjson_val *key;
    bool same = true;

    while ((key = yyjson_obj_iter_next(&each))) {
        const struct where here = { at, yyjson_get_str(key), 0 };
        yyjson_val *other = reader_key(found, here.key);

        same &= same_json(w, &here, yyjson_obj_iter_get_val(key),
                          other ? yyjson_obj_iter_get_val(other) : NULL);
    }
    return same;
}

static bool same_array(const struct walk *w, const struct where *at, yyjson_val *given,
                       yyjson_val *found)
{
    yyjson_arr_iter each = yyjson_arr_iter_with(given), others = yyjson_arr_iter_with(found);
    bool same = true;

    for (size_t i = 0; i < yyjson_arr_size(given); i++) {
        const struct where here = { at, NULL, i };
        yyjson_val *item = yyjson_arr_iter_next(&each);

        same &= same_json(w, &here, item, yyjson_arr_iter_next(&others));
    }
    return !yyjson_arr_iter_has_next(&others) || !yyjson_arr_size(given) ? same : note(w, at);
}

static bool is_empty(yyjson_val *value)
{
    return yyjson_is_null(value) || (yyjson_is_ctn(value) && !yyjson_get_len(value)) ||
           yyjson_equals_str(value, "");
}

static bool same_json(const struct walk *w, const struct where *at, yyjson_val *given,
                      yyjson_val *found)
{
    if (yyjson_is_null(given) || (!found && is_empty(given)))
        return true;
    if (yyjson_is_obj(given) && yyjson_is_obj(found))
        return same_object(w, at, given, found);
    if (yyjson_is_arr(given) && yyjson_is_arr(found))
        return same_array(w, at, given, found);
    if (yyjson_is_str(given) && yyjson_is_str(found) &&
        format_same_list(yyjson_get_str(given), yyjson_get_str(found)))
        return true;
    return (found && yyjson_equals(given, found)) || note(w, at);
}

static bool same_any(const struct walk *w, const struct where *at, const char *given,
                     const char *found)
{
    yyjson_doc *x, *y;
    bool same = true;

    if (!given || (found && !strcmp(given, found)))
        return true;
    x = json_tree(given, strlen(given));
    y = found ? json_tree(found, strlen(found)) : NULL;
    if (!x || (found && !y))
        fail(w->call, E_OUTOFMEMORY, "out of memory");
    else
        same = same_json(w, at, yyjson_doc_get_root(x), yyjson_doc_get_root(y));
    yyjson_doc_free(x);
    yyjson_doc_free(y);
    return same;
}

/* ---- values ----------------------------------------------------------------------------- */

static bool same_text(const struct format *format, const char *given, const char *found)
{
    if (text_empty(given) && (format || text_empty(found)))
        return true;
    if (text_empty(given) || !found)
        return false;
    return !strcmp(given, found) || (format && format_same_list(given, found));
}

static bool same_value(const struct walk *w, const struct where *at, const struct field *f,
                       const void *given, const void *found)
{
    const void *x, *y;
    bool same;

    switch (f->shape) {
    case SHAPE_TEXT:
        same = same_text(f->format, pointer_at(given), pointer_at(found));
        break;
    case SHAPE_ANY:
        return same_any(w, at, pointer_at(given), pointer_at(found));
    case SHAPE_GUID:
        same = guid_is_zero(given) || guid_equal(given, found);
        break;
    case SHAPE_RECORD:
        x = pointer_at(given);
        y = pointer_at(found);
        if (x && y)
            return same_document(w, at, x, y);
        same = !document_says(x);
        break;
    default:
        same = shape_number(f->shape, given) == shape_number(f->shape, found);
    }
    return same || note(w, at);
}

/* Clients send empty objects in lists, and mean none. */
static bool same_list(const struct walk *w, const struct where *at, const struct field *f,
                      const void *given, const void *found)
{
    const struct list x = list_at(given), y = list_at(found);
    const size_t size = shape_size(f->shape);
    size_t next = 0;
    bool same = true;

    for (size_t i = 0; i < x.count; i++) {
        const struct where here = { at, NULL, i };
        const char *item = (const char *)x.at + i * size;

        if (f->shape == SHAPE_RECORD && !value_says(f, item))
            continue;
        if (next < y.count)
            same &= same_value(w, &here, f, item, (const char *)y.at + next * size);
        else
            same = note(w, &here);
        next++;
    }
    return !next || next >= y.count ? same : note(w, at);
}

/* ---- policies --------------------------------------------------------------------------- */

static bool same_policy(const struct walk *w, const struct hcn_policy *given,
                        const struct hcn_policy *found)
{
    const struct walk quiet = { w->call, NULL };

    if (!given->type || !found->type || !text_same(given->type, found->type))
        return false;
    if (given->typed && found->typed)
        return same_document(&quiet, NULL, given->typed, found->typed);
    return same_any(&quiet, NULL, given->settings, found->settings);
}

/* Each stands for one that was given. */
static bool take_policy(const struct walk *w, const struct hcn_policy *wanted,
                        const struct list *found, bool *taken)
{
    struct hcn_policy *const *had = found->at;

    for (size_t i = 0; i < found->count; i++)
        if (!taken[i] && same_policy(w, wanted, had[i]))
            return taken[i] = true;
    return false;
}

/* The service orders them as it likes, and adds its own. */
static bool same_policies(const struct walk *w, const struct where *at, const void *given,
                          const void *found)
{
    const struct list x = list_at(given), y = list_at(found);
    struct hcn_policy *const *wanted = x.at;
    bool *taken = call_alloc(w->call, y.count * sizeof *taken + 1), same = true;

    for (size_t i = 0; taken && i < x.count; i++) {
        const struct where here = { at, NULL, i };

        if (document_says(wanted[i]) && !take_policy(w, wanted[i], &y, taken))
            same = note(w, &here);
    }
    return same;
}

/* ---- the whole -------------------------------------------------------------------------- */

static bool same_member(const struct walk *w, const struct where *at, const struct field *f,
                        const void *given, const void *found)
{
    if (!(f->flags & MANY))
        return same_value(w, at, f, given, found);
    if (f->record == &policy_record)
        return same_policies(w, at, given, found);
    return same_list(w, at, f, given, found);
}

static bool same_document(const struct walk *w, const struct where *up, const void *given,
                          const void *found)
{
    const struct hcn_head *x = given;
    const struct record *r = x->record;
    bool same = true;

    for (const struct field *f = r->fields; f < r->fields + r->count; f++) {
        const struct where here = { up, f->key, 0 };

        if (!(f->flags & ASIDE) && field_shows(r, f, given))
            same &= same_member(w, &here, f, field_at(f, given), field_at(f, found));
    }
    for (const struct hcn_extra *e = x->extras; e; e = e->next) {
        const struct where here = { up, e->key, 0 };
        const struct hcn_extra *other = extra_find(found, e->key);

        same &= same_any(w, &here, e->json, other ? other->json : NULL);
    }
    return same;
}

bool document_differ(struct hcn_call *c, const void *given, const void *found, struct paths *out)
{
    const struct walk w = { c, out };

    same_document(&w, NULL, given, found);
    return !failed(c);
}
