/* adapter_test.c - which adapter of a Windows leads out, as GetAdaptersAddresses() tells of them.
 */
#include <winsock2.h>

#include <iphlpapi.h>

#include "../client/script.h"

/* One adapter; type 0: no more. A family has a gateway when it has a metric. */
struct adapter {
    const wchar_t *name;
    DWORD type;
    ULONG metric4, metric6;
    bool down;
};

static const struct adapter *adapters;
static ULONG answer, asked, growth; /* how often, and how often it has grown by then */

static SOCKADDR four = { .sa_family = AF_INET }, six = { .sa_family = AF_INET6 };
static IP_ADAPTER_GATEWAY_ADDRESS to_six = { .Address = { &six, sizeof six } };
static IP_ADAPTER_GATEWAY_ADDRESS to_four = { .Address = { &four, sizeof four } };
static IP_ADAPTER_GATEWAY_ADDRESS to_both = { .Next = &to_six, .Address = { &four, sizeof four } };

static IP_ADAPTER_GATEWAY_ADDRESS *gateways_of(const struct adapter *a)
{
    if (a->metric4 && a->metric6)
        return &to_both;
    return a->metric4 ? &to_four : a->metric6 ? &to_six : NULL;
}

static void describe(const struct adapter *a, IP_ADAPTER_ADDRESSES *out, bool last)
{
    memset(out, 0, sizeof *out);
    out->Next = last ? NULL : out + 1;
    out->FriendlyName = (PWCHAR)a->name;
    out->IfType = a->type;
    out->OperStatus = a->down ? IfOperStatusDown : IfOperStatusUp;
    out->Ipv4Metric = a->metric4;
    out->Ipv6Metric = a->metric6;
    out->FirstGatewayAddress = gateways_of(a);
}

/* In the place of the system's. */
ULONG WINAPI GetAdaptersAddresses(ULONG family, ULONG flags, PVOID reserved,
                                  PIP_ADAPTER_ADDRESSES out, PULONG size)
{
    (void)reserved;
    CHECK(family == AF_UNSPEC && flags & GAA_FLAG_INCLUDE_GATEWAYS);
    if (asked++ < growth) {
        *size += 20000;
        return ERROR_BUFFER_OVERFLOW;
    }
    for (size_t i = 0; !answer && adapters[i].type; i++)
        describe(&adapters[i], &out[i], !adapters[i + 1].type);
    return answer;
}

enum { WIRE = IF_TYPE_ETHERNET_CSMACD, AIR = IF_TYPE_IEEE80211 };

#define NONE "no adapter of this machine is up and has a gateway: name one in HCN_UPLINK_ADAPTER"

/* Given: what there is, or how it fails. Expected: a name, or why there is none. */
static const struct {
    struct adapter adapters[5];
    ULONG answer, growth;
    const char *name;
    int32_t hresult;
    const char *text;
} rows[] = {
    { { { L"Ethernet", WIRE, 25, 0, false } }, 0, 0, "Ethernet", 0, "" },
    { { { L"slow", AIR, 50, 0, false }, { L"fast", WIRE, 25, 0, false } }, 0, 0, "fast", 0, "" },
    { { { L"six", WIRE, 0, 5, false }, { L"four", WIRE, 25, 0, false } }, 0, 0, "four", 0, "" },
    { { { L"six", WIRE, 0, 5, false } }, 0, 0, "six", 0, "" },
    { { { L"a", WIRE, 9, 30, false }, { L"b", WIRE, 8, 40, false } }, 0, 0, "b", 0, "" },
    { { { L"off", WIRE, 5, 0, true }, { L"on \x0142", WIRE, 25, 0, false } },
      0,
      0,
      "on \xC5\x82",
      0,
      "" },
    { { { L"tunnel", IF_TYPE_TUNNEL, 1, 1, false },
        { L"dialled", IF_TYPE_PPP, 1, 0, false },
        { L"vendor's", IF_TYPE_PROP_VIRTUAL, 1, 0, false },
        { L"real", WIRE, 25, 0, false } },
      0,
      0,
      "real",
      0,
      "" },
    { { { NULL, WIRE, 1, 0, false }, { L"", WIRE, 1, 0, false }, { L"named", WIRE, 9, 0, false } },
      0,
      0,
      "named",
      0,
      "" },
    { { { L"Ethernet", WIRE, 25, 0, false } }, 0, 3, "Ethernet", 0, "" },
    { { { L"Ethernet", WIRE, 25, 0, false } },
      0,
      4,
      NULL,
      E_FAIL,
      "the adapters of this machine cannot be read: error 111" },
    { { { L"alone", WIRE, 0, 0, false } }, 0, 0, NULL, HCN_E_ADAPTER_NOT_FOUND, NONE },
    { { { L"tunnel", IF_TYPE_TUNNEL, 1, 0, false } }, 0, 0, NULL, HCN_E_ADAPTER_NOT_FOUND, NONE },
    { { { NULL, 0, 0, 0, false } },
      ERROR_NO_DATA,
      0,
      NULL,
      HCN_E_ADAPTER_NOT_FOUND,
      "this machine has no network adapter" },
    { { { NULL, 0, 0, 0, false } },
      ERROR_ACCESS_DENIED,
      0,
      NULL,
      E_FAIL,
      "the adapters of this machine cannot be read: error 5" },
};

static void the_adapter_that_leads_out_is_found(void **state)
{
    (void)state;
    SetEnvironmentVariableW(L"HCN_UPLINK_ADAPTER", NULL);
    SetEnvironmentVariableW(L"ZLAYER_HCN_UPLINK_ADAPTER", NULL);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_call *call = hcn_call_begin();

        adapters = rows[i].adapters;
        answer = rows[i].answer;
        growth = rows[i].growth;
        asked = 0;
        check_text("adapter", hcn_adapter_find(call), rows[i].name);
        check_failure("adapter", call, rows[i].hresult, rows[i].text);
        hcn_call_end(call);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_adapter_that_leads_out_is_found),
    };

    return cmocka_run_group_tests_name("windows.adapter", tests, NULL, NULL);
}
