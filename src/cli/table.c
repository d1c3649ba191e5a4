/* table.c - the commands and the options; help, completion and manual come from here. */
#include <string.h>

#include "cli/tool.h"

const struct command commands[] = {
    { "*", "create", 0, 1, command_create, "[FILE]", "create from a document, print the id",
      SERVED },
    { "*", "ensure", 0, 1, command_ensure, "[FILE]",
      "create unless it is there, print the id, tell in what it differs", SERVED },
    { "*", "list", 0, 0, command_list, "", "list all, or those that match --filter", SERVED },
    { NULL, "list", 1, 1, command_list_nouns, "NOUNS", "the same as NOUN list", SERVED },
    { "*", "show", 1, 1, command_show, "OBJECT", "print the document of one", SERVED },
    { "*", "modify", 1, 2, command_modify, "OBJECT [FILE]", "send a modify request", LEAVING },
    { "*", "delete", 1, 1000, command_delete, "OBJECT...", "delete", LEAVING },
    { "endpoint", "statistics", 1, 1, command_statistics, "ENDPOINT",
      "print the counters of its port", SERVED },
    { "namespace", "add-endpoint", 2, 2, command_add_endpoint, "NAMESPACE ENDPOINT",
      "put an endpoint into a namespace", SERVED },
    { "namespace", "remove-endpoint", 2, 2, command_remove_endpoint, "NAMESPACE ENDPOINT",
      "take it out", LEAVING },
    { "namespace", "endpoints", 1, 1, command_endpoints, "NAMESPACE", "the endpoints in it",
      SERVED },
    { "namespace", "reconcile", 1, 1, command_reconcile, "NAMESPACE",
      "remove references to endpoints that are gone, print their ids", SERVED },
    { NULL, "attach", 2, 2, command_attach, "NETWORK NAMESPACE",
      "make an endpoint in a namespace, print its id", SERVED },
    { NULL, "detach", 1, 2, command_detach, "ENDPOINT | NETWORK NAMESPACE",
      "take an endpoint out and delete it", LEAVING },
    { NULL, "watch", 0, 6, command_watch, "[NOUN...]",
      "tell what is there, then what happens, until it is interrupted", SERVED },
    { NULL, "conform", 0, 100, command_conform, "[STORY...]",
      "hold a service against the contract, story by story", SERVED },
    { NULL, "demo", 0, 0, command_demo, "",
      "show the main job on this kernel, in namespaces of its own", BARE },
    { NULL, "completion", 1, 1, command_completion, "bash|zsh|fish",
      "print what makes a shell complete hcn", BARE },
    { NULL, "complete", 0, 1000, command_complete, "", NULL, BARE },
    { NULL, "manual", 0, 0, command_manual, "", NULL, BARE },
    { NULL, NULL, 0, 0, NULL, NULL, NULL, SERVED },
};

#define AT(member) offsetof(struct options, member)

const struct option options[] = {
    { "--service", NULL, "WHICH", "local:DIR[?driver=linux|null], null: or windows:", AT(service),
      NULL },
    { "--state", NULL, "DIR", "the same as --service local:DIR", AT(service), NULL },
    { "--timeout", NULL, "MS", "milliseconds that each request may take", AT(timeout), NULL },
    { "--output", "-o", "FORM", "table (default), or json as the service gives it", AT(output),
      NULL },
    { "--filter", NULL, "M=V", "list: those whose member M is V, as IpConfigurations.IpAddress",
      AT(filters), "list " },
    { "--network", NULL, "NETWORK", "endpoint create, ensure: on this network", AT(network),
      "create ensure " },
    { "--address", NULL, "IP", "attach: the endpoint's address", AT(address), "attach " },
    { "--name", NULL, "NAME", "attach: the endpoint is called OWNER-NAME", AT(name), "attach " },
    { "--owner", NULL, "OWNER", "attach: who it belongs to (hcn)", AT(owner), "attach " },
    { "--result", NULL, "FILE", "conform: where its answers go (conform.json)", AT(result),
      "conform " },
    { "--strict", NULL, NULL, "conform: what is unconfirmed on Windows has to be as here too",
      AT(strict), "conform " },
    { "--help", "-h", NULL, "this text, or that of one noun", AT(help), NULL },
    { "--version", NULL, NULL, "the version", AT(version), NULL },
    { NULL, NULL, NULL, NULL, 0, NULL },
};

bool command_is_of(const struct command *c, const struct noun *noun)
{
    if (!noun || !c->noun)
        return !noun && !c->noun;
    return !strcmp(c->noun, "*") || !strcmp(c->noun, noun->word);
}
