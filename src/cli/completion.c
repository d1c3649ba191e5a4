/* completion.c - what makes a shell complete hcn: it asks the tool itself (complete.c). */
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

/* Names are quoted as the shell needs it, and never looked at by it. */
static const char bash[] =
    "_hcn() {\n"
    "    local found line words=(\"${COMP_WORDS[@]:1:COMP_CWORD}\")\n"
    "    COMPREPLY=()\n"
    "    if ! found=$(hcn complete -- \"${words[@]//[\\\\\\\"\\']/}\" 2>/dev/null); then\n"
    "        compopt -o default 2>/dev/null\n"
    "        return\n"
    "    fi\n"
    "    while IFS= read -r line; do\n"
    "        [ -n \"$line\" ] && printf -v line %q \"$line\" && COMPREPLY+=(\"$line\")\n"
    "    done <<<\"$found\"\n"
    "}\n"
    "complete -F _hcn hcn\n";

static const char zsh[] =
    "#compdef hcn\n"
    "_hcn() {\n"
    "    local found\n"
    "    if found=$(hcn complete -- \"${(@Q)words[2,CURRENT]}\" 2>/dev/null); then\n"
    "        local -a lines=(\"${(@f)found}\")\n"
    "        [[ -n $found ]] && compadd -a lines\n"
    "    else\n"
    "        _files\n"
    "    fi\n"
    "}\n"
    "compdef _hcn hcn\n";

static const char fish[] = "function __hcn_complete\n"
                           "    set -l typed (commandline -opc)\n"
                           "    set -e typed[1]\n"
                           "    hcn complete -- $typed (commandline -ct) 2>/dev/null\n"
                           "    or __fish_complete_path (commandline -ct)\n"
                           "end\n"
                           "complete -c hcn -f -a '(__hcn_complete)'\n";

static const struct {
    const char *name, *script;
} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };

bool command_completion(struct tool *t)
{
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (!strcmp(t->args[0], shells[i].name)) {
            fputs(shells[i].script, stdout);
            return true;
        }
    }
    return refuse(t, EXIT_USAGE, "expected bash, zsh or fish, found \"%s\"", t->args[0]);
}
