/* noun.c - networks, endpoints and namespaces behind one set of functions. */
#include <string.h>

#include "cli/tool.h"

/*
 * The functions of a noun. A macro, because they differ in nothing but the types of handle and list
 * that the library keeps apart.
 */
#define NOUN_FUNCTIONS(noun)                                                                       \
    static void *noun##_open(struct tool *t, const struct hcn_guid *id)                            \
    {                                                                                              \
        return hcn_##noun##_open(t->call, t->service, id);                                         \
    }                                                                                              \
    static void noun##_close(void *handle)                                                         \
    {                                                                                              \
        hcn_##noun##_close(handle);                                                                \
    }                                                                                              \
    static const char *noun##_query(struct tool *t, void *handle, const char *query)               \
    {                                                                                              \
        return hcn_##noun##_query_json(t->call, handle, query);                                    \
    }                                                                                              \
    static bool noun##_modify(struct tool *t, void *handle, const char *json)                      \
    {                                                                                              \
        return hcn_##noun##_modify_json(t->call, handle, json);                                    \
    }                                                                                              \
    static bool noun##_remove(struct tool *t, const struct hcn_guid *id)                           \
    {                                                                                              \
        return hcn_##noun##_delete(t->call, t->service, id);                                       \
    }                                                                                              \
    static bool noun##_enumerate(struct tool *t, const char *query, struct hcn_guid_list *out)     \
    {                                                                                              \
        return hcn_##noun##_enumerate(t->call, t->service, query, out);                            \
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
    }                                                                                              \
    static bool noun##_ensure(struct tool *t, const void *document, struct hcn_ensured *how,       \
                              struct hcn_guid *out)                                                \
    {                                                                                              \
        return noun##_made(hcn_##noun##_ensure(t->call, t->service, document, how), out);          \
    }

/* All kinds but endpoints, which are created on a network. */
#define NOUN_CREATE(noun)                                                                          \
    static bool noun##_create(struct tool *t, const struct hcn_guid *network,                      \
                              const struct hcn_guid *id, const char *json, struct hcn_guid *out)   \
    {                                                                                              \
        (void)network;                                                                             \
        return noun##_made(hcn_##noun##_create_json(t->call, t->service, id, json), out);          \
    }

NOUN_FUNCTIONS(network)
NOUN_FUNCTIONS(endpoint)
NOUN_FUNCTIONS(namespace)
NOUN_FUNCTIONS(load_balancer)
NOUN_FUNCTIONS(route)
NOUN_FUNCTIONS(guest_service)

NOUN_CREATE(network)
NOUN_CREATE(namespace)
NOUN_CREATE(load_balancer)
NOUN_CREATE(route)
NOUN_CREATE(guest_service)

static bool endpoint_create(struct tool *t, const struct hcn_guid *network,
                            const struct hcn_guid *id, const char *json, struct hcn_guid *out)
{
    return endpoint_made(hcn_endpoint_create_json(t->call, t->service, network, id, json), out);
}

#define NOUN(noun, word, plural, brief, document)                                                  \
    {                                                                                              \
        word, plural, brief, document, noun##_create, noun##_ensure, noun##_open, noun##_close,    \
            noun##_query, noun##_modify, noun##_remove, noun##_enumerate, noun##_list              \
    }

const struct noun noun_network = NOUN(network, "network", "networks", "net", HCN_DOCUMENT_NETWORK);
const struct noun noun_endpoint =
    NOUN(endpoint, "endpoint", "endpoints", "ep", HCN_DOCUMENT_ENDPOINT);
const struct noun noun_namespace =
    NOUN(namespace, "namespace", "namespaces", "ns", HCN_DOCUMENT_NAMESPACE);
static const struct noun noun_load_balancer =
    NOUN(load_balancer, "loadbalancer", "loadbalancers", "lb", HCN_DOCUMENT_LOAD_BALANCER);
static const struct noun noun_route = NOUN(route, "route", "routes", "rt", HCN_DOCUMENT_ROUTE);
static const struct noun noun_guest =
    NOUN(guest_service, "guest", "guests", "gns", HCN_DOCUMENT_GUEST_SERVICE);

const struct noun *const nouns[] = {
    &noun_network, &noun_endpoint, &noun_namespace, &noun_load_balancer, &noun_route, &noun_guest,
    NULL
};

const struct noun *noun_find(const char *word)
{
    for (const struct noun *const *n = nouns; *n; n++)
        if (!strcmp((*n)->word, word) || !strcmp((*n)->plural, word) || !strcmp((*n)->brief, word))
            return *n;
    return NULL;
}

const struct noun *noun_expect(struct tool *t, const char *word)
{
    const struct noun *noun = noun_find(word);

    if (!noun)
        refuse(t, EXIT_USAGE, "expected a noun, as network or endpoints, found \"%s\"", word);
    return noun;
}
