/* members.c - endpoints on the lists of load balancers and SDN routes. */
#include "engine/members.h"

#include <string.h>

#include "engine/claims.h"
#include "engine/group.h"
#include "engine/objects.h"

static const uint32_t groups[] = { KIND_LOAD_BALANCER, KIND_ROUTE };

struct members members_of(uint32_t kind, void *document)
{
    struct hcn_load_balancer_document *balancer = document;
    struct hcn_route_document *route = document;

    if (kind == KIND_LOAD_BALANCER)
        return (struct members){ kind_row(kind)->word, &balancer->host_compute_network,
                                 &balancer->host_compute_endpoints.at,
                                 &balancer->host_compute_endpoints.count };
    return (struct members){ kind_row(kind)->word, &route->host_compute_network,
                             &route->host_compute_endpoints.at,
                             &route->host_compute_endpoints.count };
}

/* ---- taking ------------------------------------------------------------------------------ */

static bool find_endpoint(struct work *w, const struct members *m, size_t i, struct object *out)
{
    bool found;

    if (!store_get(w->call, w->store, KIND_ENDPOINT, &(*m->at)[i], out, &found))
        return false;
    return found || fail(w->call, HCN_E_ENDPOINT_NOT_FOUND,
                         "%s.HostComputeEndpoints[%zu]: there is no endpoint %s", m->word, i,
                         guid_text(&(*m->at)[i]).s);
}

/* All are of the network of the first. */
static bool check_network(struct work *w, const struct members *m, size_t i,
                          const struct object *endpoint)
{
    if (!i)
        *m->network = endpoint->network;
    return guid_equal(m->network, &endpoint->network) ||
           fail(w->call, E_INVALIDARG,
                "%s.HostComputeEndpoints[%zu]: expected an endpoint of network %s, as the first "
                "is, found %s of network %s",
                m->word, i, guid_text(m->network).s, guid_text(&endpoint->id).s,
                guid_text(&endpoint->network).s);
}

static bool take(struct work *w, const struct members *m, size_t i, const struct holder *holder)
{
    struct claim claim = claim_member(&(*m->at)[i], holder);
    struct holder held;
    struct object endpoint;

    return find_endpoint(w, m, i, &endpoint) && check_network(w, m, i, &endpoint) &&
           work_claim(w, &claim, &held);
}

/* One without members may say itself which network it is of. */
static bool check_said(struct work *w, const struct members *m)
{
    struct object network;

    return *m->count || guid_is_zero(m->network) || work_get(w, KIND_NETWORK, m->network, &network);
}

bool members_take(struct work *w, struct object *o, void *document)
{
    struct members m = members_of(o->kind, document);
    struct holder holder = holder_of(o->kind, &o->id);

    for (size_t i = 0; i < *m.count; i++)
        if (!take(w, &m, i, &holder))
            return false;
    if (!check_said(w, &m))
        return false;
    o->network = *m.network;
    return true;
}

/* ---- letting go -------------------------------------------------------------------------- */

static bool find_in(const struct members *m, const struct hcn_guid *endpoint, size_t *at)
{
    for (*at = 0; *at < *m->count; ++*at)
        if (guid_equal(&(*m->at)[*at], endpoint))
            return true;
    return false;
}

static void take_out(const struct members *m, const struct hcn_guid *endpoint)
{
    size_t at;

    while (find_in(m, endpoint, &at))
        memmove(*m->at + at, *m->at + at + 1, (--*m->count - at) * sizeof **m->at);
}

static bool forget_one(struct work *w, const struct claim *claim, const struct hcn_guid *endpoint)
{
    struct object group;
    struct members m;
    void *document;
    bool found;

    if (!work_release(w, claim) ||
        !store_get(w->call, w->store, claim->holder.kind, &claim->holder.id, &group, &found))
        return false;
    if (!found)
        return true;
    document = object_document(w, &group);
    if (!document)
        return false;
    m = members_of(group.kind, document);
    take_out(&m, endpoint);
    return object_update(w, &group, document);
}

bool members_forget(struct work *w, const struct hcn_guid *endpoint)
{
    static const struct holder first;
    const struct claim from = claim_member(endpoint, &first);
    struct claim claim;
    bool found = true;

    while (found) {
        if (!store_claim_next(w->call, w->store, &from, &claim, &found) ||
            (found && !forget_one(w, &claim, endpoint)))
            return false;
    }
    return true;
}

static bool drop_kind(struct work *w, uint32_t kind, const struct hcn_guid *network)
{
    struct selection mine = { .kind = kind, .network = network };
    struct objects all;

    if (!objects_select(w, &mine, &all))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (!object_delete(w, &all.at[i]))
            return false;
    return true;
}

bool members_drop_network(struct work *w, const struct hcn_guid *network)
{
    for (size_t i = 0; i < COUNT(groups); i++)
        if (!drop_kind(w, groups[i], network))
            return false;
    return true;
}

/* ---- modifying --------------------------------------------------------------------------- */

static bool add_member(struct modifying *r, const struct members *m,
                       const struct hcn_guid *endpoint)
{
    struct hcn_guid *place;
    size_t at;

    if (find_in(m, endpoint, &at))
        return true;
    place = call_append(r->work->call, m->at, m->count, sizeof *place);
    if (place)
        *place = *endpoint;
    return place != NULL;
}

bool members_modify(struct modifying *r)
{
    const struct hcn_endpoint_request *asked = r->settings;
    struct members m = members_of(r->object.kind, r->document);
    size_t at;

    if (r->request == HCN_REQUEST_ADD) {
        if (!add_member(r, &m, &asked->endpoint_id))
            return false;
    } else if (find_in(&m, &asked->endpoint_id, &at)) {
        take_out(&m, &asked->endpoint_id);
    } else {
        return fail(r->work->call, HCN_WIN32_NOT_FOUND, "endpoint %s is not in %s %s",
                    guid_text(&asked->endpoint_id).s, m.word, guid_text(&r->object.id).s);
    }
    return group_update(r->work, &r->object, r->document);
}
