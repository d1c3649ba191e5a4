/*
 * call.h - the call: where a request's memory and its one error live.
 *
 * A function that takes a call may allocate and may fail; a function that does not, can do
 * neither. The first failure of a call wins, later ones are dropped, so code may return early
 * with `return fail(...)` and never has to ask whether something failed before.
 */
#ifndef BASE_CALL_H
#define BASE_CALL_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <hcn/types.h>

#include "base/hresult.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct block;

/* Memory that is given back all at once. `{ 0 }` is an empty one. */
struct arena {
    struct block *blocks;
};

/* `{ 0 }` is a call that has not failed yet; call_end() gives its memory back. */
struct hcn_call {
    struct arena arena;
    int32_t hresult;    /* 0 until something failed */
    bool heap;          /* made by hcn_call_begin() */
    uint32_t timeout;   /* milliseconds that waiting may take; 0: no limit */
    const char *record; /* the error record of the service, JSON text, or NULL */
    char text[1024];    /* the failure as a sentence, without a final stop */
    struct {            /* the list that hcn_list_room() made longer last */
        const void *items;
        size_t count;
    } grown;
};

/* Zeroed memory that lives as long as the call. Fails the call and gives NULL when there is none.
 */
void *call_alloc(struct hcn_call *c, size_t size);

/* A copy of `size` bytes at `from`. */
void *call_copy(struct hcn_call *c, const void *from, size_t size);

/* A copy of `length` bytes of text, NUL added. */
char *call_text(struct hcn_call *c, const char *text, size_t length);

/* printf into memory of the call. */
char *call_format(struct hcn_call *c, const char *format, ...) HCN_PRINTF(2, 3);

/* How many items memory for a list of `count` is made for: a power of two, at least 4. */
size_t list_room(size_t count);

/*
 * Makes room for one more in a list of items of `size` bytes: grows `*at`, raises `*count`, and
 * gives the new, zeroed item. Growth is by doubling, so appending costs constant time. The list
 * must be empty, come from here, or have list_room() of memory.
 */
void *call_append(struct hcn_call *c, void *at, size_t *count, size_t size);

/* Records a failure unless there is one already. Always false, so that `return fail(...)` works. */
bool fail(struct hcn_call *c, int32_t hresult, const char *format, ...) HCN_PRINTF(3, 4);

/* Takes over the failure of `from`, which may be a call on the stack that ends sooner. */
bool fail_as(struct hcn_call *c, const struct hcn_call *from);

/* Puts "where: " in front of the failure's sentence. */
void fail_at(struct hcn_call *c, const char *format, ...) HCN_PRINTF(2, 3);

static inline bool failed(const struct hcn_call *c)
{
    return c->hresult != 0;
}

void call_end(struct hcn_call *c);

#endif
