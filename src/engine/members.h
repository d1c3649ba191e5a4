/*
 * members.h - the endpoints that a load balancer or an SDN route names: its members.
 *
 * Each is held by a claim in the endpoint's own scope, so that the endpoint knows who names it
 * without a search. An endpoint that is deleted leaves their lists in the same transaction, so no
 * list ever names one that is gone.
 */
#ifndef ENGINE_MEMBERS_H
#define ENGINE_MEMBERS_H

#include "engine/modify.h"

/* The members of such a document, where they stand in it. */
struct members {
    const char *word; /* of its kind: "load balancer" */
    struct hcn_guid *network;
    struct hcn_guid **at;
    size_t *count;
};

struct members members_of(uint32_t kind, void *document);

/*
 * Claims all members for `o`, and writes their network into the document and the object. Fails with
 * HCN_E_ENDPOINT_NOT_FOUND, and with E_INVALIDARG when they are of several networks.
 */
bool members_take(struct work *w, struct object *o, void *document);

/* Takes an endpoint off every list that names it. */
bool members_forget(struct work *w, const struct hcn_guid *endpoint);

/* Deletes the load balancers and SDN routes of a network. */
bool members_drop_network(struct work *w, const struct hcn_guid *network);

#endif
