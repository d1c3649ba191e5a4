/* uplink_windows.c - adapters with a gateway, as GetAdaptersAddresses() tells them. */
#include "driver/uplink.h"

#include <winsock2.h>

#include <iphlpapi.h>

#include "base/memory.h"
#include "base/utf16.h"

enum { TRIES = 4 };

/* What no virtual switch can be bound to. */
static const DWORD passed_over[] = {
    IF_TYPE_SOFTWARE_LOOPBACK,
    IF_TYPE_TUNNEL,
    IF_TYPE_PPP,
    IF_TYPE_PROP_VIRTUAL,
};

static bool is_wire(DWORD type)
{
    for (size_t i = 0; i < COUNT(passed_over); i++)
        if (passed_over[i] == type)
            return false;
    return true;
}

/* In memory of its own; NULL: the call says why. It may grow between two looks. */
static IP_ADAPTER_ADDRESSES *read_adapters(struct hcn_call *c)
{
    IP_ADAPTER_ADDRESSES *all = NULL;
    ULONG size = 16384, error = ERROR_BUFFER_OVERFLOW;

    for (int i = 0; i < TRIES && error == ERROR_BUFFER_OVERFLOW; i++) {
        memory_free(all);
        all = memory_new(size);
        if (!all) {
            fail(c, E_OUTOFMEMORY, "out of memory");
            return NULL;
        }
        error = GetAdaptersAddresses(AF_UNSPEC, GAA_FLAG_INCLUDE_GATEWAYS, NULL, all, &size);
    }
    if (!error)
        return all;
    memory_free(all);
    if (error == ERROR_NO_DATA)
        fail(c, HCN_E_ADAPTER_NOT_FOUND, "this machine has no network adapter");
    else
        fail(c, E_FAIL, "the adapters of this machine cannot be read: error %lu", error);
    return NULL;
}

static bool leads_out(const IP_ADAPTER_ADDRESSES *a, ADDRESS_FAMILY family)
{
    for (const IP_ADAPTER_GATEWAY_ADDRESS *g = a->FirstGatewayAddress; g; g = g->Next)
        if (g->Address.lpSockaddr->sa_family == family)
            return true;
    return false;
}

static bool add(struct hcn_call *c, const IP_ADAPTER_ADDRESSES *a, bool six, struct uplink **at,
                size_t *count)
{
    struct uplink *u;

    if (!leads_out(a, six ? AF_INET6 : AF_INET))
        return true;
    u = call_append(c, at, count, sizeof *u);
    if (!u)
        return false;
    *u = (struct uplink){
        .family = six ? 6 : 4,
        .metric = six ? a->Ipv6Metric : a->Ipv4Metric,
        .name = utf16_read(c, "the name of an adapter", a->FriendlyName),
        .kind = "",
        .up = a->OperStatus == IfOperStatusUp,
        .wire = is_wire(a->IfType),
    };
    return u->name != NULL;
}

/* One without a name cannot be named in a policy. */
static bool add_all(struct hcn_call *c, const IP_ADAPTER_ADDRESSES *all, struct uplink **at,
                    size_t *count)
{
    for (const IP_ADAPTER_ADDRESSES *a = all; a; a = a->Next)
        if (a->FriendlyName && *a->FriendlyName &&
            !(add(c, a, false, at, count) && add(c, a, true, at, count)))
            return false;
    return true;
}

const char *adapter_default(struct hcn_call *c)
{
    IP_ADAPTER_ADDRESSES *all = read_adapters(c);
    const struct uplink *best;
    struct uplink *at = NULL;
    size_t count = 0;

    if (!all)
        return NULL;
    add_all(c, all, &at, &count);
    memory_free(all);
    if (failed(c))
        return NULL;
    best = uplink_choose(at, count);
    if (best)
        return best->name;
    fail(c, HCN_E_ADAPTER_NOT_FOUND,
         "no adapter of this machine is up and has a gateway: name one in HCN_UPLINK_ADAPTER");
    return NULL;
}
