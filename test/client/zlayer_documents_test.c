/*
 * zlayer_documents_test.c - the unit tests of the crate's modules schema and network, by their own
 * names. Where one of them asserts a bug of the crate, the row here asserts what is right.
 */
#include "script.h"

static struct hcn_call *call;

static int begin(void **state)
{
    (void)state;
    call = hcn_call_begin();
    return call ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    hcn_call_end(call);
    return 0;
}

static void check_printed(const void *document, const char *expected)
{
    CHECK(document);
    check_text("printed", hcn_document_print(call, document), expected);
}

/* ---- schema.rs: documents --------------------------------------------------------------- */

/* What we make says 2.0; what we read says what it said. */
static void schema_version_default_is_v2_0(void **state)
{
    (void)state;
    check_printed(schema_version_2(call), "{\"Major\":2,\"Minor\":0}");
}

/* The crate's test asserts "IPConfigurations", which is what the service does not print. */
static void endpoint_json_preserves_two_cap_ip_configurations(void **state)
{
    struct hcn_endpoint_document *e = hcn_document_new(call, HCN_DOCUMENT_ENDPOINT);
    struct hcn_ip_configuration *ip = hcn_document_new(call, HCN_DOCUMENT_IP_CONFIGURATION);

    (void)state;
    e->name = "ep1";
    ip->ip_address = "10.0.0.5";
    ip->prefix_length = 24;
    CHECK(hcn_list_append(call, &e->ip_configurations, ip));
    CHECK(strstr(hcn_document_print(call, e),
                 "\"IpConfigurations\":[{\"IpAddress\":\"10.0.0.5\",\"PrefixLength\":24}]"));
    e = hcn_document_read(call, HCN_DOCUMENT_ENDPOINT,
                          "{\"IPConfigurations\":[{\"IPAddress\":\"10.0.0.6\"}]}");
    check_text("read", e->ip_configurations.at[0]->ip_address, "10.0.0.6");
}

static void ipam_static_default_type(void **state)
{
    struct hcn_ipam *ipam = hcn_document_read(call, HCN_DOCUMENT_IPAM, "{\"Subnets\":[]}");

    (void)state;
    check_number("type", ipam->type, HCN_IPAM_STATIC);
    ipam = hcn_document_read(call, HCN_DOCUMENT_IPAM, "{\"Type\":\"DHCP\"}");
    check_text("Dhcp", hcn_word_text(call, ipam, &ipam->type), "Dhcp");
}

static void network_round_trip_nat(void **state)
{
    static const char json[] =
        "{\"ID\":\"" NETWORK_ID "\",\"Name\":\"zlayer-nat\",\"SchemaVersion\":{\"Major\":2,"
        "\"Minor\":0},\"Type\":\"NAT\",\"Dns\":{\"ServerList\":[\"1.1.1.1\"]},\"Ipams\":["
        "{\"Type\":\"Static\",\"Subnets\":[{\"IpAddressPrefix\":\"10.0.0.0/24\",\"Routes\":["
        "{\"NextHop\":\"10.0.0.1\",\"DestinationPrefix\":\"0.0.0.0/0\",\"Metric\":100}]}]}]}";
    struct hcn_network_document *n = hcn_document_read(call, HCN_DOCUMENT_NETWORK, json);

    (void)state;
    check_guid("ID", n->id, NETWORK_ID); /* the crate read only "Id", and lost it */
    check_text("name", n->name, "zlayer-nat");
    check_number("type", n->type, HCN_NETWORK_NAT);
    check_number("metric", n->ipams.at[0]->subnets.at[0]->routes.at[0]->metric, 100);
    check_text("dns", n->dns->server_list.at[0], "1.1.1.1");
    check_printed(n, json);
}

/* A metric has 16 bits. */
static void metrics_are_16_bits(void **state)
{
    (void)state;
    CHECK(!hcn_document_read(call, HCN_DOCUMENT_IP_ROUTE, "{\"Metric\":65536}"));
    CHECK(strstr(hcn_call_text(call), "Metric"));
}

static void network_query_tolerates_missing_schema_version(void **state)
{
    struct hcn_network_document *n = hcn_document_read_answer(
        call, HCN_DOCUMENT_NETWORK, "{\"Name\":\"Default Switch\",\"Type\":\"ICS\"}");

    (void)state;
    check_text("name", n->name, "Default Switch");
    check_number("type", n->type, HCN_NETWORK_ICS);
    CHECK(!n->schema_version);
}

static void network_query_tolerates_empty_object(void **state)
{
    (void)state;
    CHECK(hcn_document_read_answer(call, HCN_DOCUMENT_NETWORK, "{}"));
    CHECK(hcn_document_read_answer(call, HCN_DOCUMENT_NAMESPACE, "{}"));
}

static void endpoint_stats_all_u64_fields_roundtrip(void **state)
{
    static const char json[] =
        "{\"EndpointId\":\"" ENDPOINT_ID "\",\"InstanceId\":\"" OTHER_ID "\","
        "\"BytesReceived\":10000000001,\"BytesSent\":20000000002,\"PacketsReceived\":300,"
        "\"PacketsSent\":400,\"DroppedPacketsIncoming\":5,\"DroppedPacketsOutgoing\":6}";
    struct hcn_statistics *s = hcn_document_read_answer(call, HCN_DOCUMENT_STATISTICS, json);

    (void)state;
    check_number("BytesReceived", s->bytes_received, 10000000001);
    check_number("BytesSent", s->bytes_sent, 20000000002);
    check_number("PacketsReceived", s->packets_received, 300);
    check_number("PacketsSent", s->packets_sent, 400);
    check_number("DroppedPacketsIncoming", s->dropped_packets_incoming, 5);
    check_number("DroppedPacketsOutgoing", s->dropped_packets_outgoing, 6);
    check_printed(s, json);
}

static void modify_namespace_request_add_endpoint(void **state)
{
    struct hcn_endpoint_request *settings = hcn_document_new(call, HCN_DOCUMENT_ENDPOINT_SETTINGS);

    (void)state;
    settings->endpoint_id = guid_of(ENDPOINT_ID);
    check_printed(hcn_modify_request_new(call, HCN_DOCUMENT_NAMESPACE_REQUEST,
                                         HCN_NAMESPACE_RESOURCE_ENDPOINT, HCN_REQUEST_ADD,
                                         settings),
                  "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":"
                  "{\"EndpointId\":\"" ENDPOINT_ID "\"}}");
}

/* ---- schema.rs: policies ---------------------------------------------------------------- */

static const char *const cluster = "10.200.0.0/16";

static void out_bound_nat_wire_format_exactly_matches_hcsshim(void **state)
{
    (void)state;
    check_printed(hcn_policy_out_bound_nat(call, &cluster, 1),
                  "{\"Type\":\"OutBoundNAT\",\"Settings\":{\"Exceptions\":[\"10.200.0.0/16\"]}}");
}

static void out_bound_nat_empty_exceptions_omits_field(void **state)
{
    (void)state;
    check_printed(hcn_policy_out_bound_nat(call, NULL, 0),
                  "{\"Type\":\"OutBoundNAT\",\"Settings\":{}}");
}

static void sdn_route_wire_format_no_encap(void **state)
{
    (void)state;
    check_printed(hcn_policy_sdn_route(call, cluster, false),
                  "{\"Type\":\"SDNRoute\",\"Settings\":{\"DestinationPrefix\":\"10.200.0.0/16\","
                  "\"NeedEncap\":false}}");
}

static void sdn_route_wire_format_need_encap_true(void **state)
{
    (void)state;
    check_printed(hcn_policy_sdn_route(call, "10.96.0.0/12", true),
                  "{\"Type\":\"SDNRoute\",\"Settings\":{\"DestinationPrefix\":\"10.96.0.0/12\","
                  "\"NeedEncap\":true}}");
}

static void acl_in_allow_wire_format(void **state)
{
    (void)state;
    check_printed(hcn_policy_acl_in_allow(call, cluster),
                  "{\"Type\":\"ACL\",\"Settings\":{\"Action\":\"Allow\",\"Direction\":\"In\","
                  "\"RemoteAddresses\":\"10.200.0.0/16\",\"RuleType\":\"Switch\","
                  "\"Priority\":65500}}");
}

static void acl_full_form_with_protocols_ports_priority(void **state)
{
    struct hcn_acl_settings *acl = hcn_policy_settings_new(call, HCN_POLICY_ACL);

    (void)state;
    acl->protocols = "6,17";
    acl->action = HCN_ACTION_BLOCK;
    acl->direction = HCN_DIRECTION_OUT;
    acl->local_addresses = "10.0.0.21";
    acl->remote_addresses = "192.168.100.0/24";
    acl->local_ports = "80,8080";
    acl->remote_ports = "80,8080";
    acl->rule_type = HCN_RULE_SWITCH;
    acl->priority = 200;
    check_printed(acl, "{\"Protocols\":\"6,17\",\"Action\":\"Block\",\"Direction\":\"Out\","
                       "\"LocalAddresses\":\"10.0.0.21\",\"RemoteAddresses\":\"192.168.100.0/24\","
                       "\"LocalPorts\":\"80,8080\",\"RemotePorts\":\"80,8080\","
                       "\"RuleType\":\"Switch\",\"Priority\":200}");
}

/* The crate's NetworkACL is a network's policy, and its NetworkL4Proxy does not exist. */
static void endpoint_policy_type_tag_spellings(void **state)
{
    static const struct {
        enum hcn_policy_type type;
        const char *word;
    } rows[] = {
        { HCN_POLICY_PORT_MAPPING, "PortMapping" },
        { HCN_POLICY_ACL, "ACL" },
        { HCN_POLICY_QOS, "QOS" },
        { HCN_POLICY_OUT_BOUND_NAT, "OutBoundNAT" },
        { HCN_POLICY_SDN_ROUTE, "SDNRoute" },
        { HCN_POLICY_L4_PROXY, "L4Proxy" },
        { HCN_POLICY_L4_WFP_PROXY, "L4WFPPROXY" },
        { HCN_POLICY_PORT_NAME, "PortName" },
        { HCN_POLICY_ENCAP_OVERHEAD, "EncapOverhead" },
        { HCN_POLICY_INTERFACE_CONSTRAINT, "InterfaceConstraint" },
        { HCN_POLICY_PROVIDER_ADDRESS, "ProviderAddress" },
        { HCN_POLICY_IOV, "Iov" },
        { HCN_POLICY_TIER_ACL, "TierAcl" },
        { HCN_POLICY_L2_DRIVER, "L2Driver" },
        { HCN_POLICY_ENCRYPTION, "Encryption" },
        { HCN_POLICY_VLAN, "VLAN" },
        { HCN_POLICY_INTERFACE_PARAMETERS, "InterfaceParameters" },
        { HCN_POLICY_FIREWALL, "Firewall" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_text(rows[i].word, hcn_policy_word(rows[i].type), rows[i].word);
        CHECK(hcn_policy_targets(rows[i].type) & HCN_TARGET_ENDPOINT);
    }
    check_number("NetworkACL", hcn_policy_targets(HCN_POLICY_NETWORK_ACL), HCN_TARGET_NETWORK);
}

static void endpoint_policy_into_value_pushes_into_policies_vec(void **state)
{
    struct hcn_endpoint_document *e = hcn_document_new(call, HCN_DOCUMENT_ENDPOINT);
    const char *json;

    (void)state;
    CHECK(hcn_list_append(call, &e->policies, hcn_policy_out_bound_nat(call, &cluster, 1)));
    CHECK(hcn_list_append(call, &e->policies, hcn_policy_sdn_route(call, cluster, false)));
    CHECK(hcn_list_append(call, &e->policies, hcn_policy_acl_in_allow(call, cluster)));
    json = hcn_document_print(call, e);
    CHECK(strstr(json, "\"OutBoundNAT\"") && strstr(json, "\"SDNRoute\"") &&
          strstr(json, "\"ACL\""));
}

static void sdn_route_with_next_hop_round_trips(void **state)
{
    struct hcn_sdn_route_settings *route = hcn_policy_settings_new(call, HCN_POLICY_SDN_ROUTE);
    const struct hcn_sdn_route_settings *back;

    (void)state;
    route->destination_prefix = "10.96.0.0/12";
    route->next_hop = "10.200.0.1";
    route->need_encap = true;
    back = hcn_policy_settings(hcn_policy_new(call, HCN_POLICY_SDN_ROUTE, route),
                               HCN_POLICY_SDN_ROUTE);
    CHECK(back && back->need_encap);
    check_text("prefix", back->destination_prefix, "10.96.0.0/12");
    check_text("next hop", back->next_hop, "10.200.0.1");
}

/* ---- network.rs ------------------------------------------------------------------------- */

static void net_adapter_name_policy_shape_matches_hcsshim(void **state)
{
    (void)state;
    check_printed(hcn_policy_net_adapter_name(call, "Ethernet 2"),
                  "{\"Type\":\"NetAdapterName\",\"Settings\":{\"NetworkAdapterName\":"
                  "\"Ethernet 2\"}}");
}

/* The crate's tests built a document of their own, without the route that the real one has. */
static void transparent_settings_wire_format(void **state)
{
    struct hcn_guid id = guid_of(NETWORK_ID);
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    hcn_network_close(hcn_network_create_transparent(s.call, s.service, &id, "zlayer-overlay",
                                                     "10.200.42.0/28", "Ethernet"));
    check_text(
        "sent", strchr(s.lines[0], '{'),
        "{\"Name\":\"zlayer-overlay\",\"SchemaVersion\":{\"Major\":2,\"Minor\":0},"
        "\"Type\":\"Transparent\",\"Policies\":[{\"Type\":\"NetAdapterName\",\"Settings\":"
        "{\"NetworkAdapterName\":\"Ethernet\"}}],\"Ipams\":[{\"Type\":\"Static\",\"Subnets\":"
        "[{\"IpAddressPrefix\":\"10.200.42.0/28\",\"Routes\":[{\"NextHop\":\"10.200.42.1\","
        "\"DestinationPrefix\":\"0.0.0.0/0\"}]}]}]}");
    script_end(&s);
}

static void transparent_settings_round_trip_preserves_shape(void **state)
{
    struct hcn_guid id = guid_of(NETWORK_ID);
    struct hcn_network_document *n;
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    hcn_network_close(hcn_network_create_transparent(s.call, s.service, &id, "zlayer-overlay",
                                                     "10.200.0.0/28", "Ethernet 2"));
    n = hcn_document_read(s.call, HCN_DOCUMENT_NETWORK, strchr(s.lines[0], '{'));
    check_printed(n, strchr(s.lines[0], '{'));
    check_number("type", n->type, HCN_NETWORK_TRANSPARENT);
    check_number("policies", n->policies.count, 1);
    script_end(&s);
}

#define ROW(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROW(schema_version_default_is_v2_0),
        ROW(endpoint_json_preserves_two_cap_ip_configurations),
        ROW(ipam_static_default_type),
        ROW(network_round_trip_nat),
        ROW(metrics_are_16_bits),
        ROW(network_query_tolerates_missing_schema_version),
        ROW(network_query_tolerates_empty_object),
        ROW(endpoint_stats_all_u64_fields_roundtrip),
        ROW(modify_namespace_request_add_endpoint),
        ROW(out_bound_nat_wire_format_exactly_matches_hcsshim),
        ROW(out_bound_nat_empty_exceptions_omits_field),
        ROW(sdn_route_wire_format_no_encap),
        ROW(sdn_route_wire_format_need_encap_true),
        ROW(acl_in_allow_wire_format),
        ROW(acl_full_form_with_protocols_ports_priority),
        ROW(endpoint_policy_type_tag_spellings),
        ROW(endpoint_policy_into_value_pushes_into_policies_vec),
        ROW(sdn_route_with_next_hop_round_trips),
        ROW(net_adapter_name_policy_shape_matches_hcsshim),
        ROW(transparent_settings_wire_format),
        ROW(transparent_settings_round_trip_preserves_shape),
    };

    return cmocka_run_group_tests_name("client.zlayer-documents", tests, NULL, NULL);
}
