/*
 * story.c - runs one story: requests in; replies and the steps that the machine would see, out.
 *
 *     story DIRECTORY [--update]
 *
 * DIRECTORY/requests says what is asked, DIRECTORY/expected what has to come of it. A story runs on
 * a store on disk and the null driver. Identifiers that the service made up are shown as <1>,
 * <2>... in the order in which they appear; those that stand in the requests are shown as they are.
 *
 * A request is a line, and its JSON in the lines below it, up to an empty one:
 *
 *     create network ID | create endpoint ID in NETWORK | create namespace ID      (ID: - for none)
 *     modify KIND ID | query KIND ID | open KIND ID | delete KIND ID | statistics endpoint ID
 *     enumerate KIND | list KIND              (KIND: with - for a space, as in load-balancer)
 *
 * and, for the machine behind the null driver: `routes PREFIX...`, `resolver ADDRESS...`,
 * `interfaces NAME...`, `fail N` (the N-th step of the next request fails), `reopen`.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include "driver/null.h"
#include "engine/engine.h"
#include "story.h"

static const struct {
    const char *word;
    enum verb verb;
} verbs[] = {
    { "create", VERB_CREATE }, { "modify", VERB_MODIFY },         { "query", VERB_QUERY },
    { "open", VERB_OPEN },     { "delete", VERB_DELETE },         { "enumerate", VERB_ENUMERATE },
    { "list", VERBS },         { "statistics", VERB_STATISTICS },
};

static bool begin(struct story *s, const char *requests)
{
    *s = (struct story){ .next = requests, .requests = requests };
    s->out.call = &s->memory;
    return system_new_directory(s->state);
}

bool story_open_on(struct story *s, const char *requests, const struct driver_kind *driver,
                   void (*set_failure)(struct driver *d, unsigned long n))
{
    bool ok = begin(s, requests);

    s->driver = driver;
    s->set_failure = set_failure;
    return ok && engine_open(&s->memory, s->state, driver, &s->engine);
}

bool story_open_by(struct story *s, const char *requests, story_way *way)
{
    bool ok = begin(s, requests);

    s->way = way;
    system_set_env("HCN_STATE", s->state);
    system_set_env("HCN_DRIVER", "null");
    return ok;
}

bool story_open(struct story *s, const char *requests)
{
    return story_open_on(s, requests, &driver_null, null_driver_fail_at);
}

void story_close(struct story *s)
{
    engine_close(s->engine);
    system_remove(s->state);
    call_end(&s->memory);
}

/* ---- reading ---------------------------------------------------------------------------- */

static const char *line_end(const char *p)
{
    return p + strcspn(p, "\n");
}

/* The next line that says something, NUL-terminated; NULL at the end. */
static char *next_line(struct story *s)
{
    while (*s->next) {
        const char *start = s->next, *end = line_end(start);

        s->next = *end ? end + 1 : end;
        if (end > start && *start != '#')
            return call_text(&s->memory, start, (size_t)(end - start));
    }
    return NULL;
}

/* The lines up to an empty one; NULL when the next line is empty. */
static const char *next_json(struct story *s)
{
    const char *start = s->next, *end = start;

    while (*end && *end != '\n')
        end = *line_end(end) ? line_end(end) + 1 : line_end(end);
    s->next = end;
    return end > start ? call_text(&s->memory, start, (size_t)(end - start)) : NULL;
}

static size_t split(char *line, char *words[], size_t most)
{
    size_t count = 0;

    for (char *p = strtok(line, " "); p && count < most; p = strtok(NULL, " "))
        words[count++] = p;
    return count;
}

/* "load-balancer" is "load balancer". */
static bool is_word(const char *word, const char *text)
{
    while (*word && (*word == *text || (*word == ' ' && *text == '-'))) {
        word++;
        text++;
    }
    return !*word && !*text;
}

static bool read_request(struct story *s, char *words[], size_t count, struct request *out)
{
    *out = (struct request){ .verb = VERBS + 1 };
    for (size_t i = 0; i < COUNT(verbs); i++)
        if (count > 1 && !strcmp(verbs[i].word, words[0]))
            out->verb = verbs[i].verb;
    for (out->kind = 0; out->kind < KINDS && count > 1; out->kind++)
        if (is_word(kind_row(out->kind)->word, words[1]))
            break;
    if (count > 2)
        (void)guid_parse(words[2], &out->id);
    if (count > 4)
        (void)guid_parse(words[4], &out->network);
    out->json = next_json(s);
    return out->verb <= VERBS && out->kind < KINDS;
}

/* ---- telling ---------------------------------------------------------------------------- */

/* Is it an identifier that nobody in the requests mentioned? */
static bool is_made_up(const struct story *s, const char *text)
{
    char copy[HCN_GUID_TEXT];
    struct hcn_guid id;

    snprintf(copy, sizeof copy, "%.36s", text);
    if (!guid_parse(copy, &id) || guid_is_zero(&id) || guid_equal(&id, &host_default_id))
        return false;
    return !strstr(s->requests, guid_text(&id).s) && !strstr(s->requests, guid_upper(&id).s);
}

static size_t number_of(struct story *s, const char *text)
{
    char copy[HCN_GUID_TEXT];
    struct hcn_guid id;

    snprintf(copy, sizeof copy, "%.36s", text);
    (void)guid_parse(copy, &id);
    for (size_t i = 0; i < s->made_up.count; i++)
        if (guid_equal(&s->made_up.at[i], &id))
            return i + 1;
    *(struct hcn_guid *)call_append(&s->memory, &s->made_up.at, &s->made_up.count, sizeof id) = id;
    return s->made_up.count;
}

static void tell(struct story *s, const char *text)
{
    for (; *text; text++) {
        if (isxdigit((unsigned char)*text) && is_made_up(s, text)) {
            buffer_format(&s->out, "<%zu>", number_of(s, text));
            text += HCN_GUID_TEXT - 2;
        } else {
            buffer_add(&s->out, text, 1);
        }
    }
}

static bool add_listed(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct buffer *listed = context;

    (void)id;
    buffer_add(listed, json, length);
    buffer_text(listed, "\n");
    return !listed->broken;
}

/* What the machine was told since the last request. */
static void tell_steps(struct story *s)
{
    const char *log = s->engine ? null_driver_log(engine_driver(s->engine)) : "";

    if (strlen(log) > s->told)
        tell(s, log + s->told);
    s->told = strlen(log);
}

static void tell_result(struct story *s, const struct hcn_call *c)
{
    const struct hresult *row = hresult_find(c->hresult);

    if (failed(c))
        buffer_format(&s->out, "%s: ", row ? row->name : "?");
    else
        buffer_text(&s->out, "ok");
    tell(s, c->text);
    buffer_text(&s->out, "\n");
}

/* ---- running ---------------------------------------------------------------------------- */

/* What is to fail in the next request. */
static void arm(struct story *s)
{
    if (!s->engine)
        return;
#ifdef HCN_FAULTS
    memory_fail_at(s->fail_memory);
#endif
    s->set_failure(engine_driver(s->engine), s->fail_step);
}

static void disarm(struct story *s)
{
    if (!s->engine)
        return;
#ifdef HCN_FAULTS
    s->failed_memory = memory_fail_at(0) >= s->fail_memory && s->fail_memory;
#endif
    s->set_failure(engine_driver(s->engine), 0);
    s->fail_step = 0;
}

static bool answer(struct story *s, struct hcn_call *c, const struct request *q, struct reply *out,
                   struct buffer *listed)
{
    if (s->way)
        return s->way(c, q, out, listed);
    return q->verb == VERBS ? engine_list(c, s->engine, q->kind, q->json, add_listed, listed)
                            : engine_answer(c, s->engine, q, out);
}

static void ask(struct story *s, const struct request *q)
{
    struct hcn_call c = { 0 }, list = { 0 };
    struct buffer listed = { .call = &list };
    struct reply reply = { 0 };
    bool ok;

    arm(s);
    ok = answer(s, &c, q, &reply, &listed);
    disarm(s);
    if (!ok)
        fail_as(&c, &list);
    tell_result(s, &c);
    if (ok && q->verb == VERB_CREATE) {
        tell(s, guid_text(&reply.id).s);
        buffer_text(&s->out, "\n");
    }
    if (ok && reply.json) {
        tell(s, reply.json);
        buffer_text(&s->out, "\n");
    }
    if (ok && listed.text)
        tell(s, listed.text);
    s->hresult = c.hresult;
    s->sentence = c.text[0] != '\0';
    call_end(&c);
    call_end(&list);
    tell_steps(s);
}

static bool reopen(struct story *s)
{
    engine_close(s->engine);
    s->engine = NULL;
    s->told = 0;
    return engine_open(&s->memory, s->state, s->driver, &s->engine);
}

/* What the machine behind the null driver is like. */
static bool set_up(struct story *s, char *words[], size_t count)
{
    struct driver *d = s->engine ? engine_driver(s->engine) : NULL;

    if (!d)
        return false;
    if (!strcmp(words[0], "routes"))
        return null_driver_routes(d, (const char *const *)words + 1, count - 1);
    if (!strcmp(words[0], "resolver"))
        return null_driver_resolver(d, (const char *const *)words + 1, count - 1);
    if (!strcmp(words[0], "interfaces"))
        return null_driver_interfaces(d, (const char *const *)words + 1, count - 1);
    if (!strcmp(words[0], "fail") && count > 1)
        return (s->fail_step = strtoul(words[1], NULL, 10)) > 0;
    return !strcmp(words[0], "reopen") && reopen(s);
}

bool story_step(struct story *s)
{
    char *words[16], *line = next_line(s);
    struct request q;
    size_t count;

    if (!line)
        return false;
    buffer_format(&s->out, "> %s\n", line);
    count = split(line, words, COUNT(words));
    if (read_request(s, words, count, &q))
        ask(s, &q);
    else if (!set_up(s, words, count))
        buffer_format(&s->out, "?\n");
    return true;
}
