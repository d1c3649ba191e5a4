/* conform.c - tells stories to a service and writes down what it answered. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/stories.h"
#include "cli/story.h"

enum verdict { PASS, DIFFERS /* in what is unconfirmed */, FAIL };

static const char *const verdicts[] = { "pass", "unconfirmed-differs", "fail" };

struct conform {
    struct tool *t;
    FILE *file;
    const char *path; /* of the result */
    char run[16];     /* what <run> stands for */
    size_t counts[FAIL + 1];
};

/* ---- the result -------------------------------------------------------------------------- */

static void write_text(FILE *f, const char *text)
{
    fputc('"', f);
    for (; *text; text++) {
        if ((unsigned char)*text < ' ')
            fprintf(f, "\\u%04x", (unsigned char)*text);
        else
            fprintf(f, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    }
    fputc('"', f);
}

static void write_member(FILE *f, const char *name, const char *text)
{
    fprintf(f, ",\"%s\":", name);
    write_text(f, text);
}

static void write_head(struct conform *r)
{
    struct hcn_service_version version = { 0, 0 };
    const time_t now = time(NULL);
    const struct tm *date = gmtime(&now);
    char text[32] = "";

    if (!hcn_service_version(r->t->call, r->t->service, &version))
        hcn_call_forgive(r->t->call);
    if (date)
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", date);
    fprintf(r->file, "{\"Tool\":\"%d.%d.%d\",\"Version\":{\"Major\":%u,\"Minor\":%u}",
            HCN_VERSION_MAJOR, HCN_VERSION_MINOR, HCN_VERSION_PATCH, version.major, version.minor);
    write_member(r->file, "Service", r->t->options.service ? r->t->options.service : "");
    write_member(r->file, "Date", text);
    fprintf(r->file, ",\n\"Stories\":[");
}

static const char *code_text(int32_t hresult, char *out, size_t size)
{
    const char *name = hresult ? hcn_error_name(hresult) : "ok";

    snprintf(out, size, "0x%08X", (unsigned)hresult);
    return name ? name : out;
}

static void write_expected(FILE *f, const struct step *step)
{
    fputs(",\"Expected\":[", f);
    for (size_t i = 0; i < step->expected.count; i++) {
        const struct expectation *e = step->expected.at[i];

        fprintf(f, "%s{\"Confirmed\":%s,\"Answer\":", i ? "," : "",
                e->confirmed ? "true" : "false");
        write_text(f, e->text);
        fputc('}', f);
    }
    fputc(']', f);
}

static void write_step(struct conform *r, struct hcn_call *call, const struct step *step,
                       const struct answer *found, enum verdict verdict, const char *difference)
{
    FILE *f = r->file;
    char code[16];

    fprintf(f, "{\"Line\":%d", step->line);
    write_member(f, "Function", story_function(call, step->request));
    write_member(f, "Request", step->request);
    if (step->json)
        write_member(f, "Document", step->json);
    write_expected(f, step);
    write_member(f, "Code", code_text(found->hresult, code, sizeof code));
    if (*found->sentence)
        write_member(f, "Sentence", found->sentence);
    if (found->json)
        fprintf(f, ",\"Found\":%s", json_read(call, found->json, NULL) ? found->json : "null");
    write_member(f, "Verdict", verdicts[verdict]);
    if (difference)
        write_member(f, "Difference", difference);
    fputs("}", f);
}

/* ---- judging ----------------------------------------------------------------------------- */

/* Is this code among those with " | " between them? */
static bool is_expected(const char *codes, int32_t hresult)
{
    char text[16];
    const char *code = code_text(hresult, text, sizeof text), *at;
    const size_t length = strlen(code);

    if (!strcmp(codes, "failed"))
        return hresult != 0;
    for (at = codes; (at = strstr(at, code)); at += length)
        if ((at == codes || at[-1] == ' ') && (!at[length] || at[length] == ' '))
            return true;
    return false;
}

static const char *sentence(struct hcn_call *call, const char *first, const char *second,
                            const char *third)
{
    const size_t size = strlen(first) + strlen(second) + strlen(third) + sizeof "expected , found ";
    char *text = hcn_call_memory(call, size);

    if (text)
        snprintf(text, size, "expected %s, found %s%s", first, second, third);
    return text;
}

/* How an answer differs from an expectation; NULL: it does not. */
static const char *difference_of(struct story_names *names, struct hcn_call *call,
                                 const struct expectation *e, const struct answer *found)
{
    char code[16];
    const char *json;

    if (!is_expected(e->codes, found->hresult))
        return sentence(call, e->codes, code_text(found->hresult, code, sizeof code),
                        *found->sentence ? found->sentence : "");
    if (!e->json)
        return NULL;
    json = name_fill(names, call, e->json, false);
    if (!json || !found->json)
        return json ? sentence(call, json, "no answer", "") : "out of memory";
    return match(names, call, json, found->json);
}

static enum verdict judge(struct story_names *names, struct hcn_call *call, const struct step *step,
                          const struct answer *found, const char **difference)
{
    enum verdict worst = PASS;

    *difference = NULL;
    for (size_t i = 0; i < step->expected.count; i++) {
        const struct expectation *e = step->expected.at[i];
        const char *text = difference_of(names, call, e, found);
        const enum verdict verdict = !text ? PASS : e->confirmed ? FAIL : DIFFERS;

        if (verdict > worst) {
            worst = verdict;
            *difference = text;
        }
    }
    return worst;
}

/* ---- telling ----------------------------------------------------------------------------- */

static void tell_step(struct conform *r, struct telling *s, const struct story *story,
                      const struct step *step, size_t *worse)
{
    struct hcn_call *call = hcn_call_begin(), *aside = hcn_call_begin();
    const char *difference;
    struct answer found;
    enum verdict verdict;

    set_timeout(r->t, call);
    story_ask(s, call, step, &found);
    verdict = judge(&s->names, aside, step, &found, &difference);
    r->counts[verdict]++;
    write_step(r, aside, step, &found, verdict, difference);
    if (verdict != PASS) {
        printf("%s:%d: %s: %s%s\n", story->name, step->line, step->request,
               verdict == DIFFERS ? "unconfirmed: " : "", difference);
        ++*worse;
    }
    hcn_call_end(aside);
    hcn_call_end(call);
}

/* What a story leaves behind would be in the way of others: that is a failure of its own. */
static void tell_end(struct conform *r, const struct story *story, const char *left)
{
    static const struct step step = { .request = "clean up" };
    const struct answer found = { .sentence = left ? left : "" };

    if (!left)
        return;
    fputs(",\n  ", r->file);
    write_step(r, r->t->call, &step, &found, FAIL, left);
    printf("%s: what it made could not be deleted: %s\n", story->name, left);
    r->counts[FAIL]++;
}

static void tell_story(struct conform *r, const struct story *story)
{
    struct tool t = *r->t;
    struct telling s = { .t = &t };
    size_t worse = 0;

    t.call = s.names.call = hcn_call_begin();
    name_bind(&s.names, "run", r->run);
    fputs("{\"Name\":", r->file);
    write_text(r->file, story->name);
    fputs(",\"Steps\":[", r->file);
    for (size_t i = 0; i < story->steps.count; i++) {
        fputs(i ? ",\n  " : "\n  ", r->file);
        tell_step(r, &s, story, story->steps.at[i], &worse);
    }
    tell_end(r, story, story_leave(&s));
    fputs("]}", r->file);
    printf("%-20s %zu steps%s\n", story->name, story->steps.count, worse ? ", see above" : "");
    hcn_call_end(t.call);
}

/* ---- which ------------------------------------------------------------------------------- */

/* All lines of a story that the tool brings along. */
static const char *text_of(struct tool *t, const struct told_story *told)
{
    size_t size = 1;
    char *text, *to;

    for (const char *const *line = told->lines; *line; line++)
        size += strlen(*line) + 1;
    text = to = hcn_call_memory(t->call, size);
    for (const char *const *line = told->lines; text && *line; line++)
        to += sprintf(to, "%s\n", *line);
    return text;
}

static bool read_told(struct tool *t, const struct told_story *told, struct story *out)
{
    const char *text = text_of(t, told);

    return text && story_read(t, told->name, text, out);
}

/* A word that names none of the tool's stories is the path of a file. */
static bool read_named(struct tool *t, const char *word, struct story *out)
{
    const char *text;

    for (const struct told_story *told = told_stories; told->name; told++)
        if (!strcmp(told->name, word))
            return read_told(t, told, out);
    text = file_read(t, word);
    return text && story_read(t, word, text, out);
}

static bool read_all(struct tool *t, struct story **out, size_t *count)
{
    const bool named = t->count > 0;
    struct story *all;

    *count = (size_t)t->count;
    for (const struct told_story *told = told_stories; !named && told->name; told++)
        ++*count;
    *out = all = hcn_call_memory(t->call, (*count + 1) * sizeof *all);
    for (size_t i = 0; i < *count; i++)
        if (!all ||
            !(named ? read_named(t, t->args[i], &all[i]) : read_told(t, &told_stories[i], &all[i])))
            return false;
    return all != NULL;
}

static bool finish(struct conform *r)
{
    const size_t all = r->counts[PASS] + r->counts[DIFFERS] + r->counts[FAIL];
    bool written;

    fprintf(r->file, "],\n\"Passed\":%zu,\"UnconfirmedDiffers\":%zu,\"Failed\":%zu}\n",
            r->counts[PASS], r->counts[DIFFERS], r->counts[FAIL]);
    written = !ferror(r->file);
    if (fclose(r->file) || !written)
        return refuse(r->t, EXIT_INVALID, "%s: %s", r->path, strerror(errno));
    printf("%zu steps: %zu passed, %zu differ in what is unconfirmed, %zu failed\n", all,
           r->counts[PASS], r->counts[DIFFERS], r->counts[FAIL]);
    if (!r->counts[FAIL] && !(r->t->options.strict && r->counts[DIFFERS]))
        return true;
    return refuse(r->t, EXIT_INVALID, "the service does not conform: %s says where", r->path);
}

bool command_conform(struct tool *t)
{
    struct conform r = { .t = t, .path = t->options.result ? t->options.result : "conform.json" };
    struct story *stories;
    struct hcn_guid id;
    char text[HCN_GUID_TEXT];
    size_t count;

    if (!read_all(t, &stories, &count) || !hcn_guid_new(t->call, &id))
        return false;
    hcn_guid_print(&id, text);
    snprintf(r.run, sizeof r.run, "%.8s", text);
    r.file = fopen(r.path, "w");
    if (!r.file)
        return refuse(t, EXIT_INVALID, "%s: %s", r.path, strerror(errno));
    write_head(&r);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ",\n " : "\n ", r.file);
        tell_story(&r, &stories[i]);
    }
    return finish(&r);
}
