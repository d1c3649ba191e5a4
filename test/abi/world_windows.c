/* world_windows.c - what the DLL gives is memory of COM. */
#include "world.h"

#include <objbase.h>

void world_free(void *given)
{
    CoTaskMemFree(given);
}
