/*
 * tool.h - the command-line tool: what a command gets to work with.
 *
 * It uses the public headers alone: what the tool can do, any program can.
 */
#ifndef CLI_TOOL_H
#define CLI_TOOL_H

#include <hcn/hcn.h>

/* The exit codes (README.md). */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_INVALID = 1,
    EXIT_USAGE = 2,
    EXIT_NOT_FOUND = 3,
    EXIT_CONFLICT = 4,
    EXIT_DENIED = 5,
    EXIT_UNAVAILABLE = 6
};

struct options {
    const char *service; /* NULL: this machine's own */
    const char *output;  /* "table" or "json" */
    const char *address, *name, *owner;
    const char *timeout; /* milliseconds */
    bool help, version;
};

struct tool {
    struct hcn_call *call;
    struct hcn_service *service;
    struct options options;
    const struct noun *noun; /* of the command, when it has one */
    char **args;
    int count;
};

/* A kind of object, as far as the tool treats all of them alike. */
struct noun {
    const char *word, *plural, *brief;
    enum hcn_document document;
    bool (*create)(struct tool *t, const char *json, struct hcn_guid *id);
    const char *(*show)(struct tool *t, const struct hcn_guid *id);
    bool (*modify)(struct tool *t, const struct hcn_guid *id, const char *json);
    bool (*remove)(struct tool *t, const struct hcn_guid *id);
    /* The documents of all of them: each begins with HCN_BASE_MEMBERS. */
    bool (*list)(struct tool *t, void ***at, size_t *count);
};

extern const struct noun noun_network, noun_endpoint, noun_namespace;

/* What every document begins with. */
struct base_document {
    HCN_BASE_MEMBERS;
};

/* The noun of that word, plural or short form; NULL when there is none. */
const struct noun *noun_find(const char *word);

/*
 * Finds an object by its id, the beginning of its id, or its name. Fails with class not found, or
 * with class conflict and all candidates when several fit.
 */
bool object_find(struct tool *t, const struct noun *noun, const char *text, struct hcn_guid *out);

/* A whole file, "-" for standard input, in memory of the call; NULL on failure. */
const char *file_read(struct tool *t, const char *path);

/* The commands: true when done. */
bool command_create(struct tool *t);
bool command_list(struct tool *t);
bool command_show(struct tool *t);
bool command_modify(struct tool *t);
bool command_delete(struct tool *t);
bool command_add_endpoint(struct tool *t);
bool command_remove_endpoint(struct tool *t);
bool command_endpoints(struct tool *t);
bool command_reconcile(struct tool *t);
bool command_attach(struct tool *t);
bool command_detach(struct tool *t);

/* Prints an id and a newline. */
void print_id(const struct hcn_guid *id);

/* Fails the call with a sentence of the tool's own. Always false. */
bool refuse(struct tool *t, enum exit_code code, const char *format, ...);

/* The sentence and code of refuse(); EXIT_DONE when it was not called. */
enum exit_code refused(const char **text);

#endif
