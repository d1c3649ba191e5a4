/* driver.c - the drivers there are. */
#include "driver/driver.h"

#include <string.h>

static const struct driver_kind *const drivers[] = { &driver_null, &driver_linux };

const struct driver_kind *driver_find(const char *name)
{
    for (size_t i = 0; i < COUNT(drivers); i++)
        if (!strcmp(drivers[i]->name, name))
            return drivers[i];
    return NULL;
}
