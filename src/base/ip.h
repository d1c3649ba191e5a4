/*
 * ip.h - addresses, prefixes and MAC addresses as values that can be compared and counted.
 */
#ifndef BASE_IP_H
#define BASE_IP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IP_TEXT = 46, PREFIX_TEXT = IP_TEXT + 4, MAC_TEXT = 18 };

/* Network byte order; an IPv4 address fills bytes[0..3], the others are zero. */
struct ip {
    uint8_t family; /* 4 or 6; 0: none */
    uint8_t bytes[16];
};

/* An address with a length: host bits may be set, as in "10.0.0.7/24". */
struct prefix {
    struct ip ip;
    uint8_t length; /* bits: 0 to 32, or 0 to 128 */
};

struct mac {
    uint8_t bytes[6];
};

/* Dotted quads without leading zeros, or RFC 4291 text without a zone. */
bool ip_parse(const char *text, struct ip *out);
void ip_print(const struct ip *ip, char out[IP_TEXT]);
bool ip_equal(const struct ip *a, const struct ip *b);

/* Less than, equal to or greater than 0; families in order, then by value. */
int ip_compare(const struct ip *a, const struct ip *b);

/* The address behind it; the first one behind the last. */
struct ip ip_next(const struct ip *ip);

/* 32 or 128. */
unsigned ip_bits(const struct ip *ip);

/* "address/length"; a bare address is the prefix of one host. */
bool prefix_parse(const char *text, struct prefix *out);

/* With its host bits cleared. */
struct prefix prefix_network(const struct prefix *p);

/* Its last address: all host bits set. */
struct ip prefix_end(const struct prefix *p);
void prefix_print(const struct prefix *p, char out[PREFIX_TEXT]);
bool prefix_contains(const struct prefix *p, const struct ip *ip);
bool prefix_overlaps(const struct prefix *a, const struct prefix *b);

/* The last host number in the prefix (0 is the network's own): 2^n - 1, at most UINT64_MAX. */
uint64_t prefix_last(const struct prefix *p);

/* The address with host number n; n must not be above prefix_last(). */
struct ip prefix_at(const struct prefix *p, uint64_t n);

/* The host number of an address in the prefix; UINT64_MAX for what lies beyond 64 bits. */
uint64_t prefix_number(const struct prefix *p, const struct ip *ip);

/* Six pairs of hex digits with '-', or with ':', between them. */
bool mac_parse(const char *text, struct mac *out);

/* "00-15-5D-52-C0-00", as the service prints it. */
void mac_print(const struct mac *mac, char out[MAC_TEXT]);
uint64_t mac_number(const struct mac *mac);
struct mac mac_at(uint64_t number);

#endif
