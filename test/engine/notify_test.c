/* notify_test.c - who subscribes is told everything, in order, whoever did it, and then no more. */
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../check.h"
#include "base/guid.h"
#include "base/os_thread.h"
#include "engine/engine.h"
#include "engine/store.h"
#include "place.h"

#define NETWORK  "10000000-0000-4000-8000-000000000001"
#define ENDPOINT "20000000-0000-4000-8000-000000000001"
#define SPACE    "30000000-0000-4000-8000-000000000001"

enum { MOST = 64, PATIENCE = 5000 }; /* ms */

/* What a subscriber was told. */
struct told {
    struct os_mutex mutex;
    char text[2048];
    size_t count;
    uint64_t last;
    bool gone, lost;
    struct subscriber *self; /* unsubscribes itself at the first event */
};

static const char *const changes[] = { "created", "modified", "deleted", "attached", "detached" };

static void tell(void *context, enum notice notice, const struct event *e)
{
    struct told *t = context;
    size_t used = strlen(t->text);

    os_lock(&t->mutex);
    CHECK((notice == NOTICE_EVENT) == (e != NULL));
    if (!e) {
        t->gone = notice == NOTICE_GONE;
        t->lost = notice == NOTICE_LOST;
    } else {
        CHECK(!t->last || e->sequence == t->last + 1 || t->lost);
        t->last = e->sequence;
        snprintf(t->text + used, sizeof t->text - used, "%s%s %s", used ? ", " : "",
                 kind_row(e->kind)->word, changes[e->change]);
        t->count++;
    }
    os_unlock(&t->mutex);
    if (t->self)
        engine_unsubscribe(t->self);
    t->self = NULL;
}

static size_t count_of(struct told *t)
{
    size_t count;

    os_lock(&t->mutex);
    count = t->count + t->gone + t->lost;
    os_unlock(&t->mutex);
    return count;
}

static void await(struct told *t, size_t count)
{
    for (int i = 0; i < PATIENCE && count_of(t) < count; i++)
        nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
    check_number("events", count_of(t), count);
}

static void ask(struct engine *e, uint32_t kind, uint32_t verb, const char *id, const char *on,
                const char *json)
{
    struct request q = { .kind = kind, .verb = verb, .json = json };
    struct hcn_call c = { 0 };
    struct reply reply;

    CHECK(guid_parse(id, &q.id) && (!on || guid_parse(on, &q.network)));
    engine_answer(&c, e, &q, &reply);
    check_failure(json ? json : id, &c, 0, "");
    call_end(&c);
}

static void live(struct engine *e)
{
    ask(e, KIND_NETWORK, VERB_CREATE, NETWORK, NULL, "{\"Name\":\"a\"}");
    ask(e, KIND_ENDPOINT, VERB_CREATE, ENDPOINT, NETWORK, "{}");
    ask(e, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}");
    ask(e, KIND_NAMESPACE, VERB_MODIFY, SPACE, NULL,
        "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":{\"EndpointId\":"
        "\"" ENDPOINT "\"}}");
    ask(e, KIND_NAMESPACE, VERB_DELETE, SPACE, NULL, NULL);
    ask(e, KIND_NETWORK, VERB_MODIFY, NETWORK, NULL,
        "{\"ResourceType\":\"DNS\",\"RequestType\":\"Update\",\"Settings\":{\"Domain\":\"x\"}}");
    ask(e, KIND_NETWORK, VERB_DELETE, NETWORK, NULL, NULL);
}

static const char lived[] =
    "network created, endpoint created, namespace created, endpoint attached, endpoint detached, "
    "namespace deleted, network modified, endpoint deleted, network deleted";
enum { LIVED = 9 };

static struct engine *open_engine(const char *directory)
{
    struct hcn_call c = { 0 };
    struct engine *e = NULL;

    engine_open(&c, directory, &driver_null, &e);
    check_failure("open", &c, 0, "");
    call_end(&c);
    return e;
}

static struct subscriber *subscribe(struct engine *e, struct told *t)
{
    struct hcn_call c = { 0 };
    struct subscriber *s = NULL;

    CHECK(os_mutex_open(&t->mutex));
    CHECK(engine_subscribe(&c, e, tell, t, &s));
    call_end(&c);
    return s;
}

static void in_memory_and_in_order(void **state)
{
    struct engine *e = open_engine(NULL);
    struct told first = { 0 }, second = { 0 };
    struct subscriber *one, *two;

    (void)state;
    ask(e, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}"); /* before: nobody is told */
    ask(e, KIND_NAMESPACE, VERB_DELETE, SPACE, NULL, NULL);
    one = subscribe(e, &first);
    two = subscribe(e, &second);
    live(e);
    await(&first, LIVED);
    await(&second, LIVED);
    check_text("first", first.text, lived);
    check_text("second", second.text, lived);
    engine_unsubscribe(one);
    ask(e, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}");
    await(&second, LIVED + 1);
    check_number("after the end", count_of(&first), LIVED);
    engine_unsubscribe(two);
    engine_unsubscribe(NULL);
    os_mutex_close(&first.mutex);
    os_mutex_close(&second.mutex);
    engine_close(e);
}

static void from_within_its_own_call(void **state)
{
    struct engine *e = open_engine(NULL);
    struct told once = { 0 }, always = { 0 };

    (void)state;
    once.self = subscribe(e, &once);
    subscribe(e, &always);
    live(e);
    await(&always, LIVED);
    check_number("unsubscribed at the first", count_of(&once), 1);
    engine_close(e); /* with a subscriber left */
    os_mutex_close(&once.mutex);
    os_mutex_close(&always.mutex);
}

static void what_fails_is_not_told(void **state)
{
    struct engine *e = open_engine(NULL);
    struct request q = { .kind = KIND_NETWORK, .verb = VERB_CREATE, .json = "{\"Name\":\"a\"}" };
    struct told t = { 0 };
    struct hcn_call c = { 0 };
    struct reply reply;

    (void)state;
    ask(e, KIND_NETWORK, VERB_CREATE, NETWORK, NULL, "{\"Name\":\"a\"}");
    subscribe(e, &t);
    CHECK(!engine_answer(&c, e, &q, &reply)); /* the name is taken */
    ask(e, KIND_NETWORK, VERB_DELETE, NETWORK, NULL, NULL);
    await(&t, 1);
    check_text("told", t.text, "network deleted");
    call_end(&c);
    engine_close(e);
    os_mutex_close(&t.mutex);
}

static void by_another_process(void **state)
{
    char directory[PLACE];
    struct told t = { 0 };
    struct engine *e;
    pid_t child;

    (void)state;
    place_make(directory);
    child = fork(); /* before there are threads */
    if (!child) {
        struct engine *own;

        nanosleep(&(struct timespec){ 0, 200000000 }, NULL);
        own = open_engine(directory);
        live(own);
        engine_close(own);
        _exit(0);
    }
    e = open_engine(directory);
    subscribe(e, &t);
    await(&t, LIVED);
    check_text("told", t.text, lived);
    CHECK(waitpid(child, NULL, 0) == child);
    place_remove(directory);
    await(&t, LIVED + 1);
    CHECK(t.gone);
    engine_close(e);
    os_mutex_close(&t.mutex);
}

static bool is_lost(struct told *t)
{
    bool lost;

    os_lock(&t->mutex);
    lost = t->lost;
    os_unlock(&t->mutex);
    return lost;
}

static uint64_t last_of(struct told *t)
{
    uint64_t last;

    os_lock(&t->mutex);
    last = t->last;
    os_unlock(&t->mutex);
    return last;
}

/* More events than the store keeps: what is missing cannot be told, and that is told. */
static void too_many_to_keep(void **state)
{
    char directory[PLACE];
    const struct event event = { .kind = KIND_NETWORK };
    struct told t = { 0 };
    struct hcn_call c = { 0 };
    struct engine *e;
    struct store *s;

    (void)state;
    place_make(directory);
    e = open_engine(directory);
    subscribe(e, &t);
    CHECK(store_open(&c, directory, &s) && store_write(&c, s));
    for (int i = 0; i < EVENTS_KEPT + EVENTS_SURPLUS; i++)
        CHECK(store_add_event(&c, s, &event));
    CHECK(store_commit(&c, s));
    store_close(s);
    for (int i = 0; i < PATIENCE && !is_lost(&t); i++)
        nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
    CHECK(is_lost(&t));
    ask(e, KIND_NAMESPACE, VERB_CREATE, SPACE, NULL, "{}");
    for (int i = 0; i < PATIENCE && last_of(&t) < EVENTS_KEPT + EVENTS_SURPLUS + 2; i++)
        nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
    check_number("the last", last_of(&t), EVENTS_KEPT + EVENTS_SURPLUS + 2);
    call_end(&c);
    engine_close(e);
    os_mutex_close(&t.mutex);
    place_remove(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_memory_and_in_order), cmocka_unit_test(from_within_its_own_call),
        cmocka_unit_test(what_fails_is_not_told), cmocka_unit_test(by_another_process),
        cmocka_unit_test(too_many_to_keep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
