/* features_test.c - which version has which feature. */
#include "script.h"

#include <hcn/features.h>

static const struct {
    enum hcn_feature feature;
    uint16_t major, minor;
    bool has;
} rows[] = {
    { HCN_FEATURE_API_V1, 0, 0, true },
    { HCN_FEATURE_API_V1, 7, 0, true },
    { HCN_FEATURE_API_V2, 9, 1, false },
    { HCN_FEATURE_API_V2, 9, 2, true },
    { HCN_FEATURE_ACL_RULE_ID, 7, 1, false },
    { HCN_FEATURE_ACL_RULE_ID, 8, 0, true },
    { HCN_FEATURE_DSR, 9, 2, false },
    { HCN_FEATURE_DSR, 9, 3, true },
    { HCN_FEATURE_DSR, 9, 99, true },
    { HCN_FEATURE_DSR, 10, 1, false },
    { HCN_FEATURE_DSR, 10, 2, true },
    { HCN_FEATURE_SLASH32_ENDPOINT_PREFIXES, 10, 3, false },
    { HCN_FEATURE_L4_PROXY, 11, 10, false },
    { HCN_FEATURE_L4_PROXY, 11, 11, true },
    { HCN_FEATURE_L4_PROXY, 12, 0, false },
    { HCN_FEATURE_L4_PROXY, 13, 0, false },
    { HCN_FEATURE_L4_PROXY, 13, 1, true },
    { HCN_FEATURE_IPV6_DUAL_STACK, 11, 9, false },
    { HCN_FEATURE_IPV6_DUAL_STACK, 11, 10, true },
    { HCN_FEATURE_MODIFY_LOAD_BALANCER, 15, 3, false },
    { HCN_FEATURE_MODIFY_LOAD_BALANCER, 15, 4, true },
    { (enum hcn_feature)HCN_FEATURES, 99, 0, false },
};

static void versions(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct hcn_service_version v = { rows[i].major, rows[i].minor };
        char row[64];

        snprintf(row, sizeof row, "%s in %u.%u", hcn_feature_name(rows[i].feature), rows[i].major,
                 rows[i].minor);
        check_number(row, hcn_feature_in(v, rows[i].feature), rows[i].has);
    }
    CHECK(!hcn_feature_name((enum hcn_feature)HCN_FEATURES));
}

static void our_own_service_has_all(void **state)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service = hcn_service_open(call, "null:");
    struct hcn_service_version v;

    (void)state;
    CHECK(hcn_service_version(call, service, &v));
    check_number("major", v.major, 15);
    check_number("minor", v.minor, 5);
    for (int i = 0; i < HCN_FEATURES; i++)
        CHECK(hcn_service_has(call, service, (enum hcn_feature)i));
    hcn_service_close(service);
    hcn_call_end(call);
}

static void a_service_that_does_not_say(void **state)
{
    struct script s;

    (void)state;
    script_begin(&s, NULL, 0);
    CHECK(!hcn_service_has(s.call, s.service, HCN_FEATURE_API_V1));
    check_number("scripted", (uint32_t)hcn_call_hresult(s.call), (uint32_t)E_NOTIMPL);
    script_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions),
        cmocka_unit_test(our_own_service_has_all),
        cmocka_unit_test(a_service_that_does_not_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
