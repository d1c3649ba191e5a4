/* threads_test.c - one service and its handles, used by several threads at once. */
#include "script.h"

#include <pthread.h>

enum { THREADS = 8, ROUNDS = 50 };

struct shared {
    struct hcn_service *service;
    struct hcn_network *network;
    struct hcn_namespace *space;
};

/* Each thread puts endpoints of its own into the same namespace, and takes them out again. */
static void *work(void *data)
{
    const struct shared *s = data;
    const struct hcn_guid on = hcn_network_id(s->network);
    intptr_t failures = 0;

    for (int i = 0; i < ROUNDS; i++) {
        struct hcn_call *call = hcn_call_begin();
        struct hcn_endpoint *endpoint = hcn_endpoint_create_json(call, s->service, &on, NULL, "{}");
        struct hcn_guid id = hcn_endpoint_id(endpoint);

        hcn_namespace_add_endpoint(call, s->space, &id);
        hcn_network_query(call, s->network, NULL);
        hcn_namespace_query(call, s->space, NULL);
        hcn_namespace_remove_endpoint(call, s->space, &id);
        hcn_endpoint_delete(call, s->service, &id);
        hcn_endpoint_close(endpoint);
        if (hcn_call_hresult(call))
            print_error("%s\n", hcn_call_text(call));
        failures += hcn_call_hresult(call) != 0;
        hcn_call_end(call);
    }
    return (void *)failures;
}

static void handles_are_shared_between_threads(void **state)
{
    struct hcn_call *call = hcn_call_begin();
    struct shared s = { hcn_service_open(call, "null:"), NULL, NULL };
    struct hcn_guid_list left;
    pthread_t threads[THREADS];

    (void)state;
    s.network = hcn_network_create_internal(call, s.service, NULL, "n", "10.0.0.0/16");
    s.space = hcn_namespace_create_host(call, s.service);
    check_failure("made", call, 0, "");
    for (int i = 0; i < THREADS; i++)
        CHECK(!pthread_create(&threads[i], NULL, work, &s));
    for (int i = 0; i < THREADS; i++) {
        void *failures;

        CHECK(!pthread_join(threads[i], &failures));
        check_number("failures", (uint64_t)(intptr_t)failures, 0);
    }
    CHECK(hcn_namespace_endpoints(call, s.space, &left) && !left.count);
    CHECK(hcn_endpoint_enumerate(call, s.service, NULL, &left) && !left.count);
    hcn_namespace_close(s.space);
    hcn_network_close(s.network);
    hcn_service_close(s.service);
    hcn_call_end(call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(handles_are_shared_between_threads),
    };

    return cmocka_run_group_tests_name("client.threads", tests, NULL, NULL);
}
