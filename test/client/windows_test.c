/* windows_test.c - the client library over the functions of computenetwork.dll. */
#include "dll.h"

#define WEB "{\"Name\":\"web\"}"
#define BALANCE                                                                                    \
    "{\"HostComputeEndpoints\":[\"%s\"],\"FrontendVIPs\":[\"10.7.0.9\"],\"PortMappings\":[{"       \
    "\"Protocol\":6,\"InternalPort\":80,\"ExternalPort\":8080}]}"
#define ROUTE                                                                                      \
    "{\"HostComputeEndpoints\":[\"%s\"],\"Routes\":[{\"DestinationPrefix\":\"10.9.0.0/"            \
    "16\",\"NextHop\":\"10.7.0.1\"}]}"

static const char *with(const char *format, struct hcn_guid id)
{
    static char text[512];

    snprintf(text, sizeof text, format, guid_text(&id).s);
    return text;
}

/* ---- the life of everything -------------------------------------------------------------- */

/* The look at what is there runs within the call's time. */
static void a_watch_begins_with_what_is_there(void **state)
{
    struct dll d = { 0 };
    const struct hcn_event *e;
    struct hcn_watch *watch;

    (void)state;
    dll_begin(&d, NULL, 0);
    hcn_network_close(hcn_network_create_json(d.call, d.service, NULL, NAT));
    hcn_call_set_timeout(d.call, 60000);
    watch = hcn_watch_open(d.call, d.service, HCN_OBJECT_NETWORK);
    e = hcn_watch_next(d.call, watch, 60000);
    check_text("first", e ? hcn_event_word(e->type) : "", "present");
    e = hcn_watch_next(d.call, watch, 60000);
    check_text("second", e ? hcn_event_word(e->type) : "", "ready");
    check_failure("watch", d.call, 0, "");
    hcn_watch_close(watch);
    dll_end(&d);
}

static void a_container_is_attached_and_taken_down(void **state)
{
    struct dll d = { 0 };
    struct hcn_attachment_options options = { .owner = "me", .container = "web" };
    struct hcn_attachment *attachment;
    struct hcn_endpoint_list owned;
    struct hcn_network *network;
    struct hcn_endpoint *endpoint;
    struct hcn_namespace *space;
    struct hcn_guid_list in, removed;
    struct hcn_guid id, space_id;

    (void)state;
    dll_begin(&d, NULL, 0);
    network = hcn_network_create_json(d.call, d.service, NULL, NAT);
    options.network = hcn_network_id(network);
    attachment = hcn_attachment_create(d.call, d.service, &options);
    check_failure("attach", d.call, 0, "");
    CHECK(begins_with(hcn_attachment_address(attachment), "10.7.0."));
    id = hcn_attachment_endpoint(attachment);
    space_id = hcn_attachment_namespace(attachment);
    CHECK(hcn_attachment_owned(d.call, d.service, "me", &owned) && owned.count == 1);
    check_text("name", owned.at[0]->name, "me-web");
    space = hcn_namespace_open(d.call, d.service, &space_id);
    CHECK(hcn_namespace_endpoints(d.call, space, &in) && in.count == 1);
    CHECK(hcn_guid_equal(&in.at[0], &id));
    CHECK(hcn_namespace_reconcile(d.call, space, &removed) && !removed.count);
    endpoint = hcn_endpoint_open(d.call, d.service, &id);
    CHECK(hcn_endpoint_statistics(d.call, endpoint));
    CHECK(hcn_namespace_remove_endpoint(d.call, space, &id));
    CHECK(hcn_namespace_add_endpoint(d.call, space, &id));
    CHECK(hcn_attachment_teardown(d.call, d.service, &id, &space_id));
    CHECK(hcn_endpoint_enumerate(d.call, d.service, NULL, &in) && !in.count);
    check_failure("torn down", d.call, 0, "");
    hcn_attachment_close(attachment);
    hcn_endpoint_close(endpoint);
    hcn_namespace_close(space);
    hcn_network_close(network);
    dll_end(&d);
}

static void every_kind_has_its_functions(void **state)
{
    struct hcn_load_balancer_list balancers;
    struct hcn_guest_service_list guests;
    struct hcn_route_list routes;
    struct hcn_network *network;
    struct hcn_guest_service *guest;
    struct hcn_guid on, id;
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, NULL, 0);
    network = hcn_network_create_json(d.call, d.service, NULL, NAT);
    on = hcn_network_id(network);
    CHECK(hcn_network_query(d.call, network, NULL)->ipams.count == 1);
    CHECK(
        hcn_network_modify_json(d.call, network,
                                "{\"ResourceType\":\"DNS\",\"RequestType\":\"Update\",\"Settings\":"
                                "{\"Domain\":\"x.test\"}}"));
    check_text("dns", hcn_network_query(d.call, network, NULL)->dns->domain, "x.test");
    hcn_network_close(network);
    {
        struct hcn_endpoint *endpoint = hcn_endpoint_create_json(d.call, d.service, &on, NULL, WEB);

        id = hcn_endpoint_id(endpoint);
        check_text("query", hcn_endpoint_query(d.call, endpoint, NULL)->name, "web");
        hcn_endpoint_close(endpoint);
    }
    hcn_load_balancer_close(
        hcn_load_balancer_create_json(d.call, d.service, NULL, with(BALANCE, id)));
    hcn_route_close(hcn_route_create_json(d.call, d.service, NULL, with(ROUTE, id)));
    guest = hcn_guest_service_create_json(d.call, d.service, NULL, "{}");
    CHECK(hcn_guest_service_set_state(d.call, guest, HCN_GUEST_SERVICE_BOOTSTRAPPING));
    hcn_guest_service_close(guest);
    CHECK(hcn_load_balancer_list(d.call, d.service, NULL, &balancers) && balancers.count == 1);
    CHECK(hcn_route_list(d.call, d.service, NULL, &routes) && routes.count == 1);
    CHECK(hcn_guest_service_list(d.call, d.service, NULL, &guests) && guests.count == 1);
    check_number("state", guests.at[0]->state, HCN_GUEST_SERVICE_BOOTSTRAPPING);
    CHECK(hcn_load_balancer_delete(d.call, d.service, &balancers.at[0]->id));
    CHECK(hcn_route_delete(d.call, d.service, &routes.at[0]->id));
    CHECK(hcn_guest_service_delete(d.call, d.service, &guests.at[0]->id));
    CHECK(hcn_network_delete(d.call, d.service, &on));
    check_failure("all", d.call, 0, "");
    dll_end(&d);
}

static void what_is_there_is_found(void **state)
{
    static const enum hcn_outcome outcomes[] = { HCN_OUTCOME_CREATED, HCN_OUTCOME_SAME };
    struct hcn_ensured how;
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, NULL, 0);
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        struct hcn_network *n = hcn_network_ensure_json(d.call, d.service, NAT, &how);
        struct hcn_guid on = hcn_network_id(n);

        hcn_network_close(n);
        check_number("network", how.outcome, outcomes[i]);
        hcn_endpoint_close(hcn_endpoint_ensure_json(
            d.call, d.service, with("{\"Name\":\"web\",\"HostComputeNetwork\":\"{%s}\"}", on),
            &how));
        check_failure("endpoint", d.call, 0, "");
        check_number("endpoint", how.outcome, outcomes[i]);
    }
    dll_end(&d);
}

/* ---- failures ---------------------------------------------------------------------------- */

static void what_is_not_there_is_told_by_the_service(void **state)
{
    static const struct {
        int32_t hresult;
        const char *text;
    } rows[KINDS] = {
        { HCN_E_NETWORK_NOT_FOUND, "HcnDeleteNetwork: there is no network " OTHER_ID },
        { HCN_E_ENDPOINT_NOT_FOUND, "HcnDeleteEndpoint: there is no endpoint " OTHER_ID },
        { HCN_WIN32_NOT_FOUND, "HcnDeleteNamespace: there is no namespace " OTHER_ID },
        { HCN_WIN32_NOT_FOUND, "HcnDeleteLoadBalancer: there is no load balancer " OTHER_ID },
        { HCN_WIN32_NOT_FOUND, "HcnDeleteSdnRoute: there is no SDN route " OTHER_ID },
        { HCN_WIN32_NOT_FOUND,
          "HcnDeleteGuestNetworkService: there is no guest network service " OTHER_ID },
    };
    const struct hcn_guid id = guid_of(OTHER_ID);
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, NULL, 0);
    for (uint32_t kind = 0; kind < KINDS; kind++) {
        CHECK(!service_delete(d.call, d.service, kind, &id));
        check_failure(kind_row(kind)->word, d.call, rows[kind].hresult, rows[kind].text);
        CHECK(strstr(hcn_call_record(d.call), "\"Success\":false"));
        hcn_call_forgive(d.call);
    }
    CHECK(!hcn_endpoint_create_json(d.call, d.service, &id, NULL, "{}"));
    check_failure("no network", d.call, HCN_E_NETWORK_NOT_FOUND,
                  "HcnOpenNetwork: there is no network " OTHER_ID);
    dll_end(&d);
}

/* One function at a time is there, and each of the others is missed by its name. */
static void what_this_windows_lacks_is_told_by_name(void **state)
{
    struct dll d = { .only = "HcnCloseNetwork" };
    struct hcn_service_version version;
    struct hcn_port_range_list ports;
    struct port_range range = { .first = 80, .last = 80 };
    struct backend *b;
    void *held = &d;

    (void)state;
    dll_begin(&d, NULL, 0);
    b = d.service->backend;
    for (uint32_t kind = 0; kind < KINDS; kind++)
        for (uint32_t verb = 0; verb < VERB_STATISTICS; verb++) {
            const struct request q = { .kind = kind, .verb = verb, .json = "{}" };
            void *raw = NULL;

            if (kind == KIND_NETWORK && verb == VERB_CLOSE)
                continue;
            CHECK(!b->kind->ask(d.call, b, &q, &raw, &(struct reply){ 0 }));
            check_number("code", (uint32_t)d.call->hresult, (uint32_t)E_NOTIMPL);
            CHECK(begins_with(d.call->text, "this Windows has no Hcn"));
            hcn_call_forgive(d.call);
        }
    CHECK(!hcn_service_version(d.call, d.service, &version));
    check_failure("version", d.call, E_NOTIMPL, "this Windows has no HNSCall");
    hcn_call_forgive(d.call);
    CHECK(!hcn_port_list(d.call, d.service, &ports));
    check_failure("ports", d.call, E_NOTIMPL,
                  "this Windows has no HcnEnumerateGuestNetworkPortReservations");
    hcn_call_forgive(d.call);
    CHECK(!b->kind->reserve(d.call, b, &range, 0, &held));
    check_failure("reserve", d.call, E_NOTIMPL, "this Windows has no HcnOpenGuestNetworkService");
    dll_end(&d);
}

static void one_that_is_missing_hinders_no_other(void **state)
{
    static const struct stand_in missing[] = { { "HcnModifySdnRoute", NULL },
                                               { "HcnReserveGuestNetworkServicePort", NULL },
                                               { "HcnRegisterServiceCallback", NULL } };
    struct dll d = { 0 };
    struct hcn_guest_service *guest;
    struct hcn_network *network;
    struct hcn_endpoint *endpoint;
    struct hcn_route *route;
    struct hcn_guid on, id;

    (void)state;
    dll_begin(&d, missing, COUNT(missing));
    network = hcn_network_create_json(d.call, d.service, NULL, NAT);
    on = hcn_network_id(network);
    endpoint = hcn_endpoint_create_json(d.call, d.service, &on, NULL, WEB);
    id = hcn_endpoint_id(endpoint);
    route = hcn_route_create_json(d.call, d.service, NULL, with(ROUTE, id));
    check_failure("created", d.call, 0, "");
    CHECK(!hcn_route_modify_json(d.call, route, "{}"));
    check_failure("modify", d.call, E_NOTIMPL, "this Windows has no HcnModifySdnRoute");
    hcn_call_forgive(d.call);
    guest = hcn_guest_service_create_json(d.call, d.service, NULL, "{}");
    CHECK(!hcn_port_reserve(d.call, guest, HCN_PORT_TCP, HCN_PORT_SHARED, 80));
    check_failure("reserve", d.call, E_NOTIMPL,
                  "this Windows has no HcnReserveGuestNetworkServicePort");
    hcn_guest_service_close(guest);
    hcn_route_close(route);
    hcn_endpoint_close(endpoint);
    hcn_network_close(network);
    dll_end(&d);
}

/* ---- version, ports ---------------------------------------------------------------------- */

static const char *version_answer;

static HRESULT WINAPI hns_call(PCWSTR method, PCWSTR path, PCWSTR request, PWSTR *response)
{
    CHECK(method[0] == 'G' && path[0] == '/' && path[9] == 'v' && !request[0]);
    *response = version_answer ? dll_give(version_answer) : NULL;
    return version_answer ? S_OK : E_ACCESSDENIED;
}

static void the_version_is_asked_by_hnscall(void **state)
{
    static const struct stand_in odd[] = { { "HNSCall", (windows_function *)hns_call } };
    static const struct {
        const char *answer;
        int32_t hresult;
        const char *text;
    } rows[] = {
        { "{\"Success\":true,\"Output\":{\"Major\":13,\"Minor\":3}}", 0, "" },
        { NULL, E_ACCESSDENIED, "HNSCall: Access is denied" },
        { "{\"Success\":false,\"Error\":\"no\"}", E_FAIL, "version: the service said no" },
        { "{\"Success\":true}", E_FAIL, "version: the service said nothing" },
    };
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, odd, COUNT(odd));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_service_version version = { 0, 0 };

        version_answer = rows[i].answer;
        CHECK(hcn_service_version(d.call, d.service, &version) == !rows[i].hresult);
        check_failure("version", d.call, rows[i].hresult, rows[i].text);
        check_number("major", version.major, rows[i].hresult ? 0 : 13);
        hcn_call_forgive(d.call);
    }
    version_answer = rows[0].answer;
    CHECK(hcn_service_has(d.call, d.service, HCN_FEATURE_L4_PROXY));
    CHECK(!hcn_service_has(d.call, d.service, HCN_FEATURE_TIER_ACL));
    dll_end(&d);
}

static void ports_are_reserved_and_released(void **state)
{
    struct hcn_port_reservation *one, *range;
    struct hcn_port_range_list list;
    struct hcn_guest_service *guest;
    struct hcn_port_range got;
    struct hcn_guid id;
    struct dll d = { 0 };

    (void)state;
    dll_begin(&d, NULL, 0);
    guest = hcn_guest_service_create_json(d.call, d.service, NULL, "{}");
    id = hcn_guest_service_id(guest);
    one = hcn_port_reserve(d.call, guest, HCN_PORT_UDP, HCN_PORT_SHARED, 53);
    range = hcn_port_reserve_range(d.call, guest, 9, &got);
    check_number("range", got.last - got.first, 9);
    CHECK(hcn_port_list(d.call, d.service, &list) && list.count == 2);
    for (size_t i = 0; i < list.count; i++) {
        const bool first = list.at[i].first == 53;

        CHECK(hcn_guid_equal(&list.at[i].guest, &id));
        check_number("protocol", list.at[i].protocol, first ? HCN_PORT_UDP : HCN_PORT_BOTH);
        check_number("access", list.at[i].access, first ? HCN_PORT_SHARED : HCN_PORT_EXCLUSIVE);
    }
    CHECK(!hcn_port_reserve(d.call, guest, HCN_PORT_TCP, HCN_PORT_EXCLUSIVE, got.first));
    check_failure("taken", d.call, HCN_E_PORT_ALREADY_EXISTS,
                  "HcnReserveGuestNetworkServicePort: The specified port already exists");
    hcn_call_forgive(d.call);
    hcn_port_release(one);
    hcn_port_release(range);
    CHECK(hcn_port_list(d.call, d.service, &list) && !list.count);
    hcn_guest_service_close(guest);
    dll_end(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_watch_begins_with_what_is_there),
        cmocka_unit_test(a_container_is_attached_and_taken_down),
        cmocka_unit_test(every_kind_has_its_functions),
        cmocka_unit_test(what_is_there_is_found),
        cmocka_unit_test(what_is_not_there_is_told_by_the_service),
        cmocka_unit_test(what_this_windows_lacks_is_told_by_name),
        cmocka_unit_test(one_that_is_missing_hinders_no_other),
        cmocka_unit_test(the_version_is_asked_by_hnscall),
        cmocka_unit_test(ports_are_reserved_and_released),
    };

    return cmocka_run_group_tests_name("client.windows", tests, dll_world, dll_world_end);
}
