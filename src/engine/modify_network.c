/* modify_network.c - what a network can be asked to change. */
#include "engine/modify.h"

#include <string.h>

#include "engine/objects.h"
#include "engine/policy.h"
#include "engine/subnets.h"
#include "schema/document.h"
#include "schema/records.h"

bool network_dns(struct modifying *m)
{
    struct hcn_network_document *n = m->document;

    n->dns = m->settings;
    return object_update(m->work, &m->object, n);
}

/* Extensions of a Windows switch: there is none to be switched, so nothing changes. */
bool network_extension(struct modifying *m)
{
    return object_update(m->work, &m->object, m->document);
}

static bool find_subnet(struct modifying *m, const struct hcn_subnet *wanted,
                        struct hcn_ipam **ipam, size_t *index)
{
    struct hcn_network_document *n = m->document;

    for (size_t i = 0; i < n->ipams.count; i++) {
        for (size_t j = 0; j < n->ipams.at[i]->subnets.count; j++) {
            const struct hcn_subnet *s = n->ipams.at[i]->subnets.at[j];

            *ipam = n->ipams.at[i];
            *index = j;
            if (guid_is_zero(&wanted->id)
                    ? prefix_text_same(wanted->ip_address_prefix, s->ip_address_prefix)
                    : guid_equal(&wanted->id, &s->id))
                return true;
        }
    }
    return false;
}

static bool add_subnets(struct modifying *m, const struct hcn_subnet_request *asked)
{
    struct hcn_network_document *n = m->document;
    struct hcn_call *c = m->work->call;

    if (!n->ipams.count &&
        !list_append(c, &n->ipams.at, &n->ipams.count, document_new(c, &ipam_record)))
        return false;
    for (size_t i = 0; i < asked->subnets.count; i++) {
        struct hcn_ipam *ipam = n->ipams.at[0];
        struct subnet s = { .document = asked->subnets.at[i],
                            .where = place_at("request.Settings.Subnets[%zu]", i) };

        if (!subnet_read(c, &s) || !subnet_policies_check(m->work, s.document, &s.where) ||
            !subnet_add(m->work, n, &s) ||
            !list_append(c, &ipam->subnets.at, &ipam->subnets.count, s.document))
            return false;
    }
    return true;
}

static bool remove_subnets(struct modifying *m, const struct hcn_subnet_request *asked)
{
    for (size_t i = 0; i < asked->subnets.count; i++) {
        struct place where = place_at("request.Settings.Subnets[%zu]", i);
        struct hcn_ipam *ipam;
        size_t index;

        if (!find_subnet(m, asked->subnets.at[i], &ipam, &index))
            return fail(m->work->call, HCN_E_SUBNET_NOT_FOUND, "%s: %s has no such subnet",
                        where.text, object_title(m->work, KIND_NETWORK, &m->object.id));
        if (!subnet_drop(m->work, m->document, ipam->subnets.at[index], &where))
            return false;
        list_take_out((const void **)ipam->subnets.at, &ipam->subnets.count, index);
    }
    return true;
}

bool network_subnet(struct modifying *m)
{
    struct work *w = m->work;

    return network_rules(w, m->document, true) &&
           (m->request == HCN_REQUEST_ADD ? add_subnets : remove_subnets)(m, m->settings) &&
           network_rules(w, m->document, false) && object_update(w, &m->object, m->document);
}

bool network_ip_subnet(struct modifying *m)
{
    const struct hcn_ip_subnet_request *asked = m->settings;
    struct hcn_subnet wanted = { .id = asked->subnet_id }, *s;
    struct hcn_ipam *ipam;
    size_t index;

    if (guid_is_zero(&wanted.id) || !find_subnet(m, &wanted, &ipam, &index))
        return fail(
            m->work->call, HCN_E_SUBNET_NOT_FOUND, "request.Settings.SubnetId: %s has no subnet %s",
            object_title(m->work, KIND_NETWORK, &m->object.id), guid_text(&asked->subnet_id).s);
    s = ipam->subnets.at[index];
    for (size_t i = 0; i < asked->ip_subnets.count; i++) {
        struct hcn_ip_subnet *part = asked->ip_subnets.at[i];

        if (!(m->request == HCN_REQUEST_ADD ? ip_subnet_add
                                            : ip_subnet_remove)(m->work, m->document, s, part, i))
            return false;
    }
    return object_update(m->work, &m->object, m->document);
}
