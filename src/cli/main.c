/* main.c - one table of commands, one of options; help comes from them. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/tool.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A command: NOUN VERB, or one word. Arguments from `least` to `most`. */
static const struct command {
    const char *noun; /* "*": any of the three; NULL: the command is one word */
    const char *verb;
    int least, most;
    bool (*run)(struct tool *t);
    const char *arguments, *help;
} commands[] = {
    { "*", "create", 0, 1, command_create, "[FILE]", "create from a document, print the id" },
    { "*", "list", 0, 0, command_list, "", "list all" },
    { "*", "show", 1, 1, command_show, "OBJECT", "print the document of one" },
    { "*", "modify", 1, 2, command_modify, "OBJECT [FILE]", "send a modify request" },
    { "*", "delete", 1, 1000, command_delete, "OBJECT...", "delete" },
    { "namespace", "add-endpoint", 2, 2, command_add_endpoint, "NAMESPACE ENDPOINT",
      "put an endpoint into a namespace" },
    { "namespace", "remove-endpoint", 2, 2, command_remove_endpoint, "NAMESPACE ENDPOINT",
      "take it out" },
    { "namespace", "endpoints", 1, 1, command_endpoints, "NAMESPACE", "the endpoints in it" },
    { "namespace", "reconcile", 1, 1, command_reconcile, "NAMESPACE",
      "remove references to endpoints that are gone, print their ids" },
    { NULL, "attach", 2, 2, command_attach, "NETWORK NAMESPACE",
      "make an endpoint and put it into a namespace (an id, a name, or a path)" },
    { NULL, "detach", 1, 1, command_detach, "ENDPOINT", "take it out and delete it" },
};

static const struct option {
    const char *name, *brief, *argument, *help;
    size_t offset;
} options[] = {
    { "--service", NULL, "WHICH",
      "local:DIR[?driver=linux|null], null: or windows:", offsetof(struct options, service) },
    { "--state", NULL, "DIR", "the same as --service local:DIR", 0 },
    { "--output", "-o", "FORM", "table (default) or json, of lists",
      offsetof(struct options, output) },
    { "--timeout", NULL, "MS", "milliseconds that waiting for others may take",
      offsetof(struct options, timeout) },
    { "--address", NULL, "IP", "attach: the endpoint's address",
      offsetof(struct options, address) },
    { "--name", NULL, "NAME", "attach: the endpoint is called OWNER-NAME",
      offsetof(struct options, name) },
    { "--owner", NULL, "OWNER", "attach: who it belongs to (hcn)",
      offsetof(struct options, owner) },
    { "--help", "-h", NULL, "this text, or that of one noun", offsetof(struct options, help) },
    { "--version", NULL, NULL, "the version", offsetof(struct options, version) },
};

static int usage(const char *sentence, const char *what)
{
    fprintf(stderr, "hcn: %s%s%s\nTry 'hcn --help'.\n", sentence, what ? ": " : "",
            what ? what : "");
    return EXIT_USAGE;
}

/* ---- help ------------------------------------------------------------------------------- */

static void help_command(const struct command *c, const char *noun)
{
    char line[128];

    snprintf(line, sizeof line, "%s%s%s %s", noun ? noun : "", noun ? " " : "", c->verb,
             c->arguments);
    printf("  %-50s %s\n", line, c->help);
}

static int help(const struct noun *noun)
{
    puts(
        "hcn - the Host Compute Network API on the command line\n\nusage: hcn [OPTION...] COMMAND");
    puts("\nCommands (NOUN: network, endpoint or namespace; net, ep, ns for short):");
    for (size_t i = 0; i < LENGTH(commands); i++) {
        const char *word = commands[i].noun;
        bool any = word && !strcmp(word, "*");

        if (!noun || any || (word && !strcmp(word, noun->word)))
            help_command(&commands[i], any ? (noun ? noun->word : "NOUN") : word);
    }
    puts("\nOBJECT is an id, the beginning of an id, or a name; FILE is - when left "
         "out.\n\nOptions:");
    for (size_t i = 0; i < LENGTH(options); i++)
        printf("  %-12s%-3s %-6s %s\n", options[i].name, options[i].brief ? options[i].brief : "",
               options[i].argument ? options[i].argument : "", options[i].help);
    puts("\nExit codes: 0 done, 1 invalid or unsupported, 2 usage, 3 not found, 4 conflict, 5 "
         "access\n"
         "denied, 6 unavailable or timed out.");
    return EXIT_DONE;
}

/* ---- the command line ------------------------------------------------------------------- */

static const struct option *find_option(const char *word)
{
    for (size_t i = 0; i < LENGTH(options); i++)
        if (!strcmp(word, options[i].name) || (options[i].brief && !strcmp(word, options[i].brief)))
            return &options[i];
    return NULL;
}

static bool set_option(struct tool *t, const struct option *o, const char *value)
{
    static char service[4096];
    char *at = (char *)&t->options + o->offset;

    if (!strcmp(o->name, "--state")) {
        snprintf(service, sizeof service, "local:%s", value);
        t->options.service = service;
    } else if (o->argument) {
        memcpy(at, &value, sizeof value);
    } else {
        *(bool *)(void *)at = true;
    }
    return true;
}

/* Takes the options out of the arguments; 0 or an exit code. */
static int read_options(struct tool *t, int argc, char **argv)
{
    t->args = argv;
    for (int i = 1; i < argc; i++) {
        const struct option *o = find_option(argv[i]);

        if (!o && argv[i][0] == '-' && argv[i][1])
            return usage("there is no such option", argv[i]);
        if (!o)
            t->args[t->count++] = argv[i];
        else if (o->argument && i + 1 == argc)
            return usage("an argument is missing behind", argv[i]);
        else
            set_option(t, o, o->argument ? argv[++i] : NULL);
    }
    if (t->options.timeout && (!*t->options.timeout || strspn(t->options.timeout, "0123456789") !=
                                                           strlen(t->options.timeout)))
        return usage("--timeout takes milliseconds, not", t->options.timeout);
    if (strcmp(t->options.output, "table") != 0 && strcmp(t->options.output, "json") != 0)
        return usage("-o takes table or json, not", t->options.output);
    return 0;
}

static bool is_verb(const struct command *c, const struct noun *noun, const char *verb)
{
    if (strcmp(c->verb, verb) != 0)
        return false;
    if (!c->noun)
        return !noun;
    return noun && (!strcmp(c->noun, "*") || !strcmp(c->noun, noun->word));
}

/* Takes noun and verb off the arguments: "network list", "list networks", "attach". */
static const struct command *take_command(struct tool *t)
{
    const char *verb = t->count ? t->args[0] : "";
    int words = 1;

    t->noun = noun_find(verb);
    if (t->noun && t->count > 1) {
        verb = t->args[1];
        words = 2;
    } else if (!strcmp(verb, "list") && t->count > 1) {
        t->noun = noun_find(t->args[1]);
        words = 2;
    }
    for (size_t i = 0; i < LENGTH(commands); i++) {
        if (!is_verb(&commands[i], t->noun, verb))
            continue;
        t->args += words;
        t->count -= words;
        return &commands[i];
    }
    return NULL;
}

/* ---- running ---------------------------------------------------------------------------- */

static enum exit_code code_of(enum hcn_class class)
{
    switch (class) {
    case HCN_CLASS_NOT_FOUND:
        return EXIT_NOT_FOUND;
    case HCN_CLASS_CONFLICT:
        return EXIT_CONFLICT;
    case HCN_CLASS_ACCESS_DENIED:
        return EXIT_DENIED;
    case HCN_CLASS_UNAVAILABLE:
    case HCN_CLASS_TIMED_OUT:
        return EXIT_UNAVAILABLE;
    default:
        return EXIT_INVALID;
    }
}

static int tell_failure(struct tool *t)
{
    const char *text, *record = hcn_call_record(t->call);
    enum exit_code code = refused(&text);

    if (code == EXIT_DONE) {
        text = hcn_call_text(t->call);
        code = code_of(hcn_call_class(t->call));
    }
    fprintf(stderr, "hcn: %s\n", text);
    if (record && !strcmp(t->options.output, "json"))
        fprintf(stderr, "%s\n", record);
    return code;
}

static int run(struct tool *t, const struct command *c)
{
    int code = EXIT_DONE;

    t->call = hcn_call_begin();
    if (t->options.timeout)
        hcn_call_set_timeout(t->call, (uint32_t)strtoul(t->options.timeout, NULL, 10));
    t->service = hcn_service_open(t->call, t->options.service);
    if (!t->service || !c->run(t))
        code = tell_failure(t);
    else if (fflush(stdout))
        code = EXIT_INVALID;
    hcn_service_close(t->service);
    hcn_call_end(t->call);
    return code;
}

int main(int argc, char **argv)
{
    struct tool t = { .options.output = "table" };
    const struct command *command;
    int code = read_options(&t, argc, argv);

    if (code)
        return code;
    if (t.options.version)
        return printf("hcn %d.%d.%d\n", HCN_VERSION_MAJOR, HCN_VERSION_MINOR, HCN_VERSION_PATCH) <
               0;
    if (t.options.help || !t.count)
        return help(t.count ? noun_find(t.args[0]) : NULL);
    command = take_command(&t);
    if (!command)
        return usage("there is no such command", t.args[t.count > 1 && t.noun ? 1 : 0]);
    if (t.count < command->least || t.count > command->most)
        return usage("the arguments should be", command->arguments);
    return run(&t, command);
}
