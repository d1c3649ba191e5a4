/* os_worker_windows.c - threads that take over the token of the thread that makes them. */
#include "base/os_worker.h"

#include <windows.h>

#include "base/memory.h"

struct job {
    void (*run)(void *context);
    void *context;
    HANDLE token;   /* whom it impersonates; NULL: the process itself */
    HMODULE module; /* of this code: it stays loaded until the thread has ended */
};

static void job_free(struct job *job)
{
    if (job->token)
        CloseHandle(job->token);
    if (job->module)
        FreeLibrary(job->module);
    memory_free(job);
}

static DWORD WINAPI run(void *argument)
{
    struct job *job = argument;
    HMODULE module = job->module;

    job->run(job->context);
    job->module = NULL;
    job_free(job);
    FreeLibraryAndExitThread(module, 0);
}

static bool hold_module(struct job *job)
{
    static const char here;

    return GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (LPCWSTR)&here, &job->module);
}

/* A thread that impersonates nobody has no token. */
static bool take_token(struct job *job)
{
    HANDLE own;
    bool ok;

    if (!OpenThreadToken(GetCurrentThread(), TOKEN_DUPLICATE | TOKEN_IMPERSONATE | TOKEN_QUERY,
                         TRUE, &own))
        return GetLastError() == ERROR_NO_TOKEN;
    ok = DuplicateTokenEx(own, TOKEN_IMPERSONATE | TOKEN_QUERY, NULL, SecurityImpersonation,
                          TokenImpersonation, &job->token);
    CloseHandle(own);
    return ok;
}

static void do_nothing(void *context)
{
    (void)context;
}

/* It gets its token before it runs; from then on it owns the job. */
static bool start(struct hcn_call *c, struct job *job)
{
    HANDLE thread = CreateThread(NULL, 0, run, job, CREATE_SUSPENDED, NULL);

    if (!thread) {
        fail(c, E_OUTOFMEMORY, "a thread cannot be made: error %lu", GetLastError());
        job_free(job);
        return false;
    }
    if (job->token && !SetThreadToken(&thread, job->token)) {
        fail(c, E_ACCESSDENIED, "a thread cannot have this one's rights: error %lu",
             GetLastError());
        job->run = do_nothing;
    }
    ResumeThread(thread);
    CloseHandle(thread);
    return !failed(c);
}

bool os_worker_start(struct hcn_call *c, void (*act)(void *context), void *context)
{
    struct job *job = memory_new(sizeof *job);

    if (!job)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *job = (struct job){ .run = act, .context = context };
    if (hold_module(job) && take_token(job))
        return start(c, job);
    fail(c, E_ACCESSDENIED, "this thread's rights cannot be handed on: error %lu", GetLastError());
    job_free(job);
    return false;
}
