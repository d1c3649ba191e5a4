/* list.c - the objects of a kind: as a table for a person, or as JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/tool.h"

enum { COLUMNS = 5 };

struct line {
    const char *columns[COLUMNS];
};

/* ---- names of what ids refer to ----------------------------------------------------------- */

struct index {
    void **documents;
    size_t count;
};

static int by_id(const void *a, const void *b)
{
    const struct base_document *const *x = a, *const *y = b;

    return memcmp(&(*x)->id, &(*y)->id, sizeof(struct hcn_guid));
}

/* Without an index ids stay ids. */
static struct index index_of(struct tool *t, const struct noun *noun)
{
    struct index index = { NULL, 0 };

    if (!noun->list(t, NULL, &index.documents, &index.count))
        hcn_call_forgive(t->call);
    if (index.count)
        qsort(index.documents, index.count, sizeof *index.documents, by_id);
    return index;
}

static const char *id_text(struct tool *t, const struct hcn_guid *id)
{
    char *text = hcn_call_memory(t->call, HCN_GUID_TEXT);

    if (text)
        hcn_guid_print(id, text);
    return text;
}

static const char *name_of(struct tool *t, const struct index *index, const struct hcn_guid *id)
{
    const struct base_document wanted = { .id = *id }, *key = &wanted;
    struct base_document **found = NULL;

    if (hcn_guid_is_zero(id))
        return NULL;
    if (index->count)
        found = bsearch(&key, index->documents, index->count, sizeof *index->documents, by_id);
    return found && (*found)->name && *(*found)->name ? (*found)->name : id_text(t, id);
}

/* ---- lines ------------------------------------------------------------------------------ */

static const char *const titles[][COLUMNS] = {
    [HCN_DOCUMENT_NETWORK] = { "ID", "NAME", "TYPE", "SUBNETS", NULL },
    [HCN_DOCUMENT_ENDPOINT] = { "ID", "NAME", "NETWORK", "NAMESPACE", "ADDRESSES" },
    [HCN_DOCUMENT_NAMESPACE] = { "ID", "NAME", "TYPE", "ENDPOINTS", NULL },
    [HCN_DOCUMENT_LOAD_BALANCER] = { "ID", "NETWORK", "ENDPOINTS", "FRONTENDS", "PORTS" },
    [HCN_DOCUMENT_ROUTE] = { "ID", "NETWORK", "ENDPOINTS", "DESTINATIONS", NULL },
    [HCN_DOCUMENT_GUEST_SERVICE] = { "ID", "NAME", "MACHINE", "STATE", NULL },
};

/* What is in the table, and what its lines refer to. */
struct table {
    struct tool *t;
    struct index networks, namespaces;
};

/* "a,b": the text so far and one more. */
static const char *join(struct tool *t, const char *so_far, const char *more)
{
    size_t size = strlen(more) + 2 + (so_far ? strlen(so_far) : 0);
    char *text = hcn_call_memory(t->call, size);

    if (text)
        snprintf(text, size, "%s%s%s", so_far ? so_far : "", so_far ? "," : "", more);
    return text;
}

static void network_line(struct table *table, const void *document, struct line *out)
{
    const struct hcn_network_document *n = document;

    out->columns[2] = hcn_word_text(table->t->call, n, &n->type);
    for (size_t i = 0; i < n->ipams.count; i++)
        for (size_t k = 0; k < n->ipams.at[i]->subnets.count; k++)
            if (n->ipams.at[i]->subnets.at[k]->ip_address_prefix)
                out->columns[3] = join(table->t, out->columns[3],
                                       n->ipams.at[i]->subnets.at[k]->ip_address_prefix);
}

static void endpoint_line(struct table *table, const void *document, struct line *out)
{
    const struct hcn_endpoint_document *e = document;

    out->columns[2] = name_of(table->t, &table->networks, &e->host_compute_network);
    out->columns[3] = name_of(table->t, &table->namespaces, &e->host_compute_namespace);
    for (size_t i = 0; i < e->ip_configurations.count; i++)
        if (e->ip_configurations.at[i]->ip_address)
            out->columns[4] =
                join(table->t, out->columns[4], e->ip_configurations.at[i]->ip_address);
}

static const char *number_text(struct tool *t, size_t number)
{
    char *text = hcn_call_memory(t->call, 24);

    if (text)
        snprintf(text, 24, "%zu", number);
    return text;
}

static void load_balancer_line(struct table *table, const void *document, struct line *out)
{
    const struct hcn_load_balancer_document *d = document;

    out->columns[1] = name_of(table->t, &table->networks, &d->host_compute_network);
    out->columns[2] = number_text(table->t, d->host_compute_endpoints.count);
    for (size_t i = 0; i < d->frontend_vips.count; i++)
        out->columns[3] = join(table->t, out->columns[3], d->frontend_vips.at[i]);
    for (size_t i = 0; i < d->port_mappings.count; i++) {
        const struct hcn_load_balancer_port_mapping *p = d->port_mappings.at[i];
        char text[48];

        snprintf(text, sizeof text, "%u:%u/%u", p->external_port, p->internal_port, p->protocol);
        out->columns[4] = join(table->t, out->columns[4], text);
    }
}

static void route_line(struct table *table, const void *document, struct line *out)
{
    const struct hcn_route_document *d = document;

    out->columns[1] = name_of(table->t, &table->networks, &d->host_compute_network);
    out->columns[2] = number_text(table->t, d->host_compute_endpoints.count);
    for (size_t i = 0; i < d->routes.count; i++)
        if (d->routes.at[i]->destination_prefix)
            out->columns[3] = join(table->t, out->columns[3], d->routes.at[i]->destination_prefix);
}

static void guest_line(struct table *table, const void *document, struct line *out)
{
    const struct hcn_guest_service_document *d = document;
    struct hcn_state_request *state =
        hcn_document_new(table->t->call, HCN_DOCUMENT_STATE_SETTINGS); /* knows the words */

    out->columns[2] = id_text(table->t, &d->virtual_machine_id);
    if (!state)
        return;
    state->state = d->state;
    out->columns[3] = hcn_word_text(table->t->call, state, &state->state);
}

static void namespace_line(struct table *table, const void *document, struct line *out)
{
    const struct hcn_namespace_document *n = document;
    size_t endpoints = 0;

    for (size_t i = 0; i < n->resources.count; i++)
        endpoints += n->resources.at[i]->type == HCN_RESOURCE_ENDPOINT;
    out->columns[2] = hcn_word_text(table->t->call, n, &n->type);
    out->columns[3] = number_text(table->t, endpoints);
}

static void (*const line_functions[])(struct table *, const void *, struct line *) = {
    [HCN_DOCUMENT_NETWORK] = network_line,     [HCN_DOCUMENT_ENDPOINT] = endpoint_line,
    [HCN_DOCUMENT_NAMESPACE] = namespace_line, [HCN_DOCUMENT_LOAD_BALANCER] = load_balancer_line,
    [HCN_DOCUMENT_ROUTE] = route_line,         [HCN_DOCUMENT_GUEST_SERVICE] = guest_line,
};

static struct line line_of(struct table *table, const void *document)
{
    const struct base_document *d = document;
    struct line line = { { id_text(table->t, &d->id), object_name(table->t->noun, document) } };

    line_functions[table->t->noun->document](table, document, &line);
    for (int i = 0; i < COLUMNS; i++)
        if (!line.columns[i] || !*line.columns[i])
            line.columns[i] = "-";
    return line;
}

/* ---- printing --------------------------------------------------------------------------- */

static void print_line(const char *const *columns, const char *const *shown, const size_t *widths)
{
    for (int i = 0; i < COLUMNS && shown[i]; i++) {
        print_shown(stdout, columns[i], columns[i] + strlen(columns[i]));
        if (i + 1 < COLUMNS && shown[i + 1])
            printf("%*s", (int)(widths[i] - text_width(columns[i])) + 2, "");
    }
    putchar('\n');
}

static void widen(size_t *width, const char *text)
{
    const size_t needs = text_width(text);

    if (needs > *width)
        *width = needs;
}

static bool print_table(struct tool *t, void **all, size_t count)
{
    const char *const *shown = titles[t->noun->document];
    struct line *lines = hcn_call_memory(t->call, (count + 1) * sizeof *lines);
    struct table table = { .t = t };
    size_t widths[COLUMNS] = { 0 };

    if (!lines)
        return false;
    if (count && t->noun != &noun_network && t->noun != &noun_namespace)
        table.networks = index_of(t, &noun_network);
    if (count && t->noun == &noun_endpoint)
        table.namespaces = index_of(t, &noun_namespace);
    for (size_t i = 0; i < count; i++)
        lines[i] = line_of(&table, all[i]);
    for (int c = 0; c < COLUMNS && shown[c]; c++) {
        widen(&widths[c], shown[c]);
        for (size_t i = 0; i < count; i++)
            widen(&widths[c], lines[i].columns[c]);
    }
    print_line(shown, shown, widths);
    for (size_t i = 0; i < count; i++)
        print_line(lines[i].columns, shown, widths);
    return true;
}

bool command_list(struct tool *t)
{
    const char *query;
    size_t count;
    void **all;

    if (!query_of(t, t->options.filters, &query) || !t->noun->list(t, query, &all, &count))
        return false;
    if (!wants_json(t))
        return print_table(t, all, count);
    putchar('[');
    for (size_t i = 0; i < count; i++) {
        const char *json = hcn_document_print(t->call, all[i]);

        if (!json)
            return false;
        printf("%s%s", i ? ",\n" : "", json);
    }
    puts("]");
    return true;
}

bool command_list_nouns(struct tool *t)
{
    t->noun = noun_expect(t, t->args[0]);
    return t->noun && command_list(t);
}
