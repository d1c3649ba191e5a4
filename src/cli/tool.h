/*
 * tool.h - the command-line tool: what a command gets to work with.
 *
 * It uses the public headers alone: what the tool can do, any program can.
 */
#ifndef CLI_TOOL_H
#define CLI_TOOL_H

#include <stdio.h>

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

enum { FILTERS = 8 };

struct options {
    const char *service; /* NULL: this machine's own */
    const char *output;  /* "table" or "json" */
    const char *timeout; /* milliseconds */
    const char *network, *address, *name, *owner;
    const char *result;               /* file */
    const char *filters[FILTERS + 1]; /* "MEMBER=VALUE", up to a NULL */
    bool strict, help, version;
};

struct tool {
    struct hcn_call *call;
    struct hcn_service *service; /* NULL for a command that is BARE */
    struct options options;
    const struct noun *noun; /* of the command, when it has one */
    char **args;
    int count;
    enum exit_code refusal; /* by refuse(); EXIT_DONE: none */
    char sentence[1024];
};

/* ---- objects ---------------------------------------------------------------------------- */

/* A kind of object, as far as the tool treats all of them alike. */
struct noun {
    const char *word, *plural, *brief;
    enum hcn_document document;
    /* On a network, when it is an endpoint. `id` may be NULL: any. */
    bool (*create)(struct tool *t, const struct hcn_guid *network, const struct hcn_guid *id,
                   const char *json, struct hcn_guid *out);
    bool (*ensure)(struct tool *t, const void *document, struct hcn_ensured *how,
                   struct hcn_guid *out);
    void *(*open)(struct tool *t, const struct hcn_guid *id);
    void (*close)(void *handle);
    const char *(*query)(struct tool *t, void *handle, const char *query);
    bool (*modify)(struct tool *t, void *handle, const char *json);
    bool (*remove)(struct tool *t, const struct hcn_guid *id);
    bool (*enumerate)(struct tool *t, const char *query, struct hcn_guid_list *out);
    /* The documents of those that match a query: each begins with HCN_BASE_MEMBERS. */
    bool (*list)(struct tool *t, const char *query, void ***at, size_t *count);
};

extern const struct noun noun_network, noun_endpoint, noun_namespace;
extern const struct noun *const nouns[]; /* all of them, then NULL */

/* What every document begins with. */
struct base_document {
    HCN_BASE_MEMBERS;
};

/* The noun of that word, plural or short form; NULL when there is none. */
const struct noun *noun_find(const char *word);

/* The same for an argument: refuses what is none. */
const struct noun *noun_expect(struct tool *t, const char *word);

/*
 * The name of an object: that of its document, or HostDefault; NULL when it has none.
 */
const char *object_name(const struct noun *noun, const void *document);

/*
 * Finds an object by its id, the beginning of its id, or its name. Fails with class not found, or
 * with class conflict and all candidates when several fit.
 */
bool object_find(struct tool *t, const struct noun *noun, const char *text, struct hcn_guid *out);

/* Creates one of a document, an endpoint on the network that the document or --network says. */
bool object_create(struct tool *t, const struct noun *noun, const char *json, struct hcn_guid *out);

/* Finds the one that a document means, or creates it; the rest as above. */
bool object_ensure(struct tool *t, const struct noun *noun, const char *json,
                   struct hcn_ensured *how, struct hcn_guid *out);

/* Its document, as the service gives it. */
const char *object_show(struct tool *t, const struct noun *noun, const struct hcn_guid *id);

/* ---- commands --------------------------------------------------------------------------- */

/*
 * What a command needs: a service; none; or one that has work left when the command is done: the
 * kernel's last word about what was deleted (leave_begin()).
 */
enum manner { SERVED, BARE, LEAVING };

/* A command: NOUN VERB, or one word. Arguments from `least` to `most`. */
struct command {
    const char *noun; /* "*": any of them; NULL: the command is one word */
    const char *verb;
    int least, most;
    bool (*run)(struct tool *t);
    const char *arguments, *help;
    enum manner manner;
};

struct option {
    const char *name, *brief, *argument, *help;
    size_t offset;
    const char *verbs; /* the commands it is for, with a space behind each; NULL: all */
};

/* Both end with a row whose first word is NULL. */
extern const struct command commands[];
extern const struct option options[];

/* Is it a command of that noun (NULL: of one word)? */
bool command_is_of(const struct command *c, const struct noun *noun);

/*
 * Takes noun and verb, as "network list", or the one word of a command off t->args; NULL when they
 * are none.
 */
const struct command *command_take(struct tool *t);

/* The option that a word is: "--name", "--name=VALUE", "-n" or "-nVALUE"; *value is NULL without.
 */
const struct option *option_find(const char *word, const char **value);

/* Notes an option; false when there are too many of it. */
bool option_set(struct tool *t, const struct option *o, const char *value);

/* The commands' functions: true when done. */
bool command_create(struct tool *t);
bool command_ensure(struct tool *t);
bool command_list(struct tool *t);
bool command_list_nouns(struct tool *t);
bool command_show(struct tool *t);
bool command_modify(struct tool *t);
bool command_delete(struct tool *t);
bool command_statistics(struct tool *t);
bool command_add_endpoint(struct tool *t);
bool command_remove_endpoint(struct tool *t);
bool command_endpoints(struct tool *t);
bool command_reconcile(struct tool *t);
bool command_attach(struct tool *t);
bool command_detach(struct tool *t);
bool command_watch(struct tool *t);
bool command_conform(struct tool *t);
bool command_demo(struct tool *t);
bool command_completion(struct tool *t);
bool command_complete(struct tool *t);
bool command_manual(struct tool *t);

/* Prints the help, all of it or that of one noun. */
void help_print(const struct noun *noun);

/* ---- leaving ---------------------------------------------------------------------------- */

/*
 * From here on a child does the work, where the system can; the tool itself ends with the exit code
 * that leave_answer() says in the child, and what the child does after that, nobody waits for.
 */
void leave_begin(void);
void leave_answer(int code);

/* ---- in and out --------------------------------------------------------------------------- */

/*
 * Reads a command line: the options into t->options, noun and arguments into `t`. NULL when there
 * is no command; then *code is an exit code, and the reason was told.
 */
const struct command *line_read(struct tool *t, int argc, char **argv, int *code);

/* What --timeout says holds for this call. */
void set_timeout(const struct tool *t, struct hcn_call *call);

/* Was the output asked for as JSON? */
bool wants_json(const struct tool *t);

/*
 * A query for the objects that match all filters, each "MEMBER=VALUE", up to a NULL. Without any,
 * *query is NULL: all objects.
 */
bool query_of(struct tool *t, const char *const *filters, const char **query);

/* A whole file, "-" for standard input, in memory of the call; NULL on failure. */
const char *file_read(struct tool *t, const char *path);

/*
 * Prints text up to `end`, which names of others may stand in: what would steer the terminal -
 * control characters, a change of direction - as JSON spells it, "\u001b".
 */
void print_shown(FILE *out, const char *text, const char *end);

/* Is there nothing in it that would steer a terminal? */
bool text_is_plain(const char *text);

/* How many columns of a terminal a text takes that is so printed. */
size_t text_width(const char *text);

/* Prints an id and a newline. */
void print_id(const struct hcn_guid *id);

/* Prints JSON text: as it is with -o json, else in lines with indentation. */
void print_json(const struct tool *t, const char *json);

/* Fails the command with a sentence of the tool's own. Always false. */
bool refuse(struct tool *t, enum exit_code code, const char *format, ...);

#endif
