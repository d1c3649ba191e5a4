/* line.c - the command line: options anywhere, the rest in order. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

static int usage(const char *sentence, const char *what)
{
    fprintf(stderr, "hcn: %s: ", sentence);
    print_shown(stderr, what, what + strlen(what));
    fputs("\nTry 'hcn --help'.\n", stderr);
    return EXIT_USAGE;
}

/* ---- options ---------------------------------------------------------------------------- */

const struct option *option_find(const char *word, const char **value)
{
    const bool is_long = !strncmp(word, "--", 2);
    const size_t length = is_long ? strcspn(word, "=") : strlen(word) < 2 ? 0 : 2;

    *value = NULL;
    for (const struct option *o = options; o->name; o++) {
        const char *name = is_long ? o->name : o->brief;

        if (!name || strlen(name) != length || strncmp(word, name, length) != 0)
            continue;
        if (!is_long && word[length] && !o->argument)
            return NULL;
        if (word[length])
            *value = word + length + is_long;
        return o;
    }
    return NULL;
}

static const char *local_service(struct tool *t, const char *directory)
{
    size_t size = strlen(directory) + sizeof "local:";
    char *text = hcn_call_memory(t->call, size);

    if (text)
        snprintf(text, size, "local:%s", directory);
    return text;
}

static bool add_filter(struct options *o, const char *text)
{
    for (int i = 0; i < FILTERS; i++)
        if (!o->filters[i])
            return o->filters[i] = text, true;
    return false;
}

bool option_set(struct tool *t, const struct option *o, const char *value)
{
    char *at = (char *)&t->options + o->offset;

    if (o->offset == offsetof(struct options, filters))
        return add_filter(&t->options, value);
    if (!strcmp(o->name, "--state"))
        value = local_service(t, value);
    if (o->argument)
        memcpy(at, &value, sizeof value);
    else
        *(bool *)(void *)at = true;
    return true;
}

static int check_values(const struct options *o)
{
    if (o->timeout && (!*o->timeout || strlen(o->timeout) > 9 ||
                       strspn(o->timeout, "0123456789") != strlen(o->timeout)))
        return usage("--timeout takes milliseconds, not", o->timeout);
    if (strcmp(o->output, "table") != 0 && strcmp(o->output, "json") != 0)
        return usage("-o takes table or json, not", o->output);
    for (int i = 0; o->filters[i]; i++)
        if (!strchr(o->filters[i], '=') || *o->filters[i] == '=')
            return usage("--filter takes MEMBER=VALUE, not", o->filters[i]);
    return 0;
}

/* Takes the options out of the arguments; 0 or an exit code. *given: a bit for each option. */
static int read_options(struct tool *t, int argc, char **argv, uint32_t *given)
{
    bool all = false; /* "--" was seen: the rest are arguments */

    t->args = argv;
    for (int i = 1; i < argc; i++) {
        const char *value = NULL;
        const struct option *o = all ? NULL : option_find(argv[i], &value);

        if (!all && !strcmp(argv[i], "--")) {
            all = true;
        } else if (!o && !all && argv[i][0] == '-' && argv[i][1]) {
            return usage("there is no such option", argv[i]);
        } else if (!o) {
            t->args[t->count++] = argv[i];
        } else if (value && !o->argument) {
            return usage("this option takes no argument", argv[i]);
        } else {
            if (o->argument && !value)
                value = ++i < argc ? argv[i] : "";
            if (value && !*value)
                return usage("an argument is missing behind", o->name);
            *given |= 1U << (o - options);
            if (!option_set(t, o, value))
                return usage("too many of", o->name);
        }
    }
    return check_values(&t->options);
}

/* An option that a command does not heed is refused, not passed over. */
static int check_options(const struct command *c, uint32_t given)
{
    for (const struct option *o = options; o->name; o++) {
        char verb[32];

        snprintf(verb, sizeof verb, "%s ", c->verb);
        if ((given & 1U << (o - options)) && o->verbs && !strstr(o->verbs, verb))
            return usage("this command has no option", o->name);
    }
    return 0;
}

/* ---- commands --------------------------------------------------------------------------- */

const struct command *command_take(struct tool *t)
{
    const char *verb = t->count ? t->args[0] : "";
    int words = 1;

    t->noun = noun_find(verb);
    if (t->noun && t->count > 1) {
        verb = t->args[1];
        words = 2;
    }
    for (const struct command *c = commands; c->verb; c++) {
        if (strcmp(c->verb, verb) != 0 || !command_is_of(c, t->noun))
            continue;
        t->args += words;
        t->count -= words;
        return c;
    }
    return NULL;
}

static int no_command(const struct tool *t)
{
    if (t->noun && t->count == 1)
        return usage("a verb is missing behind", t->args[0]);
    return usage("there is no such command", t->args[t->count > 1 && t->noun ? 1 : 0]);
}

/* The help that was asked for: all of it, that of a noun, or that there is no such thing. */
static int help(const struct tool *t)
{
    const struct noun *noun = t->count ? noun_find(t->args[0]) : NULL;
    struct tool trial = *t;

    if (t->count && !noun && !command_take(&trial))
        return usage("there is no such command", t->args[0]);
    help_print(noun);
    return EXIT_DONE;
}

const struct command *line_read(struct tool *t, int argc, char **argv, int *code)
{
    const struct command *command;
    uint32_t given = 0;

    *code = read_options(t, argc, argv, &given);
    if (*code)
        return NULL;
    if (t->count && !strcmp(t->args[0], "help")) {
        t->options.help = true;
        t->args++;
        t->count--;
    }
    if (t->options.version) {
        printf("hcn %d.%d.%d\n", HCN_VERSION_MAJOR, HCN_VERSION_MINOR, HCN_VERSION_PATCH);
        return NULL;
    }
    if (t->options.help || !t->count) {
        *code = help(t);
        return NULL;
    }
    command = command_take(t);
    if (!command)
        *code = no_command(t);
    else if (t->count < command->least || t->count > command->most)
        *code = usage("the arguments should be", *command->arguments ? command->arguments : "none");
    else
        *code = check_options(command, given);
    return *code ? NULL : command;
}
