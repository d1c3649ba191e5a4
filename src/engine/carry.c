/* carry.c - flags and sizes against what the driver carries out. */
#include "engine/carry.h"

#include <inttypes.h>
#include <string.h>

#include "engine/policy.h"
#include "schema/records.h"

enum { ETHERNET_MTU = 1500 };

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

bool largest_mtu(struct work *w, uint32_t *out)
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
            return (struct sizing){ .mtu = parameters->mtu };
        if (encap)
            s = (struct sizing){ .overhead = encap->overhead };
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

bool endpoint_check(struct work *w, const struct hcn_endpoint_document *e)
{
    return check_flags(w, "endpoint", e->flags, w->driver->kind->endpoint_flags,
                       &endpoint_flags_words);
}
