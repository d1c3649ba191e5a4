/*
 * hns_same_test.c - a client cannot tell an object made by HNSCall from one made by HCN: each is
 * made by both, and looked at by both.
 */
#include "hns.h"
#include "kinds.h"

#include "../check.h"

static int begin(void **state)
{
    (void)state;
    kinds_begin(); /* network 1 with endpoint f: the store is not empty */
    return 0;
}

static int end(void **state)
{
    (void)state;
    kinds_end();
    return 0;
}

#define NETWORK_REFERENCE "\"HostComputeNetwork\":\"" ID("1") "\""
#define MEMBER            "\"/endpoints/" ID("f") "\""

/* The same object, 2, in both versions; whatever the service would make up is said. */
static const struct {
    int kind;
    const char *path, *older, *newer;
} rows[] = {
    { 0, "networks",
      "{\"ID\":\"" ID(
          "2") "\",\"Name\":\"n\",\"Type\":\"NAT\",\"MacPools\":[{\"StartMacAddress\":"
               "\"00-15-5D-52-C0-00\",\"EndMacAddress\":\"00-15-5D-52-CF-FF\"}],"
               "\"DNSServerList\":\"10.8.0.53,10.8.0.54\",\"DNSSuffix\":\"example.com\","
               "\"Subnets\":[{\"ID\":\"" ID(
                   "a") "\",\"AddressPrefix\":\"10.8.0.0/16\",\"GatewayAddress\":"
                        "\"10.8.0.1\",\"IpSubnets\":[{\"ID\":\"" ID(
                            "b") "\",\"IpAddressPrefix\":\"10.8.0.0/16\",\"Flags\":3}],"
                                 "\"Policies\":[{\"Type\":\"VSID\",\"VSID\":5}]}],"
                                 "\"NetworkAdapterName\":\"Ethernet\"}",
      "{\"ID\":\"" ID(
          "2") "\",\"Name\":\"n\",\"Type\":\"NAT\",\"MacPool\":{\"Ranges\":[{\"StartMacAddress\":"
               "\"00-15-5D-52-C0-00\",\"EndMacAddress\":\"00-15-5D-52-CF-FF\"}]},\"Dns\":{"
               "\"Search\":[\"example.com\"],\"ServerList\":[\"10.8.0.53\",\"10.8.0.54\"]},"
               "\"Ipams\":[{\"Type\":\"Static\",\"Subnets\":[{\"ID\":\"" ID(
                   "a") "\",\"IpAddressPrefix\":\"10.8.0.0/16\",\"Routes\":[{\"NextHop\":"
                        "\"10.8.0.1\",\"DestinationPrefix\":\"0.0.0.0/0\"}],\"IpSubnets\":[{"
                        "\"ID\":\"" ID(
                            "b") "\",\"IpAddressPrefix\":\"10.8.0.0/16\",\"Flags\":3}],"
                                 "\"Policies\":[{\"Type\":\"VSID\",\"Settings\":{\"IsolationId\":"
                                 "5}}]}]}],\"Policies\":[{\"Type\":\"NetAdapterName\",\"Settings\":"
                                 "{\"NetworkAdapterName\":\"Ethernet\"}}],\"SchemaVersion\":{"
                                 "\"Major\":2,\"Minor\":0}}" },
    { 1, "endpoints",
      "{\"ID\":\"" ID("2") "\",\"Name\":\"e\",\"VirtualNetwork\":\"" ID(
          "1") "\",\"IPAddress\":\"10.7.0.9\",\"PrefixLength\":16,\"GatewayAddress\":\"10.7.0.1\","
               "\"MacAddress\":\"00-15-5D-00-00-09\",\"DNSServerList\":\"10.7.0.53\","
               "\"DisableICC\":true,\"Policies\":[{\"Type\":\"NAT\",\"Protocol\":\"UDP\","
               "\"InternalPort\":53,\"ExternalPort\":5353},{\"Type\":\"OutBoundNAT\","
               "\"ExceptionList\":[\"10.0.0.0/8\"]}]}",
      "{\"ID\":\"" ID(
          "2") "\",\"Name\":\"e\"," NETWORK_REFERENCE ",\"IpConfigurations\":[{\"IpAddress\":"
               "\"10.7.0.9\",\"PrefixLength\":16}],\"Routes\":[{\"NextHop\":\"10.7.0.1\","
               "\"DestinationPrefix\":\"0.0.0.0/0\"}],\"MacAddress\":\"00-15-5D-00-00-09\","
               "\"Dns\":{\"ServerList\":[\"10.7.0.53\"]},\"Flags\":2,\"Policies\":[{\"Type\":"
               "\"PortMapping\",\"Settings\":{\"Protocol\":17,\"InternalPort\":53,"
               "\"ExternalPort\":5353}},{\"Type\":\"OutBoundNAT\",\"Settings\":{\"Exceptions\":["
               "\"10.0.0.0/8\"]}}],\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}" },
    { 2, "namespaces", "{\"ID\":\"" ID("2") "\",\"CompartmentId\":7}",
      "{\"ID\":\"" ID("2") "\",\"Type\":\"Host\",\"NamespaceId\":7,\"SchemaVersion\":{\"Major\":2,"
                           "\"Minor\":0}}" },
    { 3, "policylists",
      "{\"ID\":\"" ID("2") "\",\"References\":[" MEMBER "],\"Policies\":[{\"Type\":\"ELB\","
                           "\"Protocol\":6,\"InternalPort\":80,\"ExternalPort\":80,\"VIPs\":["
                           "\"10.9.0.1\"],\"SourceVIP\":\"10.7.0.9\",\"IsDSR\":true}]}",
      "{\"ID\":\"" ID("2") "\",\"HostComputeEndpoints\":[\"" ID(
          "f") "\"],\"SourceVIP\":\"10.7.0.9\",\"FrontendVIPs\":[\"10.9.0.1\"],\"PortMappings\":[{"
               "\"Protocol\":6,\"InternalPort\":80,\"ExternalPort\":80}],\"Flags\":1,"
               "\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}" },
    { 4, "policylists",
      "{\"ID\":\"" ID("2") "\",\"References\":[" MEMBER "],\"Policies\":[{\"Type\":\"ROUTE\","
                           "\"DestinationPrefix\":\"10.8.0.0/16\",\"NextHop\":\"10.7.0.1\","
                           "\"NeedEncap\":true}]}",
      "{\"ID\":\"" ID("2") "\",\"HostComputeEndpoints\":[\"" ID(
          "f") "\"],\"Routes\":[{\"DestinationPrefix\":\"10.8.0.0/16\",\"NextHop\":\"10.7.0.1\","
               "\"NeedEncap\":true}],\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}" },
};

/* Object 2 as HCN shows it. */
static const char *query(const struct functions *k, const char *how)
{
    PWSTR text, record;
    void *handle;

    check_result(k->name, k->open(id_of(2), &handle, &record), S_OK, &record);
    check_result(k->name, k->query(handle, wide(how), &text, &record), S_OK, &record);
    check_result(k->name, k->close(handle), S_OK, NULL);
    return narrow(text);
}

/* All that can be seen of object 2: by HCN in both versions, and by HNSCall. */
struct seen {
    char newer[4096], older[4096], hns[4096];
};

static void look(const struct functions *k, const char *path, struct seen *out)
{
    snprintf(out->newer, sizeof out->newer, "%s", query(k, EVERYTHING));
    snprintf(out->older, sizeof out->older, "%s", query(k, NULL));
    snprintf(out->hns, sizeof out->hns, "%s", output("GET", path_to(path, 2, NULL), ""));
}

static void make(const struct functions *k, const char *document)
{
    static const GUID none;
    PWSTR record;
    void *handle;

    check_result(k->name, k->create(&none, wide(document), &handle, &record), S_OK, &record);
    check_result(k->name, k->close(handle), S_OK, NULL);
}

static void check_same(const char *name, const struct seen *a, const struct seen *b)
{
    check_text(name, b->newer, a->newer);
    check_text(name, b->older, a->older);
    check_text(name, b->hns, a->hns);
}

/* Made by HCN in version 2, by HCN in version 1, and by HNSCall; deleted by the other. */
static void objects_look_the_same_whoever_made_them(void **state)
{
    static struct seen first, then;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct functions *k = &kinds[rows[i].kind];

        make(k, rows[i].newer);
        look(k, rows[i].path, &first);
        output("DELETE", path_to(rows[i].path, 2, NULL), "");
        make(k, rows[i].older);
        look(k, rows[i].path, &then);
        check_same(k->name, &first, &then);
        output("DELETE", path_to(rows[i].path, 2, NULL), "");
        output("POST", rows[i].path, rows[i].older);
        look(k, rows[i].path, &then);
        check_same(k->name, &first, &then);
        check_result(k->name, k->remove(id_of(2), NULL), S_OK, NULL);
    }
}

/* What HCN shows in version 1 makes the same object again. */
static void what_is_shown_makes_the_same_again(void **state)
{
    static struct seen first, then;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct functions *k = &kinds[rows[i].kind];

        make(k, rows[i].newer);
        look(k, rows[i].path, &first);
        check_result(k->name, k->remove(id_of(2), NULL), S_OK, NULL);
        make(k, first.older);
        look(k, rows[i].path, &then);
        check_text(k->name, then.older, first.older);
        check_text(k->name, then.hns, first.hns);
        check_result(k->name, k->remove(id_of(2), NULL), S_OK, NULL);
    }
}

/* libnetwork and hcsshim compare ids as texts, with what HNSCall showed elsewhere. */
static void ids_are_shown_in_upper_case(void **state)
{
    HCN_NETWORK network;
    PWSTR text, record;

    (void)state;
    output("POST", "/networks",
           "{\"ID\":\"" ID("b") "\",\"Type\":\"l2bridge\",\"Subnets\":[{"
                                "\"ID\":\"" ID("d") "\",\"AddressPrefix\":\"10.8.0.0/16\"}]}");
    expect_part(output("GET", path_to("networks", 11, NULL), ""), "\"ID\":\"" ID("D") "\"");
    expect_part(
        output("POST", "/endpoints", "{\"ID\":\"" ID("c") "\",\"VirtualNetwork\":\"" ID("b") "\"}"),
        "\"VirtualNetwork\":\"" ID("B") "\"");
    expect_part(output("GET", path_to("endpointstats", 12, NULL), ""),
                "{\"EndpointId\":\"" ID("C") "\"");
    expect_part(output("POST", "/policylists",
                       "{\"ID\":\"" ID("e") "\",\"References\":[\"/endpoints/" ID(
                           "c") "\"],\"Policies\":[{\"Type\":\"ROUTE\",\"DestinationPrefix\":"
                                "\"10.9.0.0/16\"}]}"),
                "\"References\":[\"/endpoints/" ID("C") "\"]");
    output("DELETE", path_to("policylists", 14, NULL), "");
    check_result("open", HcnOpenNetwork(id_of(11), &network, &record), S_OK, &record);
    check_result("query", HcnQueryNetworkProperties(network, NULL, &text, &record), S_OK, &record);
    expect_part(narrow(text), "{\"ID\":\"" ID("b") "\"");
    HcnCloseNetwork(network);
    output("DELETE", path_to("networks", 11, NULL), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_look_the_same_whoever_made_them),
        cmocka_unit_test(what_is_shown_makes_the_same_again),
        cmocka_unit_test(ids_are_shown_in_upper_case),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
