/*
 * steps.c - stories in which every step of every request goes wrong once.
 *
 *     story-steps fail|occupied|stuck|kill|kill-occupied|kill-stuck DIRECTORY...
 *
 * fail: a step fails. occupied: since something of another store is in its place, which has to stay
 * as it is; kill-occupied: and the process dies of it. stuck: and what was done cannot be undone.
 * kill: the process dies in front of a step, or behind it. kill-stuck: and who finds the plan
 * cannot undo it at first. Each time the story is played anew up to the request; then store and
 * machine have to agree, nothing may have changed - or, of a removal, nothing be half done that is
 * not marked - and the request has to get through when it is asked once more.
 */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agree.h"
#include "files.h"
#include "machine.h"
#include "story.h"

/* A story, played up to one of its requests. */
struct scene {
    struct story story;
    struct hcn_call memory;
    const char *before; /* the documents */
    const char *line;   /* where the request begins */
    bool removal;       /* what is only ever finished */
    unsigned long n;    /* which step goes wrong */
};

/* ---- a scene ---------------------------------------------------------------------------- */

static bool is_line(const char *p)
{
    return *p && *p != '\n' && *p != '#';
}

static bool begins(const char *text, const char *word)
{
    return !strncmp(text, word, strlen(word));
}

/* A delete, or an endpoint that is taken out of its namespace. */
static bool is_removal(const char *line)
{
    const char *end = strstr(line, "\n\n"), *word = strstr(line, "\"RequestType\":\"Remove\"");

    return begins(line, "delete ") || (begins(line, "modify namespace") && word && word < end);
}

static const char *request_line(const char *p)
{
    while (*p && !is_line(p))
        p = strchr(p, '\n') + 1;
    return p;
}

static void scene_close(struct scene *s)
{
    call_end(&s->memory);
    story_close(&s->story);
}

/* False when the story has no such request. */
static bool scene_open(struct scene *s, const char *requests, size_t index)
{
    *s = (struct scene){ 0 };
    machine_clear();
    if (!story_open_on(&s->story, requests, machine_driver(), machine_fail_at))
        exit(2);
    while (index--)
        if (!story_step(&s->story))
            return false;
    s->line = request_line(s->story.next);
    s->before = all_documents(&s->memory, s->story.engine);
    s->removal = is_removal(s->line);
    return *s->line != '\0';
}

static int complain(const struct scene *s, const char *what)
{
    fprintf(stderr, "step %lu of %.*s: %s\n", s->n, (int)strcspn(s->line, "\n"), s->line, what);
    return 1;
}

static bool is_unchanged(struct scene *s)
{
    const char *now = all_documents(&s->memory, s->story.engine);

    if (now && s->before && !strcmp(now, s->before))
        return true;
    fprintf(stderr, "before:\n%safter:\n%s", s->before, now ? now : "");
    return false;
}

/* ---- what goes wrong -------------------------------------------------------------------- */

/* Asks once more, with nothing failing: it has to come out as it would have at first. */
static int ask_again(struct scene *s, int32_t expected)
{
    s->story.next = s->line;
    story_step(&s->story);
    if (s->story.hresult != expected)
        return complain(s, "it does not come out as usual when asked once more");
    return agree(s->story.engine) ? 0 : complain(s, "no agreement after asking once more");
}

/* 0: as it should be; 1: not; -1: there is no such step. */
static int try_fail(struct scene *s, int32_t expected)
{
    unsigned long taken = machine_taken();

    s->story.fail_step = s->n;
    story_step(&s->story);
    if (machine_taken() - taken < s->n)
        return -1;
    if (!s->story.hresult || !s->story.sentence)
        return complain(s, "a step failed, and nobody says so");
    if (!agree(s->story.engine))
        return complain(s, "no agreement after the failure");
    if (!s->removal && !is_unchanged(s))
        return complain(s, "it failed, but changed something");
    return ask_again(s, expected);
}

/* What is in the way is there as it was, and goes now, so that the request gets through. */
static int check_others(struct scene *s, int32_t expected)
{
    if (machine_of_others(true) != 1)
        return complain(s, "what others have was taken away");
    if (!agree(s->story.engine))
        return complain(s, "no agreement after the failure");
    if (!s->removal && !is_unchanged(s))
        return complain(s, "it failed, but changed something");
    return ask_again(s, expected);
}

static int try_occupied(struct scene *s, int32_t expected)
{
    unsigned long taken = machine_taken();

    machine_occupy_at(s->n);
    story_step(&s->story);
    machine_occupy_at(0);
    if (machine_taken() - taken < s->n)
        return -1;
    if (!machine_of_others(false)) /* a step that makes nothing, for which nothing is in the way */
        return 0;
    if (!s->story.hresult || !s->story.sentence)
        return complain(s, "something is in the way, and nobody says so");
    return check_others(s, expected);
}

static int try_stuck(struct scene *s, int32_t expected)
{
    unsigned long taken = machine_taken();

    (void)expected;
    machine_is_stuck(true);
    s->story.fail_step = s->n;
    story_step(&s->story);
    machine_is_stuck(false);
    if (machine_taken() - taken < s->n)
        return -1;
    if (!s->story.hresult || !s->story.sentence)
        return complain(s, "a step failed, and nobody says so");
    if (!agree(s->story.engine))
        return complain(s, "no agreement after a failure that was not undone");
    if ((!s->removal || s->n > 1) && !delete_degraded(s->story.engine))
        return complain(s, "what is degraded cannot be deleted");
    return agree(s->story.engine) ? 0 : complain(s, "something is left of what was degraded");
}

/* The request in a process of its own, which dies at the point. */
static bool dies(struct scene *s)
{
    int status = 0;
    pid_t child;

    engine_close(s->story.engine); /* SQLite must not see the fork */
    s->story.engine = NULL;
    child = fork();
    if (!child) {
        struct hcn_call c = { 0 };

        if (!engine_open(&c, s->story.state, machine_driver(), &s->story.engine))
            _exit(2);
        machine_kill_at(s->n);
        story_step(&s->story);
        _exit(0);
    }
    waitpid(child, &status, 0);
    machine_kill_at(0);
    return WIFSIGNALED(status);
}

static bool reopen(struct scene *s)
{
    return engine_open(&s->memory, s->story.state, machine_driver(), &s->story.engine);
}

static int try_kill(struct scene *s, int32_t expected)
{
    bool died = dies(s);

    if (!reopen(s))
        return complain(s, s->memory.text);
    if (!died)
        return -1;
    if (!agree(s->story.engine))
        return complain(s, "no agreement after the death");
    if (s->removal)
        return 0;
    return is_unchanged(s) ? ask_again(s, expected) : complain(s, "it died, but changed something");
}

static int try_kill_occupied(struct scene *s, int32_t expected)
{
    unsigned long n = s->n;
    bool died;

    machine_occupy_at(n);
    s->n = 2 * n; /* behind the step that failed */
    died = dies(s);
    s->n = n;
    machine_occupy_at(0);
    if (!reopen(s))
        return complain(s, s->memory.text);
    if (!died)
        return -1;
    return machine_of_others(false) ? check_others(s, expected) : 0;
}

/* Who comes first can undo nothing; who comes then, can. */
static int try_kill_stuck(struct scene *s, int32_t expected)
{
    bool died = dies(s), opened;

    (void)expected;
    machine_is_stuck(true);
    machine_fail_at(NULL, 1);
    opened = reopen(s);
    machine_fail_at(NULL, 0);
    machine_is_stuck(false);
    if (!opened)
        return complain(s, s->memory.text);
    if (!died)
        return -1;
    engine_close(s->story.engine);
    s->story.engine = NULL;
    if (!reopen(s) || !agree(s->story.engine))
        return complain(s, "no agreement after the death");
    if (!s->removal && !delete_degraded(s->story.engine))
        return complain(s, "what is degraded cannot be deleted");
    return agree(s->story.engine) ? 0 : complain(s, "something is left of what was degraded");
}

/* ---- the sweep -------------------------------------------------------------------------- */

static const struct mode {
    const char *word;
    int (*try)(struct scene *s, int32_t expected);
} modes[] = {
    { "fail", try_fail }, { "occupied", try_occupied },           { "stuck", try_stuck },
    { "kill", try_kill }, { "kill-occupied", try_kill_occupied }, { "kill-stuck", try_kill_stuck },
};

/* Each request of a story when nothing goes wrong. */
struct usual {
    int32_t hresult;
    bool tried; /* it takes steps, and the story itself does not let it fail */
};

struct plot {
    struct hcn_call memory;
    HCN_LIST(struct usual) at;
};

static void read_plot(struct plot *out, const char *requests)
{
    struct scene s;
    bool more = scene_open(&s, requests, 0);

    *out = (struct plot){ 0 };
    while (more) {
        struct usual *u = call_append(&out->memory, &out->at.at, &out->at.count, sizeof *u);
        unsigned long taken = machine_taken();
        bool fails = s.story.fail_step != 0;

        more = story_step(&s.story);
        *u = (struct usual){ s.story.hresult, !fails && machine_taken() > taken };
    }
    scene_close(&s);
}

/* Every step of one request. */
static int sweep_request(const struct mode *m, const char *requests, size_t index,
                         const struct usual *usual, unsigned long *tried)
{
    for (unsigned long n = 1;; n++) {
        struct scene s;
        int result;

        if (!scene_open(&s, requests, index))
            return 1;
        s.n = n;
        result = m->try(&s, usual->hresult);
        scene_close(&s);
        if (result)
            return result > 0;
        ++*tried;
    }
}

/* Whoever takes steps in what is expected has to have taken some here. */
static int sweep(const struct mode *m, const char *directory)
{
    char *requests = file_read(directory, "requests"), *expected = file_read(directory, "expected");
    unsigned long tried = 0;
    struct plot plot;
    int result = 0;

    read_plot(&plot, requests);
    for (size_t i = 0; i < plot.at.count && !result; i++)
        if (plot.at.at[i].tried)
            result = sweep_request(m, requests, i, &plot.at.at[i], &tried);
    printf("%s: %lu steps went wrong\n", directory, tried);
    result |= !tried && strstr(expected, "\n+");
    call_end(&plot.memory);
    free(requests);
    free(expected);
    return result;
}

int main(int argc, char **argv)
{
    const struct mode *m = NULL;
    int result = 0;

    for (size_t i = 0; i < COUNT(modes); i++)
        if (argc > 2 && !strcmp(modes[i].word, argv[1]))
            m = &modes[i];
    if (!m || !machine_driver())
        return 2;
    for (int i = 2; i < argc; i++)
        result |= sweep(m, argv[i]);
    return result;
}
