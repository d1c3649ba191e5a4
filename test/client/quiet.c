/* quiet.c - what the test changes, and what the lookout sees of it. */
#include "quiet.h"

#include "backend/lookout.h"

struct quiet quiet;

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
    quiet.leaving = true;
    pthread_cond_broadcast(&quiet.changed);
    while (quiet.stays)
        pthread_cond_wait(&quiet.changed, &quiet.mutex);
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

const struct backend_kind quiet_kind = {
    .name = "quiet",
    .close = quiet_close,
    .list = quiet_list,
    .subscribe = quiet_subscribe,
    .unsubscribe = quiet_unsubscribe,
};

const struct backend_kind silent_kind = {
    .name = "silent",
    .close = quiet_close,
    .list = quiet_list,
};

void quiet_begin(const struct backend_kind *kind)
{
    struct backend *b;

    quiet = (struct quiet){ .backend.kind = kind,
                            .mutex = PTHREAD_MUTEX_INITIALIZER,
                            .changed = PTHREAD_COND_INITIALIZER };
    quiet.call = hcn_call_begin();
    CHECK(backend_with_lookout(quiet.call, &quiet.backend, &b));
    quiet.service = service_over(quiet.call, b);
    CHECK(quiet.service);
}

void quiet_wait_for(const bool *flag)
{
    pthread_mutex_lock(&quiet.mutex);
    while (!*flag)
        pthread_cond_wait(&quiet.changed, &quiet.mutex);
    pthread_mutex_unlock(&quiet.mutex);
}

void quiet_end(void)
{
    hcn_service_close(quiet.service);
    quiet_wait_for(&quiet.closed);
    hcn_call_end(quiet.call);
}

void quiet_set(size_t i, uint32_t kind, const char *id, const char *json)
{
    pthread_mutex_lock(&quiet.mutex);
    quiet.objects[i].kind = kind;
    quiet.objects[i].id = id;
    quiet.objects[i].json = json;
    pthread_mutex_unlock(&quiet.mutex);
}

void quiet_turn(bool *flag, bool is)
{
    pthread_mutex_lock(&quiet.mutex);
    *flag = is;
    pthread_cond_broadcast(&quiet.changed);
    pthread_mutex_unlock(&quiet.mutex);
}

void quiet_shut(bool is)
{
    quiet_turn(&quiet.shut, is);
}

void quiet_shut_in(void)
{
    quiet_shut(true);
    quiet_wait_for(&quiet.inside);
}

void quiet_wait_registered(unsigned times)
{
    pthread_mutex_lock(&quiet.mutex);
    while (quiet.registered < times)
        pthread_cond_wait(&quiet.changed, &quiet.mutex);
    pthread_mutex_unlock(&quiet.mutex);
}

void quiet_tell(enum notice notice, uint32_t change, const char *id)
{
    const struct event e = {
        .kind = KIND_NETWORK, .change = change, .id = guid_of(id), .flags = 64
    };

    quiet.tell(quiet.context, notice, notice == NOTICE_EVENT ? &e : NULL);
}

const struct hcn_event *quiet_expect(struct hcn_watch *w, const char *word, const char *id)
{
    const struct hcn_event *e = hcn_watch_next(quiet.call, w, PATIENCE);

    if (!e)
        CHECK_FAILED("expected %s, got nothing: %s", word, hcn_call_text(quiet.call));
    check_text("event", hcn_event_word(e->type), word);
    if (id)
        check_guid(word, e->id, id);
    return e;
}

void quiet_look(uint32_t objects)
{
    hcn_watch_close(hcn_watch_open(quiet.call, quiet.service, objects));
}
