/*
 * reader.h - what reading a document is made of: where it stands, what it refuses, single values.
 */
#ifndef SCHEMA_READER_H
#define SCHEMA_READER_H

#include "base/buffer.h"
#include "schema/document.h"
#include "schema/json.h"
#include "schema/record.h"

/* The chain of members from the root to here, for error sentences. */
struct where {
    const struct where *up;
    const char *key; /* NULL: an element of a list */
    size_t index;
};

/* "network.Ipams[0].Subnets"; the root's key may be left out. */
void where_print(struct buffer *b, const struct where *w);

struct reader {
    struct hcn_call *call;
    struct json json;
    enum strictness strictness;
    bool spells;     /* texts of a format are read into their one spelling */
    int32_t hresult; /* what failures are reported with; 0: what the member says */
};

typedef bool read_fn(struct reader *, const struct field *, const struct where *, yyjson_val *,
                     void *at);

/* How one value of each shape is read; none for SHAPE_ANY and SHAPE_RECORD. */
extern read_fn *const value_readers[SHAPES];

/*
 * Refuses a value: "PATH: expected WHAT, found ...". A lenient reader keeps quiet: whoever reads
 * the member then keeps it as it came. Always false.
 */
bool reader_expected(struct reader *r, const struct where *w, int32_t hresult, const char *what,
                     yyjson_val *found);

/* Refuses a member that stands twice, in whatever spelling. Always false. */
bool reader_twin(struct reader *r, const struct where *w);

/* Reads an object by a record into a new document. False when it was refused. */
bool reader_document(struct reader *r, const struct record *record, const struct where *w,
                     yyjson_val *from, void **out);

/* The member of that name, in any case: its key, or NULL. */
yyjson_val *reader_key(yyjson_val *object, const char *key);

/*
 * For the finish hooks of records: reads member `key` of `object`, as it is spelt there in any
 * case, by record `record` into a new document, which is empty when there is no such member. The
 * member's own text stays in the object as its maker spelt it, so a lenient reader spells, too.
 * Failures inside are reported with `hresult`, 0 for what each member says itself. False when it
 * was refused; where a lenient reader goes on, *out is NULL.
 */
bool reader_part(struct reader *reader, const struct record *record, const struct where *at,
                 const char *key, yyjson_val *object, int32_t hresult, void **out);

#endif
