/*
 * check.h - what all tests share: cmocka, and comparisons that print both values.
 */
#ifndef TEST_CHECK_H
#define TEST_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* cmocka's: ours takes a call */

#include "base/call.h"

/* Ends the test with a message, like cmocka's fail_msg(), which is built on its fail(). */
#define CHECK_FAILED(...)                                                                          \
    do {                                                                                           \
        print_error(__VA_ARGS__);                                                                  \
        print_error("\n");                                                                         \
        _fail(__FILE__, __LINE__);                                                                 \
    } while (0)

/* The row of a table that is being checked, for messages of failures. */
static inline void check_text(const char *row, const char *got, const char *expected)
{
    if (got == expected || (got && expected && !strcmp(got, expected)))
        return;
    CHECK_FAILED("%s:\n  expected %s\n  got      %s", row, expected ? expected : "nothing",
                 got ? got : "nothing");
}

static inline void check_number(const char *row, uint64_t got, uint64_t expected)
{
    if (got != expected)
        CHECK_FAILED("%s: expected %llu, got %llu", row, (unsigned long long)expected,
                     (unsigned long long)got);
}

/* The call failed with this code and this sentence; 0: it did not fail. */
static inline void check_failure(const char *row, const struct hcn_call *c, int32_t hresult,
                                 const char *text)
{
    if (c->hresult != hresult)
        CHECK_FAILED("%s: expected 0x%08X, got 0x%08X: %s", row, (unsigned)hresult,
                     (unsigned)c->hresult, c->text);
    if (text)
        check_text(row, c->text, text);
}

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            CHECK_FAILED("%s:%d: %s", __FILE__, __LINE__, #condition);                             \
    } while (0)

#endif
