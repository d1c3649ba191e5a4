/* os_file_windows.c - Windows behind os_file.h. */
#include "base/os_file.h"

#include "base/os_windows.h"
#include <sddl.h>

#include "base/os.h"

enum { SHARE_ALL = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE };

static const struct {
    DWORD error;
    int32_t hresult;
    const char *text;
} refusals[] = {
    { ERROR_ACCESS_DENIED, E_ACCESSDENIED,
      "access denied, expected a directory of this user: become its owner or choose another" },
    { ERROR_WRITE_PROTECT, E_ACCESSDENIED,
      "on a disk that is read-only, expected one to write to" },
    { ERROR_DISK_FULL, HCN_WIN32_DISK_FULL, "no space is left on the disk: make room" },
    { ERROR_DIRECTORY, E_INVALIDARG, "a file is on the way, expected directories alone" },
    { ERROR_PATH_NOT_FOUND, E_INVALIDARG, "a drive is missing, or a file is on the way" },
    { ERROR_INVALID_NAME, E_INVALIDARG, "expected the name of a file" },
    { ERROR_FILENAME_EXCED_RANGE, E_INVALIDARG, "the name is too long" },
};

static bool refuse(struct hcn_call *c, const char *path)
{
    const DWORD error = GetLastError();

    for (size_t i = 0; i < COUNT(refusals); i++)
        if (refusals[i].error == error)
            return fail(c, refusals[i].hresult, "%s: %s", path, refusals[i].text);
    return fail(c, E_FAIL, "%s: error %lu of Windows", path, error);
}

/* ---- directories ------------------------------------------------------------------------- */

/* For the system, administrators and the owner, and so for what is in it. */
static bool create(const wchar_t *path)
{
    SECURITY_ATTRIBUTES only = { .nLength = sizeof only };
    bool made;

    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)", SDDL_REVISION_1,
            &only.lpSecurityDescriptor, NULL))
        return false;
    made = CreateDirectoryW(path, &only) || GetLastError() == ERROR_ALREADY_EXISTS;
    LocalFree(only.lpSecurityDescriptor);
    return made;
}

static wchar_t *last_slash(wchar_t *path)
{
    wchar_t *found = NULL;

    for (; *path; path++)
        if (*path == L'/' || *path == L'\\')
            found = path;
    return found;
}

/* With those above it, where they are missing. */
static bool make(wchar_t *path)
{
    wchar_t *slash = last_slash(path), was;
    bool above;

    if (create(path))
        return true;
    if (GetLastError() != ERROR_PATH_NOT_FOUND || !slash || slash == path)
        return false;
    was = *slash;
    *slash = L'\0';
    above = make(path);
    *slash = was;
    return above && create(path);
}

bool os_directory(struct hcn_call *c, const char *path)
{
    wchar_t *wide = windows_wide(c, path);
    DWORD is;

    if (!wide)
        return false;
    is = GetFileAttributesW(wide);
    if (is == INVALID_FILE_ATTRIBUTES)
        return make(wide) || refuse(c, path);
    return is & FILE_ATTRIBUTE_DIRECTORY ||
           fail(c, E_INVALIDARG, "%s: expected a directory, found a file", path);
}

/* ---- files ------------------------------------------------------------------------------- */

static bool open_file(struct hcn_call *c, const char *path, HANDLE *out)
{
    const wchar_t *wide = windows_wide(c, path);

    *out = INVALID_HANDLE_VALUE;
    if (!wide)
        return false;
    *out = CreateFileW(wide, GENERIC_READ | GENERIC_WRITE, SHARE_ALL, NULL, OPEN_ALWAYS,
                       FILE_ATTRIBUTE_NORMAL, NULL);
    return *out != INVALID_HANDLE_VALUE || refuse(c, path);
}

bool os_private_file(struct hcn_call *c, const char *path)
{
    HANDLE file;

    if (!open_file(c, path, &file))
        return false;
    CloseHandle(file);
    return true;
}

bool os_lock_open(struct hcn_call *c, const char *path, struct os_lock_file *out)
{
    HANDLE file;
    const bool opened = open_file(c, path, &file);

    out->file = (intptr_t)file;
    return opened;
}

static HANDLE handle_of(const struct os_lock_file *l)
{
    return (HANDLE)l->file;
}

void os_lock_close(struct os_lock_file *l)
{
    if (l->file != -1)
        CloseHandle(handle_of(l));
    l->file = -1;
}

/* ---- locks ------------------------------------------------------------------------------- */

static bool set(const struct os_lock_file *l, DWORD how, uint64_t byte)
{
    OVERLAPPED at = { .Offset = (DWORD)byte, .OffsetHigh = (DWORD)(byte >> 32) };

    return LockFileEx(handle_of(l), how, 0, 1, 0, &at);
}

static void unset(const struct os_lock_file *l, uint64_t byte)
{
    OVERLAPPED at = { .Offset = (DWORD)byte, .OffsetHigh = (DWORD)(byte >> 32) };

    UnlockFileEx(handle_of(l), 0, 1, 0, &at);
}

static bool refuse_lock(struct hcn_call *c)
{
    return fail(c, E_FAIL, "the lock of the store: error %lu of Windows", GetLastError());
}

/* Windows waits without limit only; with one, we ask again, ever less often. */
static bool wait_until(struct hcn_call *c, struct os_lock_file *l)
{
    const uint64_t end = os_clock() + (uint64_t)c->timeout * 1000;
    DWORD pause = 0;

    while (!set(l, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0)) {
        if (GetLastError() != ERROR_LOCK_VIOLATION && GetLastError() != ERROR_IO_PENDING)
            return refuse_lock(c);
        if (os_clock() >= end)
            return fail(c, HCN_WIN32_TIMEOUT,
                        "the store is in use by another process: waited %u ms for its lock",
                        (unsigned)c->timeout);
        Sleep(pause);
        pause = pause < 2 ? pause + 1 : 2;
    }
    return true;
}

bool os_lock_take(struct hcn_call *c, struct os_lock_file *l)
{
    if (c->timeout)
        return wait_until(c, l);
    return set(l, LOCKFILE_EXCLUSIVE_LOCK, 0) || refuse_lock(c);
}

void os_lock_give(struct os_lock_file *l)
{
    unset(l, 0);
}

bool os_lock_byte(struct os_lock_file *l, uint64_t byte)
{
    return set(l, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, byte);
}

/* Asked by trying, for Windows does not tell; shared, so that two who ask do not see each other. */
bool os_lock_held(struct os_lock_file *l, uint64_t byte)
{
    if (!set(l, LOCKFILE_FAIL_IMMEDIATELY, byte))
        return true;
    unset(l, byte);
    return false;
}

/* Who watches hears of a new time at once; of bytes only when Windows writes them to the disk. */
void os_lock_touch(struct os_lock_file *l)
{
    FILETIME now;

    GetSystemTimeAsFileTime(&now);
    SetFileTime(handle_of(l), NULL, NULL, &now);
}
