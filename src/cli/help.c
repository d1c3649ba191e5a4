/* help.c - what --help prints. */
#include <stdio.h>

#include "cli/tool.h"

static void help_command(const struct command *c, const char *noun)
{
    char line[128];

    snprintf(line, sizeof line, "%s%s%s %s", noun ? noun : "", noun ? " " : "", c->verb,
             c->arguments);
    printf("  %-46s %s\n", line, c->help);
}

static bool is_of_all(const struct command *c)
{
    return c->noun && *c->noun == '*';
}

void help_print(const struct noun *noun)
{
    puts("hcn - the Host Compute Network API on the command line\n\n"
         "usage: hcn [OPTION...] COMMAND [ARGUMENT...]\n\nCommands:");
    for (const struct command *c = commands; c->verb; c++) {
        if (noun ? command_is_of(c, noun) : c->help != NULL)
            help_command(c, is_of_all(c) ? (noun ? noun->word : "NOUN") : c->noun);
    }
    puts("\nNOUN is network, endpoint, namespace, loadbalancer, route or guest (net, ep, ns, lb, "
         "rt,\n"
         "gns for short). OBJECT is an id, the beginning of one, or a name; the NAMESPACE of "
         "attach and detach may be a path such as\n"
         "/run/netns/x too. FILE is - (standard input) when left out.\n\nOptions:");
    for (const struct option *o = options; o->name; o++)
        printf("  %-10s%-3s %-7s  %s\n", o->name, o->brief ? o->brief : "",
               o->argument ? o->argument : "", o->help);
    puts("\nExit codes: 0 done, 1 invalid or unsupported, 2 usage, 3 not found, 4 conflict,\n"
         "5 access denied, 6 unavailable or timed out.");
}
