/* windows_faults_test.c - every allocation of the backend fails once, and nothing is lost. */
#include "dll.h"

#include "backend/each.h"
#include "base/memory.h"

static bool list_one(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    (void)id;
    return *(size_t *)context += length, json != NULL;
}

/* All that allocates, in one call; gives what it ended with. */
static int32_t story(struct hcn_call *call, struct hcn_service *service)
{
    struct backend *b = service->backend;
    struct hcn_network *network = hcn_network_create_json(call, service, NULL, NAT);
    struct hcn_guid on = hcn_network_id(network);
    struct hcn_endpoint *endpoint = hcn_endpoint_create_json(call, service, &on, NULL, "{}");
    struct hcn_guest_service *guest = hcn_guest_service_create_json(call, service, NULL, "{}");
    struct hcn_port_reservation *port =
        hcn_port_reserve(call, guest, HCN_PORT_TCP, HCN_PORT_SHARED, 80);
    struct hcn_port_range_list ports;
    size_t length = 0;

    hcn_port_list(call, service, &ports);
    hcn_endpoint_query(call, endpoint, NULL);
    if (!failed(call))
        b->kind->list(call, b, KIND_ENDPOINT, query_everything, list_one, &length);
    hcn_port_release(port);
    hcn_guest_service_close(guest);
    hcn_endpoint_close(endpoint);
    hcn_network_close(network);
    return hcn_call_hresult(call);
}

static bool fail_one(unsigned long n)
{
    struct dll d = { .plain = true };
    int32_t result;

    dll_begin(&d, NULL, 0);
    memory_fail_at(n);
    result = story(d.call, d.service);
    memory_fail_at(0);
    if (result && result != E_OUTOFMEMORY)
        CHECK_FAILED("allocation %lu: %#x: %s", n, (unsigned)result, hcn_call_text(d.call));
    dll_end(&d);
    return result != 0;
}

/* Some may be done without: it goes on until many in a row changed nothing. */
static void every_allocation_fails_once(void **state)
{
    unsigned long fine = 0;

    (void)state;
    for (unsigned long n = 1; fine < 50; n++)
        fine = fail_one(n) ? 0 : fine + 1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_fails_once),
    };

    return cmocka_run_group_tests_name("client.windows_faults", tests, dll_world, dll_world_end);
}
