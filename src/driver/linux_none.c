/* linux_none.c - other systems have no Linux driver. */
#include "driver/driver.h"

static struct driver *open_none(struct hcn_call *c, const char *directory)
{
    (void)directory;
    fail(c, HCN_E_REQUEST_UNSUPPORTED, "the linux driver needs Linux: use the null driver");
    return NULL;
}

const struct driver_kind driver_linux = { .name = "linux", .open = open_none };
