/* carry.c - flags and sizes against what the driver carries out. */
#include "engine/carry.h"

#include <inttypes.h>
#include <string.h>

#include "engine/policy.h"
#include "schema/records.h"

enum { ETHERNET_MTU = 1500, LEAST_MTU = 68, LEAST_IPV6_MTU = 1280 };

/* ---- flags ------------------------------------------------------------------------------ */

static bool check_flags(struct work *w, const char *where, uint32_t flags, uint32_t carried,
                        const struct words *words)
{
    const uint32_t others = carried ? flags & ~carried : 0, first = others & -others;
    const char *word = first ? words_text(words, first) : NULL;

    return !others || fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                           "%s.Flags: the %s driver does not carry out %s (%" PRIu32 ")", where,
                           w->driver->kind->name, word ? word : "an unknown flag", first);
}

bool network_flags_check(struct work *w, const struct hcn_network_document *n)
{
    const uint32_t carried = w->driver->kind->network_flags;

    if (!check_flags(w, "network", n->flags, carried, &network_flags_words))
        return false;
    if (!carried || !(n->flags & HCN_NETWORK_DISABLE_HOST_PORT) || n->type != HCN_NETWORK_NAT)
        return true;
    return fail(w->call, HCN_E_REQUEST_UNSUPPORTED,
                "network.Flags: DisableHostPort is not possible on a network of type NAT, whose "
                "endpoints reach the outside through the host");
}

/* ---- sizes ------------------------------------------------------------------------------ */

static bool largest_mtu(struct work *w, uint32_t *out)
{
    struct driver *d = w->driver;

    *out = ETHERNET_MTU;
    if (d->kind->mtu && !d->kind->mtu(w->call, d, out))
        return false;
    *out = *out < ETHERNET_MTU ? *out : ETHERNET_MTU;
    return true;
}

/* The policy that decides: the first InterfaceParameters with an MTU, else the last overhead. */
struct sizing {
    uint32_t mtu, overhead;
    size_t which; /* of the policies */
};

static struct sizing sizing_of(const struct hcn_endpoint_document *e)
{
    struct sizing s = { .mtu = 0 };

    for (size_t i = 0; i < e->policies.count; i++) {
        const struct hcn_interface_parameters_settings *parameters =
            hcn_policy_settings(e->policies.at[i], HCN_POLICY_INTERFACE_PARAMETERS);
        const struct hcn_encap_overhead_settings *encap =
            hcn_policy_settings(e->policies.at[i], HCN_POLICY_ENCAP_OVERHEAD);

        if (parameters && parameters->mtu)
            return (struct sizing){ .mtu = parameters->mtu, .which = i };
        if (encap)
            s = (struct sizing){ .overhead = encap->overhead, .which = i };
    }
    return s;
}

bool endpoint_mtu(struct work *w, const struct hcn_endpoint_document *e, uint32_t *out)
{
    const struct sizing s = sizing_of(e);
    uint32_t most;

    *out = s.mtu;
    if (!s.overhead)
        return true;
    if (!largest_mtu(w, &most))
        return false;
    *out = s.overhead < most ? most - s.overhead : 1; /* too small for anything */
    return true;
}

static bool has_ipv6(const struct hcn_endpoint_document *e)
{
    for (size_t i = 0; i < e->ip_configurations.count; i++)
        if (strchr(e->ip_configurations.at[i]->ip_address, ':'))
            return true;
    return false;
}

static bool check_mtu(struct work *w, const struct hcn_endpoint_document *e)
{
    const uint32_t least = has_ipv6(e) ? LEAST_IPV6_MTU : LEAST_MTU;
    const struct sizing s = sizing_of(e);
    uint32_t mtu, most;

    if (!endpoint_mtu(w, e, &mtu) || !largest_mtu(w, &most))
        return false;
    if (!mtu || mtu >= least)
        return true;
    if (s.mtu)
        return fail(w->call, HCN_E_INVALID_POLICY,
                    "endpoint.Policies[%zu].Settings.Mtu: expected %" PRIu32 " to 65535%s, found "
                    "%" PRIu32,
                    s.which, least, has_ipv6(e) ? " (IPv6)" : "", s.mtu);
    return fail(w->call, HCN_E_INVALID_POLICY,
                "endpoint.Policies[%zu].Settings.Overhead: packets of at least %" PRIu32
                " bytes%s have to be left of %" PRIu32 ", found %" PRIu32,
                s.which, least, has_ipv6(e) ? " (IPv6)" : "", most, s.overhead);
}

bool endpoint_check(struct work *w, const struct hcn_endpoint_document *e)
{
    return check_flags(w, "endpoint", e->flags, w->driver->kind->endpoint_flags,
                       &endpoint_flags_words) &&
           (!w->driver->kind->policies || check_mtu(w, e));
}
