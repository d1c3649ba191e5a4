/*
 * backend.h - whatever answers a request: the system's DLL, our engine in this process, a script.
 */
#ifndef BACKEND_BACKEND_H
#define BACKEND_BACKEND_H

#include "schema/event.h"
#include "schema/ports.h"
#include "schema/request.h"

struct backend;

struct backend_kind {
    const char *name;

    /* Namespaces take the request Endpoint Refresh: what somebody damaged in them is put back. */
    bool refreshes;

    /* What passes its deadline goes on alone: who waits no longer than that takes nothing away. */
    bool goes_on;

    void (*close)(struct backend *b);

    /*
     * Answers a request. Create and open give a raw handle in *raw; query, modify, statistics and
     * close use the one that is passed there. On failure the call holds the HRESULT, a sentence and
     * the error record.
     */
    bool (*ask)(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                struct reply *out);

    /*
     * The documents of all objects of a kind that match a query, one after the other; an object
     * that vanishes meanwhile is left out. `visit` gives false to stop, and then this fails.
     */
    bool (*list)(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                 bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                               size_t length),
                 void *context);

    /*
     * Watching, as engine.h has it: telling what happens from now on, and looking at all objects of
     * some kinds (a bit for each) in one view. NULL: this backend cannot.
     */
    bool (*subscribe)(struct hcn_call *c, struct backend *b, notify_fn *tell, void *context,
                      void **out);
    void (*unsubscribe)(struct backend *b, void *subscription);
    bool (*snapshot)(struct hcn_call *c, struct backend *b, uint32_t kinds, uint64_t *sequence,
                     bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id,
                                   const char *json, size_t length),
                     void *context);

    /* The service's version: major << 32 | minor. NULL: it does not say. */
    bool (*version)(struct hcn_call *c, struct backend *b, uint64_t *out);

    /*
     * Ports, as engine.h has it: `asked` with first 0 gets any `count` + 1 in a row, and says
     * which. The call of a release holds its deadline alone. NULL: this backend cannot.
     */
    bool (*reserve)(struct hcn_call *c, struct backend *b, struct port_range *asked, uint16_t count,
                    void **out);
    void (*release)(struct hcn_call *c, struct backend *b, void *reservation);
    bool (*reservations)(struct hcn_call *c, struct backend *b, struct port_ranges *out);
};

/* Every backend begins with this. */
struct backend {
    const struct backend_kind *kind;
};

/*
 * The service of a spelling: null:, local:DIR, local:DIR?driver=NAME or windows:. NULL or "": the
 * one that the environment names (HCN_STATE, HCN_DRIVER), else the one that this system has by
 * itself.
 */
bool backend_choose(struct hcn_call *c, const char *which, struct backend **out);

/* The engine, whatever the system has: HCN_STATE and HCN_DRIVER say where and how. */
bool backend_choose_engine(struct hcn_call *c, struct backend **out);

/* `directory` NULL: in memory. `driver` NULL: this system's own. */
bool backend_local_open(struct hcn_call *c, const char *directory, const char *driver,
                        struct backend **out);

/* Fails with class unavailable where there is no Windows. */
bool backend_windows_open(struct hcn_call *c, struct backend **out);

#endif
