/*
 * claims.h - the keys under which things are held: one function a kind of claim.
 */
#ifndef ENGINE_CLAIMS_H
#define ENGINE_CLAIMS_H

#include "base/ip.h"
#include "engine/store.h"

struct holder holder_of(uint32_t kind, const struct hcn_guid *id);
bool holder_equal(const struct holder *a, const struct holder *b);

struct claim claim_name(const char *name, const struct hcn_guid *network);
struct claim claim_compartment(uint32_t number, const struct hcn_guid *space);
struct claim claim_path(const char *path, const struct hcn_guid *space);
struct claim claim_address(const struct hcn_guid *network, const struct ip *ip,
                           const struct holder *holder);
struct claim claim_mac(const struct hcn_guid *network, const struct mac *mac,
                       const struct holder *holder);
struct claim claim_pool(const struct mac *start, const struct hcn_guid *network);

/* `ip` is the virtual IP, of family 0 when the port is published on every address. */
struct claim claim_port(const struct ip *ip, uint8_t protocol, uint16_t port,
                        const struct holder *publisher);

/* The key right behind another: no other lies between them. */
struct claim claim_behind(const struct claim *claim);

/* How many bytes of an address's key count it up: those of IPv4 end before the key does. */
size_t claim_digits(const struct ip *ip);

/* The port of such a claim; and which of two claims of one kind and scope comes first, as memcmp.
 */
uint16_t claimed_port(const struct claim *claim);
int claim_order(const struct claim *a, const struct claim *b);

/* That `holder` names an endpoint: any number may. */
struct claim claim_member(const struct hcn_guid *endpoint, const struct holder *holder);

/*
 * Claims of subnets are ordered by their last addresses, so that the first one at or behind an
 * address is the only one that can contain it.
 */
struct claim claim_subnet(const struct hcn_guid *scope, const struct prefix *prefix,
                          const struct hcn_guid *network);

/* The address, or the prefix, that such a claim is about. */
struct ip claimed_address(const struct claim *claim);
struct prefix claimed_subnet(const struct claim *claim);

#endif
