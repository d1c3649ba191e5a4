/*
 * story.h - a story, request by request: for running it once, and for failing it everywhere.
 */
#ifndef TEST_CASES_STORY_H
#define TEST_CASES_STORY_H

#include "../system.h"
#include "base/buffer.h"
#include "engine/engine.h"

/* Another way to ask than the engine itself. `listed`: where VERBS, list, puts its lines. */
typedef bool story_way(struct hcn_call *c, const struct request *q, struct reply *out,
                       struct buffer *listed);

struct story {
    struct hcn_call memory;
    struct engine *engine; /* NULL: `way` is used */
    story_way *way;
    const struct driver_kind *driver;
    void (*set_failure)(struct driver *d, unsigned long n); /* the driver's */
    const char *requests, *next;
    char state[SYSTEM_PATH];
    struct buffer out; /* the transcript */
    size_t told;       /* bytes of the driver's log that were told */
    int32_t hresult;   /* of the last request */
    bool sentence;     /* that it failed with */
    HCN_LIST(struct hcn_guid) made_up;

    /* Which allocation and which step of the next request fail (from 1; 0: none). */
    unsigned long fail_memory, fail_step;
    bool failed_memory; /* that allocation was reached */
};

/* On the null driver. `requests` has to outlive the story. */
bool story_open(struct story *s, const char *requests);

/* On another driver, whose open() makes a null driver too. */
bool story_open_on(struct story *s, const char *requests, const struct driver_kind *driver,
                   void (*set_failure)(struct driver *d, unsigned long n));

/*
 * By another way, over the null driver on the store that HCN_STATE then names. The machine behind
 * it is out of reach: its steps are not told.
 */
bool story_open_by(struct story *s, const char *requests, story_way *way);
void story_close(struct story *s);

/* Asks the next request and tells what came of it; false at the end. */
bool story_step(struct story *s);

#endif
