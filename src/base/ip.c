/* ip.c - arithmetic on addresses, done bytewise so that both families share it. */
#include "base/ip.h"

#include <string.h>

#include "base/number.h"

int ip_compare(const struct ip *a, const struct ip *b)
{
    if (a->family != b->family)
        return a->family - b->family;
    return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

bool ip_equal(const struct ip *a, const struct ip *b)
{
    return ip_compare(a, b) == 0;
}

struct ip ip_next(const struct ip *ip)
{
    struct ip next = *ip;

    for (unsigned i = ip_bits(ip) / 8; i-- && !++next.bytes[i];)
        continue;
    return next;
}

unsigned ip_bits(const struct ip *ip)
{
    return ip->family == 4 ? 32 : 128;
}

bool prefix_parse(const char *text, struct prefix *out)
{
    char address[IP_TEXT];
    const char *slash = strchr(text, '/');
    size_t length = slash ? (size_t)(slash - text) : strlen(text);
    uint64_t bits;

    if (length >= sizeof address)
        return false;
    memcpy(address, text, length);
    address[length] = '\0';
    if (!ip_parse(address, &out->ip))
        return false;
    bits = ip_bits(&out->ip);
    if (slash && !number_parse(slash + 1, bits, &bits))
        return false;
    out->length = (uint8_t)bits;
    return true;
}

/* The bits of byte i that belong to the network. */
static uint8_t mask(unsigned length, unsigned i)
{
    if (length >= 8 * (i + 1))
        return 0xff;
    return length <= 8 * i ? 0 : (uint8_t)(0xff00u >> (length - 8 * i));
}

struct prefix prefix_network(const struct prefix *p)
{
    struct prefix network = *p;

    for (unsigned i = 0; i < sizeof network.ip.bytes; i++)
        network.ip.bytes[i] &= mask(p->length, i);
    return network;
}

struct ip prefix_end(const struct prefix *p)
{
    struct ip end = p->ip;

    for (unsigned i = 0; i < ip_bits(&end) / 8; i++)
        end.bytes[i] = (uint8_t)(end.bytes[i] | ~mask(p->length, i));
    return end;
}

bool prefix_contains(const struct prefix *p, const struct ip *ip)
{
    if (p->ip.family != ip->family)
        return false;
    for (unsigned i = 0; i < sizeof ip->bytes; i++)
        if ((p->ip.bytes[i] ^ ip->bytes[i]) & mask(p->length, i))
            return false;
    return true;
}

bool prefix_overlaps(const struct prefix *a, const struct prefix *b)
{
    return a->length <= b->length ? prefix_contains(a, &b->ip) : prefix_contains(b, &a->ip);
}

static unsigned host_bits(const struct prefix *p)
{
    return ip_bits(&p->ip) - p->length;
}

uint64_t prefix_last(const struct prefix *p)
{
    unsigned bits = host_bits(p);

    return bits >= 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;
}

struct ip prefix_at(const struct prefix *p, uint64_t n)
{
    struct ip ip = prefix_network(p).ip;

    for (unsigned i = ip_bits(&ip) / 8; i-- && n; n >>= 8)
        ip.bytes[i] = (uint8_t)(ip.bytes[i] | (n & 0xff));
    return ip;
}

uint64_t prefix_number(const struct prefix *p, const struct ip *ip)
{
    unsigned bytes = ip_bits(ip) / 8;
    uint64_t n = 0;

    for (unsigned i = 0; i < bytes; i++) {
        uint8_t host = (uint8_t)(ip->bytes[i] & ~mask(p->length, i));

        if (n >> 56)
            return UINT64_MAX;
        n = n << 8 | host;
    }
    return n;
}

static bool mac_byte(const char *text, uint8_t *out)
{
    unsigned value = 0;

    for (int i = 0; i < 2; i++) {
        static const char digits[] = "0123456789abcdef";
        char low = (char)(text[i] >= 'A' && text[i] <= 'F' ? text[i] + 'a' - 'A' : text[i]);
        const char *at = low ? strchr(digits, low) : NULL;

        if (!at)
            return false;
        value = value << 4 | (unsigned)(at - digits);
    }
    *out = (uint8_t)value;
    return true;
}

bool mac_parse(const char *text, struct mac *out)
{
    char between = '\0';

    for (int i = 0; i < 6; i++, text += 3) {
        if (!mac_byte(text, &out->bytes[i]))
            return false;
        if (!i)
            between = text[2];
        if (text[2] != (i < 5 ? between : '\0'))
            return false;
    }
    return between == '-' || between == ':';
}

void mac_print(const struct mac *mac, char out[MAC_TEXT])
{
    static const char digits[] = "0123456789ABCDEF";

    for (int i = 0; i < 6; i++) {
        *out++ = digits[mac->bytes[i] >> 4];
        *out++ = digits[mac->bytes[i] & 15];
        *out++ = i < 5 ? '-' : '\0';
    }
}

uint64_t mac_number(const struct mac *mac)
{
    uint64_t n = 0;

    for (int i = 0; i < 6; i++)
        n = n << 8 | mac->bytes[i];
    return n;
}

struct mac mac_at(uint64_t number)
{
    struct mac mac;

    for (int i = 6; i--; number >>= 8)
        mac.bytes[i] = (uint8_t)number;
    return mac;
}
