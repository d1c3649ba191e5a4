/* platform_linux.c - everything is as we want it already. */
#include "cli/platform.h"

void platform_begin(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
}

FILE *platform_open(const char *path)
{
    return fopen(path, "rb");
}
