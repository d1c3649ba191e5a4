/* commands.c - what can be done to every kind of object. */
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

bool command_create(struct tool *t)
{
    const char *json = file_read(t, t->count ? t->args[0] : "-");
    struct hcn_guid id;

    if (!json || !t->noun->create(t, json, &id))
        return false;
    print_id(&id);
    return true;
}

bool command_show(struct tool *t)
{
    struct hcn_guid id;
    const char *json;

    if (!object_find(t, t->noun, t->args[0], &id) || !(json = t->noun->show(t, &id)))
        return false;
    puts(json);
    return true;
}

bool command_modify(struct tool *t)
{
    const char *json = file_read(t, t->count > 1 ? t->args[1] : "-");
    struct hcn_guid id;

    return json && object_find(t, t->noun, t->args[0], &id) && t->noun->modify(t, &id, json);
}

bool command_delete(struct tool *t)
{
    for (int i = 0; i < t->count; i++) {
        struct hcn_guid id;

        if (!object_find(t, t->noun, t->args[i], &id) || !t->noun->remove(t, &id))
            return false;
    }
    return true;
}

/* ---- lists ------------------------------------------------------------------------------ */

enum { COLUMNS = 5 };

struct line {
    const char *columns[COLUMNS];
};

static const char *const titles[][COLUMNS] = {
    [HCN_DOCUMENT_NETWORK] = { "ID", "NAME", "TYPE", "SUBNET", NULL },
    [HCN_DOCUMENT_ENDPOINT] = { "ID", "NAME", "NETWORK", "ADDRESS", "NAMESPACE" },
    [HCN_DOCUMENT_NAMESPACE] = { "ID", "NAME", "TYPE", "ENDPOINTS", NULL },
};

static const char *id_text(struct tool *t, const struct hcn_guid *id)
{
    char *text = hcn_call_memory(t->call, HCN_GUID_TEXT);

    if (text)
        hcn_guid_print(id, text);
    return text;
}

static void network_line(struct tool *t, const struct hcn_network_document *n, struct line *out)
{
    out->columns[2] = hcn_word_text(t->call, n, &n->type);
    if (n->ipams.count && n->ipams.at[0]->subnets.count)
        out->columns[3] = n->ipams.at[0]->subnets.at[0]->ip_address_prefix;
}

static void endpoint_line(struct tool *t, const struct hcn_endpoint_document *e, struct line *out)
{
    out->columns[2] = id_text(t, &e->host_compute_network);
    if (e->ip_configurations.count)
        out->columns[3] = e->ip_configurations.at[0]->ip_address;
    if (!hcn_guid_is_zero(&e->host_compute_namespace))
        out->columns[4] = id_text(t, &e->host_compute_namespace);
}

static void namespace_line(struct tool *t, const struct hcn_namespace_document *n, struct line *out)
{
    char *count = hcn_call_memory(t->call, 16);
    unsigned endpoints = 0;

    for (size_t i = 0; i < n->resources.count; i++)
        endpoints += n->resources.at[i]->type == HCN_RESOURCE_ENDPOINT;
    if (count)
        snprintf(count, 16, "%u", endpoints);
    out->columns[2] = hcn_word_text(t->call, n, &n->type);
    out->columns[3] = count;
}

static struct line line_of(struct tool *t, const void *document)
{
    const struct base_document *d = document;
    struct line line = { { id_text(t, &d->id), d->name } };

    if (t->noun->document == HCN_DOCUMENT_NETWORK)
        network_line(t, document, &line);
    else if (t->noun->document == HCN_DOCUMENT_ENDPOINT)
        endpoint_line(t, document, &line);
    else
        namespace_line(t, document, &line);
    for (int i = 0; i < COLUMNS; i++)
        if (!line.columns[i] || !*line.columns[i])
            line.columns[i] = "-";
    return line;
}

static void print_line(const char *const *columns, const char *const *shown, const int *widths)
{
    for (int i = 0; i < COLUMNS && shown[i]; i++)
        printf(i + 1 < COLUMNS && shown[i + 1] ? "%-*s  " : "%-*s\n",
               i + 1 < COLUMNS && shown[i + 1] ? widths[i] : 0, columns[i]);
}

static bool print_table(struct tool *t, void **all, size_t count)
{
    const char *const *shown = titles[t->noun->document];
    struct line *lines = hcn_call_memory(t->call, (count + 1) * sizeof *lines);
    int widths[COLUMNS] = { 0 };

    if (!lines)
        return false;
    for (size_t i = 0; i < count; i++)
        lines[i] = line_of(t, all[i]);
    for (int c = 0; c < COLUMNS && shown[c]; c++) {
        widths[c] = (int)strlen(shown[c]);
        for (size_t i = 0; i < count; i++)
            if ((int)strlen(lines[i].columns[c]) > widths[c])
                widths[c] = (int)strlen(lines[i].columns[c]);
    }
    print_line(shown, shown, widths);
    for (size_t i = 0; i < count; i++)
        print_line(lines[i].columns, shown, widths);
    return true;
}

bool command_list(struct tool *t)
{
    size_t count;
    void **all;

    if (!t->noun->list(t, &all, &count))
        return false;
    if (strcmp(t->options.output, "json") != 0)
        return print_table(t, all, count);
    putchar('[');
    for (size_t i = 0; i < count; i++)
        printf("%s%s", i ? ",\n" : "", hcn_document_print(t->call, all[i]));
    puts("]");
    return true;
}
