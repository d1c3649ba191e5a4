/*
 * load_test.c - the DLLs as programs in Go load them: from the system directory and nowhere else, a
 * function at a time; and they stay when they are let go.
 */
#include "../check.h"

#include "abi/raw_windows.h"

static HMODULE load(const wchar_t *name)
{
    HMODULE module = LoadLibraryExW(name, NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
    wchar_t file[MAX_PATH];

    CHECK(module && GetModuleFileNameW(module, file, MAX_PATH));
    for (wchar_t *p = file; *p; p++)
        *p = (wchar_t)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    CHECK(!wcsncmp(file, L"c:\\windows\\system32\\", 20));
    return module;
}

static void every_name_of_the_list_is_found(void **state)
{
    HMODULE module = load(L"computenetwork.dll");
    FILE *list = fopen(EXPORTS, "r");
    char name[128];
    int count = 0;

    (void)state;
    CHECK(list != NULL);
    while (fscanf(list, "%127s", name) == 1) {
        if (!GetProcAddress(module, name))
            CHECK_FAILED("%s is missing", name);
        count++;
    }
    fclose(list);
    check_number("names", (uint64_t)count, 57);
}

static void it_stays_when_it_is_let_go(void **state)
{
    HMODULE module = load(L"computenetwork.dll");

    (void)state;
    for (int i = 0; i < 5; i++)
        FreeLibrary(module);
    CHECK(GetModuleHandleW(L"computenetwork.dll") == module);
}

typedef BOOL WINAPI prng(BYTE *out, SIZE_T size);

/* What Go asks for before main(). */
static void there_are_random_numbers_for_go(void **state)
{
    HMODULE module = load(L"bcryptprimitives.dll");
    prng *fill;
    BYTE bytes[64] = { 0 }, zeros[64] = { 0 };

    (void)state;
    fill = (prng *)(void (*)(void))GetProcAddress(module, "ProcessPrng");
    CHECK(fill && fill(bytes, sizeof bytes));
    CHECK(memcmp(bytes, zeros, sizeof bytes) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_of_the_list_is_found),
        cmocka_unit_test(it_stays_when_it_is_let_go),
        cmocka_unit_test(there_are_random_numbers_for_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
