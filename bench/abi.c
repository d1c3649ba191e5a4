/*
 * abi.c - calls through libcomputenetwork.so, beside the engine linked into the program.
 *
 *     bench-abi DIRECTORY
 *
 * Both work on one store on disk with the null driver.
 */
#include <hcn/computenetwork.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/engine.h"
#include "measure.h"

enum { RUNS = 2000 };

static const WCHAR settings[] = u"{\"Name\":\"endpoint\",\"Policies\":[{\"Type\":\"OutBoundNAT\","
                                u"\"Settings\":{\"Exceptions\":[\"10.0.0.0/8\"]}}]}";
static const char settings_8[] = "{\"Name\":\"endpoint\",\"Policies\":[{\"Type\":\"OutBoundNAT\","
                                 "\"Settings\":{\"Exceptions\":[\"10.0.0.0/8\"]}}]}";
static const WCHAR everything[] = u"{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}";
static const char everything_8[] = "{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}";

static const GUID network_id = { 1, 0, 0, { 0 } }, id = { 2, 0, 0, { 0 } };
static const struct hcn_guid network_id_8 = { 1, 0, 0, { 0 } }, id_8 = { 2, 0, 0, { 0 } };

struct bench {
    struct engine *engine;
    HCN_NETWORK network;
    HCN_ENDPOINT endpoint;
};

static void must(int ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}

static void ask(struct bench *b, uint32_t verb, const char *json)
{
    const struct request q = {
        .kind = KIND_ENDPOINT, .verb = verb, .id = id_8, .network = network_id_8, .json = json
    };
    struct hcn_call c = { 0 };
    struct reply reply;

    must(engine_answer(&c, b->engine, &q, &reply), c.text);
    call_end(&c);
}

static void make_abi(struct bench *b)
{
    must(!HcnCreateEndpoint(b->network, &id, settings, &b->endpoint, NULL), "create");
}

static void drop_abi(struct bench *b)
{
    must(!HcnDeleteEndpoint(&id, NULL) && !HcnCloseEndpoint(b->endpoint), "delete");
}

static void make_and_drop_abi(struct bench *b)
{
    make_abi(b);
    drop_abi(b);
}

static void make_and_drop(struct bench *b)
{
    ask(b, VERB_CREATE, settings_8);
    ask(b, VERB_DELETE, NULL);
}

static void query_abi(struct bench *b)
{
    PWSTR text;

    must(!HcnQueryEndpointProperties(b->endpoint, everything, &text, NULL), "query");
    free(text);
}

static void query(struct bench *b)
{
    ask(b, VERB_QUERY, everything_8);
}

static void enumerate_abi(struct bench *b)
{
    PWSTR text;

    (void)b;
    must(!HcnEnumerateEndpoints(everything, &text, NULL), "enumerate");
    free(text);
}

static void enumerate(struct bench *b)
{
    ask(b, VERB_ENUMERATE, everything_8);
}

/* Turn by turn, so that both see the same machine. */
static void compare(struct bench *b, const char *what, void (*abi)(struct bench *b),
                    void (*direct)(struct bench *b))
{
    static double through[RUNS], floor[RUNS];

    for (size_t i = 0; i < RUNS; i++) {
        const double start = now_us();
        double middle;

        abi(b);
        middle = now_us();
        direct(b);
        floor[i] = now_us() - middle;
        through[i] = middle - start;
    }
    row(what, median(through, RUNS), "engine, linked", median(floor, RUNS));
}

int main(int argc, char **argv)
{
    struct hcn_call c = { 0 };
    struct bench b;

    if (argc != 2)
        return 2;
    setenv("HCN_STATE", argv[1], 1);
    setenv("HCN_DRIVER", "null", 1);
    must(engine_open(&c, argv[1], driver_find("null"), &b.engine), c.text);
    must(!HcnCreateNetwork(&network_id,
                           u"{\"Type\":\"NAT\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
                           u"\"10.0.0.0/16\"}]}]}",
                           &b.network, NULL),
         "create");
    compare(&b, "ABI: create and delete an endpoint", make_and_drop_abi, make_and_drop);
    make_abi(&b);
    compare(&b, "ABI: query an endpoint", query_abi, query);
    compare(&b, "ABI: enumerate endpoints", enumerate_abi, enumerate);
    drop_abi(&b);
    must(!HcnDeleteNetwork(&network_id, NULL) && !HcnCloseNetwork(b.network), "delete");
    engine_close(b.engine);
    call_end(&c);
    return 0;
}
