/* ensured_test.c - making sure that objects exist, in the engine over the null driver. */
#include "script.h"

#include <hcn/documents.h>

struct world {
    struct hcn_call *call;
    struct hcn_service *service;
    struct hcn_guid network;
};

static const char nat[] =
    "{\"Name\":\"nat\",\"Type\":\"NAT\",\"Ipams\":[{\"Subnets\":[{"
    "\"IpAddressPrefix\":\"10.0.0.0/24\"}]}],\"SchemaVersion\":{\"Major\":2}}";

static void world_begin(struct world *w)
{
    struct hcn_network *network;
    struct hcn_ensured how;

    w->call = hcn_call_begin();
    w->service = hcn_service_open(w->call, "null:");
    network = hcn_network_ensure_json(w->call, w->service, nat, &how);
    check_failure("network", w->call, 0, "");
    check_number("network", how.outcome, HCN_OUTCOME_CREATED);
    w->network = hcn_network_id(network);
    hcn_network_close(network);
}

static void world_end(struct world *w)
{
    check_failure("world", w->call, 0, "");
    hcn_service_close(w->service);
    hcn_call_end(w->call);
}

static void check_outcome(const char *row, const struct hcn_ensured *how, enum hcn_outcome outcome,
                          const char *first)
{
    check_number(row, how->outcome, outcome);
    check_text(row, how->differing.count ? how->differing.at[0] : NULL, first);
}

/* ---- networks --------------------------------------------------------------------------- */

/* Given: what is wanted of the network above. Expected: the first that differs, NULL: nothing. */
static const struct {
    const char *json, *first;
} networks[] = {
    { nat, NULL },
    { "{\"Name\":\"nat\"}", NULL },
    { "{\"name\":\"nat\",\"type\":\"nat\",\"Ipams\":[{\"Type\":\"static\",\"Subnets\":[]}]}",
      NULL },
    { "{\"Name\":\"nat\",\"Type\":\"Internal\"}", "Type" },
    { "{\"Name\":\"nat\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.0.1.0/24\"}]}]}",
      "Ipams[0].Subnets[0].IpAddressPrefix" },
    { "{\"Name\":\"nat\",\"MacPool\":{\"Ranges\":[{\"StartMacAddress\":\"00:00:00:00:00:00\","
      "\"EndMacAddress\":\"00:00:00:00:00:10\"}]}}",
      "MacPool.Ranges[0].StartMacAddress" },
};

static void a_network_is_the_same_or_differs(void **state)
{
    struct hcn_network_list all;
    struct world w;

    (void)state;
    world_begin(&w);
    for (size_t i = 0; i < COUNT(networks); i++) {
        struct hcn_ensured how;
        struct hcn_network *n = hcn_network_ensure_json(w.call, w.service, networks[i].json, &how);
        struct hcn_guid id = hcn_network_id(n);

        CHECK(n && hcn_guid_equal(&id, &w.network));
        check_outcome(networks[i].json, &how,
                      networks[i].first ? HCN_OUTCOME_DIFFERS : HCN_OUTCOME_SAME,
                      networks[i].first);
        hcn_network_close(n);
    }
    CHECK(hcn_network_list(w.call, w.service, NULL, &all));
    check_number("networks", all.count, 1);
    check_text("as it was", all.at[0]->ipams.at[0]->subnets.at[0]->ip_address_prefix,
               "10.0.0.0/24");
    world_end(&w);
}

/* What the service says of an object is the object: whoever wants that, has it. */
static void what_is_shown_is_the_same(void **state)
{
    struct hcn_ensured how;
    struct hcn_network *n;
    const char *shown;
    struct world w;

    (void)state;
    world_begin(&w);
    n = hcn_network_open(w.call, w.service, &w.network);
    shown = hcn_network_query_json(w.call, n, NULL);
    hcn_network_close(n);
    n = hcn_network_ensure_json(w.call, w.service, shown, &how);
    check_outcome("shown", &how, HCN_OUTCOME_SAME, NULL);
    hcn_network_close(n);
    CHECK(hcn_network_delete(w.call, w.service, &w.network));
    n = hcn_network_ensure_json(w.call, w.service, shown, &how);
    check_outcome("deleted", &how, HCN_OUTCOME_CREATED, NULL);
    check_guid("its id", hcn_network_id(n), guid_text(&w.network).s);
    hcn_network_close(n);
    world_end(&w);
}

/* ---- endpoints -------------------------------------------------------------------------- */

static struct hcn_endpoint_document *web(struct world *w)
{
    struct hcn_endpoint_document *d = hcn_document_new(w->call, HCN_DOCUMENT_ENDPOINT);

    d->name = "web";
    d->host_compute_network = w->network;
    CHECK(hcn_list_append(w->call, &d->policies,
                          hcn_policy_port_mapping(w->call, HCN_PROTOCOL_TCP, 80, 8080)));
    CHECK(hcn_list_append(w->call, &d->policies, hcn_policy_out_bound_nat(w->call, NULL, 0)));
    return d;
}

static void ensure_web(struct world *w, const struct hcn_endpoint_document *wanted,
                       struct hcn_ensured *how, struct hcn_guid *out)
{
    struct hcn_endpoint *e = hcn_endpoint_ensure(w->call, w->service, wanted, how);

    check_failure("web", w->call, 0, "");
    *out = hcn_endpoint_id(e);
    hcn_endpoint_close(e);
}

static void an_endpoint_by_its_name(void **state)
{
    struct hcn_guid first, again;
    struct hcn_namespace *space;
    struct hcn_ensured how;
    struct world w;

    (void)state;
    world_begin(&w);
    ensure_web(&w, web(&w), &how, &first);
    check_outcome("new", &how, HCN_OUTCOME_CREATED, NULL);
    space = hcn_namespace_create_host(w.call, w.service);
    CHECK(hcn_namespace_add_endpoint(w.call, space, &first)); /* attached it is the same */
    hcn_namespace_close(space);
    ensure_web(&w, web(&w), &how, &again);
    check_outcome("again", &how, HCN_OUTCOME_SAME, NULL);
    CHECK(hcn_guid_equal(&first, &again));
    CHECK(hcn_endpoint_delete(w.call, w.service, &first));
    ensure_web(&w, web(&w), &how, &again);
    check_outcome("deleted", &how, HCN_OUTCOME_CREATED, NULL);
    CHECK(hcn_guid_equal(&first, &again)); /* the id follows from the name */
    world_end(&w);
}

static void an_endpoint_with_other_policies(void **state)
{
    struct hcn_endpoint_document *d;
    struct hcn_ensured how;
    struct hcn_guid id;
    struct world w;

    (void)state;
    world_begin(&w);
    ensure_web(&w, web(&w), &how, &id);
    d = web(&w);
    d->policies.at[0] = hcn_policy_port_mapping(w.call, HCN_PROTOCOL_TCP, 81, 8080);
    ensure_web(&w, d, &how, &id);
    check_outcome("another port", &how, HCN_OUTCOME_DIFFERS, "Policies[0]");
    check_number("that alone", how.differing.count, 1);
    d = web(&w);
    d->policies.count = 1;
    ensure_web(&w, d, &how, &id);
    check_outcome("one of two", &how, HCN_OUTCOME_SAME, NULL);
    world_end(&w);
}

/* ---- the other kinds -------------------------------------------------------------------- */

static void a_namespace_by_its_id(void **state)
{
    static const char box[] = "{\"ID\":\"" SPACE_ID "\",\"Type\":\"Host\","
                              "\"CreateWithCompartment\":true}";
    static const enum hcn_outcome outcomes[] = { HCN_OUTCOME_CREATED, HCN_OUTCOME_SAME };
    struct hcn_namespace *space;
    struct hcn_ensured how;
    struct world w;

    (void)state;
    world_begin(&w);
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        space = hcn_namespace_ensure_json(w.call, w.service, box, &how);
        check_outcome("box", &how, outcomes[i], NULL);
        check_guid("box", hcn_namespace_id(space), SPACE_ID);
        hcn_namespace_close(space);
    }
    space = hcn_namespace_ensure_json(w.call, w.service, "{\"Type\":\"HostDefault\"}", &how);
    check_outcome("the machine's", &how, HCN_OUTCOME_SAME, NULL);
    check_guid("the machine's", hcn_namespace_id(space), DEFAULT_ID);
    hcn_namespace_close(space);
    world_end(&w);
}

#define TWICE(w, noun, json)                                                                       \
    do {                                                                                           \
        struct hcn_ensured how_;                                                                   \
                                                                                                   \
        hcn_##noun##_close(hcn_##noun##_ensure_json((w)->call, (w)->service, json, &how_));        \
        check_outcome(#noun, &how_, HCN_OUTCOME_CREATED, NULL);                                    \
        hcn_##noun##_close(hcn_##noun##_ensure_json((w)->call, (w)->service, json, &how_));        \
        check_outcome(#noun, &how_, HCN_OUTCOME_SAME, NULL);                                       \
    } while (0)

static void every_other_kind_by_its_name(void **state)
{
    struct hcn_ensured how;
    struct hcn_guid id;
    struct world w;
    char json[512];

    (void)state;
    world_begin(&w);
    ensure_web(&w, web(&w), &how, &id);
    snprintf(json, sizeof json,
             "{\"Name\":\"lb\",\"HostComputeEndpoints\":[\"%s\"],\"FrontendVIPs\":[\"11.0.0.1\"],"
             "\"PortMappings\":[{\"Protocol\":\"TCP\",\"InternalPort\":80,\"ExternalPort\":80}]}",
             guid_upper(&id).s);
    TWICE(&w, load_balancer, json);
    snprintf(json, sizeof json,
             "{\"Name\":\"r\",\"HostComputeEndpoints\":[\"%s\"],\"Setting\":[{"
             "\"DestinationPrefix\":\"10.9.0.0/16\",\"NextHop\":\"10.0.0.1\"}]}",
             guid_text(&id).s);
    TWICE(&w, route, json);
    TWICE(&w, guest_service, "{\"Name\":\"vm\",\"MirrorHostNetworking\":true}");
    world_end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_is_the_same_or_differs),
        cmocka_unit_test(what_is_shown_is_the_same),
        cmocka_unit_test(an_endpoint_by_its_name),
        cmocka_unit_test(an_endpoint_with_other_policies),
        cmocka_unit_test(a_namespace_by_its_id),
        cmocka_unit_test(every_other_kind_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
