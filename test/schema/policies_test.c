/* policies_test.c - every policy type built, printed, read; every word both ways. */
#include "../check.h"

#include <hcn/documents.h>

#include "schema/records.h"

static void every_policy_can_be_built_and_read(void **state)
{
    (void)state;
    for (int type = HCN_POLICY_UNKNOWN + 1; type <= HCN_POLICY_VSID; type++) {
        enum hcn_policy_type t = (enum hcn_policy_type)type;
        struct hcn_call c = { 0 }, quiet = { 0 };
        void *settings = hcn_policy_settings_new(&quiet, t);
        struct hcn_policy *p = hcn_policy_new(&c, t, settings), *again;

        if (!p)
            CHECK_FAILED("policy %d: %s", type, c.text);
        again = hcn_document_read(&c, HCN_DOCUMENT_POLICY, hcn_document_print(&c, p));
        CHECK(again && hcn_policy_type(again) == t && hcn_policy_equal(p, again));
        CHECK(hcn_policy_targets(t) != 0);
        check_text("word", p->type, hcn_policy_word(t));
        if (settings)
            CHECK(hcn_document_equal(settings, hcn_policy_settings(again, t)));
        CHECK(!hcn_policy_settings(again, t == HCN_POLICY_ACL ? HCN_POLICY_QOS : HCN_POLICY_ACL));
        call_end(&c);
        call_end(&quiet);
    }
}

static void builders_say_what_the_service_expects(void **state)
{
    static const char *const cluster[] = { "10.0.0.0/8" };
    struct hcn_call c = { 0 };
    const struct {
        struct hcn_policy *policy;
        const char *printed;
    } rows[] = {
        { hcn_policy_out_bound_nat(&c, cluster, 1),
          "{\"Type\":\"OutBoundNAT\",\"Settings\":{\"Exceptions\":[\"10.0.0.0/8\"]}}" },
        { hcn_policy_out_bound_nat(&c, NULL, 0), "{\"Type\":\"OutBoundNAT\",\"Settings\":{}}" },
        { hcn_policy_sdn_route(&c, "10.0.0.0/8", false),
          "{\"Type\":\"SDNRoute\",\"Settings\":{\"DestinationPrefix\":\"10.0.0.0/8\",\"NeedEncap\":"
          "false}}" },
        { hcn_policy_acl_in_allow(&c, "10.0.0.0/8"),
          "{\"Type\":\"ACL\",\"Settings\":{\"Action\":\"Allow\",\"Direction\":\"In\","
          "\"RemoteAddresses\":\"10.0.0.0/8\",\"RuleType\":\"Switch\",\"Priority\":65500}}" },
        { hcn_policy_port_mapping(&c, HCN_PROTOCOL_TCP, 8080, 80),
          "{\"Type\":\"PortMapping\",\"Settings\":{\"Protocol\":6,\"InternalPort\":80,"
          "\"ExternalPort\":8080}}" },
        { hcn_policy_net_adapter_name(&c, "eth0"),
          "{\"Type\":\"NetAdapterName\",\"Settings\":{\"NetworkAdapterName\":\"eth0\"}}" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_text("policy", hcn_document_print(&c, rows[i].policy), rows[i].printed);
    call_end(&c);
}

static void builders_refuse_what_the_service_would(void **state)
{
    struct hcn_call c = { 0 };

    (void)state;
    CHECK(!hcn_policy_acl_in_allow(&c, "Any"));
    check_failure("acl", &c, HCN_E_INVALID_POLICY, NULL);
    call_end(&c);
}

static void policies_are_compared_by_what_they_say(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {
        { "{\"Type\":\"QOS\",\"Settings\":{\"MaximumOutgoingBandwidthInBytes\":1}}",
          "{\"type\":\"qos\",\"Settings\":{ \"maximumoutgoingbandwidthinbytes\" : 1}}", true },
        { "{\"Type\":\"QOS\",\"Settings\":{\"MaximumOutgoingBandwidthInBytes\":1}}",
          "{\"Type\":\"QOS\",\"Settings\":{\"MaximumOutgoingBandwidthInBytes\":2}}", false },
        { "{\"Type\":\"QOS\",\"Settings\":{}}", "{\"Type\":\"Iov\",\"Settings\":{}}", false },
        { "{\"Type\":\"Foo\",\"Settings\":{}}", "{\"Type\":\"Foo\",\"Settings\":{}}", true },
        { "{\"Type\":\"Foo\",\"Settings\":{}}", "{\"Type\":\"Foo\",\"Settings\":{ }}", false },
        { "{\"Type\":\"DrMacAddress\",\"Settings\":{\"Address\":\"0a:bb:cc:dd:ee:ff\"}}",
          "{\"Type\":\"DrMacAddress\",\"Settings\":{\"Address\":\"0A-BB-CC-DD-EE-FF\"}}", true },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_call c = { 0 };
        struct hcn_policy *a = hcn_document_read(&c, HCN_DOCUMENT_POLICY, rows[i].a);
        struct hcn_policy *b = hcn_document_read(&c, HCN_DOCUMENT_POLICY, rows[i].b);
        struct hcn_policy *kept = hcn_document_read_answer(&c, HCN_DOCUMENT_POLICY, rows[i].a);

        check_number(rows[i].b, hcn_policy_equal(a, b), rows[i].equal);
        check_number(rows[i].b, hcn_policy_equal(kept, b), rows[i].equal);
        call_end(&c);
    }
}

static const struct words *const all_words[] = {
    &network_type_words,
    &ipam_type_words,
    &namespace_type_words,
    &resource_type_words,
    &uplink_words,
    &guest_service_state_words,
    &guest_interface_state_words,
    &guest_notification_words,
    &rpc_endpoint_words,
    &request_type_words,
    &action_words,
    &direction_words,
    &rule_type_words,
    &set_type_words,
    &vm_type_words,
    &interrupt_moderation_words,
    &encryption_method_words,
    &authentication_type_words,
};

static void every_word_has_a_number_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(all_words); i++) {
        for (size_t n = 0; n < all_words[i]->count; n++) {
            const struct word *w = &all_words[i]->at[n];
            uint32_t value = WORD_UNKNOWN;

            CHECK(words_find(all_words[i], w->text, &value));
            check_number(w->text, value, w->value);
            check_text(w->text, words_text(all_words[i], w->value), w->text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_policy_can_be_built_and_read),
        cmocka_unit_test(builders_say_what_the_service_expects),
        cmocka_unit_test(builders_refuse_what_the_service_would),
        cmocka_unit_test(policies_are_compared_by_what_they_say),
        cmocka_unit_test(every_word_has_a_number_and_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
