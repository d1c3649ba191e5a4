/* os_windows.c - Windows behind os.h. */
#include "base/os_windows.h"

#include <ntsecapi.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/os.h"

const char os_platform[] = "Windows";

/* ---- text -------------------------------------------------------------------------------- */

wchar_t *windows_wide(struct hcn_call *c, const char *text)
{
    const int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    wchar_t *out = call_alloc(c, (size_t)size * sizeof *out);

    if (out)
        MultiByteToWideChar(CP_UTF8, 0, text, -1, out, size);
    return out;
}

char *windows_narrow(struct hcn_call *c, const wchar_t *text)
{
    const int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *out = call_alloc(c, (size_t)size);

    if (out)
        WideCharToMultiByte(CP_UTF8, 0, text, -1, out, size, NULL, NULL);
    return out;
}

const char *os_env(struct hcn_call *c, const char *name)
{
    const wchar_t *wide = windows_wide(c, name);
    const DWORD size = wide ? GetEnvironmentVariableW(wide, NULL, 0) : 0;
    wchar_t *value = size ? call_alloc(c, size * sizeof *value) : NULL;

    if (!value || GetEnvironmentVariableW(wide, value, size) >= size)
        return NULL;
    return windows_narrow(c, value);
}

/* ---- chance and time --------------------------------------------------------------------- */

bool os_random(struct hcn_call *c, void *out, size_t size)
{
    return RtlGenRandom(out, (ULONG)size) ||
           fail(c, E_FAIL, "the system gave no random numbers: error %lu", GetLastError());
}

uint64_t os_clock(void)
{
    const uint64_t million = 1000000;
    LARGE_INTEGER now, second;
    uint64_t ticks, rate;

    QueryPerformanceFrequency(&second);
    QueryPerformanceCounter(&now);
    ticks = (uint64_t)now.QuadPart;
    rate = (uint64_t)second.QuadPart;
    return ticks / rate * million + ticks % rate * million / rate;
}

void os_pause(uint64_t microseconds)
{
    Sleep((DWORD)(microseconds / 1000));
}

uint64_t os_filetime(void)
{
    FILETIME now;

    GetSystemTimeAsFileTime(&now);
    return (uint64_t)now.dwHighDateTime << 32 | now.dwLowDateTime;
}

/* ---- which boot this is ------------------------------------------------------------------ */

/* Under Wine the machine is the host: its registry is made anew whenever the last program ends. */
static bool read_host_boot(char *out, size_t size)
{
    HANDLE file = CreateFileW(L"\\\\?\\unix\\proc\\sys\\kernel\\random\\boot_id", GENERIC_READ,
                              FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    DWORD got = 0;

    if (file == INVALID_HANDLE_VALUE)
        return false;
    if (!ReadFile(file, out, (DWORD)size - 1, &got, NULL))
        got = 0;
    CloseHandle(file);
    out[got] = '\0';
    out[strcspn(out, "\n")] = '\0';
    return *out != '\0';
}

/* A volatile key lasts until the machine starts anew: when it was made says which boot this is. */
static LSTATUS read_key_time(HKEY root, FILETIME *made)
{
    HKEY key;
    LSTATUS status = RegCreateKeyExW(root, L"SOFTWARE\\hcn-boot", 0, NULL, REG_OPTION_VOLATILE,
                                     KEY_QUERY_VALUE, NULL, &key, NULL);

    if (status)
        return status;
    status =
        RegQueryInfoKeyW(key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, made);
    RegCloseKey(key);
    return status;
}

bool os_boot(struct hcn_call *c, char *out, size_t size)
{
    FILETIME made;
    LSTATUS status;

    if (read_host_boot(out, size))
        return true;
    status = read_key_time(HKEY_LOCAL_MACHINE, &made);
    if (status == ERROR_ACCESS_DENIED)
        status = read_key_time(HKEY_CURRENT_USER, &made);
    if (status)
        return fail(c, E_FAIL, "the registry key SOFTWARE\\hcn-boot: error %ld", (long)status);
    snprintf(out, size, "%08lx%08lx", made.dwHighDateTime, made.dwLowDateTime);
    return true;
}

/* ---- locks ------------------------------------------------------------------------------- */

/* Windows has no lock that waits for a time: so one is made of two that wait for a moment. */
bool os_mutex_open(struct os_mutex *m)
{
    struct windows_mutex *own = memory_new(sizeof *own);

    m->handle = own;
    if (!own)
        return false;
    *own = (struct windows_mutex){ SRWLOCK_INIT, CONDITION_VARIABLE_INIT, false };
    return true;
}

void os_mutex_close(struct os_mutex *m)
{
    memory_free(m->handle);
    m->handle = NULL;
}

void os_lock(struct os_mutex *m)
{
    os_lock_within(m, 0);
}

/* The guard is held. False: it is taken, and the time is up. */
static bool wait_until_free(struct windows_mutex *own, uint32_t timeout)
{
    const uint64_t end = os_clock() + (uint64_t)timeout * 1000;

    while (own->taken) {
        const uint64_t now = os_clock();

        if (timeout && now >= end)
            return false;
        SleepConditionVariableSRW(&own->freed, &own->guard,
                                  timeout ? (DWORD)((end - now) / 1000 + 1) : INFINITE, 0);
    }
    return true;
}

bool os_lock_within(struct os_mutex *m, uint32_t timeout)
{
    struct windows_mutex *own = m->handle;
    bool got;

    AcquireSRWLockExclusive(&own->guard);
    got = !own->taken || wait_until_free(own, timeout);
    own->taken = true;
    ReleaseSRWLockExclusive(&own->guard);
    return got;
}

/* Woken before the guard is given up: from then on the next owner may close it. */
void os_unlock(struct os_mutex *m)
{
    struct windows_mutex *own = m->handle;

    AcquireSRWLockExclusive(&own->guard);
    own->taken = false;
    WakeConditionVariable(&own->freed);
    ReleaseSRWLockExclusive(&own->guard);
}

static SRWLOCK process_lock = SRWLOCK_INIT;

void os_lock_process(void)
{
    AcquireSRWLockExclusive(&process_lock);
}

void os_unlock_process(void)
{
    ReleaseSRWLockExclusive(&process_lock);
}

/* ---- this process ------------------------------------------------------------------------ */

long os_process(void)
{
    return (long)GetCurrentProcessId();
}

/* By then the other threads have been ended, wherever they were: what they held stays locked. */
bool os_at_exit(void (*function)(void))
{
    (void)function;
    return false;
}
