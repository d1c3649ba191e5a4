/* reconcile.h - the endpoints that a namespace refers to, and which of them are no more. */
#ifndef CLIENT_RECONCILE_H
#define CLIENT_RECONCILE_H

#include "client/handle.h"

/* The endpoints among a namespace's resources, from documents of version 1 and 2 alike. */
bool namespace_endpoints(struct hcn_call *c, struct handle *space, struct hcn_guid_list *out);

/* Asks for an endpoint to be added or removed. */
bool namespace_change(struct hcn_call *c, struct handle *space, enum hcn_request_type type,
                      const struct hcn_guid *endpoint);

/* As hcn_namespace_reconcile(). */
bool namespace_reconcile(struct hcn_call *c, struct handle *space, struct hcn_guid_list *removed);

/*
 * Has the service put back what somebody damaged, where it can; endpoints that it took out instead
 * are added to `removed`, which may be NULL.
 */
bool namespace_refresh_endpoints(struct hcn_call *c, struct handle *space,
                                 struct hcn_guid_list *removed);

#endif
