/* version1_policy_list.c - policy lists: what version 1 has for load balancers (ELB) and SDN routes
 * (ROUTE). */
#include <string.h>

#include "base/guid.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/object_fields.h"
#include "schema/records.h"
#include "schema/version1_parts.h"

static const char endpoints[] = "/endpoints/", elb[] = "ELB", route[] = "ROUTE";

/* "/endpoints/ID", or the bare id. */
static bool reference_parse(const char *text, struct hcn_guid *out)
{
    for (size_t i = 0; i < sizeof endpoints - 1; i++)
        if (text_lower(text[i]) != endpoints[i])
            return guid_parse(text, out);
    return guid_parse(text + sizeof endpoints - 1, out);
}

static bool is_reference(const char *text)
{
    struct hcn_guid id;

    return reference_parse(text, &id);
}

static const struct format reference_format = { "a reference to an endpoint, /endpoints/ID",
                                                is_reference, HCN_E_INVALID_JSON_REFERENCE, NULL };

static const struct field policy_fields[] = {
    FIELD(version1_list_policy, type, "Type"),
    NUMBER(version1_list_policy, protocol, "Protocol", &protocol_words),
    FIELD(version1_list_policy, internal_port, "InternalPort"),
    FIELD(version1_list_policy, external_port, "ExternalPort"),
    NUMBER(version1_list_policy, distribution_type, "DistributionType", &distribution_words),
    FORMAT(version1_list_policy, source_vip, "SourceVIP", &address_format),
    FORMAT_LIST(version1_list_policy, vips, "VIPs", &address_format),
    FIELD(version1_list_policy, ilb, "ILB"),
    FIELD(version1_list_policy, local_routed_vip, "LocalRoutedVip"),
    FIELD(version1_list_policy, is_dsr, "IsDSR"),
    FIELD(version1_list_policy, ipv6, "IPv6"),
    NUMBER(version1_list_policy, flags, "Flags", &port_mapping_flags_words),
    FORMAT(version1_list_policy, destination_prefix, "DestinationPrefix", &prefix_format),
    FORMAT(version1_list_policy, next_hop, "NextHop", &address_format),
    FIELD(version1_list_policy, need_encap, "NeedEncap"),
    FIELD(version1_list_policy, automatic_endpoint_monitor, "AutomaticEndpointMonitor"),
};
static const struct record policy_1_record = TABLE(version1_list_policy, "policy", policy_fields);

#define LIST_FIELDS(T)                                                                             \
    FORMAT_LIST(T, list.references, "References", &reference_format),                              \
        RECORD_LIST(T, list.policies, "Policies", &policy_1_record),                               \
        FIELD(T, list.is_applied, "IsApplied")

static const struct field load_balancer_fields[] = {
    LOAD_BALANCER_FIELDS,
    LIST_FIELDS(version1_load_balancer),
};
const struct record version1_load_balancer_record =
    TABLE(version1_load_balancer, "load balancer", load_balancer_fields);

static const struct field route_fields[] = {
    ROUTE_FIELDS(ALSO_RECORD_LIST),
    LIST_FIELDS(version1_route),
};
const struct record version1_route_record = TABLE(version1_route, "route", route_fields);

/* Of one port mapping, and of all of a load balancer. */
static const struct version1_bit mapping_bits[] = {
    { offsetof(struct version1_list_policy, ilb),
      HCN_LOAD_BALANCER_PORT_MAPPING_ENABLE_INTERNAL_LOAD_BALANCER },
    { offsetof(struct version1_list_policy, local_routed_vip),
      HCN_LOAD_BALANCER_PORT_MAPPING_LOCAL_ROUTED_VIP },
};

static const struct version1_bit bits[] = {
    { offsetof(struct version1_list_policy, is_dsr),
      HCN_LOAD_BALANCER_ENABLE_DIRECT_SERVER_RETURN },
    { offsetof(struct version1_list_policy, ipv6), HCN_LOAD_BALANCER_IPV6 },
};

/* ---- references ---------------------------------------------------------------------------- */

static bool fold_references(struct hcn_call *c, const char *name, const struct version1_list *l,
                            void *list, size_t *count)
{
    for (size_t i = 0; i < l->references.count; i++) {
        struct hcn_guid *id = call_append(c, list, count, sizeof *id);

        if (!id)
            return false;
        if (!reference_parse(l->references.at[i], id))
            return fail(c, HCN_E_INVALID_JSON_REFERENCE,
                        "%s.References[%zu]: expected a reference to an endpoint, found \"\"", name,
                        i);
    }
    return true;
}

static bool unfold_references(struct hcn_call *c, struct version1_list *l, const void *list,
                              size_t count, const struct version1_view *view)
{
    const struct hcn_guid *ids = list;

    for (size_t i = 0; i < count; i++) {
        const struct guid_text id = view->upper ? guid_upper(&ids[i]) : guid_text(&ids[i]);

        if (!version1_append(c, &l->references.at, &l->references.count,
                             call_format(c, "%s%s", endpoints, id.s)))
            return false;
    }
    return true;
}

static bool check_type(struct hcn_call *c, const char *name, const struct version1_list *l,
                       const char *type)
{
    for (size_t i = 0; i < l->policies.count; i++)
        if (text_empty(l->policies.at[i]->type) || !text_same(l->policies.at[i]->type, type))
            return fail(c, HCN_E_INVALID_POLICY_TYPE,
                        "%s.Policies[%zu].Type: expected %s, found \"%s\"", name, i, type,
                        l->policies.at[i]->type ? l->policies.at[i]->type : "");
    return true;
}

static struct version1_list_policy *add_policy(struct hcn_call *c, struct version1_list *l,
                                               const char *type)
{
    struct version1_list_policy *p = document_new(c, &policy_1_record);

    if (!version1_append(c, &l->policies.at, &l->policies.count, p))
        return NULL;
    p->type = type;
    return p;
}

/* ---- load balancers ------------------------------------------------------------------------ */

static bool same_text(const char *a, const char *b)
{
    return !strcmp(a ? a : "", b ? b : "");
}

/* A load balancer has one set of addresses for all of its ports. */
static bool same_addresses(const struct version1_list_policy *a,
                           const struct version1_list_policy *b)
{
    if (!same_text(a->source_vip, b->source_vip) || a->vips.count != b->vips.count)
        return false;
    for (size_t i = 0; i < a->vips.count; i++)
        if (!same_text(a->vips.at[i], b->vips.at[i]))
            return false;
    return true;
}

static bool fold_mapping(struct hcn_call *c, struct hcn_load_balancer_document *d,
                         struct version1_list_policy *p)
{
    struct hcn_load_balancer_port_mapping *m;

    version1_bits_fold(bits, COUNT(bits), p, &d->flags);
    version1_bits_fold(mapping_bits, COUNT(mapping_bits), p, &p->flags);
    if (!p->protocol && !p->internal_port && !p->external_port)
        return true;
    m = document_new(c, &load_balancer_port_mapping_record);
    if (!m)
        return false;
    m->protocol = p->protocol;
    m->internal_port = p->internal_port;
    m->external_port = p->external_port;
    m->distribution_type = p->distribution_type;
    m->flags = p->flags;
    return version1_append(c, &d->port_mappings.at, &d->port_mappings.count, m);
}

bool load_balancer_fold(struct hcn_call *c, void *document)
{
    struct version1_load_balancer *d = document;
    const struct version1_list *l = &d->list;

    if (!version1_alone(c, d, &l->references, &d->now.host_compute_endpoints) ||
        !version1_alone(c, d, &l->policies, &d->now.port_mappings) ||
        !check_type(c, "load balancer", l, elb) ||
        !fold_references(c, "load balancer", l, &d->now.host_compute_endpoints.at,
                         &d->now.host_compute_endpoints.count))
        return false;
    for (size_t i = 0; i < l->policies.count; i++) {
        if (!same_addresses(l->policies.at[0], l->policies.at[i]))
            return fail(c, HCN_E_INVALID_POLICY,
                        "load balancer.Policies[%zu]: expected the SourceVIP and the VIPs of the "
                        "first policy, found others",
                        i);
        if (!fold_mapping(c, &d->now, l->policies.at[i]))
            return false;
    }
    if (l->policies.count) {
        d->now.source_vip = l->policies.at[0]->source_vip;
        d->now.frontend_vips.at = l->policies.at[0]->vips.at;
        d->now.frontend_vips.count = l->policies.at[0]->vips.count;
    }
    return true;
}

static bool unfold_mapping(struct hcn_call *c, struct version1_load_balancer *d,
                           const struct hcn_load_balancer_port_mapping *m)
{
    struct version1_list_policy *p = add_policy(c, &d->list, elb);
    uint32_t flags = d->now.flags;

    if (!p)
        return false;
    p->source_vip = d->now.source_vip;
    p->vips.at = d->now.frontend_vips.at;
    p->vips.count = d->now.frontend_vips.count;
    version1_bits_unfold(bits, COUNT(bits), p, &flags);
    if (!m)
        return true;
    p->protocol = m->protocol;
    p->internal_port = m->internal_port;
    p->external_port = m->external_port;
    p->distribution_type = m->distribution_type;
    p->flags = m->flags;
    version1_bits_unfold(mapping_bits, COUNT(mapping_bits), p, &p->flags);
    return true;
}

bool load_balancer_unfold(struct hcn_call *c, void *document, const struct version1_view *view)
{
    struct version1_load_balancer *d = document;

    for (size_t i = 0; i < d->now.port_mappings.count; i++)
        if (!unfold_mapping(c, d, d->now.port_mappings.at[i]))
            return false;
    if (!d->now.port_mappings.count && !unfold_mapping(c, d, NULL))
        return false;
    if (!unfold_references(c, &d->list, d->now.host_compute_endpoints.at,
                           d->now.host_compute_endpoints.count, view))
        return false;
    document_give(d, &d->list.references);
    document_give(d, &d->list.is_applied);
    document_drop(d, &d->now.host_compute_endpoints);
    document_drop(d, &d->now.source_vip);
    document_drop(d, &d->now.frontend_vips);
    document_drop(d, &d->now.port_mappings);
    document_drop(d, &d->now.flags);
    return true;
}

bool version1_list_kind(struct hcn_call *c, const char *json, uint32_t *kind)
{
    const struct version1_load_balancer *d =
        document_read(c, &version1_load_balancer_record, json, strlen(json), LENIENT);
    const struct version1_list_policy *first =
        d && d->list.policies.count ? d->list.policies.at[0] : NULL;

    *kind = first && first->type && text_same(first->type, route) ? KIND_ROUTE : KIND_LOAD_BALANCER;
    return d != NULL;
}

/* ---- routes -------------------------------------------------------------------------------- */

static bool fold_route(struct hcn_call *c, struct hcn_route_document *d,
                       const struct version1_list_policy *p)
{
    struct hcn_sdn_route_settings *s = document_new(c, &sdn_route_settings_record);

    if (!s)
        return false;
    s->destination_prefix = p->destination_prefix;
    s->next_hop = p->next_hop;
    s->need_encap = p->need_encap;
    s->automatic_endpoint_monitor = p->automatic_endpoint_monitor;
    return version1_append(c, &d->routes.at, &d->routes.count, s);
}

bool route_fold(struct hcn_call *c, void *document)
{
    struct version1_route *d = document;
    const struct version1_list *l = &d->list;

    if (!version1_alone(c, d, &l->references, &d->now.host_compute_endpoints) ||
        !version1_alone(c, d, &l->policies, &d->now.routes) || !check_type(c, "route", l, route) ||
        !fold_references(c, "route", l, &d->now.host_compute_endpoints.at,
                         &d->now.host_compute_endpoints.count))
        return false;
    for (size_t i = 0; i < l->policies.count; i++)
        if (!fold_route(c, &d->now, l->policies.at[i]))
            return false;
    return true;
}

bool route_unfold(struct hcn_call *c, void *document, const struct version1_view *view)
{
    struct version1_route *d = document;

    for (size_t i = 0; i < d->now.routes.count; i++) {
        const struct hcn_sdn_route_settings *s = d->now.routes.at[i];
        struct version1_list_policy *p = add_policy(c, &d->list, route);

        if (!p)
            return false;
        p->destination_prefix = s->destination_prefix;
        p->next_hop = s->next_hop;
        p->need_encap = s->need_encap;
        p->automatic_endpoint_monitor = s->automatic_endpoint_monitor;
        document_give(p, &p->need_encap);
    }
    if (!unfold_references(c, &d->list, d->now.host_compute_endpoints.at,
                           d->now.host_compute_endpoints.count, view))
        return false;
    document_give(d, &d->list.references);
    document_give(d, &d->list.policies);
    document_give(d, &d->list.is_applied);
    document_drop(d, &d->now.host_compute_endpoints);
    document_drop(d, &d->now.routes);
    return true;
}
