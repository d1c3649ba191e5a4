/* watch_test.c - a watch as an event that Windows waits for; through libhcn.dll. */
#include "../check.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <hcn/hcn.h>

static bool is_set(struct hcn_watch *w)
{
    return WaitForSingleObject(hcn_watch_descriptor(w), 0) == WAIT_OBJECT_0;
}

static void read_all(struct hcn_call *call, struct hcn_watch *w)
{
    while (hcn_watch_next(call, w, 0))
        continue;
    CHECK(!hcn_call_hresult(call));
}

static void the_event_is_set_while_there_is_something(void **state)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service = hcn_service_open(call, "null:");
    struct hcn_watch *watch = hcn_watch_open(call, service, HCN_OBJECT_ALL);
    struct hcn_namespace *space;

    (void)state;
    CHECK(watch && is_set(watch));
    read_all(call, watch);
    CHECK(!is_set(watch));
    space = hcn_namespace_create_host(call, service);
    CHECK(space && WaitForSingleObject(hcn_watch_descriptor(watch), 10000) == WAIT_OBJECT_0);
    read_all(call, watch);
    CHECK(!is_set(watch));
    CHECK(hcn_watch_descriptor(NULL) == INVALID_HANDLE_VALUE);
    hcn_namespace_close(space);
    hcn_watch_close(watch);
    hcn_service_close(service);
    hcn_call_end(call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_event_is_set_while_there_is_something),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
