/* version1.c - the entry: which documents are of version 1, and what turning them has in common. */
#include "schema/version1.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/reader.h"
#include "schema/records.h"
#include "schema/shape.h"
#include "schema/version1_parts.h"

/* Guest network services look the same in both versions. */
static const struct turned {
    const struct record *record;
    fold_fn *fold;
    unfold_fn *unfold;
} kinds[KINDS] = {
    [KIND_NETWORK] = { &version1_network_record, network_fold, network_unfold },
    [KIND_ENDPOINT] = { &version1_endpoint_record, endpoint_fold, endpoint_unfold },
    [KIND_NAMESPACE] = { &version1_namespace_record, namespace_fold, namespace_unfold },
    [KIND_LOAD_BALANCER] = { &version1_load_balancer_record, load_balancer_fold,
                             load_balancer_unfold },
    [KIND_ROUTE] = { &version1_route_record, route_fold, route_unfold },
};

/* What one version does not know may be a member of the other: there it means nothing. */
static bool copy_extras(struct hcn_call *c, const struct hcn_head *from, struct hcn_head *to)
{
    struct hcn_extra **end = &to->extras, *copy;

    *end = NULL;
    for (const struct hcn_extra *x = from->extras; x; x = x->next) {
        if (record_field(to->record, x->key, strlen(x->key), 0))
            continue;
        copy = call_copy(c, x, sizeof *x);
        if (!copy)
            return false;
        copy->next = NULL;
        *end = copy;
        end = &copy->next;
    }
    return true;
}

void *version1_recast(struct hcn_call *c, const void *document, const struct record *to)
{
    const struct hcn_head *from = document;
    const struct record *old = from->record;
    struct hcn_head *out = document_blank(c, to);

    if (!out)
        return NULL;
    memcpy(out, from, old->size < to->size ? old->size : to->size);
    out->record = to;
    out->present = 0;
    for (const struct field *f = to->fields; f < to->fields + to->count; f++) {
        const void *member = (const char *)document + f->offset;

        if (f->offset < old->size && document_field(document, member) &&
            document_has(document, member))
            document_give(out, (char *)out + f->offset);
    }
    return copy_extras(c, from, out) ? out : NULL;
}

/* ---- reading ------------------------------------------------------------------------------- */

/* Does it say that it is of version 2, or of one that is newer still? */
static bool is_newer(yyjson_val *root)
{
    yyjson_val *schema = reader_key(root, "SchemaVersion"), *major = NULL;
    const char *digits;
    uint64_t number;

    if (schema)
        major = reader_key(yyjson_obj_iter_get_val(schema), "Major");
    digits = major ? yyjson_get_raw(yyjson_obj_iter_get_val(major)) : NULL;
    return digits && number_read(digits, UINT32_MAX, &number) && number > 1;
}

/* Were members given that the table of version 2 has no rows for? */
static bool has_older(const struct hcn_head *head, const struct record *newer)
{
    return head->present >> newer->count != 0;
}

/* A document that is turned does not say any more of which version it was. */
static void drop_version(void *document, uint32_t least, uint32_t most)
{
    static const char key[] = "SchemaVersion";
    const struct hcn_head *head = document;
    const struct field *f = record_field(head->record, key, sizeof key - 1, 0);
    const struct hcn_schema_version *schema = pointer_at(field_at(f, document));

    if (schema && schema->major >= least && schema->major <= most)
        document_drop(document, (char *)document + f->offset);
}

static void *fold(struct hcn_call *c, uint32_t kind, void *document, bool *older)
{
    const struct record *newer = kind_row(kind)->record;

    *older = has_older(document, newer);
    if (*older && !kinds[kind].fold(c, document))
        return NULL;
    drop_version(document, 1, 1);
    return version1_recast(c, document, newer);
}

void *version1_read(struct hcn_call *c, uint32_t kind, const char *json, size_t length, bool *older)
{
    const struct record *newer = kind_row(kind)->record, *record = kinds[kind].record;
    struct reader r = { .call = c, .strictness = STRICT, .spells = true };
    const struct where root = { NULL, newer->name, 0 };
    void *document = NULL;
    bool ok;

    *older = false;
    if (!json_open(c, newer->name, json, length, &r.json))
        return NULL;
    if (!record || is_newer(r.json.root))
        record = newer;
    ok = reader_document(&r, record, &root, r.json.root, &document);
    json_close(&r.json);
    if (!ok || record == newer)
        return ok ? document : NULL;
    return fold(c, kind, document, older);
}

/* ---- printing ------------------------------------------------------------------------------ */

const char *version1_print(struct hcn_call *c, uint32_t kind, const char *json,
                           const struct version1_view *view, size_t *length)
{
    const struct turned *turned = &kinds[kind];
    void *document = document_read(c, kind_row(kind)->record, json, strlen(json), LENIENT);

    if (document && turned->record)
        document = version1_recast(c, document, turned->record);
    if (!document || (turned->unfold && !turned->unfold(c, document, view)))
        return NULL;
    drop_version(document, 2, UINT32_MAX);
    return (view->upper ? document_print_upper : document_print)(c, document, length);
}

/* ---- paths --------------------------------------------------------------------------------- */

/* What version 2 calls a member in a sentence, and what version 1 does. The first that fits. */
static const struct {
    const char *newer, *older;
} paths[] = {
    { "network.Ipams[0].", "network." },
    { "network.MacPool.Ranges", "network.MacPools" },
    { "endpoint.HostComputeNetwork", "endpoint.VirtualNetwork" },
    { "endpoint.IpConfigurations[0].IpSubnetId", "endpoint.IPSubnetId" },
    { "endpoint.IpConfigurations[0].IpAddress", "endpoint.IPAddress" },
    { "endpoint.IpConfigurations[1].IpAddress", "endpoint.IPv6Address" },
    { "endpoint.IpConfigurations[0]", "endpoint.IPAddress" },
    { "endpoint.IpConfigurations[1]", "endpoint.IPv6Address" },
    { "endpoint.IpConfigurations", "endpoint.IPAddress" },
    { "endpoint.Routes[0].NextHop", "endpoint.GatewayAddress" },
    { "endpoint.Routes[1].NextHop", "endpoint.GatewayAddressV6" },
    { "load balancer.HostComputeEndpoints", "load balancer.References" },
    { "load balancer.PortMappings", "load balancer.Policies" },
    { "load balancer.SourceVIP", "load balancer.Policies[0].SourceVIP" },
    { "load balancer.FrontendVIPs", "load balancer.Policies[0].VIPs" },
    { "route.HostComputeEndpoints", "route.References" },
    { "SDN route.HostComputeEndpoints", "SDN route.References" },
    { "SDN route.Routes", "SDN route.Policies" },
};

/* In a subnet the prefix has another name, but not in a part of one. */
static const struct {
    const char *newer, *older;
} subnet_members[] = {
    { "].IpAddressPrefix", "].AddressPrefix" },
    { "].Routes", "].GatewayAddress" },
};

static void put(struct hcn_call *c, const char *at, size_t length, const char *older)
{
    char text[sizeof c->text];

    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - c->text), c->text, older, at + length);
    memcpy(c->text, text, sizeof text);
}

void version1_path(struct hcn_call *c)
{
    static const char subnet[] = "network.Subnets[";

    for (size_t i = 0; i < COUNT(paths); i++)
        if (!strncmp(c->text, paths[i].newer, strlen(paths[i].newer))) {
            put(c, c->text, strlen(paths[i].newer), paths[i].older);
            break;
        }
    if (strncmp(c->text, subnet, strlen(subnet)) != 0)
        return;
    for (size_t i = 0; i < COUNT(subnet_members); i++) {
        const char *end = c->text + strcspn(c->text, "]");

        if (!strncmp(end, subnet_members[i].newer, strlen(subnet_members[i].newer)))
            put(c, end, strlen(subnet_members[i].newer), subnet_members[i].older);
    }
}

/* ---- single members ------------------------------------------------------------------------ */

bool version1_alone(struct hcn_call *c, const void *document, const void *older, const void *newer)
{
    const struct field *f = document_field(document, older), *g = document_field(document, newer);
    const struct hcn_head *head = document;
    const struct record *r = head->record;

    if (!document_has(document, older) || field_is_zero(f, document) || field_is_zero(g, document))
        return true;
    return fail(c, HCN_E_INVALID_JSON, "%s.%s: expected either this or %s, found both", r->name,
                f->key, g->key);
}

void version1_bits_fold(const struct version1_bit *bits, size_t count, const void *document,
                        uint32_t *flags)
{
    for (size_t i = 0; i < count; i++)
        if (*(const bool *)((const char *)document + bits[i].at))
            *flags |= bits[i].bit;
}

void version1_bits_unfold(const struct version1_bit *bits, size_t count, void *document,
                          uint32_t *flags)
{
    for (size_t i = 0; i < count; i++) {
        *(bool *)((char *)document + bits[i].at) = *flags & bits[i].bit;
        *flags &= ~bits[i].bit;
    }
}
