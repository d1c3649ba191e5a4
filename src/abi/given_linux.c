/* given_linux.c - where there is no COM, callers have free(). */
#include "abi/given.h"

#include "base/memory.h"

void *given_new(size_t size)
{
    return memory_new(size);
}

void given_free(void *given)
{
    memory_free(given);
}
