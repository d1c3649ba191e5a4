/* arguments_test.c - each function with what it must not be given, and handles that are none. */
#include "kinds.h"

#include "../check.h"

#include <stdlib.h>

#define NONSENSE ((void *)(uintptr_t)0x5A5A5A50)

static int begin(void **state)
{
    (void)state;
    kinds_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    kinds_end();
    return 0;
}

/* Out pointers that hold something already. */
static PWSTR text, record;
static void *handle;

static void fill(void)
{
    text = record = NONSENSE;
    handle = NONSENSE;
}

static void expect(const char *what, HRESULT got, HRESULT expected)
{
    check_result(what, got, expected, &record);
    fill();
}

static void out_pointers_that_are_missing_are_refused(void **state)
{
    (void)state;
    fill();
    for (const struct functions *k = kinds; k < kinds + KIND_COUNT; k++) {
        expect(k->name, k->enumerate(NULL, NULL, &record), E_INVALIDARG);
        expect(k->name, k->create(id_of(2), wide("{}"), NULL, &record), E_INVALIDARG);
        expect(k->name, k->open(id_of(2), NULL, &record), E_INVALIDARG);
        expect(k->name, k->query(NULL, NULL, NULL, &record), E_INVALIDARG);
    }
    expect("stats", HcnQueryEndpointStats(NULL, NULL, NULL, &record), E_INVALIDARG);
    expect("addresses", HcnQueryEndpointAddresses(NULL, NULL, NULL, &record), E_INVALIDARG);
    expect("features", HcnQueryFeatures(NULL, NULL, &record), E_INVALIDARG);
    expect("metrics", HcnQueryMetrics(NULL, NULL, &record), E_INVALIDARG);
}

static void ids_and_settings_that_are_missing_are_refused(void **state)
{
    (void)state;
    fill();
    for (const struct functions *k = kinds; k < kinds + KIND_COUNT; k++) {
        expect(k->name, k->create(NULL, wide("{}"), &handle, &record), E_INVALIDARG);
        expect(k->name, k->create(id_of(2), NULL, &handle, &record), E_INVALIDARG);
        expect(k->name, k->open(NULL, &handle, &record), E_INVALIDARG);
        expect(k->name, k->remove(NULL, &record), E_INVALIDARG);
    }
    expect("network", HcnCreateEndpoint(NULL, id_of(2), wide("{}"), &handle, &record),
           E_INVALIDARG);
}

/* Whatever fails, nothing is left in an out pointer to be freed or closed twice. */
static void out_pointers_are_cleared_first(void **state)
{
    static const uint16_t half[] = { '{', 0xD800, '}', 0 };

    (void)state;
    for (const struct functions *k = kinds; k < kinds + KIND_COUNT; k++) {
        fill();
        check_result(k->name, k->enumerate(half, &text, &record), E_INVALIDARG, &record);
        CHECK(!text);
        fill();
        check_result(k->name, k->create(id_of(2), half, &handle, &record), E_INVALIDARG, &record);
        CHECK(!handle);
        fill();
        check_result(k->name, k->create(id_of(2), wide("{"), &handle, &record), (HRESULT)0x803B001B,
                     &record);
        CHECK(!handle);
        fill();
        check_result(k->name, k->open(id_of(9), &handle, NULL), k->not_found, NULL);
        CHECK(!handle);
        check_result(k->name, k->query(NULL, NULL, &text, NULL), E_HANDLE, NULL);
        CHECK(!text);
    }
    fill();
    check_result("features", HcnQueryFeatures(NULL, &text, &record), E_NOTIMPL, &record);
    CHECK(!text);
    fill();
    check_result("metrics", HcnQueryMetrics(half, &text, NULL), E_NOTIMPL, NULL);
    CHECK(!text);
}

static void records_are_not_asked_for_by_all(void **state)
{
    (void)state;
    for (const struct functions *k = kinds; k < kinds + KIND_COUNT; k++) {
        check_result(k->name, k->create(id_of(2), wide(k->settings), &handle, NULL), S_OK, NULL);
        check_result(k->name, k->modify(handle, wide("{"), NULL), (HRESULT)0x803B001B, NULL);
        check_result(k->name, k->modify(handle, NULL, NULL), E_INVALIDARG, NULL);
        check_result(k->name, k->remove(id_of(2), NULL), S_OK, NULL);
        check_result(k->name, k->remove(id_of(2), NULL), k->not_found, NULL);
        check_result(k->name, k->close(handle), S_OK, NULL);
    }
}

/* ---- handles ----------------------------------------------------------------------------- */

static void refuse_everywhere(void *garbage, int but)
{
    for (int i = 0; i < KIND_COUNT; i++) {
        if (i == but)
            continue;
        check_result(kinds[i].name, kinds[i].query(garbage, NULL, &text, &record), E_HANDLE,
                     &record);
        check_result(kinds[i].name, kinds[i].modify(garbage, wide("{}"), &record), E_HANDLE,
                     &record);
        check_result(kinds[i].name, kinds[i].close(garbage), E_HANDLE, NULL);
    }
    check_result("service", HcnUnregisterServiceCallback(garbage), E_HANDLE, NULL);
    check_result("network", HcnUnregisterNetworkCallback(garbage), E_HANDLE, NULL);
    check_result("guest", HcnUnregisterGuestNetworkServiceCallback(garbage), E_HANDLE, NULL);
    check_result("ports", HcnReleaseGuestNetworkServicePortReservationHandle(garbage), E_HANDLE,
                 NULL);
}

static void handles_of_other_kinds_are_refused(void **state)
{
    (void)state;
    for (int i = 0; i < KIND_COUNT; i++) {
        check_result("made", kinds[i].create(id_of(2), wide(kinds[i].settings), &handle, &record),
                     S_OK, &record);
        refuse_everywhere(handle, i);
        check_result("still there", kinds[i].close(handle), S_OK, NULL);
        refuse_everywhere(handle, -1);
        check_result("deleted", kinds[i].remove(id_of(2), NULL), S_OK, NULL);
    }
}

/* Numbers beside a live handle, pointers, and any others; none may be followed. */
static void garbage_is_refused(void **state)
{
    uint64_t random = 88172645463325252;
    char *heap = malloc(64);

    (void)state;
    check_result("made", HcnOpenNetwork(id_of(1), &handle, &record), S_OK, &record);
    for (unsigned bit = 0; bit < 8 * sizeof handle; bit++)
        refuse_everywhere((void *)((uintptr_t)handle ^ (uintptr_t)1 << bit), NETWORK_ROW);
    for (uintptr_t i = 0; i < 512; i++)
        refuse_everywhere((void *)i, -1);
    for (int i = 0; i < 512; i++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        refuse_everywhere((void *)(uintptr_t)random, -1);
    }
    refuse_everywhere(heap, -1);
    refuse_everywhere(&heap, -1);
    refuse_everywhere((void *)UINTPTR_MAX, -1);
    free(heap);
    check_result("still there", HcnCloseNetwork(handle), S_OK, NULL);
}

/* The place of a closed handle is used again, its number is not. */
static void numbers_of_handles_do_not_come_back(void **state)
{
    enum { ROUNDS = 1000 };
    static void *seen[ROUNDS];

    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        check_result("made", HcnOpenNetwork(id_of(1), &seen[i], NULL), S_OK, NULL);
        for (int k = 0; k < i; k++)
            CHECK(seen[k] != seen[i]);
        check_result("closed", HcnCloseNetwork(seen[i]), S_OK, NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(out_pointers_that_are_missing_are_refused),
        cmocka_unit_test(ids_and_settings_that_are_missing_are_refused),
        cmocka_unit_test(out_pointers_are_cleared_first),
        cmocka_unit_test(records_are_not_asked_for_by_all),
        cmocka_unit_test(handles_of_other_kinds_are_refused),
        cmocka_unit_test(garbage_is_refused),
        cmocka_unit_test(numbers_of_handles_do_not_come_back),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
