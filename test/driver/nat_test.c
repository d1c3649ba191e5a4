/* nat_test.c - which elements of which sets a network and an endpoint are. */
#include "../check.h"

#include "base/buffer.h"
#include "driver/linux/nat.h"

static const char *hosts[] = { "172.20.0.1/24", "fd20::1/64" };
static const char *prefixes[] = { "172.20.0.0/24", "255.255.255.0/24", "fd20::/64" };
static const char *addresses[] = { "172.20.0.2/24", "fd20::2/64" };
static const char *overlapping[] = { "10.0.0.0/8", "10.1.0.0/16", "10.0.0.0/8", "192.0.2.1" };
static const char *broken[] = { "172.20.0.300/24" };
static struct step_mapping any = {
    .protocol = 6, .external_port = 8080, .internal_port = 80, .address = "172.20.0.2"
};
static struct step_mapping one = { .protocol = 17,
                                   .external_port = 53,
                                   .internal_port = 53,
                                   .address = "fd20::2",
                                   .virtual_ip = "fd00::1" };
static struct step_mapping mixed = { .protocol = 17,
                                     .external_port = 53,
                                     .internal_port = 53,
                                     .address = "fd20::2",
                                     .virtual_ip = "10.0.0.1" };
static struct step_mapping *both[] = { &any, &one }, *wrong[] = { &mixed };
static struct step_outbound outbound = { .virtual_ip = "10.0.0.7",
                                         .exceptions = { overlapping, 4 } };
static struct step_outbound only = { .destinations = { overlapping, 1 } };

#define HB     "68622d30000000000000000000000000"
#define HE     "68652d30000000000000000000000000"
#define MAC    "00155d5200020000"
#define IP4    "ac140002"
#define IP6    "fd200000000000000000000000000002"
#define LOCAL6 "fe8000000000000002155dfffe520002"
#define BASE                                                                                       \
    "bridge as_port " HE "\nbridge as_mac " HE MAC "\nbridge as4 " HE MAC IP4                      \
    "\nbridge asarp " HE MAC IP4 "\n"

static const struct {
    const char *name;
    struct step step;
    const char *elements; /* or the sentence of a refusal */
} rows[] = {
    { "private",
      { .kind = STEP_NETWORK, .reach = REACH_PRIVATE, .prefixes = { prefixes, 1 } },
      "inet br " HB "\ninet pair " HB HB "\n" },
    { "internal",
      { .kind = STEP_NETWORK, .reach = REACH_INTERNAL, .addresses = { hosts, 2 } },
      "inet br " HB "\ninet pair " HB HB "\ninet br_host " HB
      "\ninet gw4 ac140001\ninet gw6 fd200000000000000000000000000001\n" },
    { "nat",
      { .kind = STEP_NETWORK, .reach = REACH_NAT, .prefixes = { prefixes, 3 } },
      "inet br " HB "\ninet pair " HB HB "\ninet br_host " HB
      "\ninet nat4 ac140000 until ac140100\ninet nat4 ffffff00"
      "\ninet nat6 fd200000000000000000000000000000 until fd200000000000010000000000000000"
      "\ninet br_nat " HB "\n" },
    { "endpoint",
      { .kind = STEP_ENDPOINT, .addresses = { addresses, 2 } },
      BASE "bridge as6 " HE MAC IP6 "\nbridge asna " HE IP6 "\nbridge as6 " HE MAC LOCAL6
           "\nbridge asna " HE LOCAL6 "\n" },
    { "isolated",
      { .kind = STEP_ENDPOINT, .addresses = { addresses, 1 }, .isolated = true },
      BASE "inet iso4 " HB IP4 "\n" },
    { "published",
      { .kind = STEP_ENDPOINT, .addresses = { addresses, 1 }, .mappings = { both, 2 } },
      BASE "inet pm4 060000001f900000 : " IP4 "00500000\n"
           "inet pmv6 fd0000000000000000000000000000011100000000350000 : " IP6 "00350000\n" },
    { "exceptions, each range once",
      { .kind = STEP_ENDPOINT, .addresses = { addresses, 1 }, .outbound = &outbound },
      BASE "inet obnx4 " IP4 "0a000000 to " IP4 "0affffff\ninet obnx4 " IP4 "c0000201 to " IP4
           "c0000201\ninet obnv4 " IP4 " : 0a000007\n" },
    { "destinations",
      { .kind = STEP_ENDPOINT, .addresses = { addresses, 1 }, .outbound = &only },
      BASE "inet obnd4 " IP4 "0a000000 to " IP4 "0affffff\ninet obnl4 " IP4 "\n" },
    { "no address",
      { .kind = STEP_ENDPOINT, .addresses = { broken, 1 } },
      "he-0: expected an address prefix, found \"172.20.0.300/24\"" },
    { "two families",
      { .kind = STEP_ENDPOINT, .mappings = { wrong, 1 } },
      "he-0: port 53: 10.0.0.1 cannot lead to fd20::2" },
};

static void print_value(struct buffer *b, const char *before, const struct nft_value *v)
{
    buffer_text(b, v->length ? before : "");
    for (size_t i = 0; i < v->length; i++)
        buffer_format(b, "%02x", v->bytes[i]);
}

static const char *print(struct hcn_call *c, const struct nft_elements *all)
{
    struct buffer b = { .call = c };

    for (size_t i = 0; i < all->count; i++) {
        const struct nft_element *e = &all->at[i];

        buffer_format(&b, "%s %s", e->family == NFT_INET ? "inet" : "bridge", e->set);
        print_value(&b, " ", &e->key);
        print_value(&b, " to ", &e->end);
        print_value(&b, " until ", &e->after);
        print_value(&b, " : ", &e->data);
        buffer_text(&b, "\n");
    }
    return buffer_end(&b);
}

static void steps_become_elements(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const bool network = rows[i].step.kind == STEP_NETWORK;
        struct step s = rows[i].step;
        struct hcn_call c = { 0 };
        struct nft_elements all;

        s.link = network ? "hb-0" : "he-0";
        s.bridge = "hb-0";
        s.mac = "00-15-5D-52-00-02";
        if ((network ? network_elements : endpoint_elements)(&c, &s, &all))
            check_text(rows[i].name, print(&c, &all), rows[i].elements);
        else
            check_failure(rows[i].name, &c, E_INVALIDARG, rows[i].elements);
        call_end(&c);
    }
}

static void an_endpoint_needs_a_mac(void **state)
{
    struct step s = { .kind = STEP_ENDPOINT, .link = "he-0" };
    struct hcn_call c = { 0 };
    struct nft_elements all;

    (void)state;
    CHECK(!endpoint_elements(&c, &s, &all));
    check_failure("none", &c, E_INVALIDARG, "he-0: expected a MAC address, found \"\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_become_elements),
        cmocka_unit_test(an_endpoint_needs_a_mac),
    };

    return cmocka_run_group_tests_name("driver.nat", tests, NULL, NULL);
}
