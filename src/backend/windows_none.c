/* windows_none.c - where there is no Windows, there is no DLL of it. */
#include "backend/backend.h"

bool backend_windows_open(struct hcn_call *c, struct backend **out)
{
    *out = NULL;
    return fail(c, HCN_WIN32_NOT_REGISTERED,
                "windows: is computenetwork.dll, and this program does not run on Windows");
}
