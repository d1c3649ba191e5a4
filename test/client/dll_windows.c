/* dll_windows.c - the computenetwork.dll that lies beside the test. */
#include <windows.h>

#include <objbase.h>

#include "base/utf16.h"

typedef void windows_function(void);

windows_function *dll_real(const char *name);
uint16_t *dll_give(const char *text);
void dll_free(void *given);

windows_function *dll_real(const char *name)
{
    static HMODULE library;

    if (!library)
        library = LoadLibraryW(L"computenetwork.dll");
    return (windows_function *)GetProcAddress(library, name);
}

static void *allocate(size_t size)
{
    return CoTaskMemAlloc(size);
}

uint16_t *dll_give(const char *text)
{
    return utf16_new_from(allocate, text);
}

void dll_free(void *given)
{
    CoTaskMemFree(given);
}
