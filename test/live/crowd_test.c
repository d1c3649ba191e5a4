/*
 * crowd_test.c - many processes on one store and one kernel: each works on endpoints of its own, so
 * no request may fail, no address may be given out twice, and in the end all agree.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <hcn/documents.h>

#include "../check.h"
#include "agree.h"
#include "base/guid.h"

#define STATE   "/run/hcn-crowd"
#define NETWORK "10000000-0000-4000-8000-000000000001"

enum { PROCESSES = 8, REQUESTS = 200, ENDPOINTS = 4 };

enum place { NOWHERE, MADE, ATTACHED };

/* One process: its namespace and its endpoints, and where each of these is. */
struct worker {
    struct engine *engine;
    unsigned number, seed;
    char space[HCN_GUID_TEXT];
    enum place places[ENDPOINTS];
};

static unsigned chance(struct worker *w)
{
    w->seed = w->seed * 1103515245 + 12345;
    return w->seed >> 16;
}

static bool member(struct worker *w, const char *endpoint, const char *what)
{
    char json[256];

    snprintf(json, sizeof json,
             "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"%s\",\"Settings\":{\"EndpointId\":"
             "\"%s\"}}",
             what, endpoint);
    return ask(w->engine, KIND_NAMESPACE, VERB_MODIFY, w->space, NULL, json);
}

static bool create(struct worker *w, const char *endpoint, unsigned i)
{
    char json[256];

    snprintf(json, sizeof json,
             "{\"Policies\":[{\"Type\":\"PortMapping\",\"Settings\":{\"InternalPort\":80,"
             "\"ExternalPort\":%u}}]}",
             10000 + w->number * 100 + i);
    return ask(w->engine, KIND_ENDPOINT, VERB_CREATE, endpoint, NETWORK, json);
}

/* What can be done to an endpoint next, and where it is then. */
static bool act(struct worker *w)
{
    unsigned i = chance(w) % ENDPOINTS, what = chance(w) % 4;
    char endpoint[HCN_GUID_TEXT];
    enum place *place = &w->places[i];

    snprintf(endpoint, sizeof endpoint, "20000000-0000-4000-8000-0000000%02x0%02x", w->number, i);
    if (!what)
        return ask(w->engine, KIND_NETWORK, VERB_QUERY, NETWORK, NULL,
                   "{\"SchemaVersion\":{\"Major\":2}}");
    if (*place == NOWHERE) {
        *place = MADE;
        return create(w, endpoint, i);
    }
    if (what == 1) {
        *place = NOWHERE;
        return ask(w->engine, KIND_ENDPOINT, VERB_DELETE, endpoint, NULL, NULL);
    }
    *place = *place == MADE ? ATTACHED : MADE;
    return member(w, endpoint, *place == ATTACHED ? "Add" : "Remove");
}

static int work(unsigned number)
{
    struct worker w = { .number = number, .seed = number + 1, .engine = open_engine(STATE) };
    bool ok = w.engine != NULL;

    snprintf(w.space, sizeof w.space, "30000000-0000-4000-8000-0000000000%02x", number);
    ok = ok && ask(w.engine, KIND_NAMESPACE, VERB_CREATE, w.space, NULL, "{}");
    for (int i = 0; i < REQUESTS && ok; i++)
        ok = act(&w);
    engine_close(w.engine);
    return ok ? 0 : 1;
}

struct addresses {
    struct hcn_call *call;
    HCN_LIST(const char *) list;
    bool twice;
};

static bool see_address(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct addresses *a = context;
    struct hcn_endpoint_document *e = hcn_document_read(a->call, HCN_DOCUMENT_ENDPOINT, json);
    const char **place = call_append(a->call, &a->list.at, &a->list.count, sizeof *place);

    (void)id;
    (void)length;
    if (!e || !place)
        return false;
    *place = e->ip_configurations.at[0]->ip_address;
    for (size_t i = 0; i + 1 < a->list.count; i++)
        a->twice |= !strcmp(a->list.at[i], *place);
    return true;
}

static void a_crowd_agrees(void **state)
{
    struct hcn_call c = { 0 };
    struct addresses seen = { .call = &c };
    struct engine *e = open_engine(STATE);
    int status, failures = 0;
    size_t things;

    (void)state;
    CHECK(e && ask(e, KIND_NETWORK, VERB_CREATE, NETWORK, NULL,
                   "{\"Name\":\"crowd\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
                   "\"10.78.0.0/24\"}]}]}"));
    for (unsigned i = 0; i < PROCESSES; i++)
        if (!fork())
            _exit(work(i));
    while (wait(&status) > 0)
        failures += status != 0;
    check_number("processes that failed", (uint64_t)failures, 0);
    CHECK(engine_list(&c, e, KIND_ENDPOINT, NULL, see_address, &seen));
    CHECK(!seen.twice && seen.list.count > PROCESSES);
    CHECK(agree(e, &things) && things > 2 + PROCESSES);
    CHECK(clean(e));
    engine_close(e);
    call_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crowd_agrees),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
