/* noun.c - networks, endpoints and namespaces behind one set of functions. */
#include <string.h>

#include "cli/tool.h"

static bool network_create(struct tool *t, const char *json, struct hcn_guid *id)
{
    struct hcn_network *n = hcn_network_create_json(t->call, t->service, NULL, json);

    *id = hcn_network_id(n);
    hcn_network_close(n);
    return n != NULL;
}

static const char *network_show(struct tool *t, const struct hcn_guid *id)
{
    struct hcn_network *n = hcn_network_open(t->call, t->service, id);
    const char *json = hcn_network_query_json(t->call, n, NULL);

    hcn_network_close(n);
    return json;
}

static bool network_modify(struct tool *t, const struct hcn_guid *id, const char *json)
{
    struct hcn_network *n = hcn_network_open(t->call, t->service, id);
    bool ok = hcn_network_modify_json(t->call, n, json);

    hcn_network_close(n);
    return ok;
}

static bool network_remove(struct tool *t, const struct hcn_guid *id)
{
    return hcn_network_delete(t->call, t->service, id);
}

static bool network_list(struct tool *t, void ***at, size_t *count)
{
    struct hcn_network_list list = { NULL, 0 };
    bool ok = hcn_network_list(t->call, t->service, NULL, &list);

    *at = (void **)list.at;
    *count = list.count;
    return ok;
}

/* The network of an endpoint stands in its document. */
static bool endpoint_create(struct tool *t, const char *json, struct hcn_guid *id)
{
    struct hcn_endpoint_document *d = hcn_document_read(t->call, HCN_DOCUMENT_ENDPOINT, json);
    struct hcn_endpoint *e =
        d ? hcn_endpoint_create_json(t->call, t->service, &d->host_compute_network, NULL, json)
          : NULL;

    *id = hcn_endpoint_id(e);
    hcn_endpoint_close(e);
    return e != NULL;
}

static const char *endpoint_show(struct tool *t, const struct hcn_guid *id)
{
    struct hcn_endpoint *e = hcn_endpoint_open(t->call, t->service, id);
    const char *json = hcn_endpoint_query_json(t->call, e, NULL);

    hcn_endpoint_close(e);
    return json;
}

static bool endpoint_modify(struct tool *t, const struct hcn_guid *id, const char *json)
{
    struct hcn_endpoint *e = hcn_endpoint_open(t->call, t->service, id);
    bool ok = hcn_endpoint_modify_json(t->call, e, json);

    hcn_endpoint_close(e);
    return ok;
}

static bool endpoint_remove(struct tool *t, const struct hcn_guid *id)
{
    return hcn_endpoint_delete(t->call, t->service, id);
}

static bool endpoint_list(struct tool *t, void ***at, size_t *count)
{
    struct hcn_endpoint_list list = { NULL, 0 };
    bool ok = hcn_endpoint_list(t->call, t->service, NULL, &list);

    *at = (void **)list.at;
    *count = list.count;
    return ok;
}

static bool namespace_create(struct tool *t, const char *json, struct hcn_guid *id)
{
    struct hcn_namespace *n = hcn_namespace_create_json(t->call, t->service, NULL, json);

    *id = hcn_namespace_id(n);
    hcn_namespace_close(n);
    return n != NULL;
}

static const char *namespace_show(struct tool *t, const struct hcn_guid *id)
{
    struct hcn_namespace *n = hcn_namespace_open(t->call, t->service, id);
    const char *json = hcn_namespace_query_json(t->call, n, NULL);

    hcn_namespace_close(n);
    return json;
}

static bool namespace_modify(struct tool *t, const struct hcn_guid *id, const char *json)
{
    struct hcn_namespace *n = hcn_namespace_open(t->call, t->service, id);
    bool ok = hcn_namespace_modify_json(t->call, n, json);

    hcn_namespace_close(n);
    return ok;
}

static bool namespace_remove(struct tool *t, const struct hcn_guid *id)
{
    return hcn_namespace_delete(t->call, t->service, id);
}

static bool namespace_list(struct tool *t, void ***at, size_t *count)
{
    struct hcn_namespace_list list = { NULL, 0 };
    bool ok = hcn_namespace_list(t->call, t->service, NULL, &list);

    *at = (void **)list.at;
    *count = list.count;
    return ok;
}

const struct noun noun_network = {
    "network",    "networks",     "net",          HCN_DOCUMENT_NETWORK, network_create,
    network_show, network_modify, network_remove, network_list
};
const struct noun noun_endpoint = { "endpoint",
                                    "endpoints",
                                    "ep",
                                    HCN_DOCUMENT_ENDPOINT,
                                    endpoint_create,
                                    endpoint_show,
                                    endpoint_modify,
                                    endpoint_remove,
                                    endpoint_list };
const struct noun noun_namespace = { "namespace",
                                     "namespaces",
                                     "ns",
                                     HCN_DOCUMENT_NAMESPACE,
                                     namespace_create,
                                     namespace_show,
                                     namespace_modify,
                                     namespace_remove,
                                     namespace_list };

const struct noun *noun_find(const char *word)
{
    static const struct noun *const all[] = { &noun_network, &noun_endpoint, &noun_namespace };

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (!strcmp(all[i]->word, word) || !strcmp(all[i]->plural, word) ||
            !strcmp(all[i]->brief, word))
            return all[i];
    return NULL;
}
