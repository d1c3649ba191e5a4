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

/* A backend's list() made of enumerate, open, query and close. */
bool backend_each(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                  bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                                size_t length),
                  void *context);

#endif
