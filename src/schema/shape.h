/*
 * shape.h - where the walkers find a member's value, whatever its shape.
 */
#ifndef SCHEMA_SHAPE_H
#define SCHEMA_SHAPE_H

#include <string.h>

#include "schema/record.h"

/* Any HCN_LIST, seen without its type. */
struct list {
    void *at;
    size_t count;
};

/* Bytes that one value of the shape takes in the struct. */
size_t shape_size(enum shape shape);

/* A number of any width, a bool and a word included. */
uint64_t shape_number(enum shape shape, const void *at);
void shape_put_number(enum shape shape, void *at, uint64_t number);

/* Is nothing there: NULL, zero, an empty list? */
bool field_is_zero(const struct field *f, const void *document);

/* Is the member to be printed: given, or not zero? */
bool field_shows(const struct record *r, const struct field *f, const void *document);

static inline const void *field_at(const struct field *f, const void *document)
{
    return (const char *)document + f->offset;
}

static inline const void *pointer_at(const void *at)
{
    const void *p;

    memcpy(&p, at, sizeof p);
    return p;
}

static inline struct list list_at(const void *at)
{
    struct list list;

    memcpy(&list, at, sizeof list);
    return list;
}

/* The extra of that name, in any case, or NULL. */
const struct hcn_extra *extra_find(const struct hcn_head *head, const char *key);

#endif
