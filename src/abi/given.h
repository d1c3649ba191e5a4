/*
 * given.h - memory that the caller gets for good: given_linux.c or given_windows.c knows which.
 */
#ifndef ABI_GIVEN_H
#define ABI_GIVEN_H

#include <stddef.h>

/* Not zeroed; NULL when there is none. Callers free it with free() on Linux, else CoTaskMemFree().
 */
void *given_new(size_t size);
void given_free(void *given);

#endif
