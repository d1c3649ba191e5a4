/* network.c - networks: made, completed, deleted. */
#include "engine/network.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "engine/carry.h"
#include "engine/claims.h"
#include "engine/kinds.h"
#include "engine/members.h"
#include "engine/modify.h"
#include "engine/objects.h"
#include "engine/policy.h"
#include "engine/subnets.h"
#include "schema/document.h"
#include "schema/records.h"

enum { NAME_LENGTH = 255 };

bool network_is_routed(uint32_t type)
{
    return type == HCN_NETWORK_NAT || type == HCN_NETWORK_ICS || type == HCN_NETWORK_INTERNAL ||
           type == HCN_NETWORK_CONSTRAINED_ICS;
}

struct link_name link_name(const char *prefix, const struct hcn_guid *id)
{
    struct link_name name;

    snprintf(name.text, sizeof name.text, "%s%010" PRIx64, prefix, spread(id) >> 24);
    return name;
}

const char *tag_for(struct hcn_call *c, const char *kind, const struct hcn_guid *id)
{
    return call_format(c, "%s:%s", kind, guid_text(id).s);
}

/* ---- making ----------------------------------------------------------------------------- */

static bool take_name(struct work *w, const struct hcn_network_document *n)
{
    struct holder held;
    struct claim claim;

    if (text_empty(n->name))
        return true;
    if (strlen(n->name) > NAME_LENGTH)
        return fail(w->call, HCN_E_INVALID_NETWORK,
                    "network.Name: expected at most %d bytes, found %zu", NAME_LENGTH,
                    strlen(n->name));
    claim = claim_name(n->name, &n->id);
    if (!work_claim(w, &claim, &held))
        return false;
    if (guid_equal(&held.id, &n->id))
        return true;
    return fail(w->call, HCN_E_NETWORK_ALREADY_EXISTS,
                "network.Name: \"%s\" is the name of network %s", n->name, guid_text(&held.id).s);
}

static bool check_type(struct work *w, struct hcn_network_document *n)
{
    const char *word = words_text(&network_type_words, n->type);

    document_give(n, &n->type); /* NAT is zero, and is said nevertheless */
    if (driver_carries(w->driver->kind->networks, word))
        return true;
    return fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                "network.Type: the %s driver does not carry out networks of type %s, expected %s",
                w->driver->kind->name, word, driver_words(w->call, w->driver->kind->networks));
}

static const char *text_or_nothing(const char *text)
{
    return text ? text : "";
}

/* Clients send empty objects, and mean none. */
static void drop_empty_ranges(struct hcn_mac_pool *pool)
{
    for (size_t i = pool->ranges.count; i--;)
        if (text_empty(pool->ranges.at[i]->start_mac_address) &&
            text_empty(pool->ranges.at[i]->end_mac_address))
            list_take_out((const void **)pool->ranges.at, &pool->ranges.count, i);
}

static bool check_ranges(struct work *w, const struct hcn_mac_pool *pool)
{
    for (size_t i = 0; i < pool->ranges.count; i++) {
        const struct hcn_mac_range *r = pool->ranges.at[i];
        struct mac first, last;

        if (text_empty(r->start_mac_address) || !mac_parse(r->start_mac_address, &first) ||
            text_empty(r->end_mac_address) || !mac_parse(r->end_mac_address, &last) ||
            mac_number(&first) > mac_number(&last) || (first.bytes[0] | last.bytes[0]) & 1)
            return fail(w->call, HCN_E_INVALID_NETWORK,
                        "network.MacPool.Ranges[%zu]: expected the first and the last MAC of "
                        "adapters, in order, found \"%s\" and \"%s\"",
                        i, text_or_nothing(r->start_mac_address),
                        text_or_nothing(r->end_mac_address));
    }
    return true;
}

static const char *mac_text(struct hcn_call *c, const struct mac *mac)
{
    char text[MAC_TEXT];

    mac_print(mac, text);
    return call_format(c, "%s", text);
}

/* The bridge's own MAC: the last of the pool, so that endpoints keep the low ones. */
static bool bridge_mac(const struct hcn_network_document *n, struct mac *out)
{
    const struct hcn_mac_pool *pool = n->mac_pool;

    return pool && mac_parse(pool->ranges.at[pool->ranges.count - 1]->end_mac_address, out);
}

static bool claim_bridge_mac(struct work *w, const struct hcn_network_document *n)
{
    struct holder self = holder_of(KIND_NETWORK, &n->id), held;
    struct claim claim;
    struct mac mac;

    if (!bridge_mac(n, &mac))
        return false;
    claim = claim_mac(&n->id, &mac, &self);
    return work_claim(w, &claim, &held);
}

/* Every network has a MAC pool. */
static bool complete_pool(struct work *w, struct hcn_network_document *n)
{
    struct hcn_mac_range *range, **place;
    struct mac first, last;

    if (n->mac_pool)
        drop_empty_ranges(n->mac_pool);
    if (n->mac_pool && n->mac_pool->ranges.count)
        return check_ranges(w, n->mac_pool);
    n->mac_pool = document_new(w->call, &mac_pool_record);
    range = document_new(w->call, &mac_range_record);
    if (!n->mac_pool || !range || !mac_pool_pick(w, &n->id, &first, &last))
        return false;
    place =
        call_append(w->call, &n->mac_pool->ranges.at, &n->mac_pool->ranges.count, sizeof *place);
    if (!place)
        return false;
    *place = range;
    range->start_mac_address = mac_text(w->call, &first);
    range->end_mac_address = mac_text(w->call, &last);
    return range->start_mac_address && range->end_mac_address;
}

/* ---- on an adapter of the machine ------------------------------------------------------- */

static bool stands_on_adapter(uint32_t type)
{
    return type == HCN_NETWORK_TRANSPARENT || type == HCN_NETWORK_L2BRIDGE ||
           type == HCN_NETWORK_L2TUNNEL || type == HCN_NETWORK_OVERLAY;
}

static const void *settings_of(const struct hcn_network_document *n, enum hcn_policy_type type)
{
    const void *settings = NULL;

    for (size_t i = 0; !settings && i < n->policies.count; i++)
        settings = hcn_policy_settings(n->policies.at[i], type);
    return settings;
}

static bool add_policy(struct work *w, struct hcn_network_document *n, enum hcn_policy_type type,
                       const void *settings)
{
    const struct hcn_policy *policy = hcn_policy_new(w->call, type, settings);

    document_give(n, &n->policies);
    return policy && list_append(w->call, &n->policies.at, &n->policies.count, policy);
}

static bool add_provider(struct work *w, struct hcn_network_document *n)
{
    struct hcn_provider_address_settings *settings =
        document_new(w->call, &provider_address_settings_record);

    if (!settings)
        return false;
    settings->provider_address = n->management_ip;
    return add_policy(w, n, HCN_POLICY_PROVIDER_ADDRESS, settings);
}

static bool add_router(struct work *w, struct hcn_network_document *n)
{
    struct hcn_dr_mac_address_settings *settings =
        document_new(w->call, &dr_mac_address_settings_record);
    struct mac mac;

    if (!settings || !bridge_mac(n, &mac))
        return false;
    settings->address = mac_text(w->call, &mac);
    return settings->address && add_policy(w, n, HCN_POLICY_DR_MAC_ADDRESS, settings);
}

/* What clients wait for (flannel), and the other machines of an overlay have to know of this one.
 */
static bool complete_adapter(struct work *w, struct hcn_network_document *n)
{
    const struct hcn_provider_address_settings *provider =
        settings_of(n, HCN_POLICY_PROVIDER_ADDRESS);

    if (!stands_on_adapter(n->type) || !w->driver->kind->host)
        return true;
    if (text_empty(n->management_ip))
        n->management_ip = provider ? provider->provider_address : w->driver->kind->host;
    if (n->type != HCN_NETWORK_OVERLAY)
        return true;
    return (provider || add_provider(w, n)) &&
           (settings_of(n, HCN_POLICY_DR_MAC_ADDRESS) || add_router(w, n));
}

bool network_create(struct work *w, struct reply *out)
{
    struct hcn_network_document *n = object_create_settings(w);
    struct object o = { .kind = KIND_NETWORK, .state = STATE_CREATED };

    if (!n || !object_new_id(w, &n->id, HCN_E_NETWORK_ALREADY_EXISTS, &o.id))
        return false;
    n->id = out->id = o.id;
    o.name = n->name;
    return check_type(w, n) && network_flags_check(w, n) &&
           network_policies_check(w, n, ALL_KEPT) && take_name(w, n) && subnets_complete(w, n) &&
           complete_pool(w, n) && claim_bridge_mac(w, n) && complete_adapter(w, n) &&
           network_steps(w, n, false) && object_insert(w, &o, n);
}

/* ---- steps ------------------------------------------------------------------------------ */

static uint32_t reach_of(const struct hcn_network_document *n)
{
    if (n->flags & HCN_NETWORK_DISABLE_HOST_PORT)
        return REACH_PRIVATE;
    if (n->type == HCN_NETWORK_INTERNAL)
        return REACH_INTERNAL;
    return network_is_routed(n->type) ? REACH_NAT : REACH_PRIVATE;
}

static bool add_text(struct hcn_call *c, void *list, size_t *count, const char *text)
{
    const char **place = call_append(c, list, count, sizeof *place);

    if (!place)
        return false;
    *place = text;
    return text != NULL;
}

/* The host's addresses in the network, and what the network is. */
static bool step_subnets(struct work *w, const struct subnets *all, bool routed, struct step *s)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct subnet *net = &all->at[i];
        struct prefix host = { net->gateway, net->prefix.length };
        char text[PREFIX_TEXT];

        prefix_print(&net->prefix, text);
        if (!add_text(w->call, &s->prefixes.at, &s->prefixes.count,
                      call_format(w->call, "%s", text)))
            return false;
        if (!routed)
            continue;
        if (!host.ip.family)
            host.ip = prefix_at(&net->prefix, 1);
        prefix_print(&host, text);
        if (!add_text(w->call, &s->addresses.at, &s->addresses.count,
                      call_format(w->call, "%s", text)))
            return false;
    }
    return true;
}

static bool step_add(struct work *w, const struct hcn_network_document *n,
                     const struct subnets *all, enum step_kind kind, bool remove)
{
    struct step *s = work_step(w, kind, remove);
    struct mac mac;

    if (!s)
        return false;
    s->link = call_format(w->call, "%s", link_name("hb-", &n->id).text);
    s->tag = tag_for(w->call, "net", &n->id);
    if (kind == STEP_BRIDGE && bridge_mac(n, &mac) && !(s->mac = mac_text(w->call, &mac)))
        return false;
    s->reach = reach_of(n);
    return s->link && s->tag &&
           (kind == STEP_BRIDGE || step_subnets(w, all, s->reach != REACH_PRIVATE, s));
}

static bool steps(struct work *w, const struct hcn_network_document *n, bool remove, bool bridge)
{
    struct subnets all;

    return subnets_read(w->call, n, &all) &&
           (!bridge || remove || step_add(w, n, &all, STEP_BRIDGE, false)) &&
           step_add(w, n, &all, STEP_NETWORK, remove) &&
           (!bridge || !remove || step_add(w, n, &all, STEP_BRIDGE, true));
}

bool network_steps(struct work *w, const struct hcn_network_document *n, bool remove)
{
    return steps(w, n, remove, true);
}

bool network_rules(struct work *w, const struct hcn_network_document *n, bool remove)
{
    return steps(w, n, remove, false);
}

/* ---- deleting --------------------------------------------------------------------------- */

static bool remove_endpoints(struct work *w, const struct hcn_guid *network)
{
    struct selection mine = { .kind = KIND_ENDPOINT, .network = network };
    struct objects endpoints;

    if (!objects_select(w, &mine, &endpoints))
        return false;
    for (size_t i = 0; i < endpoints.count; i++)
        if (!endpoint_drop(w, &endpoints.at[i]))
            return false;
    return true;
}

bool network_delete(struct work *w, struct reply *out)
{
    const struct hcn_guid *id = &w->request->id;
    struct hcn_network_document *n;
    struct object o;

    (void)out;
    if (!work_get(w, KIND_NETWORK, id, &o) || !(n = object_remains(w, &o)))
        return false;
    w->finish = true;
    w->victim = call_copy(w->call, &o, sizeof o);
    return w->victim && members_drop_network(w, id) && remove_endpoints(w, id) &&
           network_steps(w, n, true) && object_delete(w, &o);
}
