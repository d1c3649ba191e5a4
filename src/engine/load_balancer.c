/* load_balancer.c - what a load balancer claims: the ports of its frontends. */
#include <string.h>

#include "base/text.h"
#include "engine/claims.h"
#include "engine/endpoint.h"
#include "engine/group.h"
#include "engine/ipam.h"
#include "engine/objects.h"
#include "engine/publish.h"
#include "schema/document.h"

/* A load balancer that is made or changed. */
struct making {
    struct work *work;
    struct object *object;
    struct hcn_load_balancer_document *document;
    uint8_t family; /* of its frontends; 0 while nothing says */
    struct publishing ports;
};

/* ---- addresses --------------------------------------------------------------------------- */

/* All addresses are of one family: what comes in by one goes out by the same. */
static bool check_family(struct making *m, const struct place *where, const char *text)
{
    struct ip ip;

    if (text_empty(text) || !ip_parse(text, &ip))
        return true;
    if (!m->family)
        m->family = ip.family;
    return ip.family == m->family ||
           fail(m->work->call, HCN_E_ADDR_INVALID_OR_RESERVED,
                "%s: expected an IPv%u address as the others are, found %s", where->text, m->family,
                text);
}

static bool check_addresses(struct making *m)
{
    const struct place source = { "load balancer.SourceVIP" };
    const struct hcn_load_balancer_document *d = m->document;

    m->family = d->flags & HCN_LOAD_BALANCER_IPV6 ? 6 : 0;
    for (size_t i = 0; i < d->frontend_vips.count; i++) {
        const struct place where = place_at("load balancer.FrontendVIPs[%zu]", i);

        if (!check_family(m, &where, d->frontend_vips.at[i]))
            return false;
    }
    return check_family(m, &source, d->source_vip);
}

static bool has_family(const struct hcn_endpoint_document *e, uint8_t family)
{
    struct ip ip;

    for (size_t i = 0; i < e->ip_configurations.count; i++)
        if (!text_empty(e->ip_configurations.at[i]->ip_address) &&
            ip_parse(e->ip_configurations.at[i]->ip_address, &ip) && ip.family == family)
            return true;
    return !e->ip_configurations.count;
}

/* A back end without an address of that family would never be reached. */
static bool check_members(struct making *m)
{
    const struct hcn_load_balancer_document *d = m->document;

    for (size_t i = 0; m->family && i < d->host_compute_endpoints.count; i++) {
        const struct hcn_guid *id = &d->host_compute_endpoints.at[i];
        struct hcn_endpoint_document *e;
        struct object o;

        if (!work_get(m->work, KIND_ENDPOINT, id, &o) || !(e = object_document(m->work, &o)))
            return false;
        if (!has_family(e, m->family))
            return fail(m->work->call, HCN_E_INVALID_ENDPOINT,
                        "load balancer.HostComputeEndpoints[%zu]: endpoint %s has no IPv%u address",
                        i, guid_text(id).s, m->family);
    }
    return true;
}

/* ---- ports ------------------------------------------------------------------------------- */

static bool claim_one(struct making *m, const char *vip, size_t i)
{
    const struct hcn_load_balancer_port_mapping *p = m->document->port_mappings.at[i];
    const struct place where = place_at("load balancer.PortMappings[%zu].ExternalPort", i);
    const struct published what = { published_address(vip), (uint8_t)p->protocol,
                                    p->external_port };

    return publishing_take(&m->ports, &what, &where);
}

static bool has_ports(const struct hcn_load_balancer_port_mapping *p)
{
    return p->protocol == HCN_PROTOCOL_TCP || p->protocol == HCN_PROTOCOL_UDP;
}

static bool check_mapping(struct making *m, size_t i)
{
    const struct hcn_load_balancer_port_mapping *p = m->document->port_mappings.at[i];

    if (p->protocol > UINT8_MAX)
        return fail(m->work->call, E_INVALIDARG,
                    "load balancer.PortMappings[%zu].Protocol: expected 0 to 255, found %u", i,
                    (unsigned)p->protocol);
    if (has_ports(p) && !p->internal_port)
        return fail(m->work->call, HCN_E_INVALID_INTERNAL_PORT,
                    "load balancer.PortMappings[%zu].InternalPort: expected 1 to 65535, found 0",
                    i);
    if (has_ports(p) && !p->external_port)
        return fail(m->work->call, E_INVALIDARG,
                    "load balancer.PortMappings[%zu].ExternalPort: expected 1 to 65535, found 0",
                    i);
    return true;
}

/* Without a frontend address it is a port of the machine, whatever the address. */
static bool claim_mapping(struct making *m, size_t i)
{
    const struct hcn_load_balancer_document *d = m->document;

    if (!check_mapping(m, i))
        return false;
    for (size_t v = 0; v < d->frontend_vips.count; v++)
        if (!claim_one(m, d->frontend_vips.at[v], i))
            return false;
    return d->frontend_vips.count || claim_one(m, NULL, i);
}

bool load_balancer_take(struct work *w, struct object *o, void *document)
{
    struct making m = { .work = w, .object = o, .document = document };
    const struct holder self = holder_of(KIND_LOAD_BALANCER, &o->id);

    if (!publishing_begin(w, &self, &m.ports) || !check_addresses(&m) || !check_members(&m))
        return false;
    for (size_t i = 0; i < m.document->port_mappings.count; i++)
        if (!claim_mapping(&m, i))
            return false;
    return true;
}
