/* deadline_test.c - how long the engine waits for others, and that it begins nothing too late. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "../check.h"
#include "engine/engine.h"
#include "engine/store.h"
#include "place.h"

enum { SHORT = 20 }; /* milliseconds */

static char directory[PLACE];

static const struct {
    uint32_t verb;
    bool writes; /* waits for other processes */
} verbs[] = {
    { VERB_ENUMERATE, false }, { VERB_CREATE, true }, { VERB_OPEN, false },
    { VERB_MODIFY, true },     { VERB_QUERY, false }, { VERB_DELETE, true },
};

static int32_t ask(struct engine *e, uint32_t kind, uint32_t verb, char text[1024])
{
    const struct request q = { .kind = kind, .verb = verb, .id = { 1, 2, 3, { 4 } }, .json = "{}" };
    struct hcn_call c = { .timeout = SHORT };

    engine_answer(&c, e, &q, &(struct reply){ 0 });
    memcpy(text, c.text, sizeof c.text);
    call_end(&c);
    return c.hresult;
}

static void check_waiting(struct engine *e, uint32_t kind, size_t row, bool waits, const char *whom)
{
    char name[64], text[1024];
    const int32_t got = ask(e, kind, verbs[row].verb, text);

    snprintf(name, sizeof name, "verb %u of %s", (unsigned)verbs[row].verb, kind_row(kind)->word);
    if (waits != (got == HCN_WIN32_TIMEOUT) || (waits && !strstr(text, whom)))
        CHECK_FAILED("%s: %s: 0x%08X, %s", name, whom, (unsigned)got, text);
}

static void ask_all(struct engine *e, bool looking_waits, const char *whom)
{
    for (uint32_t kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < COUNT(verbs); i++)
            check_waiting(e, kind, i, looking_waits || verbs[i].writes, whom);
}

/* Another process has the lock of the store: that hinders only those who write. */
static void each_verb_waits_for_other_processes(void **state)
{
    struct hcn_call c = { 0 };
    struct engine *e;
    struct store *other;

    (void)state;
    CHECK(engine_open(&c, directory, &driver_null, &e));
    CHECK(store_open(&c, directory, &other) && store_write(&c, other));
    ask_all(e, false, "the store is in use by another process: waited ");
    store_close(other);
    engine_close(e);
    call_end(&c);
}

struct visit {
    struct engine *engine;
    pthread_barrier_t inside, over;
};

static bool stay(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct visit *v = context;

    (void)id;
    (void)json;
    (void)length;
    pthread_barrier_wait(&v->inside);
    pthread_barrier_wait(&v->over);
    return true;
}

static void *list(void *context)
{
    struct hcn_call c = { 0 };

    CHECK(engine_list(&c, ((struct visit *)context)->engine, KIND_NETWORK, NULL, stay, context));
    call_end(&c);
    return NULL;
}

/* Another thread lists, and takes its time over what it sees: everybody waits. */
static void each_verb_waits_for_other_threads(void **state)
{
    const struct request make = { .kind = KIND_NETWORK, .verb = VERB_CREATE, .json = "{}" };
    struct port_range range = {
        .protocol = PORT_TCP, .access = PORT_SHARED, .first = 80, .last = 80
    };
    struct hcn_call c = { 0 }, late = { .timeout = SHORT };
    struct reservation *reservation;
    struct visit v = { 0 };
    pthread_t thread;

    (void)state;
    CHECK(engine_open(&c, NULL, &driver_null, &v.engine));
    CHECK(engine_answer(&c, v.engine, &make, &(struct reply){ 0 }));
    pthread_barrier_init(&v.inside, NULL, 2);
    pthread_barrier_init(&v.over, NULL, 2);
    CHECK(!pthread_create(&thread, NULL, list, &v));
    pthread_barrier_wait(&v.inside);
    ask_all(v.engine, true, "another thread of this process works on the store: waited 20 ms");
    CHECK(!engine_reserve(&late, v.engine, &range, &reservation));
    check_failure("reserve", &late, HCN_WIN32_TIMEOUT, NULL);
    pthread_barrier_wait(&v.over);
    pthread_join(thread, NULL);
    engine_close(v.engine);
    call_end(&late);
    call_end(&c);
}

/* ---- before the first step --------------------------------------------------------------- */

static struct driver_kind sluggish;
static unsigned taken;

/* A network without a subnet asks for the machine's routes before it is made. */
static bool slow_routes(struct hcn_call *c, struct driver *d, struct host_route **out,
                        size_t *count)
{
    usleep((SHORT + 10) * 1000);
    return driver_null.routes(c, d, out, count);
}

static bool count_step(struct hcn_call *c, struct driver *d, const struct step *s)
{
    taken++;
    return driver_null.take(c, d, s);
}

static struct driver *open_sluggish(struct hcn_call *c, const char *at)
{
    struct driver *d = driver_null.open(c, at);

    if (d)
        d->kind = &sluggish;
    return d;
}

static void what_is_too_late_is_not_begun(void **state)
{
    const struct request make = { .kind = KIND_NETWORK,
                                  .verb = VERB_CREATE,
                                  .json = "{\"Type\":\"NAT\"}" };
    const struct request look = { .kind = KIND_NETWORK, .verb = VERB_ENUMERATE };
    struct hcn_call c = { .timeout = SHORT };
    struct reply reply;
    struct engine *e;

    (void)state;
    sluggish = driver_null;
    sluggish.open = open_sluggish;
    sluggish.routes = slow_routes;
    sluggish.take = count_step;
    CHECK(engine_open(&c, NULL, &sluggish, &e));
    CHECK(!engine_answer(&c, e, &make, &reply));
    check_failure("late", &c, HCN_WIN32_TIMEOUT,
                  "the deadline of 20 ms passed before the first step");
    check_number("steps", taken, 0);
    c.hresult = 0;
    c.timeout = 0;
    CHECK(engine_answer(&c, e, &look, &reply));
    check_text("nothing was made", reply.json, "[]");
    CHECK(engine_answer(&c, e, &make, &reply) && taken);
    engine_close(e);
    call_end(&c);
}

static int make_directory(void **state)
{
    (void)state;
    place_make(directory);
    return 0;
}

static int remove_directory(void **state)
{
    (void)state;
    place_remove(directory);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_verb_waits_for_other_processes),
        cmocka_unit_test(each_verb_waits_for_other_threads),
        cmocka_unit_test(what_is_too_late_is_not_begun),
    };

    return cmocka_run_group_tests_name("engine.deadline", tests, make_directory, remove_directory);
}
