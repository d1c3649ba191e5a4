/*
 * utf16.h - between the UTF-16 of the Windows ABI and the UTF-8 inside.
 */
#ifndef BASE_UTF16_H
#define BASE_UTF16_H

#include "base/call.h"

/*
 * NUL-terminated UTF-16 in this machine's byte order, as UTF-8 in memory of the call. A surrogate
 * without its other half fails with E_INVALIDARG: "what: expected UTF-16, found ..." and where.
 */
char *utf16_read(struct hcn_call *c, const char *what, const uint16_t *text);

/*
 * UTF-8 as NUL-terminated UTF-16, in memory of its own from memory_new(), or another source of that
 * kind; NULL: there is none. What is no UTF-8 becomes U+FFFD.
 */
uint16_t *utf16_new(const char *text);
uint16_t *utf16_new_from(void *(*source)(size_t size), const char *text);

#endif
