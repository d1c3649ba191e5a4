/* lookout_test.c - watching a service that tells little or nothing by itself. */
#include "script.h"

#include <pthread.h>

#include "backend/lookout.h"

enum { OBJECTS = 8, PATIENCE = 20000 }; /* milliseconds */

/* A service in memory, which the test changes behind everybody's back. */
static struct quiet {
    struct backend backend;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct {
        uint32_t kind;
        const char *id, *json; /* NULL: no object */
    } objects[OBJECTS];
    notify_fn *tell; /* who is to be told, if anybody */
    void *context;
    unsigned registered; /* how often, and how often that is to fail */
    int refusals;
    bool shut, inside, closed;
} quiet;

static bool quiet_list(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                       bool (*visit)(void *, const struct hcn_guid *, const char *, size_t),
                       void *context)
{
    bool going = true;

    (void)c;
    (void)b;
    check_text("query", query, SCHEMA_2);
    pthread_mutex_lock(&quiet.mutex);
    quiet.inside = true;
    pthread_cond_broadcast(&quiet.changed);
    while (quiet.shut)
        pthread_cond_wait(&quiet.changed, &quiet.mutex);
    quiet.inside = false;
    for (size_t i = 0; going && i < OBJECTS; i++) {
        const char *json = quiet.objects[i].json;

        if (json && quiet.objects[i].kind == kind) {
            const struct hcn_guid id = guid_of(quiet.objects[i].id);

            going = visit(context, &id, json, strlen(json));
        }
    }
    pthread_mutex_unlock(&quiet.mutex);
    return going;
}

static bool quiet_subscribe(struct hcn_call *c, struct backend *b, notify_fn *tell, void *context,
                            void **out)
{
    bool ok;

    (void)b;
    pthread_mutex_lock(&quiet.mutex);
    ok = quiet.refusals-- <= 0;
    if (ok) {
        quiet.tell = tell;
        quiet.context = context;
        quiet.registered++;
        pthread_cond_broadcast(&quiet.changed);
    }
    *out = &quiet;
    pthread_mutex_unlock(&quiet.mutex);
    return ok || fail(c, HCN_WIN32_NOT_REGISTERED, "not yet");
}

static void quiet_unsubscribe(struct backend *b, void *subscription)
{
    (void)b;
    CHECK(subscription == &quiet);
    pthread_mutex_lock(&quiet.mutex);
    quiet.tell = NULL;
    pthread_mutex_unlock(&quiet.mutex);
}

static void quiet_close(struct backend *b)
{
    (void)b;
    pthread_mutex_lock(&quiet.mutex);
    quiet.closed = true;
    pthread_cond_broadcast(&quiet.changed);
    pthread_mutex_unlock(&quiet.mutex);
}

static const struct backend_kind quiet_kind = {
    .name = "quiet",
    .close = quiet_close,
    .list = quiet_list,
    .subscribe = quiet_subscribe,
    .unsubscribe = quiet_unsubscribe,
};

/* Tells nothing at all. */
static const struct backend_kind silent_kind = {
    .name = "silent",
    .close = quiet_close,
    .list = quiet_list,
};

static struct hcn_call *call;
static struct hcn_service *service;

static void begin(const struct backend_kind *kind)
{
    struct backend *b;

    quiet = (struct quiet){ .backend.kind = kind,
                            .mutex = PTHREAD_MUTEX_INITIALIZER,
                            .changed = PTHREAD_COND_INITIALIZER };
    call = hcn_call_begin();
    CHECK(backend_with_lookout(call, &quiet.backend, &b));
    service = service_over(call, b);
    CHECK(service);
}

static void wait_for(const bool *flag)
{
    pthread_mutex_lock(&quiet.mutex);
    while (!*flag)
        pthread_cond_wait(&quiet.changed, &quiet.mutex);
    pthread_mutex_unlock(&quiet.mutex);
}

static void end(void)
{
    hcn_service_close(service);
    wait_for(&quiet.closed);
    hcn_call_end(call);
}

static void set(size_t i, uint32_t kind, const char *id, const char *json)
{
    pthread_mutex_lock(&quiet.mutex);
    quiet.objects[i].kind = kind;
    quiet.objects[i].id = id;
    quiet.objects[i].json = json;
    pthread_mutex_unlock(&quiet.mutex);
}

/* The service gives no list until it is open again: nothing is found by looking meanwhile. */
static void shut(bool is)
{
    pthread_mutex_lock(&quiet.mutex);
    quiet.shut = is;
    pthread_cond_broadcast(&quiet.changed);
    pthread_mutex_unlock(&quiet.mutex);
}

static void wait_registered(unsigned times)
{
    pthread_mutex_lock(&quiet.mutex);
    while (quiet.registered < times)
        pthread_cond_wait(&quiet.changed, &quiet.mutex);
    pthread_mutex_unlock(&quiet.mutex);
}

static void tell(enum notice notice, uint32_t change, const char *id)
{
    const struct event e = {
        .kind = KIND_NETWORK, .change = change, .id = guid_of(id), .flags = 64
    };

    quiet.tell(quiet.context, notice, notice == NOTICE_EVENT ? &e : NULL);
}

static const struct hcn_event *expect(struct hcn_watch *w, const char *word, const char *id)
{
    const struct hcn_event *e = hcn_watch_next(call, w, PATIENCE);

    if (!e)
        CHECK_FAILED("expected %s, got nothing: %s", word, hcn_call_text(call));
    check_text("event", hcn_event_word(e->type), word);
    if (id)
        check_guid(word, e->id, id);
    return e;
}

/* A snapshot of another watch makes the lookout look at once. */
static void look(uint32_t objects)
{
    hcn_watch_close(hcn_watch_open(call, service, objects));
}

static void what_is_not_told_is_found_by_looking(void **state)
{
    const uint32_t both = HCN_OBJECT_NETWORK | HCN_OBJECT_ENDPOINT;
    const struct hcn_event *e;
    struct hcn_watch *w;

    (void)state;
    begin(&silent_kind);
    set(0, KIND_NETWORK, NETWORK_ID, "{\"Flags\":8}");
    w = hcn_watch_open(call, service, both);
    e = expect(w, "present", NETWORK_ID);
    check_text("document", e->document, "{\"Flags\":8}");
    expect(w, "ready", NULL);
    CHECK(!hcn_watch_next(call, w, 0));

    set(1, KIND_ENDPOINT, ENDPOINT_ID, "{\"HostComputeNetwork\":\"" NETWORK_ID "\"}");
    set(0, KIND_NETWORK, NETWORK_ID, "{\"Flags\":9}");
    look(both);
    e = expect(w, "modified", NETWORK_ID);
    check_number("sequence", e->sequence, 1);
    check_number("flags", e->flags, 9);
    e = expect(w, "created", ENDPOINT_ID);
    check_number("sequence", e->sequence, 2);
    check_number("kind", e->object, HCN_OBJECT_ENDPOINT);
    check_guid("network", e->network, NETWORK_ID);

    set(1, KIND_ENDPOINT, ENDPOINT_ID, "{\"HostComputeNamespace\":\"" SPACE_ID "\"}");
    look(both);
    expect(w, "attached", ENDPOINT_ID);
    set(1, KIND_ENDPOINT, ENDPOINT_ID, "{}");
    look(both);
    expect(w, "detached", ENDPOINT_ID);
    set(1, KIND_ENDPOINT, ENDPOINT_ID, NULL);
    look(both);
    e = expect(w, "deleted", ENDPOINT_ID);
    check_number("sequence", e->sequence, 5);
    look(both);
    CHECK(!hcn_watch_next(call, w, 0));
    hcn_watch_close(w);
    end();
}

static void the_thread_looks_by_itself(void **state)
{
    struct hcn_watch *w;

    (void)state;
    begin(&silent_kind);
    w = hcn_watch_open(call, service, HCN_OBJECT_ROUTE);
    expect(w, "ready", NULL);
    set(0, KIND_ROUTE, OTHER_ID, "{\"HostComputeNamespace\":\"" SPACE_ID "\"}");
    expect(w, "created", OTHER_ID);
    set(0, KIND_ROUTE, OTHER_ID, NULL);
    expect(w, "deleted", OTHER_ID);
    hcn_watch_close(w);
    end();
}

/* What is told is told on, once; looking does not tell it again, and it is told without looking. */
static void what_is_heard_is_told_on(void **state)
{
    const struct hcn_event *e;
    struct hcn_watch *w;

    (void)state;
    begin(&quiet_kind);
    w = hcn_watch_open(call, service, HCN_OBJECT_NETWORK);
    expect(w, "ready", NULL);
    wait_registered(1);
    shut(true);
    set(0, KIND_NETWORK, NETWORK_ID, "{}");
    tell(NOTICE_EVENT, EVENT_CREATED, NETWORK_ID);
    shut(false);
    e = expect(w, "created", NETWORK_ID);
    check_number("flags", e->flags, 64);
    look(HCN_OBJECT_NETWORK);
    shut(true);
    tell(NOTICE_EVENT, EVENT_CREATED, NETWORK_ID);
    tell(NOTICE_EVENT, EVENT_DELETED, OTHER_ID);
    tell(NOTICE_EVENT, EVENT_CREATED, OTHER_ID); /* comes and goes between two looks */
    tell(NOTICE_EVENT, EVENT_DELETED, OTHER_ID);
    shut(false);
    expect(w, "created", OTHER_ID);
    expect(w, "deleted", OTHER_ID);
    shut(true);
    set(0, KIND_NETWORK, NETWORK_ID, NULL);
    tell(NOTICE_EVENT, EVENT_DELETED, NETWORK_ID);
    shut(false);
    e = expect(w, "deleted", NETWORK_ID);
    check_number("sequence", e->sequence, 4);
    look(HCN_OBJECT_NETWORK);
    CHECK(!hcn_watch_next(call, w, 0));
    hcn_watch_close(w);
    end();
}

/* As when the service restarts: it is registered anew as soon as it can, and all is looked at. */
static void who_is_cut_off_looks_again(void **state)
{
    struct hcn_watch *w;

    (void)state;
    begin(&quiet_kind);
    set(0, KIND_NETWORK, NETWORK_ID, "{}");
    w = hcn_watch_open(call, service, HCN_OBJECT_NETWORK);
    expect(w, "present", NETWORK_ID);
    expect(w, "ready", NULL);
    wait_registered(1);
    quiet.refusals = 1;
    tell(NOTICE_GONE, 0, NETWORK_ID);
    expect(w, "resync", NULL);
    wait_registered(2);
    expect(w, "present", NETWORK_ID);
    expect(w, "ready", NULL);
    hcn_watch_close(w);
    end();
}

static void what_hangs_hinders_nobody_from_closing(void **state)
{
    struct hcn_watch *w;

    (void)state;
    begin(&silent_kind);
    w = hcn_watch_open(call, service, HCN_OBJECT_NAMESPACE);
    expect(w, "ready", NULL);
    pthread_mutex_lock(&quiet.mutex);
    quiet.shut = true;
    quiet.inside = false;
    pthread_mutex_unlock(&quiet.mutex);
    wait_for(&quiet.inside); /* the thread, at its next look */
    hcn_call_set_timeout(call, 20);
    CHECK(!hcn_watch_open(call, service, HCN_OBJECT_NAMESPACE));
    check_failure("another", call, HCN_WIN32_TIMEOUT, "another thread looks: waited 20 ms for it");
    hcn_watch_close(w);
    hcn_service_close(service);
    service = NULL;
    pthread_mutex_lock(&quiet.mutex);
    CHECK(!quiet.closed);
    quiet.shut = false;
    pthread_cond_broadcast(&quiet.changed);
    pthread_mutex_unlock(&quiet.mutex);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_told_is_found_by_looking),
        cmocka_unit_test(the_thread_looks_by_itself),
        cmocka_unit_test(what_is_heard_is_told_on),
        cmocka_unit_test(who_is_cut_off_looks_again),
        cmocka_unit_test(what_hangs_hinders_nobody_from_closing),
    };

    return cmocka_run_group_tests_name("client.lookout", tests, NULL, NULL);
}
