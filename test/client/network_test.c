/* network_test.c - the two networks that are made from a name and a subnet, by one builder. */
#include "script.h"

static struct hcn_network *make(struct script *s, const char *subnet, const char *uplink)
{
    struct hcn_guid id = guid_of(NETWORK_ID);

    return uplink ? hcn_network_create_transparent(s->call, s->service, &id, "n", subnet, uplink)
                  : hcn_network_create_internal(s->call, s->service, &id, "n", subnet);
}

/* Given: subnet and uplink. Expected: the whole document. */
static const struct {
    const char *subnet, *uplink, *expected;
} made[] = {
    { "10.0.0.0/24", NULL,
      "{\"Name\":\"n\",\"SchemaVersion\":{\"Major\":2,\"Minor\":0},\"Type\":\"Internal\","
      "\"Ipams\":[{\"Type\":\"Static\",\"Subnets\":[{\"IpAddressPrefix\":\"10.0.0.0/24\","
      "\"Routes\":[{\"NextHop\":\"10.0.0.1\",\"DestinationPrefix\":\"0.0.0.0/0\"}]}]}]}" },
    { "10.0.0.0/24", "eth0",
      "{\"Name\":\"n\",\"SchemaVersion\":{\"Major\":2,\"Minor\":0},\"Type\":\"Transparent\","
      "\"Policies\":[{\"Type\":\"NetAdapterName\",\"Settings\":{\"NetworkAdapterName\":\"eth0\"}}],"
      "\"Ipams\":[{\"Type\":\"Static\",\"Subnets\":[{\"IpAddressPrefix\":\"10.0.0.0/24\","
      "\"Routes\":[{\"NextHop\":\"10.0.0.1\",\"DestinationPrefix\":\"0.0.0.0/0\"}]}]}]}" },
    { "fd00:1::/64", NULL,
      "{\"Name\":\"n\",\"SchemaVersion\":{\"Major\":2,\"Minor\":0},\"Type\":\"Internal\","
      "\"Ipams\":[{\"Type\":\"Static\",\"Subnets\":[{\"IpAddressPrefix\":\"fd00:1::/64\","
      "\"Routes\":[{\"NextHop\":\"fd00:1::1\",\"DestinationPrefix\":\"::/0\"}]}]}]}" },
};

static void documents(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(made); i++) {
        struct hcn_network *network;
        struct script s;

        script_begin(&s, NULL, 0);
        network = make(&s, made[i].subnet, made[i].uplink);
        check_failure(made[i].subnet, s.call, 0, "");
        check_text("document", strchr(s.lines[0], '{'), made[i].expected);
        check_guid("id", hcn_network_id(network), NETWORK_ID);
        hcn_network_close(network);
        script_end(&s);
    }
}

/* Host bits are cleared; the gateway is the first address. */
static void gateways(void **state)
{
    static const struct {
        const char *subnet, *prefix, *gateway;
    } rows[] = {
        { "192.168.7.9/24", "192.168.7.0/24", "192.168.7.1" },
        { "10.0.0.128/25", "10.0.0.128/25", "10.0.0.129" },
        { "10.0.0.4/30", "10.0.0.4/30", "10.0.0.5" },
        { "0.0.0.0/0", "0.0.0.0/0", "0.0.0.1" },
        { "10.255.255.255/8", "10.0.0.0/8", "10.0.0.1" },
        { "fd00::ffff/126", "fd00::fffc/126", "fd00::fffd" },
        { "::/0", "::/0", "::1" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_network_document *sent;
        struct script s;

        script_begin(&s, NULL, 0);
        hcn_network_close(make(&s, rows[i].subnet, NULL));
        sent = hcn_document_read(s.call, HCN_DOCUMENT_NETWORK, strchr(s.lines[0], '{'));
        CHECK(sent);
        check_text(rows[i].subnet, sent->ipams.at[0]->subnets.at[0]->ip_address_prefix,
                   rows[i].prefix);
        check_text(rows[i].subnet, sent->ipams.at[0]->subnets.at[0]->routes.at[0]->next_hop,
                   rows[i].gateway);
        script_end(&s);
    }
}

static void refused_subnets(void **state)
{
    static const struct {
        const char *subnet, *text;
    } rows[] = {
        { "10.0.0.0", "expected a subnet as in 10.0.0.0/24, found \"10.0.0.0\"" },
        { "10.0.0.0/33", "expected a subnet as in 10.0.0.0/24, found \"10.0.0.0/33\"" },
        { "10.0.0/24", "expected a subnet as in 10.0.0.0/24, found \"10.0.0/24\"" },
        { "", "expected a subnet as in 10.0.0.0/24, found \"\"" },
        { NULL, "expected a subnet as in 10.0.0.0/24, found \"\"" },
        { "10.0.0.0/31", "expected a prefix with room for a gateway and a host (at most /30), "
                         "found \"10.0.0.0/31\"" },
        { "10.0.0.0/32", "expected a prefix with room for a gateway and a host (at most /30), "
                         "found \"10.0.0.0/32\"" },
        { "fd00::/127", "expected a prefix with room for a gateway and a host (at most /126), "
                        "found \"fd00::/127\"" },
        { "fd00::/128", "expected a prefix with room for a gateway and a host (at most /126), "
                        "found \"fd00::/128\"" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct script s;

        script_begin(&s, NULL, 0);
        CHECK(!make(&s, rows[i].subnet, "eth0"));
        check_failure("refused", s.call, HCN_E_INVALID_PREFIX, rows[i].text);
        script_heard(&s, NULL);
        script_end(&s);
    }
}

static void a_transparent_network_needs_an_uplink(void **state)
{
    static const char *const none[] = { NULL, "" };

    (void)state;
    for (size_t i = 0; i < COUNT(none); i++) {
        struct script s;

        script_begin(&s, NULL, 0);
        CHECK(
            !hcn_network_create_transparent(s.call, s.service, NULL, "n", "10.0.0.0/24", none[i]));
        check_failure("uplink", s.call, E_INVALIDARG, "no uplink adapter was given");
        script_heard(&s, NULL);
        script_end(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents),
        cmocka_unit_test(gateways),
        cmocka_unit_test(refused_subnets),
        cmocka_unit_test(a_transparent_network_needs_an_uplink),
    };

    return cmocka_run_group_tests_name("client.network", tests, NULL, NULL);
}
