/* documents_test.c - JSON in, JSON out: what is kept, what is canonical, what is refused and how.
 */
#include "../check.h"

#include <hcn/documents.h>

/* ---- round trips ------------------------------------------------------------------------ */

static const struct canonical {
    enum hcn_document document;
    const char *json, *text;
} canonical[] = {
    /* members in any case and order, words in any case or as numbers, ids in any spelling */
    { HCN_DOCUMENT_NETWORK,
      "{\"type\":\"l2bridge\",\"NAME\":\"n\",\"id\":\"{910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC}"
      "\"}",
      "{\"ID\":\"910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc\",\"Name\":\"n\",\"Type\":"
      "\"L2Bridge\"}" },
    { HCN_DOCUMENT_NETWORK, "{\"Type\":5}", "{\"Type\":\"Overlay\"}" },
    { HCN_DOCUMENT_NETWORK, "{}", "{}" },
    { HCN_DOCUMENT_NETWORK, "{\"Type\":\"\"}", "{\"Type\":\"NAT\"}" },
    { HCN_DOCUMENT_NETWORK, "{\"Name\":null,\"Flags\":null}", "{}" },
    /* {} is kept, and means nothing */
    { HCN_DOCUMENT_NETWORK, "{\"MacPool\":{},\"Dns\":{},\"Health\":{\"Extra\":{}}}",
      "{\"Health\":{\"Extra\":{}},\"MacPool\":{},\"Dns\":{}}" },
    /* absent, zero and empty are three things */
    { HCN_DOCUMENT_DNS, "{}", "{}" },
    { HCN_DOCUMENT_DNS, "{\"Domain\":\"\",\"ServerList\":[]}",
      "{\"Domain\":\"\",\"ServerList\":[]}" },
    { HCN_DOCUMENT_IP_ROUTE, "{\"Metric\":0}", "{\"Metric\":0}" },
    /* unknown members keep their bytes, in their order, at the end */
    { HCN_DOCUMENT_IP_ROUTE, "{\"Zeta\":{ \"b\" : [1 , 2.50] },\"NextHop\":\"10.0.0.1\",\"a\":1e3}",
      "{\"NextHop\":\"10.0.0.1\",\"Zeta\":{ \"b\" : [1 , 2.50] },\"a\":1e3}" },
    /* the whole range of 64 bits */
    { HCN_DOCUMENT_NETWORK, "{\"Version\":18446744073709551615}",
      "{\"Version\":18446744073709551615}" },
    { HCN_DOCUMENT_HEALTH, "{\"LastErrorCode\":0,\"LastUpdateTime\":133928875495496471}",
      "{\"LastErrorCode\":0,\"LastUpdateTime\":133928875495496471}" },
    /* what real clients send */
    { HCN_DOCUMENT_IP_ROUTE, "{\"DestinationPrefix\":\"0.0.0.0\",\"NextHop\":\"\"}",
      "{\"NextHop\":\"\",\"DestinationPrefix\":\"0.0.0.0\"}" },
    { HCN_DOCUMENT_SUBNET, "{\"IpAddressPrefix\":\"10.0.0.9/24\"}",
      "{\"IpAddressPrefix\":\"10.0.0.9/24\"}" },
    { HCN_DOCUMENT_IP_CONFIGURATION, "{\"IpAddress\":\"FD00:0:0::1\",\"PrefixLength\":0}",
      "{\"IpAddress\":\"fd00::1\",\"PrefixLength\":0}" },
    { HCN_DOCUMENT_ENDPOINT,
      "{\"MacAddress\":\"00:15:5d:52:c0:ff\",\"Routes\":[{\"NextHop\":\"::FFFF:1.2.3.4\","
      "\"DestinationPrefix\":\"FD00:0::/64\"}],\"Policies\":[{\"Type\":\"SDNRoute\",\"Settings\":"
      "{\"NextHop\":\"FD00:0::1\"}}]}",
      "{\"Policies\":[{\"Type\":\"SDNRoute\",\"Settings\":{\"NextHop\":\"FD00:0::1\"}}],\"Routes\":"
      "[{\"NextHop\":\"::ffff:1.2.3.4\",\"DestinationPrefix\":\"fd00::/64\"}],"
      "\"MacAddress\":\"00-15-5D-52-C0-FF\"}" },
    { HCN_DOCUMENT_ROUTE, "{\"Setting\":[{\"DestinationPrefix\":\"10.0.0.0/8\"}]}",
      "{\"Routes\":[{\"DestinationPrefix\":\"10.0.0.0/8\"}]}" },
    { HCN_DOCUMENT_RESOURCE, "{\"Type\":1,\"Data\":{\"Id\":\"ABC\"}}",
      "{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"ABC\"}}" },
    { HCN_DOCUMENT_NAMESPACE_REQUEST,
      "{\"ResourceType\":1,\"RequestType\":0,\"Settings\":{ \"EndpointId\":\"\"}}",
      "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":{ "
      "\"EndpointId\":\"\"}}" },
    /* policies: the settings' bytes, the type's spelling, unknown types as they are */
    { HCN_DOCUMENT_POLICY,
      "{\"Settings\":{\"RemotePorts\":\"80\",  \"Action\":\"Block\",\"x\":[ "
      "]},\"Type\":\"acl\"}",
      "{\"Type\":\"ACL\",\"Settings\":{\"RemotePorts\":\"80\",  \"Action\":\"Block\",\"x\":[ "
      "]}}" },
    { HCN_DOCUMENT_POLICY, "{\"Type\":\"Teleport\",\"Settings\":[ 1]}",
      "{\"Type\":\"Teleport\",\"Settings\":[ 1]}" },
    { HCN_DOCUMENT_POLICY, "{\"Type\":\"HostRoute\",\"Settings\":{}}",
      "{\"Type\":\"HostRoute\",\"Settings\":{}}" },
};

static void documents_are_printed_canonically(void **state)
{

    (void)state;
    for (size_t i = 0; i < COUNT(canonical); i++) {
        struct hcn_call c = { 0 };
        void *document = hcn_document_read(&c, canonical[i].document, canonical[i].json);
        const char *text = document ? hcn_document_print(&c, document) : c.text;
        void *again = hcn_document_read(&c, canonical[i].document, text);

        check_text(canonical[i].json, text, canonical[i].text);
        CHECK(hcn_document_equal(document, again));
        call_end(&c);
    }
}

/* ---- refused ---------------------------------------------------------------------------- */

static const struct refused {
    enum hcn_document document;
    const char *json;
    int32_t hresult;
    const char *text;
} refused[] = {
    { HCN_DOCUMENT_NETWORK, "", HCN_E_INVALID_JSON, "network: not JSON at line 1, column 1: " },
    { HCN_DOCUMENT_NETWORK, "{\n \"Name\":}", HCN_E_INVALID_JSON,
      "network: not JSON at line 2, column 9: " },
    { HCN_DOCUMENT_NETWORK, "[]", HCN_E_INVALID_JSON, "network: expected an object, found a list" },
    { HCN_DOCUMENT_NETWORK, "{\"Name\":7}", HCN_E_INVALID_JSON,
      "network.Name: expected text, found 7" },
    { HCN_DOCUMENT_NETWORK, "{\"Name\":\"a\\u0000b\"}", HCN_E_INVALID_JSON,
      "network.Name: expected text without a NUL character, found \"a\\u0000b\"" },
    { HCN_DOCUMENT_NETWORK, "{\"Ipams\":{}}", HCN_E_INVALID_JSON,
      "network.Ipams: expected a list, found an object" },
    { HCN_DOCUMENT_NETWORK, "{\"Ipams\":[7]}", HCN_E_INVALID_JSON,
      "network.Ipams[0]: expected an object, found 7" },
    { HCN_DOCUMENT_NETWORK,
      "{\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.0.0.0/8\"},"
      "{\"IpAddressPrefix\":\"10.0.0.0/33\"}]}]}",
      HCN_E_INVALID_PREFIX,
      "network.Ipams[0].Subnets[1].IpAddressPrefix: expected an address prefix, found "
      "\"10.0.0.0/33\"" },
    { HCN_DOCUMENT_NETWORK, "{\"ID\":\"nonsense\"}", HCN_E_GUID_CONVERSION_FAILURE,
      "network.ID: expected a GUID, found \"nonsense\"" },
    { HCN_DOCUMENT_NETWORK, "{\"Flags\":-1}", HCN_E_INVALID_JSON,
      "network.Flags: expected a whole number from 0 to 4294967295, found -1" },
    { HCN_DOCUMENT_NETWORK, "{\"State\":65536}", HCN_E_INVALID_JSON,
      "network.State: expected a whole number from 0 to 65535, found 65536" },
    { HCN_DOCUMENT_NETWORK, "{\"Flags\":1.5}", HCN_E_INVALID_JSON,
      "network.Flags: expected a whole number from 0 to 4294967295, found 1.5" },
    { HCN_DOCUMENT_NETWORK, "{\"Name\":\"a\",\"Name\":\"b\"}", HCN_E_INVALID_JSON,
      "network.Name: the member stands twice" },
    { HCN_DOCUMENT_NETWORK, "{\"Name\":\"a\",\"name\":\"b\"}", HCN_E_INVALID_JSON,
      "network.Name: the member stands twice" },
    { HCN_DOCUMENT_NETWORK, "{\"Other\":[{\"x\":1,\"x\":2}]}", HCN_E_INVALID_JSON,
      "network.Other[0].x: the member stands twice" },
    { HCN_DOCUMENT_ROUTE, "{\"Routes\":[],\"Setting\":[{}]}", HCN_E_INVALID_JSON,
      "route.Setting: the member stands twice" },
    { HCN_DOCUMENT_NAMESPACE, "{\"Type\":\"HostInterface\"}", HCN_E_INVALID_JSON,
      "namespace.Type: expected one of Host, HostDefault, Guest, GuestDefault, found "
      "\"HostInterface\"" },
    { HCN_DOCUMENT_ENDPOINT, "{\"IpConfigurations\":[{\"IpAddress\":\"10.0.0.256\"}]}",
      HCN_E_INVALID_IP,
      "endpoint.IpConfigurations[0].IpAddress: expected an IP address, found \"10.0.0.256\"" },
    { HCN_DOCUMENT_ENDPOINT, "{\"MacAddress\":\"00155D000001\"}", HCN_E_INVALID_ENDPOINT,
      "endpoint.MacAddress: expected a MAC address, found \"00155D000001\"" },
    { HCN_DOCUMENT_ENDPOINT, "{\"Dns\":{\"ServerList\":[\"10.0.0.1\",\"ns1\"]}}", HCN_E_INVALID_IP,
      "endpoint.Dns.ServerList[1]: expected an IP address, found \"ns1\"" },
    /* in settings everything is a matter of the policy */
    { HCN_DOCUMENT_ENDPOINT,
      "{\"Policies\":[{\"Type\":\"PortMapping\",\"Settings\":{\"Protocol\":\"sctp\"}}]}",
      HCN_E_INVALID_POLICY,
      "endpoint.Policies[0].Settings.Protocol: expected a whole number from 0 to 4294967295 or one "
      "of "
      "Unknown, ICMPv4, IGMP, TCP, UDP, ICMPv6, found \"sctp\"" },
    { HCN_DOCUMENT_ENDPOINT, "{\"Policies\":[{\"Type\":\"ACL\",\"Settings\":\"{}\"}]}",
      HCN_E_INVALID_POLICY, "endpoint.Policies[0].Settings: expected an object, found \"{}\"" },
    { HCN_DOCUMENT_POLICY, "{\"Type\":\"ACL\",\"Settings\":{\"LocalAddresses\":\"Any\"}}",
      HCN_E_INVALID_POLICY,
      "policy.Settings.LocalAddresses: expected addresses or prefixes with commas between them, "
      "found \"Any\"" },
    { HCN_DOCUMENT_POLICY, "{\"Type\":\"ACL\",\"Settings\":{\"LocalPorts\":\"80,90-85\"}}",
      HCN_E_INVALID_POLICY,
      "policy.Settings.LocalPorts: expected ports or ranges of ports with commas between them, "
      "found \"80,90-85\"" },
    { HCN_DOCUMENT_POLICY, "{\"Type\":\"ACL\",\"Settings\":{\"RemotePorts\":\"65536\"}}",
      HCN_E_INVALID_POLICY,
      "policy.Settings.RemotePorts: expected ports or ranges of ports with commas between them, "
      "found \"65536\"" },
    { HCN_DOCUMENT_POLICY, "{\"Type\":\"ACL\",\"Settings\":{\"Protocols\":\"6, 17\"}}",
      HCN_E_INVALID_POLICY,
      "policy.Settings.Protocols: expected protocol numbers from 0 to 256 with commas between "
      "them, "
      "found \"6, 17\"" },
    { HCN_DOCUMENT_POLICY,
      "{\"Type\":\"OutBoundNAT\",\"Settings\":{\"Exceptions\":[\"10.0.0.0/8\","
      "\"<your service cidr>\"]}}",
      HCN_E_INVALID_POLICY,
      "policy.Settings.Exceptions[1]: expected an address prefix, found \"<your service cidr>\"" },
    { HCN_DOCUMENT_POLICY, "{\"Type\":\"L4WFPPROXY\",\"Settings\":{\"InboundProxyPort\":\"0\"}}",
      HCN_E_INVALID_POLICY,
      "policy.Settings.InboundProxyPort: expected a port from 1 to 65535, found \"0\"" },
    { HCN_DOCUMENT_QUERY, "{\"Filter\":{}}", HCN_E_INVALID_JSON,
      "query.Filter: expected text, found an object" },
    { HCN_DOCUMENT_NETWORK_REQUEST, "{\"ResourceType\":9}", HCN_E_INVALID_JSON,
      "request.ResourceType: expected one of DNS, Extension, Policy, Subnet, IPSubnet, found 9" },
};

static void documents_are_refused_with_the_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct hcn_call c = { 0 };

        CHECK(!hcn_document_read(&c, refused[i].document, refused[i].json));
        if (strstr(refused[i].text, "not JSON")) /* the rest is yyjson's own sentence */
            c.text[strlen(refused[i].text)] = '\0';
        check_failure(refused[i].json, &c, refused[i].hresult, refused[i].text);
        call_end(&c);
    }
}

/* What a service answers is never refused for a member that does not fit: it is kept. */
static void answers_are_read_leniently(void **state)
{
    (void)state;
    for (size_t i = 3; i < COUNT(refused); i++) {
        struct hcn_call c = { 0 };
        void *document = hcn_document_read_answer(&c, refused[i].document, refused[i].json);

        if (!document && !strstr(refused[i].text, "stands twice"))
            CHECK_FAILED("%s: %s", refused[i].json, c.text);
        call_end(&c);
    }
}

static void answers_with_two_spellings_of_a_member(void **state)
{
    static const struct {
        enum hcn_document document;
        const char *json, *printed;
    } rows[] = {
        { HCN_DOCUMENT_NETWORK, "{\"name\":\"a\",\"Name\":\"b\"}", "{\"Name\":\"a\"}" },
        { HCN_DOCUMENT_DNS, "{\"Suffix\":\"a\",\"Domain\":7}", "{\"Domain\":\"a\"}" },
        { HCN_DOCUMENT_DNS, "{\"suffix\":7,\"Domain\":\"a\"}", "{\"suffix\":7}" },
        { HCN_DOCUMENT_DNS, "{\"Domain\":7,\"Suffix\":\"a\"}", "{\"Domain\":7,\"Suffix\":\"a\"}" },
        { HCN_DOCUMENT_DNS, "{\"Domain\":\"b\",\"Suffix\":\"a\"}",
          "{\"Domain\":\"b\",\"Suffix\":\"a\"}" },
        { HCN_DOCUMENT_DNS, "{\"x\":1,\"X\":2}", "{\"x\":1,\"X\":2}" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_call c = { 0 };
        void *document = hcn_document_read_answer(&c, rows[i].document, rows[i].json);

        check_text(rows[i].json, hcn_document_print(&c, document), rows[i].printed);
        call_end(&c);
    }
}

static void unknown_words_of_a_service_keep_their_text(void **state)
{
    struct hcn_call c = { 0 };
    struct hcn_network_document *n =
        hcn_document_read_answer(&c, HCN_DOCUMENT_NETWORK, "{\"Type\":\"Quantum\"}");

    (void)state;
    CHECK(n && n->type == HCN_WORD_UNKNOWN);
    check_text("word", hcn_word_text(&c, n, &n->type), "Quantum");
    check_text("printed", hcn_document_print(&c, n), "{\"Type\":\"Quantum\"}");
    n->type = HCN_NETWORK_MIRRORED;
    check_text("word", hcn_word_text(&c, n, &n->type), "Mirrored");
    call_end(&c);
}

/* ---- building --------------------------------------------------------------------------- */

static void members_are_given_or_not(void **state)
{
    struct hcn_call c = { 0 };
    struct hcn_ip_route *r = hcn_document_new(&c, HCN_DOCUMENT_IP_ROUTE);

    (void)state;
    CHECK(!hcn_member_given(r, &r->metric));
    check_text("absent", hcn_document_print(&c, r), "{}");
    hcn_member_give(r, &r->metric);
    CHECK(hcn_member_given(r, &r->metric));
    check_text("zero", hcn_document_print(&c, r), "{\"Metric\":0}");
    r->next_hop = "";
    check_text("empty", hcn_document_print(&c, r), "{\"NextHop\":\"\",\"Metric\":0}");
    hcn_member_drop(r, &r->next_hop);
    hcn_member_drop(r, &r->metric);
    check_text("dropped", hcn_document_print(&c, r), "{}");
    call_end(&c);
}

static void lists_grow_from_anything(void **state)
{
    static const char *own[] = { "10.0.0.1" };
    struct hcn_call c = { 0 };
    struct hcn_dns *d = hcn_document_new(&c, HCN_DOCUMENT_DNS);

    (void)state;
    d->server_list.at = own;
    d->server_list.count = 1;
    CHECK(hcn_list_append(&c, &d->server_list, "10.0.0.2"));
    check_text("list", hcn_document_print(&c, d), "{\"ServerList\":[\"10.0.0.1\",\"10.0.0.2\"]}");
    check_number("own", d->server_list.at != own, 1);
    call_end(&c);
}

/* Appending many costs no square, and a list that two documents share stays what it was for each.
 */
static void lists_grow_in_place_when_nobody_can_see_it(void **state)
{
    struct hcn_call c = { 0 };
    struct hcn_dns *d = hcn_document_new(&c, HCN_DOCUMENT_DNS);
    struct hcn_dns *e = hcn_document_new(&c, HCN_DOCUMENT_DNS);
    const void *was = NULL;
    size_t moved = 0;

    (void)state;
    for (int i = 0; i < 5; i++)
        CHECK(hcn_list_append(&c, &d->search, "x"));
    e->search = d->search;
    CHECK(hcn_list_append(&c, &d->search, "d") && hcn_list_append(&c, &e->search, "e"));
    CHECK(hcn_list_append(&c, &d->search, "d") && hcn_list_append(&c, &d->search, "d"));
    check_text("one", hcn_document_print(&c, d),
               "{\"Search\":[\"x\",\"x\",\"x\",\"x\",\"x\",\"d\",\"d\",\"d\"]}");
    check_text("other", hcn_document_print(&c, e),
               "{\"Search\":[\"x\",\"x\",\"x\",\"x\",\"x\",\"e\"]}");
    for (int i = 0; i < 100000; i++, was = d->search.at) {
        CHECK(hcn_list_append(&c, &d->search, "x"));
        moved += was != d->search.at;
    }
    CHECK(moved < 20);
    call_end(&c);
}

static void every_kind_of_document_can_be_made(void **state)
{
    (void)state;
    for (int i = HCN_DOCUMENT_NETWORK; i <= HCN_DOCUMENT_AUTHENTICATION_SETTINGS; i++) {
        struct hcn_call c = { 0 };
        void *document = hcn_document_new(&c, (enum hcn_document)i);
        const char *printed;
        void *again;

        if (i == HCN_DOCUMENT_LOAD_BALANCER_REQUEST) /* the one whose words do not begin at 0 */
            ((struct hcn_modify_request *)document)->resource_type =
                HCN_LOAD_BALANCER_RESOURCE_ENDPOINT;
        printed = hcn_document_print(&c, document);
        again = hcn_document_read(&c, (enum hcn_document)i, printed);
        if (!document || !again)
            CHECK_FAILED("document %d: %s", i, c.text);
        check_text("again", hcn_document_print(&c, again), printed);
        call_end(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_printed_canonically),
        cmocka_unit_test(documents_are_refused_with_the_place),
        cmocka_unit_test(answers_are_read_leniently),
        cmocka_unit_test(answers_with_two_spellings_of_a_member),
        cmocka_unit_test(unknown_words_of_a_service_keep_their_text),
        cmocka_unit_test(members_are_given_or_not),
        cmocka_unit_test(lists_grow_from_anything),
        cmocka_unit_test(lists_grow_in_place_when_nobody_can_see_it),
        cmocka_unit_test(every_kind_of_document_can_be_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
