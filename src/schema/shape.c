/* shape.c - sizes and plain values of the shapes. */
#include "schema/shape.h"

#include "base/text.h"

size_t shape_size(enum shape shape)
{
    static const size_t sizes[SHAPES] = {
        [SHAPE_TEXT] = sizeof(const char *),    [SHAPE_BOOL] = sizeof(bool),
        [SHAPE_U8] = sizeof(uint8_t),           [SHAPE_U16] = sizeof(uint16_t),
        [SHAPE_U32] = sizeof(uint32_t),         [SHAPE_U64] = sizeof(uint64_t),
        [SHAPE_GUID] = sizeof(struct hcn_guid), [SHAPE_WORD] = sizeof(uint32_t),
        [SHAPE_ANY] = sizeof(const char *),     [SHAPE_RECORD] = sizeof(void *),
    };

    return sizes[shape];
}

uint64_t shape_number(enum shape shape, const void *at)
{
    switch (shape_size(shape)) {
    case sizeof(uint8_t):
        return *(const uint8_t *)at;
    case sizeof(uint16_t):
        return *(const uint16_t *)at;
    case sizeof(uint32_t):
        return *(const uint32_t *)at;
    default:
        return *(const uint64_t *)at;
    }
}

void shape_put_number(enum shape shape, void *at, uint64_t number)
{
    switch (shape_size(shape)) {
    case sizeof(uint8_t):
        *(uint8_t *)at = (uint8_t)number;
        break;
    case sizeof(uint16_t):
        *(uint16_t *)at = (uint16_t)number;
        break;
    case sizeof(uint32_t):
        *(uint32_t *)at = (uint32_t)number;
        break;
    default:
        *(uint64_t *)at = number;
    }
}

bool field_is_zero(const struct field *f, const void *document)
{
    static const char zeros[sizeof(struct list)];
    size_t size = f->flags & MANY ? sizeof(struct list) : shape_size(f->shape);

    return !memcmp(field_at(f, document), zeros, size);
}

bool field_shows(const struct record *r, const struct field *f, const void *document)
{
    const struct hcn_head *head = document;

    if (f->flags & ALSO)
        return false;
    return head->present >> field_bit(r, f) & 1 || !field_is_zero(f, document);
}

const struct hcn_extra *extra_find(const struct hcn_head *head, const char *key)
{
    for (const struct hcn_extra *x = head->extras; x; x = x->next)
        if (text_same(x->key, key))
            return x;
    return NULL;
}
