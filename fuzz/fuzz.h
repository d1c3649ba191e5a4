/*
 * fuzz.h - what the targets share. Each target is one file with LLVMFuzzerTestOneInput(): fuzz/run
 * links it with libFuzzer, every other build with replay.c, which runs it over fuzz/corpus.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/call.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process when something that always holds does not. */
#define EXPECT(condition, ...)                                                                     \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s: ", __FILE__, __LINE__, #condition);                        \
            fprintf(stderr, __VA_ARGS__);                                                          \
            fputc('\n', stderr);                                                                   \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* A failed call has a code, and a sentence that is one line of UTF-8. */
static inline void expect_sentence(const struct hcn_call *c)
{
    char tidy[sizeof c->text];

    EXPECT(c->hresult < 0 && *c->text, "0x%08x", (unsigned)c->hresult);
    strcpy(tidy, c->text);
    text_tidy(tidy);
    EXPECT(!strcmp(tidy, c->text), "%s", c->text);
}

#endif
