/*
 * request.h - {kind, verb, id, document}: every call of the Host Compute Network API, as data.
 */
#ifndef SCHEMA_REQUEST_H
#define SCHEMA_REQUEST_H

#include "base/call.h"
#include "base/guid.h"
#include "schema/record.h"

enum kind {
    KIND_NETWORK,
    KIND_ENDPOINT,
    KIND_NAMESPACE,
    KIND_LOAD_BALANCER,
    KIND_ROUTE,
    KIND_GUEST_SERVICE,
    KINDS
};

enum verb {
    VERB_ENUMERATE,
    VERB_CREATE,
    VERB_OPEN,
    VERB_MODIFY,
    VERB_QUERY,
    VERB_DELETE,
    VERB_CLOSE,
    VERB_STATISTICS, /* of an endpoint */
    VERBS
};

struct request {
    uint32_t kind;           /* enum kind */
    uint32_t verb;           /* enum verb */
    struct hcn_guid id;      /* whom it concerns; create: the id that is wanted, zero: any */
    struct hcn_guid network; /* create of an endpoint: where */
    const char *json;        /* settings (create, modify) or query; NULL: none */
};

struct reply {
    struct hcn_guid id; /* create, open: the object's */
    const char *json;   /* enumerate, query, statistics */
};

/* What holds for all objects of a kind. */
struct kind_row {
    const char *word;            /* "network" */
    const char *words;           /* "networks" */
    const struct record *record; /* its document */
    const struct record *answer; /* the same as the service tells it: with all names of members */
    int32_t not_found;           /* HRESULT */
};

/* Never NULL: what is no kind is an "object", without a record. */
const struct kind_row *kind_row(uint32_t kind);

/* Fails with the kind's own code: "there is no network 0123...". */
bool kind_not_found(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id);

/* The namespace of the machine itself: a singleton with a well-known id. */
extern const struct hcn_guid host_default_id;

#endif
