/* unload_test.c - libhcn.dll taken out of a process while a call hangs in the system's DLL. */
#include "../check.h"

#include <windows.h>

#include <hcn/hcn.h>

/* Functions of the library, by their names. */
static struct {
    struct hcn_call *(*call_begin)(void);
    void (*call_end)(struct hcn_call *call);
    struct hcn_service *(*service_open)(struct hcn_call *call, const char *which);
    void (*service_close)(struct hcn_service *service);
    void (*set_timeout)(struct hcn_call *call, uint32_t milliseconds);
    enum hcn_class (*call_class)(const struct hcn_call *call);
    struct hcn_network *(*network_create)(struct hcn_call *call, struct hcn_service *service,
                                          const struct hcn_guid *id, const char *json);
    bool (*network_enumerate)(struct hcn_call *call, struct hcn_service *service, const char *query,
                              struct hcn_guid_list *out);
} hcn;

static const char *const names[] = {
    "hcn_call_begin",       "hcn_call_end",   "hcn_service_open",        "hcn_service_close",
    "hcn_call_set_timeout", "hcn_call_class", "hcn_network_create_json", "hcn_network_enumerate",
};

static HMODULE load(void)
{
    HMODULE library = LoadLibraryW(L"libhcn.dll");
    FARPROC found[COUNT(names)];

    CHECK(library);
    CHECK(sizeof found == sizeof hcn);
    for (size_t i = 0; i < COUNT(names); i++) {
        found[i] = GetProcAddress(library, names[i]);
        CHECK(found[i]);
    }
    memcpy(&hcn, found, sizeof hcn);
    return library;
}

/* What other processes wait for as long as we have it. */
static HANDLE lock_store(void)
{
    wchar_t path[MAX_PATH + 8];
    OVERLAPPED first = { 0 };
    HANDLE file;

    CHECK(GetEnvironmentVariableW(L"HCN_STATE", path, MAX_PATH));
    wcscat(path, L"\\lock");
    file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                       OPEN_EXISTING, 0, NULL);
    CHECK(file != INVALID_HANDLE_VALUE);
    CHECK(LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &first));
    return file;
}

static size_t count_networks(struct hcn_service *service)
{
    struct hcn_call *call = hcn.call_begin();
    struct hcn_guid_list list;

    CHECK(hcn.network_enumerate(call, service, NULL, &list));
    hcn.call_end(call);
    return list.count;
}

/* The thread is in the DLL when the library goes: it comes back into code that is still there. */
static void a_call_that_hangs_outlives_its_library(void **state)
{
    HMODULE library = load();
    struct hcn_call *call = hcn.call_begin();
    struct hcn_service *service = hcn.service_open(call, "windows:");
    HANDLE lock;

    (void)state;
    check_number("before", count_networks(service), 0);
    lock = lock_store();
    hcn.set_timeout(call, 50);
    CHECK(!hcn.network_create(call, service, NULL, "{}"));
    check_number("late", hcn.call_class(call), HCN_CLASS_TIMED_OUT);
    hcn.call_end(call);
    hcn.service_close(service);
    FreeLibrary(library);
    CHECK(GetModuleHandleW(L"libhcn.dll"));
    CloseHandle(lock);
    for (int i = 0; i < 500 && GetModuleHandleW(L"libhcn.dll"); i++)
        Sleep(20);
    CHECK(!GetModuleHandleW(L"libhcn.dll"));

    library = load();
    call = hcn.call_begin();
    service = hcn.service_open(call, "windows:");
    check_number("afterwards", count_networks(service), 0);
    hcn.service_close(service);
    hcn.call_end(call);
    FreeLibrary(library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_that_hangs_outlives_its_library),
    };

    return cmocka_run_group_tests_name("windows.unload", tests, NULL, NULL);
}
