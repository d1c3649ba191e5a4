/* lookout_test.c - watching a service that tells little or nothing by itself. */
#include "quiet.h"

static void what_is_not_told_is_found_by_looking(void **state)
{
    const uint32_t both = HCN_OBJECT_NETWORK | HCN_OBJECT_ENDPOINT;
    const struct hcn_event *e;
    struct hcn_watch *w;

    (void)state;
    quiet_begin(&silent_kind);
    quiet_set(0, KIND_NETWORK, NETWORK_ID, "{\"Flags\":8}");
    w = hcn_watch_open(quiet.call, quiet.service, both);
    e = quiet_expect(w, "present", NETWORK_ID);
    check_text("document", e->document, "{\"Flags\":8}");
    quiet_expect(w, "ready", NULL);
    CHECK(!hcn_watch_next(quiet.call, w, 0));

    quiet_set(1, KIND_ENDPOINT, ENDPOINT_ID, "{\"HostComputeNetwork\":\"" NETWORK_ID "\"}");
    quiet_set(0, KIND_NETWORK, NETWORK_ID, "{\"Flags\":9}");
    quiet_look(both);
    e = quiet_expect(w, "modified", NETWORK_ID);
    check_number("sequence", e->sequence, 1);
    check_number("flags", e->flags, 9);
    e = quiet_expect(w, "created", ENDPOINT_ID);
    check_number("sequence", e->sequence, 2);
    check_number("kind", e->object, HCN_OBJECT_ENDPOINT);
    check_guid("network", e->network, NETWORK_ID);

    quiet_set(1, KIND_ENDPOINT, ENDPOINT_ID, "{\"HostComputeNamespace\":\"" SPACE_ID "\"}");
    quiet_look(both);
    quiet_expect(w, "attached", ENDPOINT_ID);
    quiet_set(1, KIND_ENDPOINT, ENDPOINT_ID, "{}");
    quiet_look(both);
    quiet_expect(w, "detached", ENDPOINT_ID);
    quiet_set(1, KIND_ENDPOINT, ENDPOINT_ID, NULL);
    quiet_look(both);
    e = quiet_expect(w, "deleted", ENDPOINT_ID);
    check_number("sequence", e->sequence, 5);
    quiet_look(both);
    CHECK(!hcn_watch_next(quiet.call, w, 0));
    hcn_watch_close(w);
    quiet_end();
}

static void the_thread_looks_by_itself(void **state)
{
    struct hcn_watch *w;

    (void)state;
    quiet_begin(&silent_kind);
    w = hcn_watch_open(quiet.call, quiet.service, HCN_OBJECT_ROUTE);
    quiet_expect(w, "ready", NULL);
    quiet_set(0, KIND_ROUTE, OTHER_ID, "{\"HostComputeNamespace\":\"" SPACE_ID "\"}");
    quiet_expect(w, "created", OTHER_ID);
    quiet_set(0, KIND_ROUTE, OTHER_ID, NULL);
    quiet_expect(w, "deleted", OTHER_ID);
    hcn_watch_close(w);
    quiet_end();
}

static void what_hangs_hinders_nobody_from_closing(void **state)
{
    struct hcn_watch *w;

    (void)state;
    quiet_begin(&silent_kind);
    w = hcn_watch_open(quiet.call, quiet.service, HCN_OBJECT_NAMESPACE);
    quiet_expect(w, "ready", NULL);
    quiet_shut_in();
    hcn_call_set_timeout(quiet.call, 20);
    CHECK(!hcn_watch_open(quiet.call, quiet.service, HCN_OBJECT_NAMESPACE));
    check_failure("another", quiet.call, HCN_WIN32_TIMEOUT,
                  "another thread looks: waited 20 ms for it");
    hcn_watch_close(w);
    hcn_service_close(quiet.service);
    quiet.service = NULL;
    pthread_mutex_lock(&quiet.mutex);
    CHECK(!quiet.closed);
    quiet.shut = false;
    pthread_cond_broadcast(&quiet.changed);
    pthread_mutex_unlock(&quiet.mutex);
    quiet_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_told_is_found_by_looking),
        cmocka_unit_test(the_thread_looks_by_itself),
        cmocka_unit_test(what_hangs_hinders_nobody_from_closing),
    };

    return cmocka_run_group_tests_name("client.lookout", tests, NULL, NULL);
}
