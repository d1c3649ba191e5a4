/*
 * abi.c - calls through computenetwork.dll or libcomputenetwork.so, beside the engine linked into
 * the program.
 *
 *     HCN_STATE=DIRECTORY HCN_DRIVER=null bench-abi
 *
 * Each works on a store of its own on disk, with the null driver.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/given.h"
#include "abi/raw.h"
#include "base/os.h"
#include "base/text.h"
#include "engine/engine.h"
#include "measure.h"

enum { RUNS = 301, WALKS = 5, ROW = 1000, QUIET_US = 200000, CROWD = 10000 };

#define ENDPOINT                                                                                   \
    "{\"Name\":\"endpoint\",\"Policies\":[{\"Type\":\"OutBoundNAT\",\"Settings\":{\"Exceptions\":" \
    "[\"10.0.0.0/8\"]}}]}"
#define CHANGE                                                                                     \
    "{\"ResourceType\":\"Policy\",\"RequestType\":\"Update\",\"Settings\":{\"Policies\":[{"        \
    "\"Type\":\"OutBoundNAT\",\"Settings\":{\"Exceptions\":[\"10.0.0.0/8\"]}}]}}"
#define EVERYTHING "{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}"
#define NETWORK                                                                                    \
    "{\"Type\":\"NAT\",\"MacPool\":{\"Ranges\":[{\"StartMacAddress\":\"00-15-5D-00-00-00\","       \
    "\"EndMacAddress\":\"00-15-5D-0F-FF-FF\"}]},\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"    \
    "\"10.0.0.0/16\"}]}]}"
#define WIDE(text)  WIDER(text)
#define WIDER(text) u##text

static const WCHAR everything[] = WIDE(EVERYTHING);

static const GUID network_id = { 1, 0, 0, { 0 } }, id = { 2, 0, 0, { 0 } };
static const struct hcn_guid network_id_8 = { 1, 0, 0, { 0 } }, id_8 = { 2, 0, 0, { 0 } };

struct bench {
    struct engine *engine;
    HCN_NETWORK network;
    HCN_ENDPOINT endpoint;
};

static void must(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}

/* ---- the engine, linked ------------------------------------------------------------------ */

static void ask(struct bench *b, uint32_t kind, uint32_t verb, const struct hcn_guid *whom,
                const char *json)
{
    const struct request q = {
        .kind = kind, .verb = verb, .id = *whom, .network = network_id_8, .json = json
    };
    struct hcn_call c = { 0 };
    struct reply reply;

    must(engine_answer(&c, b->engine, &q, &reply), c.text);
    call_end(&c);
}

static void create(struct bench *b)
{
    ask(b, KIND_ENDPOINT, VERB_CREATE, &id_8, ENDPOINT);
}

static void query(struct bench *b)
{
    ask(b, KIND_ENDPOINT, VERB_QUERY, &id_8, EVERYTHING);
}

static void visit(struct bench *b)
{
    ask(b, KIND_ENDPOINT, VERB_OPEN, &id_8, NULL);
    query(b);
}

static void modify(struct bench *b)
{
    ask(b, KIND_ENDPOINT, VERB_MODIFY, &id_8, CHANGE);
}

static void enumerate(struct bench *b)
{
    ask(b, KIND_ENDPOINT, VERB_ENUMERATE, &id_8, EVERYTHING);
}

static void delete (struct bench *b)
{
    ask(b, KIND_ENDPOINT, VERB_DELETE, &id_8, NULL);
}

/* The id behind the next quotation mark. */
static bool next_id(const char **at, struct hcn_guid *out)
{
    char text[HCN_GUID_TEXT] = { 0 };

    *at = strchr(*at, '"');
    if (!*at)
        return false;
    memcpy(text, *at + 1, sizeof text - 1);
    *at += sizeof text + 1;
    return guid_parse(text, out);
}

static void walk(struct bench *b)
{
    const struct request q = { .kind = KIND_ENDPOINT, .verb = VERB_ENUMERATE, .json = EVERYTHING };
    struct hcn_call c = { 0 };
    struct hcn_guid next;
    struct reply reply;
    size_t count = 0;

    must(engine_answer(&c, b->engine, &q, &reply), c.text);
    for (const char *at = reply.json; next_id(&at, &next); count++) {
        ask(b, KIND_ENDPOINT, VERB_OPEN, &next, NULL);
        ask(b, KIND_ENDPOINT, VERB_QUERY, &next, EVERYTHING);
    }
    must(count == CROWD, "a walk over all");
    call_end(&c);
}

/* ---- the library ------------------------------------------------------------------------- */

static void create_abi(struct bench *b)
{
    must(!HcnCreateEndpoint(b->network, &id, WIDE(ENDPOINT), &b->endpoint, NULL), "create");
}

static void query_of(HCN_ENDPOINT endpoint)
{
    PWSTR text;

    must(!HcnQueryEndpointProperties(endpoint, everything, &text, NULL), "query");
    given_free(text);
}

static void query_abi(struct bench *b)
{
    query_of(b->endpoint);
}

static void visit_one(const GUID *whom)
{
    HCN_ENDPOINT opened;

    must(!HcnOpenEndpoint(whom, &opened, NULL), "open");
    query_of(opened);
    must(!HcnCloseEndpoint(opened), "close");
}

static void visit_abi(struct bench *b)
{
    (void)b;
    visit_one(&id);
}

static void modify_abi(struct bench *b)
{
    must(!HcnModifyEndpoint(b->endpoint, WIDE(CHANGE), NULL), "modify");
}

static void enumerate_abi(struct bench *b)
{
    PWSTR text;

    (void)b;
    must(!HcnEnumerateEndpoints(everything, &text, NULL), "enumerate");
    given_free(text);
}

static void delete_abi(struct bench *b)
{
    must(!HcnDeleteEndpoint(&id, NULL) && !HcnCloseEndpoint(b->endpoint), "delete");
}

static bool next_id_abi(const WCHAR **at, GUID *out)
{
    char text[HCN_GUID_TEXT] = { 0 };
    struct hcn_guid read;

    while (**at && **at != '"')
        ++*at;
    if (!**at)
        return false;
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = (char)(*at)[i + 1];
    *at += sizeof text + 1;
    must(guid_parse(text, &read), "an id");
    memcpy(out, &read, sizeof *out);
    return true;
}

/* As a client lists endpoints: hcsshim's ListEndpoints(), for one. */
static void walk_abi(struct bench *b)
{
    size_t count = 0;
    PWSTR text;
    GUID next;

    (void)b;
    must(!HcnEnumerateEndpoints(everything, &text, NULL), "enumerate");
    for (const WCHAR *at = text; next_id_abi(&at, &next); count++)
        visit_one(&next);
    must(count == CROWD, "a walk over all");
    given_free(text);
}

/* ---- both -------------------------------------------------------------------------------- */

struct deed {
    const char *what;
    void (*abi)(struct bench *b);
    void (*linked)(struct bench *b);
};

/* In an order that can be repeated. */
static const struct deed deeds[] = {
    { "create an endpoint", create_abi, create },  { "query it", query_abi, query },
    { "open, query, close it", visit_abi, visit }, { "modify it", modify_abi, modify },
    { "enumerate", enumerate_abi, enumerate },     { "delete it", delete_abi, delete },
};

static double time_of(struct bench *b, void (*act)(struct bench *b))
{
    const double start = now_us();

    act(b);
    return now_us() - start;
}

/* Turn by turn, and each as often first, so that both see the same machine. */
static void time_both(struct bench *b, const struct deed *d, size_t i, double *abi, double *linked)
{
    if (i % 2)
        abi[i] = time_of(b, d->abi);
    linked[i] = time_of(b, d->linked);
    if (i % 2 == 0)
        abi[i] = time_of(b, d->abi);
}

static void report(const char *what, size_t present, const double took[2])
{
    char text[80];

    snprintf(text, sizeof text, "%s ABI: %s, %zu present", os_platform, what, present);
    row(text, took[0], "engine, linked", took[1]);
}

static void compare(struct bench *b, size_t present)
{
    static double abi[COUNT(deeds)][RUNS], linked[COUNT(deeds)][RUNS];

    for (size_t i = 0; i < RUNS; i++)
        for (size_t k = 0; k < COUNT(deeds); k++)
            time_both(b, &deeds[k], i, abi[k], linked[k]);
    for (size_t k = 0; k < COUNT(deeds); k++)
        report(deeds[k].what, present, (double[]){ median(abi[k], RUNS), median(linked[k], RUNS) });
}

/* Many reads in a row, while nobody writes. */
static void compare_rows(struct bench *b, size_t present)
{
    static const struct deed rows[] = {
        { "open, query, close it, in a row", visit_abi, visit },
        { "query it, in a row", query_abi, query },
    };
    static double abi[ROW], linked[ROW];

    ask(b, KIND_ENDPOINT, VERB_CREATE, &id_8, ENDPOINT);
    create_abi(b);
    query(b); /* who reads finds out that something was written */
    query_abi(b);
    os_pause(QUIET_US);
    for (size_t k = 0; k < COUNT(rows); k++) {
        for (size_t i = 0; i < ROW; i++)
            time_both(b, &rows[k], i, abi, linked);
        report(rows[k].what, present, (double[]){ median(abi, ROW), median(linked, ROW) });
    }
    ask(b, KIND_ENDPOINT, VERB_DELETE, &id_8, NULL);
    delete_abi(b);
}

static void compare_walks(struct bench *b)
{
    static const struct deed walks = { NULL, walk_abi, walk };
    double abi[WALKS], linked[WALKS];

    for (size_t i = 0; i < WALKS; i++)
        time_both(b, &walks, i, abi, linked);
    report("enumerate; open, query, close each", CROWD,
           (double[]){ median(abi, WALKS), median(linked, WALKS) });
}

static void make_one_more(struct bench *b)
{
    static const GUID any;
    static const struct hcn_guid any_8;
    HCN_ENDPOINT endpoint;

    must(!HcnCreateEndpoint(b->network, &any, WIDE(ENDPOINT), &endpoint, NULL) &&
             !HcnCloseEndpoint(endpoint),
         "create");
    ask(b, KIND_ENDPOINT, VERB_CREATE, &any_8, ENDPOINT);
}

static void open_both(struct bench *b)
{
    struct hcn_call c = { 0 };
    const char *state = os_env(&c, "HCN_STATE");

    must(!text_empty(state), "HCN_STATE, expected to be a directory,");
    must(engine_open(&c, call_format(&c, "%s/linked", state), driver_find("null"), &b->engine),
         c.text);
    must(!HcnCreateNetwork(&network_id, WIDE(NETWORK), &b->network, NULL), "create");
    ask(b, KIND_NETWORK, VERB_CREATE, &network_id_8, NETWORK);
    call_end(&c);
}

int main(void)
{
    static const size_t sizes[] = { 10, 1000, CROWD };
    struct bench b = { 0 };
    size_t present = 0;

    open_both(&b);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (; present < sizes[i]; present++)
            make_one_more(&b);
        if (present < CROWD)
            compare(&b, present);
        compare_rows(&b, present);
    }
    compare_walks(&b);
    must(!HcnDeleteNetwork(&network_id, NULL) && !HcnCloseNetwork(b.network), "delete");
    engine_close(b.engine);
    return 0;
}
