/* buffer.c - a growing text in the memory of a call. */
#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

static bool reserve(struct buffer *b, size_t more)
{
    size_t room = b->room ? b->room : 256;
    char *text;

    if (b->broken)
        return false;
    if (b->length + more < b->room)
        return true;
    while (room <= b->length + more)
        room *= 2;
    text = call_alloc(b->call, room);
    if (!text)
        return !(b->broken = true);
    if (b->length)
        memcpy(text, b->text, b->length);
    b->text = text;
    b->room = room;
    return true;
}

void buffer_add(struct buffer *b, const void *bytes, size_t length)
{
    if (!reserve(b, length))
        return;
    if (length)
        memcpy(b->text + b->length, bytes, length);
    b->length += length;
    b->text[b->length] = '\0';
}

void buffer_text(struct buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

void buffer_format(struct buffer *b, const char *format, ...)
{
    va_list args, again;
    int length;

    va_start(args, format);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, args); /* measures */
    va_end(args);
    if (reserve(b, (size_t)length)) {
        vsnprintf(b->text + b->length, (size_t)length + 1, format, again);
        b->length += (size_t)length;
    }
    va_end(again);
}

const char *buffer_end(const struct buffer *b)
{
    if (b->broken)
        return NULL;
    return b->text ? b->text : "";
}
