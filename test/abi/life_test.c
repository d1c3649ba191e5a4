/* life_test.c - each kind from its creation to its end, through the shared library alone. */
#include "kinds.h"

#include "../check.h"

#include <pthread.h>

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

static bool is_listed(const struct functions *k, unsigned digit)
{
    PWSTR list, record;

    check_result(k->name, k->enumerate(NULL, &list, &record), S_OK, &record);
    return has_id(narrow(list), digit);
}

static void check_not_found(const struct functions *k, void *handle)
{
    void *out = handle;
    PWSTR text, record;

    check_result(k->name, k->query(handle, wide(EVERYTHING), &text, &record), k->not_found,
                 &record);
    CHECK(!text);
    check_result(k->name, k->open(id_of(2), &out, &record), k->not_found, &record);
    CHECK(!out);
    check_result(k->name, k->remove(id_of(2), &record), k->not_found, &record);
}

static void each_kind_lives_and_ends(void **state)
{
    (void)state;
    for (const struct functions *k = kinds; k < kinds + KIND_COUNT; k++) {
        void *made, *opened;
        PWSTR text, record;

        check_result(k->name, k->create(id_of(2), wide(k->settings), &made, &record), S_OK,
                     &record);
        CHECK(made && is_listed(k, 2));
        check_result(k->name, k->open(id_of(2), &opened, &record), S_OK, &record);
        CHECK(opened && opened != made);
        check_result(k->name, k->close(made), S_OK, NULL);
        check_result(k->name, k->modify(opened, wide(k->change), &record), S_OK, &record);
        check_result(k->name, k->query(opened, wide(EVERYTHING), &text, &record), S_OK, &record);
        CHECK(has_id(narrow(text), 2));
        check_result(k->name, k->remove(id_of(2), &record), S_OK, &record);
        CHECK(!is_listed(k, 2));
        check_not_found(k, opened);
        check_result(k->name, k->close(opened), S_OK, NULL);
        check_result(k->name, k->close(opened), E_HANDLE, NULL);
    }
}

/* An id of zero is any; what the settings say is taken. */
static void the_id_of_the_settings_is_taken(void **state)
{
    static const char settings[] = "{\"ID\":\"33333333-3333-3333-3333-333333333333\"}";
    const struct functions *k = &kinds[2];
    PWSTR record;
    void *made;

    (void)state;
    check_result(k->name, k->create(id_of(0), wide(settings), &made, &record), S_OK, &record);
    CHECK(is_listed(k, 3));
    check_result(k->name, k->remove(id_of(3), &record), S_OK, &record);
    check_result(k->name, k->close(made), S_OK, NULL);
}

static void lists_are_empty_not_missing(void **state)
{
    PWSTR list, record;

    (void)state;
    for (const struct functions *k = kinds; k < kinds + KIND_COUNT; k++) {
        check_result(
            k->name,
            k->enumerate(wide("{\"Filter\":\"{\\\"Name\\\":\\\"nobody\\\"}\"}"), &list, &record),
            S_OK, &record);
        check_text(k->name, narrow(list), "[]");
    }
}

static void an_endpoint_tells_addresses_and_statistics(void **state)
{
    HCN_ENDPOINT endpoint;
    const char *json;
    PWSTR text, record;

    (void)state;
    check_result("open", HcnOpenEndpoint(id_of(15), &endpoint, &record), S_OK, &record);
    check_result("addresses", HcnQueryEndpointAddresses(endpoint, NULL, &text, &record), S_OK,
                 &record);
    json = narrow(text);
    CHECK(has_id(json, 15) && strstr(json, "\"IpConfigurations\":[{\"IpAddress\":\"10.7."));
    CHECK(!strstr(json, "MacAddress"));
    check_result("stats", HcnQueryEndpointStats(endpoint, wide(""), &text, &record), S_OK, &record);
    CHECK(strstr(narrow(text), "\"BytesReceived\":0"));
    check_result("close", HcnCloseEndpoint(endpoint), S_OK, NULL);
}

/* ---- several threads -------------------------------------------------- */

enum { THREADS = 6, ROUNDS = 60 };

static void *open_and_close(void *shared)
{
    HCN_NETWORK *place = shared;
    intptr_t failures = 0;

    for (int i = 0; i < ROUNDS; i++) {
        HCN_NETWORK mine = NULL, theirs = __atomic_load_n(place, __ATOMIC_ACQUIRE);
        PWSTR text = NULL;
        HRESULT hr = HcnQueryNetworkProperties(theirs, wide(EVERYTHING), &text, NULL);

        world_free(text);
        failures += hr != S_OK && hr != E_HANDLE;
        failures += HcnOpenNetwork(id_of(1), &mine, NULL) != S_OK;
        theirs = __atomic_exchange_n(place, mine, __ATOMIC_ACQ_REL);
        failures += HcnCloseNetwork(theirs) != S_OK;
    }
    return (void *)failures;
}

/* All use the handle that one of them closes meanwhile. */
static void a_handle_may_be_closed_while_it_is_used(void **state)
{
    pthread_t threads[THREADS];
    HCN_NETWORK shared;
    void *failures;

    (void)state;
    check_result("open", HcnOpenNetwork(id_of(1), &shared, NULL), S_OK, NULL);
    for (int i = 0; i < THREADS; i++)
        CHECK(!pthread_create(&threads[i], NULL, open_and_close, &shared));
    for (int i = 0; i < THREADS; i++) {
        CHECK(!pthread_join(threads[i], &failures));
        check_number("failures", (uintptr_t)failures, 0);
    }
    check_result("close", HcnCloseNetwork(shared), S_OK, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_lives_and_ends),
        cmocka_unit_test(the_id_of_the_settings_is_taken),
        cmocka_unit_test(lists_are_empty_not_missing),
        cmocka_unit_test(an_endpoint_tells_addresses_and_statistics),
        cmocka_unit_test(a_handle_may_be_closed_while_it_is_used),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
