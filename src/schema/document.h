/*
 * document.h - JSON text to a document and back, driven by the document's record.
 */
#ifndef SCHEMA_DOCUMENT_H
#define SCHEMA_DOCUMENT_H

#include <hcn/types.h>

#include "schema/record.h"

/* Documents nest at most this deep, and are at most this long (bytes). */
enum { DOCUMENT_DEPTH = 64, DOCUMENT_SIZE = 16 * 1024 * 1024 };

enum strictness {
    STRICT, /* for what a caller asks: the first thing that is wrong fails the call */
    LENIENT /* for what a service answered: a member that does not fit is kept as an extra */
};

/* An empty document of a record, in memory of the call, without any member; NULL: no memory. */
struct hcn_head *document_blank(struct hcn_call *c, const struct record *r);

/* The same with the members that a builder has not to give: those that are ALWAYS there. */
void *document_new(struct hcn_call *c, const struct record *r);

/*
 * Reads JSON text of `length` bytes. NULL when it is refused: then the call says which member,
 * as in `network.Ipams[0].Subnets[1].IpAddressPrefix: expected an address prefix, found "x"`.
 */
void *document_read(struct hcn_call *c, const struct record *r, const char *json, size_t length,
                    enum strictness strictness);

/* The same for a part of a greater document; `path` says which: "request.Settings". */
void *document_read_part(struct hcn_call *c, const struct record *r, const char *path,
                         const char *json, size_t length, enum strictness strictness);

/*
 * The JSON text of a document: given members in the order of the table, then unknown ones as they
 * came. `length` may be NULL.
 */
const char *document_print(struct hcn_call *c, const void *document, size_t *length);

/* The same with ids in upper case, as version 1 shows them. */
const char *document_print_upper(struct hcn_call *c, const void *document, size_t *length);

/* Do two documents of one record say the same? Unknown members count, their order does not. */
bool document_equal(const void *a, const void *b);

/* Paths of members: "Ipams[0].Subnets[1].IpAddressPrefix". */
struct paths {
    const char **at;
    size_t count;
};

/*
 * Appends the paths of the members that `given` says and `found`, of the same record, has
 * otherwise. What only `found` says does not count, but for further elements of a list that `given`
 * says too. An empty text of a format, an empty list, a zero id and an object without a member say
 * nothing. Texts of a format are the same in any spelling, any JSON when it has what was given;
 * policies are looked for by type and settings, in any order. False: out of memory.
 */
bool document_differ(struct hcn_call *c, const void *given, const void *found, struct paths *out);

/* A number that is the same for documents that say the same, and mostly another for others. */
uint64_t document_hash(const void *document);

/* The row of the member at this place in the document, or NULL. */
const struct field *document_field(const void *document, const void *member);

/* Was the member at this place given? Marks it as given. `member` points into the document. */
bool document_has(const void *document, const void *member);
void document_give(void *document, const void *member);

/* Makes the member absent: zero, and not given. */
void document_drop(void *document, void *member);

#endif
