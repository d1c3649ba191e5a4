/* memory.c - malloc and its friends. */
#include "base/memory.h"

#include <stdlib.h>

void *memory_new(size_t size)
{
    return memory_fault() ? NULL : malloc(size);
}

void *memory_resize(void *old, size_t size)
{
    return memory_fault() ? NULL : realloc(old, size);
}

void memory_free(void *p)
{
    free(p);
}

#ifdef HCN_FAULTS

static unsigned long counted, fails_at;

bool memory_fault(void)
{
    return ++counted == fails_at;
}

unsigned long memory_fail_at(unsigned long n)
{
    unsigned long was = counted;

    counted = 0;
    fails_at = n;
    return was;
}

#else

bool memory_fault(void)
{
    return false;
}

#endif
