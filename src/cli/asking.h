/*
 * asking.h - one request of a story under way: a function for each verb.
 */
#ifndef CLI_ASKING_H
#define CLI_ASKING_H

#include "cli/story.h"

enum { STORY_WORDS = 8 };

/* The words of a kind: in a story, and in the names of the API's functions. */
struct story_kind {
    const char *word, *one, *many;
};

/* In the order of `nouns`, then one without words. */
extern const struct story_kind story_kinds[];

/* NULL when there is none. */
const struct story_kind *story_kind_find(const char *word);

/* A request under way. */
struct asking {
    struct telling *s;
    struct tool t; /* with the request's own call */
    const char *words[STORY_WORDS];
    size_t count;
    const struct noun *noun;
    struct hcn_guid id;
    const struct hcn_guid *wanted; /* the id; NULL: none was said */
    const char *json;
    struct answer *out;
};

void ask_create(struct asking *a);
void ask_open(struct asking *a);
void ask_hold(struct asking *a);
void ask_drop(struct asking *a);
void ask_query(struct asking *a);
void ask_modify(struct asking *a);
void ask_delete(struct asking *a);
void ask_statistics(struct asking *a);
void ask_enumerate(struct asking *a);
void ask_list(struct asking *a);
void ask_reserve(struct asking *a);
void ask_reserve_range(struct asking *a);
void ask_reservations(struct asking *a);
void ask_release(struct asking *a);
void ask_watch(struct asking *a);
void ask_events(struct asking *a);

/* ---- text -------------------------------------------------------------------------------- */

/* Text that grows, in memory of the call. It stays NULL until something is added. */
struct text {
    struct hcn_call *call;
    char *at;
    size_t length, room;
};

void text_add(struct text *x, const char *format, ...);

#endif
