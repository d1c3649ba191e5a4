/* completion.c - what makes a shell complete hcn, from the tables. */
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

/* The verbs of a noun; with NULL, the commands of one word. */
static void print_verbs(const struct noun *noun)
{
    for (const struct command *c = commands; c->verb; c++)
        if (c->help && command_is_of(c, noun))
            printf(" %s", c->verb);
}

static void print_first_words(void)
{
    for (const struct noun *const *n = nouns; *n; n++)
        printf(" %s", (*n)->word);
    print_verbs(NULL);
}

/* What follows the words that are there: options, commands, then names of objects or files. */
static void print_bash(void)
{
    puts("_hcn() {\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} noun=${COMP_WORDS[1]} words=\n"
         "    case $word,$COMP_CWORD,$noun in");
    printf("    -*) words='");
    for (const struct option *o = options; o->name; o++)
        printf(" %s", o->name);
    printf("' ;;\n    *,1,*) words='");
    print_first_words();
    puts("' ;;");
    for (const struct noun *const *n = nouns; *n; n++) {
        printf("    *,2,%s | *,2,%s) words='", (*n)->word, (*n)->brief);
        print_verbs(*n);
        puts("' ;;");
    }
    puts("    *,2,attach) words=$(hcn network list 2>/dev/null | awk 'NR > 1 { print $2 }') ;;\n"
         "    *,3,attach) words=$(hcn namespace list 2>/dev/null | awk 'NR > 1 { print $2 }') ;;\n"
         "    *,2,detach) words=$(hcn endpoint list 2>/dev/null | awk 'NR > 1 { print $2 }') ;;\n"
         "    *) words=$(hcn \"$noun\" list 2>/dev/null | awk 'NR > 1 { print $2 }') ;;\n"
         "    esac\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "}\n"
         "complete -o default -F _hcn hcn");
}

static void print_zsh(void)
{
    puts("#compdef hcn\nautoload -U +X bashcompinit && bashcompinit");
    print_bash();
}

static void print_fish_command(const struct command *c, const char *noun)
{
    printf("complete -c hcn -n '");
    if (noun)
        printf("__fish_seen_subcommand_from %s", noun);
    else
        printf("__fish_use_subcommand");
    printf("' -a %s -d '%s'\n", c->verb, c->help);
}

static void print_fish(void)
{
    for (const struct noun *const *n = nouns; *n; n++) {
        printf("complete -c hcn -n __fish_use_subcommand -a %s -d '%s'\n", (*n)->word,
               (*n)->plural);
        for (const struct command *c = commands; c->verb; c++)
            if (command_is_of(c, *n))
                print_fish_command(c, (*n)->word);
    }
    for (const struct command *c = commands; c->verb; c++)
        if (c->help && command_is_of(c, NULL))
            print_fish_command(c, NULL);
    for (const struct option *o = options; o->name; o++)
        printf("complete -c hcn -l %s%s%s%s -d '%s'\n", o->name + 2, o->brief ? " -s " : "",
               o->brief ? o->brief + 1 : "", o->argument ? " -r" : "", o->help);
}

static const struct {
    const char *name;
    void (*print)(void);
} shells[] = { { "bash", print_bash }, { "zsh", print_zsh }, { "fish", print_fish } };

bool command_completion(struct tool *t)
{
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (!strcmp(t->args[0], shells[i].name)) {
            shells[i].print();
            return true;
        }
    }
    return refuse(t, EXIT_USAGE, "expected bash, zsh or fish, found \"%s\"", t->args[0]);
}
