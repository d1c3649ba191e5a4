/* object.c - which object is meant: by id, by the beginning of an id, by name; making and showing.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

enum { SHORTEST = 4 }; /* digits of an id that may stand for it */

static bool begins(const char *id, const char *text)
{
    size_t i = 0;

    while (text[i] && tolower((unsigned char)text[i]) == id[i])
        i++;
    return !text[i] && i >= SHORTEST;
}

const char *object_name(const struct noun *noun, const void *document)
{
    const struct hcn_namespace_document *n = noun == &noun_namespace ? document : NULL;
    const struct base_document *d = document;

    if (d->name && *d->name)
        return d->name;
    return n && n->type == HCN_NAMESPACE_HOST_DEFAULT ? "HostDefault" : NULL;
}

static bool fits(const struct noun *noun, const struct base_document *d, const char *text)
{
    const char *name = object_name(noun, d);
    char id[HCN_GUID_TEXT];

    hcn_guid_print(&d->id, id);
    return (name && !strcmp(name, text)) || begins(id, text);
}

static bool refuse_several(struct tool *t, const struct noun *noun, const char *text, void **all,
                           size_t count)
{
    char list[768] = "", id[HCN_GUID_TEXT];
    size_t used = 0;

    for (size_t i = 0; i < count && used < sizeof list; i++) {
        const struct base_document *d = all[i];

        if (!fits(noun, d, text))
            continue;
        hcn_guid_print(&d->id, id);
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s %s", used ? ", " : "", id,
                                 d->name ? d->name : "");
    }
    return refuse(t, EXIT_CONFLICT, "\"%s\" may be several %s: %s", text, noun->plural, list);
}

bool object_find(struct tool *t, const struct noun *noun, const char *text, struct hcn_guid *out)
{
    size_t count, found = 0;
    void **all;

    if (hcn_guid_parse(text, out))
        return true;
    if (!noun->list(t, NULL, &all, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct base_document *d = all[i];

        if (fits(noun, d, text) && !found++)
            *out = d->id;
    }
    if (found > 1)
        return refuse_several(t, noun, text, all, count);
    return found || refuse(t, EXIT_NOT_FOUND, "there is no %s \"%s\"", noun->word, text);
}

/* ---- making and showing ------------------------------------------------------------------- */

/* The network of an endpoint stands in its document, unless --network says it. */
static bool find_network(struct tool *t, struct hcn_endpoint_document *d)
{
    if (!d)
        return false;
    if (t->options.network)
        return object_find(t, &noun_network, t->options.network, &d->host_compute_network);
    return !hcn_guid_is_zero(&d->host_compute_network) ||
           refuse(t, EXIT_INVALID,
                  "endpoint.HostComputeNetwork: expected the id of a network, found none; "
                  "--network says it too");
}

bool object_create(struct tool *t, const struct noun *noun, const char *json, struct hcn_guid *out)
{
    struct hcn_endpoint_document *d;

    if (noun != &noun_endpoint)
        return noun->create(t, NULL, NULL, json, out);
    d = hcn_document_read(t->call, HCN_DOCUMENT_ENDPOINT, json);
    return find_network(t, d) && noun->create(t, &d->host_compute_network, NULL, json, out);
}

bool object_ensure(struct tool *t, const struct noun *noun, const char *json,
                   struct hcn_ensured *how, struct hcn_guid *out)
{
    void *document = hcn_document_read(t->call, noun->document, json);

    return document && (noun != &noun_endpoint || find_network(t, document)) &&
           noun->ensure(t, document, how, out);
}

const char *object_show(struct tool *t, const struct noun *noun, const struct hcn_guid *id)
{
    void *handle = noun->open(t, id);
    const char *json = noun->query(t, handle, NULL);

    noun->close(handle);
    return json;
}
