/* reserve_test.c - reserved ports: who bears whom, and what is free when a process has died. */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../check.h"
#include "base/guid.h"
#include "engine/engine.h"
#include "place.h"

#define GUEST    "60000000-0000-4000-8000-000000000001"
#define NETWORK  "10000000-0000-4000-8000-000000000001"
#define ENDPOINT "20000000-0000-4000-8000-000000000001"

static char directory[PLACE];
static struct hcn_guid guest;

static struct engine *open_engine(const char *where)
{
    struct hcn_call c = { 0 };
    struct engine *e = NULL;

    engine_open(&c, where, &driver_null, &e);
    check_failure("open", &c, 0, "");
    call_end(&c);
    return e;
}

static void create(struct engine *e, uint32_t kind, const char *id, const char *on,
                   const char *json)
{
    struct request q = { .kind = kind, .verb = VERB_CREATE, .json = json };
    struct hcn_call c = { 0 };
    struct reply reply;

    CHECK(guid_parse(id, &q.id) && (!on || guid_parse(on, &q.network)));
    engine_answer(&c, e, &q, &reply);
    check_failure(id, &c, 0, "");
    call_end(&c);
}

static int set_up(void **state)
{
    struct engine *e;

    (void)state;
    place_make(directory);
    CHECK(guid_parse(GUEST, &guest));
    e = open_engine(directory);
    create(e, KIND_GUEST_SERVICE, GUEST, NULL, "{}");
    create(e, KIND_NETWORK, NETWORK, NULL, "{}");
    create(e, KIND_ENDPOINT, ENDPOINT, NETWORK,
           "{\"Policies\":[{\"Type\":\"PortMapping\",\"Settings\":{\"Protocol\":6,"
           "\"InternalPort\":80,\"ExternalPort\":8080}}]}");
    engine_close(e);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    place_remove(directory);
    return 0;
}

static struct reservation *reserve(struct engine *e, uint32_t protocol, uint32_t access,
                                   uint16_t port, int32_t hresult)
{
    const struct port_range asked = { guest, protocol, access, port, port };
    struct reservation *r = NULL;
    struct hcn_call c = { 0 };
    char row[32];

    snprintf(row, sizeof row, "%u/%u/%u", (unsigned)protocol, (unsigned)access, port);
    engine_reserve(&c, e, &asked, &r);
    check_failure(row, &c, hresult, NULL);
    call_end(&c);
    return r;
}

static size_t count_all(struct engine *e)
{
    struct hcn_call c = { 0 };
    struct port_ranges all;

    CHECK(engine_reservations(&c, e, &all));
    call_end(&c);
    return all.count;
}

/* One is there; another one is asked for. */
static const struct {
    uint32_t protocol, access, other_protocol, other_access;
    uint16_t port;
    bool bears;
} pairs[] = {
    { PORT_TCP, PORT_EXCLUSIVE, PORT_TCP, PORT_EXCLUSIVE, 5000, false },
    { PORT_TCP, PORT_EXCLUSIVE, PORT_TCP, PORT_SHARED, 5000, false },
    { PORT_TCP, PORT_SHARED, PORT_TCP, PORT_EXCLUSIVE, 5000, false },
    { PORT_TCP, PORT_SHARED, PORT_TCP, PORT_SHARED, 5000, true },
    { PORT_TCP, PORT_EXCLUSIVE, PORT_UDP, PORT_EXCLUSIVE, 5000, true },
    { PORT_BOTH, PORT_EXCLUSIVE, PORT_UDP, PORT_SHARED, 5000, false },
    { PORT_UDP, PORT_EXCLUSIVE, PORT_BOTH, PORT_EXCLUSIVE, 5000, false },
    { PORT_TCP, PORT_EXCLUSIVE, PORT_TCP, PORT_EXCLUSIVE, 5001, true },
};

static void who_bears_whom(void **state)
{
    const char *const places[] = { directory, NULL };

    (void)state;
    for (size_t p = 0; p < COUNT(places); p++) {
        struct engine *e = open_engine(places[p]);

        if (!places[p])
            create(e, KIND_GUEST_SERVICE, GUEST, NULL, "{}");
        for (size_t i = 0; i < COUNT(pairs); i++) {
            struct reservation *one = reserve(e, pairs[i].protocol, pairs[i].access, 5000, 0);
            struct reservation *two =
                reserve(e, pairs[i].other_protocol, pairs[i].other_access, pairs[i].port,
                        pairs[i].bears ? 0 : HCN_E_PORT_ALREADY_EXISTS);

            check_number("reserved", count_all(e), pairs[i].bears ? 2 : 1);
            engine_release(e, one);
            engine_release(e, two);
            check_number("released", count_all(e), 0);
        }
        engine_close(e);
    }
}

static void what_is_refused(void **state)
{
    struct engine *e = open_engine(directory);

    (void)state;
    reserve(e, 0, PORT_SHARED, 5000, E_INVALIDARG);
    reserve(e, 4, PORT_SHARED, 5000, E_INVALIDARG);
    reserve(e, PORT_TCP, 0, 5000, E_INVALIDARG);
    reserve(e, PORT_TCP, PORT_EXCLUSIVE, 0, E_INVALIDARG);
    reserve(e, PORT_TCP, PORT_EXCLUSIVE, 8080, HCN_E_PORT_ALREADY_EXISTS); /* published */
    engine_release(e, reserve(e, PORT_UDP, PORT_EXCLUSIVE, 8080, 0));
    guest.data1++;
    reserve(e, PORT_TCP, PORT_EXCLUSIVE, 5000, HCN_WIN32_NOT_FOUND);
    engine_release(e, NULL);
    engine_close(e);
}

#define MAPPING(more)                                                                              \
    "{\"Policies\":[{\"Type\":\"PortMapping\",\"Settings\":{\"InternalPort\":80,"                  \
    "\"ExternalPort\":%u" more "}}]}"
#define BALANCED(vips)                                                                             \
    "{\"FrontendVIPs\":" vips ",\"PortMappings\":[{\"Protocol\":6,\"InternalPort\":80,"            \
    "\"ExternalPort\":%u}]}"
#define CHOSEN "{\"Type\":\"PortMapping\",\"Settings\":{\"InternalPort\":80}}"

/* Who publishes a port, where, and whether a reservation of it bears that, whoever comes first. */
static const struct {
    enum kind kind;
    const char *json; /* with a place for the port */
    uint16_t port;
    bool bears;
} publishers[] = {
    { KIND_ENDPOINT, MAPPING(""), 8081, false },
    { KIND_ENDPOINT, MAPPING(",\"VIP\":\"0.0.0.0\""), 8081, false },
    { KIND_ENDPOINT, MAPPING(",\"VIP\":\"192.0.2.1\""), 8081, false },
    { KIND_ENDPOINT, MAPPING(",\"VIP\":\"2001:db8::1\""), 8081, false },
    { KIND_ENDPOINT, MAPPING(",\"Protocol\":17"), 8081, true },
    { KIND_ENDPOINT, MAPPING(""), 8082, true },
    { KIND_LOAD_BALANCER, BALANCED("[]"), 8081, false },
    { KIND_LOAD_BALANCER, BALANCED("[\"192.0.2.1\"]"), 8081, true },
};

static const char ids[][HCN_GUID_TEXT] = { [KIND_ENDPOINT] = "20000000-0000-4000-8000-0000000000aa",
                                           [KIND_LOAD_BALANCER] =
                                               "50000000-0000-4000-8000-0000000000aa" };

static void publish(struct engine *e, size_t i, enum verb verb, int32_t hresult)
{
    struct request q = { .kind = publishers[i].kind, .verb = verb };
    struct hcn_call c = { 0 };
    struct reply reply;
    char json[256];

    snprintf(json, sizeof json, publishers[i].json, publishers[i].port);
    q.json = verb == VERB_CREATE ? json : NULL;
    CHECK(guid_parse(ids[q.kind], &q.id) && guid_parse(NETWORK, &q.network));
    engine_answer(&c, e, &q, &reply);
    check_failure(json, &c, hresult, NULL);
    CHECK(!hresult || strstr(c.text, "is reserved by guest network service " GUEST));
    call_end(&c);
}

static void published_and_reserved_ports_are_apart(void **state)
{
    struct engine *e = open_engine(directory);

    (void)state;
    for (size_t i = 0; i < COUNT(publishers); i++) {
        const int32_t taken = publishers[i].bears ? 0 : HCN_E_PORT_ALREADY_EXISTS;
        struct reservation *r = reserve(e, PORT_TCP, PORT_SHARED, 8081, 0);

        publish(e, i, VERB_CREATE, taken);
        engine_release(e, r);
        if (taken)
            publish(e, i, VERB_CREATE, 0);
        engine_release(e, reserve(e, PORT_TCP, PORT_SHARED, 8081, taken));
        publish(e, i, VERB_DELETE, 0);
    }
    engine_close(e);
}

/* A port that nobody gave goes round what is reserved, and what is published. */
static void chosen_ports_are_not_reserved(void **state)
{
    static const struct port_range dynamic = {
        .protocol = PORT_BOTH, .access = PORT_EXCLUSIVE, .first = 49152, .last = 65533
    };
    struct engine *e = open_engine(directory);
    struct port_range asked = dynamic;
    struct reservation *r = NULL;
    struct hcn_call c = { 0 };

    (void)state;
    asked.guest = guest;
    CHECK(engine_reserve(&c, e, &asked, &r));
    create(e, KIND_ENDPOINT, ids[KIND_ENDPOINT], NETWORK, "{\"Policies\":[" CHOSEN "," CHOSEN "]}");
    reserve(e, PORT_TCP, PORT_SHARED, 65534, HCN_E_PORT_ALREADY_EXISTS);
    reserve(e, PORT_TCP, PORT_SHARED, 65535, HCN_E_PORT_ALREADY_EXISTS);
    engine_release(e, r);
    engine_close(e);
    call_end(&c);
}

static void ranges(void **state)
{
    struct engine *e = open_engine(directory);
    struct reservation *held[3] = { NULL };
    struct port_range range;
    struct hcn_call c = { 0 };

    (void)state;
    held[0] = reserve(e, PORT_UDP, PORT_SHARED, 49160, 0);
    CHECK(engine_reserve_any(&c, e, &guest, 4095, &range, &held[1]));
    check_number("behind what is taken", range.first, 49161);
    check_number("as the public client expects", range.last - range.first, 4095);
    CHECK(engine_reserve_any(&c, e, &guest, 3, &range, &held[2]));
    check_number("before it", range.first, 49152);
    CHECK(!engine_reserve_any(&c, e, &guest, 16000, &range, &held[2]));
    check_failure("too many", &c, HCN_E_PORT_ALREADY_EXISTS,
                  "there are no 16001 free ports in a row between 49152 and 65535");
    call_end(&c);
    for (size_t i = 0; i < COUNT(held); i++)
        engine_release(e, held[i]);
    engine_close(e);
}

/* A process reserves a port, says so, and is killed. */
static void a_dead_process_holds_nothing(void **state)
{
    struct engine *e;
    int said[2], status;
    char byte;
    pid_t child;

    (void)state;
    CHECK(!pipe(said));
    child = fork();
    if (!child) {
        e = open_engine(directory);
        reserve(e, PORT_TCP, PORT_EXCLUSIVE, 6000, 0);
        _exit(write(said[1], "", 1) != 1 || pause());
    }
    CHECK(read(said[0], &byte, 1) == 1);
    e = open_engine(directory);
    check_number("while it lives", count_all(e), 1);
    reserve(e, PORT_TCP, PORT_EXCLUSIVE, 6000, HCN_E_PORT_ALREADY_EXISTS);
    CHECK(!kill(child, SIGKILL) && waitpid(child, &status, 0) == child);
    check_number("when it is dead", count_all(e), 0);
    engine_release(e, reserve(e, PORT_TCP, PORT_EXCLUSIVE, 6000, 0));
    engine_close(e);
    close(said[0]);
    close(said[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_bears_whom, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(published_and_reserved_ports_are_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(chosen_ports_are_not_reserved, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ranges, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dead_process_holds_nothing, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
