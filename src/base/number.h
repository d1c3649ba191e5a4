/*
 * number.h - whole numbers in text.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* Decimal digits only, at least one, no needless zero before them, not above `most`. */
bool number_parse(const char *text, uint64_t most, uint64_t *out);

/*
 * A number as JSON writes it, when it is whole and not above `most`: 12, 1.0, 1e3. Exact for any
 * text; `text` must be a JSON number.
 */
bool number_read(const char *text, uint64_t most, uint64_t *out);

#endif
