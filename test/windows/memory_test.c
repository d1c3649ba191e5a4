/*
 * memory_test.c - what callers are given is memory of COM, each time as much as they free: counted
 * by COM itself, for every function of every kind, when it succeeds and when it fails.
 */
#define COBJMACROS
#include "../abi/kinds.h"

#include "../check.h"

#include <objidl.h>

/* ---- a spy -------------------------------------------------------------------------------- */

static long live; /* pieces of memory that nobody has freed */

static HRESULT STDMETHODCALLTYPE query(IMallocSpy *self, REFIID id, void **out)
{
    (void)id;
    *out = self;
    return S_OK;
}

static ULONG STDMETHODCALLTYPE count_references(IMallocSpy *self)
{
    (void)self;
    return 1;
}

static SIZE_T STDMETHODCALLTYPE before_alloc(IMallocSpy *self, SIZE_T size)
{
    (void)self;
    return size;
}

static void *STDMETHODCALLTYPE after_alloc(IMallocSpy *self, void *made)
{
    (void)self;
    live += made != NULL;
    return made;
}

static void *STDMETHODCALLTYPE before_free(IMallocSpy *self, void *given, WINBOOL spied)
{
    (void)self;
    live -= given && spied;
    return given;
}

static void STDMETHODCALLTYPE after_free(IMallocSpy *self, WINBOOL spied)
{
    (void)self;
    (void)spied;
}

/* Nobody else is expected to call: a call ends the program. */
static IMallocSpyVtbl functions_of_spy = { .QueryInterface = query,
                                           .AddRef = count_references,
                                           .Release = count_references,
                                           .PreAlloc = before_alloc,
                                           .PostAlloc = after_alloc,
                                           .PreFree = before_free,
                                           .PostFree = after_free };
static IMallocSpy spy = { &functions_of_spy };

static int begin(void **state)
{
    (void)state;
    kinds_begin();
    return CoRegisterMallocSpy(&spy);
}

static int end(void **state)
{
    (void)state;
    kinds_end();
    return 0;
}

/* ---- rows --------------------------------------------------------------------------------- */

/* So many pieces came with this call; they are freed. */
static void expect(const char *what, long pieces, PWSTR text, PWSTR record)
{
    check_number(what, (uint64_t)live, (uint64_t)pieces);
    CHECK(!text + !record == 2 - pieces);
    CoTaskMemFree(text);
    CoTaskMemFree(record);
    check_number(what, (uint64_t)live, 0);
}

static void each_function_gives_what_is_freed(void **state)
{
    PWSTR text, record;
    void *handle;

    (void)state;
    for (const struct functions *k = kinds; k < kinds + KIND_COUNT; k++) {
        CHECK(k->create(id_of(2), wide(k->settings), &handle, &record) == S_OK);
        expect(k->name, 0, NULL, record);
        CHECK(k->create(id_of(2), wide("{"), &handle, &record) != S_OK);
        expect(k->name, 1, NULL, record);
        CHECK(k->enumerate(NULL, &text, &record) == S_OK);
        expect(k->name, 1, text, record);
        CHECK(k->enumerate(wide("{"), &text, &record) != S_OK);
        expect(k->name, 1, text, record);
        CHECK(k->open(id_of(9), &handle, &record) == k->not_found);
        expect(k->name, 1, NULL, record);
        CHECK(k->open(id_of(2), &handle, &record) == S_OK);
        CHECK(k->query(handle, wide(EVERYTHING), &text, &record) == S_OK);
        expect(k->name, 1, text, record);
        CHECK(k->query(handle, wide("{"), &text, &record) != S_OK);
        expect(k->name, 1, text, record);
        CHECK(k->modify(handle, wide("{"), &record) != S_OK);
        expect(k->name, 1, NULL, record);
        CHECK(k->remove(id_of(2), &record) == S_OK);
        expect(k->name, 0, NULL, record);
        CHECK(k->remove(id_of(2), NULL) == k->not_found);
        expect(k->name, 0, NULL, NULL);
    }
}

static void an_endpoint_tells(void **state)
{
    HCN_ENDPOINT endpoint;
    PWSTR text, record;

    (void)state;
    CHECK(HcnOpenEndpoint(id_of(15), &endpoint, NULL) == S_OK);
    CHECK(HcnQueryEndpointStats(endpoint, NULL, &text, &record) == S_OK);
    expect("statistics", 1, text, record);
    CHECK(HcnQueryEndpointAddresses(endpoint, NULL, &text, &record) == S_OK);
    expect("addresses", 1, text, record);
    CHECK(HcnQueryFeatures(NULL, &text, &record) == E_NOTIMPL);
    expect("features", 1, text, record);
    CHECK(HcnQueryMetrics(NULL, &text, &record) == E_NOTIMPL);
    expect("metrics", 1, text, record);
    CHECK(HcnCloseEndpoint(endpoint) == S_OK);
}

static void reservations_are_freed_by_their_function(void **state)
{
    HCN_GUESTNETWORKSERVICE guest;
    HCN_PORT_RANGE_ENTRY *entries;
    HANDLE held;
    ULONG count;

    (void)state;
    CHECK(HcnCreateGuestNetworkService(id_of(2), wide("{}"), &guest, NULL) == S_OK);
    CHECK(HcnReserveGuestNetworkServicePort(guest, HCN_PORT_PROTOCOL_TCP, HCN_PORT_ACCESS_EXCLUSIVE,
                                            80, &held) == S_OK);
    check_number("reserving", (uint64_t)live, 0);
    CHECK(HcnEnumerateGuestNetworkPortReservations(&count, &entries) == S_OK && count == 1);
    check_number("listed", (uint64_t)live, 1);
    HcnFreeGuestNetworkPortReservations(entries);
    check_number("freed", (uint64_t)live, 0);
    CHECK(HcnReleaseGuestNetworkServicePortReservationHandle(held) == S_OK);
    CHECK(HcnCloseGuestNetworkService(guest) == S_OK);
    CHECK(HcnDeleteGuestNetworkService(id_of(2), NULL) == S_OK);
}

/* Of what it asks of the 57 functions it keeps nothing. */
static void hnscall_gives_an_answer(void **state)
{
    static const struct {
        const char *method, *path, *request;
    } rows[] = {
        { "GET", "/networks/", NULL },
        { "POST", "/networks/",
          "{\"ID\":\"22222222-2222-2222-2222-222222222222\",\"Type\":\"x\"}" },
        { "POST", "/networks/", "{\"ID\":\"22222222-2222-2222-2222-222222222222\"}" },
        { "GET", "/networks/22222222-2222-2222-2222-222222222222", NULL },
        { "DELETE", "/networks/22222222-2222-2222-2222-222222222222", NULL },
        { "DELETE", "/networks/22222222-2222-2222-2222-222222222222", NULL },
        { "GET", "/nowhere/", NULL },
    };
    PWSTR text;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        CHECK(HNSCall(wide(rows[i].method), wide(rows[i].path), wide(rows[i].request), &text) ==
              S_OK);
        expect(rows[i].path, 1, text, NULL);
    }
    CHECK(HNSCall(NULL, NULL, NULL, &text) == E_INVALIDARG);
    expect("nothing", 0, text, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_function_gives_what_is_freed),
        cmocka_unit_test(an_endpoint_tells),
        cmocka_unit_test(reservations_are_freed_by_their_function),
        cmocka_unit_test(hnscall_gives_an_answer),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
