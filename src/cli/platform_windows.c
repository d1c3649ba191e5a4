/* platform_windows.c - from UTF-16 and text mode. */
#include "cli/platform.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <shellapi.h>
#include <stdbool.h>
#include <stdlib.h>

static char *narrow(const wchar_t *text)
{
    const int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *out = malloc((size_t)size);

    if (out)
        WideCharToMultiByte(CP_UTF8, 0, text, -1, out, size, NULL, NULL);
    return out;
}

static char **kept; /* the arguments live as long as the program */

static bool keep(wchar_t **wide, int count)
{
    kept = calloc((size_t)count + 1, sizeof *kept);
    for (int i = 0; kept && i < count; i++)
        if (!(kept[i] = narrow(wide[i])))
            return false;
    return kept != NULL;
}

/* When there is no memory, those of the C library stay. */
static void read_arguments(int *argc, char ***argv)
{
    int count;
    wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), &count);

    if (wide && keep(wide, count)) {
        *argc = count;
        *argv = kept;
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

void platform_pause(unsigned milliseconds)
{
    Sleep(milliseconds);
}
