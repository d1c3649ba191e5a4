/* crowd_test.c - several processes on one store: nobody is refused, and no address is given twice.
 */
#include "../abi/world.h"

#include "../check.h"
#include "../system.h"

#include <pthread.h>

enum { PROCESSES = 4, ENDPOINTS = 12 };

static void *run_one(void *unused)
{
    (void)unused;
    return (void *)(intptr_t)system_run_self("make");
}

static size_t count_addresses(const char *list)
{
    size_t count = 0;

    for (; *list; list++)
        count += *list == '-';
    return count / 4;
}

/* 48 endpoints in a network that has 61 addresses: one that is given twice would be refused. */
static void processes_share_a_store(void **state)
{
    pthread_t threads[PROCESSES];
    HCN_NETWORK network;
    PWSTR list, record;
    void *failed;

    (void)state;
    world_begin();
    check_result("network",
                 HcnCreateNetwork(id_of(1),
                                  wide("{\"Type\":\"NAT\",\"Ipams\":[{\"Subnets\":[{"
                                       "\"IpAddressPrefix\":\"10.7.0.0/26\"}]}]}"),
                                  &network, &record),
                 S_OK, &record);
    for (int i = 0; i < PROCESSES; i++)
        CHECK(!pthread_create(&threads[i], NULL, run_one, NULL));
    for (int i = 0; i < PROCESSES; i++) {
        CHECK(!pthread_join(threads[i], &failed));
        check_number("failed in a process", (uintptr_t)failed, 0);
    }
    check_result("list", HcnEnumerateEndpoints(NULL, &list, &record), S_OK, &record);
    check_number("endpoints", count_addresses(narrow(list)), PROCESSES * ENDPOINTS);
    check_result("close", HcnCloseNetwork(network), S_OK, NULL);
}

/* In a process of its own; gives how many calls failed. */
static int make_endpoints(void)
{
    HCN_NETWORK network;
    int failed = HcnOpenNetwork(id_of(1), &network, NULL) != S_OK;

    for (int i = 0; i < ENDPOINTS; i++) {
        HCN_ENDPOINT endpoint;

        failed += HcnCreateEndpoint(network, id_of(0), wide("{}"), &endpoint, NULL) != S_OK;
        failed += HcnCloseEndpoint(endpoint) != S_OK;
    }
    return failed;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(processes_share_a_store),
    };

    (void)argv;
    return argc > 1 ? make_endpoints() : cmocka_run_group_tests(tests, NULL, NULL);
}
