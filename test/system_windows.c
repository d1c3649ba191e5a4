/* system_windows.c - Windows behind system.h. */
#include "system.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <stdio.h>

/* With a letter that is in no code page of Western Europe. */
bool system_new_directory(char out[SYSTEM_PATH])
{
    wchar_t base[MAX_PATH], path[SYSTEM_PATH];

    GetTempPathW(MAX_PATH, base);
    _snwprintf(path, SYSTEM_PATH, L"%lshcn test \x0142 %lu-%lu", base, GetCurrentProcessId(),
               GetTickCount());
    return CreateDirectoryW(path, NULL) &&
           WideCharToMultiByte(CP_UTF8, 0, path, -1, out, SYSTEM_PATH, NULL, NULL);
}

static void remove_tree(const wchar_t *path)
{
    wchar_t pattern[2 * SYSTEM_PATH], below[2 * SYSTEM_PATH];
    WIN32_FIND_DATAW found;
    HANDLE search;

    _snwprintf(pattern, 2 * SYSTEM_PATH, L"%ls\\*", path);
    search = FindFirstFileW(pattern, &found);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do {
        _snwprintf(below, 2 * SYSTEM_PATH, L"%ls\\%ls", path, found.cFileName);
        if (!(found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY))
            DeleteFileW(below);
        else if (found.cFileName[0] != L'.')
            remove_tree(below);
    } while (FindNextFileW(search, &found));
    FindClose(search);
    RemoveDirectoryW(path);
}

void system_remove(const char *path)
{
    wchar_t wide[SYSTEM_PATH + 10];

    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, SYSTEM_PATH + 10);
    if (!DeleteFileW(wide))
        remove_tree(wide);
}

bool system_write(const char *path, const char *text)
{
    wchar_t wide[SYSTEM_PATH + 10];
    FILE *file;

    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, SYSTEM_PATH + 10);
    file = _wfopen(wide, L"wb");
    return file && fputs(text, file) >= 0 && !fclose(file);
}

void system_set_env(const char *name, const char *value)
{
    wchar_t wide_name[64], wide_value[SYSTEM_PATH];

    MultiByteToWideChar(CP_UTF8, 0, name, -1, wide_name, 64);
    MultiByteToWideChar(CP_UTF8, 0, value, -1, wide_value, SYSTEM_PATH);
    SetEnvironmentVariableW(wide_name, wide_value);
}

void system_pause(unsigned milliseconds)
{
    Sleep(milliseconds);
}

int system_run_self(const char *argument)
{
    wchar_t program[MAX_PATH], line[MAX_PATH + 64];
    STARTUPINFOW start = { .cb = sizeof start };
    PROCESS_INFORMATION process;
    DWORD code = (DWORD)-1;

    GetModuleFileNameW(NULL, program, MAX_PATH);
    _snwprintf(line, MAX_PATH + 64, L"\"%ls\" %hs", program, argument);
    if (!CreateProcessW(program, line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &process))
        return -1;
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    CloseHandle(process.hProcess);
    CloseHandle(process.hThread);
    return (int)code;
}
