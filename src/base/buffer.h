/*
 * buffer.h - text that grows. Append freely; `broken` is looked at once, at the end.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/call.h"

/* `{ .call = c }` is an empty one. `text` is NUL-terminated once something was added. */
struct buffer {
    struct hcn_call *call;
    char *text;
    size_t length, room;
    bool broken; /* memory ran out; the call knows */
};

void buffer_add(struct buffer *b, const void *bytes, size_t length);
void buffer_text(struct buffer *b, const char *text);
void buffer_format(struct buffer *b, const char *format, ...) HCN_PRINTF(2, 3);

/* The text, "" when nothing was added, or NULL when memory ran out on the way. */
const char *buffer_end(const struct buffer *b);

#endif
