/* version1_policy.c - policies of version 1 are flat: {"Type":"VSID","VSID":5}. */
#include "base/text.h"
#include "schema/document.h"
#include "schema/format.h"
#include "schema/policy_types.h"
#include "schema/reader.h"
#include "schema/records.h"
#include "schema/shape.h"
#include "schema/version1_parts.h"

/* ---- settings that are flat ---------------------------------------------------------------- */

/* The settings of version 2, and beside them the type of the policy. */
#define FLAT(settings)                                                                             \
    struct hcn_##settings##_settings now;                                                          \
    const char *type

struct flat_nat {
    FLAT(port_mapping);
    bool external_port_reserved;
};

struct flat_acl {
    FLAT(acl);
    uint16_t protocol;
    uint16_t internal_port, local_port, remote_port;
};

struct flat_empty {
    FLAT(empty);
};

struct flat_isolation {
    FLAT(isolation);
};

struct flat_address {
    FLAT(provider_address);
};

struct flat_qos {
    FLAT(qos);
};

struct flat_out_bound_nat {
    FLAT(out_bound_nat);
};

struct flat_route {
    FLAT(sdn_route);
};

struct flat_proxy {
    FLAT(l4_proxy);
};

static const struct field nat_fields[] = {
    FIELD(flat_nat, type, "Type"),
    WORD(flat_nat, now.protocol, "Protocol", &protocol_words),
    FIELD(flat_nat, now.internal_port, "InternalPort"),
    FIELD(flat_nat, now.external_port, "ExternalPort"),
    FORMAT(flat_nat, now.vip, "VIP", &address_format),
    FIELD(flat_nat, external_port_reserved, "ExternalPortReserved"),
    NUMBER(flat_nat, now.flags, "Flags", &nat_flags_words),
};

static const struct field acl_fields[] = {
    FIELD(flat_acl, type, "Type"),
    FORMAT(flat_acl, now.protocols, "Protocols", &protocol_list_format),
    LIMITED(flat_acl, protocol, "Protocol", 256),
    WORD(flat_acl, now.action, "Action", &action_words),
    WORD(flat_acl, now.direction, "Direction", &direction_words),
    FORMAT(flat_acl, now.local_addresses, "LocalAddresses", &address_list_format),
    FORMAT(flat_acl, now.remote_addresses, "RemoteAddresses", &address_list_format),
    FORMAT(flat_acl, now.local_ports, "LocalPorts", &port_list_format),
    FIELD(flat_acl, local_port, "LocalPort"),
    FIELD(flat_acl, internal_port, "InternalPort"),
    FORMAT(flat_acl, now.remote_ports, "RemotePorts", &port_list_format),
    FIELD(flat_acl, remote_port, "RemotePort"),
    WORD(flat_acl, now.rule_type, "RuleType", &rule_type_words),
    FIELD(flat_acl, now.priority, "Priority"),
    FIELD(flat_acl, now.id, "Id"),
};

static const struct field l2_driver_fields[] = {
    FIELD(flat_empty, type, "Type"),
};

static const struct field vlan_fields[] = {
    FIELD(flat_isolation, type, "Type"),
    FIELD(flat_isolation, now.isolation_id, "VLAN"),
    ALSO_FIELD(flat_isolation, now.isolation_id, "IsolationId"),
};

static const struct field vsid_fields[] = {
    FIELD(flat_isolation, type, "Type"),
    FIELD(flat_isolation, now.isolation_id, "VSID"),
    ALSO_FIELD(flat_isolation, now.isolation_id, "IsolationId"),
};

static const struct field pa_fields[] = {
    FIELD(flat_address, type, "Type"),
    FORMAT(flat_address, now.provider_address, "PA", &address_format),
    ALSO_FORMAT(flat_address, now.provider_address, "ProviderAddress", &address_format),
};

static const struct field qos_fields[] = {
    FIELD(flat_qos, type, "Type"),
    FIELD(flat_qos, now.maximum_outgoing_bandwidth_in_bytes, "MaximumOutgoingBandwidthInBytes"),
};

static const struct field out_bound_nat_fields[] = {
    FIELD(flat_out_bound_nat, type, "Type"),
    FORMAT(flat_out_bound_nat, now.virtual_ip, "VIP", &address_format),
    ALSO_FORMAT(flat_out_bound_nat, now.virtual_ip, "VirtualIP", &address_format),
    FORMAT_LIST(flat_out_bound_nat, now.exceptions, "ExceptionList", &prefix_format),
    ALSO_FORMAT_LIST(flat_out_bound_nat, now.exceptions, "Exceptions", &prefix_format),
    FORMAT_LIST(flat_out_bound_nat, now.destinations, "Destinations", &prefix_format),
    NUMBER(flat_out_bound_nat, now.flags, "Flags", &nat_flags_words),
    FIELD(flat_out_bound_nat, now.max_port_pool_usage, "MaxPortPoolUsage"),
};

static const struct field route_fields[] = {
    FIELD(flat_route, type, "Type"),
    FORMAT(flat_route, now.destination_prefix, "DestinationPrefix", &prefix_format),
    FORMAT(flat_route, now.next_hop, "NextHop", &address_format),
    FIELD(flat_route, now.need_encap, "NeedEncap"),
    FIELD(flat_route, now.automatic_endpoint_monitor, "AutomaticEndpointMonitor"),
};

static const struct field proxy_fields[] = {
    FIELD(flat_proxy, type, "Type"),
    FORMAT(flat_proxy, now.ip, "IP", &address_format),
    FORMAT(flat_proxy, now.port, "Port", &port_format),
    NUMBER(flat_proxy, now.protocol, "Protocol", &protocol_words),
    FORMAT_LIST(flat_proxy, now.exception_list, "ExceptionList", &prefix_format),
    ALSO_FORMAT_LIST(flat_proxy, now.exception_list, "Exceptions", &prefix_format),
    FIELD(flat_proxy, now.destination, "Destination"),
    FIELD(flat_proxy, now.outbound_nat, "OutboundNat"),
};

/* ---- what is said another way -------------------------------------------------------------- */

static const struct version1_bit nat_bits[] = {
    { offsetof(struct flat_nat, external_port_reserved), HCN_NAT_EXTERNAL_PORT_RESERVED },
};

static bool nat_fold(struct hcn_call *c, void *settings)
{
    struct flat_nat *p = settings;

    (void)c;
    version1_bits_fold(nat_bits, COUNT(nat_bits), p, &p->now.flags);
    return true;
}

static bool nat_unfold(struct hcn_call *c, void *settings, const struct version1_view *view)
{
    struct flat_nat *p = settings;

    (void)c;
    (void)view;
    version1_bits_unfold(nat_bits, COUNT(nat_bits), p, &p->now.flags);
    return true;
}

/* One number where version 2 has a list. */
static bool number_fold(struct hcn_call *c, void *settings, uint16_t number, const char **list)
{
    if (!number || !text_empty(*list))
        return true;
    *list = call_format(c, "%u", number);
    document_give(settings, list);
    return *list != NULL;
}

static bool acl_fold(struct hcn_call *c, void *settings)
{
    struct flat_acl *p = settings;

    document_give(p, &p->now.action); /* both are always said in version 2 */
    document_give(p, &p->now.direction);
    return number_fold(c, p, p->protocol, &p->now.protocols) &&
           number_fold(c, p, p->local_port, &p->now.local_ports) &&
           number_fold(c, p, p->internal_port, &p->now.local_ports) &&
           number_fold(c, p, p->remote_port, &p->now.remote_ports);
}

#define POLICY(word, t, rows, s)                                                                   \
    word, HCN_POLICY_##t,                                                                          \
    {                                                                                              \
        .name = word, .size = sizeof(s), .fields = rows, .count = COUNT(rows)                      \
    }

static const struct flat {
    const char *word; /* Type in version 1 */
    enum hcn_policy_type type;
    struct record record;
    fold_fn *fold;
    unfold_fn *unfold;
} flats[] = {
    { POLICY("NAT", PORT_MAPPING, nat_fields, struct flat_nat), nat_fold, nat_unfold },
    { POLICY("ACL", ACL, acl_fields, struct flat_acl), acl_fold, NULL },
    { POLICY("L2Driver", L2_DRIVER, l2_driver_fields, struct flat_empty), NULL, NULL },
    { POLICY("VLAN", VLAN, vlan_fields, struct flat_isolation), NULL, NULL },
    { POLICY("VSID", VSID, vsid_fields, struct flat_isolation), NULL, NULL },
    { POLICY("PA", PROVIDER_ADDRESS, pa_fields, struct flat_address), NULL, NULL },
    { POLICY("QOS", QOS, qos_fields, struct flat_qos), NULL, NULL },
    { POLICY("OutBoundNAT", OUT_BOUND_NAT, out_bound_nat_fields, struct flat_out_bound_nat), NULL,
      NULL },
    { POLICY("ROUTE", SDN_ROUTE, route_fields, struct flat_route), NULL, NULL },
    { POLICY("PROXY", L4_PROXY, proxy_fields, struct flat_proxy), NULL, NULL },
};

static const struct flat *find_word(const char *word)
{
    for (size_t i = 0; word && i < COUNT(flats); i++)
        if (text_same(flats[i].word, word))
            return &flats[i];
    return NULL;
}

static const struct flat *find_type(enum hcn_policy_type type)
{
    for (size_t i = 0; i < COUNT(flats); i++)
        if (flats[i].type == type)
            return &flats[i];
    return NULL;
}

/* ---- reading ------------------------------------------------------------------------------- */

/* Settings that stand in the policy itself become an object. */
static bool fold(struct reader *r, const struct flat *flat, const struct where *w,
                 struct yyjson_val *object, struct hcn_policy *p)
{
    const struct policy_type *type = policy_type_row(flat->type);
    struct reader own = *r;
    void *settings = NULL;

    own.hresult = HCN_E_INVALID_POLICY;
    if (!reader_document(&own, &flat->record, w, object, &settings) ||
        (flat->fold && !flat->fold(r->call, settings)))
        return false;
    p->type = type->word;
    p->typed = version1_recast(r->call, settings, type->settings);
    p->settings = p->typed ? document_print(r->call, p->typed, NULL) : NULL;
    p->head.extras = NULL;
    document_give(p, &p->settings);
    return p->settings != NULL;
}

/* A policy without Settings is flat, unless version 2 calls it the same and nothing more is said.
 */
static bool finish(struct reader *r, const struct where *w, struct yyjson_val *object,
                   void *document)
{
    struct hcn_policy *p = document;
    const struct flat *flat = p->settings ? NULL : find_word(p->type);

    p->head.record = &policy_record;
    if (flat && (p->head.extras || !policy_type_find(p->type)))
        return fold(r, flat, w, object, p);
    return policy_record.finish(r, w, object, document);
}

/* WSL sends these types as numbers, whatever the version. */
static const struct field policy_fields[] = {
    NUMBER(hcn_policy, type, "Type", &policy_number_words),
    ANY(hcn_policy, settings, "Settings"),
};
const struct record version1_policy_record = { .name = "policy",
                                               .size = sizeof(struct hcn_policy),
                                               .fields = policy_fields,
                                               .count = COUNT(policy_fields),
                                               .finish = finish };

/* ---- printing ------------------------------------------------------------------------------ */

/* The place in the list then holds the flat settings: printing asks each document for its table. */
static bool unfold(struct hcn_call *c, struct hcn_policy **place)
{
    const struct flat *flat = find_type(hcn_policy_type(*place));
    struct hcn_head *settings;
    const char **type;

    if (!flat || !(*place)->typed || extra_find((*place)->typed, "Settings"))
        return true; /* flat it could not be told from one that is not */
    settings = version1_recast(c, (*place)->typed, &flat->record);
    if (!settings || (flat->unfold && !flat->unfold(c, settings, NULL)))
        return false;
    type = (const char **)((char *)settings + flat->record.fields[0].offset);
    *type = flat->word;
    *place = (struct hcn_policy *)settings;
    return true;
}

bool version1_policies_unfold(struct hcn_call *c, struct hcn_policy **policies, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!unfold(c, &policies[i]))
            return false;
    return true;
}
