/* format.c - checks of texts; the parsers of base do the work. */
#include "schema/format.h"

#include <string.h>

#include "base/guid.h"
#include "base/ip.h"
#include "base/number.h"
#include "base/text.h"

enum { ITEM = 128, PROTOCOL_ANY = 256 };

/* Is every item between the commas valid? Blanks around items are not. */
static bool each(const char *list, bool (*valid)(const char *))
{
    char item[ITEM];

    for (;;) {
        size_t length = strcspn(list, ",");

        if (length >= sizeof item)
            return false;
        memcpy(item, list, length);
        item[length] = '\0';
        if (!valid(item))
            return false;
        if (!list[length])
            return true;
        list += length + 1;
    }
}

static bool is_address(const char *text)
{
    struct ip ip;

    return ip_parse(text, &ip);
}

static bool is_prefix(const char *text)
{
    struct prefix p;

    return prefix_parse(text, &p);
}

/* A bare address is the prefix of one host: as a subnet nobody can have meant it. */
static bool is_subnet(const char *text)
{
    return strchr(text, '/') && is_prefix(text);
}

static bool is_mac(const char *text)
{
    struct mac mac;

    return mac_parse(text, &mac);
}

/*
 * ACLs may name sets of addresses (SetPolicy) by their ids: a GUID, or as the one public user of
 * sets, azure-npm, spells them. Any other word, such as "Any", the service refuses too.
 */
static bool is_address_or_set(const char *text)
{
    struct hcn_guid id;

    return is_prefix(text) || guid_parse(text, &id) || !strncmp(text, "azure-npm-", 10);
}

static bool is_address_list(const char *text)
{
    return each(text, is_address_or_set);
}

static bool read_port(const char *text, uint64_t *out)
{
    return number_parse(text, UINT16_MAX, out);
}

static bool is_port(const char *text)
{
    uint64_t port;

    return read_port(text, &port) && port > 0;
}

/* One port, or a first and a last one. */
static bool is_port_range(const char *text)
{
    const char *dash = strchr(text, '-');
    char first[8] = "";
    uint64_t low, high;

    if (!dash)
        return is_port(text);
    if ((size_t)(dash - text) >= sizeof first)
        return false;
    memcpy(first, text, (size_t)(dash - text));
    return read_port(first, &low) && read_port(dash + 1, &high) && low <= high;
}

static bool is_port_list(const char *text)
{
    return each(text, is_port_range);
}

static bool is_protocol(const char *text)
{
    uint64_t n;

    return number_parse(text, PROTOCOL_ANY, &n);
}

static bool is_protocol_list(const char *text)
{
    return each(text, is_protocol);
}

/* ---- spellings ---------------------------------------------------------------------------- */

static void spell_address(const char *text, char out[SPELLING])
{
    struct ip ip;

    if (ip_parse(text, &ip))
        ip_print(&ip, out);
}

/* Host bits stay, and so does a bare address. */
static void spell_prefix(const char *text, char out[SPELLING])
{
    struct prefix p;

    if (!strchr(text, '/'))
        spell_address(text, out);
    else if (prefix_parse(text, &p))
        prefix_print(&p, out);
}

static void spell_mac(const char *text, char out[SPELLING])
{
    struct mac mac;

    if (mac_parse(text, &mac))
        mac_print(&mac, out);
}

static bool same_spelling(const char *a, const char *b,
                          void (*spell)(const char *text, char out[SPELLING]))
{
    char x[SPELLING] = "", y[SPELLING] = "";

    spell(a, x);
    spell(b, y);
    return *x && !strcmp(x, y);
}

bool format_same(const char *a, const char *b)
{
    return same_spelling(a, b, spell_prefix) || same_spelling(a, b, spell_mac);
}

static bool same_item(const char *a, size_t a_length, const char *b, size_t b_length)
{
    char x[ITEM] = "", y[ITEM] = "";

    if (a_length == b_length && !memcmp(a, b, a_length))
        return true;
    if (a_length >= sizeof x || b_length >= sizeof y)
        return false;
    memcpy(x, a, a_length);
    memcpy(y, b, b_length);
    return format_same(x, y);
}

bool format_same_list(const char *a, const char *b)
{
    for (;;) {
        const size_t n = strcspn(a, ","), m = strcspn(b, ",");

        if (!same_item(a, n, b, m))
            return false;
        if (!a[n] || !b[m])
            return a[n] == b[m];
        a += n + 1;
        b += m + 1;
    }
}

bool destination_is_default(const char *prefix)
{
    struct prefix p;

    return text_empty(prefix) ||
           (prefix_parse(prefix, &p) && (!p.length || !strcmp(prefix, "0.0.0.0")));
}

/* ---- formats ------------------------------------------------------------------------------ */

const struct format address_format = { "an IP address", is_address, HCN_E_INVALID_IP,
                                       spell_address };
const struct format prefix_format = { "an address prefix", is_prefix, HCN_E_INVALID_PREFIX,
                                      spell_prefix };
const struct format subnet_format = { "an address prefix", is_subnet, HCN_E_INVALID_PREFIX,
                                      spell_prefix };
const struct format mac_format = { "a MAC address", is_mac, 0, spell_mac };
const struct format endpoint_mac_format = { "a MAC address", is_mac, HCN_E_INVALID_ENDPOINT,
                                            spell_mac };
const struct format pool_mac_format = { "a MAC address", is_mac, HCN_E_INVALID_NETWORK, spell_mac };
const struct format address_list_format = { "addresses or prefixes with commas between them",
                                            is_address_list, HCN_E_INVALID_IP, NULL };
const struct format port_format = { "a port from 1 to 65535", is_port, 0, NULL };
const struct format ports_format = { "a port or a range of ports", is_port_range, 0, NULL };
const struct format port_list_format = { "ports or ranges of ports with commas between them",
                                         is_port_list, 0, NULL };
const struct format protocol_list_format = {
    "protocol numbers from 0 to 256 with commas between them", is_protocol_list, 0, NULL
};
