/* policy.c - policies are checked before anything is done, and told where each one fails. */
#include "engine/policy.h"

#include <string.h>

#include "base/text.h"
#include "engine/carry.h"
#include "engine/claims.h"
#include "engine/ipam.h"
#include "engine/objects.h"
#include "engine/plan.h"
#include "engine/publish.h"
#include "schema/document.h"

bool driver_carries(const char *const *words, const char *word)
{
    if (!words)
        return true;
    for (; *words; words++)
        if (text_same(*words, word))
            return true;
    return false;
}

const char *driver_words(struct hcn_call *c, const char *const *words)
{
    const char *all = *words;

    for (size_t i = 1; all && words[i]; i++)
        all = call_format(c, words[i + 1] ? "%s, %s" : "%s or %s", all, words[i]);
    return all ? all : "nothing";
}

/* ---- where a type may stand --------------------------------------------------------------- */

#define ON(type) (1u << HCN_NETWORK_##type)

/* Network types that refuse a policy which else belongs on endpoints (contract, 3.3). */
static const struct {
    enum hcn_policy_type type;
    uint32_t networks;
    int32_t hresult;
} refused[] = {
    { HCN_POLICY_PORT_MAPPING, ON(TRANSPARENT) | ON(PRIVATE) | ON(INTERNAL),
      HCN_E_MAPPING_NOT_SUPPORTED },
    { HCN_POLICY_SDN_ROUTE, ON(TRANSPARENT), HCN_E_INVALID_POLICY_TYPE },
    { HCN_POLICY_OUT_BOUND_NAT, ON(PRIVATE) | ON(INTERNAL), HCN_E_INVALID_POLICY_TYPE },
};

static bool check_network_type(struct hcn_call *c, const struct hcn_policy *p,
                               const struct hcn_network_document *n, const struct place *where)
{
    for (size_t i = 0; i < COUNT(refused); i++)
        if (refused[i].type == hcn_policy_type(p) && refused[i].networks >> n->type & 1)
            return fail(c, refused[i].hresult,
                        "%s.Type: %s is not possible on a network of type %s", where->text, p->type,
                        hcn_word_text(c, n, &n->type));
    return true;
}

static const char *target_words(uint32_t target)
{
    if (target == HCN_TARGET_SUBNET)
        return "subnets";
    return target == HCN_TARGET_NETWORK ? "networks" : "endpoints";
}

/* Known, belongs on such an object, and the driver does it. */
static bool check_policy(struct work *w, const struct hcn_policy *p, uint32_t target,
                         const struct place *where)
{
    enum hcn_policy_type type = hcn_policy_type(p);

    if (type == HCN_POLICY_UNKNOWN)
        return fail(w->call, HCN_E_INVALID_POLICY_TYPE, "%s.Type: no policy is called \"%s\"",
                    where->text, p->type ? p->type : "");
    if (!(hcn_policy_targets(type) & target))
        return fail(w->call, HCN_E_INVALID_POLICY_TYPE,
                    "%s.Type: %s is a policy of other objects, expected one of %s", where->text,
                    p->type, target_words(target));
    if (driver_carries(w->driver->kind->policies, p->type))
        return true;
    return fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                "%s.Type: the %s driver does not carry out policies of type %s, expected %s",
                where->text, w->driver->kind->name, p->type,
                driver_words(w->call, w->driver->kind->policies));
}

bool policy_is_nothing(const struct hcn_policy *p)
{
    return text_empty(p->type) && text_empty(p->settings);
}

static void drop_nothing(struct hcn_policy **at, size_t *count)
{
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++)
        if (!policy_is_nothing(at[i]))
            at[kept++] = at[i];
    *count = kept;
}

/* Where the caller wrote the i-th policy of an object. */
static struct place place_of(const char *object, size_t i, size_t kept)
{
    return i < kept ? place_at("%s.Policies[%zu]", object, i)
                    : place_at("request.Settings.Policies[%zu]", i - kept);
}

bool subnet_policies_check(struct work *w, struct hcn_subnet *s, const struct place *where)
{
    for (size_t i = 0; i < s->policies.count; i++) {
        const struct place at = place_of(where->text, i, ALL_KEPT);

        if (!policy_is_nothing(s->policies.at[i]) &&
            !check_policy(w, s->policies.at[i], HCN_TARGET_SUBNET, &at))
            return false;
    }
    drop_nothing(s->policies.at, &s->policies.count);
    return true;
}

bool network_policies_check(struct work *w, struct hcn_network_document *n, size_t kept)
{
    for (size_t i = 0; i < n->policies.count; i++) {
        const struct place where = place_of("network", i, kept);

        if (!policy_is_nothing(n->policies.at[i]) &&
            !check_policy(w, n->policies.at[i], HCN_TARGET_NETWORK, &where))
            return false;
    }
    drop_nothing(n->policies.at, &n->policies.count);
    return true;
}

/* ---- port mappings ------------------------------------------------------------------------ */

static uint8_t protocol_of(const struct hcn_port_mapping_settings *s)
{
    return (uint8_t)(s->protocol ? s->protocol : HCN_PROTOCOL_TCP);
}

static struct published published_by(const struct hcn_port_mapping_settings *s)
{
    return (struct published){ published_address(s->vip), protocol_of(s), s->external_port };
}

/* Writes a chosen port into the policy. */
static bool write_port(struct work *w, struct hcn_policy **p, uint16_t port)
{
    struct hcn_port_mapping_settings *s =
        call_copy(w->call, (*p)->typed, sizeof(struct hcn_port_mapping_settings));
    struct hcn_policy *copy = call_copy(w->call, *p, sizeof **p), *chosen;

    if (!s || !copy)
        return false;
    s->external_port = port;
    chosen = hcn_policy_new(w->call, HCN_POLICY_PORT_MAPPING, s);
    if (!chosen)
        return false;
    copy->settings = chosen->settings;
    copy->typed = chosen->typed;
    *p = copy;
    return true;
}

static bool check_mapping(struct work *w, const struct hcn_port_mapping_settings *s,
                          const struct place *where)
{
    if (!s || !s->internal_port)
        return fail(w->call, HCN_E_INVALID_INTERNAL_PORT,
                    "%s.Settings.InternalPort: expected a port from 1 to 65535, found %s",
                    where->text, s && document_has(s, &s->internal_port) ? "0" : "nothing");
    if (!s->protocol || s->protocol == HCN_PROTOCOL_TCP || s->protocol == HCN_PROTOCOL_UDP)
        return true;
    return fail(w->call, HCN_E_INVALID_POLICY,
                "%s.Settings.Protocol: expected 6 (TCP) or 17 (UDP), found %u", where->text,
                (unsigned)s->protocol);
}

/* Most endpoints publish nothing: the first port begins. */
static bool take_port(struct work *w, struct publishing *ports, struct hcn_policy **p,
                      const struct place *where)
{
    const struct holder self = ports->publisher;
    const struct hcn_port_mapping_settings *s = hcn_policy_settings(*p, HCN_POLICY_PORT_MAPPING);
    const struct place at = place_at("%s.Settings.ExternalPort", where->text);
    struct published what;

    if (!check_mapping(w, s, where) || (!ports->work && !publishing_begin(w, &self, ports)))
        return false;
    what = published_by(s);
    if (!what.port && (!publishing_choose(ports, &what, &at) || !write_port(w, p, what.port)))
        return false;
    return publishing_take(ports, &what, &at);
}

bool endpoint_policies_release(struct work *w, const struct hcn_endpoint_document *e)
{
    const struct holder self = holder_of(KIND_ENDPOINT, &e->id);

    for (size_t i = 0; i < e->policies.count; i++) {
        const struct hcn_port_mapping_settings *s =
            hcn_policy_settings(e->policies.at[i], HCN_POLICY_PORT_MAPPING);
        struct published what;
        struct claim claim;

        if (!s)
            continue;
        what = published_by(s);
        claim = claim_port(&what.ip, what.protocol, what.port, &self);
        if (!work_release(w, &claim))
            return false;
    }
    return true;
}

/* ---- endpoints ---------------------------------------------------------------------------- */

/* What the Linux driver does not do of a policy that it does. */
static bool check_out_bound_nat(struct work *w, const struct hcn_policy *p,
                                const struct place *where)
{
    const struct hcn_out_bound_nat_settings *s = hcn_policy_settings(p, HCN_POLICY_OUT_BOUND_NAT);

    if (!s || !s->max_port_pool_usage || !w->driver->kind->policies)
        return true;
    return fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                "%s.Settings.MaxPortPoolUsage: the %s driver does not limit ports", where->text,
                w->driver->kind->name);
}

static bool has_ipv6(const struct hcn_endpoint_document *e)
{
    for (size_t i = 0; i < e->ip_configurations.count; i++)
        if (strchr(e->ip_configurations.at[i]->ip_address, ':'))
            return true;
    return false;
}

/* A port carries at least what the protocols need (RFC 791, RFC 8200). */
static bool check_mtu(struct work *w, const struct hcn_endpoint_document *e,
                      const struct hcn_policy *p, const struct place *where)
{
    const struct hcn_interface_parameters_settings *parameters =
        hcn_policy_settings(p, HCN_POLICY_INTERFACE_PARAMETERS);
    const struct hcn_encap_overhead_settings *encap =
        hcn_policy_settings(p, HCN_POLICY_ENCAP_OVERHEAD);
    const unsigned least = has_ipv6(e) ? 1280 : 68;
    uint32_t most;

    if (!largest_mtu(w, &most))
        return false;
    if (parameters && parameters->mtu && parameters->mtu < least)
        return fail(w->call, HCN_E_INVALID_POLICY,
                    "%s.Settings.Mtu: expected %u to 65535, found %u", where->text, least,
                    parameters->mtu);
    if (encap && encap->overhead > most - least)
        return fail(w->call, HCN_E_INVALID_POLICY,
                    "%s.Settings.Overhead: expected 0 to %u, found %u", where->text,
                    (unsigned)most - least, (unsigned)encap->overhead);
    return true;
}

bool endpoint_policies_take(struct work *w, const struct hcn_network_document *n,
                            struct hcn_endpoint_document *e, size_t kept)
{
    const struct holder self = holder_of(KIND_ENDPOINT, &e->id);
    struct publishing ports = { .publisher = self };
    size_t parameters = 0;

    for (size_t i = 0; i < e->policies.count; i++) {
        struct place where = place_of("endpoint", i, kept);
        struct hcn_policy **p = &e->policies.at[i];
        enum hcn_policy_type type = hcn_policy_type(*p);

        if (policy_is_nothing(*p))
            continue;
        if (!check_policy(w, *p, HCN_TARGET_ENDPOINT, &where) ||
            !check_network_type(w->call, *p, n, &where) || !check_out_bound_nat(w, *p, &where) ||
            !check_mtu(w, e, *p, &where))
            return false;
        if (type == HCN_POLICY_PORT_MAPPING && !take_port(w, &ports, p, &where))
            return false;
        if (type == HCN_POLICY_INTERFACE_PARAMETERS && parameters++)
            return fail(w->call, HCN_INTERFACEPARAMETERS_ALREADY_APPLIED,
                        "%s.Type: there is an InterfaceParameters policy already", where.text);
    }
    drop_nothing(e->policies.at, &e->policies.count);
    return true;
}

/* ---- steps -------------------------------------------------------------------------------- */

/* A mapping leads to the endpoint's first address of the family that its VIP has. */
static bool leads_to(const struct hcn_port_mapping_settings *s,
                     const struct hcn_ip_configuration *to)
{
    struct ip vip = published_address(s->vip), ip;

    return ip_parse(to->ip_address, &ip) && (!vip.family || vip.family == ip.family);
}

static bool step_mapping(struct hcn_call *c, const struct hcn_endpoint_document *e,
                         const struct hcn_port_mapping_settings *s, struct step *out)
{
    uint8_t done = 0; /* bits of families */

    for (size_t i = 0; i < e->ip_configurations.count; i++) {
        const struct hcn_ip_configuration *to = e->ip_configurations.at[i];
        uint8_t family = strchr(to->ip_address, ':') ? 2 : 1;
        struct step_mapping **place, *m;

        if (!leads_to(s, to) || done & family)
            continue;
        done |= family;
        place = call_append(c, &out->mappings.at, &out->mappings.count, sizeof *place);
        m = step_mapping_new(c);
        if (!place || !m)
            return false;
        *place = m;
        m->protocol = protocol_of(s);
        m->external_port = s->external_port;
        m->internal_port = s->internal_port;
        m->virtual_ip = published_address(s->vip).family ? s->vip : NULL;
        m->address = to->ip_address;
    }
    return true;
}

static bool step_outbound(struct hcn_call *c, const struct hcn_out_bound_nat_settings *s,
                          struct step *out)
{
    if (!out->outbound && !(out->outbound = step_outbound_new(c)))
        return false;
    out->outbound->virtual_ip = text_empty(s->virtual_ip) ? NULL : s->virtual_ip;
    out->outbound->exceptions.at = s->exceptions.at;
    out->outbound->exceptions.count = s->exceptions.count;
    out->outbound->destinations.at = s->destinations.at;
    out->outbound->destinations.count = s->destinations.count;
    return true;
}

bool endpoint_policies_step(struct hcn_call *c, const struct hcn_endpoint_document *e,
                            struct step *s)
{
    for (size_t i = 0; i < e->policies.count; i++) {
        const struct hcn_policy *p = e->policies.at[i];
        const struct hcn_port_mapping_settings *mapping =
            hcn_policy_settings(p, HCN_POLICY_PORT_MAPPING);
        const struct hcn_out_bound_nat_settings *nat =
            hcn_policy_settings(p, HCN_POLICY_OUT_BOUND_NAT);

        if ((mapping && !step_mapping(c, e, mapping, s)) || (nat && !step_outbound(c, nat, s)))
            return false;
    }
    s->hairpin = s->mappings.count > 0;
    return true;
}
