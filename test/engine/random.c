/* random.c - requests by chance. */
#include "random.h"

#include <stdio.h>
#include <unistd.h>

#include "base/buffer.h"

unsigned random_below(uint32_t *seed, unsigned limit)
{
    *seed = *seed * 1103515245 + 12345;
    return (*seed >> 16) % limit;
}

/* Most of what is asked for is about endpoints. */
static const enum action actions[] = {
    CREATE_NETWORK,
    DELETE_NETWORK,
    CREATE_NETWORK,
    CREATE_SPACE,
    DELETE_SPACE,
    CREATE_SPACE,
    CREATE_ENDPOINT,
    CREATE_ENDPOINT,
    CREATE_ENDPOINT,
    CREATE_ENDPOINT,
    CREATE_ENDPOINT,
    CREATE_ENDPOINT,
    CREATE_ENDPOINT,
    DELETE_ENDPOINT,
    DELETE_ENDPOINT,
    DELETE_ENDPOINT,
    ADD,
    ADD,
    ADD,
    ADD,
    REMOVE,
    REMOVE,
    REMOVE,
    SET_PORT,
    SET_PORT,
};

/* -1 as often as all others together. */
static int maybe(uint32_t *seed, unsigned limit)
{
    return random_below(seed, 2) ? (int)random_below(seed, limit) : -1;
}

struct asked random_request(uint32_t *seed)
{
    struct asked a = { .action = actions[random_below(seed, COUNT(actions))] };

    a.network = random_below(seed, NETWORKS);
    a.endpoint = random_below(seed, ENDPOINTS);
    a.space = random_below(seed, SPACES);
    a.name = random_below(seed, NAMES);
    a.subnet = random_below(seed, SUBNETS);
    a.host = maybe(seed, 16);
    a.mac = maybe(seed, MACS);
    a.port = maybe(seed, PORTS);
    return a;
}

struct hcn_guid id_of(uint32_t kind, unsigned which)
{
    struct hcn_guid id;
    char text[HCN_GUID_TEXT];

    snprintf(text, sizeof text, "%u0000000-0000-4000-8000-0000000000%02x", (unsigned)kind + 1,
             which);
    (void)guid_parse(text, &id);
    return id;
}

static void write_port(struct buffer *b, int port)
{
    buffer_text(b, "\"Policies\":[");
    if (port >= 0)
        buffer_format(b,
                      "{\"Type\":\"PortMapping\",\"Settings\":{\"InternalPort\":80,"
                      "\"ExternalPort\":%d}}",
                      8000 + port);
    buffer_text(b, "]");
}

static void write_endpoint(struct buffer *b, const struct asked *a, unsigned subnet)
{
    buffer_text(b, "{");
    if (a->host >= 0)
        buffer_format(b, "\"IpConfigurations\":[{\"IpAddress\":\"10.%u.0.%d\"}],", subnet, a->host);
    if (a->mac >= 0)
        buffer_format(b, "\"MacAddress\":\"00-15-5D-00-00-%02X\",", (unsigned)a->mac);
    write_port(b, a->port);
    buffer_text(b, "}");
}

static void write_member(struct buffer *b, const struct asked *a)
{
    struct hcn_guid id = id_of(KIND_ENDPOINT, a->endpoint);

    buffer_format(b,
                  "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"%s\",\"Settings\":"
                  "{\"EndpointId\":\"%s\"}}",
                  a->action == ADD ? "Add" : "Remove", guid_text(&id).s);
}

static void write_request(struct buffer *b, const struct asked *a)
{
    switch (a->action) {
    case CREATE_NETWORK:
        buffer_format(b,
                      "{\"Name\":\"net-%u\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":"
                      "\"10.%u.0.0/28\"}]}],\"MacPool\":{\"Ranges\":[{\"StartMacAddress\":"
                      "\"00-15-5D-00-00-00\",\"EndMacAddress\":\"00-15-5D-00-0F-FF\"}]}}",
                      a->name, a->subnet);
        return;
    case CREATE_ENDPOINT:
        write_endpoint(b, a, a->subnet);
        return;
    case SET_PORT:
        buffer_text(b, "{\"ResourceType\":\"Policy\",\"RequestType\":\"Update\",\"Settings\":{");
        write_port(b, a->port);
        buffer_text(b, "}}");
        return;
    case ADD:
    case REMOVE:
        write_member(b, a);
        return;
    default:
        buffer_text(b, "{}");
    }
}

static struct request request_of(const struct asked *a)
{
    static const struct {
        uint32_t kind, verb;
    } rows[ACTIONS] = {
        [CREATE_NETWORK] = { KIND_NETWORK, VERB_CREATE },
        [DELETE_NETWORK] = { KIND_NETWORK, VERB_DELETE },
        [CREATE_ENDPOINT] = { KIND_ENDPOINT, VERB_CREATE },
        [DELETE_ENDPOINT] = { KIND_ENDPOINT, VERB_DELETE },
        [CREATE_SPACE] = { KIND_NAMESPACE, VERB_CREATE },
        [DELETE_SPACE] = { KIND_NAMESPACE, VERB_DELETE },
        [ADD] = { KIND_NAMESPACE, VERB_MODIFY },
        [REMOVE] = { KIND_NAMESPACE, VERB_MODIFY },
        [SET_PORT] = { KIND_ENDPOINT, VERB_MODIFY },
    };
    const unsigned which[] = { a->network, a->endpoint, a->space };
    struct request q = { .kind = rows[a->action].kind, .verb = rows[a->action].verb };

    q.id = id_of(q.kind, which[q.kind]);
    q.network = id_of(KIND_NETWORK, a->network);
    return q;
}

int32_t ask(struct engine *e, const struct asked *a)
{
    struct hcn_call c = { 0 };
    struct buffer json = { .call = &c };
    struct request q = request_of(a);
    struct reply reply;
    int32_t hresult;

    write_request(&json, a);
    q.json = buffer_end(&json);
    (void)engine_answer(&c, e, &q, &reply);
    hresult = c.hresult;
    call_end(&c);
    return hresult;
}

const char *query(struct hcn_call *c, struct engine *e, uint32_t kind, unsigned which)
{
    struct request q = { .kind = kind,
                         .verb = VERB_QUERY,
                         .id = id_of(kind, which),
                         .json = "{\"SchemaVersion\":{\"Major\":2}}" };
    struct hcn_call own = { 0 };
    struct reply reply;
    const char *json = NULL;

    if (engine_answer(&own, e, &q, &reply))
        json = call_format(c, "%s", reply.json);
    call_end(&own);
    return json;
}
