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

static int find_names(const wchar_t *dll, const char *file)
{
    HMODULE module = load(dll);
    FILE *list = fopen(file, "r");
    char name[128];
    int count = 0;

    CHECK(list != NULL);
    while (fscanf(list, "%127s", name) == 1) {
        if (!GetProcAddress(module, name))
            CHECK_FAILED("%s is missing", name);
        count++;
    }
    fclose(list);
    return count;
}

static void every_name_of_the_lists_is_found(void **state)
{
    (void)state;
    check_number("names", (uint64_t)find_names(L"computenetwork.dll", ABI "/exports"), 57);
    check_number("names", (uint64_t)find_names(L"vmcompute.dll", ABI "/vmcompute-exports"), 2);
}

static void they_stay_when_they_are_let_go(void **state)
{
    static const wchar_t *const dlls[] = { L"computenetwork.dll", L"vmcompute.dll" };

    (void)state;
    for (size_t d = 0; d < COUNT(dlls); d++) {
        HMODULE module = load(dlls[d]);

        for (int i = 0; i < 5; i++)
            FreeLibrary(module);
        CHECK(GetModuleHandleW(dlls[d]) == module);
    }
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
        cmocka_unit_test(every_name_of_the_lists_is_found),
        cmocka_unit_test(they_stay_when_they_are_let_go),
        cmocka_unit_test(there_are_random_numbers_for_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
