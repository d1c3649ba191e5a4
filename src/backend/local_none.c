/* local_none.c - a build without the engine: HCN_ENGINE=OFF. */
#include "backend/backend.h"

bool backend_local_open(struct hcn_call *c, const char *directory, const char *driver,
                        struct backend **out)
{
    (void)directory;
    (void)driver;
    *out = NULL;
    return fail(c, HCN_WIN32_NOT_REGISTERED,
                "this library was built without the engine (HCN_ENGINE=OFF), so it has no service "
                "of its own");
}
