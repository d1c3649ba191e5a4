/* kinds_test.c - load balancers, SDN routes and guest network services, over the null driver. */
#include "script.h"

#include <hcn/documents.h>

struct world {
    struct hcn_call *call;
    struct hcn_service *service;
    struct hcn_guid network, first, second;
};

static struct hcn_guid make_endpoint(struct world *w, const char *address)
{
    struct hcn_endpoint *e;
    struct hcn_guid id;
    char json[128];

    snprintf(json, sizeof json, "{\"IpConfigurations\":[{\"IpAddress\":\"%s\"}]}", address);
    e = hcn_endpoint_create_json(w->call, w->service, &w->network, NULL, json);
    id = hcn_endpoint_id(e);
    hcn_endpoint_close(e);
    return id;
}

static void world_begin(struct world *w)
{
    struct hcn_network *n;

    w->call = hcn_call_begin();
    w->service = hcn_service_open(w->call, "null:");
    n = hcn_network_create_internal(w->call, w->service, NULL, "net", "10.0.0.0/24");
    w->network = hcn_network_id(n);
    w->first = make_endpoint(w, "10.0.0.5");
    w->second = make_endpoint(w, "10.0.0.6");
    check_failure("world", w->call, 0, "");
    hcn_network_close(n);
}

static void world_end(struct world *w)
{
    hcn_service_close(w->service);
    hcn_call_end(w->call);
}

/* The call has failed with this; it is used again. */
static void expect(struct world *w, int32_t hresult)
{
    check_number("hresult", (uint32_t)hcn_call_hresult(w->call), (uint32_t)hresult);
    hcn_call_forgive(w->call);
}

static struct hcn_load_balancer_document *describe(struct world *w, uint16_t port)
{
    struct hcn_load_balancer_document *d = hcn_document_new(w->call, HCN_DOCUMENT_LOAD_BALANCER);
    struct hcn_load_balancer_port_mapping *p =
        hcn_document_new(w->call, HCN_DOCUMENT_LOAD_BALANCER_PORT_MAPPING);

    p->protocol = HCN_PROTOCOL_TCP;
    p->internal_port = 8080;
    p->external_port = port;
    CHECK(hcn_list_append(w->call, &d->host_compute_endpoints, w->first));
    CHECK(hcn_list_append(w->call, &d->frontend_vips, "11.0.0.1"));
    CHECK(hcn_list_append(w->call, &d->port_mappings, p));
    return d;
}

static void a_load_balancer_from_birth_to_death(void **state)
{
    struct hcn_load_balancer_document *d;
    struct hcn_load_balancer *balancer, *again;
    struct hcn_load_balancer_list list;
    struct hcn_guid_list ids;
    struct hcn_guid id;
    struct world w;

    (void)state;
    world_begin(&w);
    balancer = hcn_load_balancer_create(w.call, w.service, NULL, describe(&w, 80));
    id = hcn_load_balancer_id(balancer);
    CHECK(balancer && !hcn_guid_is_zero(&id));
    d = hcn_load_balancer_query(w.call, balancer, NULL);
    CHECK(hcn_guid_equal(&d->host_compute_network, &w.network));
    check_text("frontend", d->frontend_vips.at[0], "11.0.0.1");
    CHECK(!hcn_load_balancer_create(w.call, w.service, NULL, describe(&w, 80)));
    expect(&w, HCN_E_PORT_ALREADY_EXISTS);
    d = describe(&w, 81);
    CHECK(hcn_list_append(w.call, &d->host_compute_endpoints, w.second));
    CHECK(hcn_load_balancer_update(w.call, balancer, d));
    CHECK(hcn_load_balancer_list(w.call, w.service, NULL, &list) && list.count == 1);
    check_number("members", list.at[0]->host_compute_endpoints.count, 2);
    check_number("port", list.at[0]->port_mappings.at[0]->external_port, 81);
    again = hcn_load_balancer_from_raw(w.call, w.service, hcn_load_balancer_into_raw(balancer));
    CHECK(again && hcn_load_balancer_raw(again));
    CHECK(hcn_load_balancer_delete(w.call, w.service, &id));
    CHECK(!hcn_load_balancer_query_json(w.call, again, NULL));
    expect(&w, HCN_WIN32_NOT_FOUND);
    hcn_load_balancer_close(again);
    CHECK(hcn_load_balancer_enumerate(w.call, w.service, NULL, &ids) && !ids.count);
    CHECK(!hcn_load_balancer_open(w.call, w.service, &id));
    expect(&w, HCN_WIN32_NOT_FOUND);
    world_end(&w);
}

static void a_route_from_birth_to_death(void **state)
{
    struct hcn_route_document *d;
    struct hcn_route_list list;
    struct hcn_route *route;
    struct hcn_guid id;
    struct world w;

    (void)state;
    world_begin(&w);
    d = hcn_document_new(w.call, HCN_DOCUMENT_ROUTE);
    CHECK(hcn_list_append(w.call, &d->host_compute_endpoints, w.first));
    route = hcn_route_create(w.call, w.service, NULL, d);
    id = hcn_route_id(route);
    CHECK(hcn_list_append(w.call, &d->host_compute_endpoints, w.second));
    CHECK(hcn_route_update(w.call, route, d));
    hcn_route_close(route);
    CHECK(hcn_endpoint_delete(w.call, w.service, &w.first));
    CHECK(hcn_route_list(w.call, w.service, NULL, &list) && list.count == 1);
    check_number("members", list.at[0]->host_compute_endpoints.count, 1);
    CHECK(hcn_network_delete(w.call, w.service, &w.network));
    CHECK(!hcn_route_open(w.call, w.service, &id));
    expect(&w, HCN_WIN32_NOT_FOUND);
    world_end(&w);
}

static void a_guest_service_is_led_through_its_states(void **state)
{
    static const enum hcn_guest_service_state states[] = { HCN_GUEST_SERVICE_BOOTSTRAPPING,
                                                           HCN_GUEST_SERVICE_SYNCHRONIZED,
                                                           HCN_GUEST_SERVICE_PAUSED };
    struct hcn_guest_service *guest;
    struct hcn_guest_service_document *d;
    struct hcn_guid id;
    struct world w;

    (void)state;
    world_begin(&w);
    guest = hcn_guest_service_create_json(w.call, w.service, &w.first,
                                          "{\"MirrorHostNetworking\":true}");
    id = hcn_guest_service_id(guest);
    CHECK(hcn_guid_equal(&id, &w.first)); /* whatever else has that id */
    CHECK(!hcn_guest_service_set_state(w.call, guest, HCN_GUEST_SERVICE_PAUSED));
    expect(&w, HCN_E_REQUEST_UNSUPPORTED);
    for (size_t i = 0; i < COUNT(states); i++) {
        CHECK(hcn_guest_service_set_state(w.call, guest, states[i]));
        d = hcn_guest_service_query(w.call, guest, NULL);
        check_number("state", d->state, states[i]);
    }
    hcn_guest_service_close(guest);
    CHECK(hcn_guest_service_delete(w.call, w.service, &id));
    CHECK(!hcn_guest_service_delete(w.call, w.service, &id));
    expect(&w, HCN_WIN32_NOT_FOUND);
    world_end(&w);
}

static void a_guest_service_reserves_ports(void **state)
{
    struct hcn_port_reservation *one, *many;
    struct hcn_guest_service *guest;
    struct hcn_port_range_list all;
    struct hcn_port_range range;
    struct world w;

    (void)state;
    world_begin(&w);
    guest = hcn_guest_service_create_json(w.call, w.service, NULL, "{}");
    one = hcn_port_reserve(w.call, guest, HCN_PORT_TCP, HCN_PORT_EXCLUSIVE, 5000);
    CHECK(one);
    CHECK(!hcn_port_reserve(w.call, guest, HCN_PORT_BOTH, HCN_PORT_SHARED, 5000));
    expect(&w, HCN_E_PORT_ALREADY_EXISTS);
    CHECK(!hcn_port_reserve(w.call, guest, HCN_PORT_TCP, HCN_PORT_SHARED, 0));
    expect(&w, E_INVALIDARG);
    CHECK(!hcn_port_reserve_range(w.call, NULL, 4, &range));
    expect(&w, E_HANDLE);
    many = hcn_port_reserve_range(w.call, guest, 4095, &range);
    CHECK(many);
    check_number("range", range.last - range.first, 4095);
    CHECK(hcn_port_list(w.call, w.service, &all));
    check_number("reserved", all.count, 2);
    check_number("the first", all.at[0].first, 5000);
    hcn_port_release(one);
    hcn_port_release(many);
    hcn_port_release(NULL);
    CHECK(hcn_port_list(w.call, w.service, &all) && !all.count);
    hcn_guest_service_close(guest);
    world_end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_load_balancer_from_birth_to_death),
        cmocka_unit_test(a_route_from_birth_to_death),
        cmocka_unit_test(a_guest_service_is_led_through_its_states),
        cmocka_unit_test(a_guest_service_reserves_ports),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
