/* hns_attach_test.c - endpoints and those they are attached to, by HNSCall. */
#include "hns.h"

#include "../check.h"

#define CONTAINER(id) "{\"ContainerId\":\"" id "\",\"SystemType\":\"Container\"}"
#define HOST          "{\"SystemType\":\"Host\",\"CompartmentId\":1}"
#define MACHINE                                                                                    \
    "{\"SystemType\":\"VirtualMachine\",\"VirtualNicName\":\"" ID("7") "--" ID("2") "\"}"

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

/* A network with endpoints 2 and 5. */
static int begin_objects(void **state)
{
    (void)state;
    output("POST", "/networks/",
           "{\"ID\":\"" ID("1") "\",\"Name\":\"net\",\"Type\":\"NAT\",\"Subnets\":[{"
                                "\"AddressPrefix\":\"10.7.0.0/16\",\"GatewayAddress\":"
                                "\"10.7.0.1\"}]}");
    output("POST", "/endpoints/", "{\"ID\":\"" ID("2") "\",\"VirtualNetwork\":\"" ID("1") "\"}");
    output("POST", "/endpoints/", "{\"ID\":\"" ID("5") "\",\"VirtualNetwork\":\"" ID("1") "\"}");
    return 0;
}

static int end_objects(void **state)
{
    (void)state;
    output("DELETE", path_to("networks", 1, NULL), "");
    return 0;
}

static void attach(unsigned endpoint, const char *request)
{
    check_text("attach", ask("POST", path_to("endpoints", endpoint, "attach"), request),
               SUCCESS "}");
}

static void detach(unsigned endpoint, const char *request)
{
    check_text("detach", ask("POST", path_to("endpoints", endpoint, "detach"), request),
               SUCCESS "}");
}

static const char *shown(unsigned endpoint)
{
    return output("GET", path_to("endpoints", endpoint, NULL), "");
}

/* HostDefault alone is left. */
static void expect_no_namespaces(void)
{
    const char *list = output("GET", "/namespaces", "");

    expect_no_part(list + 1, "},{\"ID\"");
    expect_part(list, "[{\"ID\":\"" HOST_DEFAULT "\"");
}

static void a_container_gets_a_namespace(void **state)
{
    (void)state;
    attach(2, CONTAINER("c1"));
    expect_part(shown(2), "\"State\":2");
    expect_part(shown(2), "\"SharedContainers\":[\"c1\"]");
    expect_part(output("GET", "/namespaces", ""), "\"Containers\":[\"c1\"]");
    attach(5, CONTAINER("C1")); /* the same container, the same namespace */
    expect_part(output("GET", "/namespaces", ""),
                "\"ResourceList\":[{\"Type\":\"Container\",\"Data\":{\"Id\":\"c1\"}},{\"Type\":"
                "\"Endpoint\"");
    detach(2, CONTAINER("c1"));
    expect_part(shown(2), "\"SharedContainers\":[]");
    expect_no_part(shown(2), "\"Namespace\":");
    expect_part(shown(5), "\"SharedContainers\":[\"c1\"]");
    detach(5, CONTAINER("c1"));
    expect_no_namespaces();
}

static void an_endpoint_is_shared_by_containers(void **state)
{
    (void)state;
    attach(2, CONTAINER("c1"));
    attach(2, CONTAINER("c2"));
    expect_part(shown(2), "\"SharedContainers\":[\"c1\",\"c2\"]");
    detach(2, CONTAINER("c1"));
    expect_part(shown(2), "\"SharedContainers\":[\"c2\"]");
    expect_part(shown(2), "\"State\":2");
    detach(2, CONTAINER("c2"));
    expect_part(shown(2), "\"State\":1");
    expect_no_namespaces();
}

static void the_host_has_a_namespace(void **state)
{
    (void)state;
    attach(2, HOST);
    expect_part(shown(2), "\"Namespace\":{\"ID\":\"" HOST_DEFAULT "\"}");
    expect_error("POST", path_to("endpoints", 2, "attach"), HOST,
                 "This endpoint is already attached to the switch. ");
    detach(2, "{\"SystemType\":\"Host\"}");
    expect_no_part(shown(2), "\"Namespace\":");
}

/* Somebody else's namespace stays. */
static void a_compartment_is_a_namespace(void **state)
{
    (void)state;
    output("POST", "/namespaces", "{\"ID\":\"" ID("3") "\",\"CompartmentId\":7}");
    attach(2, "{\"ContainerId\":\"c1\",\"SystemType\":\"Container\",\"CompartmentId\":7}");
    expect_part(shown(2), "\"Namespace\":{\"ID\":\"" ID("3") "\"},\"SharedContainers\":[\"c1\"]");
    attach(5, "{\"SystemType\":\"Host\",\"CompartmentId\":7}");
    expect_part(shown(5), "\"Namespace\":{\"ID\":\"" ID("3") "\"}");
    detach(5, "{\"SystemType\":\"Host\"}");
    detach(2, CONTAINER("c1"));
    expect_part(output("GET", path_to("namespaces", 3, NULL), ""), "\"Containers\":[\"c1\"]");
    output("POST", path_to("namespaces", 3, "removeresource"),
           "{\"Type\":\"Container\",\"Data\":{\"Id\":\"c1\"}}");
    output("DELETE", path_to("namespaces", 3, NULL), "");
}

static void a_virtual_machine_has_a_port(void **state)
{
    HCN_ENDPOINT endpoint;
    const char *document;
    PWSTR text, record;

    (void)state;
    attach(2, MACHINE);
    check_result("open", HcnOpenEndpoint(id_of(2), &endpoint, &record), S_OK, &record);
    check_result("query", HcnQueryEndpointProperties(endpoint, wide(EVERYTHING), &text, &record),
                 S_OK, &record);
    document = narrow(text);
    expect_part(document, "\"VirtualMachine\":\"" ID("7") "\"");
    HcnCloseEndpoint(endpoint);
    detach(2, "{\"SystemType\":\"VirtualMachine\"}");
    expect_no_part(shown(2), "VirtualMachine\"");
}

/* What HCN attaches, HNS shows and detaches; and the other way round. */
static void both_interfaces_see_the_same(void **state)
{
    static const char add[] = "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\",\"Settings\":"
                              "{\"EndpointId\":\"" ID("2") "\"}}";
    HCN_NAMESPACE space;
    PWSTR record;

    (void)state;
    check_result("create", HcnCreateNamespace(id_of(3), wide("{}"), &space, &record), S_OK,
                 &record);
    check_result("add", HcnModifyNamespace(space, wide(add), &record), S_OK, &record);
    expect_part(shown(2), "\"Namespace\":{\"ID\":\"" ID("3") "\"}");
    detach(2, "{\"SystemType\":\"Container\"}");
    check_result("add", HcnModifyNamespace(space, wide(add), &record), S_OK, &record);
    HcnCloseNamespace(space);
    check_text("delete", ask("DELETE", path_to("endpoints", 2, NULL), ""), SUCCESS "}");
    check_result("open", HcnOpenEndpoint(id_of(2), &space, NULL), (HRESULT)0x803B0002, NULL);
    expect_part(output("GET", path_to("namespaces", 3, NULL), ""), "\"ResourceList\":[]");
    check_result("delete", HcnDeleteNamespace(id_of(3), &record), S_OK, &record);
    expect_error("GET", path_to("namespaces", 3, NULL), "", "Element not found. ");
}

static void what_cannot_be_attached_is_refused(void **state)
{
    static const struct {
        const char *action, *request, *error, *detail;
    } rows[] = {
        { "attach", "{}", "Invalid JSON document string. ",
          "request.ContainerId: expected the id of a container, found nothing" },
        { "attach", "{\"SystemType\":\"x\"}", "Invalid JSON document string. ",
          "request.SystemType: expected one of Container, VirtualMachine, Host, found" },
        { "attach", "{\"SystemType\":\"Host\",\"CompartmentId\":70000}",
          "Invalid JSON document string. ", "request.CompartmentId: expected a whole number" },
        { "attach", "{\"SystemType\":\"Host\",\"CompartmentId\":99}", "Element not found. ",
          "request.CompartmentId: no namespace has the compartment 99" },
        { "attach", "{\"SystemType\":\"VirtualMachine\"}", "Invalid JSON document string. ",
          "request.VirtualNicName: expected the name of an adapter, found nothing" },
        { "detach", "{\"SystemType\":\"Host\"}",
          "The endpoint must be attached to complete the operation. ", "is not attached" },
        { "detach", CONTAINER("c1"), "The endpoint must be attached to complete the operation. ",
          "is not attached" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        expect_error("POST", path_to("endpoints", 2, rows[i].action), rows[i].request,
                     rows[i].error);
        expect_part(ask("POST", path_to("endpoints", 2, rows[i].action), rows[i].request),
                    rows[i].detail);
    }
    expect_no_namespaces();
}

static void what_is_attached_is_not_attached_elsewhere(void **state)
{
    const char *path = path_to("endpoints", 2, "attach");

    (void)state;
    attach(2, CONTAINER("c1"));
    attach(5, CONTAINER("c5"));
    expect_error("POST", path, CONTAINER("c1"),
                 "This endpoint is already attached to the switch. ");
    expect_error("POST", path, CONTAINER("c5"),
                 "This requested operation is invalid as endpoint is already part of a network "
                 "namespace. ");
    expect_error("POST", path, HOST,
                 "This requested operation is invalid as endpoint is already part of a network "
                 "namespace. ");
    expect_error("POST", path_to("endpoints", 2, "detach"), CONTAINER("c5"),
                 "The endpoint must be attached to complete the operation. ");
    detach(2, CONTAINER("c1"));
    detach(5, CONTAINER("c5"));
    expect_no_namespaces();
}

/* The namespace that was made for it is not left behind. */
static void an_attach_that_fails_leaves_nothing(void **state)
{
    (void)state;
    output("POST", "/endpoints/",
           "{\"ID\":\"" ID("6") "\",\"VirtualNetwork\":\"" ID(
               "1") "\",\"IsRemoteEndpoint\":true,\"IPAddress\":\"10.9.0.6\",\"MacAddress\":"
                    "\"00-15-5D-00-00-06\"}");
    expect_error("POST", path_to("endpoints", 6, "attach"), CONTAINER("c1"),
                 "This requested operation is invalid for a remote endpoint. ");
    expect_no_namespaces();
}

/* Nor is that of an endpoint that is deleted, or whose network is. */
static void a_namespace_goes_with_its_endpoint(void **state)
{
    attach(2, CONTAINER("c1"));
    output("DELETE", path_to("endpoints", 2, NULL), "");
    expect_no_namespaces();
    attach(5, CONTAINER("c1"));
    end_objects(state);
    expect_no_namespaces();
    begin_objects(state);
}

/* Who attaches an endpoint may ask for the container first. */
static void containers_there_are_none(void **state)
{
    void *system = &system;
    PWSTR result = (PWSTR)&system;

    (void)state;
    check_result("open", HcsOpenComputeSystem(wide("container-1"), &system, &result),
                 (int32_t)0xC037010E, NULL);
    CHECK(!system && !result);
    check_result("id", HcsOpenComputeSystem(NULL, &system, &result), E_INVALIDARG, NULL);
    check_result("system", HcsOpenComputeSystem(wide("container-1"), NULL, NULL), E_INVALIDARG,
                 NULL);
}

#define WITH_OBJECTS(f) cmocka_unit_test_setup_teardown(f, begin_objects, end_objects)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OBJECTS(a_container_gets_a_namespace),
        WITH_OBJECTS(an_endpoint_is_shared_by_containers),
        WITH_OBJECTS(the_host_has_a_namespace),
        WITH_OBJECTS(a_compartment_is_a_namespace),
        WITH_OBJECTS(a_virtual_machine_has_a_port),
        WITH_OBJECTS(both_interfaces_see_the_same),
        WITH_OBJECTS(what_cannot_be_attached_is_refused),
        WITH_OBJECTS(what_is_attached_is_not_attached_elsewhere),
        WITH_OBJECTS(an_attach_that_fails_leaves_nothing),
        WITH_OBJECTS(a_namespace_goes_with_its_endpoint),
        cmocka_unit_test(containers_there_are_none),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
