/* plan.c - a plan is stored before its first step, so that whoever finds it can settle it. */
#include "engine/plan.h"

#include <string.h>

#include "engine/crash.h"
#include "engine/damage.h"
#include "schema/document.h"

static const struct field route_fields[] = {
    FIELD(step_route, destination, "Destination"),
    FIELD(step_route, next_hop, "NextHop"),
    FIELD(step_route, metric, "Metric"),
};
static const struct record step_route_record = TABLE(step_route, "route", route_fields);

static const struct field mapping_fields[] = {
    FIELD(step_mapping, protocol, "Protocol"),
    FIELD(step_mapping, external_port, "ExternalPort"),
    FIELD(step_mapping, internal_port, "InternalPort"),
    FIELD(step_mapping, virtual_ip, "VirtualIp"),
    FIELD(step_mapping, address, "Address"),
};
static const struct record mapping_record = TABLE(step_mapping, "mapping", mapping_fields);

static const struct field outbound_fields[] = {
    FIELD(step_outbound, virtual_ip, "VirtualIp"),
    LIST(step_outbound, exceptions, "Exceptions"),
    LIST(step_outbound, destinations, "Destinations"),
};
static const struct record outbound_record = TABLE(step_outbound, "outbound", outbound_fields);

static const struct field step_fields[] = {
    FIELD(step, kind, "Kind"),
    FIELD(step, remove, "Remove"),
    FIELD(step, link, "Link"),
    FIELD(step, tag, "Tag"),
    FIELD(step, path, "Path"),
    FIELD(step, peer, "Peer"),
    FIELD(step, bridge, "Bridge"),
    FIELD(step, mac, "Mac"),
    FIELD(step, mtu, "Mtu"),
    FIELD(step, reach, "Reach"),
    FIELD(step, hairpin, "Hairpin"),
    FIELD(step, isolated, "Isolated"),
    LIST(step, addresses, "Addresses"),
    LIST(step, prefixes, "Prefixes"),
    RECORD_LIST(step, routes, "Routes", &step_route_record),
    RECORD_LIST(step, mappings, "Mappings", &mapping_record),
    RECORD(step, outbound, "Outbound", &outbound_record),
    LIST(step, servers, "Servers"),
    LIST(step, search, "Search"),
    LIST(step, options, "Options"),
    FIELD(step, domain, "Domain"),
};
static const struct record step_record = TABLE(step, "step", step_fields);

/* A request as the store keeps it beside the plan. */
struct stored_request {
    struct hcn_head head;
    uint32_t kind, verb;
    struct hcn_guid id, network;
    const char *json;
    uint32_t number; /* what its steps make says who made it; older versions had none: 0 */
};

static const struct field request_fields[] = {
    FIELD(stored_request, kind, "Kind"), FIELD(stored_request, verb, "Verb"),
    FIELD(stored_request, id, "Id"),     FIELD(stored_request, network, "Network"),
    FIELD(stored_request, json, "Json"), FIELD(stored_request, number, "Number"),
};
static const struct record request_record = TABLE(stored_request, "request", request_fields);

#define STEP_PART(name, record)                                                                    \
    struct name *name##_new(struct hcn_call *c)                                                    \
    {                                                                                              \
        return document_new(c, &record);                                                           \
    }

STEP_PART(step, step_record)
STEP_PART(step_route, step_route_record)
STEP_PART(step_mapping, mapping_record)
STEP_PART(step_outbound, outbound_record)

/* The id that was made up is part of it: asked again, it is about the same object. */
static const char *print_request(struct work *w)
{
    struct stored_request *r = document_new(w->call, &request_record);
    const struct request *q = w->request;

    if (!r)
        return NULL;
    r->kind = q->kind;
    r->verb = q->verb;
    r->id = q->verb == VERB_CREATE ? w->made : q->id;
    r->network = q->network;
    r->json = q->json;
    r->number = w->driver->maker.request;
    return document_print(w->call, r, NULL);
}

/* Never 0, which is no request. */
static bool number_request(struct work *w)
{
    struct hcn_guid random;

    if (!guid_new(w->call, &random))
        return false;
    memcpy(&w->driver->maker.request, &random, sizeof w->driver->maker.request);
    w->driver->maker.request |= 1;
    return true;
}

bool plan_put(struct work *w)
{
    struct hcn_call *c = w->call;
    struct stored_plan plan = { .finish = w->finish, .count = w->steps.count };

    plan.about = number_request(w) ? print_request(w) : NULL;
    plan.steps = call_alloc(c, plan.count * sizeof *plan.steps);
    if (!plan.about || !plan.steps)
        return false;
    for (size_t i = 0; i < plan.count; i++)
        if (!(plan.steps[i] = document_print(c, w->steps.at[i], NULL)))
            return false;
    return store_put_plan(c, w->store, &plan);
}

static bool take(struct work *w, const struct step *s)
{
    return w->driver->kind->take(w->call, w->driver, s);
}

/*
 * A step that makes something is undone by the driver. One that removed something is undone by
 * making it anew, from scratch, since nobody knows how far it had come.
 */
static bool undo_step(struct driver *d, const struct step *s)
{
    struct hcn_call *c = &(struct hcn_call){ 0 };
    struct step back = *s;
    bool ok;

    back.remove = false;
    ok = s->remove ? d->kind->take(c, d, s) && d->kind->take(c, d, &back) : d->kind->undo(c, d, s);
    call_end(c);
    return ok;
}

/* Each is tried twice, since it may have been for want of memory. */
bool plan_undo(struct work *w)
{
    bool ok = true;

    for (size_t i = w->begun; i--;) {
        const struct step *s = w->steps.at[i];

        ok &= undo_step(w->driver, s) || undo_step(w->driver, s);
    }
    return ok;
}

bool plan_run(struct work *w)
{
    crash_point();
    while (w->begun < w->steps.count) {
        if (!take(w, w->steps.at[w->begun++]))
            return false;
        crash_point();
    }
    return true;
}

bool plan_finish(struct work *w, bool *begun)
{
    struct hcn_call *first = w->call;
    bool ok = true;

    crash_point();
    for (size_t i = 0; i < w->steps.count; i++) {
        struct hcn_call *c = &(struct hcn_call){ 0 };

        if (w->driver->kind->take(c, w->driver, w->steps.at[i]))
            *begun = true;
        else
            ok = fail_as(first, c);
        call_end(c);
        crash_point();
    }
    return ok;
}

/* ---- settling --------------------------------------------------------------------------- */

static bool read_steps(struct work *w, const struct stored_plan *plan)
{
    w->steps.at = call_alloc(w->call, plan->count * sizeof *w->steps.at);
    if (!w->steps.at)
        return false;
    for (; w->steps.count < plan->count; w->steps.count++) {
        const char *text = plan->steps[w->steps.count];
        struct step *s = document_read(w->call, &step_record, text, strlen(text), STRICT);

        if (!s)
            return false;
        if (step_fault(s))
            return store_damaged(w->call, w->store, "%s of a step of the plan", step_fault(s));
        w->steps.at[w->steps.count] = s;
    }
    return true;
}

/* How far the dead one had come nobody knows; what he made, everything says. */
static bool undo_stored(struct work *w, bool (*again)(struct work *))
{
    size_t count = w->steps.count;

    w->begun = count;
    if (plan_undo(w))
        return store_clear_plan(w->call, w->store) && store_commit(w->call, w->store);
    w->steps.count = 0; /* what it wanted to change is asked once more, to be kept */
    return (again(w) && work_keep(w)) ||
           fail(w->call, HCN_E_DEGRADED_OPERATION, "%zu steps cannot be undone", count);
}

static bool settle(struct work *w, struct request *q, const struct stored_plan *plan,
                   bool (*again)(struct work *))
{
    const struct stored_request *r =
        document_read(w->call, &request_record, plan->about, strlen(plan->about), STRICT);

    if (!r)
        return false;
    if (r->kind >= KINDS || r->verb >= VERBS)
        return store_damaged(w->call, w->store, "the request of its plan");
    *q = (struct request){ r->kind, r->verb, r->id, r->network, r->json };
    w->request = q;
    w->driver->maker.request = r->number;
    if (!plan->finish)
        return read_steps(w, plan) && undo_stored(w, again);
    w->settling = true; /* what is gone already is no obstacle to asking once more */
    return again(w) && work_finish(w);
}

bool work_settle(struct hcn_call *c, struct store *s, struct driver *d,
                 bool (*again)(struct work *))
{
    struct hcn_call *own = &(struct hcn_call){ 0 };
    struct work w = work_begin(own, s, d, NULL);
    struct stored_plan plan;
    struct request q;
    bool found, ok;

    if (!store_plan(c, s, &plan, &found))
        return false;
    if (!found)
        return true;
    ok = settle(&w, &q, &plan, again);
    d->maker.request = 0;
    if (!ok) {
        store_rollback(s);
        fail_as(c, own);
        if (!failed(c)) /* nobody answers such a request */
            store_damaged(c, s, "the request of its plan");
        fail_at(c, "settling what an interrupted request left");
    }
    call_end(own);
    return ok;
}
