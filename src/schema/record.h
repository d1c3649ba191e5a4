/*
 * record.h - one table per document; it alone reads, prints and compares that document.
 *
 * A record is a C struct that mirrors a JSON object. It begins with a struct hcn_head; its table
 * says where each member lives, what it is called in JSON and what shape it has. The position of
 * a row is the member's bit in head.present, so a record has at most 64 rows.
 */
#ifndef SCHEMA_RECORD_H
#define SCHEMA_RECORD_H

#include <hcn/types.h>

#include "base/call.h"

enum shape {
    SHAPE_TEXT, /* const char *, perhaps with a format */
    SHAPE_BOOL,
    SHAPE_U8,
    SHAPE_U16,
    SHAPE_U32,
    SHAPE_U64,
    SHAPE_GUID,
    SHAPE_WORD,   /* uint32_t: one of a table of words */
    SHAPE_ANY,    /* const char *: any JSON value, kept byte for byte */
    SHAPE_RECORD, /* a pointer to another record */
    SHAPES
};

enum {
    MANY = 1,   /* HCN_LIST of the shape; of records: of pointers to them */
    ALSO = 2,   /* another name for the member of the row above: read, never printed */
    ALWAYS = 4, /* given from the start in a new document */
    ASIDE = 8,  /* how the object fares or is made, not what it is: no difference to another */
};

/* A word that JSON uses for a number. */
struct word {
    const char *text;
    uint32_t value;
};

/* All words that a member may be. */
struct words {
    const struct word *at;
    size_t count;
    int32_t hresult; /* for a word that is none of them; 0: HCN_E_INVALID_JSON */
    bool bits;       /* a text may hold several, with commas between them */
};

enum { SPELLING = 64 };

/* What a text has to look like. "" is always allowed and means "not given". */
struct format {
    const char *expected; /* "an IP address": completes "expected ..." */
    bool (*valid)(const char *text);
    int32_t hresult;
    void (*spell)(const char *text, char out[SPELLING]); /* its one spelling; NULL: as it came */
};

struct record;
struct reader;
struct where;
struct yyjson_val;

struct field {
    const char *key;
    size_t length; /* of the key */
    enum shape shape;
    unsigned flags;
    size_t offset;
    const struct record *record; /* SHAPE_RECORD */
    const struct words *words;   /* SHAPE_WORD; of a number: read as well; of a text: its numbers */
    const struct format *format; /* SHAPE_TEXT, or NULL */
    uint64_t most;               /* of a number; 0: as much as its type holds */
};

struct record {
    const char *name; /* what paths in error sentences begin with: "network" */
    size_t size;
    const struct field *fields;
    size_t count;
    /* Looks at what was read, when the rows alone cannot: NULL for nearly all. */
    bool (*finish)(struct reader *, const struct where *, struct yyjson_val *object,
                   void *document);
};

/* A member that is in no table: its name and the JSON text of its value, as it came. */
struct hcn_extra {
    const char *key;
    const char *json;
    struct hcn_extra *next;
};

/* The value of a word member that is in no table; the text stands among the extras. */
#define WORD_UNKNOWN UINT32_MAX

/* The shape of a plain member follows from its C type, so the two cannot disagree. */
#define SHAPE_OF(value)                                                                            \
    _Generic((value), const char *: SHAPE_TEXT, bool: SHAPE_BOOL, uint8_t: SHAPE_U8,               \
             uint16_t: SHAPE_U16, uint32_t: SHAPE_U32, uint64_t: SHAPE_U64,                        \
             struct hcn_guid: SHAPE_GUID)
#define PLAIN_(T, m)  SHAPE_OF(((struct T *)0)->m)
#define LISTED_(T, m) SHAPE_OF(*((struct T *)0)->m.at)
#define KEY_(k)       .key = k, .length = sizeof(k) - 1
#define AT_(T, m)     .offset = offsetof(struct T, m)

/* clang-format off */
/* Rows. T is the struct's name without `struct`, m the member, k the name in JSON. */
#define FIELD(T, m, k)          { KEY_(k), .shape = PLAIN_(T, m), AT_(T, m) }
#define FORMAT(T, m, k, f)      { KEY_(k), .shape = PLAIN_(T, m), AT_(T, m), .format = f }
#define WORD(T, m, k, w)        { KEY_(k), .shape = SHAPE_WORD, AT_(T, m), .words = w }
#define NUMBER(T, m, k, w)      { KEY_(k), .shape = PLAIN_(T, m), AT_(T, m), .words = w }
#define LIMITED(T, m, k, n)     { KEY_(k), .shape = PLAIN_(T, m), AT_(T, m), .most = n }
#define ANY(T, m, k)            { KEY_(k), .shape = SHAPE_ANY, AT_(T, m) }
#define RECORD(T, m, k, r)      { KEY_(k), .shape = SHAPE_RECORD, AT_(T, m), .record = r }
#define ALWAYS_FIELD(T, m, k)   { KEY_(k), .shape = PLAIN_(T, m), .flags = ALWAYS, AT_(T, m) }
#define ALWAYS_WORD(T, m, k, w) { KEY_(k), .shape = SHAPE_WORD, .flags = ALWAYS, AT_(T, m), .words = w }
#define ASIDE_FIELD(T, m, k)    { KEY_(k), .shape = PLAIN_(T, m), .flags = ASIDE, AT_(T, m) }
#define ASIDE_RECORD(T, m, k, r) \
    { KEY_(k), .shape = SHAPE_RECORD, .flags = ASIDE, AT_(T, m), .record = r }
#define ALSO_FIELD(T, m, k)     { KEY_(k), .shape = PLAIN_(T, m), .flags = ALSO, AT_(T, m) }
#define ALSO_FORMAT(T, m, k, f) { KEY_(k), .shape = PLAIN_(T, m), .flags = ALSO, AT_(T, m), .format = f }
#define ALSO_NUMBER(T, m, k, w) { KEY_(k), .shape = PLAIN_(T, m), .flags = ALSO, AT_(T, m), .words = w }
#define ALSO_RECORD_LIST(T, m, k, r) \
    { KEY_(k), .shape = SHAPE_RECORD, .flags = MANY | ALSO, AT_(T, m), .record = r }
#define ALSO_FORMAT_LIST(T, m, k, f) \
    { KEY_(k), .shape = LISTED_(T, m), .flags = MANY | ALSO, AT_(T, m), .format = f }
#define LIST(T, m, k)           { KEY_(k), .shape = LISTED_(T, m), .flags = MANY, AT_(T, m) }
#define FORMAT_LIST(T, m, k, f) { KEY_(k), .shape = LISTED_(T, m), .flags = MANY, AT_(T, m), .format = f }
#define WORD_LIST(T, m, k, w)   { KEY_(k), .shape = SHAPE_WORD, .flags = MANY, AT_(T, m), .words = w }
#define RECORD_LIST(T, m, k, r) { KEY_(k), .shape = SHAPE_RECORD, .flags = MANY, AT_(T, m), .record = r }
#define WORDS(table, code)      { .at = table, .count = COUNT(table), .hresult = code }
#define BITS(table)             { .at = table, .count = COUNT(table), .bits = true }
#define TABLE(T, n, rows)       { .name = n, .size = sizeof(struct T), .fields = rows, .count = COUNT(rows) }
/* clang-format on */

/*
 * The row of a member by its name in JSON, `length` bytes in any case; NULL when there is none. The
 * search begins at row `from` and goes round: a reader passes the row behind the last one that it
 * found, since documents mostly come in the order in which they are printed.
 */
const struct field *record_field(const struct record *r, const char *key, size_t length,
                                 size_t from);

/* The canonical text of a word's number, or NULL. */
const char *words_text(const struct words *w, uint32_t value);

/* The number of a word, in any case; false when it is none of them. */
bool words_find(const struct words *w, const char *text, uint32_t *out);

/* The same for what a document says: "" is 0, and bits may be several words. */
bool words_read(const struct words *w, const char *text, uint32_t *out);

/* The row that bit and value belong to: the row itself, or the one above for ALSO. */
static inline size_t field_bit(const struct record *r, const struct field *f)
{
    size_t bit = (size_t)(f - r->fields);

    while (r->fields[bit].flags & ALSO)
        bit--;
    return bit;
}

#endif
