/* claims.c - keys as bytes, in an order that serves searching. */
#include "engine/claims.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/guid.h"
#include "base/text.h"
#include "schema/request.h"

static const struct hcn_guid everywhere;

struct holder holder_of(uint32_t kind, const struct hcn_guid *id)
{
    return (struct holder){ kind, *id };
}

bool holder_equal(const struct holder *a, const struct holder *b)
{
    return a->kind == b->kind && guid_equal(&a->id, &b->id);
}

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
                          const struct holder *holder)
{
    return (struct claim){ .kind = kind, .scope = *scope, .holder = *holder };
}

/* What only objects of one kind claim. */
static struct claim begin_of(enum claim_kind kind, const struct hcn_guid *scope, uint32_t of,
                             const struct hcn_guid *id)
{
    struct holder holder = holder_of(of, id);

    return begin(kind, scope, &holder);
}

struct claim claim_name(const char *name, const struct hcn_guid *network)
{
    struct claim claim = begin_of(CLAIM_NETWORK_NAME, &everywhere, KIND_NETWORK, network);

    add(&claim, name, strlen(name));
    return claim;
}

struct claim claim_compartment(uint32_t number, const struct hcn_guid *space)
{
    struct claim claim = begin_of(CLAIM_COMPARTMENT, &everywhere, KIND_NAMESPACE, space);
    char digits[11];

    snprintf(digits, sizeof digits, "%010" PRIu32, number);
    add(&claim, digits, strlen(digits));
    return claim;
}

struct claim claim_path(const char *path, const struct hcn_guid *space)
{
    struct claim claim = begin_of(CLAIM_PATH, &everywhere, KIND_NAMESPACE, space);

    add(&claim, path, strlen(path));
    return claim;
}

struct claim claim_address(const struct hcn_guid *network, const struct ip *ip,
                           const struct holder *holder)
{
    struct claim claim = begin(CLAIM_ADDRESS, network, holder);

    add_ip(&claim, ip);
    return claim;
}

struct claim claim_mac(const struct hcn_guid *network, const struct mac *mac,
                       const struct holder *holder)
{
    struct claim claim = begin(CLAIM_MAC, network, holder);

    add(&claim, mac->bytes, sizeof mac->bytes);
    return claim;
}

struct claim claim_pool(const struct mac *start, const struct hcn_guid *network)
{
    struct claim claim = begin_of(CLAIM_POOL, &everywhere, KIND_NETWORK, network);

    add(&claim, start->bytes, sizeof start->bytes);
    return claim;
}

struct claim claim_port(const struct ip *ip, uint8_t protocol, uint16_t port,
                        const struct holder *publisher)
{
    const uint8_t rest[] = { protocol, (uint8_t)(port >> 8), (uint8_t)port };
    struct claim claim = begin(CLAIM_PORT, &everywhere, publisher);

    add_ip(&claim, ip);
    add(&claim, rest, sizeof rest);
    return claim;
}

uint16_t claimed_port(const struct claim *claim)
{
    const uint8_t *end = claim->key + claim->length;

    return (uint16_t)(end[-2] << 8 | end[-1]);
}

struct claim claim_behind(const struct claim *claim)
{
    struct claim behind = *claim;

    add(&behind, "", 1);
    return behind;
}

size_t claim_digits(const struct ip *ip)
{
    return 1 + ip_bits(ip) / 8;
}

int claim_order(const struct claim *a, const struct claim *b)
{
    int order = memcmp(a->key, b->key, a->length < b->length ? a->length : b->length);

    return order ? order : (a->length > b->length) - (a->length < b->length);
}

struct claim claim_member(const struct hcn_guid *endpoint, const struct holder *holder)
{
    const uint8_t kind = (uint8_t)holder->kind;
    struct claim claim = begin(CLAIM_MEMBER, endpoint, holder);

    add(&claim, &holder->id, sizeof holder->id);
    add(&claim, &kind, 1);
    return claim;
}

struct claim claim_subnet(const struct hcn_guid *scope, const struct prefix *prefix,
                          const struct hcn_guid *network)
{
    struct claim claim = begin_of(CLAIM_SUBNET, scope, KIND_NETWORK, network);
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
