/* place.c - directories for stores. */
#include "place.h"

#include <stdlib.h>
#include <unistd.h>

#include "../check.h"

void place_make(char out[PLACE])
{
    strcpy(out, "/tmp/hcn store XXXXXX");
    CHECK(mkdtemp(out));
}

void place_remove(const char *directory)
{
    static const char *const files[] = { "store.db", "store.db-wal", "store.db-shm", "lock",
                                         "reservations.lock" };
    char path[128];

    for (size_t i = 0; i < COUNT(files); i++) {
        snprintf(path, sizeof path, "%s/%s", directory, files[i]);
        unlink(path);
    }
    CHECK(!rmdir(directory));
}
