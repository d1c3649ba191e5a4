/*
 * text.c - the texts that stand in documents: GUIDs, addresses, prefixes, MACs, numbers, lists of
 * ports. What is understood prints as something that is understood as the same. The first byte
 * chooses which.
 */
#include "fuzz.h"

#include "base/guid.h"
#include "base/ip.h"
#include "base/number.h"
#include "schema/format.h"

static void guids(const char *text)
{
    struct hcn_guid id, again;

    if (!guid_parse(text, &id))
        return;
    EXPECT(guid_parse(guid_text(&id).s, &again) && guid_equal(&id, &again), "%s", text);
    EXPECT(text_same(guid_text(&id).s, guid_upper(&id).s), "%s", text);
}

static void prefixes(const char *text)
{
    char printed[PREFIX_TEXT];
    struct prefix p, again;
    struct ip end;

    if (!prefix_parse(text, &p))
        return;
    prefix_print(&p, printed);
    EXPECT(prefix_parse(printed, &again), "%s: %s", text, printed);
    EXPECT(ip_equal(&p.ip, &again.ip) && p.length == again.length, "%s: %s", text, printed);
    end = prefix_end(&p);
    again = prefix_network(&p);
    EXPECT(prefix_contains(&p, &end) && prefix_contains(&p, &again.ip), "%s", text);
    end = prefix_at(&p, prefix_number(&p, &end));
    EXPECT(prefix_contains(&p, &end), "%s", text);
}

static void macs(const char *text)
{
    char printed[MAC_TEXT];
    struct mac mac, again;

    if (!mac_parse(text, &mac))
        return;
    mac_print(&mac, printed);
    EXPECT(mac_parse(printed, &again) && mac_number(&mac) == mac_number(&again), "%s", text);
}

/* Only JSON numbers may be asked about: those that strtod() understands, and no others. */
static void numbers(const char *text)
{
    size_t length = strspn(text, "0123456789.eE+-");
    uint64_t n = 0, again = 1;
    char printed[24];

    if (length && !text[length] && number_read(text, UINT64_MAX, &n)) {
        snprintf(printed, sizeof printed, "%llu", (unsigned long long)n);
        EXPECT(number_parse(printed, UINT64_MAX, &again) && n == again, "%s: %s", text, printed);
    }
    if (number_parse(text, UINT64_MAX, &n))
        EXPECT(number_read(text, n, &again) && n == again, "%s", text);
}

static void formats(const char *text)
{
    static const struct format *const all[] = {
        &address_format,   &prefix_format,       &subnet_format,
        &mac_format,       &address_list_format, &ports_format,
        &port_list_format, &port_format,         &protocol_list_format,
    };

    for (size_t i = 0; i < COUNT(all); i++)
        (void)all[i]->valid(text);
    if (port_format.valid(text))
        EXPECT(ports_format.valid(text), "%s", text);
    if (ports_format.valid(text))
        EXPECT(port_list_format.valid(text), "%s", text);
    if (subnet_format.valid(text) || address_format.valid(text))
        EXPECT(prefix_format.valid(text), "%s", text);
}

static void sentences(const char *text)
{
    struct hcn_call c = { 0 };

    fail(&c, E_FAIL, "%s", *text ? text : "nothing");
    expect_sentence(&c);
    EXPECT(text_cut(c.text, 60) <= 60, "%s", c.text);
    call_end(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const all[])(
        const char *) = { guids, prefixes, macs, numbers, formats, sentences };
    char *text = calloc(1, size + 1);

    if (text && size) {
        memcpy(text, data + 1, size - 1);
        all[(data[0] - (unsigned)'0') % COUNT(all)](text);
    }
    free(text);
    return 0;
}
