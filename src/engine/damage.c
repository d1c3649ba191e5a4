/* damage.c - what has to be there in documents and steps, as the engine writes them. */
#include "engine/damage.h"

#include <hcn/documents.h>

#include "base/ip.h"
#include "base/text.h"
#include "schema/record.h"
#include "schema/request.h"

static bool is_mac(const char *text)
{
    struct mac mac;

    return !text_empty(text) && mac_parse(text, &mac);
}

static bool is_prefix(const char *text)
{
    struct prefix p;

    return !text_empty(text) && prefix_parse(text, &p);
}

/* ---- documents --------------------------------------------------------------------------- */

static bool pool_is_whole(const struct hcn_mac_pool *pool)
{
    for (size_t i = 0; pool && i < pool->ranges.count; i++)
        if (!is_mac(pool->ranges.at[i]->start_mac_address) ||
            !is_mac(pool->ranges.at[i]->end_mac_address))
            return false;
    return pool && pool->ranges.count;
}

static bool subnet_is_whole(const struct hcn_subnet *s)
{
    for (size_t i = 0; i < s->ip_subnets.count; i++)
        if (!is_prefix(s->ip_subnets.at[i]->ip_address_prefix))
            return false;
    return is_prefix(s->ip_address_prefix);
}

static const char *network_fault(const void *document)
{
    const struct hcn_network_document *n = document;

    if (n->type == WORD_UNKNOWN)
        return "Type";
    if (!pool_is_whole(n->mac_pool))
        return "MacPool";
    for (size_t i = 0; i < n->ipams.count; i++)
        for (size_t j = 0; j < n->ipams.at[i]->subnets.count; j++)
            if (!subnet_is_whole(n->ipams.at[i]->subnets.at[j]))
                return "Ipams.Subnets";
    return NULL;
}

static const char *endpoint_fault(const void *document)
{
    const struct hcn_endpoint_document *e = document;
    struct ip ip;

    for (size_t i = 0; i < e->ip_configurations.count; i++)
        if (text_empty(e->ip_configurations.at[i]->ip_address) ||
            !ip_parse(e->ip_configurations.at[i]->ip_address, &ip))
            return "IpConfigurations.IpAddress";
    return is_mac(e->mac_address) ? NULL : "MacAddress";
}

static const char *namespace_fault(const void *document)
{
    const struct hcn_namespace_document *n = document;

    return n->type == WORD_UNKNOWN ? "Type" : NULL;
}

const char *document_fault(uint32_t kind, const void *document)
{
    static const char *(*const faults[KINDS])(const void *) = {
        [KIND_NETWORK] = network_fault,
        [KIND_ENDPOINT] = endpoint_fault,
        [KIND_NAMESPACE] = namespace_fault,
    };

    return faults[kind] ? faults[kind](document) : NULL;
}

/* ---- steps ------------------------------------------------------------------------------- */

enum { LINK = 1, TAG = 2, PATH = 4, PEER = 8, BRIDGE = 16, MAC = 32 };

/* Members that a kind is not without; a path of "" is that of the machine itself. */
static const unsigned needs[STEP_KINDS] = {
    [STEP_NAMESPACE] = PATH,
    [STEP_BRIDGE] = LINK | TAG | MAC,
    [STEP_PORT] = LINK | TAG | PEER | BRIDGE | MAC,
    [STEP_NETWORK] = LINK | TAG,
    [STEP_ENDPOINT] = LINK | TAG | BRIDGE | MAC,
    [STEP_RESOLVER] = PATH,
    [STEP_UP] = LINK | TAG | PEER,
};

static const char *parts_fault(const struct step *s)
{
    for (size_t i = 0; i < s->routes.count; i++)
        if (text_empty(s->routes.at[i]->destination))
            return "Routes.Destination";
    for (size_t i = 0; i < s->mappings.count; i++)
        if (text_empty(s->mappings.at[i]->address))
            return "Mappings.Address";
    return NULL;
}

const char *step_fault(const struct step *s)
{
    const struct {
        unsigned need;
        bool there;
        const char *key;
    } members[] = {
        { LINK, !text_empty(s->link), "Link" },       { TAG, !text_empty(s->tag), "Tag" },
        { PATH, !text_empty(s->path), "Path" },       { PEER, !text_empty(s->peer), "Peer" },
        { BRIDGE, !text_empty(s->bridge), "Bridge" }, { MAC, is_mac(s->mac), "Mac" },
    };

    if (s->kind == STEP_NONE || s->kind >= STEP_KINDS)
        return "Kind";
    if (s->reach > REACH_NAT)
        return "Reach";
    for (size_t i = 0; i < COUNT(members); i++)
        if (needs[s->kind] & members[i].need && !members[i].there)
            return members[i].key;
    return parts_fault(s);
}
