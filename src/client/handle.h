/*
 * handle.h - what services and handles are inside. The six kinds of objects are alike: every
 * typed handle is a struct handle, and the typed functions only choose the kind.
 */
#ifndef CLIENT_HANDLE_H
#define CLIENT_HANDLE_H

#include <hcn/hcn.h>

#include "backend/backend.h"

struct hcn_service {
    struct backend *backend;
    long process; /* that opened it: what fork() copied is refused */
};

struct handle {
    struct hcn_service *service;
    uint32_t kind;
    uint32_t timeout; /* of the call that made it: closing waits as long */
    void *raw;        /* the service's own handle */
    struct hcn_guid id;
};

struct hcn_network {
    struct handle handle;
};

struct hcn_endpoint {
    struct handle handle;
};

struct hcn_namespace {
    struct handle handle;
};

struct hcn_load_balancer {
    struct handle handle;
};

struct hcn_route {
    struct handle handle;
};

struct hcn_guest_service {
    struct handle handle;
};

/* A service over a backend, which it closes; also when it fails. */
struct hcn_service *service_over(struct hcn_call *c, struct backend *backend);

/* Can this call still do something? Asked first by everything public that can fail. */
static inline bool call_ready(const struct hcn_call *c)
{
    return c && !c->hresult;
}

/* An id that may be NULL: the zero GUID then. */
struct hcn_guid id_or_zero(const struct hcn_guid *id);

/* Can this call and this service still do something? */
bool service_ready(struct hcn_call *c, const struct hcn_service *s);

/* Sends a request. `raw` as the backend's ask() wants it; `out` may be NULL. */
bool service_ask(struct hcn_call *c, struct hcn_service *s, const struct request *q, void **raw,
                 struct reply *out);

/* Deletes by id; a NULL id is refused. */
bool service_delete(struct hcn_call *c, struct hcn_service *s, uint32_t kind,
                    const struct hcn_guid *id);

/* Appends; to a failed call's list as well. */
bool guid_list_add(struct hcn_call *c, struct hcn_guid_list *list, const struct hcn_guid *id);

bool service_enumerate(struct hcn_call *c, struct hcn_service *s, uint32_t kind, const char *query,
                       struct hcn_guid_list *out);

/* `out` is one of the public lists: of pointers to the documents of that kind. */
bool service_list(struct hcn_call *c, struct hcn_service *s, uint32_t kind, const char *query,
                  void *out);

/* {"Major":2,"Minor":0}: what documents of our own making are written in. */
struct hcn_schema_version *schema_version_2(struct hcn_call *c);

/* The JSON text of a document that has to be of this record; NULL when it is not. */
const char *document_text(struct hcn_call *c, const struct record *r, const void *document);

/*
 * Create and open. The handle's id is the one that the service gave; what it asked for counts only
 * when the service does not say.
 */
struct handle *handle_create(struct hcn_call *c, struct hcn_service *s, const struct request *q);
struct handle *handle_open(struct hcn_call *c, struct hcn_service *s, uint32_t kind,
                           const struct hcn_guid *id);

/* As hcn_network_ensure() and hcn_network_ensure_json(), for any kind. */
struct handle *handle_ensure(struct hcn_call *c, struct hcn_service *s, uint32_t kind,
                             const void *document, struct hcn_ensured *out);
struct handle *handle_ensure_json(struct hcn_call *c, struct hcn_service *s, uint32_t kind,
                                  const char *json, struct hcn_ensured *out);

bool handle_modify(struct hcn_call *c, struct handle *h, const char *json);

/* The reply to a query or statistics, "" when there is none; `query` NULL: all of schema 2. */
const char *handle_query(struct hcn_call *c, struct handle *h, uint32_t verb, const char *query);

/* The same as a document of that record. */
void *handle_read(struct hcn_call *c, struct handle *h, uint32_t verb, const char *query,
                  const struct record *r);

struct hcn_guid handle_id(const struct handle *h);
void *handle_raw(const struct handle *h);
struct handle *handle_from_raw(struct hcn_call *c, struct hcn_service *s, uint32_t kind, void *raw);
void *handle_into_raw(struct handle *h);
void handle_close(struct handle *h);

#endif
