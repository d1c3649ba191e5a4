/* watch_test.c - a snapshot, then what happens, to the caller's own thread. */
#include "script.h"

#include <poll.h>
#include <stdlib.h>

#include <hcn/documents.h>
#include <hcn/watch.h>

enum { PATIENCE = 30000 }; /* ms */

static struct hcn_call *call;
static struct hcn_service *service;

static int set_up(void **state)
{
    (void)state;
    call = hcn_call_begin();
    service = hcn_service_open(call, "null:");
    return service ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    hcn_service_close(service);
    hcn_call_end(call);
    return 0;
}

/* The next event is this one; its id is given back. */
static struct hcn_guid expect(struct hcn_watch *w, const char *word, uint32_t object)
{
    const struct hcn_event *e = hcn_watch_next(call, w, PATIENCE);

    check_failure(word, call, 0, "");
    check_text("event", e ? hcn_event_word(e->type) : NULL, word);
    check_number(word, e->object, object);
    CHECK((e->document != NULL) == (e->type == HCN_EVENT_PRESENT));
    return e->id;
}

static bool is_readable(const struct hcn_watch *w)
{
    struct pollfd one = { .fd = hcn_watch_descriptor(w), .events = POLLIN };

    return poll(&one, 1, 0) == 1;
}

static struct hcn_guid make_network(const char *name)
{
    struct hcn_network *n = hcn_network_create_internal(call, service, NULL, name, "10.0.0.0/24");
    struct hcn_guid id = hcn_network_id(n);

    hcn_network_close(n);
    return id;
}

static void a_snapshot_then_what_happens(void **state)
{
    struct hcn_guid network = make_network("a"), endpoint, told;
    struct hcn_endpoint *e;
    struct hcn_watch *w;

    (void)state;
    w = hcn_watch_open(call, service, HCN_OBJECT_NETWORK | HCN_OBJECT_ENDPOINT);
    CHECK(w && is_readable(w));
    told = expect(w, "present", HCN_OBJECT_NETWORK);
    CHECK(hcn_guid_equal(&told, &network));
    expect(w, "ready", 0);
    CHECK(!hcn_watch_next(call, w, 0) && !hcn_watch_next(call, w, 1));
    CHECK(!is_readable(w));
    e = hcn_endpoint_create_json(call, service, &network, NULL, "{}");
    endpoint = hcn_endpoint_id(e);
    hcn_endpoint_close(e);
    hcn_namespace_close(hcn_namespace_create_host(call, service)); /* not watched */
    CHECK(hcn_network_delete(call, service, &network));
    told = expect(w, "created", HCN_OBJECT_ENDPOINT);
    CHECK(hcn_guid_equal(&told, &endpoint));
    expect(w, "deleted", HCN_OBJECT_ENDPOINT);
    told = expect(w, "deleted", HCN_OBJECT_NETWORK);
    CHECK(hcn_guid_equal(&told, &network));
    CHECK(!hcn_watch_next(call, w, 1) && !is_readable(w));
    hcn_watch_close(w);
}

/* ---- a service on which something happens while it is looked at ------------------------ */

struct busy {
    struct backend backend;
    notify_fn *tell;
    void *context;
};

static void happen(struct busy *b, uint64_t sequence)
{
    const struct event e = { .kind = KIND_NETWORK, .change = EVENT_CREATED, .sequence = sequence };

    b->tell(b->context, NOTICE_EVENT, &e);
}

static bool busy_subscribe(struct hcn_call *c, struct backend *b, notify_fn *tell, void *context,
                           void **out)
{
    struct busy *busy = *out = b;

    (void)c;
    busy->tell = tell;
    busy->context = context;
    return true;
}

static void busy_unsubscribe(struct backend *b, void *subscription)
{
    CHECK(b == subscription);
}

static bool busy_snapshot(struct hcn_call *c, struct backend *b, uint32_t kinds, uint64_t *sequence,
                          bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id,
                                        const char *json, size_t length),
                          void *context)
{
    const struct hcn_guid id = guid_of(NETWORK_ID);

    (void)c;
    check_number("kinds", kinds, HCN_OBJECT_NETWORK);
    happen((struct busy *)b, *sequence = 7);
    return visit(context, KIND_NETWORK, &id, "{}", 2);
}

static void busy_close(struct backend *b)
{
    (void)b;
}

static const struct backend_kind busy_kind = { .name = "busy",
                                               .close = busy_close,
                                               .subscribe = busy_subscribe,
                                               .unsubscribe = busy_unsubscribe,
                                               .snapshot = busy_snapshot };

static void what_the_snapshot_has_is_not_told_again(void **state)
{
    struct busy busy = { .backend.kind = &busy_kind };
    struct hcn_service *own = service_over(call, &busy.backend);
    struct hcn_watch *w = hcn_watch_open(call, own, HCN_OBJECT_NETWORK);

    (void)state;
    expect(w, "present", HCN_OBJECT_NETWORK);
    expect(w, "ready", 0);
    CHECK(!hcn_watch_next(call, w, 0) && !is_readable(w));
    happen(&busy, 8);
    expect(w, "created", HCN_OBJECT_NETWORK);
    CHECK(!hcn_watch_next(call, w, 0));
    hcn_watch_close(w);
    hcn_service_close(own);
}

/* ---- trouble ---------------------------------------------------------------------------- */

/*
 * A reader that sleeps through more than is kept for it has to look again. Who watches for
 * something that happens at the end knows that all before it was told to everybody.
 */
static void who_reads_too_late_looks_again(void **state)
{
    struct hcn_watch *w = hcn_watch_open(call, service, HCN_OBJECT_GUEST_SERVICE);
    struct hcn_watch *end = hcn_watch_open(call, service, HCN_OBJECT_NETWORK);
    struct hcn_guest_service *guest = hcn_guest_service_create_json(call, service, NULL, "{}");

    (void)state;
    expect(w, "ready", 0);
    expect(end, "ready", 0);
    CHECK(guest && hcn_guest_service_set_state(call, guest, HCN_GUEST_SERVICE_BOOTSTRAPPING));
    for (int i = 0; i < 66000; i++) {
        struct hcn_call *each = hcn_call_begin();

        CHECK(hcn_guest_service_set_state(each, guest,
                                          i % 2 ? HCN_GUEST_SERVICE_DESYNCHRONIZED
                                                : HCN_GUEST_SERVICE_SYNCHRONIZED));
        hcn_call_end(each);
    }
    make_network("the end");
    expect(end, "created", HCN_OBJECT_NETWORK);
    expect(w, "resync", 0);
    expect(w, "present", HCN_OBJECT_GUEST_SERVICE);
    expect(w, "ready", 0);
    hcn_guest_service_close(guest);
    hcn_watch_close(end);
    hcn_watch_close(w);
}

static void what_is_refused(void **state)
{
    struct script script;

    (void)state;
    CHECK(!hcn_watch_open(call, service, 0));
    check_number("no kinds", (uint32_t)hcn_call_hresult(call), (uint32_t)E_INVALIDARG);
    hcn_call_forgive(call);
    CHECK(!hcn_watch_open(call, service, 64));
    hcn_call_forgive(call);
    CHECK(!hcn_watch_open(call, NULL, 1));
    hcn_call_forgive(call);
    CHECK(!hcn_watch_next(call, NULL, 0));
    check_number("NULL", (uint32_t)hcn_call_hresult(call), (uint32_t)E_HANDLE);
    hcn_call_forgive(call);
    script_begin(&script, NULL, 0);
    CHECK(!hcn_watch_open(script.call, script.service, HCN_OBJECT_ALL));
    check_number("scripted", (uint32_t)hcn_call_hresult(script.call), (uint32_t)E_NOTIMPL);
    script_end(&script);
    hcn_watch_close(NULL);
    check_number("descriptor", (uint32_t)hcn_watch_descriptor(NULL), (uint32_t)-1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_snapshot_then_what_happens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_snapshot_has_is_not_told_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_reads_too_late_looks_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
