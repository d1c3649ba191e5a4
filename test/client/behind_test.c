/* behind_test.c - what is done behind a call that was in time or failed, when the service hangs. */
#include "slow.h"

#include "backend/deadline.h"

enum { SHORT = 20 }; /* milliseconds; perhaps too short for a busy machine */

static struct hcn_call *begin(uint32_t timeout)
{
    struct hcn_call *call = hcn_call_begin();

    hcn_call_set_timeout(call, timeout);
    return call;
}

/* ---- handles ----------------------------------------------------------------------------- */

/* Two calls hang in one handle when it is closed: whoever ends last closes it. */
static void a_handle_that_is_in_use_is_closed_behind(void **state)
{
    const struct hcn_guid id = guid_of(ENDPOINT_ID);
    struct hcn_call *call = begin(0);
    struct hcn_endpoint *endpoint, *other;
    struct slow s;

    (void)state;
    slow_begin(&s, NULL, 0);
    endpoint = hcn_endpoint_open(call, s.service, &id);
    other = hcn_endpoint_open(call, s.service, &id);
    hcn_call_set_timeout(call, SHORT);
    slow_shut(&s, true);
    for (int i = 0; i < 2; i++) {
        CHECK(!hcn_endpoint_query(call, endpoint, NULL));
        check_failure("hangs", call, HCN_WIN32_TIMEOUT,
                      "query endpoint: the service gave no answer within 20 ms");
        hcn_call_forgive(call);
    }
    hcn_endpoint_close(endpoint);
    check_number("open", (uint64_t)s.script.handles, 2);
    slow_shut(&s, false);
    hcn_endpoint_close(other);
    hcn_call_end(call);
    slow_end(&s);
}

/* Within a deadline that may be too short for a busy machine. */
static struct hcn_guest_service *open_in_time(struct hcn_call *call, struct slow *s)
{
    const struct hcn_guid id = guid_of(OTHER_ID);
    struct hcn_guest_service *guest;

    while (!(guest = hcn_guest_service_open(call, s->service, &id)))
        hcn_call_forgive(call);
    return guest;
}

static struct hcn_port_reservation *reserve_in_time(struct hcn_call *call,
                                                    struct hcn_guest_service *guest)
{
    struct hcn_port_reservation *ports;
    struct hcn_port_range range;

    while (!(ports = hcn_port_reserve_range(call, guest, 9, &range)))
        hcn_call_forgive(call);
    return ports;
}

static void what_was_made_in_time_is_closed_in_time(void **state)
{
    struct hcn_call *call = begin(SHORT);
    struct hcn_port_reservation *ports;
    struct hcn_guest_service *guest;
    struct slow s;

    (void)state;
    slow_begin(&s, NULL, 0);
    guest = open_in_time(call, &s);
    ports = reserve_in_time(call, guest);
    slow_shut(&s, true);
    hcn_port_release(ports);
    hcn_guest_service_close(guest);
    check_number("reserved", (uint64_t)s.reserved, 1);
    hcn_call_end(call);
    slow_end(&s);
}

/* There is no worker for it: whoever of them is free first does it. */
static void what_is_closed_while_too_many_hang_is_closed_behind(void **state)
{
    struct hcn_call *call = begin(SHORT);
    struct hcn_port_reservation *ports;
    struct hcn_guest_service *guest;
    struct slow s;

    (void)state;
    slow_begin(&s, NULL, 0);
    guest = open_in_time(call, &s);
    ports = reserve_in_time(call, guest);
    slow_shut(&s, true);
    while (hcn_guest_service_query(call, guest, NULL) ||
           hcn_call_class(call) == HCN_CLASS_TIMED_OUT)
        hcn_call_forgive(call);
    check_failure("too many", call, HCN_WIN32_SERVER_UNAVAILABLE,
                  "the service is not asked any more: 16 calls hang in it");
    hcn_port_release(ports);
    hcn_guest_service_close(guest);
    hcn_call_end(call);
    slow_end(&s);
}

/* ---- what the library asks by itself ----------------------------------------------------- */

/* The first failure is told, and what undoes the rest hangs as well: it is done in the end. */
static void an_attachment_is_undone_in_time(void **state)
{
    static const struct answer answers[] = { { "create namespace", .id = SPACE_ID },
                                             { "create endpoint", .id = ENDPOINT_ID } };
    const struct hcn_attachment_options options = { .network = guid_of(NETWORK_ID) };
    struct hcn_call *call = begin(SHORT);
    bool deleted = false;
    struct slow s;

    (void)state;
    slow_begin(&s, answers, COUNT(answers));
    s.verbs = 1U << VERB_MODIFY | 1U << VERB_DELETE;
    slow_shut(&s, true);
    CHECK(!hcn_attachment_create(call, s.service, &options));
    check_number("class", hcn_call_class(call), HCN_CLASS_TIMED_OUT);
    slow_leave(&s);
    for (size_t i = 0; i < s.script.line_count; i++)
        deleted |= begins_with(s.script.lines[i], "delete namespace " SPACE_ID);
    CHECK(deleted);
    hcn_call_end(call);
    slow_end(&s);
}

/* Whatever hangs behind it: it is open. */
static void host_default_is_reconciled_in_time(void **state)
{
    static const struct answer answers[] = { { "create", .id = DEFAULT_ID, .always = true } };
    struct hcn_call *call = begin(SHORT);
    struct hcn_namespace *space;
    struct slow s;

    (void)state;
    slow_begin(&s, answers, COUNT(answers));
    s.verbs = 1U << VERB_QUERY;
    slow_shut(&s, true);
    while (!(space = hcn_namespace_open_default(call, s.service)))
        hcn_call_forgive(call);
    hcn_namespace_close(space);
    hcn_call_end(call);
    slow_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_handle_that_is_in_use_is_closed_behind),
        cmocka_unit_test(what_was_made_in_time_is_closed_in_time),
        cmocka_unit_test(what_is_closed_while_too_many_hang_is_closed_behind),
        cmocka_unit_test(an_attachment_is_undone_in_time),
        cmocka_unit_test(host_default_is_reconciled_in_time),
    };

    return cmocka_run_group_tests_name("client.behind", tests, NULL, NULL);
}
