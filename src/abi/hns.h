/*
 * hns.h - one HNSCall at work. It is a client of the 57 functions like any other, and knows nothing
 * of the service behind them.
 */
#ifndef ABI_HNS_H
#define ABI_HNS_H

#include <hcn/requests.h>

#include "backend/each.h"
#include "base/buffer.h"
#include "base/guid.h"
#include "schema/request.h"

struct hns {
    struct hcn_call call;
    const char *method, *path; /* as they were given */
    const char *request;       /* JSON text; "" when there is none */
    uint32_t kind;             /* of the route's objects */
    struct hcn_guid id;        /* that stands in the path */
    const char *output;        /* JSON text; NULL: none */
    struct hcn_guid made;      /* a new object; zero: none was made */
    uint32_t made_kind;
};

typedef bool hns_fn(struct hns *h);

/* What the routes lead to. */
hns_fn hns_version, hns_list, hns_get, hns_create, hns_remove, hns_statistics;
hns_fn hns_create_endpoint, hns_update_endpoint, hns_attach, hns_detach;
hns_fn hns_remove_endpoint, hns_remove_network, hns_update_network;
hns_fn hns_list_policies, hns_get_policies, hns_create_policies, hns_remove_policies;
hns_fn hns_create_namespace, hns_add_resource, hns_remove_resource;
hns_fn hns_get_accelnet, hns_set_accelnet, hns_clear_accelnet;

/* The text of an object in version 1, as HNSCall shows it: NULL when that failed. */
const char *hns_text(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id);

/* The output is that text. */
bool hns_show(struct hns *h, uint32_t kind, const struct hcn_guid *id);

/* Makes an object, as hns_make() does, and shows it. */
bool hns_make_shown(struct hns *h, uint32_t kind, const struct hcn_guid *network,
                    const char *settings);

/* Adds all objects of a kind to a list of such texts. What vanishes meanwhile is left out. */
bool hns_add_all(struct hns *h, uint32_t kind, struct buffer *list);

/* The request, which has to be there; and the same, read by a record. NULL when it is refused. */
const char *hns_given(struct hns *h);
void *hns_request(struct hns *h, const struct record *r);

/* An endpoint, or a container, into a namespace or out of it. */
bool hns_change_space(struct hcn_call *c, const struct hcn_guid *space,
                      enum hcn_request_type request, const struct hcn_guid *endpoint);
bool hns_change_containers(struct hcn_call *c, const struct hcn_guid *space,
                           enum hcn_request_type request, const char *container);

/* ---- asking: hns_ask.c --------------------------------------------------------------------- */

/* A failure has the function's HRESULT, and the sentence of its error record. */

/* All ids of a kind. */
bool hns_enumerate(struct hcn_call *c, uint32_t kind, struct guid_list *out);

/* The version-2 text of an object, and the same, read: NULL when that failed. */
bool hns_query(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id, const char **json);
void *hns_document(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id);

/* Makes an object; `network` is that of an endpoint. */
bool hns_make(struct hcn_call *c, uint32_t kind, const struct hcn_guid *network,
              const char *settings, struct hcn_guid *id);

/* `request` is a document: hcn_modify_request_new(). */
bool hns_modify(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id, const void *request);
bool hns_delete(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id);

/* The counters of an endpoint. */
bool hns_counters(struct hcn_call *c, const struct hcn_guid *id, const char **json);

#endif
