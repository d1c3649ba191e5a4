/* ip_subnets.c - the parts of a subnet that addresses are given out of. */
#include <string.h>

#include "base/text.h"
#include "engine/objects.h"
#include "engine/subnets.h"
#include "schema/document.h"
#include "schema/records.h"

bool prefix_text_same(const char *a, const char *b)
{
    struct prefix x, y;

    if (text_empty(a) || text_empty(b) || !prefix_parse(a, &x) || !prefix_parse(b, &y))
        return false;
    x = prefix_network(&x);
    y = prefix_network(&y);
    return x.length == y.length && ip_equal(&x.ip, &y.ip);
}

bool subnets_name(const struct hcn_network_document *n, const struct hcn_guid *id, const void *but)
{
    for (size_t i = 0; i < n->ipams.count; i++)
        for (size_t j = 0; j < n->ipams.at[i]->subnets.count; j++) {
            const struct hcn_subnet *s = n->ipams.at[i]->subnets.at[j];

            if (s != but && guid_equal(&s->id, id))
                return true;
            for (size_t k = 0; k < s->ip_subnets.count; k++)
                if (s->ip_subnets.at[k] != but && guid_equal(&s->ip_subnets.at[k]->id, id))
                    return true;
        }
    return false;
}

/* ---- checking ---------------------------------------------------------------------------- */

static bool check_prefix(struct hcn_call *c, const struct hcn_subnet *s,
                         const struct hcn_ip_subnet *part, const struct place *where)
{
    struct prefix whole, p;

    if (!text_empty(part->ip_address_prefix) && prefix_parse(part->ip_address_prefix, &p) &&
        prefix_parse(s->ip_address_prefix, &whole) && p.length >= whole.length &&
        prefix_contains(&whole, &p.ip))
        return true;
    return fail(c, HCN_E_INVALID_IP_SUBNET, "%s.IpAddressPrefix: expected a part of %s, found %s",
                where->text, s->ip_address_prefix,
                text_empty(part->ip_address_prefix) ? "nothing" : part->ip_address_prefix);
}

/* Parts may lie in each other, as those that are added lie in that of the whole subnet. */
static bool check_new(struct hcn_call *c, const struct hcn_subnet *s, size_t count,
                      const struct hcn_ip_subnet *part, const struct place *where)
{
    for (size_t i = 0; i < count; i++)
        if (prefix_text_same(s->ip_subnets.at[i]->ip_address_prefix, part->ip_address_prefix))
            return fail(c, HCN_E_INVALID_IP_SUBNET,
                        "%s.IpAddressPrefix: the subnet has IP subnet %s already", where->text,
                        s->ip_subnets.at[i]->ip_address_prefix);
    return true;
}

static bool give_id(struct hcn_call *c, const struct hcn_network_document *n,
                    struct hcn_ip_subnet *part, const struct place *where)
{
    if (guid_is_zero(&part->id))
        return guid_new(c, &part->id);
    return !subnets_name(n, &part->id, part) ||
           fail(c, HCN_E_INVALID_IP_SUBNET, "%s.ID: another subnet of the network has %s",
                where->text, guid_text(&part->id).s);
}

/* ---- completing and changing ------------------------------------------------------------- */

/* All of the subnet, unless the caller said so. */
static bool add_whole(struct hcn_call *c, struct hcn_subnet *s)
{
    struct hcn_ip_subnet **place =
        call_append(c, &s->ip_subnets.at, &s->ip_subnets.count, sizeof *place);

    if (!place || !(*place = document_new(c, &ip_subnet_record)))
        return false;
    (*place)->ip_address_prefix = s->ip_address_prefix;
    (*place)->flags = HCN_IP_SUBNET_ENABLE_BROADCAST | HCN_IP_SUBNET_RESERVE_NETWORK_ADDRESS;
    return guid_new(c, &(*place)->id);
}

bool ip_subnets_complete(struct work *w, const struct hcn_network_document *n, struct subnet *s)
{
    struct hcn_subnet *d = s->document;

    for (size_t i = 0; i < d->ip_subnets.count; i++) {
        struct place where = place_at("%s.IpSubnets[%zu]", s->where.text, i);

        if (!check_prefix(w->call, d, d->ip_subnets.at[i], &where) ||
            !check_new(w->call, d, i, d->ip_subnets.at[i], &where) ||
            !give_id(w->call, n, d->ip_subnets.at[i], &where))
            return false;
    }
    return d->ip_subnets.count || add_whole(w->call, d);
}

bool ip_subnet_add(struct work *w, const struct hcn_network_document *n, struct hcn_subnet *s,
                   struct hcn_ip_subnet *part, size_t index)
{
    struct place where = place_at("request.Settings.IpSubnets[%zu]", index);
    struct hcn_ip_subnet **place;

    if (!check_prefix(w->call, s, part, &where) ||
        !check_new(w->call, s, s->ip_subnets.count, part, &where) ||
        !give_id(w->call, n, part, &where))
        return false;
    place = call_append(w->call, &s->ip_subnets.at, &s->ip_subnets.count, sizeof *place);
    if (place)
        *place = part;
    return place != NULL;
}

static bool check_part_unused(struct work *w, const struct hcn_network_document *n,
                              const struct hcn_ip_subnet *part, size_t index)
{
    struct place where = place_at("request.Settings.IpSubnets[%zu]", index);
    struct prefix p;

    if (!prefix_parse(part->ip_address_prefix, &p))
        return true;
    p = prefix_network(&p);
    return subnet_check_unused(w, n, &p, &where);
}

bool ip_subnet_remove(struct work *w, const struct hcn_network_document *n, struct hcn_subnet *s,
                      struct hcn_ip_subnet *part, size_t index)
{
    for (size_t i = 0; i < s->ip_subnets.count; i++) {
        const struct hcn_ip_subnet *have = s->ip_subnets.at[i];

        if (guid_is_zero(&part->id)
                ? !prefix_text_same(part->ip_address_prefix, have->ip_address_prefix)
                : !guid_equal(&part->id, &have->id))
            continue;
        if (!check_part_unused(w, n, have, index))
            return false;
        memmove(&s->ip_subnets.at[i], &s->ip_subnets.at[i + 1],
                (--s->ip_subnets.count - i) * sizeof s->ip_subnets.at[0]);
        return true;
    }
    return fail(w->call, HCN_E_INVALID_IP_SUBNET,
                "request.Settings.IpSubnets[%zu]: the subnet has no such part", index);
}
