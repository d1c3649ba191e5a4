/*
 * each.h - listing over a service that can only enumerate, open and query: what the system's DLL
 * offers.
 */
#ifndef BACKEND_EACH_H
#define BACKEND_EACH_H

#include "backend/backend.h"

struct guid_list {
    struct hcn_guid *at;
    size_t count;
};

/*
 * Reads the reply to an enumeration: an array of GUIDs in any spelling. NULL and "" are an empty
 * list; anything else fails, it is never taken for an empty one.
 */
bool guids_read(struct hcn_call *c, uint32_t kind, const char *json, struct guid_list *out);

/* Enumerates. */
bool backend_guids(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                   struct guid_list *out);

/*
 * The functions of a backend around another, which has not what the other lacks: who asks what a
 * backend can looks whether the function is there. Watching is the outer one's own affair.
 */
struct backend_kind backend_kind_around(const struct backend_kind *outer,
                                        const struct backend_kind *inner);

/* A query for everything, in schema 2: without one the service answers in schema 1. */
extern const char query_everything[];

/* Asks whose handle it is: the ID of its document; zero when that has none. */
bool backend_whose(struct hcn_call *c, struct backend *b, uint32_t kind, void *raw,
                   struct hcn_guid *out);

/* Closes a raw handle, whatever comes of it. */
void backend_close_raw(struct backend *b, uint32_t kind, void **raw);

/*
 * Takes back what a request did that was answered and is not wanted: what it created is deleted -
 * but HostDefault, which was there before - and the handle that it gave is closed.
 */
void backend_take_back(struct backend *b, const struct request *q, const struct reply *reply,
                       void **raw);

/* A backend's list() made of enumerate, open, query and close. */
bool backend_each(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                  bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                                size_t length),
                  void *context);

#endif
