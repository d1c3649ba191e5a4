/*
 * reader.h - for the finish hooks of records: reading a part of an object by another record.
 */
#ifndef SCHEMA_READER_H
#define SCHEMA_READER_H

#include "schema/json.h"
#include "schema/record.h"

/*
 * Reads member `key` of `object`, as it is spelt there in any case, by record `r` into a new
 * document; *out is NULL when there is no such member. Failures inside are reported with
 * `hresult`, 0 for what each member says itself. False when it was refused.
 */
bool reader_part(struct reader *reader, const struct record *r, const struct where *at,
                 const char *key, yyjson_val *object, int32_t hresult, void **out);

#endif
