/* hearing_test.c - watching a service that tells of some kinds by itself. */
#include "quiet.h"

/* What is told is told on, once; looking does not tell it again, and it is told without looking. */
static void what_is_heard_is_told_on(void **state)
{
    const struct hcn_event *e;
    struct hcn_watch *w;

    (void)state;
    quiet_begin(&quiet_kind);
    w = hcn_watch_open(quiet.call, quiet.service, HCN_OBJECT_NETWORK);
    quiet_expect(w, "ready", NULL);
    quiet_wait_registered(1);
    quiet_shut(true);
    quiet_set(0, KIND_NETWORK, NETWORK_ID, "{\"Flags\":64}"); /* a look may have begun already */
    quiet_tell(NOTICE_EVENT, EVENT_CREATED, NETWORK_ID);
    quiet_shut(false);
    e = quiet_expect(w, "created", NETWORK_ID);
    check_number("flags", e->flags, 64);
    quiet_look(HCN_OBJECT_NETWORK);
    quiet_shut(true);
    quiet_tell(NOTICE_EVENT, EVENT_CREATED, NETWORK_ID);
    quiet_tell(NOTICE_EVENT, EVENT_DELETED, OTHER_ID);
    quiet_tell(NOTICE_EVENT, EVENT_CREATED, OTHER_ID); /* comes and goes between two looks */
    quiet_tell(NOTICE_EVENT, EVENT_DELETED, OTHER_ID);
    quiet_shut(false);
    quiet_expect(w, "created", OTHER_ID);
    quiet_expect(w, "deleted", OTHER_ID);
    quiet_shut(true);
    quiet_set(0, KIND_NETWORK, NETWORK_ID, NULL);
    quiet_tell(NOTICE_EVENT, EVENT_DELETED, NETWORK_ID);
    quiet_shut(false);
    e = quiet_expect(w, "deleted", NETWORK_ID);
    check_number("sequence", e->sequence, 4);
    quiet_look(HCN_OBJECT_NETWORK);
    CHECK(!hcn_watch_next(quiet.call, w, 0));
    hcn_watch_close(w);
    quiet_end();
}

/* As when the service restarts: it is registered anew as soon as it can, and all is looked at. */
static void who_is_cut_off_looks_again(void **state)
{
    struct hcn_watch *w;

    (void)state;
    quiet_begin(&quiet_kind);
    quiet_set(0, KIND_NETWORK, NETWORK_ID, "{}");
    w = hcn_watch_open(quiet.call, quiet.service, HCN_OBJECT_NETWORK);
    quiet_expect(w, "present", NETWORK_ID);
    quiet_expect(w, "ready", NULL);
    quiet_wait_registered(1);
    quiet.refusals = 1;
    quiet_tell(NOTICE_GONE, 0, NETWORK_ID);
    quiet_expect(w, "resync", NULL);
    quiet_wait_registered(2);
    quiet_expect(w, "present", NETWORK_ID);
    quiet_expect(w, "ready", NULL);
    hcn_watch_close(w);
    quiet_end();
}

/* More is told than anybody can remember: so nobody can say any more what came and went. */
static void what_there_is_no_room_for_is_looked_at_again(void **state)
{
    struct hcn_watch *w;

    (void)state;
    quiet_begin(&quiet_kind);
    w = hcn_watch_open(quiet.call, quiet.service, HCN_OBJECT_NETWORK);
    quiet_expect(w, "ready", NULL);
    quiet_wait_registered(1);
    quiet_shut_in();
    for (int i = 0; i < 5000; i++)
        quiet_tell(NOTICE_EVENT, i % 2 ? EVENT_DELETED : EVENT_CREATED, NETWORK_ID);
    quiet_shut(false);
    quiet_expect(w, "resync", NULL);
    quiet_expect(w, "ready", NULL);
    hcn_watch_close(w);
    quiet_end();
}

/* The thread of the last watch still takes leave of the service. */
static void a_watch_that_follows_another_at_once_hears_for_itself(void **state)
{
    struct hcn_watch *w;

    (void)state;
    quiet_begin(&quiet_kind);
    w = hcn_watch_open(quiet.call, quiet.service, HCN_OBJECT_NETWORK);
    quiet_wait_registered(1);
    quiet_turn(&quiet.stays, true);
    hcn_watch_close(w);
    quiet_wait_for(&quiet.leaving);
    w = hcn_watch_open(quiet.call, quiet.service, HCN_OBJECT_NETWORK);
    quiet_expect(w, "ready", NULL);
    quiet_wait_registered(2);
    quiet_tell(NOTICE_EVENT, EVENT_CREATED, OTHER_ID);
    quiet_expect(w, "created", OTHER_ID);
    quiet_turn(&quiet.stays, false);
    hcn_watch_close(w);
    quiet_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_heard_is_told_on),
        cmocka_unit_test(who_is_cut_off_looks_again),
        cmocka_unit_test(what_there_is_no_room_for_is_looked_at_again),
        cmocka_unit_test(a_watch_that_follows_another_at_once_hears_for_itself),
    };

    return cmocka_run_group_tests_name("client.hearing", tests, NULL, NULL);
}
