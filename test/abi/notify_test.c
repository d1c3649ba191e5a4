/* notify_test.c - what is told of which change, by whom, to whom, and when no more. */
#include "ear.h"

#include "../check.h"
#include "../system.h"

#define PLAIN "\"Flags\":0,\"Data\":{}"

static int begin(void **state)
{
    (void)state;
    world_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    world_end();
    return 0;
}

static HCN_NETWORK make_network(unsigned digit, const char *settings)
{
    HCN_NETWORK network = NULL;
    PWSTR record;

    check_result("network", HcnCreateNetwork(id_of(digit), wide(settings), &network, &record), S_OK,
                 &record);
    return network;
}

static void make_space(unsigned digit)
{
    HCN_NAMESPACE space = NULL;
    PWSTR record;

    check_result("space", HcnCreateNamespace(id_of(digit), wide("{}"), &space, &record), S_OK,
                 &record);
    check_result("space", HcnCloseNamespace(space), S_OK, NULL);
}

static HCN_GUESTNETWORKSERVICE make_guest(unsigned digit)
{
    HCN_GUESTNETWORKSERVICE guest = NULL;
    PWSTR record;

    check_result("guest", HcnCreateGuestNetworkService(id_of(digit), wide("{}"), &guest, &record),
                 S_OK, &record);
    return guest;
}

static void add_or_remove(unsigned space, const char *word, unsigned endpoint)
{
    char d = "0123456789abcdef"[endpoint], settings[256];
    HCN_NAMESPACE handle;
    PWSTR record;

    snprintf(settings, sizeof settings,
             "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"%s\",\"Settings\":{\"EndpointId\":"
             "\"%c%c%c%c%c%c%c%c-%c%c%c%c-%c%c%c%c-%c%c%c%c-%c%c%c%c%c%c%c%c%c%c%c%c\"}}",
             word, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d,
             d, d, d, d, d);
    check_result("space", HcnOpenNamespace(id_of(space), &handle, &record), S_OK, &record);
    check_result(word, HcnModifyNamespace(handle, wide(settings), &record), S_OK, &record);
    check_result("space", HcnCloseNamespace(handle), S_OK, NULL);
}

/* ---- rows --------------------------------------------------------------------------------- */

static void the_service_tells_of_networks_spaces_and_guests(void **state)
{
    struct ear e = EAR;
    size_t next = 0;

    (void)state;
    check_result("register", HcnRegisterServiceCallback(hear, &e, &e.callback), S_OK, NULL);
    HcnCloseNetwork(make_network(1, "{\"Type\":\"Private\",\"Flags\":64}"));
    make_space(2);
    HcnCloseGuestNetworkService(make_guest(3));
    HcnDeleteGuestNetworkService(id_of(3), NULL);
    HcnDeleteNamespace(id_of(2), NULL);
    HcnDeleteNetwork(id_of(1), NULL);
    wait_for(&e, 8);
    check_heard(&e, &next, HcnNotificationNetworkPreCreate, 1, "\"Flags\":64,\"Data\":{}");
    check_heard(&e, &next, HcnNotificationNetworkCreate, 1, "\"Flags\":64,\"Data\":{}");
    check_heard(&e, &next, HcnNotificationNamespaceCreate, 2, PLAIN);
    check_number("guest", e.heard[next++].type, HcnNotificationGuestNetworkServiceCreate);
    check_number("guest", e.heard[next++].type, HcnNotificationGuestNetworkServiceDelete);
    check_heard(&e, &next, HcnNotificationNamespaceDelete, 2, PLAIN);
    check_heard(&e, &next, HcnNotificationNetworkPreDelete, 1, "\"Flags\":64,\"Data\":{}");
    check_heard(&e, &next, HcnNotificationNetworkDelete, 1, "\"Flags\":64,\"Data\":{}");
    check_result("unregister", HcnUnregisterServiceCallback(e.callback), S_OK, NULL);
    check_result("twice", HcnUnregisterServiceCallback(e.callback), E_HANDLE, NULL);
    HcnCloseNetwork(make_network(1, "{\"Type\":\"Private\"}"));
    HcnDeleteNetwork(id_of(1), NULL);
    system_pause(50);
    check_number("behind the end", count_of(&e), 8);
}

/* Of two networks each hears of its own endpoints; closing its handle changes nothing. */
static void a_network_tells_of_its_endpoints(void **state)
{
    struct ear one = EAR, other = EAR;
    HCN_NETWORK first, second;
    HCN_ENDPOINT endpoint;
    size_t next = 0;

    (void)state;
    first = make_network(1, NETWORK);
    second = make_network(2, "{\"Type\":\"Private\"}");
    make_space(3);
    check_result("register", HcnRegisterNetworkCallback(first, hear, &one, &one.callback), S_OK,
                 NULL);
    check_result("register", HcnRegisterNetworkCallback(second, hear, &other, &other.callback),
                 S_OK, NULL);
    check_result("endpoint", HcnCreateEndpoint(first, id_of(4), wide("{}"), &endpoint, NULL), S_OK,
                 NULL);
    HcnCloseEndpoint(endpoint);
    HcnCloseNetwork(first);
    add_or_remove(3, "Add", 4);
    add_or_remove(3, "Remove", 4);
    wait_for(&one, 2);
    check_heard(&one, &next, HcnNotificationNetworkEndpointAttached, 4, PLAIN);
    check_heard(&one, &next, HcnNotificationNetworkEndpointDetached, 4, PLAIN);
    check_number("the other network", count_of(&other), 0);
    check_result("wrong kind", HcnUnregisterServiceCallback(one.callback), E_HANDLE, NULL);
    check_result("unregister", HcnUnregisterNetworkCallback(one.callback), S_OK, NULL);
    check_result("unregister", HcnUnregisterNetworkCallback(other.callback), S_OK, NULL);
    HcnCloseNetwork(second);
    HcnDeleteNamespace(id_of(3), NULL);
    HcnDeleteNetwork(id_of(2), NULL);
    HcnDeleteNetwork(id_of(1), NULL);
}

static void a_guest_service_tells_its_states(void **state)
{
    HCN_GUESTNETWORKSERVICE guest = make_guest(5);
    struct ear e = EAR;
    size_t next = 0;

    (void)state;
    check_result("register", HcnRegisterGuestNetworkServiceCallback(guest, hear, &e, &e.callback),
                 S_OK, NULL);
    check_result(
        "state",
        HcnModifyGuestNetworkService(guest,
                                     wide("{\"ResourceType\":\"State\",\"RequestType\":\"Update\","
                                          "\"Settings\":{\"State\":\"Bootstrapping\"}}"),
                                     NULL),
        S_OK, NULL);
    wait_for(&e, 1);
    check_heard(&e, &next, HcnNotificationGuestNetworkServiceStateChanged, 5,
                "\"Flags\":0,\"Data\":{\"State\":\"Bootstrapping\",\"Interfaces\":[]}");
    check_result("unregister", HcnUnregisterGuestNetworkServiceCallback(e.callback), S_OK, NULL);
    HcnCloseGuestNetworkService(guest);
    HcnDeleteGuestNetworkService(id_of(5), NULL);
}

/* PreCreate unregisters: Create is not told any more. */
static void a_callback_may_unregister_itself(void **state)
{
    struct ear e = EAR;

    (void)state;
    pthread_mutex_lock(&e.mutex);
    check_result("register", HcnRegisterServiceCallback(hear, &e, &e.callback), S_OK, NULL);
    e.unregister = HcnUnregisterServiceCallback;
    pthread_mutex_unlock(&e.mutex);
    HcnCloseNetwork(make_network(1, "{\"Type\":\"Private\"}"));
    wait_for(&e, 1);
    HcnDeleteNetwork(id_of(1), NULL);
    system_pause(50);
    check_number("heard", count_of(&e), 1);
    check_result("in the callback", e.unregistered, S_OK, NULL);
    check_result("behind it", HcnUnregisterServiceCallback(e.callback), E_HANDLE, NULL);
}

static void another_process_is_heard(void **state)
{
    struct ear e = EAR;
    size_t next = 0;

    (void)state;
    check_result("register", HcnRegisterServiceCallback(hear, &e, &e.callback), S_OK, NULL);
    check_number("make", (uint64_t)system_run_self("make"), 0);
    wait_for(&e, 1);
    check_heard(&e, &next, HcnNotificationNamespaceCreate, 6, PLAIN);
    check_result("delete", HcnDeleteNamespace(id_of(6), NULL), S_OK, NULL);
    wait_for(&e, 2);
    check_result("unregister", HcnUnregisterServiceCallback(e.callback), S_OK, NULL);
}

static void registrations_have_to_make_sense(void **state)
{
    HCN_CALLBACK callback = &callback;

    (void)state;
    check_result("no function", HcnRegisterServiceCallback(NULL, NULL, &callback), E_INVALIDARG,
                 NULL);
    CHECK(!callback);
    check_result("no place", HcnRegisterServiceCallback(hear, NULL, NULL), E_INVALIDARG, NULL);
    callback = &callback;
    check_result("no network", HcnRegisterNetworkCallback(NULL, hear, NULL, &callback), E_HANDLE,
                 NULL);
    CHECK(!callback);
    callback = &callback;
    check_result("no guest", HcnRegisterGuestNetworkServiceCallback(NULL, hear, NULL, &callback),
                 E_HANDLE, NULL);
    CHECK(!callback);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_service_tells_of_networks_spaces_and_guests),
        cmocka_unit_test(a_network_tells_of_its_endpoints),
        cmocka_unit_test(a_guest_service_tells_its_states),
        cmocka_unit_test(a_callback_may_unregister_itself),
        cmocka_unit_test(another_process_is_heard),
        cmocka_unit_test(registrations_have_to_make_sense),
    };

    if (argc > 1 && !strcmp(argv[1], "make")) {
        make_space(6);
        return 0;
    }
    return cmocka_run_group_tests(tests, begin, end);
}
