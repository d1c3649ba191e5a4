/* place_test.c - where the DLL may lie. */
#include "../check.h"

#include "abi/place.h"

static void the_place_of_the_real_one_is_refused(void **state)
{
    static const struct {
        const wchar_t *file;
        bool wine, allowed;
    } rows[] = {
        { L"C:\\Windows\\System32\\computenetwork.dll", false, false },
        { L"c:\\WINDOWS\\system32\\ComputeNetwork.dll", false, false },
        { L"C:\\Windows\\System32\\computenetwork.dll", true, true },
        { L"C:\\Windows\\System32\\drivers\\computenetwork.dll", false, true },
        { L"C:\\Windows\\System32.old\\computenetwork.dll", false, true },
        { L"C:\\Windows\\computenetwork.dll", false, true },
        { L"D:\\test\\computenetwork.dll", false, true },
        { L"computenetwork.dll", false, true },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_number(rows[i].allowed ? "allowed" : "refused",
                     place_is_allowed(rows[i].file, L"C:\\Windows\\System32", rows[i].wine),
                     rows[i].allowed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_place_of_the_real_one_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
