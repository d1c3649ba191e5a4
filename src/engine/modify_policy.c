/* modify_policy.c - policies of networks and endpoints are added, removed, replaced. */
#include "engine/modify.h"

#include <string.h>

#include "base/text.h"
#include "engine/carry.h"
#include "engine/endpoint.h"
#include "engine/objects.h"
#include "engine/policy.h"
#include "schema/document.h"

struct policies {
    struct hcn_policy **at;
    size_t count;
};

/* Empty ones go when they are checked: until then each has its place in the request. */
static bool add_policies(struct hcn_call *c, struct policies *have,
                         const struct hcn_policy_request *asked)
{
    for (size_t i = 0; i < asked->policies.count; i++)
        if (!list_append(c, &have->at, &have->count, asked->policies.at[i]))
            return false;
    return true;
}

/* ---- removing ---------------------------------------------------------------------------- */

static const size_t nowhere = SIZE_MAX;

/* Policies by what they say: chains of places, the first ones first. */
struct index {
    size_t *heads, *next;
    size_t room; /* heads, a power of two */
};

static uint64_t policy_hash(const struct hcn_policy *p)
{
    return p->typed ? document_hash(p->typed) : 0;
}

static bool index_begin(struct hcn_call *c, const struct policies *have, struct index *out)
{
    out->room = list_room(have->count);
    out->heads = call_alloc(c, out->room * sizeof *out->heads);
    out->next = call_alloc(c, list_room(have->count) * sizeof *out->next);
    if (!out->heads || !out->next)
        return false;
    for (size_t i = 0; i < out->room; i++)
        out->heads[i] = nowhere;
    for (size_t i = have->count; i--;) {
        size_t *head = &out->heads[policy_hash(have->at[i]) & (out->room - 1)];

        out->next[i] = *head;
        *head = i;
    }
    return true;
}

/* Takes the first one out that is the same. */
static bool take_same(struct index *index, struct policies *have, const struct hcn_policy *asked)
{
    size_t *at = &index->heads[policy_hash(asked) & (index->room - 1)];

    while (*at != nowhere && !hcn_policy_equal(have->at[*at], asked))
        at = &index->next[*at];
    if (*at == nowhere)
        return false;
    have->at[*at] = NULL;
    *at = index->next[*at];
    return true;
}

static bool same_but_port(const struct hcn_policy *p, const struct hcn_port_mapping_settings *asked)
{
    const struct hcn_port_mapping_settings *s = hcn_policy_settings(p, HCN_POLICY_PORT_MAPPING);
    struct hcn_port_mapping_settings a, b = *asked;

    if (!s)
        return false;
    a = *s;
    document_drop(&a, &a.external_port);
    document_drop(&b, &b.external_port);
    return document_equal(&a, &b);
}

/* A mapping whose port was chosen is also known by what was sent, without the port. */
static bool take_chosen(struct policies *have, const struct hcn_policy *asked)
{
    const struct hcn_port_mapping_settings *s = hcn_policy_settings(asked, HCN_POLICY_PORT_MAPPING);

    for (size_t i = 0; s && !s->external_port && i < have->count; i++) {
        if (!have->at[i] || !same_but_port(have->at[i], s))
            continue;
        have->at[i] = NULL;
        return true;
    }
    return false;
}

static void close_gaps(struct policies *have)
{
    size_t kept = 0;

    for (size_t i = 0; i < have->count; i++)
        if (have->at[i])
            have->at[kept++] = have->at[i];
    have->count = kept;
}

static bool remove_policies(struct hcn_call *c, struct policies *have,
                            const struct hcn_policy_request *asked)
{
    struct index index;

    if (!index_begin(c, have, &index))
        return false;
    for (size_t i = 0; i < asked->policies.count; i++) {
        const struct hcn_policy *p = asked->policies.at[i];

        if (!take_same(&index, have, p) && !take_chosen(have, p))
            return fail(c, HCN_E_POLICY_NOT_FOUND,
                        "request.Settings.Policies[%zu]: the object has no such policy of type %s",
                        i, p->type ? p->type : "\"\"");
    }
    close_gaps(have);
    return true;
}

/* ---- modifying --------------------------------------------------------------------------- */

/*
 * Add appends, Remove takes away what is the same, Update puts others in the place of all. *kept
 * says how many of the object's own are left in front of those of the request.
 */
static bool change_policies(struct modifying *m, struct policies *have, size_t *kept)
{
    struct hcn_call *c = m->work->call;

    *kept = ALL_KEPT;
    if (m->request == HCN_REQUEST_REMOVE)
        return remove_policies(c, have, m->settings);
    if (m->request == HCN_REQUEST_UPDATE)
        *have = (struct policies){ 0 };
    *kept = have->count;
    return add_policies(c, have, m->settings);
}

bool network_policy(struct modifying *m)
{
    struct hcn_network_document *n = m->document;
    struct policies p = { n->policies.at, n->policies.count };
    size_t kept;

    if (!change_policies(m, &p, &kept))
        return false;
    n->policies.at = p.at;
    n->policies.count = p.count;
    return network_policies_check(m->work, n, kept) && object_update(m->work, &m->object, n);
}

/* ---- endpoints -------------------------------------------------------------------------- */

static bool has_mapping(const struct step *s, const struct step_mapping *wanted)
{
    for (size_t i = 0; s && i < s->mappings.count; i++)
        if (document_equal(s->mappings.at[i], wanted))
            return true;
    return false;
}

/* The rules that a change takes away, or puts in their place; NULL: it is not attached. */
static const struct step *find_rules(const struct work *w, bool remove)
{
    for (size_t i = 0; i < w->steps.count; i++)
        if (w->steps.at[i]->kind == STEP_ENDPOINT && w->steps.at[i]->remove == remove)
            return w->steps.at[i];
    return NULL;
}

/* Connections do not outlive the published port that they came by. */
static bool forget_ports(struct work *w)
{
    const struct step *old = find_rules(w, true), *now = find_rules(w, false);
    struct step *s = NULL;

    for (size_t i = 0; old && i < old->mappings.count; i++) {
        if (has_mapping(now, old->mappings.at[i]))
            continue;
        if (!s && !(s = work_step(w, STEP_FORGET, true)))
            return false;
        s->link = old->link;
        s->tag = old->tag;
        if (!list_append(w->call, &s->mappings.at, &s->mappings.count, old->mappings.at[i]))
            return false;
    }
    return true;
}

bool endpoint_policy(struct modifying *m)
{
    struct hcn_endpoint_document *e = m->document;
    struct policies p = { e->policies.at, e->policies.count };
    struct hcn_network_document *n;
    struct work *w = m->work;
    struct object network;
    uint32_t before, after;
    size_t kept;

    if (!endpoint_mtu(w, e, &before) || !work_get(w, KIND_NETWORK, &m->object.network, &network) ||
        !(n = object_document(w, &network)) || !endpoint_rules(w, &m->object, true) ||
        !endpoint_policies_release(w, e) || !change_policies(m, &p, &kept))
        return false;
    e->policies.at = p.at;
    e->policies.count = p.count;
    if (!endpoint_check(w, e) || !endpoint_mtu(w, e, &after))
        return false;
    if (!guid_is_zero(&m->object.space) && before != after)
        return fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                    "request.Settings: the MTU of endpoint %s cannot change while it is attached",
                    guid_text(&m->object.id).s);
    return endpoint_policies_take(w, n, e, kept) && object_update(w, &m->object, e) &&
           endpoint_rules(w, &m->object, false) && forget_ports(w);
}
