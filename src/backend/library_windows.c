/* library_windows.c - computenetwork.dll and vmcompute.dll of System32, and of nowhere else. */
#include "backend/windows_source.h"

#include <windows.h>

#include <objbase.h>

#include "base/memory.h"

/* HNSCall alone is in the second, which not every Windows has. */
struct libraries {
    HMODULE network, compute;
};

static windows_function *find(void *context, const char *name)
{
    const struct libraries *l = context;
    FARPROC f = GetProcAddress(l->network, name);

    if (!f && l->compute)
        f = GetProcAddress(l->compute, name);
    return (windows_function *)f;
}

static void give_back(void *given)
{
    CoTaskMemFree(given);
}

static void unload(void *context)
{
    struct libraries *l = context;

    if (l->network)
        FreeLibrary(l->network);
    if (l->compute)
        FreeLibrary(l->compute);
    memory_free(l);
}

bool backend_windows_open(struct hcn_call *c, struct backend **out)
{
    struct libraries *l = memory_new(sizeof *l);
    const struct windows_source source = { find, give_back, unload, l };

    *out = NULL;
    if (!l)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *l = (struct libraries){
        .network = LoadLibraryExW(L"computenetwork.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32),
    };
    if (!l->network) {
        fail(c, HCN_WIN32_NOT_REGISTERED,
             "windows: computenetwork.dll of the system directory cannot be loaded (error %lu): "
             "this Windows lacks the feature Containers or Hyper-V",
             GetLastError());
        unload(l);
        return false;
    }
    l->compute = LoadLibraryExW(L"vmcompute.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
    return windows_with_all(c, &source, out);
}
