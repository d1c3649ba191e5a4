/* kinds.c - six kinds, the same seven functions. */
#include "kinds.h"

static HCN_NETWORK network;

static HRESULT create_endpoint(REFGUID id, PCWSTR settings, void **out, PWSTR *record)
{
    return HcnCreateEndpoint(network, id, settings, out, record);
}

#define KIND(one, many, maker)                                                                     \
#one, HcnEnumerate##many, maker, HcnOpen##one, HcnModify##one, HcnQuery##one##Properties,      \
        HcnDelete##one, HcnClose##one
#define MEMBERS "{\"HostComputeEndpoints\":[\"ffffffff-ffff-ffff-ffff-ffffffffffff\"]"
#define POLICY                                                                                     \
    "{\"ResourceType\":\"Policy\",\"RequestType\":\"Add\",\"Settings\":{\"Policies\":[]}}"

const struct functions kinds[KIND_COUNT] = {
    { KIND(Network, Networks, HcnCreateNetwork), (HRESULT)0x803B0001, "{\"Type\":\"Private\"}",
      POLICY },
    { KIND(Endpoint, Endpoints, create_endpoint), (HRESULT)0x803B0002, "{}", POLICY },
    { KIND(Namespace, Namespaces, HcnCreateNamespace), (HRESULT)0x80070490, "{}",
      "{\"ResourceType\":\"Endpoint\",\"RequestType\":\"Add\","
      "\"Settings\":{\"EndpointId\":\"ffffffff-ffff-ffff-ffff-ffffffffffff\"}}" },
    { KIND(LoadBalancer, LoadBalancers, HcnCreateLoadBalancer), (HRESULT)0x80070490,
      MEMBERS ",\"FrontendVIPs\":[\"10.9.9.9\"],\"PortMappings\":[{\"Protocol\":6,"
              "\"InternalPort\":80,\"ExternalPort\":80}]}",
      MEMBERS ",\"FrontendVIPs\":[\"10.9.9.9\"],\"PortMappings\":[{\"Protocol\":6,"
              "\"InternalPort\":80,\"ExternalPort\":81}]}" },
    { KIND(SdnRoute, SdnRoutes, HcnCreateSdnRoute), (HRESULT)0x80070490,
      MEMBERS ",\"Setting\":[{\"DestinationPrefix\":\"10.8.0.0/16\",\"NextHop\":\"10.7.0.1\"}]}",
      MEMBERS ",\"Setting\":[{\"DestinationPrefix\":\"10.9.0.0/16\",\"NextHop\":\"10.7.0.1\"}]}" },
    { KIND(GuestNetworkService, GuestNetworkServices, HcnCreateGuestNetworkService),
      (HRESULT)0x80070490, "{}",
      "{\"ResourceType\":\"State\",\"RequestType\":\"Update\","
      "\"Settings\":{\"State\":\"Bootstrapping\"}}" },
};

void kinds_begin(void)
{
    HCN_ENDPOINT member = NULL;
    PWSTR record;

    world_begin();
    check_result("network", HcnCreateNetwork(id_of(1), wide(NETWORK), &network, &record), S_OK,
                 &record);
    check_result("member", HcnCreateEndpoint(network, id_of(15), wide("{}"), &member, &record),
                 S_OK, &record);
    check_result("member", HcnCloseEndpoint(member), S_OK, NULL);
}

void kinds_leave(void)
{
    check_result("network", HcnCloseNetwork(network), S_OK, NULL);
    world_end();
}

void kinds_end(void)
{
    check_result("network", HcnDeleteNetwork(id_of(1), NULL), S_OK, NULL);
    kinds_leave();
}
