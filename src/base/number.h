/*
 * number.h - whole numbers in text.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* Decimal digits only, at least one, nothing after them, not above `most`. */
bool number_parse(const char *text, uint64_t most, uint64_t *out);

#endif
