/* place_windows.c - loading the DLL: never in the place of the real one; and it stays. */
#include "abi/place.h"

/* Is this file in this directory itself? */
static bool is_in(const wchar_t *file, const wchar_t *directory)
{
    const int length = lstrlenW(directory);
    const wchar_t *name = file;

    for (const wchar_t *p = file; *p; p++)
        if (*p == L'\\' || *p == L'/')
            name = p + 1;
    return name - file == length + 1 &&
           CompareStringOrdinal(file, length, directory, length, TRUE) == CSTR_EQUAL;
}

bool place_is_allowed(const wchar_t *file, const wchar_t *system_directory, bool is_wine)
{
    return is_wine || !is_in(file, system_directory);
}

static bool is_wine(void)
{
    HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");

    return ntdll && GetProcAddress(ntdll, "wine_get_version");
}

static bool may_load(HMODULE module)
{
    wchar_t file[MAX_PATH], directory[MAX_PATH];
    const DWORD length = GetModuleFileNameW(module, file, MAX_PATH);

    if (!length || length >= MAX_PATH) /* no system directory is so deep */
        return true;
    if (!GetSystemDirectoryW(directory, MAX_PATH))
        return false;
    return place_is_allowed(file, directory, is_wine());
}

/* It stays loaded until the process ends: its thread may be telling something. */
static bool stay(HMODULE module)
{
    HMODULE pinned;

    return GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                                  GET_MODULE_HANDLE_EX_FLAG_PIN,
                              (const wchar_t *)module, &pinned);
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved);

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    (void)reserved;
    if (reason != DLL_PROCESS_ATTACH)
        return TRUE;
    DisableThreadLibraryCalls(module);
    return may_load(module) && stay(module);
}
