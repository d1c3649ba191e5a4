/* hns.c - asking HNSCall. */
#include "hns.h"

#include "../check.h"

#include <stdlib.h>

const char *ask(const char *method, const char *path, const char *request)
{
    PWSTR response = NULL;
    HRESULT hr = HNSCall(wide(method), wide(path), wide(request), &response);

    if (hr != S_OK || !response)
        CHECK_FAILED("%s %s: 0x%08X", method, path, (unsigned)hr);
    return narrow(response);
}

void expect_answer(const char *method, const char *path, const char *request, const char *begins)
{
    const char *answer = ask(method, path, request);

    if (strncmp(answer, begins, strlen(begins)) != 0)
        CHECK_FAILED("%s %s:\n  expected %s...\n  got      %s", method, path, begins, answer);
}

const char *output(const char *method, const char *path, const char *request)
{
    static const char with[] = SUCCESS ",\"Output\":";
    const char *answer = ask(method, path, request);

    if (strncmp(answer, SUCCESS, sizeof SUCCESS - 1) != 0)
        CHECK_FAILED("%s %s: %s", method, path, answer);
    return strncmp(answer, with, sizeof with - 1) == 0 ? answer + sizeof with - 1 : "";
}

void expect_error(const char *method, const char *path, const char *request, const char *error)
{
    char begins[256];

    snprintf(begins, sizeof begins, "{\"Success\":false,\"Error\":\"%s\",\"ErrorCode\":-", error);
    expect_answer(method, path, request, begins);
}

void expect_part(const char *answer, const char *part)
{
    if (!strstr(answer, part))
        CHECK_FAILED("expected %s in\n  %s", part, answer);
}

void expect_no_part(const char *answer, const char *part)
{
    if (strstr(answer, part))
        CHECK_FAILED("expected no %s in\n  %s", part, answer);
}

const char *path_to(const char *what, unsigned digit, const char *action)
{
    static char paths[4][128];
    static unsigned next;
    char *out = paths[next++ % 4], d = "0123456789abcdef"[digit];
    size_t at = (size_t)snprintf(out, sizeof paths[0], "/%s/", what);

    for (const char *shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"; *shape; shape++)
        out[at++] = *shape == 'x' ? d : '-';
    snprintf(out + at, sizeof paths[0] - at, "%s%s", action ? "/" : "", action ? action : "");
    return out;
}
