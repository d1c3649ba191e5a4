/*
 * crowd_test.c - many processes on one store, all asking by chance about the same few objects: no
 * one gets an error that one process alone would not get, nothing is given out twice, and in the
 * end store and machine agree. Some of the processes are killed on the way.
 */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <hcn/documents.h>

#include "../cases/agree.h"
#include "../cases/machine.h"
#include "../check.h"
#include "place.h"
#include "random.h"

enum { PROCESSES = 8, REQUESTS = 200 };

/* What may be said to whoever asks for what another took, or removed. */
static const int32_t usual[] = {
    0,
    HCN_E_NETWORK_NOT_FOUND,
    HCN_E_ENDPOINT_NOT_FOUND,
    HCN_WIN32_NOT_FOUND,
    HCN_E_NETWORK_ALREADY_EXISTS,
    HCN_WIN32_ALREADY_EXISTS,
    HCN_WIN32_OBJECT_ALREADY_EXISTS,
    HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS,
    HCN_E_ADDR_INVALID_OR_RESERVED,
    HCN_E_INVALID_IP,
    HCN_E_PORT_ALREADY_EXISTS,
};

static bool is_usual(int32_t hresult)
{
    for (size_t i = 0; i < COUNT(usual); i++)
        if (usual[i] == hresult)
            return true;
    fprintf(stderr, "0x%08X\n", (unsigned)hresult);
    return false;
}

static int work(const char *directory, unsigned number)
{
    struct hcn_call c = { 0 };
    struct engine *e = NULL;
    uint32_t seed = number + 1;
    bool ok = engine_open(&c, directory, machine_driver(), &e);

    if (!ok)
        fprintf(stderr, "%s\n", c.text);
    for (int i = 0; ok && i < REQUESTS; i++) {
        struct asked a = random_request(&seed);

        ok = is_usual(ask(e, &a));
    }
    engine_close(e);
    call_end(&c);
    return ok ? 0 : 1;
}

/* Addresses, MACs and published ports that were seen, as "NETWORK VALUE". */
struct seen {
    struct hcn_call *call;
    HCN_LIST(const char *) texts;
};

static bool see(struct seen *s, const struct hcn_guid *network, const char *value)
{
    const char *text = call_format(s->call, "%s %s", guid_text(network).s, value);
    const char **place = call_append(s->call, &s->texts.at, &s->texts.count, sizeof *place);

    if (!text || !place)
        return false;
    *place = text;
    for (size_t i = 0; i + 1 < s->texts.count; i++)
        if (!strcmp(s->texts.at[i], text))
            CHECK_FAILED("given out twice: %s", text);
    return true;
}

static bool see_endpoint(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    static const struct hcn_guid everywhere;
    struct seen *s = context;
    struct hcn_endpoint_document *e = hcn_document_read(s->call, HCN_DOCUMENT_ENDPOINT, json);
    const char *port = strstr(json, "\"ExternalPort\":");

    (void)id;
    (void)length;
    return e && see(s, &e->host_compute_network, e->ip_configurations.at[0]->ip_address) &&
           see(s, &e->host_compute_network, e->mac_address) &&
           (!port || see(s, &everywhere, call_text(s->call, port, 19)));
}

/* `deadly`: how many points between steps each process passes before it is killed; 0: none is. */
static void crowd(unsigned long deadly)
{
    char directory[PLACE];
    struct hcn_call c = { 0 };
    struct seen seen = { .call = &c };
    struct engine *e = NULL;
    int status, failures = 0;

    place_make(directory);
    machine_clear();
    machine_kill_at(deadly);
    for (unsigned i = 0; i < PROCESSES; i++)
        if (!fork())
            _exit(work(directory, i));
    while (wait(&status) > 0)
        failures += WIFSIGNALED(status) ? !deadly : status != 0;
    check_number("processes that failed", (uint64_t)failures, 0);
    machine_kill_at(0);
    CHECK(engine_open(&c, directory, machine_driver(), &e) && agree(e));
    CHECK(engine_list(&c, e, KIND_ENDPOINT, NULL, see_endpoint, &seen));
    CHECK(machine_taken() > PROCESSES * 10); /* much did happen */
    engine_close(e);
    place_remove(directory);
    call_end(&c);
}

static void a_crowd_agrees(void **state)
{
    (void)state;
    crowd(0);
}

static void so_do_those_who_are_left_when_one_is_killed(void **state)
{
    (void)state;
    for (unsigned long n = 100; n < 400; n += 50)
        crowd(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crowd_agrees),
        cmocka_unit_test(so_do_those_who_are_left_when_one_is_killed),
    };

    return machine_driver() ? cmocka_run_group_tests(tests, NULL, NULL) : 2;
}
