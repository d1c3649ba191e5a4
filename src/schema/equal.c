/* equal.c - comparing documents, and asking which of their members were given. */
#include "base/guid.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/shape.h"

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static bool same_value(const struct field *f, const void *a, const void *b)
{
    const void *x, *y;

    switch (f->shape) {
    case SHAPE_TEXT:
    case SHAPE_ANY:
        return same_text(pointer_at(a), pointer_at(b));
    case SHAPE_GUID:
        return guid_equal(a, b);
    case SHAPE_RECORD:
        x = pointer_at(a);
        y = pointer_at(b);
        return x == y || (x && y && document_equal(x, y));
    default:
        return shape_number(f->shape, a) == shape_number(f->shape, b);
    }
}

static bool same_list(const struct field *f, const void *a, const void *b)
{
    struct list x = list_at(a), y = list_at(b);
    size_t size = shape_size(f->shape);

    if (x.count != y.count)
        return false;
    for (size_t i = 0; i < x.count; i++)
        if (!same_value(f, (const char *)x.at + i * size, (const char *)y.at + i * size))
            return false;
    return true;
}

/* Mostly both have them in one order, so each is looked for where the last was found. */
static bool same_extras(const struct hcn_head *a, const struct hcn_head *b)
{
    const struct hcn_extra *next = b->extras;
    size_t more = 0;

    for (const struct hcn_extra *x = a->extras; x; x = x->next) {
        const struct hcn_extra *y =
            next && text_same(next->key, x->key) ? next : extra_find(b, x->key);

        if (!y || strcmp(x->json, y->json) != 0)
            return false;
        next = y->next;
        more++;
    }
    for (const struct hcn_extra *y = b->extras; y; y = y->next)
        more--;
    return !more;
}

bool document_equal(const void *a, const void *b)
{
    const struct hcn_head *x = a, *y = b;
    const struct record *r = x->record;

    if (x->record != y->record)
        return false;
    for (const struct field *f = r->fields; f < r->fields + r->count; f++) {
        if (f->flags & ALSO)
            continue;
        if (!(f->flags & ALWAYS) && field_shows(r, f, a) != field_shows(r, f, b))
            return false;
        if (!(f->flags & MANY ? same_list : same_value)(f, field_at(f, a), field_at(f, b)))
            return false;
    }
    return same_extras(x, y);
}

/* FNV-1a. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return hash;
}

static uint64_t hash_value(const struct field *f, const void *at)
{
    const uint64_t first = 14695981039346656037u;
    const void *p;
    uint64_t number;

    switch (f->shape) {
    case SHAPE_TEXT:
    case SHAPE_ANY:
        p = pointer_at(at);
        return p ? mix(first, p, strlen(p)) : 0;
    case SHAPE_GUID:
        return mix(first, at, sizeof(struct hcn_guid));
    case SHAPE_RECORD:
        p = pointer_at(at);
        return p ? document_hash(p) : 0;
    default:
        number = shape_number(f->shape, at);
        return number ? mix(first, &number, sizeof number) : 0;
    }
}

static uint64_t hash_list(const struct field *f, const void *at)
{
    struct list list = list_at(at);
    uint64_t hash = list.count;

    for (size_t i = 0; i < list.count; i++) {
        uint64_t value = hash_value(f, (const char *)list.at + i * shape_size(f->shape));

        hash = mix(hash, &value, sizeof value);
    }
    return hash;
}

/* What is in no table does not count: it may stand in any order. */
uint64_t document_hash(const void *document)
{
    const struct record *r = ((const struct hcn_head *)document)->record;
    uint64_t hash = 0;

    for (const struct field *f = r->fields; f < r->fields + r->count; f++) {
        const void *at = field_at(f, document);
        uint64_t value;

        if (f->flags & ALSO)
            continue;
        value = f->flags & MANY ? hash_list(f, at) : hash_value(f, at);
        hash = mix(hash, &value, sizeof value);
    }
    return hash;
}

const struct field *document_field(const void *document, const void *member)
{
    const struct hcn_head *head = document;
    const struct record *r = head->record;
    size_t offset = (size_t)((const char *)member - (const char *)document);

    for (const struct field *f = r->fields; f < r->fields + r->count; f++)
        if (f->offset == offset && !(f->flags & ALSO))
            return f;
    return NULL;
}

bool document_has(const void *document, const void *member)
{
    const struct hcn_head *head = document;
    const struct field *f = document_field(document, member);

    return f && (head->present >> field_bit(head->record, f) & 1 || !field_is_zero(f, document));
}

void document_give(void *document, const void *member)
{
    struct hcn_head *head = document;
    const struct field *f = document_field(document, member);

    if (f)
        head->present |= (uint64_t)1 << field_bit(head->record, f);
}

void document_drop(void *document, void *member)
{
    struct hcn_head *head = document;
    const struct field *f = document_field(document, member);

    if (!f)
        return;
    head->present &= ~((uint64_t)1 << field_bit(head->record, f));
    memset(member, 0, f->flags & MANY ? sizeof(struct list) : shape_size(f->shape));
}
