/* manual.c - the manual page, as source for scdoc(1), from the tables. */
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

/* Underscores are markup there. */
static void print_plain(const char *text)
{
    for (; *text; text++)
        printf(*text == '_' || *text == '*' || *text == '[' ? "\\%c" : "%c", *text);
}

static void print_command(const struct command *c, const char *noun)
{
    printf("*hcn%s%s %s* ", noun ? " " : "", noun ? noun : "", c->verb);
    print_plain(c->arguments);
    printf("\n\t");
    print_plain(c->help);
    puts("\n");
}

static void print_commands(void)
{
    puts("# COMMANDS\n\nFor NOUN stands *network*, *endpoint*, *namespace*, *loadbalancer*, "
         "*route* or "
         "*guest*\n(*net*, *ep*, *ns*, *lb*, *rt*, *gns* for short), for NOUNS also *networks* and "
         "so "
         "on.\n");
    for (const struct command *c = commands; c->verb; c++)
        if (c->help)
            print_command(c, c->noun && *c->noun == '*' ? "NOUN" : c->noun);
    puts("OBJECT is an id, the beginning of an id (four digits or more), or a name. FILE is *-*, "
         "standard\ninput, when left out. *HostDefault* is the machine's own namespace. *attach* "
         "and *detach* take the path of a network "
         "namespace "
         "in place of a\nNAMESPACE: it is adopted, and never deleted. STORY is one of those that "
         "*conform* brings "
         "along, or\na file; without any, all of them are told.\n");
}

static void print_options(void)
{
    puts("# OPTIONS\n");
    for (const struct option *o = options; o->name; o++) {
        printf("*%s*", o->name);
        if (o->brief)
            printf(", *%s*", o->brief);
        if (o->argument)
            printf(" _%s_", o->argument);
        printf("\n\t");
        print_plain(o->help);
        puts("\n");
    }
}

static const char introduction[] =
    "hcn(1) \"hcn\" \"User Commands\"\n\n"
    "# NAME\n\n"
    "hcn - the Host Compute Network API on the command line\n\n"
    "# SYNOPSIS\n\n"
    "*hcn* [_OPTION_...] _COMMAND_ [_ARGUMENT_...]\n\n"
    "# DESCRIPTION\n\n"
    "*hcn* makes networks, endpoints and namespaces from the JSON documents of the Host Compute "
    "Network\nAPI, lists and changes them, and puts containers on them. On Linux a namespace is a "
    "network\nnamespace; a network is a bridge with its addresses and rules; an endpoint, once it "
    "is "
    "in a\nnamespace, is a pair of virtual Ethernet interfaces.\n";

static const char conclusion[] =
    "# EXIT STATUS\n\n"
    "|[ 0\n:< done\n"
    "|  1\n:  invalid document or argument, unsupported, or another failure\n"
    "|  2\n:  wrong use of the command line\n"
    "|  3\n:  not found\n"
    "|  4\n:  conflict: a name, address or port is taken, an object is in use, or what *ensure* "
    "found "
    "differs\n"
    "|  5\n:  access denied\n"
    "|  6\n:  the service is unavailable, or the time was up\n\n"
    "The reason stands on standard error; with *-o json* an error record follows "
    "it.\n\n"
    "# ENVIRONMENT\n\n"
    "*HCN\\_STATE*\n\tThe directory of the state, when no option says it.\n\n"
    "*HCN\\_DRIVER*\n\t*linux* (default), or *null*: remembers everything and touches nothing.\n\n"
    "*HCN\\_UPLINK\\_ADAPTER*\n\tThe adapter that leads out of the machine; default: that of the "
    "default route.\n\n"
    "*ZLAYER\\_HCN\\_UPLINK\\_ADAPTER*\n\tThe same, when *HCN\\_UPLINK\\_ADAPTER* is not "
    "set.\n\n"
    "# FILES\n\n"
    "_/var/lib/hcn_\n\tThe state, shared by all processes of the machine.\n\n"
    "_/run/netns_\n\tThe network namespaces.\n\n"
    "# EXAMPLES\n\n"
    "Two commands put a container's network namespace on a network:\n\n"
    "```\nhcn network create nat.json\n"
    "hcn attach nat /run/netns/web --address 172.20.0.20\n```\n\n"
    "Who has this address?\n\n"
    "```\nhcn endpoint list --filter IpConfigurations.IpAddress=172.20.0.20\n```";

bool command_manual(struct tool *t)
{
    (void)t;
    puts(introduction);
    print_commands();
    print_options();
    puts(conclusion);
    return true;
}
