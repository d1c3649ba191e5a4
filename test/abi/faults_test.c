/* faults_test.c - each allocation of each function fails once; nothing crashes, leaks or half
 * works. */
#include "kinds.h"

#include "../check.h"

#include <stdlib.h>

#include "base/memory.h"

static void ignore(DWORD type, void *context, HRESULT status, PCWSTR data)
{
    (void)type;
    (void)context;
    (void)status;
    (void)data;
}

/* One call; it undoes what it did. The record is not asked for by all. */
typedef HRESULT act(const struct functions *k, void *handle);

static HRESULT enumerate(const struct functions *k, void *handle)
{
    PWSTR list, record;
    HRESULT hr = k->enumerate(wide(EVERYTHING), &list, &record);

    (void)handle;
    CHECK(!list == (hr != S_OK));
    free(list);
    free(record);
    return hr;
}

static HRESULT open_it(const struct functions *k, void *handle)
{
    PWSTR record;
    void *opened;
    HRESULT hr = k->open(id_of(2), &opened, &record);

    (void)handle;
    CHECK(!opened == (hr != S_OK));
    free(record);
    if (opened)
        check_result("close", k->close(opened), S_OK, NULL);
    return hr;
}

static HRESULT query(const struct functions *k, void *handle)
{
    PWSTR text;
    HRESULT hr = k->query(handle, wide(EVERYTHING), &text, NULL);

    CHECK(!text == (hr != S_OK));
    free(text);
    return hr;
}

static HRESULT watch(const struct functions *k, void *handle)
{
    HCN_CALLBACK callback;
    HRESULT hr = HcnRegisterServiceCallback(ignore, NULL, &callback);

    (void)k;
    (void)handle;
    CHECK(!callback == (hr != S_OK));
    if (callback)
        check_result("unregister", HcnUnregisterServiceCallback(callback), S_OK, NULL);
    return hr;
}

static HRESULT list_ports(const struct functions *k, void *handle)
{
    HCN_PORT_RANGE_ENTRY *entries;
    ULONG count;
    HRESULT hr = HcnEnumerateGuestNetworkPortReservations(&count, &entries);

    (void)k;
    (void)handle;
    HcnFreeGuestNetworkPortReservations(entries);
    return hr;
}

static act *const acts[] = { enumerate, open_it, query, watch, list_ports };

/* Until the n-th allocation is one too many. */
static void sweep(const struct functions *k, act *do_it, void *handle)
{
    for (unsigned long n = 1;; n++) {
        HRESULT hr;

        memory_fail_at(n);
        hr = do_it(k, handle);
        if (memory_fail_at(0) < n) {
            check_result(k->name, hr, S_OK, NULL);
            return;
        }
        if (hr != S_OK)
            check_result(k->name, hr, E_OUTOFMEMORY, NULL);
    }
}

/* A create that fails leaves nothing; one that succeeds leaves a handle. */
static void *create(const struct functions *k)
{
    for (unsigned long n = 1;; n++) {
        PWSTR record;
        void *made;
        HRESULT hr;

        memory_fail_at(n);
        hr = k->create(id_of(2), wide(k->settings), &made, &record);
        memory_fail_at(0);
        free(record);
        CHECK(!made == (hr != S_OK));
        if (hr == S_OK)
            return made;
        check_result(k->name, hr, E_OUTOFMEMORY, NULL);
        check_result(k->name, k->open(id_of(2), &made, NULL), k->not_found, NULL);
    }
}

static void every_allocation_fails_once(void **state)
{
    (void)state;
    kinds_begin();
    for (const struct functions *k = kinds; k < kinds + KIND_COUNT; k++) {
        void *made = create(k);

        for (size_t i = 0; i < COUNT(acts); i++)
            sweep(k, acts[i], made);
        check_result(k->name, k->close(made), S_OK, NULL);
        check_result(k->name, k->remove(id_of(2), NULL), S_OK, NULL);
    }
    kinds_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
