/* service_test.c - which service is opened: its spelling, and the environment. */
#define _DEFAULT_SOURCE
#include "script.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Given: a spelling. Expected: the sentence of its refusal; NULL: it opens. */
static const struct {
    const char *which;
    int32_t hresult;
    const char *text;
} spellings[] = {
    { "null:", 0, "" },
    { "null:x", E_INVALIDARG, "null: takes nothing after it, found \"x\"" },
    { "local:", E_INVALIDARG, "expected a directory after local:" },
    { "local:?driver=null", E_INVALIDARG, "expected a directory after local:" },
    { "local:/tmp?drivers=null", E_INVALIDARG,
      "expected ?driver=NAME after local:/tmp, found \"?drivers=null\"" },
    { "local:/tmp?driver=loud", E_INVALIDARG, "expected a driver: linux or null, found \"loud\"" },
    { "local:/tmp?driver=", E_INVALIDARG, "expected a driver: linux or null, found \"\"" },
    { "windows:x", E_INVALIDARG, "windows: takes nothing after it, found \"x\"" },
    { "windows:", HCN_WIN32_NOT_REGISTERED,
      "windows: is computenetwork.dll, and this program does not run on Windows" },
    { "/var/lib/hcn", E_INVALIDARG,
      "expected a service: null:, local:DIR, local:DIR?driver=NAME or windows:, found "
      "\"/var/lib/hcn\"" },
    { "Null:", E_INVALIDARG,
      "expected a service: null:, local:DIR, local:DIR?driver=NAME or windows:, found \"Null:\"" },
};

static void services_by_spelling(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(spellings); i++) {
        struct hcn_call *call = hcn_call_begin();
        struct hcn_service *service = hcn_service_open(call, spellings[i].which);

        check_failure(spellings[i].which, call, spellings[i].hresult, spellings[i].text);
        CHECK(!service == !!spellings[i].hresult);
        hcn_service_close(service);
        hcn_call_end(call);
    }
}

static void windows_is_unavailable_here(void **state)
{
    struct hcn_call *call = hcn_call_begin();

    (void)state;
    CHECK(!hcn_service_open(call, "windows:"));
    check_number("class", hcn_call_class(call), HCN_CLASS_UNAVAILABLE);
    hcn_call_end(call);
}

/* ---- the environment -------------------------------------------------------------------- */

static char *new_directory(char *name)
{
    strcpy(name, "/tmp/hcn-service-XXXXXX");
    CHECK(mkdtemp(name));
    return name;
}

static void remove_directory(const char *name)
{
    char command[64];

    snprintf(command, sizeof command, "rm -r '%s'", name);
    CHECK(!system(command));
}

static size_t networks_in(const char *which)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service = hcn_service_open(call, which);
    struct hcn_guid_list list;

    check_failure(which ? which : "NULL", call, 0, "");
    CHECK(hcn_network_enumerate(call, service, NULL, &list));
    hcn_service_close(service);
    hcn_call_end(call);
    return list.count;
}

static void make_network(const char *which)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service = hcn_service_open(call, which);

    hcn_network_close(hcn_network_create_internal(call, service, NULL, "n", "10.0.0.0/24"));
    check_failure("made", call, 0, "");
    hcn_service_close(service);
    hcn_call_end(call);
}

static void the_environment_chooses_when_nothing_else_does(void **state)
{
    char directory[64], which[128];

    (void)state;
    snprintf(which, sizeof which, "local:%s?driver=null", new_directory(directory));
    setenv("HCN_STATE", directory, 1);
    setenv("HCN_DRIVER", "null", 1);
    make_network(NULL);
    check_number("NULL", networks_in(NULL), 1);
    check_number("empty", networks_in(""), 1);
    check_number("named", networks_in(which), 1);
    check_number("another", networks_in("null:"), 0); /* the argument is stronger */
    unsetenv("HCN_STATE");
    unsetenv("HCN_DRIVER");
    remove_directory(directory);
}

static void a_bad_environment_is_named(void **state)
{
    struct hcn_call *call = hcn_call_begin();

    (void)state;
    setenv("HCN_DRIVER", "loud", 1);
    CHECK(!hcn_service_open(call, NULL));
    check_failure("driver", call, E_INVALIDARG,
                  "service of HCN_STATE and HCN_DRIVER: expected a driver: linux or null, found "
                  "\"loud\"");
    unsetenv("HCN_DRIVER");
    hcn_call_forgive(call);
    setenv("HCN_STATE", "/dev/null/state", 1);
    CHECK(!hcn_service_open(call, NULL));
    check_failure("state", call, E_INVALIDARG,
                  "service of HCN_STATE: /dev/null/state: a file is on the way, expected "
                  "directories alone");
    unsetenv("HCN_STATE");
    hcn_call_forgive(call);
    CHECK(!hcn_service_open(call, "local:/dev/null/state"));
    check_failure("spelt", call, E_INVALIDARG,
                  "/dev/null/state: a file is on the way, expected directories alone");
    hcn_call_end(call);
}

/* Whoever says where the state is but not which driver gets the environment's, never another. */
static void the_environment_names_the_driver_of_a_directory(void **state)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service;
    char directory[64], which[128];

    (void)state;
    snprintf(which, sizeof which, "local:%s?driver=null", new_directory(directory));
    make_network(which);
    snprintf(which, sizeof which, "local:%s", directory);
    setenv("HCN_DRIVER", "null", 1);
    service = hcn_service_open(call, which);
    check_failure("null", call, 0, "");
    hcn_service_close(service);
    setenv("HCN_DRIVER", "loud", 1);
    CHECK(!hcn_service_open(call, which));
    check_failure("driver", call, E_INVALIDARG,
                  "driver of HCN_DRIVER: expected a driver: linux or null, found \"loud\"");
    unsetenv("HCN_DRIVER");
    remove_directory(directory);
    hcn_call_end(call);
}

static void a_store_keeps_its_driver(void **state)
{
    struct hcn_call *call = hcn_call_begin();
    char directory[64], which[128];

    (void)state;
    snprintf(which, sizeof which, "local:%s?driver=null", new_directory(directory));
    make_network(which);
    snprintf(which, sizeof which, "local:%s?driver=linux", directory);
    CHECK(!hcn_service_open(call, which));
    check_number("class", hcn_call_class(call), HCN_CLASS_CONFLICT);
    remove_directory(directory);
    hcn_call_end(call);
}

/* ---- fork ------------------------------------------------------------------------------- */

/* In the child: 0 when the copied service and handle refuse, and can be closed. */
static int ask_in_child(struct hcn_service *service, struct hcn_network *network)
{
    struct hcn_call *call = hcn_call_begin();
    const char *const text = "the service was opened before fork(): open one in this process";
    int result = 0;

    if (hcn_network_query(call, network, NULL) || strcmp(hcn_call_text(call), text))
        result = 1;
    hcn_call_forgive(call);
    if (hcn_namespace_create_host(call, service) || hcn_call_hresult(call) != E_HANDLE)
        result = 2;
    hcn_network_close(network);
    hcn_service_close(service);
    hcn_call_end(call);
    return result;
}

static void a_service_refuses_after_fork(void **state)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service = hcn_service_open(call, "null:");
    struct hcn_network *network =
        hcn_network_create_internal(call, service, NULL, "n", "10.0.0.0/24");
    int status;
    pid_t child;

    (void)state;
    check_failure("made", call, 0, "");
    child = fork();
    if (!child)
        _exit(ask_in_child(service, network));
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
    check_number("child", (uint64_t)WEXITSTATUS(status), 0);
    CHECK(hcn_network_query(call, network, NULL));
    hcn_network_close(network);
    hcn_service_close(service);
    hcn_call_end(call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(services_by_spelling),
        cmocka_unit_test(windows_is_unavailable_here),
        cmocka_unit_test(the_environment_chooses_when_nothing_else_does),
        cmocka_unit_test(a_bad_environment_is_named),
        cmocka_unit_test(the_environment_names_the_driver_of_a_directory),
        cmocka_unit_test(a_store_keeps_its_driver),
        cmocka_unit_test(a_service_refuses_after_fork),
    };

    return cmocka_run_group_tests_name("client.service", tests, NULL, NULL);
}
