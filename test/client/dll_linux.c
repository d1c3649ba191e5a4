/* dll_linux.c - libcomputenetwork.so, with which the test is linked. */
#define _GNU_SOURCE
#include "dll.h"

#include <dlfcn.h>
#include <stdlib.h>

#include "base/utf16.h"

windows_function *dll_real(const char *name)
{
    void *symbol = dlsym(RTLD_DEFAULT, name);
    windows_function *f;

    memcpy(&f, &symbol, sizeof f);
    return f;
}

PWSTR dll_give(const char *text)
{
    return utf16_new(text);
}

void dll_free(void *given)
{
    free(given);
}
