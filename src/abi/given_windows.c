/* given_windows.c - the memory of COM, as the documentation of each function says. */
#include "abi/given.h"

#include <objbase.h>

#include "base/memory.h"

void *given_new(size_t size)
{
    return memory_fault() ? NULL : CoTaskMemAlloc(size);
}

void given_free(void *given)
{
    CoTaskMemFree(given);
}
