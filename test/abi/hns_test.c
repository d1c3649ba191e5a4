/* hns_test.c - HNSCall: its arguments, every path and method, and what it refuses. */
#include "hns.h"

#include "../check.h"
#include "../system.h"

#define NONSENSE ((PWSTR)(uintptr_t)0x5A5A5A50)
#define NETWORK_1                                                                                  \
    "{\"ID\":\"" ID("1") "\",\"Name\":\"net\",\"Type\":\"nat\",\"Subnets\":[{\"AddressPrefix\":"   \
                         "\"10.7.0.0/16\",\"GatewayAddress\":\"10.7.0.1\"}]}"
#define ENDPOINT_2                                                                                 \
    "{\"ID\":\"" ID("2") "\",\"Name\":\"web\",\"VirtualNetwork\":\"" ID(                           \
        "1") "\",\"IPAddress\":\"10.7.0.9\",\"MacAddress\":\"00-15-5D-00-00-09\"}"

static int begin(void **state)
{
    (void)state;
    world_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    world_end();
    return 0;
}

static int begin_objects(void **state)
{
    (void)state;
    output("POST", "/networks/", NETWORK_1);
    output("POST", "/endpoints/", ENDPOINT_2);
    return 0;
}

static int end_objects(void **state)
{
    (void)state;
    output("DELETE", path_to("networks", 1, NULL), "");
    return 0;
}

/* ---- arguments ----------------------------------------------------------------------------- */

static void what_is_missing_is_refused(void **state)
{
    PWSTR response = NONSENSE;

    (void)state;
    check_result("method", HNSCall(NULL, wide("/networks"), NULL, &response), E_INVALIDARG, NULL);
    CHECK(!response);
    response = NONSENSE;
    check_result("path", HNSCall(wide("GET"), NULL, NULL, &response), E_INVALIDARG, NULL);
    CHECK(!response);
    check_result("response", HNSCall(wide("GET"), wide("/networks"), NULL, NULL), E_INVALIDARG,
                 NULL);
}

static void half_a_pair_is_refused(void **state)
{
    static const uint16_t half[] = { '{', 0xDC00, '}', 0 };
    PWSTR response;

    (void)state;
    for (int i = 0; i < 3; i++) {
        response = NONSENSE;
        check_result("half",
                     HNSCall(i == 0 ? half : wide("POST"), i == 1 ? half : wide("/networks"),
                             i == 2 ? half : NULL, &response),
                     E_INVALIDARG, NULL);
        CHECK(!response);
    }
}

static void what_is_no_json_is_refused(void **state)
{
    static const char error[] = "Invalid JSON document string. ";
    static const char *const paths[] = {
        "/networks",
        "/networks/" ID("1"),
        "/endpoints",
        "/endpoints/" ID("2"),
        "/endpoints/" ID("2") "/attach",
        "/endpoints/" ID("2") "/detach",
        "/policylists",
        "/namespaces/" HOST_DEFAULT "/addresource",
        "/namespaces/" HOST_DEFAULT "/removeresource",
        "/accelnet",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++) {
        expect_error("POST", paths[i], "{", error);
        expect_error("POST", paths[i], "[]", error);
        expect_error("POST", paths[i], "", error);
        expect_error("POST", paths[i], NULL, error);
    }
    expect_error("POST", "/namespaces", "{", error);
    expect_part(ask("POST", "/networks/", NULL),
                "\"Detail\":\"Request: expected a document for /networks/, found nothing\"");
}

/* Nobody answers while the store is no store; this goes first, since later it is open. */
static void a_service_that_cannot_be_reached_is_told_as_a_code(void **state)
{
    PWSTR response = NONSENSE;
    char path[SYSTEM_PATH + 10];

    (void)state;
    snprintf(path, sizeof path, "%s/store.db", world_directory());
    CHECK(system_write(path, "This is no store.\n"));
    check_result("garbage", HNSCall(wide("GET"), wide("/networks"), NULL, &response),
                 (HRESULT)0x800706BA, NULL);
    CHECK(!response);
    system_remove(path);
    check_text("mended", output("GET", "/networks", NULL), "[]}");
}

/* ---- paths --------------------------------------------------------------------------------- */

static void paths_lead_somewhere_or_are_refused(void **state)
{
    static const struct {
        const char *method, *path, *begins;
    } rows[] = {
        { "GET", "/globals/version", SUCCESS ",\"Output\":{\"Major\":15,\"Minor\":5}}" },
        { "get", "globals/version/", SUCCESS ",\"Output\":{\"Major\":15,\"Minor\":5}}" },
        { "Get", "//GLOBALS//Version//", SUCCESS ",\"Output\":{\"Major\":15,\"Minor\":5}}" },
        { "GET", "/networks/", SUCCESS ",\"Output\":[{\"ID\":\"" ID("1") "\"" },
        { "GET", "Networks", SUCCESS ",\"Output\":[{\"ID\":\"" ID("1") "\"" },
        { "GET", "/networks/" ID("1"), SUCCESS ",\"Output\":{\"ID\":\"" ID("1") "\"" },
        { "GET", "networks/{" ID("1") "}/", SUCCESS ",\"Output\":{\"ID\":\"" ID("1") "\"" },
        { "GET", "/networks/" ID("1") "/detailed", SUCCESS ",\"Output\":{\"ID\":" },
        { "GET", "/endpoints/", SUCCESS ",\"Output\":[{\"ID\":\"" ID("2") "\"" },
        { "GET", "/endpoints/" ID("2"), SUCCESS ",\"Output\":{\"ID\":\"" ID("2") "\"" },
        { "GET", "/endpoints/" ID("2") "/DETAILED", SUCCESS ",\"Output\":{\"ID\":" },
        { "GET", "/endpointstats/" ID("2"), SUCCESS ",\"Output\":{\"EndpointId\":\"" ID("2") },
        { "GET", "/policylists/", SUCCESS ",\"Output\":[]}" },
        { "GET", "/namespaces/", SUCCESS ",\"Output\":[{\"ID\":\"" HOST_DEFAULT "\"" },
        { "GET", "/namespaces/" HOST_DEFAULT, SUCCESS ",\"Output\":{\"ID\":\"" HOST_DEFAULT },
        { "GET", "/accelnet/", SUCCESS ",\"Output\":{\"MacAddressList\":[]}}" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_answer(rows[i].method, rows[i].path, NULL, rows[i].begins);
}

static void what_is_not_there_has_the_text_that_clients_compare(void **state)
{
    static const struct {
        const char *method, *path, *request, *error;
    } rows[] = {
        { "GET", "/networks/" ID("9"), NULL, GONE },
        { "DELETE", "/networks/" ID("9"), NULL, GONE },
        { "POST", "/networks/" ID("9"), "{\"Extensions\":[{\"Id\":\"" ID("8") "\"}]}", GONE },
        { "GET", "/endpoints/" ID("9"), NULL, GONE },
        { "DELETE", "/endpoints/" ID("9"), NULL, GONE },
        { "POST", "/endpoints/" ID("9"), "{}", GONE },
        { "POST", "/endpoints/" ID("9") "/attach", "{\"ContainerId\":\"c\"}", GONE },
        { "POST", "/endpoints/" ID("9") "/detach", "{\"ContainerId\":\"c\"}", GONE },
        { "GET", "/endpointstats/" ID("9"), NULL, GONE },
        { "GET", "/policylists/" ID("9"), NULL, GONE },
        { "DELETE", "/policylists/" ID("9"), NULL, GONE },
        { "GET", "/namespaces/" ID("9"), NULL, "Element not found. " },
        { "DELETE", "/namespaces/" ID("9"), NULL, "Element not found. " },
        { "POST", "/namespaces/" ID("9") "/addresource",
          "{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"" ID("2") "\"}}", "Element not found. " },
        { "POST", "/endpoints", "{\"VirtualNetwork\":\"" ID("9") "\"}",
          "The network was not found. " },
        { "POST", "/namespaces/" HOST_DEFAULT "/addresource",
          "{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"" ID("9") "\"}}",
          "The endpoint was not found. " },
        { "POST", "/policylists",
          "{\"References\":[\"/endpoints/" ID("9") "\"],\"Policies\":[{\"Type\":\"ELB\"}]}",
          "The endpoint was not found. " },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_error(rows[i].method, rows[i].path, rows[i].request, rows[i].error);
    expect_part(ask("DELETE", path_to("networks", 9, NULL), ""), "\"ErrorCode\":-2147020584");
}

static void paths_and_methods_that_there_are_not(void **state)
{
    static const char unsupported[] = "The specified request is unsupported. ";
    static const struct {
        const char *method, *path, *error, *detail;
    } rows[] = {
        { "PUT", "/networks", unsupported,
          "/networks: expected the method GET or POST, found \\\"PUT\\\"" },
        { "", "/accelnet", unsupported,
          "expected the method GET or POST or DELETE, found \\\"\\\"" },
        { "DELETE", "/networks/", unsupported, "expected the method GET or POST" },
        { "PUT", "/networks/" ID("1"), unsupported, "expected the method GET or POST or DELETE" },
        { "POST", "/policylists/" ID("1"), unsupported, "expected the method GET or DELETE" },
        { "GET", "/endpoints/" ID("2") "/attach", unsupported, "expected the method POST" },
        { "GET", "", unsupported, "there is nothing at this path" },
        { "GET", "/", unsupported, "there is nothing at this path" },
        { "GET", "/endpointstats", unsupported, "there is nothing at this path" },
        { "GET", "/globals", unsupported, "there is nothing at this path" },
        { "GET", "/networks/" ID("1") "/detailed/x", unsupported, "there is nothing at this path" },
        { "GET", "/network", unsupported, "there is nothing at this path" },
        { "GET", "/networks/x", "Failed to interpret a parameter as a GUID. ",
          "/networks/x: expected a GUID, found \\\"x\\\"" },
        { "GET", "/activities/", "Not implemented. ", "nobody has told what it answers" },
        { "GET", "/plugins", "Not implemented. ", "nobody has told what it answers" },
        { "GET", "/portpools", "Not implemented. ", "nobody has told what it answers" },
        { "GET", "/endpointaddresses", "Not implemented. ", "nobody has told what it answers" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        expect_error(rows[i].method, rows[i].path, NULL, rows[i].error);
        expect_part(ask(rows[i].method, rows[i].path, NULL), rows[i].detail);
    }
}

/* ---- objects ------------------------------------------------------------------------------- */

static void networks_live_and_die(void **state)
{
    const char *shown = output("POST", "/networks/", NETWORK_1);

    (void)state;
    expect_part(shown, "\"ID\":\"" ID("1") "\"");
    expect_part(shown, "\"Type\":\"nat\"");
    expect_part(shown, "\"AddressPrefix\":\"10.7.0.0/16\",\"GatewayAddress\":\"10.7.0.1\"");
    expect_part(shown, "\"MacPools\":[{\"StartMacAddress\":\"");
    expect_no_part(shown, "Ipams");
    expect_error("POST", "/networks/", NETWORK_1, "A network with this name already exists. ");
    expect_error("POST", "/networks/", "{\"Subnets\":[{\"AddressPrefix\":\"x\"}]}",
                 "The prefix provided is invalid. ");
    check_text("delete", ask("DELETE", path_to("networks", 1, NULL), ""), SUCCESS "}");
    expect_error("DELETE", path_to("networks", 1, NULL), "", GONE);
    check_text("list", output("GET", "/networks", ""), "[]}");
}

/* What antrea does to a network that it has made. */
static void extensions_of_a_network_are_switched(void **state)
{
    const char *path = path_to("networks", 1, NULL);

    (void)state;
    expect_part(output("POST", path,
                       "{\"Extensions\":[{\"Id\":\"583CC151-73EC-4A6A-8B47-578297AD7623\","
                       "\"IsEnabled\":true}]}"),
                "{\"ID\":\"" ID("1") "\"");
    expect_part(ask("POST", path, "{\"Extensions\":[]}"),
                "request.Extensions: expected which are on or off, found nothing");
    expect_error("POST", path, "{\"Extensions\":[{\"Id\":\"x\"}]}",
                 "Failed to interpret a parameter as a GUID. ");
}

/* What hcsshim's ApplyACLPolicy does: the whole endpoint comes back with one policy more. */
static void endpoints_are_changed_as_a_whole(void **state)
{
    static const char acl[] =
        "{\"ID\":\"" ID("2") "\",\"EncapOverhead\":50,\"Policies\":[{\"Type\":\"NAT\",\"Protocol\":"
                             "\"tcp\",\"InternalPort\":80,\"ExternalPort\":8080},{\"Type\":\"ACL\","
                             "\"Protocol\":6,\"Action\":\"Block\",\"Direction\":\"In\"}]}";
    const char *path = path_to("endpoints", 2, NULL), *shown;

    (void)state;
    shown = output("POST", path, acl);
    expect_part(shown, "\"Policies\":[{\"Type\":\"NAT\",\"Protocol\":\"TCP\",\"InternalPort\":80,"
                       "\"ExternalPort\":8080},{\"Type\":\"ACL\",\"Protocols\":\"6\",\"Action\":"
                       "\"Block\",\"Direction\":\"In\"}]");
    expect_part(shown, "\"EncapOverhead\":50");
    expect_part(shown, "\"IPAddress\":\"10.7.0.9\",\"PrefixLength\":16");
    expect_part(shown, "\"VirtualNetwork\":\"" ID("1") "\",\"VirtualNetworkName\":\"net\"");
    expect_error("POST", path, "{\"Policies\":[{\"Type\":\"VSID\",\"VSID\":5}]}",
                 "Invalid policy type. ");
    expect_part(output("GET", path, ""), "\"Type\":\"ACL\"");
    expect_part(output("POST", path, "{}"), "\"Policies\":[]");
    expect_error("POST", "/endpoints", "{}", "The parameter is incorrect. ");
}

static void policy_lists_are_load_balancers_and_routes(void **state)
{
    static const char elb[] = "{\"ID\":\"" ID("4") "\",\"References\":[\"/endpoints/" ID(
        "2") "\"],\"Policies\":[{"
             "\"Type\":\"ELB\",\"Protocol\":6,\"InternalPort\":80,\"ExternalPort\":"
             "80,\"VIPs\":[\"10.9.0.1\"],\"ILB\":true}]}";
    static const char route[] = "{\"ID\":\"" ID("a") "\",\"References\":[\"/endpoints/" ID(
        "2") "\"],\"Policies\":[{"
             "\"Type\":\"ROUTE\",\"DestinationPrefix\":\"10.8.0.0/16\","
             "\"NextHop\":\"10.7.0.1\",\"NeedEncap\":true}]}";
    const char *list;

    (void)state;
    expect_part(output("POST", "/policylists/", elb), "\"ID\":\"" ID("4") "\"");
    expect_part(output("POST", "/policylists/", route), "\"ID\":\"" ID("A") "\"");
    expect_error("POST", "/policylists/", elb, "The object already exists. ");
    list = output("GET", "/policylists/", "");
    expect_part(list, "\"References\":[\"/endpoints/" ID(
                          "2") "\"],\"Policies\":[{\"Type\":\"ELB\","
                               "\"Protocol\":6,\"InternalPort\":80,\"ExternalPort\":80,\"VIPs\":"
                               "[\"10.9.0.1\"],\"ILB\":true}],\"IsApplied\":false}");
    expect_part(list, "\"Policies\":[{\"Type\":\"ROUTE\",\"DestinationPrefix\":\"10.8.0.0/16\","
                      "\"NextHop\":\"10.7.0.1\",\"NeedEncap\":true}]");
    expect_part(output("GET", path_to("policylists", 10, NULL), ""), "\"ROUTE\"");
    check_text("route", ask("DELETE", path_to("policylists", 10, NULL), ""), SUCCESS "}");
    check_text("elb", ask("DELETE", path_to("policylists", 4, NULL), ""), SUCCESS "}");
    expect_error("DELETE", path_to("policylists", 4, NULL), "", GONE);
}

static void namespaces_hold_resources(void **state)
{
    static const char endpoint[] = "{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"" ID("2") "\"}}";
    static const char container[] = "{\"Type\":\"Container\",\"Data\":{\"Id\":\"c1\"}}";
    const char *shown;

    (void)state;
    expect_part(output("POST", "/namespaces/", "{\"ID\":\"" ID("3") "\"}"),
                "\"ResourceList\":[],\"CompartmentId\":0,\"IsDefault\":false");
    expect_part(output("POST", "/namespaces", "{\"IsDefault\":true}"), "\"ID\":\"" HOST_DEFAULT);
    shown = output("POST", path_to("namespaces", 3, "addresource"), endpoint);
    expect_part(shown, "\"ResourceList\":[{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"" ID("2"));
    output("POST", path_to("namespaces", 3, "AddResource"), container);
    shown = output("GET", path_to("endpoints", 2, NULL), "");
    expect_part(shown, "\"State\":2");
    expect_part(shown, "\"Namespace\":{\"ID\":\"" ID("3") "\"},\"SharedContainers\":[\"c1\"]");
    expect_error("POST", path_to("namespaces", 3, "addresource"), endpoint,
                 "This requested operation is invalid as endpoint is already part of a network "
                 "namespace. ");
    expect_error("POST", path_to("namespaces", 3, "addresource"),
                 "{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"x\"}}",
                 "Failed to interpret a parameter as a GUID. ");
    expect_error("DELETE", path_to("namespaces", 3, NULL), "",
                 "The specified request is unsupported. ");
    output("POST", path_to("namespaces", 3, "removeresource"), container);
    output("POST", path_to("namespaces", 3, "removeresource"), endpoint);
    expect_error("POST", path_to("namespaces", 3, "removeresource"), endpoint,
                 "Element not found. ");
    check_text("delete", ask("DELETE", path_to("namespaces", 3, NULL), ""), SUCCESS "}");
}

static void accelnet_keeps_a_list(void **state)
{
    static const char macs[] = "{\"MacAddressList\":[{\"MacAddress\":\"00-15-5D-0A-B7-C6\"},"
                               "{\"MacAddress\":\"00-15-5D-38-01-00\"}]}";

    (void)state;
    check_text("set", output("POST", "/accelnet/", macs),
               "{\"MacAddressList\":[{\"MacAddress\":\"00-15-5D-0A-B7-C6\"},"
               "{\"MacAddress\":\"00-15-5D-38-01-00\"}]}}");
    expect_part(output("GET", "/accelnet/", ""), macs);
    expect_error("POST", "/accelnet/", "{\"MacAddressList\":[{\"MacAddress\":\"x\"}]}",
                 "Invalid JSON document string. ");
    expect_part(output("GET", "/accelnet/", ""), macs);
    check_text("clear", ask("DELETE", "/accelnet/", ""), SUCCESS "}");
    check_text("none", output("GET", "/accelnet/", ""), "{\"MacAddressList\":[]}}");
}

#define WITH_OBJECTS(f) cmocka_unit_test_setup_teardown(f, begin_objects, end_objects)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_missing_is_refused),
        cmocka_unit_test(a_service_that_cannot_be_reached_is_told_as_a_code),
        cmocka_unit_test(half_a_pair_is_refused),
        WITH_OBJECTS(what_is_no_json_is_refused),
        WITH_OBJECTS(paths_lead_somewhere_or_are_refused),
        WITH_OBJECTS(what_is_not_there_has_the_text_that_clients_compare),
        WITH_OBJECTS(paths_and_methods_that_there_are_not),
        cmocka_unit_test(networks_live_and_die),
        WITH_OBJECTS(extensions_of_a_network_are_switched),
        WITH_OBJECTS(endpoints_are_changed_as_a_whole),
        WITH_OBJECTS(policy_lists_are_load_balancers_and_routes),
        WITH_OBJECTS(namespaces_hold_resources),
        WITH_OBJECTS(accelnet_keeps_a_list),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
