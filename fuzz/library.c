/*
 * library.c - see library.h. The library opens the service that the environment names; here the
 * linker puts another function in the place of that choice (--wrap), which opens one in memory.
 */
#include "library.h"

#include <stdlib.h>

#include "abi/handles.h"
#include "abi/service.h"
#include "base/utf16.h"
#include "schema/document.h"
#include "schema/json.h"
#include "schema/records.h"

#define KIND(one, many, maker)                                                                     \
    {                                                                                              \
        HcnEnumerate##many, maker, HcnOpen##one, HcnModify##one, HcnQuery##one##Properties,        \
            HcnDelete##one, HcnClose##one                                                          \
    }

const struct functions library[KINDS] = {
    [KIND_NETWORK] = KIND(Network, Networks, HcnCreateNetwork),
    [KIND_ENDPOINT] = KIND(Endpoint, Endpoints, NULL),
    [KIND_NAMESPACE] = KIND(Namespace, Namespaces, HcnCreateNamespace),
    [KIND_LOAD_BALANCER] = KIND(LoadBalancer, LoadBalancers, HcnCreateLoadBalancer),
    [KIND_ROUTE] = KIND(SdnRoute, SdnRoutes, HcnCreateSdnRoute),
    [KIND_GUEST_SERVICE] =
        KIND(GuestNetworkService, GuestNetworkServices, HcnCreateGuestNetworkService),
};

bool __wrap_backend_choose_engine(struct hcn_call *c, struct backend **out);

static bool in_memory;

bool __wrap_backend_choose_engine(struct hcn_call *c, struct backend **out)
{
    in_memory = true;
    return backend_local_open(c, NULL, "null", out);
}

/* What the machine has is never touched, not even when nothing is wrapped any more. */
void library_begin(void)
{
    struct hcn_call c = { 0 };
    struct service *s;

    EXPECT(!setenv("HCN_DRIVER", "null", 1) && !setenv("HCN_STATE", "/dev/null/state", 1),
           "no environment");
    EXPECT(service_enter(&c, &s), "%s", c.text);
    EXPECT(in_memory, "the service is not the one in memory");
    service_leave(s);
    call_end(&c);
}

GUID library_id(uint32_t kind)
{
    return (GUID){ .Data1 = kind + 1 };
}

#define MEMBER u"{\"HostComputeEndpoints\":[\"00000002-0000-0000-0000-000000000000\"]}"

PCWSTR library_settings(uint32_t kind)
{
    static PCWSTR const settings[KINDS] = {
        [KIND_NETWORK] = u"{\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.0.0.0/24\"}]}]}",
        [KIND_ENDPOINT] = u"{}",
        [KIND_NAMESPACE] = u"{}",
        [KIND_LOAD_BALANCER] = MEMBER,
        [KIND_ROUTE] = MEMBER,
        [KIND_GUEST_SERVICE] = u"{}",
    };

    return settings[kind];
}

void library_end(void)
{
    struct hcn_call c = { 0 };
    struct service *s;

    EXPECT(!handle_count(), "%zu handles", handle_count());
    EXPECT(service_enter(&c, &s), "%s", c.text);
    service_lost(s);
    service_leave(s);
    call_end(&c);
}

static void expect_record(struct hcn_call *c, HRESULT hr, PWSTR record)
{
    const char *json = utf16_read(c, "record", record);
    const struct hcn_error_record *read;

    EXPECT(json, "%s", c->text);
    read = document_read(c, &error_record_record, json, strlen(json), LENIENT);
    EXPECT(read && !read->success && (HRESULT)read->error_code == hr, "0x%08x: %s", (unsigned)hr,
           json);
}

static void expect_text(struct hcn_call *c, PWSTR text)
{
    const char *json = utf16_read(c, "text", text);
    struct json tree;

    EXPECT(json && json_open(c, "answer", json, strlen(json), &tree), "%s", c->text);
    json_close(&tree);
}

void library_answer(HRESULT hr, bool has_text, PWSTR text, PWSTR record)
{
    struct hcn_call c = { 0 };

    EXPECT(hr <= 0 && !hr == !record, "0x%08x", (unsigned)hr);
    EXPECT(!text == !(has_text && !hr), "0x%08x", (unsigned)hr);
    if (record)
        expect_record(&c, hr, record);
    if (text)
        expect_text(&c, text);
    free(text);
    free(record);
    call_end(&c);
}
