/*
 * json.h - JSON text to a tree whose members know where in the text they stood.
 *
 * yyjson does the reading. Two things are added: objects with a member twice, nesting beyond
 * DOCUMENT_DEPTH and texts beyond DOCUMENT_SIZE are refused, and the text of a member's value can
 * be had byte for byte, since some clients compare bytes. Numbers stay text (yyjson_get_raw): no
 * size or precision of one is beyond us.
 */
#ifndef SCHEMA_JSON_H
#define SCHEMA_JSON_H

#include <yyjson.h>

#include "base/call.h"

/* Memory for trees: the heap through base/memory.h. */
extern const yyjson_alc json_memory;

struct json {
    yyjson_doc *doc;
    yyjson_val *root;
    const char *text;   /* as it came */
    const char *parsed; /* a copy in the call's memory, which the strings of the tree point into */
};

/*
 * Reads text of `length` bytes, which has to outlive *out. `name` begins the sentence of a refusal.
 * The tree's strings live as long as the call; the tree itself until json_close(), which is
 * harmless on `{ 0 }`.
 */
bool json_open(struct hcn_call *c, const char *name, const char *text, size_t length,
               struct json *out);
void json_close(struct json *json);

/* Is it JSON, as far as memory allows to tell? */
bool json_is_whole(const char *text, size_t length);

/* The tree of a text that was read before; NULL: out of memory. */
yyjson_doc *json_tree(const char *text, size_t length);

/*
 * *twin gives a name that stands twice in an object, in any case or in the same one; NULL: none
 * does. False: out of memory.
 */
bool json_twin(struct hcn_call *c, yyjson_val *object, bool any_case, const char **twin);

/* The text of the value that belongs to the member with this key, in memory of the call. */
const char *json_value_text(struct hcn_call *c, const struct json *json, yyjson_val *key);

/* The text of a value in a few characters, for "found ..." in sentences. */
const char *json_found(struct hcn_call *c, yyjson_val *value);

#endif
