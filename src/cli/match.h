/*
 * match.h - ids of a story by name, and an answer against what a story expects of it.
 */
#ifndef CLI_MATCH_H
#define CLI_MATCH_H

#include "cli/json.h"

/* What stands for <name>: an id, or another text. */
struct story_name {
    const char *word, *text;
};

struct story_names {
    struct hcn_call *call; /* that they live as long as */
    HCN_LIST(struct story_name *) list;
};

/* Is it <name>, and no pattern as <any>? */
bool name_is(const char *text);

/* <word> stands for this text from now on. */
void name_bind(struct story_names *names, const char *word, const char *text);

/*
 * A text with the names replaced; <NAME> is the id of <name> in upper case. A name that stands for
 * nothing yet gets a new id, or with `make` false is left as it is. NULL: there is no memory.
 */
const char *name_fill(struct story_names *names, struct hcn_call *call, const char *text,
                      bool make);

/*
 * Where an answer differs from what is expected, as a sentence of the call; NULL: nowhere. Both are
 * JSON texts; the expected one is filled already, and is:
 *
 *     an object      its members; others may be there too
 *     a list         its items in this order; one with "..." in it: each of them somewhere
 *     "text"         the same text; a GUID in any case, but in upper case when it stands so; * is
 *                    any characters; "a|b" is one or the other, and may be a number
 *     "<any>"        anything; "<id>" a GUID, "<number>" a number, "<text>" a text with something
 *                    in it
 *     "<absent>"     there is no such member; "<none>" nor one that says more than {}, [], "", 0,
 *                    false or the id of zeros
 *     "<!name>"      in a list with "...": nowhere is <name>
 *     "<name>"       what stands for nothing yet: an id, that it then stands for
 */
const char *match(struct story_names *names, struct hcn_call *call, const char *expected,
                  const char *found);

#endif
