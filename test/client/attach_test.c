/* attach_test.c - attachments: what is sent, and that nothing is left of one that fails. */
#include "script.h"

#define CREATE_SPACE    "create namespace {"
#define CREATE_ENDPOINT "create endpoint on " NETWORK_ID " {"
#define ADD                                                                                        \
    "modify namespace " SPACE_ID " {\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\","        \
    "\"Settings\":{\"EndpointId\":\"" ENDPOINT_ID "\"}}"
#define DELETE_ENDPOINT "delete endpoint " ENDPOINT_ID
#define DELETE_SPACE    "delete namespace " SPACE_ID
#define MADE                                                                                       \
    { "create namespace", .id = SPACE_ID },                                                        \
    {                                                                                              \
        "create endpoint", .id = ENDPOINT_ID                                                       \
    }

static struct hcn_attachment_options usual(void)
{
    return (struct hcn_attachment_options){
        .network = guid_of(NETWORK_ID),
        .owner = "zlayer",
        .container = "web",
        .address = "10.200.1.7",
        .prefix_length = 24,
    };
}

static const char *sent(const struct script *s)
{
    for (size_t i = 0; i < s->line_count; i++)
        if (begins_with(s->lines[i], CREATE_ENDPOINT))
            return s->lines[i] + strlen(CREATE_ENDPOINT) - 1;
    return "(no endpoint)";
}

/* ---- the endpoint's document ------------------------------------------------------------ */

#define NETWORK_MEMBER "\"HostComputeNetwork\":\"" NETWORK_ID "\""

/* Given: options beside network, owner and container. Expected: parts of the document. */
static const struct {
    const char *address;
    uint8_t length;
    const char *gateway, *dns_server, *dns_domain;
    const char *expected[3];
    const char *unexpected;
} documents[] = {
    { "10.200.1.7",
      24,
      NULL,
      NULL,
      NULL,
      { "\"IpConfigurations\":[{\"IpAddress\":\"10.200.1.7\",\"PrefixLength\":24}]",
        "\"NextHop\":\"10.200.1.1\",\"DestinationPrefix\":\"0.0.0.0/0\"", NETWORK_MEMBER },
      "Dns" },
    { "10.200.1.7", 30, "10.200.1.5", NULL, NULL, { "\"NextHop\":\"10.200.1.5\"" }, "Dns" },
    { "10.200.1.7", 31, "10.200.1.6", NULL, NULL, { "\"PrefixLength\":31" }, "Dns" },
    { "10.200.1.7", 32, "10.200.1.1", NULL, NULL, { "\"PrefixLength\":32" }, "Dns" },
    { "255.255.255.254", 8, NULL, NULL, NULL, { "\"NextHop\":\"255.0.0.1\"" }, "Dns" },
    { "10.200.1.7", 1, NULL, NULL, NULL, { "\"NextHop\":\"0.0.0.1\"" }, "Dns" },
    { "10.200.1.7", 0, NULL, NULL, NULL, { "\"IpAddress\":\"10.200.1.7\"" }, "Routes" },
    { "fd00::7",
      64,
      NULL,
      NULL,
      NULL,
      { "\"IpAddress\":\"fd00::7\"", "\"NextHop\":\"fd00::1\",\"DestinationPrefix\":\"::/0\"" },
      "0.0.0.0" },
    { "fd00::7", 128, "fe80::1", NULL, NULL, { "\"NextHop\":\"fe80::1\"" }, "0.0.0.0" },
    { NULL,
      0,
      NULL,
      NULL,
      NULL,
      { "\"Name\":\"zlayer-web\"", "\"Owner\":\"zlayer\"" },
      "IpConfigurations" },
    { NULL, 0, "10.200.1.1", NULL, NULL, { "\"NextHop\":\"10.200.1.1\"" }, "IpConfigurations" },
    { NULL,
      0,
      NULL,
      "10.200.0.53",
      NULL,
      { "\"Dns\":{\"ServerList\":[\"10.200.0.53\"]}" },
      "Domain" },
    { NULL,
      0,
      NULL,
      NULL,
      "svc.local",
      { "\"Domain\":\"svc.local\"", "\"Search\":[\"svc.local\"]" },
      "ServerList" },
};

static void endpoint_documents(void **state)
{
    static const struct answer answers[] = { MADE };

    (void)state;
    for (size_t i = 0; i < COUNT(documents); i++) {
        struct hcn_attachment_options options = usual();
        struct hcn_attachment *made;
        struct script s;

        options.address = documents[i].address;
        options.prefix_length = documents[i].length;
        options.gateway = documents[i].gateway;
        options.dns_server = documents[i].dns_server;
        options.dns_domain = documents[i].dns_domain;
        script_begin(&s, answers, COUNT(answers));
        made = hcn_attachment_create(s.call, s.service, &options);
        check_failure("create", s.call, 0, "");
        for (size_t j = 0; j < COUNT(documents[i].expected) && documents[i].expected[j]; j++)
            if (!strstr(sent(&s), documents[i].expected[j]))
                CHECK_FAILED("expected %s in %s", documents[i].expected[j], sent(&s));
        if (strstr(sent(&s), documents[i].unexpected))
            CHECK_FAILED("expected no %s in %s", documents[i].unexpected, sent(&s));
        hcn_attachment_close(made);
        script_end(&s);
    }
}

/* Given: options that cannot be. Expected: the sentence; and nobody is asked. */
static const struct {
    const char *address;
    uint8_t length;
    const char *gateway, *dns_server;
    int32_t hresult;
    const char *text;
} refused[] = {
    { "10.0.0", 24, NULL, NULL, E_INVALIDARG, "address: expected an IP address, found \"10.0.0\"" },
    { "10.0.0.7", 33, NULL, NULL, E_INVALIDARG, "prefix_length: expected at most 32, found 33" },
    { "fd00::7", 129, NULL, NULL, E_INVALIDARG, "prefix_length: expected at most 128, found 129" },
    { "10.0.0.7", 255, "10.0.0.1", NULL, E_INVALIDARG,
      "prefix_length: expected at most 32, found 255" },
    { NULL, 24, NULL, NULL, E_INVALIDARG, "prefix_length: 24 was given without an address" },
    { "10.0.0.7", 31, NULL, NULL, HCN_E_INVALID_PREFIX,
      "expected a prefix with room for a gateway and a host (at most /30), found \"10.0.0.7/31\"" },
    { "10.0.0.7", 32, NULL, NULL, HCN_E_INVALID_PREFIX,
      "expected a prefix with room for a gateway and a host (at most /30), found \"10.0.0.7/32\"" },
    { "fd00::7", 127, NULL, NULL, HCN_E_INVALID_PREFIX,
      "expected a prefix with room for a gateway and a host (at most /126), found "
      "\"fd00::7/127\"" },
    { "fd00::7", 128, NULL, NULL, HCN_E_INVALID_PREFIX,
      "expected a prefix with room for a gateway and a host (at most /126), found "
      "\"fd00::7/128\"" },
    { "10.0.0.1", 24, NULL, NULL, E_INVALIDARG,
      "address: 10.0.0.1/24 is the first of its subnet, which is the gateway: give another address "
      "or the gateway" },
    { "10.0.0.7", 24, "fd00::1", NULL, E_INVALIDARG,
      "gateway: fd00::1 is not of the same family as the address 10.0.0.7" },
    { "10.0.0.7", 24, "gw", NULL, E_INVALIDARG, "gateway: expected an IP address, found \"gw\"" },
    { "10.0.0.7", 24, NULL, "dns.local", E_INVALIDARG,
      "dns_server: expected an IP address, found \"dns.local\"" },
};

static void refused_options(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct hcn_attachment_options options = usual();
        struct script s;

        options.address = refused[i].address;
        options.prefix_length = refused[i].length;
        options.gateway = refused[i].gateway;
        options.dns_server = refused[i].dns_server;
        script_begin(&s, NULL, 0);
        CHECK(!hcn_attachment_create(s.call, s.service, &options));
        check_failure(refused[i].text, s.call, refused[i].hresult, refused[i].text);
        script_heard(&s, NULL);
        script_end(&s);
    }
}

/* ---- making ----------------------------------------------------------------------------- */

static void an_attachment_is_made_and_told(void **state)
{
    static const struct answer answers[] = { MADE };
    struct hcn_attachment_options options = usual();
    struct hcn_attachment *made;
    struct script s;

    (void)state;
    script_begin(&s, answers, COUNT(answers));
    made = hcn_attachment_create(s.call, s.service, &options);
    check_guid("endpoint", hcn_attachment_endpoint(made), ENDPOINT_ID);
    check_guid("namespace", hcn_attachment_namespace(made), SPACE_ID);
    check_text("address", hcn_attachment_address(made), "10.200.1.7");
    script_heard(&s, CREATE_SPACE, CREATE_ENDPOINT, ADD, NULL);
    CHECK(strstr(s.lines[0], "\"Owner\":\"zlayer\"") && strstr(s.lines[0], "\"Type\":\"Host\""));
    hcn_attachment_close(made);
    script_end(&s);
}

static void an_address_that_was_not_asked_for_is_read_back(void **state)
{
    static const struct answer answers[] = {
        MADE,
        { "query endpoint", .json = "{\"IpConfigurations\":[{\"IpAddress\":\"10.200.1.9\"}]}" },
    };
    struct hcn_attachment_options options = usual();
    struct hcn_guid given = guid_of(SPACE_ID);
    struct hcn_attachment *made;
    struct script s;

    (void)state;
    options.address = NULL;
    options.prefix_length = 0;
    options.space = &given;
    script_begin(&s, answers, COUNT(answers));
    made = hcn_attachment_create(s.call, s.service, &options);
    check_text("address", hcn_attachment_address(made), "10.200.1.9");
    script_heard(&s, "open namespace " SPACE_ID, CREATE_ENDPOINT, "query endpoint " ENDPOINT_ID,
                 ADD, NULL);
    hcn_attachment_close(made);
    script_end(&s);
}

/* Given: which steps fail. Expected: the first failure, and what was sent after it. */
static const struct {
    const char *name;
    bool own_space;
    struct answer answers[3];
    const char *text;
    const char *heard[4];
} rollbacks[] = {
    { "the namespace",
      true,
      { { "create namespace", .hresult = E_ACCESSDENIED } },
      "create: Access is denied",
      { NULL } },
    { "the endpoint",
      true,
      { { "create endpoint", .hresult = HCN_E_ADDR_INVALID_OR_RESERVED } },
      "create: An address provided is invalid or reserved",
      { DELETE_SPACE } },
    { "joining, since somebody else attached it",
      true,
      { { "modify", .hresult = HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS } },
      "modify: This requested operation is invalid as endpoint is already part of a network "
      "namespace",
      { DELETE_ENDPOINT, DELETE_SPACE } },
    { "joining, and undoing it",
      true,
      { { "modify", .hresult = HCN_E_NAMESPACE_ATTACH_FAILED },
        { "delete endpoint", .hresult = E_FAIL },
        { "delete namespace", .hresult = E_FAIL } },
      "modify: The requested operation for attach namespace failed",
      { DELETE_ENDPOINT, DELETE_SPACE } },
    { "joining a given namespace",
      false,
      { { "modify", .hresult = HCN_E_NAMESPACE_ATTACH_FAILED } },
      "modify: The requested operation for attach namespace failed",
      { DELETE_ENDPOINT } },
};

static void check_rollback(size_t row, const struct script *s)
{
    const char *const *heard = rollbacks[row].heard;
    size_t count = 0;

    while (count < COUNT(rollbacks[row].heard) && heard[count])
        count++;
    for (size_t i = 0; i < count; i++)
        check_text(rollbacks[row].name, s->lines[s->line_count - count + i], heard[i]);
    if (count < s->line_count && begins_with(s->lines[s->line_count - count - 1], "delete"))
        CHECK_FAILED("%s: more was deleted", rollbacks[row].name);
}

static void nothing_is_left_of_one_that_fails(void **state)
{
    static const struct answer made[] = { MADE };
    struct hcn_guid given = guid_of(SPACE_ID);

    (void)state;
    for (size_t i = 0; i < COUNT(rollbacks); i++) {
        struct hcn_attachment_options options = usual();
        struct answer answers[COUNT(rollbacks[i].answers) + COUNT(made)];
        struct script s;
        size_t count = 0;

        while (count < COUNT(rollbacks[i].answers) && rollbacks[i].answers[count].when) {
            answers[count] = rollbacks[i].answers[count];
            count++;
        }
        memcpy(&answers[count], made, sizeof made);
        if (!rollbacks[i].own_space)
            options.space = &given;
        script_begin(&s, answers, count + COUNT(made));
        CHECK(!hcn_attachment_create(s.call, s.service, &options));
        check_text(rollbacks[i].name, hcn_call_text(s.call), rollbacks[i].text);
        check_rollback(i, &s);
        script_end(&s);
    }
}

/* ---- overlays --------------------------------------------------------------------------- */

static const struct {
    uint32_t policies;
    const char *expected[3], *unexpected;
} overlays[] = {
    { HCN_OVERLAY_ALL,
      { "{\"Type\":\"OutBoundNAT\",\"Settings\":{\"Exceptions\":[\"10.200.0.0/16\"]}}",
        "{\"Type\":\"SDNRoute\",\"Settings\":{\"DestinationPrefix\":\"10.200.0.0/16\","
        "\"NeedEncap\":false}}",
        "\"RuleType\":\"Switch\",\"Priority\":65500" },
      "PortName" },
    { HCN_OVERLAY_OUTBOUND_NAT, { "OutBoundNAT" }, "SDNRoute" },
    { HCN_OVERLAY_ACL, { "\"Type\":\"ACL\"" }, "OutBoundNAT" },
    { 0, { NETWORK_MEMBER }, "Policies" },
};

static void overlay_policies_are_a_parameter(void **state)
{
    static const struct answer answers[] = { MADE };

    (void)state;
    for (size_t i = 0; i < COUNT(overlays); i++) {
        struct hcn_attachment_options options = usual();
        struct hcn_attachment *made;
        struct script s;

        script_begin(&s, answers, COUNT(answers));
        made = hcn_attachment_create_overlay(s.call, s.service, &options, "10.200.0.0/16",
                                             overlays[i].policies);
        check_failure("create", s.call, 0, "");
        for (size_t j = 0; j < COUNT(overlays[i].expected) && overlays[i].expected[j]; j++)
            if (!strstr(sent(&s), overlays[i].expected[j]))
                CHECK_FAILED("expected %s in %s", overlays[i].expected[j], sent(&s));
        CHECK(!strstr(sent(&s), overlays[i].unexpected));
        hcn_attachment_close(made);
        script_end(&s);
    }
}

static void refused_overlays(void **state)
{
    static const struct {
        const char *prefix;
        uint32_t policies;
        const char *text;
    } rows[] = {
        { "10.200.0.0/33", 7,
          "cluster_prefix: expected a prefix as in 10.200.0.0/16, found \"10.200.0.0/33\"" },
        { NULL, 7, "cluster_prefix: expected a prefix as in 10.200.0.0/16, found \"\"" },
        { "10.200.0.0/16", 8, "policies: expected bits of enum hcn_overlay_policies, found 0x8" },
    };
    struct hcn_attachment_options options = usual();

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct script s;

        script_begin(&s, NULL, 0);
        CHECK(!hcn_attachment_create_overlay(s.call, s.service, &options, rows[i].prefix,
                                             rows[i].policies));
        check_text("sentence", hcn_call_text(s.call), rows[i].text);
        script_heard(&s, NULL);
        script_end(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(endpoint_documents),
        cmocka_unit_test(refused_options),
        cmocka_unit_test(an_attachment_is_made_and_told),
        cmocka_unit_test(an_address_that_was_not_asked_for_is_read_back),
        cmocka_unit_test(nothing_is_left_of_one_that_fails),
        cmocka_unit_test(overlay_policies_are_a_parameter),
        cmocka_unit_test(refused_overlays),
    };

    return cmocka_run_group_tests_name("client.attach", tests, NULL, NULL);
}
