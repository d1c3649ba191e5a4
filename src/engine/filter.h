/*
 * filter.h - the query of an enumeration: which objects it asks for, and in which schema.
 */
#ifndef ENGINE_FILTER_H
#define ENGINE_FILTER_H

#include "engine/store.h"
#include "schema/json.h"

/*
 * A query's Filter is text that holds a JSON object; all its members must match. Keys are the
 * version-1 names that clients use (ID, Name, VirtualNetwork, VirtualNetworkName, Flags...) or any
 * path of members: "IpConfigurations.IpAddress". A path into a list matches when an element does.
 */
struct filter {
    struct json conditions;     /* doc is NULL: everything matches */
    bool empty;                 /* nothing can match, as with {"ID":""} */
    struct selection selection; /* what the store's own indexes can do of it */
    struct hcn_guid id, network;
    const char *network_name; /* of an endpoint's network: whoever asks the store resolves it */
};

/* Reads a query of this kind; NULL, "" and "{}" ask for everything. */
bool filter_open(struct hcn_call *c, const char *query, uint32_t kind, struct filter *out);
void filter_close(struct filter *f);

/* The schema that a query asks for, 0: none; its Filter is not looked at. */
bool query_major(struct hcn_call *c, const char *query, uint32_t *major);

/* Is there no condition that a document could fail? */
bool filter_passes_all(const struct filter *f);

/*
 * Does an object's document match? Numbers and booleans that its kind knows, and that are left out,
 * are 0 and false. Addresses, prefixes, MACs and ids are compared in whatever spelling.
 */
bool filter_match(struct hcn_call *c, const struct filter *f, const char *json, size_t length,
                  bool *matches);

#endif
