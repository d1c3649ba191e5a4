/*
 * complete.c - what may stand in place of the last of some words, for a shell: one a line.
 *
 * A shell gives the words that were typed behind "hcn" and offers what it gets as it is: nothing
 * here or there expands it. Exit code 2 says that a file is expected.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

struct completion {
    struct tool *tool;
    const char *typed;            /* the word so far */
    const struct option *pending; /* its argument is what is typed; NULL: none's */
    bool strange;                 /* the service is named by what only the shell understands */
};

static void offer(const struct completion *c, const char *text)
{
    if (!strncmp(text, c->typed, strlen(c->typed)))
        puts(text);
}

static bool expects_file(struct tool *t)
{
    return refuse(t, EXIT_USAGE, "expected a file");
}

/* ---- objects ---------------------------------------------------------------------------- */

static bool is_given_back(const char *name)
{
    return name && *name != '-' && text_is_plain(name);
}

/* Names; where there is none that can be typed, the id. Trouble offers nothing. */
static void offer_objects(const struct completion *c, const struct noun *noun)
{
    struct tool *t = c->tool;
    size_t count = 0;
    void **all;

    if (c->strange)
        return;
    if (!t->service)
        t->service = hcn_service_open(t->call, t->options.service);
    if (!noun->list(t, NULL, &all, &count))
        count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct base_document *d = all[i];
        const char *name = object_name(noun, d);
        char id[HCN_GUID_TEXT];

        hcn_guid_print(&d->id, id);
        offer(c, is_given_back(name) ? name : id);
    }
    hcn_call_forgive(t->call);
}

/* ---- the argument of a command ---------------------------------------------------------- */

/* The length of the word at `at`, without the marks for "may be left out" and "several". */
static size_t word_length(const char *at)
{
    return strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz|");
}

static bool word_is(const char *at, const char *word)
{
    return word_length(at) == strlen(word) && !strncmp(at, word, strlen(word));
}

/* "bash|zsh|fish" */
static void offer_choices(const struct completion *c, const char *at)
{
    const char *const end = at + word_length(at);

    while (at < end) {
        char one[32];
        const size_t length = strcspn(at, "|] ");

        snprintf(one, sizeof one, "%.*s", (int)length, at);
        offer(c, one);
        at += length + 1;
    }
}

static void offer_nouns(const struct completion *c, bool plural)
{
    for (const struct noun *const *n = nouns; *n; n++)
        offer(c, plural ? (*n)->plural : (*n)->word);
}

/* What a word of the table stands for, behind a command or an option; false: a file. */
static bool offer_word(const struct completion *c, const char *at)
{
    char word[32] = "";

    if (word_is(at, "FILE") || word_is(at, "DIR"))
        return expects_file(c->tool);
    if (word_is(at, "OBJECT"))
        offer_objects(c, c->tool->noun);
    else if (word_is(at, "NOUN") || word_is(at, "NOUNS"))
        offer_nouns(c, word_is(at, "NOUNS"));
    else if (islower((unsigned char)*at))
        offer_choices(c, at);
    else {
        for (size_t i = 0; i < word_length(at) && i + 1 < sizeof word; i++)
            word[i] = (char)tolower((unsigned char)at[i]);
        if (noun_find(word))
            offer_objects(c, noun_find(word));
    }
    return true;
}

/* The word for the argument of that number: "OBJECT [FILE]", "OBJECT...". NULL: there is none. */
static const char *word_at(const char *arguments, int number)
{
    const char *at = arguments + strspn(arguments, "[ ");

    while (number-- && *at) {
        const char *next = at + word_length(at);

        if (*next == '.')
            return at;
        at = next + strspn(next, "] [");
    }
    return *at ? at : NULL;
}

/* Arguments may be of several forms: "ENDPOINT | NETWORK NAMESPACE". */
static bool offer_argument(const struct completion *c, const struct command *command, int number)
{
    const char *form = command->arguments;
    bool done = true;

    if (*c->typed == '/' && !command->noun)
        return expects_file(c->tool);
    for (;;) {
        const char *end = strstr(form, " | ");
        const char *word = word_at(form, number);

        if (word && (!end || word < end))
            done &= offer_word(c, word);
        if (!end)
            return done;
        form = end + 3;
    }
}

/* ---- everything else --------------------------------------------------------------------- */

static void offer_verbs(const struct completion *c, const struct noun *noun)
{
    for (const struct command *at = commands; at->verb; at++)
        if (at->help && command_is_of(at, noun))
            offer(c, at->verb);
}

static bool offer_value(const struct completion *c)
{
    if (strcmp(c->pending->argument, "FORM") != 0)
        return offer_word(c, c->pending->argument);
    offer(c, "table");
    offer(c, "json");
    return true;
}

static void offer_options(const struct completion *c)
{
    for (const struct option *o = options; o->name; o++)
        offer(c, o->name);
}

/* The shell has not looked at the words: "~/state" and "$state" are none of our names. */
static bool is_strange(const struct option *o, const char *value)
{
    return o->offset == offsetof(struct options, service) && strpbrk(value, "~$`\\'\"*{");
}

/* Takes the options out of the words that are complete. */
static void take_options(struct completion *c, struct tool *t, int count)
{
    char **words = t->args;

    t->count = 0;
    for (int i = 0; i < count; i++) {
        const char *value;
        const struct option *o = option_find(words[i], &value);

        if (!o) {
            words[t->count++] = words[i];
            continue;
        }
        if (o->argument && !value) {
            if (++i == count) {
                c->pending = o;
                return;
            }
            value = words[i];
        }
        if (value) {
            c->strange |= is_strange(o, value);
            option_set(t, o, value);
        }
    }
}

bool command_complete(struct tool *t)
{
    struct completion c = { .tool = t, .typed = t->count ? t->args[t->count - 1] : "" };
    const struct command *command;

    take_options(&c, t, t->count - 1);
    if (c.pending)
        return offer_value(&c);
    if (*c.typed == '-') {
        offer_options(&c);
        return true;
    }
    if (!t->count) {
        offer_nouns(&c, false);
        offer_verbs(&c, NULL);
        return true;
    }
    command = command_take(t);
    if (command)
        return offer_argument(&c, command, t->count);
    if (t->noun && t->count == 1)
        offer_verbs(&c, t->noun);
    return true;
}
