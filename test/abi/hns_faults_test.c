/* hns_faults_test.c - each allocation of each request fails once; nothing crashes, leaks or is left
 * half done. */
#include "hns.h"

#include "../check.h"

#include <stdlib.h>

#include "base/memory.h"

#define ELB                                                                                        \
    "{\"ID\":\"" ID("4") "\",\"References\":[\"/endpoints/" ID(                                    \
        "2") "\"],\"Policies\":[{\"Type\":"                                                        \
             "\"ELB\",\"Protocol\":6,\"InternalPort\":80,\"ExternalPort\":80,"                     \
             "\"VIPs\":[\"10.9.0.1\"]}]}"

#define ATTACHED "This endpoint is already attached to the switch. "
#define DETACHED "The endpoint must be attached to complete the operation. "

/* In this order: each finds what those before it left. */
static const struct {
    const char *method, *path, *request;
    const char *done; /* the error when it had been done, and the answer could not be told */
} rows[] = {
    { "GET", "/globals/version", NULL, NULL },
    { "POST", "/networks",
      "{\"ID\":\"" ID("1") "\",\"Name\":\"net\",\"Type\":\"NAT\",\"DNSServerList\":\"10.7.0.53\","
                           "\"Subnets\":[{\"AddressPrefix\":\"10.7.0.0/16\",\"GatewayAddress\":"
                           "\"10.7.0.1\"}]}",
      NULL },
    { "POST", "/endpoints",
      "{\"ID\":\"" ID("2") "\",\"VirtualNetwork\":\"" ID(
          "1") "\",\"EncapOverhead\":50,\"Policies\":[{\"Type\":\"NAT\",\"Protocol\":\"TCP\","
               "\"InternalPort\":80,\"ExternalPort\":8080}]}",
      NULL },
    { "GET", "/networks", NULL, NULL },
    { "GET", "/endpoints", NULL, NULL },
    { "POST", "/endpoints/" ID("2"), "{\"Policies\":[{\"Type\":\"ACL\",\"Protocol\":6}]}", NULL },
    { "GET", "/endpointstats/" ID("2"), NULL, NULL },
    { "POST", "/policylists", ELB, NULL },
    { "GET", "/policylists", NULL, NULL },
    { "GET", "/policylists/" ID("4"), NULL, NULL },
    { "DELETE", "/policylists/" ID("4"), NULL, GONE },
    { "POST", "/namespaces", "{\"ID\":\"" ID("3") "\"}", NULL },
    { "GET", "/namespaces", NULL, NULL },
    { "POST", "/namespaces/" ID("3") "/addresource",
      "{\"Type\":\"Container\",\"Data\":{\"Id\":\"c3\"}}", NULL },
    { "POST", "/endpoints/" ID("2") "/attach", "{\"ContainerId\":\"c3\"}", ATTACHED },
    { "POST", "/endpoints/" ID("2") "/detach", "{\"ContainerId\":\"c3\"}", DETACHED },
    { "POST", "/endpoints/" ID("2") "/attach", "{\"ContainerId\":\"c1\"}", ATTACHED },
    { "GET", "/endpoints/" ID("2"), NULL, NULL },
    { "DELETE", "/endpoints/" ID("2"), NULL, GONE },
    { "POST", "/accelnet", "{\"MacAddressList\":[{\"MacAddress\":\"00-15-5D-0A-B7-C6\"}]}", NULL },
    { "GET", "/accelnet", NULL, NULL },
    { "DELETE", "/accelnet", NULL, NULL },
    { "POST", "/nowhere", "{}", "The specified request is unsupported. " },
    { "DELETE", "/networks/" ID("1"), NULL, GONE },
};

/* Success, or what says that it is done. */
static void check_answer(size_t row, PWSTR response)
{
    const char *answer = narrow(response);

    if (!rows[row].done || !strstr(answer, rows[row].done))
        expect_part(answer, SUCCESS);
}

/* Until the n-th allocation is one too many, or was not needed. */
static void sweep(size_t row)
{
    HRESULT hr = E_OUTOFMEMORY;

    for (unsigned long n = 1; hr != S_OK; n++) {
        PWSTR response;

        memory_fail_at(n);
        hr = HNSCall(wide(rows[row].method), wide(rows[row].path), wide(rows[row].request),
                     &response);
        memory_fail_at(0);
        CHECK(!response == (hr != S_OK));
        if (hr == S_OK)
            check_answer(row, response);
        else
            check_result(rows[row].path, hr, E_OUTOFMEMORY, NULL);
    }
}

static void every_allocation_fails_once(void **state)
{
    (void)state;
    world_begin();
    output("GET", "/networks", NULL); /* the service is open */
    for (size_t i = 0; i < COUNT(rows); i++)
        sweep(i);
    output("DELETE", "/namespaces/" HOST_DEFAULT, NULL);
    world_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
