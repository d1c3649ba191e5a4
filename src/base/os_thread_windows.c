/* os_thread_windows.c - threads, events and directory notifications behind os_thread.h. */
#include "base/os_thread.h"

#include "base/memory.h"
#include "base/os_windows.h"

/* ---- threads ----------------------------------------------------------------------------- */

struct thread {
    HANDLE thread;
    DWORD id;
    void (*run)(void *context);
    void *context;
};

static DWORD WINAPI run(void *argument)
{
    struct thread *t = argument;

    t->run(t->context);
    return 0;
}

bool os_thread_start(struct hcn_call *c, struct os_thread *t, void (*act)(void *context),
                     void *context)
{
    struct thread *own = memory_new(sizeof *own);

    if (!own)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *own = (struct thread){ .run = act, .context = context };
    own->thread = CreateThread(NULL, 0, run, own, CREATE_SUSPENDED, &own->id);
    if (own->thread) {
        ResumeThread(own->thread);
        t->handle = own;
        return true;
    }
    memory_free(own);
    return fail(c, E_OUTOFMEMORY, "a thread cannot be made: error %lu of Windows", GetLastError());
}

void os_thread_join(struct os_thread *t)
{
    struct thread *own = t->handle;

    if (own) {
        WaitForSingleObject(own->thread, INFINITE);
        CloseHandle(own->thread);
    }
    memory_free(own);
    t->handle = NULL;
}

bool os_thread_is_self(const struct os_thread *t)
{
    const struct thread *own = t->handle;

    return own && own->id == GetCurrentThreadId();
}

/* ---- conditions -------------------------------------------------------------------------- */

bool os_condition_open(struct os_condition *o)
{
    o->handle = memory_new(sizeof(CONDITION_VARIABLE));
    if (o->handle)
        InitializeConditionVariable(o->handle);
    return o->handle != NULL;
}

void os_condition_close(struct os_condition *o)
{
    memory_free(o->handle);
    o->handle = NULL;
}

/* Who changes things has the lock, and so the guard after us: he cannot come in between. */
void os_condition_wait(struct os_condition *o, struct os_mutex *m)
{
    struct windows_mutex *own = m->handle;

    AcquireSRWLockExclusive(&own->guard);
    own->taken = false;
    WakeConditionVariable(&own->freed);
    SleepConditionVariableSRW(o->handle, &own->guard, INFINITE, 0);
    ReleaseSRWLockExclusive(&own->guard);
    os_lock(m);
}

void os_condition_broadcast(struct os_condition *o)
{
    WakeAllConditionVariable(o->handle);
}

/* ---- signals ----------------------------------------------------------------------------- */

static HANDLE event_of(const struct os_signal *s)
{
    return (HANDLE)s->descriptor;
}

bool os_signal_open(struct os_signal *s)
{
    HANDLE event = CreateEventW(NULL, TRUE, FALSE, NULL);

    s->descriptor = event ? (intptr_t)event : -1;
    return event != NULL;
}

void os_signal_close(struct os_signal *s)
{
    if (s->descriptor != -1)
        CloseHandle(event_of(s));
    s->descriptor = -1;
}

void os_signal_raise(struct os_signal *s)
{
    SetEvent(event_of(s));
}

void os_signal_lower(struct os_signal *s)
{
    ResetEvent(event_of(s));
}

void os_signal_wait(struct os_signal *s, uint32_t milliseconds)
{
    WaitForSingleObject(event_of(s), milliseconds);
}

/* ---- files ------------------------------------------------------------------------------- */

enum { SHARE_ALL = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE };

/* Changes are told for whole directories. */
static void cut_name(wchar_t *path)
{
    wchar_t *end = path;

    for (wchar_t *p = path; *p; p++)
        if (*p == L'/' || *p == L'\\')
            end = p;
    *end = L'\0';
}

static bool watch_file(struct hcn_call *c, const char *path, struct os_watch *w)
{
    wchar_t *wide = windows_wide(c, path);

    if (!wide)
        return false;
    w->file =
        (intptr_t)CreateFileW(wide, FILE_READ_ATTRIBUTES, SHARE_ALL, NULL, OPEN_EXISTING, 0, NULL);
    cut_name(wide);
    w->changes = (intptr_t)FindFirstChangeNotificationW(wide, FALSE,
                                                        FILE_NOTIFY_CHANGE_FILE_NAME |
                                                            FILE_NOTIFY_CHANGE_ATTRIBUTES |
                                                            FILE_NOTIFY_CHANGE_LAST_WRITE);
    return (w->file != -1 && w->changes != -1) ||
           fail(c, E_FAIL, "%s: changes cannot be watched: error %lu of Windows", path,
                GetLastError());
}

bool os_watch_open(struct hcn_call *c, const char *path, struct os_watch *out)
{
    *out = OS_WATCH_NONE;
    if (!os_signal_open(&out->wake))
        fail(c, E_FAIL, "an event cannot be made: error %lu of Windows", GetLastError());
    else if (!path || watch_file(c, path, out))
        return true;
    os_watch_close(out);
    return false;
}

void os_watch_close(struct os_watch *w)
{
    if (w->file != -1)
        CloseHandle((HANDLE)w->file);
    if (w->changes != -1)
        FindCloseChangeNotification((HANDLE)w->changes);
    os_signal_close(&w->wake);
    *w = OS_WATCH_NONE;
}

/* A file that was removed lives on while somebody has it open, but nobody finds it any more. */
static bool is_there(intptr_t file)
{
    FILE_STANDARD_INFO is;

    return file == -1 ||
           (GetFileInformationByHandleEx((HANDLE)file, FileStandardInfo, &is, sizeof is) &&
            !is.DeletePending && is.NumberOfLinks > 0);
}

enum os_change os_watch_wait(struct os_watch *w)
{
    HANDLE both[] = { event_of(&w->wake), (HANDLE)w->changes };

    if (WaitForMultipleObjects(w->changes == -1 ? 1 : 2, both, FALSE, INFINITE) ==
        WAIT_OBJECT_0 + 1)
        FindNextChangeNotification(both[1]);
    os_signal_lower(&w->wake);
    return is_there(w->file) ? OS_CHANGED : OS_GONE;
}

void os_watch_wake(struct os_watch *w)
{
    os_signal_raise(&w->wake);
}
