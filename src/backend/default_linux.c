/* default_linux.c - on Linux, the engine over a directory that all processes share. */
#include "backend/default.h"

const char default_service[] = "local:/var/lib/hcn";
const char default_driver[] = "linux";

const char *default_directory(struct hcn_call *c)
{
    (void)c;
    return "/var/lib/hcn";
}
