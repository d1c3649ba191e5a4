/* deadline_test.c - calls that hang: who waits is told in time, and what comes late leaves nothing.
 */
#include "slow.h"

#include "backend/deadline.h"
#include "base/os.h"

enum { SHORT = 20, LONG = 60000 }; /* milliseconds */

static struct hcn_call *begin(uint32_t timeout)
{
    struct hcn_call *call = hcn_call_begin();

    hcn_call_set_timeout(call, timeout);
    return call;
}

/* ---- in time ----------------------------------------------------------------------------- */

static void what_is_in_time_is_as_without_a_deadline(void **state)
{
    static const char record[] = "{\"Success\":false,\"Error\":\"It is so. \",\"ErrorCode\":7}";
    static const struct answer answers[] = {
        { "create network", .id = NETWORK_ID },
        { "query network", .json = "{\"Name\":\"n\"}" },
        { "enumerate network", .json = "[\"" NETWORK_ID "\"]" },
        { "modify network", .hresult = HCN_E_INVALID_POLICY, .record = record },
    };
    struct hcn_call *call = begin(LONG);
    struct hcn_service_version version;
    struct hcn_port_range_list ports;
    struct hcn_network_list list;
    struct hcn_network *network;
    struct slow s;

    (void)state;
    slow_begin(&s, answers, COUNT(answers));
    network = hcn_network_create_json(call, s.service, NULL, "{}");
    check_guid("id", hcn_network_id(network), NETWORK_ID);
    CHECK(!pthread_equal(s.visitor, pthread_self()));
    check_text("query", hcn_network_query_json(call, network, NULL), "{\"Name\":\"n\"}");
    CHECK(hcn_network_list(call, s.service, NULL, &list) && list.count == 1);
    CHECK(hcn_service_version(call, s.service, &version));
    check_number("version", (uint64_t)version.major << 8 | version.minor, 9 << 8 | 3);
    CHECK(hcn_port_list(call, s.service, &ports) && ports.count == 1 && ports.at[0].first == 80);
    CHECK(!hcn_network_modify_json(call, network, "{}"));
    check_failure("failure", call, HCN_E_INVALID_POLICY, "modify: It is so");
    check_text("record", hcn_call_record(call), record);
    hcn_network_close(network);
    hcn_call_end(call);
    slow_end(&s);
}

static void without_a_deadline_it_is_the_callers_thread(void **state)
{
    struct hcn_call *call = begin(0);
    struct hcn_guid_list list;
    struct slow s;

    (void)state;
    slow_begin(&s, NULL, 0);
    CHECK(hcn_network_enumerate(call, s.service, NULL, &list));
    CHECK(pthread_equal(s.visitor, pthread_self()));
    hcn_call_end(call);
    slow_end(&s);
}

/* ---- too late ---------------------------------------------------------------------------- */

static bool create_network(struct hcn_call *c, struct hcn_service *s)
{
    return hcn_network_create_json(c, s, NULL, "{}") != NULL;
}

static bool create_network_as(struct hcn_call *c, struct hcn_service *s)
{
    const struct hcn_guid id = guid_of(OTHER_ID);

    return hcn_network_create_json(c, s, &id, "{}") != NULL;
}

static bool create_space(struct hcn_call *c, struct hcn_service *s)
{
    return hcn_namespace_create_json(c, s, NULL, "{\"Type\":\"HostDefault\"}") != NULL;
}

static bool open_endpoint(struct hcn_call *c, struct hcn_service *s)
{
    const struct hcn_guid id = guid_of(ENDPOINT_ID);

    return hcn_endpoint_open(c, s, &id) != NULL;
}

static bool delete_network(struct hcn_call *c, struct hcn_service *s)
{
    const struct hcn_guid id = guid_of(NETWORK_ID);

    return hcn_network_delete(c, s, &id);
}

static bool list_networks(struct hcn_call *c, struct hcn_service *s)
{
    struct hcn_network_list list;

    return hcn_network_list(c, s, NULL, &list);
}

static bool ask_version(struct hcn_call *c, struct hcn_service *s)
{
    struct hcn_service_version version;

    return hcn_service_version(c, s, &version);
}

static bool list_ports(struct hcn_call *c, struct hcn_service *s)
{
    struct hcn_port_range_list list;

    return hcn_port_list(c, s, &list);
}

static bool snapshot(struct hcn_call *c, struct hcn_service *s)
{
    uint64_t sequence;

    return s->backend->kind->snapshot(c, s->backend, 1, &sequence, NULL, NULL);
}

#define LATE ": the service gave no answer within 20 ms"

/* What is asked, what the caller is told, and all that the service hears of it. */
static const struct {
    const char *row;
    bool (*ask)(struct hcn_call *c, struct hcn_service *s);
    struct answer answers[2];
    const char *told;
    const char *heard[4];
} late[] = {
    { "a create is deleted",
      create_network,
      { { "create", .id = NETWORK_ID } },
      "create network" LATE,
      { "create network {}", "delete network " NETWORK_ID } },
    { "a create that says no id is asked for it",
      create_network,
      { { .when = "create" }, { "query", .json = "{\"ID\":\"" NETWORK_ID "\"}" } },
      "create network" LATE,
      { "create network {}", "query network " SCHEMA_2, "delete network " NETWORK_ID } },
    { "when that fails it is the id that was asked for",
      create_network_as,
      { { .when = "create" }, { .when = "query", .hresult = E_FAIL } },
      "create network" LATE,
      { "create network " OTHER_ID, "query network", "delete network " OTHER_ID } },
    { "what nobody knows the id of is closed",
      create_network,
      { { .when = "create" } },
      "create network" LATE,
      { "create network {}", "query network" } },
    { "a create that fails made nothing",
      create_network,
      { { .when = "create", .hresult = E_FAIL } },
      "create network" LATE,
      { "create network {}" } },
    { "a create that gives no handle is left",
      create_network,
      { { "create", .silent = true } },
      "create network" LATE,
      { "create network {}" } },
    { "HostDefault was there before",
      create_space,
      { { .when = "create" }, { "query", .json = "{\"ID\":\"" DEFAULT_ID "\"}" } },
      "create namespace" LATE,
      { "create namespace", "query namespace" } },
    { "an open is closed",
      open_endpoint,
      { { .when = "open" } },
      "open endpoint" LATE,
      { "open endpoint " ENDPOINT_ID } },
    { "a delete is done",
      delete_network,
      { { .when = "delete" } },
      "delete network" LATE,
      { "delete network " NETWORK_ID } },
    { "a list ends early",
      list_networks,
      { { "enumerate", .json = "[\"" NETWORK_ID "\",\"" OTHER_ID "\"]" } },
      "list" LATE,
      { "enumerate network", "open network " NETWORK_ID, "query network " NETWORK_ID } },
    { "version", ask_version, { { .when = "none" } }, "version" LATE, { NULL } },
    { "ports", list_ports, { { .when = "none" } }, "list of ports" LATE, { NULL } },
    { "snapshot", snapshot, { { .when = "none" } }, "snapshot" LATE, { NULL } },
};

static void what_comes_late_leaves_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(late); i++) {
        const char *const *heard = late[i].heard;
        struct hcn_call *call = begin(SHORT);
        struct slow s;

        slow_begin(&s, late[i].answers, late[i].answers[1].when ? 2 : 1);
        slow_shut(&s, true);
        CHECK(!late[i].ask(call, s.service));
        check_failure(late[i].row, call, HCN_WIN32_TIMEOUT, late[i].told);
        check_number(late[i].row, hcn_call_class(call), HCN_CLASS_TIMED_OUT);
        hcn_call_end(call);
        slow_leave(&s); /* while it hangs */
        script_heard(&s.script, heard[0], heard[1], heard[2], heard[3], NULL);
        slow_end(&s);
    }
}

static void a_reservation_that_comes_late_is_released(void **state)
{
    struct hcn_call *call = begin(0);
    const struct hcn_guid id = guid_of(OTHER_ID);
    struct hcn_guest_service *guest;
    struct hcn_port_range range;
    struct slow s;

    (void)state;
    slow_begin(&s, NULL, 0);
    guest = hcn_guest_service_open(call, s.service, &id);
    hcn_call_set_timeout(call, SHORT);
    slow_shut(&s, true);
    CHECK(!hcn_port_reserve_range(call, guest, 9, &range));
    check_failure("range", call, HCN_WIN32_TIMEOUT, "reserve ports" LATE);
    slow_serve(&s);
    hcn_call_forgive(call);
    hcn_call_set_timeout(call, LONG);
    hcn_port_release(hcn_port_reserve_range(call, guest, 9, &range));
    check_number("in time", range.last - range.first, 9);
    hcn_guest_service_close(guest);
    hcn_call_end(call);
    slow_end(&s);
}

/* ---- many, and handles ------------------------------------------------------------------- */

static void the_17th_that_hangs_is_refused_at_once(void **state)
{
    struct hcn_call *call = begin(1);
    struct slow s;
    uint64_t before;

    (void)state;
    slow_begin(&s, NULL, 0);
    slow_shut(&s, true);
    for (int i = 0; i < MOST_HUNG; i++) {
        CHECK(!ask_version(call, s.service));
        check_number("hangs", hcn_call_class(call), HCN_CLASS_TIMED_OUT);
        hcn_call_forgive(call);
    }
    hcn_call_set_timeout(call, LONG);
    before = os_clock();
    CHECK(!ask_version(call, s.service));
    CHECK(os_clock() - before < (uint64_t)LONG * 1000);
    check_failure("the 17th", call, HCN_WIN32_SERVER_UNAVAILABLE,
                  "the service is not asked any more: 16 calls hang in it");
    check_number("class", hcn_call_class(call), HCN_CLASS_UNAVAILABLE);
    slow_serve(&s);
    do
        hcn_call_forgive(call); /* until the first of them is gone */
    while (!ask_version(call, s.service) && hcn_call_class(call) == HCN_CLASS_UNAVAILABLE);
    check_failure("afterwards", call, 0, "");
    hcn_call_end(call);
    slow_end(&s);
}

/* What a backend cannot, it cannot with deadlines. */
static void what_is_missing_stays_missing(void **state)
{
    struct script script;
    struct backend *b;

    (void)state;
    script_begin(&script, NULL, 0);
    CHECK(backend_with_deadlines(script.call, &script.backend, &b));
    CHECK(!b->kind->subscribe && !b->kind->snapshot && !b->kind->version && !b->kind->reserve);
    CHECK(!b->kind->reservations);
    b->kind->close(b);
    script_end(&script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_time_is_as_without_a_deadline),
        cmocka_unit_test(without_a_deadline_it_is_the_callers_thread),
        cmocka_unit_test(what_comes_late_leaves_nothing),
        cmocka_unit_test(a_reservation_that_comes_late_is_released),
        cmocka_unit_test(the_17th_that_hangs_is_refused_at_once),
        cmocka_unit_test(what_is_missing_stays_missing),
    };

    return cmocka_run_group_tests_name("client.deadline", tests, NULL, NULL);
}
