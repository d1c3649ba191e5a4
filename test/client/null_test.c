/* null_test.c - the whole client over the real engine, in memory and with the null driver. */
#include "script.h"

#include <hcn/documents.h>

struct world {
    struct hcn_call *call;
    struct hcn_service *service;
    struct hcn_network *network;
    struct hcn_guid on;
};

static void world_begin(struct world *w)
{
    w->call = hcn_call_begin();
    w->service = hcn_service_open(w->call, "null:");
    w->network = hcn_network_create_internal(w->call, w->service, NULL, "net", "10.0.0.0/24");
    w->on = hcn_network_id(w->network);
    check_failure("world", w->call, 0, "");
}

static void world_end(struct world *w)
{
    hcn_network_close(w->network);
    hcn_service_close(w->service);
    hcn_call_end(w->call);
}

static struct hcn_endpoint *endpoint_on(struct world *w)
{
    return hcn_endpoint_create_json(w->call, w->service, &w->on, NULL, "{\"Name\":\"ep\"}");
}

/* ---- objects ---------------------------------------------------------------------------- */

static void a_network_from_birth_to_death(void **state)
{
    struct hcn_network_document *n;
    struct hcn_network_list list;
    struct hcn_guid_list ids;
    struct hcn_network *again;
    struct world w;

    (void)state;
    world_begin(&w);
    CHECK(!hcn_guid_is_zero(&w.on));
    n = hcn_network_query(w.call, w.network, NULL);
    check_text("name", n->name, "net");
    check_number("type", n->type, HCN_NETWORK_INTERNAL);
    CHECK(hcn_guid_equal(&n->id, &w.on));
    CHECK(
        hcn_network_modify_json(w.call, w.network,
                                "{\"ResourceType\":\"DNS\",\"RequestType\":\"Update\",\"Settings\":"
                                "{\"ServerList\":[\"1.1.1.1\"]}}"));
    CHECK(hcn_network_enumerate(w.call, w.service, NULL, &ids) && ids.count == 1);
    CHECK(hcn_network_list(w.call, w.service, NULL, &list) && list.count == 1);
    check_text("modified", list.at[0]->dns->server_list.at[0], "1.1.1.1");
    again = hcn_network_open(w.call, w.service, &w.on);
    CHECK(again);
    CHECK(hcn_network_delete(w.call, w.service, &w.on));
    CHECK(!hcn_network_query(w.call, again, NULL)); /* the handle pins nothing */
    check_number("gone", (uint32_t)hcn_call_hresult(w.call), (uint32_t)HCN_E_NETWORK_NOT_FOUND);
    hcn_network_close(again);
    hcn_call_forgive(w.call);
    CHECK(!hcn_network_open(w.call, w.service, &w.on));
    check_number("gone", hcn_call_class(w.call), HCN_CLASS_NOT_FOUND);
    world_end(&w);
}

static void a_typed_modify_request(void **state)
{
    struct hcn_dns *dns;
    struct hcn_network_document *n;
    struct world w;

    (void)state;
    world_begin(&w);
    dns = hcn_document_new(w.call, HCN_DOCUMENT_DNS);
    dns->domain = "svc.local";
    CHECK(hcn_network_modify(w.call, w.network,
                             hcn_modify_request_new(w.call, HCN_DOCUMENT_NETWORK_REQUEST,
                                                    HCN_NETWORK_RESOURCE_DNS, HCN_REQUEST_UPDATE,
                                                    dns)));
    n = hcn_network_query(w.call, w.network, NULL);
    check_text("domain", n->dns->domain, "svc.local");
    world_end(&w);
}

static void an_endpoint_in_a_namespace(void **state)
{
    struct hcn_endpoint *endpoint;
    struct hcn_namespace *space;
    struct hcn_guid_list inside;
    struct hcn_guid id, in;
    struct world w;

    (void)state;
    world_begin(&w);
    endpoint = endpoint_on(&w);
    space = hcn_namespace_create_host(w.call, w.service);
    id = hcn_endpoint_id(endpoint);
    in = hcn_namespace_id(space);
    CHECK(hcn_namespace_add_endpoint(w.call, space, &id));
    check_failure("added", w.call, 0, "");
    CHECK(hcn_namespace_endpoints(w.call, space, &inside));
    check_number("inside", inside.count, 1);
    CHECK(hcn_guid_equal(&inside.at[0], &id));
    CHECK(hcn_guid_equal(&hcn_endpoint_query(w.call, endpoint, NULL)->host_compute_namespace, &in));
    CHECK(begins_with(hcn_namespace_place(w.call, space), "/run/netns/"));
    CHECK(begins_with(hcn_endpoint_primary_address(w.call, endpoint), "10.0.0."));
    CHECK(hcn_endpoint_statistics(w.call, endpoint));
    CHECK(!hcn_namespace_add_endpoint(w.call, space, &id));
    check_number("twice", hcn_call_class(w.call), HCN_CLASS_CONFLICT);
    hcn_call_forgive(w.call);
    CHECK(hcn_namespace_remove_endpoint(w.call, space, &id));
    CHECK(hcn_namespace_endpoints(w.call, space, &inside) && !inside.count);
    CHECK(hcn_namespace_reconcile(w.call, space, NULL));
    hcn_endpoint_close(endpoint);
    hcn_namespace_close(space);
    CHECK(hcn_endpoint_delete(w.call, w.service, &id));
    CHECK(hcn_namespace_delete(w.call, w.service, &in));
    world_end(&w);
}

static void host_default_is_a_singleton(void **state)
{
    struct hcn_guid asked = { 1, 2, 3, { 4 } }, id;
    struct hcn_namespace *first, *second;
    struct world w;

    (void)state;
    world_begin(&w);
    first = hcn_namespace_open_default(w.call, w.service);
    second = hcn_namespace_create_json(w.call, w.service, &asked, "{\"Type\":\"HostDefault\"}");
    check_guid("first", hcn_namespace_id(first), DEFAULT_ID);
    check_guid("second", hcn_namespace_id(second), DEFAULT_ID);
    id = hcn_namespace_id(first);
    CHECK(hcn_namespace_delete(w.call, w.service, &id));
    CHECK(hcn_namespace_query(w.call, first, NULL));
    hcn_namespace_close(first);
    hcn_namespace_close(second);
    world_end(&w);
}

/* ---- failures --------------------------------------------------------------------------- */

static void a_failure_has_the_services_record_and_our_sentence(void **state)
{
    struct hcn_guid id = guid_of(OTHER_ID);
    struct world w;

    (void)state;
    world_begin(&w);
    CHECK(!hcn_endpoint_open(w.call, w.service, &id));
    check_text("record", hcn_call_record(w.call),
               "{\"Success\":false,\"Error\":\"The endpoint was not found. \","
               "\"ErrorCode\":2151350274,\"Detail\":\"there is no endpoint " OTHER_ID "\","
               "\"Class\":5}");
    world_end(&w);
}

static void a_handle_of_another_kind_is_refused(void **state)
{
    struct hcn_endpoint *endpoint;
    struct world w;
    void *raw;

    (void)state;
    world_begin(&w);
    raw = hcn_network_raw(w.network);
    endpoint = hcn_endpoint_from_raw(w.call, w.service, raw);
    CHECK(!endpoint);
    check_failure("kind", w.call, E_HANDLE, "the handle is closed, or not of kind endpoint");
    hcn_call_forgive(w.call);
    CHECK(hcn_network_query(w.call, w.network, NULL));
    world_end(&w);
}

/* ---- attachments ------------------------------------------------------------------------ */

static void count_everything(struct world *w, size_t endpoints, size_t spaces)
{
    struct hcn_guid_list ids;

    CHECK(hcn_endpoint_enumerate(w->call, w->service, NULL, &ids));
    check_number("endpoints", ids.count, endpoints);
    CHECK(hcn_namespace_enumerate(w->call, w->service, NULL, &ids));
    check_number("namespaces", ids.count, spaces + 1); /* HostDefault */
}

static void an_attachment_comes_and_goes(void **state)
{
    struct hcn_attachment_options options = { .owner = "z", .container = "web" };
    struct hcn_attachment *made;
    struct hcn_endpoint_list owned;
    struct hcn_guid endpoint, space;
    struct world w;

    (void)state;
    world_begin(&w);
    options.network = w.on;
    made = hcn_attachment_create(w.call, w.service, &options);
    check_failure("made", w.call, 0, "");
    CHECK(begins_with(hcn_attachment_address(made), "10.0.0."));
    CHECK(hcn_attachment_owned(w.call, w.service, "z", &owned));
    check_number("owned", owned.count, 1);
    check_text("name", owned.at[0]->name, "z-web");
    check_text("owner", owned.at[0]->owner, "z");
    count_everything(&w, 1, 1);
    endpoint = hcn_attachment_endpoint(made);
    space = hcn_attachment_namespace(made);
    hcn_attachment_close(made);
    CHECK(hcn_attachment_teardown(w.call, w.service, &endpoint, &space));
    CHECK(hcn_attachment_teardown(w.call, w.service, &endpoint, &space)); /* gone already */
    count_everything(&w, 0, 0);
    world_end(&w);
}

static void an_attachment_that_fails_leaves_nothing(void **state)
{
    struct hcn_attachment_options options = { .address = "10.0.0.5", .prefix_length = 24 };
    struct hcn_attachment *first;
    struct world w;

    (void)state;
    world_begin(&w);
    options.network = w.on;
    first = hcn_attachment_create(w.call, w.service, &options);
    check_text("address", hcn_attachment_address(first), "10.0.0.5");
    CHECK(!hcn_attachment_create(w.call, w.service, &options)); /* the address is taken */
    check_number("taken", hcn_call_class(w.call), HCN_CLASS_CONFLICT);
    hcn_call_forgive(w.call);
    count_everything(&w, 1, 1);
    hcn_attachment_close(first);
    world_end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_from_birth_to_death),
        cmocka_unit_test(a_typed_modify_request),
        cmocka_unit_test(an_endpoint_in_a_namespace),
        cmocka_unit_test(host_default_is_a_singleton),
        cmocka_unit_test(a_failure_has_the_services_record_and_our_sentence),
        cmocka_unit_test(a_handle_of_another_kind_is_refused),
        cmocka_unit_test(an_attachment_comes_and_goes),
        cmocka_unit_test(an_attachment_that_fails_leaves_nothing),
    };

    return cmocka_run_group_tests_name("client.null", tests, NULL, NULL);
}
