/* service_test.c - windows: itself: computenetwork.dll in the system directory, found by its name.
 */
#include <windows.h>

#include "../client/script.h"

#include "base/os_worker.h"

#define NAT                                                                                        \
    "{\"Name\":\"n\",\"Type\":\"NAT\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.7.0.0/"   \
    "24\"}]}]}"

static struct hcn_call *call;
static struct hcn_service *service;

static int begin(void **state)
{
    (void)state;
    call = hcn_call_begin();
    service = hcn_service_open(call, "windows:");
    check_failure("open", call, 0, "");
    return 0;
}

static int end(void **state)
{
    (void)state;
    hcn_service_close(service);
    hcn_call_end(call);
    return 0;
}

/* Nothing of the environment chooses: then it is the system's. Opening asks nothing yet. */
static void it_is_what_windows_has_by_itself(void **state)
{
    struct hcn_call *own = hcn_call_begin();
    struct hcn_service *s;

    (void)state;
    SetEnvironmentVariableW(L"HCN_DRIVER", NULL);
    SetEnvironmentVariableW(L"HCN_STATE", NULL);
    s = hcn_service_open(own, NULL);
    check_failure("open", own, 0, "");
    check_text("backend", s->backend->kind->name, service->backend->kind->name);
    hcn_service_close(s);
    s = hcn_service_open(own, "null:");
    check_text("null:", s->backend->kind->name, "local");
    hcn_service_close(s);
    hcn_call_end(own);
}

static void a_container_is_attached_in_time(void **state)
{
    struct hcn_attachment_options options = { .owner = "me", .container = "web" };
    struct hcn_network *network;
    struct hcn_attachment *attachment;
    struct hcn_guid endpoint, space;
    struct hcn_endpoint_list list;

    (void)state;
    hcn_call_set_timeout(call, 60000);
    network = hcn_network_create_json(call, service, NULL, NAT);
    options.network = hcn_network_id(network);
    attachment = hcn_attachment_create(call, service, &options);
    check_failure("attach", call, 0, "");
    CHECK(begins_with(hcn_attachment_address(attachment), "10.7.0."));
    CHECK(hcn_endpoint_list(call, service, NULL, &list) && list.count == 1);
    endpoint = hcn_attachment_endpoint(attachment);
    space = hcn_attachment_namespace(attachment);
    CHECK(hcn_attachment_teardown(call, service, &endpoint, &space));
    CHECK(hcn_network_delete(call, service, &options.network));
    check_failure("torn down", call, 0, "");
    hcn_attachment_close(attachment);
    hcn_network_close(network);
}

/* The HANDLE of a watch is set while there is something to read. */
static void a_watch_can_be_waited_for(void **state)
{
    struct hcn_watch *w = hcn_watch_open(call, service, HCN_OBJECT_NETWORK);
    const struct hcn_event *e;

    (void)state;
    check_failure("watch", call, 0, "");
    check_number("snapshot", WaitForSingleObject(hcn_watch_descriptor(w), 0), WAIT_OBJECT_0);
    e = hcn_watch_next(call, w, 0);
    CHECK(e && e->type == HCN_EVENT_READY);
    CHECK(!hcn_watch_next(call, w, 0));
    check_number("nothing", WaitForSingleObject(hcn_watch_descriptor(w), 0), WAIT_TIMEOUT);
    hcn_network_close(hcn_network_create_json(call, service, NULL, NAT));
    check_number("an event", WaitForSingleObject(hcn_watch_descriptor(w), 20000), WAIT_OBJECT_0);
    e = hcn_watch_next(call, w, 0);
    CHECK(e && e->type == HCN_EVENT_CREATED);
    CHECK(hcn_network_delete(call, service, &e->id));
    e = hcn_watch_next(call, w, 20000);
    CHECK(e && e->type == HCN_EVENT_DELETED);
    hcn_watch_close(w);
    CHECK(hcn_watch_descriptor(NULL) == INVALID_HANDLE_VALUE);
}

/* ---- whose rights ------------------------------------------------------------------------ */

struct errand {
    HANDLE over;
    bool has_token;
};

static void look_for_token(void *context)
{
    struct errand *e = context;
    HANDLE token;

    e->has_token = OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token);
    if (e->has_token)
        CloseHandle(token);
    SetEvent(e->over);
}

static bool worker_has_token(void)
{
    struct errand e = { CreateEventW(NULL, TRUE, FALSE, NULL), false };

    CHECK(os_worker_start(call, look_for_token, &e));
    check_number("worker", WaitForSingleObject(e.over, 20000), WAIT_OBJECT_0);
    CloseHandle(e.over);
    return e.has_token;
}

static void a_worker_has_the_rights_of_who_asks(void **state)
{
    (void)state;
    CHECK(!worker_has_token());
    CHECK(ImpersonateSelf(SecurityImpersonation));
    CHECK(worker_has_token());
    CHECK(RevertToSelf());
    CHECK(!worker_has_token());
}

/* ---- the adapter ------------------------------------------------------------------------- */

/* The machine's own is there or not; what the caller says comes first. */
static void an_adapter_is_found_or_there_is_none(void **state)
{
    const char *name = hcn_adapter_find(call);

    (void)state;
    if (!name)
        check_number("none", (uint32_t)hcn_call_hresult(call), (uint32_t)HCN_E_ADAPTER_NOT_FOUND);
    CHECK(!name || *name);
    hcn_call_forgive(call);
    SetEnvironmentVariableW(L"HCN_UPLINK_ADAPTER", L" Ethernet \x0142 ");
    check_text("said", hcn_adapter_find(call), "Ethernet \xC5\x82");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_container_is_attached_in_time, begin, end),
        cmocka_unit_test_setup_teardown(a_watch_can_be_waited_for, begin, end),
        cmocka_unit_test_setup_teardown(a_worker_has_the_rights_of_who_asks, begin, end),
        cmocka_unit_test_setup_teardown(an_adapter_is_found_or_there_is_none, begin, end),
        cmocka_unit_test_setup_teardown(it_is_what_windows_has_by_itself, begin, end),
    };

    return cmocka_run_group_tests_name("windows.service", tests, NULL, NULL);
}
