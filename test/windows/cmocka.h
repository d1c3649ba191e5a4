/*
 * cmocka.h - the little of cmocka that our tests use, for Windows, where it is not packaged: a test
 * that fails ends with its group's process. See test/check.h.
 */
#ifndef TEST_WINDOWS_CMOCKA_H
#define TEST_WINDOWS_CMOCKA_H

#include <stdio.h>
#include <stdlib.h>

struct CMUnitTest {
    const char *name;
    void (*run)(void **state);
    int (*begin)(void **state);
    int (*end)(void **state);
};

#define cmocka_unit_test(test)                                                                     \
    {                                                                                              \
#test, test, NULL, NULL                                                                    \
    }
#define cmocka_unit_test_setup_teardown(test, begin, end)                                          \
    {                                                                                              \
#test, test, begin, end                                                                    \
    }
#define cmocka_unit_test_teardown(test, end)                                                       \
    {                                                                                              \
#test, test, NULL, end                                                                     \
    }

#define test_malloc      malloc
#define test_free        free
#define print_error(...) fprintf(stderr, __VA_ARGS__)

static inline void _fail(const char *file, int line)
{
    fprintf(stderr, "%s:%d: not ok\n", file, line);
    exit(1);
}

static inline void cmocka_step(const char *name, int (*step)(void **state), void **state)
{
    if (step && step(state)) {
        fprintf(stderr, "%s: cannot be set up, or be undone\n", name);
        exit(1);
    }
}

static inline int cmocka_run(const struct CMUnitTest *tests, size_t count,
                             int (*begin)(void **state), int (*end)(void **state))
{
    void *state = NULL;

    printf("1..%u\n", (unsigned)count);
    cmocka_step("the group", begin, &state);
    for (size_t i = 0; i < count; i++) {
        cmocka_step(tests[i].name, tests[i].begin, &state);
        tests[i].run(&state);
        cmocka_step(tests[i].name, tests[i].end, &state);
        printf("ok %u %s\n", (unsigned)i + 1, tests[i].name);
    }
    cmocka_step("the group", end, &state);
    return 0;
}

#define cmocka_run_group_tests(tests, begin, end)                                                  \
    cmocka_run(tests, sizeof(tests) / sizeof((tests)[0]), begin, end)
#define cmocka_run_group_tests_name(name, tests, begin, end)                                       \
    cmocka_run_group_tests(tests, begin, end)

#endif
