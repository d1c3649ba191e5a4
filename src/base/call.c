/* call.c - an arena of blocks, and the first failure. */
#include "base/call.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* Above 4 KiB: what is smaller Wine's heap looks for in a list of whatever was freed (measured). */
enum { BLOCK_ROOM = 8192 - 64 };

struct block {
    struct block *next;
    size_t used, room;
    max_align_t start[];
};

static struct block *block_new(struct block *next, size_t room)
{
    struct block *b = memory_new(sizeof *b + room);

    if (b)
        *b = (struct block){ .next = next, .room = room };
    return b;
}

static size_t round_up(size_t size)
{
    const size_t align = _Alignof(max_align_t);

    return (size + align - 1) / align * align;
}

/* A big item gets a block of its own behind the current one, whose rest stays in use. */
static void *alloc_apart(struct arena *a, size_t size)
{
    struct block *b = block_new(NULL, size);

    if (!b)
        return NULL;
    b->used = size;
    if (a->blocks) {
        b->next = a->blocks->next;
        a->blocks->next = b;
    } else {
        a->blocks = b;
    }
    return b->start;
}

static void *arena_alloc(struct arena *a, size_t size)
{
    struct block *b = a->blocks;

    if (size > BLOCK_ROOM / 2)
        return alloc_apart(a, size);
    if (!b || b->room - b->used < size) {
        b = block_new(b, BLOCK_ROOM);
        if (!b)
            return NULL;
        a->blocks = b;
    }
    b->used += size;
    return (char *)b->start + b->used - size;
}

void *call_alloc(struct hcn_call *c, size_t size)
{
    void *p =
        size < SIZE_MAX / 2 && !memory_fault() ? arena_alloc(&c->arena, round_up(size)) : NULL;

    if (!p) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    return memset(p, 0, size);
}

void *call_copy(struct hcn_call *c, const void *from, size_t size)
{
    void *p = call_alloc(c, size);

    return p && size ? memcpy(p, from, size) : p;
}

char *call_text(struct hcn_call *c, const char *text, size_t length)
{
    char *copy = call_alloc(c, length + 1);

    return copy && length ? memcpy(copy, text, length) : copy;
}

char *call_format(struct hcn_call *c, const char *format, ...)
{
    va_list args, again;
    char *text;
    int length;

    va_start(args, format);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, args); /* measures */
    va_end(args);
    text = call_alloc(c, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

size_t list_room(size_t count)
{
    size_t room = 4;

    while (room < count)
        room *= 2;
    return room;
}

void *call_append(struct hcn_call *c, void *at, size_t *count, size_t size)
{
    char *items;

    memcpy(&items, at, sizeof items);
    if (!*count || *count == list_room(*count)) {
        char *more = call_alloc(c, list_room(*count + 1) * size);

        if (!more)
            return NULL;
        if (*count)
            memcpy(more, items, *count * size);
        items = more;
        memcpy(at, &items, sizeof items);
    }
    return items + (*count)++ * size;
}

/* Whatever was quoted in it, the sentence is one line of UTF-8, and shows where it was cut. */
static void settle(struct hcn_call *c, int length)
{
    static const char cut[] = "...";

    if ((size_t)length >= sizeof c->text)
        memcpy(c->text + sizeof c->text - sizeof cut, cut, sizeof cut);
    text_tidy(c->text);
}

bool fail(struct hcn_call *c, int32_t hresult, const char *format, ...)
{
    va_list args;

    if (failed(c))
        return false; /* the first failure is the one worth telling */
    c->hresult = hresult;
    va_start(args, format);
    settle(c, vsnprintf(c->text, sizeof c->text, format, args));
    va_end(args);
    return false;
}

bool fail_as(struct hcn_call *c, const struct hcn_call *from)
{
    if (failed(c))
        return false;
    memcpy(c->text, from->text, sizeof c->text);
    if (from->record)
        c->record = call_text(c, from->record, strlen(from->record));
    c->hresult = from->hresult;
    return false;
}

void fail_at(struct hcn_call *c, const char *format, ...)
{
    char was[sizeof c->text];
    va_list args;
    size_t used;

    memcpy(was, c->text, sizeof was);
    va_start(args, format);
    settle(c, vsnprintf(c->text, sizeof c->text, format, args));
    va_end(args);
    used = strlen(c->text);
    settle(c, (int)used + snprintf(c->text + used, sizeof c->text - used, ": %s", was));
}

void call_end(struct hcn_call *c)
{
    for (struct block *b = c->arena.blocks, *next; b; b = next) {
        next = b->next;
        memory_free(b);
    }
    c->arena.blocks = NULL;
}
