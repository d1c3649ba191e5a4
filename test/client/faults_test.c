/*
 * faults_test.c - every allocation of a story fails once: the story says so or goes on without, no
 * memory is lost (AddressSanitizer looks), and nothing of what failed is left in the service.
 */
#include "script.h"

#include "base/memory.h"

/* One try, from an open service to a closed one. Gives what the story ended with. */
typedef int32_t story(struct hcn_call *call, struct hcn_service *service);

static int32_t objects(struct hcn_call *call, struct hcn_service *service)
{
    struct hcn_network *network =
        hcn_network_create_internal(call, service, NULL, "n", "10.0.0.0/24");
    struct hcn_guid on = hcn_network_id(network);
    struct hcn_namespace *space = hcn_namespace_create_host(call, service);
    struct hcn_endpoint *endpoint = hcn_endpoint_create_json(call, service, &on, NULL, "{}");
    struct hcn_guid id = hcn_endpoint_id(endpoint), in = hcn_namespace_id(space);
    struct hcn_endpoint_list list;
    struct hcn_guid_list ids;

    hcn_namespace_add_endpoint(call, space, &id);
    hcn_namespace_endpoints(call, space, &ids);
    hcn_namespace_place(call, space);
    hcn_endpoint_primary_address(call, endpoint);
    hcn_endpoint_statistics(call, endpoint);
    hcn_endpoint_list(call, service, NULL, &list);
    hcn_endpoint_enumerate(call, service, NULL, &ids);
    hcn_namespace_reconcile(call, space, &ids);
    hcn_namespace_remove_endpoint(call, space, &id);
    hcn_endpoint_delete(call, service, &id);
    hcn_namespace_delete(call, service, &in);
    hcn_network_delete(call, service, &on);
    hcn_endpoint_close(endpoint);
    hcn_namespace_close(space);
    hcn_network_close(network);
    return hcn_call_hresult(call);
}

static int32_t host_default(struct hcn_call *call, struct hcn_service *service)
{
    hcn_namespace_close(hcn_namespace_open_default(call, service));
    return hcn_call_hresult(call);
}

static int32_t raw_handles(struct hcn_call *call, struct hcn_service *service)
{
    struct hcn_namespace *space = hcn_namespace_create_host(call, service), *back;
    void *raw = hcn_namespace_into_raw(space);

    back = hcn_namespace_from_raw(call, service, raw);
    if (raw && !back) { /* it stayed ours */
        hcn_call_forgive(call);
        back = hcn_namespace_from_raw(call, service, raw);
        hcn_namespace_close(back);
        return E_OUTOFMEMORY;
    }
    hcn_namespace_close(back);
    return hcn_call_hresult(call);
}

/* Created, found the same, and found otherwise; by name and by id. */
static int32_t ensuring(struct hcn_call *call, struct hcn_service *service)
{
    static const char *const networks[] = {
        "{\"Name\":\"n\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.0.0.0/24\"}]}]}",
        "{\"Name\":\"n\",\"AdditionalParams\":{\"a\":1},\"Policies\":[{\"Type\":\"HostRoute\"}]}",
    };
    struct hcn_endpoint_document *web = hcn_document_new(call, HCN_DOCUMENT_ENDPOINT);
    struct hcn_ensured how;

    for (size_t i = 0; i < COUNT(networks); i++) {
        struct hcn_network *n = hcn_network_ensure_json(call, service, networks[i], &how);

        if (web)
            web->host_compute_network = hcn_network_id(n);
        hcn_network_close(n);
    }
    if (web)
        web->name = "web";
    hcn_endpoint_close(hcn_endpoint_ensure(call, service, web, &how));
    hcn_endpoint_close(hcn_endpoint_ensure(call, service, web, &how));
    hcn_namespace_close(
        hcn_namespace_ensure_json(call, service, "{\"ID\":\"" SPACE_ID "\"}", &how));
    return hcn_call_hresult(call);
}

static const char nat[] = "{\"Name\":\"n\",\"Type\":\"NAT\",\"SchemaVersion\":{\"Major\":2}}";

/* An attachment that fails leaves neither endpoint nor namespace. */
static int32_t attachment(struct hcn_call *call, struct hcn_service *service)
{
    struct hcn_network *network = hcn_network_create_json(call, service, NULL, nat);
    struct hcn_attachment_options options = { .owner = "z", .dns_domain = "svc" };
    struct hcn_guid_list endpoints = { 0 }, spaces = { 0 };
    struct hcn_attachment *made;
    int32_t result;

    options.network = hcn_network_id(network);
    made = hcn_attachment_create_overlay(call, service, &options, "10.0.0.0/8",
                                         HCN_OVERLAY_OUTBOUND_NAT | HCN_OVERLAY_ACL);
    result = hcn_call_hresult(call);
    hcn_call_forgive(call);
    memory_fail_at(0);
    CHECK(hcn_endpoint_enumerate(call, service, NULL, &endpoints));
    CHECK(hcn_namespace_enumerate(call, service, NULL, &spaces));
    check_number("endpoints", endpoints.count, made ? 1 : 0);
    check_number("namespaces", spaces.count, made ? 2 : 1);
    hcn_attachment_close(made);
    hcn_network_close(network);
    return result;
}

/* Fails allocation n; false when the story has no more of them. */
static bool fail_one(story *tell, unsigned long n)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service = hcn_service_open(call, "null:");
    int32_t result;

    CHECK(service);
    memory_fail_at(n);
    result = tell(call, service);
    memory_fail_at(0);
    if (result && result != E_OUTOFMEMORY)
        CHECK_FAILED("allocation %lu: %#x: %s", n, (unsigned)result, hcn_call_text(call));
    hcn_service_close(service);
    hcn_call_end(call);
    return result != 0;
}

/* Some allocations may be done without: so it goes on until many in a row changed nothing. */
static void every_allocation_fails_once(story *tell)
{
    unsigned long fine = 0;

    for (unsigned long n = 1; fine < 200; n++)
        fine = fail_one(tell, n) ? 0 : fine + 1;
}

/* ---- what only a script does ------------------------------------------------------------ */

#define DEAD(id) "{\"Type\":\"Endpoint\",\"Data\":{\"Id\":\"" id "\"}}"

static const struct answer answers[] = {
    { "query namespace", .json = "{\"ResourceList\":[" DEAD(ENDPOINT_ID) "," DEAD(OTHER_ID) "]}" },
    { "open endpoint", .hresult = HCN_E_ENDPOINT_NOT_FOUND, .always = true },
    { "enumerate", .json = "[\"" ENDPOINT_ID "\",\"" OTHER_ID "\"]", .always = true },
    { "modify namespace " SPACE_ID, .hresult = E_ACCESSDENIED },
    { "delete", .record = "{\"Success\":false}" },
};

static int32_t scripted(struct hcn_call *call, struct hcn_service *service)
{
    struct hcn_guid id = guid_of(SPACE_ID);
    struct hcn_namespace *space = hcn_namespace_open(call, service, &id);
    struct hcn_network *network = hcn_network_create_json(call, service, &id, "{}");
    struct hcn_network_list networks;
    struct hcn_guid_list removed;
    int32_t result;

    hcn_network_list(call, service, NULL, &networks);
    result = hcn_call_hresult(call);
    if (!result && hcn_namespace_reconcile(call, space, &removed))
        CHECK_FAILED("a Remove that fails was not told");
    if (hcn_call_hresult(call) == E_OUTOFMEMORY)
        result = E_OUTOFMEMORY;
    hcn_call_forgive(call);
    hcn_network_delete(call, service, &id);
    hcn_network_close(network);
    hcn_namespace_close(space);
    return result;
}

static void in_what_goes_wrong_at_the_service(void **state)
{
    unsigned long fine = 0;

    (void)state;
    for (unsigned long n = 1; fine < 200; n++) {
        struct script s;
        int32_t result;

        script_begin(&s, answers, COUNT(answers));
        memory_fail_at(n);
        result = scripted(s.call, s.service);
        memory_fail_at(0);
        if (result && result != E_OUTOFMEMORY)
            CHECK_FAILED("allocation %lu: %#x: %s", n, (unsigned)result, hcn_call_text(s.call));
        fine = result ? 0 : fine + 1;
        script_end(&s);
    }
}

static void in_the_life_of_objects(void **state)
{
    (void)state;
    every_allocation_fails_once(objects);
}

static void in_opening_host_default(void **state)
{
    (void)state;
    every_allocation_fails_once(host_default);
}

static void in_passing_raw_handles(void **state)
{
    (void)state;
    every_allocation_fails_once(raw_handles);
}

static void in_ensuring(void **state)
{
    (void)state;
    every_allocation_fails_once(ensuring);
}

static void in_attaching(void **state)
{
    (void)state;
    every_allocation_fails_once(attachment);
}

static void in_opening_a_service(void **state)
{
    unsigned long fine = 0;

    (void)state;
    for (unsigned long n = 1; fine < 200; n++) {
        struct hcn_call *call = hcn_call_begin();
        struct hcn_service *service;

        memory_fail_at(n);
        service = hcn_service_open(call, "null:");
        memory_fail_at(0);
        fine = service ? fine + 1 : 0;
        if (!service)
            check_number("class", hcn_call_class(call), HCN_CLASS_OUT_OF_MEMORY);
        hcn_service_close(service);
        hcn_call_end(call);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_opening_a_service),
        cmocka_unit_test(in_the_life_of_objects),
        cmocka_unit_test(in_opening_host_default),
        cmocka_unit_test(in_passing_raw_handles),
        cmocka_unit_test(in_ensuring),
        cmocka_unit_test(in_attaching),
        cmocka_unit_test(in_what_goes_wrong_at_the_service),
    };

    return cmocka_run_group_tests_name("client.faults", tests, NULL, NULL);
}
