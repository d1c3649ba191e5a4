/*
 * json.h - JSON text as a tree, for looking into what a service answered.
 */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <hcn/hcn.h>

enum json_type { JSON_OBJECT, JSON_LIST, JSON_TEXT, JSON_WORD /* number, true, false, null */ };

struct json_value {
    enum json_type type;
    const char *name;         /* as a member; else NULL */
    const char *text;         /* of texts, without escapes, and of words */
    const char *from;         /* where it stands, and how long it is */
    size_t length;            /* bytes */
    struct json_value *items; /* the first of a list or object */
    struct json_value *next;
};

/*
 * Reads a text that is one value. It lives as long as the call, and points into the text. NULL when
 * it is no JSON, or nested beyond 64: then *wrong (may be NULL) is where.
 */
const struct json_value *json_read(struct hcn_call *call, const char *text, const char **wrong);

/* NULL when an object has no member of that name. */
const struct json_value *json_member(const struct json_value *object, const char *name);

#endif
