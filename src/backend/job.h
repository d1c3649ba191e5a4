/*
 * job.h - one call with a deadline: what was asked, what came back, and who waits for it.
 */
#ifndef BACKEND_JOB_H
#define BACKEND_JOB_H

#include "backend/backend.h"
#include "base/os.h"
#include "base/os_thread.h"

/* An object that a walk met. */
struct seen {
    uint32_t kind;
    struct hcn_guid id;
    const char *json;
    size_t length;
};

struct job;

struct job_kind {
    const char *what; /* begins sentences; NULL: the request says it */
    bool (*run)(struct hcn_call *c, struct backend *inner, struct job *j);
    void (*undo)(struct backend *inner,
                 struct job *j); /* what run() made; NULL: it makes nothing */
    bool waits; /* it gives back: when too many hang it is done behind one of them */
};

/* The backend around another: those who work in the service, and those who ask. */
struct crew {
    struct backend backend;
    struct backend_kind own; /* what `inner` cannot, this cannot */
    struct backend *inner;
    struct os_mutex mutex; /* of all that follows, and of the last four of a job */
    unsigned users;        /* the owner, and each job */
    unsigned hung;
    struct job *first;  /* of those that hang */
    struct job *behind; /* what waits until one of them ends */
};

struct job {
    struct crew *crew;
    const struct job_kind *kind;
    struct hcn_call call; /* its own: all that is below lives there */
    struct os_signal over;

    struct request request; /* kind and json also of a list */
    void *raw;
    const void *uses; /* the raw handle that it works in; run() changes the other */
    struct reply reply;
    uint32_t kinds;
    uint64_t number; /* sequence, version */
    struct seen *seen;
    size_t seen_count;
    struct port_range range;
    uint16_t count;
    void *reservation;
    struct port_ranges ranges;

    bool done, left; /* left: nobody waits for it any more */
    bool closes;     /* the raw handle, behind itself */
    struct job *next;
};

/* Closes `inner` when it fails. */
struct crew *crew_open(struct hcn_call *c, struct backend *inner);

/* Whoever is the last closes `inner`, and frees the crew. */
void crew_leave(struct crew *crew);

/*
 * A job, to be filled by the caller; NULL: the call says why, as when too many hang and it is not
 * of those that wait.
 */
struct job *job_new(struct hcn_call *c, struct crew *crew, const struct job_kind *kind);
void job_free(struct job *j);

/*
 * Runs a job and waits for it, at most c->timeout. When that fails the job is not the caller's any
 * more; else it is to be freed.
 */
bool job_do(struct hcn_call *c, struct job *j);

/* Does nobody wait for this job any more? */
bool job_is_left(struct job *j);

/* Leaves the closing of a raw handle to a job that hangs in it; false: none does. */
bool crew_close_later(struct crew *crew, uint32_t kind, const void *raw);

#endif
