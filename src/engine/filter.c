/* filter.c - matching documents against the conditions of a query. */
#include "engine/filter.h"

#include <string.h>

#include "base/guid.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/format.h"
#include "schema/records.h"
#include "schema/request.h"

/* Version-1 names, which clients use in filters whatever the schema of the answer. */
static const struct {
    const char *name;
    uint32_t kind;
    const char *path;
} old_names[] = {
    { "VirtualNetwork", KIND_ENDPOINT, "HostComputeNetwork" },
    { "VirtualNetworkName", KIND_ENDPOINT, "" }, /* see network_name */
    { "Namespace", KIND_ENDPOINT, "HostComputeNamespace" },
    { "IPAddress", KIND_ENDPOINT, "IpConfigurations.IpAddress" },
    { "IPv6Address", KIND_ENDPOINT, "IpConfigurations.IpAddress" },
    { "PrefixLength", KIND_ENDPOINT, "IpConfigurations.PrefixLength" },
    { "GatewayAddress", KIND_ENDPOINT, "Routes.NextHop" },
    { "AddressPrefix", KIND_NETWORK, "Ipams.Subnets.IpAddressPrefix" },
    { "CompartmentId", KIND_NAMESPACE, "NamespaceId" },
    { "CompartmentGuid", KIND_NAMESPACE, "NamespaceGuid" },
};

static const char *path_of(uint32_t kind, const char *key)
{
    for (size_t i = 0; i < COUNT(old_names); i++)
        if (old_names[i].kind == kind && text_same(old_names[i].name, key))
            return old_names[i].path;
    return key;
}

/* ---- comparing -------------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b, bool any_case)
{
    struct hcn_guid x, y;

    if (!strcmp(a, b))
        return true;
    if (guid_parse(a, &x) && guid_parse(b, &y))
        return guid_equal(&x, &y);
    return (any_case && text_same(a, b)) || format_same(a, b);
}

/* The text of a condition: a number or a truth stands for a text that spells it, too. */
static const char *text_of(yyjson_val *wanted)
{
    if (yyjson_is_raw(wanted))
        return yyjson_get_raw(wanted);
    if (yyjson_is_bool(wanted))
        return yyjson_get_bool(wanted) ? "true" : "false";
    return yyjson_get_str(wanted);
}

static bool same_value(yyjson_val *a, yyjson_val *wanted, bool any_case)
{
    const char *text = text_of(wanted);

    if (yyjson_is_str(a) && text)
        return same_text(yyjson_get_str(a), text, any_case);
    return yyjson_equals(a, wanted);
}

static size_t part_length(const char *path)
{
    return strcspn(path, ".");
}

static bool part_is(const char *path, const char *key)
{
    size_t i = 0;

    for (; i < part_length(path); i++)
        if (text_lower(path[i]) != text_lower(key[i]))
            return false;
    return !key[i];
}

/* What is asked for; `absent`: a member that is left out matches. */
struct wanted {
    yyjson_val *value;
    bool absent;
};

static bool match_path(yyjson_val *in, const char *path, const struct wanted *wanted);

static bool match_list(yyjson_val *list, const char *path, const struct wanted *wanted)
{
    yyjson_arr_iter walk = yyjson_arr_iter_with(list);
    yyjson_val *item;

    while ((item = yyjson_arr_iter_next(&walk)))
        if (match_path(item, path, wanted))
            return true;
    return false;
}

static bool match_member(yyjson_val *object, const char *path, const struct wanted *wanted)
{
    yyjson_obj_iter walk = yyjson_obj_iter_with(object);
    bool last = !path[part_length(path)];
    yyjson_val *key;

    if (!yyjson_is_obj(object))
        return false;
    while ((key = yyjson_obj_iter_next(&walk))) {
        yyjson_val *value = yyjson_obj_iter_get_val(key);

        if (!part_is(path, yyjson_get_str(key)))
            continue;
        if (!last)
            return match_path(value, path + part_length(path) + 1, wanted);
        if (same_value(value, wanted->value, text_same(yyjson_get_str(key), "Type")))
            return true;
        return yyjson_is_arr(value) && match_list(value, "", wanted);
    }
    return last && wanted->absent;
}

/* Is the value at the path, or one of the values there, the wanted one? */
static bool match_path(yyjson_val *in, const char *path, const struct wanted *wanted)
{
    if (!*path)
        return same_value(in, wanted->value, false);
    if (yyjson_is_arr(in))
        return match_list(in, path, wanted);
    return match_member(in, path, wanted);
}

/* The row of the member that a path leads to, through records and lists of them. */
static const struct field *find_member(const struct record *r, const char *path)
{
    const struct field *f = NULL;

    for (; r; path += part_length(path) + 1) {
        f = record_field(r, path, part_length(path), 0);
        if (!f || !path[part_length(path)])
            return f;
        r = f->record;
    }
    return NULL;
}

/* A text, a number or a truth value that a document knows, and that is empty or zero, may be left
 * out of it. */
static bool is_left_out(uint32_t kind, const char *path, yyjson_val *v)
{
    const struct field *f = find_member(kind_row(kind)->record, path);

    if (!f || f->flags & MANY)
        return false;
    if (f->shape == SHAPE_BOOL)
        return yyjson_is_false(v);
    if (f->shape == SHAPE_TEXT)
        return yyjson_is_str(v) && !yyjson_get_len(v);
    return f->shape >= SHAPE_U8 && f->shape <= SHAPE_U64 && yyjson_is_raw(v) &&
           !strcmp(yyjson_get_raw(v), "0");
}

bool filter_passes_all(const struct filter *f)
{
    return !f->empty && !yyjson_obj_size(f->conditions.root);
}

bool filter_match(struct hcn_call *c, const struct filter *f, const char *json, size_t length,
                  bool *matches)
{
    yyjson_obj_iter walk = yyjson_obj_iter_with(f->conditions.root);
    yyjson_doc *doc;
    yyjson_val *key;

    *matches = !f->empty;
    if (f->empty || filter_passes_all(f))
        return true;
    doc = json_tree(json, length);
    if (!doc)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    while (*matches && (key = yyjson_obj_iter_next(&walk))) {
        const char *path = path_of(f->selection.kind, yyjson_get_str(key));
        yyjson_val *value = yyjson_obj_iter_get_val(key);
        const struct wanted wanted = { value, is_left_out(f->selection.kind, path, value) };

        *matches = !*path || match_path(yyjson_doc_get_root(doc), path, &wanted);
    }
    yyjson_doc_free(doc);
    return true;
}

/* ---- reading ---------------------------------------------------------------------------- */

/* Lets an index of the store do what it can. */
static void narrow(struct filter *f, const char *path, yyjson_val *value)
{
    const char *text = text_of(value);

    f->empty |= !*path && !text; /* a name is a text */
    if (!text)
        return;
    if (!*path) {
        f->network_name = text;
    } else if (text_same(path, "ID")) {
        f->empty |= !guid_parse(text, &f->id);
        f->selection.id = &f->id;
    } else if (text_same(path, "Name")) {
        f->selection.name = *text ? text : NULL; /* who has none is not in the index */
    } else if (text_same(path, "HostComputeNetwork") && f->selection.kind == KIND_ENDPOINT) {
        f->empty |= !guid_parse(text, &f->network);
        f->selection.network = &f->network;
    }
}

static bool read_conditions(struct hcn_call *c, const char *text, struct filter *f)
{
    yyjson_obj_iter walk;
    yyjson_val *key;

    if (text_empty(text))
        return true;
    if (!json_open(c, "query.Filter", text, strlen(text), &f->conditions))
        return false;
    if (!yyjson_is_obj(f->conditions.root))
        return fail(c, HCN_E_INVALID_JSON, "query.Filter: expected an object, found %s",
                    json_found(c, f->conditions.root));
    walk = yyjson_obj_iter_with(f->conditions.root);
    while ((key = yyjson_obj_iter_next(&walk)))
        narrow(f, path_of(f->selection.kind, yyjson_get_str(key)), yyjson_obj_iter_get_val(key));
    return true;
}

static struct hcn_query *read_query(struct hcn_call *c, const char *text)
{
    return text_empty(text) ? document_new(c, &query_record)
                            : document_read(c, &query_record, text, strlen(text), STRICT);
}

bool query_major(struct hcn_call *c, const char *query, uint32_t *major)
{
    struct hcn_query *q = read_query(c, query);

    *major = q && q->schema_version ? q->schema_version->major : 0;
    return q != NULL;
}

bool filter_open(struct hcn_call *c, const char *query, uint32_t kind, struct filter *out)
{
    struct hcn_query *q = read_query(c, query);

    *out = (struct filter){ .selection.kind = kind };
    if (!q)
        return false;
    if (read_conditions(c, q->filter, out))
        return true;
    filter_close(out);
    return false;
}

void filter_close(struct filter *f)
{
    json_close(&f->conditions);
}
