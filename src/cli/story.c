/* story.c - reads the text of a story. */
#include "cli/story.h"

#include <stdio.h>
#include <string.h>

struct reading {
    struct tool *t;
    struct story *story;
    struct step *step;        /* at hand; NULL: between two */
    struct expectation *last; /* of it */
    int line;
};

static bool wrong(struct reading *r, int line, const char *sentence, const char *found)
{
    return refuse(r->t, EXIT_INVALID, "%s:%d: %s, found \"%.80s\"", r->story->name, line, sentence,
                  found);
}

/* The text so far and one line more; NULL: there is no memory. */
static const char *join(struct reading *r, const char *so_far, const char *line)
{
    const size_t size = (so_far ? strlen(so_far) + 1 : 0) + strlen(line) + 1;
    char *text = hcn_call_memory(r->t->call, size);

    if (text)
        snprintf(text, size, "%s%s%s", so_far ? so_far : "", so_far ? "\n" : "", line);
    return text;
}

/* ---- what is expected -------------------------------------------------------------------- */

static bool is_code(const char *name, size_t length)
{
    static const uint32_t ranges[][2] = { { 0x803B0000, 0x803B0040 },
                                          { 0x80070000, 0x80071FFF },
                                          { 0x80004001, 0x80004005 } };

    if (length == strlen("ok") && !strncmp(name, "ok", length))
        return true;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        for (uint32_t code = ranges[i][0]; code <= ranges[i][1]; code++) {
            const char *known = hcn_error_name((int32_t)code);

            if (known && strlen(known) == length && !strncmp(known, name, length))
                return true;
        }
    }
    return false;
}

/* "failed"; or codes, "ok" among them, with " | " between them. */
static bool are_codes(const char *codes)
{
    if (!strcmp(codes, "failed"))
        return true;
    for (;; codes += strlen(" | ")) {
        const size_t length = strcspn(codes, " ");

        if (!is_code(codes, length))
            return false;
        codes += length;
        if (strncmp(codes, " | ", strlen(" | ")) != 0)
            return !*codes;
    }
}

/* The text in front of the JSON, without the spaces around it; "ok" when there is none. */
static const char *codes_of(struct reading *r, const char *text, size_t length)
{
    char *codes = hcn_call_memory(r->t->call, length + sizeof "ok");

    if (!codes)
        return NULL;
    memcpy(codes, text, length);
    while (length && strchr(" \n", codes[length - 1]))
        codes[--length] = '\0';
    return length ? codes : strcpy(codes, "ok");
}

static bool finish_expectation(struct reading *r, const struct step *s, struct expectation *e)
{
    const size_t length = strcspn(e->text, "{[");
    const char *at;

    e->codes = codes_of(r, e->text, length);
    e->json = e->text[length] ? e->text + length : NULL;
    if (!e->codes)
        return false;
    if (!are_codes(e->codes))
        return wrong(r, s->line, "expected \"ok\", \"failed\" or names of codes behind = or ?",
                     e->codes);
    return !e->json || json_read(r->t->call, e->json, &at) ||
           wrong(r, s->line, "expected JSON behind = or ?", at);
}

/* ---- lines ------------------------------------------------------------------------------- */

static bool begin_step(struct reading *r, const char *line)
{
    struct step *s = hcn_call_memory(r->t->call, sizeof *s);

    if (!s)
        return false;
    *s = (struct step){ .line = r->line, .request = line };
    r->step = s;
    r->last = NULL;
    return hcn_list_append(r->t->call, &r->story->steps, s);
}

static bool begin_expectation(struct reading *r, const char *line)
{
    struct expectation *e = hcn_call_memory(r->t->call, sizeof *e);

    if (!e)
        return false;
    e->confirmed = *line == '=';
    e->text = line + 1 + strspn(line + 1, " ");
    r->last = e;
    return hcn_list_append(r->t->call, &r->step->expected, e);
}

static bool read_line(struct reading *r, const char *line)
{
    if (*line == '#')
        return true;
    if (!*line)
        return r->step = NULL, true;
    if (!r->step)
        return begin_step(r, line);
    if (*line == '=' || *line == '?')
        return begin_expectation(r, line);
    if (!r->last)
        return (r->step->json = join(r, r->step->json, line)) != NULL;
    if (*line != ' ')
        return wrong(r, r->line, "expected =, ?, an empty line, or a space before what goes on",
                     line);
    return (r->last->text = join(r, r->last->text, line)) != NULL;
}

static bool finish_step(struct reading *r, const struct step *s)
{
    const char *sentence;

    if (!story_understands(r->t->call, s->request, &sentence))
        return wrong(r, s->line, sentence, s->request);
    if (!s->expected.count)
        return wrong(r, s->line, "expected a line with = or ? below the request", s->request);
    for (size_t i = 0; i < s->expected.count; i++)
        if (!finish_expectation(r, s, s->expected.at[i]))
            return false;
    return true;
}

bool story_read(struct tool *t, const char *name, const char *text, struct story *out)
{
    struct reading r = { .t = t, .story = out };

    *out = (struct story){ .name = name };
    while (*text) {
        const size_t length = strcspn(text, "\n");
        char *line = hcn_call_memory(t->call, length + 1);

        r.line++;
        if (!line)
            return false;
        memcpy(line, text, length);
        if (length && line[length - 1] == '\r')
            line[length - 1] = '\0';
        if (!read_line(&r, line))
            return false;
        text += length + (text[length] == '\n');
    }
    for (size_t i = 0; i < out->steps.count; i++)
        if (!finish_step(&r, out->steps.at[i]))
            return false;
    r.line = 1;
    return out->steps.count || wrong(&r, 1, "expected requests", "nothing");
}
