/* modify_policy.c - policies of networks and endpoints are added, removed, replaced. */
#include "engine/modify.h"

#include <string.h>

#include "base/text.h"
#include "engine/carry.h"
#include "engine/endpoint.h"
#include "engine/objects.h"
#include "engine/policy.h"

struct policies {
    struct hcn_policy **at;
    size_t count;
};

static bool is_nothing(const struct hcn_policy *p)
{
    return text_empty(p->type) && text_empty(p->settings);
}

static bool add_policies(struct hcn_call *c, struct policies *have,
                         const struct hcn_policy_request *asked)
{
    for (size_t i = 0; i < asked->policies.count; i++)
        if (!is_nothing(asked->policies.at[i]) &&
            !list_append(c, &have->at, &have->count, asked->policies.at[i]))
            return false;
    return true;
}

static bool remove_policies(struct hcn_call *c, struct policies *have,
                            const struct hcn_policy_request *asked)
{
    for (size_t i = 0; i < asked->policies.count; i++) {
        size_t n = 0;

        while (n < have->count && !policy_same(have->at[n], asked->policies.at[i]))
            n++;
        if (n == have->count)
            return fail(c, HCN_E_POLICY_NOT_FOUND,
                        "request.Settings.Policies[%zu]: the object has no such policy of type %s",
                        i, asked->policies.at[i]->type ? asked->policies.at[i]->type : "\"\"");
        list_take_out((const void **)have->at, &have->count, n);
    }
    return true;
}

/* Add appends, Remove takes away what is the same, Update puts others in the place of all. */
static bool change_policies(struct modifying *m, struct policies *have)
{
    struct hcn_call *c = m->work->call;

    if (m->request == HCN_REQUEST_REMOVE)
        return remove_policies(c, have, m->settings);
    if (m->request == HCN_REQUEST_UPDATE)
        *have = (struct policies){ 0 };
    return add_policies(c, have, m->settings);
}

bool network_policy(struct modifying *m)
{
    struct hcn_network_document *n = m->document;
    struct policies p = { n->policies.at, n->policies.count };

    if (!change_policies(m, &p))
        return false;
    n->policies.at = p.at;
    n->policies.count = p.count;
    return network_policies_check(m->work, n) && object_update(m->work, &m->object, n);
}

bool endpoint_policy(struct modifying *m)
{
    struct hcn_endpoint_document *e = m->document;
    struct policies p = { e->policies.at, e->policies.count };
    struct hcn_network_document *n;
    struct work *w = m->work;
    struct object network;
    uint32_t before, after;

    if (!endpoint_mtu(w, e, &before) || !work_get(w, KIND_NETWORK, &m->object.network, &network) ||
        !(n = object_document(w, &network)) || !endpoint_rules(w, &m->object, true) ||
        !endpoint_policies_release(w, e) || !change_policies(m, &p))
        return false;
    e->policies.at = p.at;
    e->policies.count = p.count;
    if (!endpoint_check(w, e) || !endpoint_mtu(w, e, &after))
        return false;
    if (!guid_is_zero(&m->object.space) && before != after)
        return fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                    "request.Settings: the MTU of endpoint %s cannot change while it is attached",
                    guid_text(&m->object.id).s);
    return endpoint_policies_take(w, n, e) && object_update(w, &m->object, e) &&
           endpoint_rules(w, &m->object, false);
}
