/* platform_windows.c - from UTF-16 and text mode. */
#include "cli/platform.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <shellapi.h>
#include <stdlib.h>

static char *narrow(const wchar_t *text)
{
    const int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *out = malloc((size_t)size);

    if (out)
        WideCharToMultiByte(CP_UTF8, 0, text, -1, out, size, NULL, NULL);
    return out;
}

/* They live as long as the program; when there is no memory the C library's own stay. */
static void read_arguments(int *argc, char ***argv)
{
    int count;
    wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), &count);
    char **out = wide ? calloc((size_t)count + 1, sizeof *out) : NULL;

    for (int i = 0; out && i < count; i++)
        if (!(out[i] = narrow(wide[i])))
            return;
    if (out) {
        *argc = count;
        *argv = out;
    }
    LocalFree(wide);
}

void platform_begin(int *argc, char ***argv)
{
    _setmode(_fileno(stdin), _O_BINARY);
    _setmode(_fileno(stdout), _O_BINARY);
    _setmode(_fileno(stderr), _O_BINARY);
    SetConsoleOutputCP(CP_UTF8);
    read_arguments(argc, argv);
}

FILE *platform_open(const char *path)
{
    const int size = MultiByteToWideChar(CP_UTF8, 0, path, -1, NULL, 0);
    wchar_t *wide = malloc((size_t)size * sizeof *wide);
    FILE *file = NULL;

    if (wide && MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, size))
        file = _wfopen(wide, L"rb");
    free(wide);
    return file;
}
