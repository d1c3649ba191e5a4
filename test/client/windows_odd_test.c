/* windows_odd_test.c - what the system's DLL does only on a bad day; watching it; deadlines. */
#include "dll.h"

#include "../system.h"

/* ---- what a service may do on a bad day -------------------------------------------------- */

typedef HRESULT WINAPI open_fn(REFGUID id, void **handle, PWSTR *record);
typedef HRESULT WINAPI enumerate_fn(PCWSTR query, PWSTR *list, PWSTR *record);

static HRESULT WINAPI open_with_record(REFGUID id, void **handle, PWSTR *record)
{
    HRESULT result = ((open_fn *)dll_real("HcnOpenNetwork"))(id, handle, record);

    *record =
        dll_give("{\"Success\":false,\"Error\":\"All is not well. \",\"ErrorCode\":2151350278}");
    return result;
}

typedef HRESULT WINAPI create_fn(REFGUID id, PCWSTR settings, HCN_NETWORK *out, PWSTR *record);

static HRESULT WINAPI create_with_record(REFGUID id, PCWSTR settings, HCN_NETWORK *out,
                                         PWSTR *record)
{
    HRESULT result = ((create_fn *)dll_real("HcnCreateNetwork"))(id, settings, out, record);

    *record = dll_give("{\"Success\":false,\"Error\":\"Not quite. \",\"ErrorCode\":0}");
    return result;
}

static char nowhere[1];

static HRESULT WINAPI close_nowhere(HCN_NETWORK network)
{
    CHECK(network != (HCN_NETWORK)nowhere);
    return S_OK;
}

/* It says that it failed, and writes where it should not. */
static HRESULT WINAPI open_nowhere(REFGUID id, void **handle, PWSTR *record)
{
    (void)id;
    *handle = nowhere;
    *record = NULL;
    return HCN_E_MANAGER_STOPPED;
}

static HRESULT WINAPI list_nothing(ULONG *count, HCN_PORT_RANGE_ENTRY **entries)
{
    *count = 3;
    *entries = NULL;
    return S_OK;
}

static HRESULT WINAPI enumerate_too_much(PCWSTR query, PWSTR *list, PWSTR *record)
{
    (void)query;
    *record = NULL;
    *list = dll_give("[\"" OTHER_ID "\"]"); /* has vanished already */
    return S_OK;
}

static HRESULT WINAPI enumerate_nothing(PCWSTR query, PWSTR *list, PWSTR *record)
{
    (void)query;
    *list = *record = NULL;
    return S_OK;
}

static HRESULT WINAPI enumerate_half(PCWSTR query, PWSTR *list, PWSTR *record)
{
    enumerate_nothing(query, list, record);
    *list = dll_give("[]");
    (*list)[0] = 0xD800;
    return S_OK;
}

static HRESULT WINAPI enumerate_silently(PCWSTR query, PWSTR *list, PWSTR *record)
{
    enumerate_half(query, record, list); /* the record is no text */
    return HCN_E_MANAGER_STOPPED;
}

/* So what it made is not left behind. */
static void a_create_with_a_record_made_nothing(void **state)
{
    static const struct stand_in odd[] = { { "HcnCreateNetwork",
                                             (windows_function *)create_with_record } };
    struct hcn_guid_list list;
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, odd, COUNT(odd));
    CHECK(!hcn_network_create_json(d.call, d.service, NULL, NAT));
    check_failure("create", d.call, E_FAIL, "HcnCreateNetwork: Not quite");
    hcn_call_forgive(d.call);
    CHECK(hcn_network_enumerate(d.call, d.service, NULL, &list) && !list.count);
    dll_end(&d);
}

static void what_a_failure_leaves_is_not_touched(void **state)
{
    static const struct stand_in odd[] = {
        { "HcnOpenNetwork", (windows_function *)open_nowhere },
        { "HcnCloseNetwork", (windows_function *)close_nowhere },
        { "HcnEnumerateGuestNetworkPortReservations", (windows_function *)list_nothing },
    };
    const struct hcn_guid id = guid_of(OTHER_ID);
    struct hcn_port_range_list ports;
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, odd, COUNT(odd));
    CHECK(!hcn_network_open(d.call, d.service, &id));
    check_failure("open", d.call, HCN_E_MANAGER_STOPPED,
                  "HcnOpenNetwork: Operation cannot be performed while service is stopping");
    hcn_call_forgive(d.call);
    CHECK(hcn_port_list(d.call, d.service, &ports) && !ports.count);
    dll_end(&d);
}

static void s_ok_with_a_record_is_a_failure(void **state)
{
    static const struct stand_in odd[] = { { "HcnOpenNetwork",
                                             (windows_function *)open_with_record } };
    struct hcn_guid id;
    struct hcn_network *network;
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, odd, COUNT(odd));
    network = hcn_network_create_json(d.call, d.service, NULL, NAT);
    id = hcn_network_id(network);
    hcn_network_close(network);
    CHECK(!hcn_network_open(d.call, d.service, &id));
    check_failure("record", d.call, HCN_E_ADAPTER_NOT_FOUND, "HcnOpenNetwork: All is not well");
    dll_end(&d);
}

/* Whichever function enumerates: what the list is then, or why it fails. */
static void enumerations_are_read_with_care(void **state)
{
    static const struct {
        enumerate_fn *function;
        int32_t hresult;
        const char *text;
    } rows[] = {
        { enumerate_too_much, 0, "" },
        { enumerate_nothing, 0, "" },
        { enumerate_half, E_INVALIDARG,
          "HcnEnumerateEndpoints: expected UTF-16, found half a surrogate pair, 0xD800, at place "
          "0" },
        { enumerate_silently, HCN_E_MANAGER_STOPPED,
          "HcnEnumerateEndpoints: Operation cannot be performed while service is stopping" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct stand_in odd = { "HcnEnumerateEndpoints",
                                      (windows_function *)rows[i].function };
        struct hcn_endpoint_list list = { .count = 99 };
        struct dll d = { 0 };

        dll_begin(&d, &odd, 1);
        CHECK(hcn_endpoint_list(d.call, d.service, NULL, &list) == !rows[i].hresult);
        check_number("count", list.count, 0);
        check_failure("list", d.call, rows[i].hresult, rows[i].text);
        dll_end(&d);
    }
}

/* ---- watching ---------------------------------------------------------------------------- */

typedef HRESULT WINAPI register_fn(HCN_NOTIFICATION_CALLBACK tell, void *context,
                                   HCN_CALLBACK *out);

static HCN_NOTIFICATION_CALLBACK heard_by;
static void *heard_context;
static unsigned registered;

static HRESULT WINAPI remember_callback(HCN_NOTIFICATION_CALLBACK tell, void *context,
                                        HCN_CALLBACK *out)
{
    heard_by = tell;
    heard_context = context;
    __atomic_fetch_add(&registered, 1, __ATOMIC_SEQ_CST);
    return ((register_fn *)dll_real("HcnRegisterServiceCallback"))(tell, context, out);
}

static void wait_registered(unsigned times)
{
    while (__atomic_load_n(&registered, __ATOMIC_SEQ_CST) < times)
        system_pause(1);
}

static struct hcn_guid expect(struct dll *d, struct hcn_watch *w, const char *word, uint32_t object)
{
    const struct hcn_event *e = hcn_watch_next(d->call, w, 20000);

    if (!e)
        CHECK_FAILED("expected %s, got nothing: %s", word, hcn_call_text(d->call));
    check_text("event", hcn_event_word(e->type), word);
    check_number(word, e->object, object);
    return e->id;
}

static void what_happens_is_watched(void **state)
{
    static const struct stand_in odd[] = { { "HcnRegisterServiceCallback",
                                             (windows_function *)remember_callback } };
    struct hcn_network *network;
    struct hcn_watch *w;
    struct hcn_guid id, told;
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, odd, COUNT(odd));
    w = hcn_watch_open(d.call, d.service, HCN_OBJECT_NETWORK | HCN_OBJECT_ENDPOINT);
    expect(&d, w, "ready", 0);
    wait_registered(1);
    network = hcn_network_create_json(d.call, d.service, NULL, NAT);
    id = hcn_network_id(network);
    hcn_network_close(network);
    told = expect(&d, w, "created", HCN_OBJECT_NETWORK);
    CHECK(hcn_guid_equal(&told, &id));
    CHECK(hcn_network_delete(d.call, d.service, &id));
    told = expect(&d, w, "deleted", HCN_OBJECT_NETWORK);
    CHECK(hcn_guid_equal(&told, &id));

    heard_by(HcnNotificationNetworkCreate, heard_context, S_OK, NULL); /* of whom? */
    heard_by(HcnNotificationNetworkPreDelete, heard_context, S_OK, NULL);
    heard_by(HcnNotificationServiceDisconnect | 0x10000000, heard_context, S_OK, NULL);
    expect(&d, w, "resync", 0);
    wait_registered(2);
    expect(&d, w, "ready", 0);
    hcn_watch_close(w);
    dll_end(&d);
}

/* ---- deadlines --------------------------------------------------------------------------- */

static bool open_now;

static HRESULT WINAPI create_slowly(REFGUID id, PCWSTR settings, HCN_NETWORK *out, PWSTR *record)
{
    while (!__atomic_load_n(&open_now, __ATOMIC_SEQ_CST))
        system_pause(1);
    return ((create_fn *)dll_real("HcnCreateNetwork"))(id, settings, out, record);
}

static void a_create_that_nobody_waits_for_is_deleted(void **state)
{
    static const struct stand_in odd[] = { { "HcnCreateNetwork",
                                             (windows_function *)create_slowly } };
    struct hcn_guid_list list;
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, odd, COUNT(odd));
    hcn_call_set_timeout(d.call, 20);
    CHECK(!hcn_network_create_json(d.call, d.service, NULL, NAT));
    check_failure("late", d.call, HCN_WIN32_TIMEOUT,
                  "create network: the service gave no answer within 20 ms");
    hcn_call_forgive(d.call);
    hcn_call_set_timeout(d.call, 0);
    __atomic_store_n(&open_now, true, __ATOMIC_SEQ_CST);
    dll_end(&d); /* which waits for the worker */
    dll_reopen(&d);
    CHECK(hcn_network_enumerate(d.call, d.service, NULL, &list) && !list.count);
    dll_end(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(s_ok_with_a_record_is_a_failure),
        cmocka_unit_test(a_create_with_a_record_made_nothing),
        cmocka_unit_test(what_a_failure_leaves_is_not_touched),
        cmocka_unit_test(enumerations_are_read_with_care),
        cmocka_unit_test(what_happens_is_watched),
        cmocka_unit_test(a_create_that_nobody_waits_for_is_deleted),
    };

    return cmocka_run_group_tests_name("client.windows_odd", tests, dll_world, dll_world_end);
}
