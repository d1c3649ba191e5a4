/* script.c - the scripted service. */
#include "script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backend/each.h"
#include "backend/record.h"

static const char *const verbs[VERBS] = {
    [VERB_ENUMERATE] = "enumerate", [VERB_CREATE] = "create",         [VERB_OPEN] = "open",
    [VERB_MODIFY] = "modify",       [VERB_QUERY] = "query",           [VERB_DELETE] = "delete",
    [VERB_CLOSE] = "close",         [VERB_STATISTICS] = "statistics",
};

/* "create endpoint 2222... on 1111... {...}"; ids that are zero are left out. */
static char *line_of(const struct request *q)
{
    const bool on = !guid_is_zero(&q->network);
    char line[8192];

    snprintf(line, sizeof line, "%s %s%s%s%s%s%s%s", verbs[q->verb], kind_row(q->kind)->word,
             guid_is_zero(&q->id) ? "" : " ", guid_is_zero(&q->id) ? "" : guid_text(&q->id).s,
             on ? " on " : "", on ? guid_text(&q->network).s : "", q->json ? " " : "",
             q->json ? q->json : "");
    return strdup(line);
}

bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static const struct answer *find(struct script *s, const char *line)
{
    static const struct answer fine = { 0 };

    for (size_t i = 0; i < s->count; i++)
        if (!s->used[i] && begins_with(line, s->answers[i].when)) {
            s->used[i] = !s->answers[i].always;
            return &s->answers[i];
        }
    return &fine;
}

static bool gives_handle(const struct request *q)
{
    return q->verb == VERB_CREATE || q->verb == VERB_OPEN;
}

static void give(struct script *s, const struct request *q, const struct answer *a, void **raw,
                 struct reply *out)
{
    if (a->id)
        guid_parse(a->id, &out->id);
    if (gives_handle(q)) {
        *raw = a->silent ? NULL : malloc(1);
        s->handles += !a->silent;
    }
    if (q->verb == VERB_QUERY || q->verb == VERB_STATISTICS)
        out->json = "{}";
    if (a->json || a->silent)
        out->json = a->json;
}

static bool script_close(struct script *s, void **raw)
{
    CHECK(*raw);
    free(*raw);
    *raw = NULL;
    s->handles--;
    return true;
}

static bool script_ask(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                       struct reply *out)
{
    struct script *s = (struct script *)b;
    const struct answer *a;

    if (q->verb == VERB_CLOSE)
        return script_close(s, raw);
    CHECK(s->line_count < SCRIPT_LINES);
    CHECK(q->verb == VERB_ENUMERATE || q->verb == VERB_DELETE || raw);
    s->lines[s->line_count] = line_of(q);
    a = find(s, s->lines[s->line_count++]);
    if (!error_record_take(c, verbs[q->verb], a->hresult, a->record))
        return false;
    give(s, q, a, raw, out);
    return true;
}

static void script_drop(struct backend *b)
{
    (void)b;
}

static const struct backend_kind script_kind = {
    .name = "script", .close = script_drop, .ask = script_ask, .list = backend_each
};

void script_begin(struct script *s, const struct answer *answers, size_t count)
{
    CHECK(count <= SCRIPT_ROWS);
    *s = (struct script){ .backend.kind = &script_kind, .answers = answers, .count = count };
    s->call = hcn_call_begin();
    s->service = service_over(s->call, &s->backend);
    CHECK(s->service);
}

void script_end(struct script *s)
{
    hcn_service_close(s->service);
    hcn_call_end(s->call);
    for (size_t i = 0; i < s->line_count; i++)
        free(s->lines[i]);
    check_number("handles left open", (uint64_t)s->handles, 0);
}

void script_heard(const struct script *s, ...)
{
    const char *expected;
    va_list args;
    size_t i = 0;

    va_start(args, s);
    while ((expected = va_arg(args, const char *)) != NULL) {
        const char *line = i < s->line_count ? s->lines[i] : "(nothing)";

        if (!begins_with(line, expected))
            CHECK_FAILED("request %zu: expected %s, heard %s", i, expected, line);
        i++;
    }
    va_end(args);
    if (i < s->line_count)
        CHECK_FAILED("request %zu: expected no more, heard %s", i, s->lines[i]);
}

struct hcn_guid guid_of(const char *text)
{
    struct hcn_guid guid;

    CHECK(hcn_guid_parse(text, &guid));
    return guid;
}

void check_guid(const char *row, struct hcn_guid got, const char *expected)
{
    check_text(row, guid_text(&got).s, expected);
}
