/*
 * quiet.h - a service in memory behind a lookout: it tells little or nothing by itself.
 */
#ifndef TEST_CLIENT_QUIET_H
#define TEST_CLIENT_QUIET_H

#include "script.h"

#include <pthread.h>

enum { OBJECTS = 8, PATIENCE = 20000 }; /* milliseconds */

struct quiet {
    struct backend backend;
    struct hcn_call *call;
    struct hcn_service *service; /* with a lookout */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct {
        uint32_t kind;
        const char *id, *json; /* NULL: no object */
    } objects[OBJECTS];
    notify_fn *tell; /* who is to be told, if anybody */
    void *context;
    unsigned registered; /* how often, and how often that is to fail */
    int refusals;
    bool shut, inside, closed;
    bool stays, leaving; /* whether it holds up who is to be told no more, and has done so */
};

extern struct quiet quiet;

/* It tells of networks, or nothing at all. */
extern const struct backend_kind quiet_kind, silent_kind;

void quiet_begin(const struct backend_kind *kind);
void quiet_end(void);

/* Object `i` of those that it has; `json` NULL: none. */
void quiet_set(size_t i, uint32_t kind, const char *id, const char *json);

/* It tells this of a network by itself; or, of any, that it tells nothing more. */
void quiet_tell(enum notice notice, uint32_t change, const char *id);

/* It gives no list until it is open again: nothing is found by looking meanwhile. */
void quiet_shut(bool is);

/* And the thread hangs in it, at its next look. */
void quiet_shut_in(void);

/* One of the flags above. */
void quiet_turn(bool *flag, bool is);
void quiet_wait_for(const bool *flag);
void quiet_wait_registered(unsigned times);

/* The next event of a watch. */
const struct hcn_event *quiet_expect(struct hcn_watch *w, const char *word, const char *id);

/* A snapshot of another watch makes the lookout look at once. */
void quiet_look(uint32_t objects);

#endif
