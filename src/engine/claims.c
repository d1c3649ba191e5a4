/* claims.c - keys as bytes, in an order that serves searching. */
#include "engine/claims.h"

#include <string.h>

#include "base/text.h"

static const struct hcn_guid everywhere;

static void add(struct claim *claim, const void *bytes, size_t length)
{
    size_t room = sizeof claim->key - claim->length;

    if (length > room)
        length = room;
    memcpy(claim->key + claim->length, bytes, length);
    claim->length += length;
}

static void add_ip(struct claim *claim, const struct ip *ip)
{
    add(claim, &ip->family, 1);
    add(claim, ip->bytes, sizeof ip->bytes);
}

static struct claim begin(enum claim_kind kind, const struct hcn_guid *scope,
                          const struct hcn_guid *holder)
{
    return (struct claim){ .kind = kind, .scope = *scope, .holder = *holder };
}

struct claim claim_name(const char *name, const struct hcn_guid *network)
{
    struct claim claim = begin(CLAIM_NETWORK_NAME, &everywhere, network);

    add(&claim, name, strlen(name));
    return claim;
}

struct claim claim_path(const char *path, const struct hcn_guid *space)
{
    struct claim claim = begin(CLAIM_PATH, &everywhere, space);

    add(&claim, path, strlen(path));
    return claim;
}

struct claim claim_address(const struct hcn_guid *network, const struct ip *ip,
                           const struct hcn_guid *holder)
{
    struct claim claim = begin(CLAIM_ADDRESS, network, holder);

    add_ip(&claim, ip);
    return claim;
}

struct claim claim_mac(const struct hcn_guid *network, const struct mac *mac,
                       const struct hcn_guid *holder)
{
    struct claim claim = begin(CLAIM_MAC, network, holder);

    add(&claim, mac->bytes, sizeof mac->bytes);
    return claim;
}

struct claim claim_pool(const struct mac *start, const struct hcn_guid *network)
{
    struct claim claim = begin(CLAIM_POOL, &everywhere, network);

    add(&claim, start->bytes, sizeof start->bytes);
    return claim;
}

struct claim claim_port(const struct ip *ip, uint8_t protocol, uint16_t port,
                        const struct hcn_guid *endpoint)
{
    const uint8_t rest[] = { protocol, (uint8_t)(port >> 8), (uint8_t)port };
    struct claim claim = begin(CLAIM_PORT, &everywhere, endpoint);

    add_ip(&claim, ip);
    add(&claim, rest, sizeof rest);
    return claim;
}

uint16_t claimed_port(const struct claim *claim)
{
    const uint8_t *end = claim->key + claim->length;

    return (uint16_t)(end[-2] << 8 | end[-1]);
}

int claim_order(const struct claim *a, const struct claim *b)
{
    int order = memcmp(a->key, b->key, a->length < b->length ? a->length : b->length);

    return order ? order : (a->length > b->length) - (a->length < b->length);
}

struct claim claim_member(const struct hcn_guid *endpoint, const struct hcn_guid *holder)
{
    struct claim claim = begin(CLAIM_MEMBER, endpoint, holder);

    add(&claim, holder, sizeof *holder);
    return claim;
}

struct claim claim_subnet(const struct hcn_guid *scope, const struct prefix *prefix,
                          const struct hcn_guid *network)
{
    struct claim claim = begin(CLAIM_SUBNET, scope, network);
    struct ip last = prefix_end(prefix);

    add_ip(&claim, &last);
    add(&claim, &prefix->length, 1);
    return claim;
}

struct ip claimed_address(const struct claim *claim)
{
    struct ip ip = { .family = claim->key[0] };

    memcpy(ip.bytes, claim->key + 1, sizeof ip.bytes);
    return ip;
}

struct prefix claimed_subnet(const struct claim *claim)
{
    struct prefix p = { claimed_address(claim), claim->key[1 + sizeof p.ip.bytes] };

    return prefix_network(&p);
}
