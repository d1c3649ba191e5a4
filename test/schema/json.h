/*
 * json.h - JSON in tests, readable: with ' for ".
 */
#ifndef TEST_SCHEMA_JSON_H
#define TEST_SCHEMA_JSON_H

#include "base/call.h"

/* A copy with every ' turned into ". */
static inline char *quoted(struct hcn_call *c, const char *text)
{
    char *copy = call_text(c, text, strlen(text));

    for (char *p = copy; *p; p++)
        *p = *p == '\'' ? '"' : *p;
    return copy;
}

#endif
