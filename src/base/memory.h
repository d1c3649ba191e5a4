/*
 * memory.h - the one place where memory comes from, so that a test can make any of it fail.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Not zeroed; NULL when there is none. */
void *memory_new(size_t size);
void *memory_resize(void *old, size_t size);
void memory_free(void *p);

/* In a build with HCN_FAULTS: has the test asked for this allocation to fail? Else always false. */
bool memory_fault(void);

/*
 * From now on the n-th allocation (1: the next) fails, once; 0 switches it off. Gives how many
 * were counted since the last call. Only in a build with HCN_FAULTS, and for one thread.
 */
unsigned long memory_fail_at(unsigned long n);

#endif
