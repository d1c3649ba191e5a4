/*
 * model_test.c - some thousand random requests, each foretold by a small model that knows nothing
 * of the engine: who has which name, subnet, address, MAC and port, and who is in which namespace.
 */
#include <stdlib.h>
#include <unistd.h>

#include <hcn/documents.h>

#include "../cases/agree.h"
#include "../cases/machine.h"
#include "../check.h"
#include "base/ip.h"
#include "place.h"
#include "random.h"

enum { REQUESTS = 10000, GATEWAY = 1, BROADCAST = 15, NOWHERE = -1 };

struct model {
    struct {
        bool there;
        unsigned name, subnet;
    } networks[NETWORKS];
    struct {
        bool there;
        unsigned network;
        unsigned host; /* of its address */
        int port, space;
        char mac[18];
    } endpoints[ENDPOINTS];
    bool spaces[SPACES];
};

/* ---- foretelling ------------------------------------------------------------------------ */

static int32_t tell_network(const struct model *m, const struct asked *a)
{
    if (m->networks[a->network].there)
        return HCN_E_NETWORK_ALREADY_EXISTS;
    for (unsigned i = 0; i < NETWORKS; i++)
        if (m->networks[i].there && m->networks[i].name == a->name)
            return HCN_E_NETWORK_ALREADY_EXISTS;
    for (unsigned i = 0; i < NETWORKS; i++)
        if (m->networks[i].there && m->networks[i].subnet == a->subnet)
            return HCN_WIN32_ALREADY_EXISTS;
    return 0;
}

/* Does another endpoint of the network have it? */
static bool has_host(const struct model *m, unsigned network, unsigned host)
{
    for (unsigned i = 0; i < ENDPOINTS; i++)
        if (m->endpoints[i].there && m->endpoints[i].network == network &&
            m->endpoints[i].host == host)
            return true;
    return false;
}

static bool is_used_up(const struct model *m, unsigned network)
{
    for (unsigned host = GATEWAY + 1; host < BROADCAST; host++)
        if (!has_host(m, network, host))
            return false;
    return true;
}

static bool has_mac(const struct model *m, unsigned network, int mac)
{
    char text[18];

    snprintf(text, sizeof text, "00-15-5D-00-00-%02X", (unsigned)mac);
    for (unsigned i = 0; i < ENDPOINTS; i++)
        if (m->endpoints[i].there && m->endpoints[i].network == network &&
            !strcmp(m->endpoints[i].mac, text))
            return true;
    return mac == 0; /* of nobody */
}

static bool has_port(const struct model *m, unsigned but, int port)
{
    for (unsigned i = 0; i < ENDPOINTS; i++)
        if (i != but && port >= 0 && m->endpoints[i].there && m->endpoints[i].port == port)
            return true;
    return false;
}

static int32_t tell_endpoint(const struct model *m, const struct asked *a)
{
    unsigned n = a->network;

    if (m->endpoints[a->endpoint].there)
        return HCN_WIN32_OBJECT_ALREADY_EXISTS;
    if (!m->networks[n].there)
        return HCN_E_NETWORK_NOT_FOUND;
    if (a->host >= 0 && m->networks[n].subnet != a->subnet)
        return HCN_E_INVALID_IP;
    if (a->host < 0
            ? is_used_up(m, n)
            : a->host <= GATEWAY || a->host >= BROADCAST || has_host(m, n, (unsigned)a->host))
        return HCN_E_ADDR_INVALID_OR_RESERVED;
    if (a->mac > 0 && has_mac(m, n, a->mac))
        return HCN_E_ADDR_INVALID_OR_RESERVED;
    return has_port(m, a->endpoint, a->port) ? HCN_E_PORT_ALREADY_EXISTS : 0;
}

static int32_t tell_member(const struct model *m, const struct asked *a)
{
    if (!m->spaces[a->space])
        return HCN_WIN32_NOT_FOUND;
    if (!m->endpoints[a->endpoint].there)
        return HCN_E_ENDPOINT_NOT_FOUND;
    if (a->action == ADD)
        return m->endpoints[a->endpoint].space == NOWHERE ? 0
                                                          : HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS;
    return m->endpoints[a->endpoint].space == (int)a->space ? 0 : HCN_WIN32_NOT_FOUND;
}

static int32_t tell(const struct model *m, const struct asked *a)
{
    switch (a->action) {
    case CREATE_NETWORK:
        return tell_network(m, a);
    case DELETE_NETWORK:
        return m->networks[a->network].there ? 0 : HCN_E_NETWORK_NOT_FOUND;
    case CREATE_ENDPOINT:
        return tell_endpoint(m, a);
    case DELETE_ENDPOINT:
        return m->endpoints[a->endpoint].there ? 0 : HCN_E_ENDPOINT_NOT_FOUND;
    case CREATE_SPACE:
        return m->spaces[a->space] ? HCN_WIN32_OBJECT_ALREADY_EXISTS : 0;
    case DELETE_SPACE:
        return m->spaces[a->space] ? 0 : HCN_WIN32_NOT_FOUND;
    case SET_PORT:
        if (!m->endpoints[a->endpoint].there)
            return HCN_E_ENDPOINT_NOT_FOUND;
        return has_port(m, a->endpoint, a->port) ? HCN_E_PORT_ALREADY_EXISTS : 0;
    default:
        return tell_member(m, a);
    }
}

/* ---- what changes ------------------------------------------------------------------------ */

static void drop_network(struct model *m, unsigned network)
{
    m->networks[network].there = false;
    for (unsigned i = 0; i < ENDPOINTS; i++)
        if (m->endpoints[i].network == network)
            m->endpoints[i].there = false;
}

static void drop_space(struct model *m, unsigned space)
{
    m->spaces[space] = false;
    for (unsigned i = 0; i < ENDPOINTS; i++)
        if (m->endpoints[i].space == (int)space)
            m->endpoints[i].space = NOWHERE;
}

/* The address and the MAC may have been the engine's choice: it must be one of those left. */
static void learn_endpoint(struct model *m, struct engine *e, const struct asked *a)
{
    struct hcn_call c = { 0 };
    const char *json = query(&c, e, KIND_ENDPOINT, a->endpoint);
    struct hcn_endpoint_document *doc =
        json ? hcn_document_read(&c, HCN_DOCUMENT_ENDPOINT, json) : NULL;
    unsigned subnet = 0, host = 0, mac = 0;

    CHECK(doc && doc->ip_configurations.count == 1);
    CHECK(sscanf(doc->ip_configurations.at[0]->ip_address, "10.%u.0.%u", &subnet, &host) == 2);
    CHECK(sscanf(doc->mac_address, "00-15-5D-00-00-%02X", &mac) == 1);
    check_number("subnet", subnet, m->networks[a->network].subnet);
    CHECK(host > GATEWAY && host < BROADCAST && !has_host(m, a->network, host));
    CHECK(a->host < 0 || host == (unsigned)a->host);
    CHECK(!has_mac(m, a->network, (int)mac) || !mac);
    CHECK(a->mac < 0 || mac == (unsigned)a->mac);
    m->endpoints[a->endpoint].there = true;
    m->endpoints[a->endpoint].network = a->network;
    m->endpoints[a->endpoint].host = host;
    m->endpoints[a->endpoint].port = a->port;
    m->endpoints[a->endpoint].space = NOWHERE;
    snprintf(m->endpoints[a->endpoint].mac, 18, "%s", doc->mac_address);
    call_end(&c);
}

static void change(struct model *m, struct engine *e, const struct asked *a)
{
    switch (a->action) {
    case CREATE_NETWORK:
        m->networks[a->network].there = true;
        m->networks[a->network].name = a->name;
        m->networks[a->network].subnet = a->subnet;
        return;
    case DELETE_NETWORK:
        drop_network(m, a->network);
        return;
    case CREATE_ENDPOINT:
        learn_endpoint(m, e, a);
        return;
    case DELETE_ENDPOINT:
        m->endpoints[a->endpoint].there = false;
        return;
    case CREATE_SPACE:
        m->spaces[a->space] = true;
        return;
    case DELETE_SPACE:
        drop_space(m, a->space);
        return;
    case SET_PORT:
        m->endpoints[a->endpoint].port = a->port;
        return;
    default:
        m->endpoints[a->endpoint].space = a->action == ADD ? (int)a->space : NOWHERE;
    }
}

/* ---- comparing -------------------------------------------------------------------------- */

static void compare_endpoint(const struct model *m, struct engine *e, unsigned i)
{
    struct hcn_call c = { 0 };
    const char *json = query(&c, e, KIND_ENDPOINT, i);
    struct hcn_guid space = { 0 };
    char text[128];

    check_number("endpoint", json != NULL, m->endpoints[i].there);
    if (json) {
        if (m->endpoints[i].space != NOWHERE)
            space = id_of(KIND_NAMESPACE, (unsigned)m->endpoints[i].space);
        snprintf(text, sizeof text, "\"HostComputeNamespace\":\"%s\"", guid_text(&space).s);
        CHECK(strstr(json, text));
        snprintf(text, sizeof text, "\"ExternalPort\":%d", 8000 + m->endpoints[i].port);
        check_number("port", strstr(json, text) != NULL, m->endpoints[i].port >= 0);
        snprintf(text, sizeof text, "\"IpAddress\":\"10.%u.0.%u\"",
                 m->networks[m->endpoints[i].network].subnet, m->endpoints[i].host);
        CHECK(strstr(json, text) && strstr(json, m->endpoints[i].mac));
    }
    call_end(&c);
}

static void compare_space(const struct model *m, struct engine *e, unsigned space)
{
    struct hcn_call c = { 0 };
    const char *json = query(&c, e, KIND_NAMESPACE, space);

    check_number("namespace", json != NULL, m->spaces[space]);
    for (unsigned i = 0; json && i < ENDPOINTS; i++) {
        struct hcn_guid id = id_of(KIND_ENDPOINT, i);

        check_number("member", strstr(json, guid_upper(&id).s) != NULL,
                     m->endpoints[i].there && m->endpoints[i].space == (int)space);
    }
    call_end(&c);
}

static void compare(const struct model *m, struct engine *e)
{
    for (unsigned i = 0; i < NETWORKS; i++) {
        struct hcn_call c = { 0 };

        check_number("network", query(&c, e, KIND_NETWORK, i) != NULL, m->networks[i].there);
        call_end(&c);
    }
    for (unsigned i = 0; i < ENDPOINTS; i++)
        compare_endpoint(m, e, i);
    for (unsigned i = 0; i < SPACES; i++)
        compare_space(m, e, i);
    CHECK(agree(e));
}

/* ---- the test --------------------------------------------------------------------------- */

static bool is_undone(enum action a)
{
    return a == CREATE_NETWORK || a == CREATE_SPACE || a == ADD || a == SET_PORT;
}

/* One request, which may be made to fail at one of its steps: then nothing has changed. */
static void step(struct model *m, struct engine *e, uint32_t *seed)
{
    struct asked a = random_request(seed);
    unsigned long n = is_undone(a.action) && !random_below(seed, 8) ? 1 + random_below(seed, 4) : 0;
    unsigned long taken = machine_taken();
    int32_t expected = tell(m, &a), got;
    char row[64];

    a.mac = a.mac == 0 ? -1 : a.mac;
    machine_fail_at(NULL, n);
    got = ask(e, &a);
    machine_fail_at(NULL, 0);
    if (!expected && n && machine_taken() - taken >= n)
        expected = E_FAIL;
    snprintf(row, sizeof row, "action %d, seed %u", (int)a.action, (unsigned)*seed);
    check_number(row, (uint32_t)got, (uint32_t)expected);
    if (!expected)
        change(m, e, &a);
}

static void the_engine_does_as_the_model_says(void **state)
{
    struct model *m = calloc(1, sizeof *m);
    char directory[PLACE];
    struct hcn_call c = { 0 };
    struct engine *e = NULL;
    uint32_t seed = 1;

    (void)state;
    CHECK(m && machine_driver());
    place_make(directory);
    for (int i = 0; i < REQUESTS; i++) {
        if (i % 500 == 0) {
            engine_close(e);
            CHECK(engine_open(&c, directory, machine_driver(), &e));
        }
        step(m, e, &seed);
        if (i % 50 == 0)
            compare(m, e);
    }
    compare(m, e);
    engine_close(e);
    place_remove(directory);
    call_end(&c);
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_engine_does_as_the_model_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
