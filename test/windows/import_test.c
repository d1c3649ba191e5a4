/*
 * import_test.c - a program that was linked with mingw-w64's own libcomputenetwork.a: all that its
 * header declares is found, and it runs.
 */
#include "../check.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <computenetwork.h>
#include <objbase.h>

#define ROW(name)                                                                                  \
    {                                                                                              \
#name, (FARPROC)(void (*)(void))name                                                       \
    }

static const struct {
    const char *name;
    FARPROC function;
} rows[] = {
    ROW(HcnEnumerateNetworks),
    ROW(HcnCreateNetwork),
    ROW(HcnOpenNetwork),
    ROW(HcnModifyNetwork),
    ROW(HcnQueryNetworkProperties),
    ROW(HcnDeleteNetwork),
    ROW(HcnCloseNetwork),
    ROW(HcnEnumerateNamespaces),
    ROW(HcnCreateNamespace),
    ROW(HcnOpenNamespace),
    ROW(HcnModifyNamespace),
    ROW(HcnQueryNamespaceProperties),
    ROW(HcnDeleteNamespace),
    ROW(HcnCloseNamespace),
    ROW(HcnEnumerateEndpoints),
    ROW(HcnCreateEndpoint),
    ROW(HcnOpenEndpoint),
    ROW(HcnModifyEndpoint),
    ROW(HcnQueryEndpointProperties),
    ROW(HcnDeleteEndpoint),
    ROW(HcnCloseEndpoint),
    ROW(HcnEnumerateLoadBalancers),
    ROW(HcnCreateLoadBalancer),
    ROW(HcnOpenLoadBalancer),
    ROW(HcnModifyLoadBalancer),
    ROW(HcnQueryLoadBalancerProperties),
    ROW(HcnDeleteLoadBalancer),
    ROW(HcnCloseLoadBalancer),
    ROW(HcnRegisterServiceCallback),
    ROW(HcnUnregisterServiceCallback),
    ROW(HcnRegisterGuestNetworkServiceCallback),
    ROW(HcnUnregisterGuestNetworkServiceCallback),
    ROW(HcnCreateGuestNetworkService),
    ROW(HcnCloseGuestNetworkService),
    ROW(HcnModifyGuestNetworkService),
    ROW(HcnDeleteGuestNetworkService),
    ROW(HcnReserveGuestNetworkServicePort),
    ROW(HcnReserveGuestNetworkServicePortRange),
    ROW(HcnReleaseGuestNetworkServicePortReservationHandle),
    ROW(HcnEnumerateGuestNetworkPortReservations),
    ROW(HcnFreeGuestNetworkPortReservations),
};

static void all_come_from_our_dll(void **state)
{
    HMODULE dll = GetModuleHandleW(L"computenetwork.dll");

    (void)state;
    CHECK(dll && GetProcAddress(dll, "HcnQueryMetrics"));
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK(rows[i].function && GetProcAddress(dll, rows[i].name));
}

static void it_runs(void **state)
{
    static const GUID id = { 0x11111111, 0x1111, 0x1111, { 1, 1, 1, 1, 1, 1, 1, 1 } };
    HCN_NETWORK network;
    PWSTR json, record;

    (void)state;
    CHECK(HcnCreateNetwork(&id, L"{\"Type\":\"Private\",\"Name\":\"\x0142\"}", &network, &record) ==
          S_OK);
    CHECK(HcnQueryNetworkProperties(network, L"{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}",
                                    &json, &record) == S_OK);
    CHECK(wcsstr(json, L"\"Name\":\"\x0142\""));
    CoTaskMemFree(json);
    CHECK(HcnCloseNetwork(network) == S_OK);
    CHECK(HcnDeleteNetwork(&id, NULL) == S_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_come_from_our_dll),
        cmocka_unit_test(it_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
