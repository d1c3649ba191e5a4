/*
 * story.h - a story that is told to a service: requests, and what is expected of the answers.
 *
 * The text of a story is that of test/cases, with what is expected below each request. A request is
 * a line, its JSON in the lines below it; then come lines with what is expected, and an empty line.
 * A line that begins with # says something to the reader.
 *
 *     create network ID | create endpoint ID in NETWORK | ...      (ID: - for none)
 *     modify KIND ID | query KIND ID | open KIND ID | delete KIND ID | statistics endpoint ID
 *     enumerate KIND | list KIND
 *     hold KIND ID                      opens it, and uses this handle from now on
 *     drop KIND ID                      closes that
 *     reserve GUEST PROTOCOL ACCESS PORT, reserve-range GUEST COUNT, reservations, release
 *     watch KIND...                     from now on; events: what happened to what this story made
 *
 * KIND is network, endpoint, namespace, load-balancer, SDN-route or guest-network-service. An id is
 * <name>: a new one for each run; so are names, with <run> in them. What is made is deleted when
 * the story ends, however it ends.
 *
 *     = ok, = failed, = CODE            what has to come; one of several, as in = ok | E_NOTIMPL
 *     = ok {...}, = {...}               and the answer, as match.h has it; of what failed, the
 *                                       error record
 *     ? ...                             the same for what nobody has confirmed for Windows
 *
 * What is expected goes on in lines that begin with a space.
 */
#ifndef CLI_STORY_H
#define CLI_STORY_H

#include "cli/match.h"
#include "cli/tool.h"

/* A line with = or ?. */
struct expectation {
    bool confirmed;
    const char *codes; /* "failed"; or "ok" and names of codes, with " | " between them */
    const char *json;  /* NULL: whatever */
    const char *text;  /* the line, without = or ? */
};

/* One request, and what is expected of its answer. */
struct step {
    int line;
    const char *request; /* its line */
    const char *json;    /* NULL: none */
    HCN_LIST(struct expectation *) expected;
};

struct story {
    const char *name;
    HCN_LIST(struct step *) steps;
};

/* Reads a story. What is wrong with it is refused, with file and line. */
bool story_read(struct tool *t, const char *name, const char *text, struct story *out);

/* ---- asking ------------------------------------------------------------------------------ */

/* What came of a request. */
struct answer {
    int32_t hresult;
    const char *json;     /* the answer; of what failed the error record; NULL: none */
    const char *sentence; /* of what failed */
};

/* An object that the story made or holds. */
struct story_object {
    const struct noun *noun;
    struct hcn_guid id;
    void *handle; /* NULL: not held */
    bool made;
};

/* A story that is being told. */
struct telling {
    struct tool *t; /* with the call that lasts as long as the story */
    struct story_names names;
    HCN_LIST(struct story_object *) objects; /* in the order in which they came */
    HCN_LIST(struct hcn_port_reservation *) reservations;
    struct hcn_watch *watch;
};

/* Does this line ask for something? Else *wrong says what is wrong with it. */
bool story_understands(struct hcn_call *call, const char *request, const char **wrong);

/* The function of the API that a request is about, as "HcnCreateNetwork". */
const char *story_function(struct hcn_call *call, const char *request);

/* Asks, with a call of its own. */
void story_ask(struct telling *s, struct hcn_call *call, const struct step *step,
               struct answer *out);

/* Closes, releases and deletes all that is left; NULL, or a sentence on what could not be. */
const char *story_leave(struct telling *s);

#endif
