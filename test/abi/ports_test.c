/* ports_test.c - ports reserved through the ABI, exclusive and shared, and given back. */
#include "world.h"

#include "../check.h"
#include "../system.h"

#define TAKEN ((HRESULT)0x803B0013)

static HCN_GUESTNETWORKSERVICE guest;

static int begin(void **state)
{
    (void)state;
    world_begin();
    return HcnCreateGuestNetworkService(id_of(1), wide("{}"), &guest, NULL);
}

static int end(void **state)
{
    (void)state;
    check_result("close", HcnCloseGuestNetworkService(guest), S_OK, NULL);
    world_end();
    return 0;
}

static void release(HANDLE held)
{
    check_result("release", HcnReleaseGuestNetworkServicePortReservationHandle(held), S_OK, NULL);
}

static ULONG count_reserved(void)
{
    HCN_PORT_RANGE_ENTRY *entries;
    ULONG count;

    check_result("list", HcnEnumerateGuestNetworkPortReservations(&count, &entries), S_OK, NULL);
    HcnFreeGuestNetworkPortReservations(entries);
    return count;
}

/* One port is reserved, then another row is tried. */
static const struct {
    const char *name;
    HCN_PORT_PROTOCOL first, second;
    HCN_PORT_ACCESS access, other;
    USHORT port;
    HRESULT expected;
} rows[] = {
    { "twice", HCN_PORT_PROTOCOL_TCP, HCN_PORT_PROTOCOL_TCP, HCN_PORT_ACCESS_EXCLUSIVE,
      HCN_PORT_ACCESS_EXCLUSIVE, 8080, TAKEN },
    { "both protocols", HCN_PORT_PROTOCOL_UDP, HCN_PORT_PROTOCOL_BOTH, HCN_PORT_ACCESS_EXCLUSIVE,
      HCN_PORT_ACCESS_EXCLUSIVE, 8080, TAKEN },
    { "another protocol", HCN_PORT_PROTOCOL_TCP, HCN_PORT_PROTOCOL_UDP, HCN_PORT_ACCESS_EXCLUSIVE,
      HCN_PORT_ACCESS_EXCLUSIVE, 8080, S_OK },
    { "another port", HCN_PORT_PROTOCOL_TCP, HCN_PORT_PROTOCOL_TCP, HCN_PORT_ACCESS_EXCLUSIVE,
      HCN_PORT_ACCESS_EXCLUSIVE, 8081, S_OK },
    { "shared", HCN_PORT_PROTOCOL_UDP, HCN_PORT_PROTOCOL_UDP, HCN_PORT_ACCESS_SHARED,
      HCN_PORT_ACCESS_SHARED, 8080, S_OK },
    { "shared by one only", HCN_PORT_PROTOCOL_UDP, HCN_PORT_PROTOCOL_UDP, HCN_PORT_ACCESS_SHARED,
      HCN_PORT_ACCESS_EXCLUSIVE, 8080, TAKEN },
    { "port 0", HCN_PORT_PROTOCOL_UDP, HCN_PORT_PROTOCOL_UDP, HCN_PORT_ACCESS_SHARED,
      HCN_PORT_ACCESS_SHARED, 0, E_INVALIDARG },
    { "no protocol", HCN_PORT_PROTOCOL_UDP, (HCN_PORT_PROTOCOL)4, HCN_PORT_ACCESS_SHARED,
      HCN_PORT_ACCESS_SHARED, 8082, E_INVALIDARG },
    { "no access", HCN_PORT_PROTOCOL_UDP, HCN_PORT_PROTOCOL_UDP, HCN_PORT_ACCESS_SHARED,
      (HCN_PORT_ACCESS)0, 8082, E_INVALIDARG },
};

static void ports_are_kept_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        HANDLE one = NULL, other = &one;

        check_result(
            rows[i].name,
            HcnReserveGuestNetworkServicePort(guest, rows[i].first, rows[i].access, 8080, &one),
            S_OK, NULL);
        check_result(rows[i].name,
                     HcnReserveGuestNetworkServicePort(guest, rows[i].second, rows[i].other,
                                                       rows[i].port, &other),
                     rows[i].expected, NULL);
        CHECK(!other == (rows[i].expected != S_OK));
        if (other)
            release(other);
        release(one);
        check_number(rows[i].name, count_reserved(), 0);
    }
}

/* WSL asks for 4095 and wants the ends to be so far apart. */
static void a_range_is_listed_as_windows_lays_it_out(void **state)
{
    HCN_PORT_RANGE_RESERVATION range = { 1, 1 };
    HCN_PORT_RANGE_ENTRY *entries;
    ULONG count = 7;
    HANDLE held;

    (void)state;
    check_result("range", HcnReserveGuestNetworkServicePortRange(guest, 4095, &range, &held), S_OK,
                 NULL);
    check_number("length", (uint64_t)(range.endingPort - range.startingPort), 4095);
    check_result("list", HcnEnumerateGuestNetworkPortReservations(&count, &entries), S_OK, NULL);
    check_number("count", count, 1);
    check_number("first", entries->StartingPort, range.startingPort);
    check_number("last", entries->EndingPort, range.endingPort);
    check_number("protocol", entries->Protocol, HCN_PORT_PROTOCOL_BOTH);
    check_number("sharing", entries->SharingFlags, HCN_PORT_ACCESS_EXCLUSIVE);
    CHECK(!memcmp(&entries->OwningPartitionId, id_of(1), sizeof(GUID)));
    HcnFreeGuestNetworkPortReservations(entries);
    release(held);
    check_result("too many", HcnReserveGuestNetworkServicePortRange(guest, 65535, &range, &held),
                 TAKEN, NULL);
    CHECK(!held && !range.startingPort && !range.endingPort);
}

static void missing_arguments_are_refused(void **state)
{
    HCN_PORT_RANGE_RESERVATION range;
    HCN_PORT_RANGE_ENTRY *entries = (void *)&range;
    HANDLE held = &held;
    ULONG count = 7;

    (void)state;
    check_result("no place",
                 HcnReserveGuestNetworkServicePort(guest, HCN_PORT_PROTOCOL_TCP,
                                                   HCN_PORT_ACCESS_SHARED, 80, NULL),
                 E_INVALIDARG, NULL);
    check_result("no guest",
                 HcnReserveGuestNetworkServicePort(NULL, HCN_PORT_PROTOCOL_TCP,
                                                   HCN_PORT_ACCESS_SHARED, 80, &held),
                 E_HANDLE, NULL);
    CHECK(!held);
    check_result("no range", HcnReserveGuestNetworkServicePortRange(guest, 1, NULL, &held),
                 E_INVALIDARG, NULL);
    check_result("no place", HcnReserveGuestNetworkServicePortRange(guest, 1, &range, NULL),
                 E_INVALIDARG, NULL);
    check_result("no count", HcnEnumerateGuestNetworkPortReservations(NULL, &entries), E_INVALIDARG,
                 NULL);
    CHECK(!entries);
    check_result("no entries", HcnEnumerateGuestNetworkPortReservations(&count, NULL), E_INVALIDARG,
                 NULL);
    check_number("count", count, 0);
    check_result("no handle", HcnReleaseGuestNetworkServicePortReservationHandle(NULL), E_HANDLE,
                 NULL);
    HcnFreeGuestNetworkPortReservations(NULL);
    check_number("nothing is reserved", count_reserved(), 0);
}

/* What a process holds is free when it has died. */
static void the_dead_reserve_nothing(void **state)
{
    HANDLE held;

    (void)state;
    check_number("the other", (uint64_t)system_run_self("reserve"), 0);
    check_result("port",
                 HcnReserveGuestNetworkServicePort(guest, HCN_PORT_PROTOCOL_TCP,
                                                   HCN_PORT_ACCESS_EXCLUSIVE, 9000, &held),
                 S_OK, NULL);
    release(held);
}

/* In another process, which ends without giving the port back. */
static int reserve_and_die(void)
{
    HANDLE held;

    return HcnOpenGuestNetworkService(id_of(1), &guest, NULL) ||
           HcnReserveGuestNetworkServicePort(guest, HCN_PORT_PROTOCOL_TCP,
                                             HCN_PORT_ACCESS_EXCLUSIVE, 9000, &held) ||
           count_reserved() != 1;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ports_are_kept_apart),
        cmocka_unit_test(a_range_is_listed_as_windows_lays_it_out),
        cmocka_unit_test(missing_arguments_are_refused),
        cmocka_unit_test(the_dead_reserve_nothing),
    };

    if (argc > 1 && !strcmp(argv[1], "reserve"))
        return reserve_and_die();
    return cmocka_run_group_tests(tests, begin, end);
}
