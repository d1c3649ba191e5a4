/* world_linux.c - what the library gives is memory of the C library. */
#include "world.h"

#include <stdlib.h>

void world_free(void *given)
{
    free(given);
}
