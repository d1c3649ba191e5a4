/* linux_test.c - what only Linux lets happen: fork(), and the removal of a store in use. */
#include "ear.h"
#include "kinds.h"

#include "../check.h"

#include <sys/wait.h>
#include <unistd.h>

static int begin(void **state)
{
    (void)state;
    kinds_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    kinds_leave();
    return 0;
}

/* Which check failed in the child; 0: none. */
static int child(HCN_NETWORK inherited)
{
    HCN_NAMESPACE made;
    PWSTR text;

    if (HcnQueryNetworkProperties(inherited, wide(EVERYTHING), &text, NULL) != E_HANDLE || text)
        return 1;
    if (HcnCloseNetwork(inherited) != E_HANDLE)
        return 2;
    if (HcnCreateNamespace(id_of(4), wide("{}"), &made, NULL) != S_OK)
        return 3;
    return HcnCloseNamespace(made) == S_OK ? 0 : 4;
}

static void a_child_gets_no_handles_and_a_store_of_its_own(void **state)
{
    HCN_NETWORK network;
    int status = -1;
    pid_t pid;

    (void)state;
    check_result("open", HcnOpenNetwork(id_of(1), &network, NULL), S_OK, NULL);
    pid = fork();
    if (!pid)
        _exit(child(network));
    CHECK(waitpid(pid, &status, 0) == pid);
    check_number("child", (uint64_t)status, 0);
    check_result("delete", HcnDeleteNamespace(id_of(4), NULL), S_OK, NULL);
    check_result("close", HcnCloseNetwork(network), S_OK, NULL);
}

/* The store goes, all hear it once, may unregister there, and the next call gets a new store. */
static void a_store_that_goes_disconnects(void **state)
{
    struct ear e = EAR, itself = EAR, later = EAR;
    HCN_NAMESPACE space;
    HCN_NETWORK old;
    PWSTR list, record;

    (void)state;
    check_result("open", HcnOpenNetwork(id_of(1), &old, NULL), S_OK, NULL);
    check_result("register", HcnRegisterNetworkCallback(old, hear, &e, &e.callback), S_OK, NULL);
    pthread_mutex_lock(&itself.mutex);
    check_result("register", HcnRegisterServiceCallback(hear, &itself, &itself.callback), S_OK,
                 NULL);
    itself.unregister = HcnUnregisterServiceCallback;
    pthread_mutex_unlock(&itself.mutex);
    world_end();
    wait_for(&e, 1);
    wait_for(&itself, 1);
    check_number("type", e.heard[0].type, HcnNotificationServiceDisconnect);
    check_text("data", e.heard[0].data, "");
    check_number("type", itself.heard[0].type, HcnNotificationServiceDisconnect);
    check_result("in the callback", itself.unregistered, S_OK, NULL);
    check_result("unregister", HcnUnregisterNetworkCallback(e.callback), S_OK, NULL);
    check_result("close", HcnCloseNetwork(old), S_OK, NULL);
    check_result("enumerate", HcnEnumerateNetworks(NULL, &list, &record), S_OK, &record);
    check_text("a new store", narrow(list), "[]");
    check_result("register", HcnRegisterServiceCallback(hear, &later, &later.callback), S_OK, NULL);
    check_result("space", HcnCreateNamespace(id_of(7), wide("{}"), &space, &record), S_OK, &record);
    check_result("close", HcnCloseNamespace(space), S_OK, NULL);
    wait_for(&later, 1);
    check_result("unregister", HcnUnregisterServiceCallback(later.callback), S_OK, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_gets_no_handles_and_a_store_of_its_own),
        cmocka_unit_test(a_store_that_goes_disconnects),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
