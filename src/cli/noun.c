/* noun.c - networks, endpoints and namespaces behind one set of functions. */
#include <string.h>

#include "cli/tool.h"

/*
 * The functions of a noun. A macro, because they differ in nothing but the types of handle and list
 * that the library keeps apart.
 */
#define NOUN_FUNCTIONS(noun)                                                                       \
    static const char *noun##_show(struct tool *t, const struct hcn_guid *id)                      \
    {                                                                                              \
        struct hcn_##noun *handle = hcn_##noun##_open(t->call, t->service, id);                    \
        const char *json = hcn_##noun##_query_json(t->call, handle, NULL);                         \
                                                                                                   \
        hcn_##noun##_close(handle);                                                                \
        return json;                                                                               \
    }                                                                                              \
    static bool noun##_modify(struct tool *t, const struct hcn_guid *id, const char *json)         \
    {                                                                                              \
        struct hcn_##noun *handle = hcn_##noun##_open(t->call, t->service, id);                    \
        bool ok = hcn_##noun##_modify_json(t->call, handle, json);                                 \
                                                                                                   \
        hcn_##noun##_close(handle);                                                                \
        return ok;                                                                                 \
    }                                                                                              \
    static bool noun##_remove(struct tool *t, const struct hcn_guid *id)                           \
    {                                                                                              \
        return hcn_##noun##_delete(t->call, t->service, id);                                       \
    }                                                                                              \
    static bool noun##_list(struct tool *t, const char *query, void ***at, size_t *count)          \
    {                                                                                              \
        struct hcn_##noun##_list list = { NULL, 0 };                                               \
        bool ok = hcn_##noun##_list(t->call, t->service, query, &list);                            \
                                                                                                   \
        *at = (void **)list.at;                                                                    \
        *count = list.count;                                                                       \
        return ok;                                                                                 \
    }                                                                                              \
    static bool noun##_made(struct hcn_##noun *handle, struct hcn_guid *id)                        \
    {                                                                                              \
        *id = hcn_##noun##_id(handle);                                                             \
        hcn_##noun##_close(handle);                                                                \
        return handle != NULL;                                                                     \
    }

NOUN_FUNCTIONS(network)
NOUN_FUNCTIONS(endpoint)
NOUN_FUNCTIONS(namespace)

static bool network_create(struct tool *t, const char *json, struct hcn_guid *id)
{
    return network_made(hcn_network_create_json(t->call, t->service, NULL, json), id);
}

static bool namespace_create(struct tool *t, const char *json, struct hcn_guid *id)
{
    return namespace_made(hcn_namespace_create_json(t->call, t->service, NULL, json), id);
}

/* The network of an endpoint stands in its document, unless --network says it. */
static bool endpoint_create(struct tool *t, const char *json, struct hcn_guid *id)
{
    struct hcn_endpoint_document *d = hcn_document_read(t->call, HCN_DOCUMENT_ENDPOINT, json);
    struct hcn_guid network;

    if (!d)
        return false;
    network = d->host_compute_network;
    if (t->options.network ? !object_find(t, &noun_network, t->options.network, &network)
                           : hcn_guid_is_zero(&network))
        return t->options.network ? false
                                  : refuse(t, EXIT_INVALID,
                                           "endpoint.HostComputeNetwork: expected the id of a "
                                           "network, found none; --network says it too");
    return endpoint_made(hcn_endpoint_create_json(t->call, t->service, &network, NULL, json), id);
}

#define NOUN(noun, plural, brief, document)                                                        \
    {                                                                                              \
#noun, plural, brief, document, noun##_create, noun##_show, noun##_modify, noun##_remove,  \
            noun##_list                                                                            \
    }

const struct noun noun_network = NOUN(network, "networks", "net", HCN_DOCUMENT_NETWORK);
const struct noun noun_endpoint = NOUN(endpoint, "endpoints", "ep", HCN_DOCUMENT_ENDPOINT);
const struct noun noun_namespace = NOUN(namespace, "namespaces", "ns", HCN_DOCUMENT_NAMESPACE);

const struct noun *const nouns[] = { &noun_network, &noun_endpoint, &noun_namespace, NULL };

const struct noun *noun_find(const char *word)
{
    for (const struct noun *const *n = nouns; *n; n++)
        if (!strcmp((*n)->word, word) || !strcmp((*n)->plural, word) || !strcmp((*n)->brief, word))
            return *n;
    return NULL;
}
