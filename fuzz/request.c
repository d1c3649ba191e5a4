/*
 * request.c - documents and modify requests in a service: whatever is asked, the service answers,
 * and what it keeps can be read. An input is lines: a letter for what is asked, then JSON.
 */
#include "fuzz.h"

#include "base/guid.h"
#include "driver/null.h"
#include "engine/engine.h"
#include "schema/document.h"
#include "schema/json.h"

static const struct hcn_guid ids[] = {
    [KIND_NETWORK] = { .data1 = 1 },
    [KIND_ENDPOINT] = { .data1 = 2 },
    [KIND_NAMESPACE] = { .data1 = 3 },
};

static const struct {
    char letter;
    enum kind kind;
    enum verb verb;
} asks[] = {
    { 'n', KIND_NETWORK, VERB_CREATE },      { 'e', KIND_ENDPOINT, VERB_CREATE },
    { 's', KIND_NAMESPACE, VERB_CREATE },    { 'N', KIND_NETWORK, VERB_MODIFY },
    { 'E', KIND_ENDPOINT, VERB_MODIFY },     { 'S', KIND_NAMESPACE, VERB_MODIFY },
    { 'x', KIND_NETWORK, VERB_ENUMERATE },   { 'y', KIND_ENDPOINT, VERB_ENUMERATE },
    { 'z', KIND_NAMESPACE, VERB_ENUMERATE },
};

/* One request; its answer is JSON, or there is a sentence. */
static void ask(struct engine *e, const struct request *q)
{
    struct hcn_call c = { 0 };
    struct reply reply = { .json = NULL };
    struct json json;

    if (!engine_answer(&c, e, q, &reply)) {
        expect_sentence(&c);
    } else if (reply.json) {
        EXPECT(json_open(&c, "answer", reply.json, strlen(reply.json), &json), "%s", c.text);
        json_close(&json);
    }
    call_end(&c);
}

/* What the service keeps reads as what a caller could have sent. */
static void look(struct engine *e, uint32_t kind)
{
    struct request q = { .kind = kind, .verb = VERB_QUERY, .id = ids[kind] };
    struct hcn_call c = { 0 };
    struct reply reply = { .json = NULL };

    q.json = "{\"SchemaVersion\":{\"Major\":2}}";
    EXPECT(engine_answer(&c, e, &q, &reply), "%s", c.text);
    EXPECT(document_read(&c, kind_row(kind)->record, reply.json, strlen(reply.json), STRICT),
           "%s: %s", reply.json, c.text);
    call_end(&c);
}

static void ask_line(struct engine *e, char letter, const char *json)
{
    for (size_t i = 0; i < COUNT(asks); i++) {
        struct request q = { .kind = asks[i].kind, .verb = asks[i].verb, .json = json };

        if (asks[i].letter != letter)
            continue;
        if (q.verb == VERB_MODIFY)
            q.id = ids[q.kind];
        q.network = ids[KIND_NETWORK];
        ask(e, &q);
    }
}

static void ask_lines(struct engine *e, char *text)
{
    for (char *line = text, *end; *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        if (*line)
            ask_line(e, *line, line + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char network[] =
        "{\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.0.0.0/24\"}]}]}";
    struct hcn_call c = { 0 };
    struct engine *e;
    char *text = call_text(&c, (const char *)data, size);

    EXPECT(text && engine_open(&c, NULL, &driver_null, &e), "%s", c.text);
    for (uint32_t kind = KIND_NETWORK; kind <= KIND_NAMESPACE; kind++) {
        struct request q = { .kind = kind, .verb = VERB_CREATE, .id = ids[kind] };

        q.network = ids[KIND_NETWORK];
        q.json = kind == KIND_NETWORK ? network : "{}";
        ask(e, &q);
    }
    ask_lines(e, text);
    for (uint32_t kind = KIND_NETWORK; kind <= KIND_NAMESPACE; kind++)
        look(e, kind);
    engine_close(e);
    call_end(&c);
    return 0;
}
