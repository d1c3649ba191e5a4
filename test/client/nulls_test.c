/*
 * nulls_test.c - NULL where a pointer is needed, everything else being good: the call fails and
 * says so, nothing falls over and nothing is made.
 */
#include "script.h"

struct world {
    struct hcn_call *call;
    struct hcn_service *service;
    struct hcn_network *network;
    struct hcn_endpoint *endpoint;
    struct hcn_namespace *space;
};

static void refused(struct hcn_call *call, const char *what, bool given)
{
    if (given || !hcn_call_hresult(call) || !*hcn_call_text(call))
        CHECK_FAILED("%s: expected a failure, got %s, 0x%08X \"%s\"", what,
                     given ? "something" : "nothing", (unsigned)hcn_call_hresult(call),
                     hcn_call_text(call));
    hcn_call_forgive(call);
}

static int begin(void **state)
{
    static struct world w;
    struct hcn_guid id;

    w.call = hcn_call_begin();
    w.service = hcn_service_open(w.call, "null:");
    w.network = hcn_network_create_internal(w.call, w.service, NULL, "n", "10.0.0.0/16");
    id = hcn_network_id(w.network);
    w.endpoint = hcn_endpoint_create_json(w.call, w.service, &id, NULL, "{}");
    w.space = hcn_namespace_create_host(w.call, w.service);
    *state = &w;
    return hcn_call_hresult(w.call) ? -1 : 0;
}

static int end(void **state)
{
    struct world *w = *state;

    hcn_namespace_close(w->space);
    hcn_endpoint_close(w->endpoint);
    hcn_network_close(w->network);
    hcn_service_close(w->service);
    hcn_call_end(w->call);
    return 0;
}

static void of_networks(void **state)
{
    struct world *w = *state;
    struct hcn_call *c = w->call;
    struct hcn_service *s = w->service;

    refused(c, "create", hcn_network_create(c, s, NULL, NULL));
    refused(c, "create_json", hcn_network_create_json(c, s, NULL, NULL));
    refused(c, "transparent", hcn_network_create_transparent(c, s, NULL, NULL, NULL, NULL));
    refused(c, "uplink", hcn_network_create_transparent(c, s, NULL, "x", "10.1.0.0/24", NULL));
    refused(c, "internal", hcn_network_create_internal(c, s, NULL, "x", NULL));
    refused(c, "open", hcn_network_open(c, s, NULL));
    refused(c, "delete", hcn_network_delete(c, s, NULL));
    refused(c, "modify", hcn_network_modify(c, w->network, NULL));
    refused(c, "modify_json", hcn_network_modify_json(c, w->network, NULL));
    refused(c, "enumerate", hcn_network_enumerate(c, s, NULL, NULL));
    refused(c, "list", hcn_network_list(c, s, NULL, NULL));
    refused(c, "from_raw", hcn_network_from_raw(c, s, NULL));
}

static void of_endpoints(void **state)
{
    struct world *w = *state;
    struct hcn_guid network = hcn_network_id(w->network);
    struct hcn_call *c = w->call;
    struct hcn_service *s = w->service;

    refused(c, "create", hcn_endpoint_create(c, s, &network, NULL, NULL));
    refused(c, "no network", hcn_endpoint_create_json(c, s, NULL, NULL, "{}"));
    refused(c, "create_json", hcn_endpoint_create_json(c, s, &network, NULL, NULL));
    refused(c, "open", hcn_endpoint_open(c, s, NULL));
    refused(c, "delete", hcn_endpoint_delete(c, s, NULL));
    refused(c, "modify", hcn_endpoint_modify(c, w->endpoint, NULL));
    refused(c, "modify_json", hcn_endpoint_modify_json(c, w->endpoint, NULL));
    refused(c, "statistics", hcn_endpoint_statistics(c, NULL));
    refused(c, "address", hcn_endpoint_primary_address(c, NULL));
    refused(c, "enumerate", hcn_endpoint_enumerate(c, s, NULL, NULL));
    refused(c, "list", hcn_endpoint_list(c, s, NULL, NULL));
    refused(c, "from_raw", hcn_endpoint_from_raw(c, s, NULL));
}

static void of_namespaces(void **state)
{
    struct world *w = *state;
    struct hcn_call *c = w->call;
    struct hcn_service *s = w->service;

    refused(c, "create", hcn_namespace_create(c, s, NULL, NULL));
    refused(c, "create_json", hcn_namespace_create_json(c, s, NULL, NULL));
    refused(c, "open", hcn_namespace_open(c, s, NULL));
    refused(c, "delete", hcn_namespace_delete(c, s, NULL));
    refused(c, "add", hcn_namespace_add_endpoint(c, w->space, NULL));
    refused(c, "remove", hcn_namespace_remove_endpoint(c, w->space, NULL));
    refused(c, "modify", hcn_namespace_modify(c, w->space, NULL));
    refused(c, "modify_json", hcn_namespace_modify_json(c, w->space, NULL));
    refused(c, "place", hcn_namespace_place(c, NULL));
    refused(c, "endpoints", hcn_namespace_endpoints(c, w->space, NULL));
    refused(c, "enumerate", hcn_namespace_enumerate(c, s, NULL, NULL));
    refused(c, "list", hcn_namespace_list(c, s, NULL, NULL));
    refused(c, "from_raw", hcn_namespace_from_raw(c, s, NULL));
    CHECK(hcn_namespace_reconcile(c, w->space, NULL)); /* who does not want to know need not */
}

static void of_attachments(void **state)
{
    struct world *w = *state;
    struct hcn_call *c = w->call;
    struct hcn_service *s = w->service;
    const struct hcn_attachment_options none = { .owner = NULL };
    struct hcn_guid_list ids;

    refused(c, "create", hcn_attachment_create(c, s, NULL));
    refused(c, "no options", hcn_attachment_create(c, s, &none));
    refused(c, "overlay", hcn_attachment_create_overlay(c, s, NULL, NULL, 0));
    refused(c, "overlay", hcn_attachment_create_overlay(c, s, &none, NULL, 0));
    refused(c, "teardown", hcn_attachment_teardown(c, s, NULL, NULL));
    refused(c, "owned", hcn_attachment_owned(c, s, NULL, NULL));
    refused(c, "guid_new", hcn_guid_new(c, NULL));
    CHECK(hcn_namespace_enumerate(c, s, NULL, &ids) && ids.count == 2); /* nothing was made */
}

static void of_documents(void **state)
{
    struct world *w = *state;
    struct hcn_call *c = w->call;
    struct hcn_network_document *n = hcn_document_new(c, HCN_DOCUMENT_NETWORK);
    struct hcn_guid id;

    refused(c, "read", hcn_document_read(c, HCN_DOCUMENT_NETWORK, NULL));
    refused(c, "read_answer", hcn_document_read_answer(c, HCN_DOCUMENT_NETWORK, NULL));
    refused(c, "print", hcn_document_print(c, NULL));
    refused(c, "exceptions", hcn_policy_out_bound_nat(c, NULL, 1));
    CHECK(hcn_document_equal(NULL, NULL) && !hcn_document_equal(n, NULL));
    CHECK(!hcn_document_equal(NULL, n));
    CHECK(!hcn_member_given(NULL, NULL) && !hcn_member_given(n, NULL));
    CHECK(!hcn_member_unknown(NULL, "x") && !hcn_member_unknown(n, NULL));
    hcn_member_give(NULL, NULL);
    hcn_member_give(n, NULL);
    hcn_member_drop(NULL, NULL);
    hcn_member_drop(n, NULL);
    CHECK(!hcn_policy_settings(NULL, HCN_POLICY_ACL) && hcn_policy_equal(NULL, NULL));
    check_number("type", hcn_policy_type(NULL), HCN_POLICY_UNKNOWN);
    CHECK(!hcn_guid_parse(NULL, &id) && !hcn_guid_parse("x", NULL));
    CHECK(!hcn_guid_equal(NULL, &id) && hcn_guid_is_zero(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_networks),   cmocka_unit_test(of_endpoints),
        cmocka_unit_test(of_namespaces), cmocka_unit_test(of_attachments),
        cmocka_unit_test(of_documents),
    };

    return cmocka_run_group_tests_name("client.nulls", tests, begin, end);
}
