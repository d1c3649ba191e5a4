/*
 * contract_test.c - every member of every document and of every policy's settings, once.
 *
 * The rows were written from the public documentation, not from our tables: each name is sent in
 * lower case, so that a member that no table knew would come back in lower case.
 */
#include "../check.h"

#include <ctype.h>

#include <hcn/documents.h>

#include "json.h"

/* clang-format off */
#define ROUTE \
    "{'NextHop':'10.0.0.1','DestinationPrefix':'0.0.0.0/0','Metric':65535}"
#define IP_SUBNET \
    "{'ID':'11111111-2222-3333-4444-000000000006','Name':'s'," \
    "'IpAddressPrefix':'10.0.0.0/25','Flags':3}"
#define DNS \
    "{'Domain':'d','Search':['a','b'],'ServerList':['10.0.0.2','fd00::2']," \
    "'Options':['ndots:5']}"
#define SUBNET \
    "{'ID':'11111111-2222-3333-4444-000000000006','Name':'s'," \
    "'IpAddressPrefix':'10.0.0.0/24','Policies':[{'Type':'VLAN','Settings':{}}," \
    "{'Type':'VSID','Settings':{}}],'Routes':[" ROUTE "],'IpSubnets':[" IP_SUBNET \
    "],'Flags':1}"
#define INTERFACE \
    "{'EndpointId':'11111111-2222-3333-4444-000000000007'," \
    "'InterfaceGuid':'11111111-2222-3333-4444-000000000008','State':'Synchronized'," \
    "'MissedNotifications':'DHCPParam'}"
#define BASE \
    "'ID':'11111111-2222-3333-4444-000000000000','Owner':'o','Name':'n'," \
    "'Version':55834574851,'AdditionalParams':{'x':1},'Health':{'Data':{'d':1}," \
    "'Extra':{'Resources':{'r':1},'SharedContainers':{'s':1}," \
    "'LayeredOn':'11111111-2222-3333-4444-000000000001'," \
    "'SwitchGuid':'11111111-2222-3333-4444-000000000002'," \
    "'UtilityVM':'11111111-2222-3333-4444-000000000003'," \
    "'VirtualMachine':'11111111-2222-3333-4444-000000000004'},'LastErrorCode':7," \
    "'LastUpdateTime':133928875495496471},'SchemaVersion':{'Major':2,'Minor':16}," \
    "'Telemetry':{'Data':[1]},'State':2"
#define RULE \
    "{'Protocols':'6,17,256','Action':'Pass','Direction':'Out'," \
    "'LocalAddresses':'10.0.0.0/8,fd00::1','RemoteAddresses':'10.1.0.1'," \
    "'LocalPorts':'80,443','RemotePorts':'1000-2000','RuleType':'Switch'," \
    "'Priority':65535,'Id':'rule'}"
/* clang-format on */

static const struct {
    enum hcn_document document;
    const char *json;
} documents[] = {
    { HCN_DOCUMENT_NETWORK,
      "{" BASE ",'Type':'Overlay','Policies':[{'Type':'HostRoute','Settings':{}}],"
      "'MacPool':{'Ranges':[{'StartMacAddress':'00-15-5D-52-C0-00',"
      "'EndMacAddress':'00-15-5D-52-CF-FF'}]},'Dns':" DNS
      ",'Ipams':[{'Type':'Dhcp','Subnets':[" SUBNET "]}],'Flags':16383}" },
    { HCN_DOCUMENT_ENDPOINT,
      "{" BASE ",'HostComputeNetwork':'11111111-2222-3333-4444-000000000001',"
      "'HostComputeNamespace':'11111111-2222-3333-4444-000000000002',"
      "'Policies':[{'Type':'L2Driver','Settings':{}}],"
      "'IpConfigurations':[{'IpAddress':'10.0.0.9','PrefixLength':24,"
      "'IpSubnetId':'11111111-2222-3333-4444-000000000003'}],'Dns':" DNS ",'Routes':[" ROUTE
      "],'MacAddress':'00-15-5D-52-C0-01','Flags':63}" },
    { HCN_DOCUMENT_NAMESPACE,
      "{" BASE ",'NamespaceId':4,'NamespaceGuid':'11111111-2222-3333-4444-000000000001',"
      "'Type':'GuestDefault','Resources':[{'Type':'Container','Data':{'Id':'c'}},"
      "{'Type':'Endpoint','Data':{'Id':'11111111-2222-3333-4444-000000000002'}}],"
      "'CreateWithCompartment':true}" },
    { HCN_DOCUMENT_LOAD_BALANCER,
      "{" BASE ",'HostComputeNetwork':'11111111-2222-3333-4444-000000000001',"
      "'HostComputeEndpoints':['11111111-2222-3333-4444-000000000002',"
      "'11111111-2222-3333-4444-000000000003'],'SourceVIP':'10.0.0.3',"
      "'FrontendVIPs':['10.1.0.1','fd00::1'],'PortMappings':[{'Protocol':6,"
      "'InternalPort':80,'ExternalPort':65535,'DistributionType':2,'Flags':31}],"
      "'Flags':3}" },
    { HCN_DOCUMENT_ROUTE, "{" BASE ",'HostComputeNetwork':'11111111-2222-3333-4444-000000000001',"
                          "'HostComputeEndpoints':['11111111-2222-3333-4444-000000000002'],"
                          "'Routes':[{'DestinationPrefix':'10.2.0.0/16','NextHop':'10.0.0.4',"
                          "'NeedEncap':true,'AutomaticEndpointMonitor':true}]}" },
    { HCN_DOCUMENT_GUEST_SERVICE,
      "{" BASE
      ",'VirtualMachineId':'11111111-2222-3333-4444-000000000001','MirroredInterfaces':[" INTERFACE
      "],'MirrorHostNetworking':true,'GnsRpcServerInformation':{'NetworkAddress':'a',"
      "'EndpointAddress':'b','EndpointType':'LRpc',"
      "'ObjectUuid':'11111111-2222-3333-4444-000000000002'},'Flags':3}" },
    { HCN_DOCUMENT_ADDITIONAL_PARAMS,
      "{'ICSFlags':9,'SwitchId':'11111111-2222-3333-4444-000000000001',"
      "'SwitchPortId':'11111111-2222-3333-4444-000000000002'}" },
    { HCN_DOCUMENT_QUERY, "{'SchemaVersion':{'Major':2,'Minor':0},'Flags':1,'Filter':'f'}" },
    { HCN_DOCUMENT_NETWORK_REQUEST,
      "{'ResourceUri':'u','ResourceType':'Subnet','RequestType':'Update','Settings':{}}" },
    { HCN_DOCUMENT_ENDPOINT_REQUEST,
      "{'ResourceUri':'u','ResourceType':'Policy','RequestType':'Refresh','Settings':{}}" },
    { HCN_DOCUMENT_NAMESPACE_REQUEST,
      "{'ResourceUri':'u','ResourceType':'Endpoint','RequestType':'Remove','Settings':{}}" },
    { HCN_DOCUMENT_LOAD_BALANCER_REQUEST,
      "{'ResourceUri':'u','ResourceType':'Endpoint','RequestType':'Add','Settings':{}}" },
    { HCN_DOCUMENT_GUEST_SERVICE_REQUEST,
      "{'ResourceUri':'u','ResourceType':'State','RequestType':'Update','Settings':{}}" },
    { HCN_DOCUMENT_POLICY_SETTINGS, "{'Policies':[{'Type':'QOS','Settings':{}}]}" },
    { HCN_DOCUMENT_EXTENSION_SETTINGS,
      "{'Id':'11111111-2222-3333-4444-000000000001','IsEnabled':true}" },
    { HCN_DOCUMENT_SUBNET_SETTINGS, "{'Subnets':[" SUBNET "]}" },
    { HCN_DOCUMENT_IP_SUBNET_SETTINGS,
      "{'SubnetId':'11111111-2222-3333-4444-000000000001','IpSubnets':[" IP_SUBNET "]}" },
    { HCN_DOCUMENT_VM_ENDPOINT_SETTINGS,
      "{'PortId':'11111111-2222-3333-4444-000000000001','VirtualNicName':'v--e',"
      "'VirtualMachineId':'11111111-2222-3333-4444-000000000002'}" },
    { HCN_DOCUMENT_ENDPOINT_SETTINGS, "{'EndpointId':'11111111-2222-3333-4444-000000000001'}" },
    { HCN_DOCUMENT_CONTAINER_SETTINGS, "{'ContainerId':'c'}" },
    { HCN_DOCUMENT_STATE_SETTINGS, "{'State':'Bootstrapping'}" },
    { HCN_DOCUMENT_ERROR_RECORD,
      "{'Success':false,'Error':'An address provided is invalid or reserved. ',"
      "'ErrorCode':2151350319,'Data':{'a':1},'CompartmentId':3}" },
    { HCN_DOCUMENT_STATISTICS,
      "{'EndpointId':'11111111-2222-3333-4444-000000000001',"
      "'InstanceId':'11111111-2222-3333-4444-000000000002','BytesReceived':1,"
      "'BytesSent':2,'PacketsReceived':3,'PacketsSent':4,'DroppedPacketsIncoming':5,"
      "'DroppedPacketsOutgoing':18446744073709551615}" },
    { HCN_DOCUMENT_NOTIFICATION,
      "{'ID':'11111111-2222-3333-4444-000000000001','Flags':64,'Data':{'x':1}}" },
    { HCN_DOCUMENT_GUEST_SERVICE_NOTIFICATION,
      "{'State':'Rehydrating','Interfaces':[" INTERFACE "]}" },
};

static const struct {
    enum hcn_policy_type type;
    const char *word, *settings;
} policies[] = {
    { HCN_POLICY_PORT_MAPPING, "PortMapping",
      "{'Protocol':17,'InternalPort':80,'ExternalPort':8080,'VIP':'10.0.0.1','Flags':7}" },
    { HCN_POLICY_ACL, "ACL", RULE },
    { HCN_POLICY_QOS, "QOS", "{'MaximumOutgoingBandwidthInBytes':18446744073709551615}" },
    { HCN_POLICY_L2_DRIVER, "L2Driver", "{}" },
    { HCN_POLICY_OUT_BOUND_NAT, "OutBoundNAT",
      "{'VirtualIP':'10.0.0.1','Exceptions':['10.0.0.0/8','10.1.0.1'],"
      "'Destinations':['10.2.0.0/16'],'Flags':3,'MaxPortPoolUsage':100}" },
    { HCN_POLICY_SDN_ROUTE, "SDNRoute",
      "{'DestinationPrefix':'10.0.0.0/8','NextHop':'10.0.0.1','NeedEncap':false,"
      "'AutomaticEndpointMonitor':true}" },
    { HCN_POLICY_L4_PROXY, "L4Proxy",
      "{'IP':'10.0.0.1','Port':'8080','Protocol':6,'ExceptionList':['10.0.0.0/8'],"
      "'Destination':'d','OutboundNat':true}" },
    { HCN_POLICY_L4_WFP_PROXY, "L4WFPPROXY",
      "{'InboundProxyPort':'15003','OutboundProxyPort':'15001',"
      "'FilterTuple':{'Protocols':'6','LocalAddresses':'10.0.0.1',"
      "'RemoteAddresses':'10.0.0.2','LocalPorts':'80','RemotePorts':'81','Priority':1},"
      "'UserSID':'S-1-5-32-556','InboundExceptions':{'IpAddressExceptions':['10.0.0.3'],"
      "'PortExceptions':['22']},"
      "'OutboundExceptions':{'IpAddressExceptions':['10.0.0.0/8'],'PortExceptions':['53',"
      "'1000-2000']}}" },
    { HCN_POLICY_PROVIDER_ADDRESS, "ProviderAddress", "{'ProviderAddress':'10.0.0.1'}" },
    { HCN_POLICY_PORT_NAME, "PortName", "{'Name':'p'}" },
    { HCN_POLICY_ENCAP_OVERHEAD, "EncapOverhead", "{'Overhead':50}" },
    { HCN_POLICY_INTERFACE_CONSTRAINT, "InterfaceConstraint",
      "{'InterfaceGuid':'11111111-2222-3333-4444-000000000001',"
      "'InterfaceLuid':18446744073709551615,'InterfaceIndex':4294967295,"
      "'InterfaceMediaType':6,'InterfaceAlias':'Ethernet','InterfaceDescription':'d'}" },
    { HCN_POLICY_ENCRYPTION, "Encryption",
      "{'EncryptionMethodType':'Ipsec','AuthenticationMethods':[{'Type':'PresharedKey',"
      "'Settings':{'Key':'k'}},{'Type':'Certificate',"
      "'Settings':{'CertificateName':'c'}}],'Name':'n','Endpoints1':['10.0.0.1'],"
      "'Endpoints2':['Any'],'ProtocolType':'Any','Endpoint1Ports':['80'],"
      "'Endpoint2Ports':['81']}" },
    { HCN_POLICY_VLAN, "VLAN", "{'IsolationId':4094}" },
    { HCN_POLICY_INTERFACE_PARAMETERS, "InterfaceParameters", "{'Mtu':1450}" },
    { HCN_POLICY_IOV, "Iov",
      "{'IovOffloadWeight':100,'QueuePairsRequested':2,'InterruptModeration':'Medium'}" },
    { HCN_POLICY_TIER_ACL, "TierAcl",
      "{'Name':'t','Direction':'In','Order':3,'TierAclRules':[{'Id':'r','Protocols':'6',"
      "'TierAclRuleAction':'Block','LocalAddresses':'10.0.0.1',"
      "'RemoteAddresses':'10.0.0.2','LocalPorts':'80','RemotePorts':'81','Priority':9}]}" },
    { HCN_POLICY_FIREWALL, "Firewall",
      "{'VmCreatorId':'11111111-2222-3333-4444-000000000001','PolicyFlags':1,"
      "'VmType':'WSL'}" },
    { HCN_POLICY_SOURCE_MAC_ADDRESS, "SourceMacAddress",
      "{'SourceMacAddress':'00-15-5D-52-C0-00'}" },
    { HCN_POLICY_NET_ADAPTER_NAME, "NetAdapterName", "{'NetworkAdapterName':'Ethernet 2'}" },
    { HCN_POLICY_VSWITCH_EXTENSION, "VSwitchExtension",
      "{'ExtensionID':'11111111-2222-3333-4444-000000000001','Enable':true}" },
    { HCN_POLICY_DR_MAC_ADDRESS, "DrMacAddress", "{'Address':'00-15-5D-52-C0-00'}" },
    { HCN_POLICY_AUTOMATIC_DNS, "AutomaticDNS", "{'Enable':true}" },
    { HCN_POLICY_REMOTE_SUBNET_ROUTE, "RemoteSubnetRoute",
      "{'DestinationPrefix':'10.3.0.0/16','IsolationId':4096,"
      "'ProviderAddress':'10.0.0.1','DistributedRouterMacAddress':'00-15-5D-52-C0-00'}" },
    { HCN_POLICY_VXLAN_PORT, "VxlanPort", "{'Port':4789}" },
    { HCN_POLICY_HOST_ROUTE, "HostRoute", "{}" },
    { HCN_POLICY_SET_POLICY, "SetPolicy",
      "{'Id':'set','Name':'n','PolicyType':'NESTEDIPSET','Values':'a,b'}" },
    { HCN_POLICY_LAYER_CONSTRAINT, "LayerConstraint",
      "{'LayerId':'11111111-2222-3333-4444-000000000001'}" },
    { HCN_POLICY_NETWORK_ACL, "NetworkACL", RULE },
    { HCN_POLICY_NEIGHBOR_DISCOVERY, "NeighborDiscovery",
      "{'TargetIpPrefix':'10.0.0.0/24','SenderIpAddress':'10.0.0.1',"
      "'SenderMacAddress':'00-15-5D-52-C0-00'}" },
    { HCN_POLICY_VSID, "VSID", "{'IsolationId':16777215}" },
};

/* A copy of JSON with the names of members in lower case. */
static char *lowered(struct hcn_call *c, const char *json)
{
    char *text = call_text(c, json, strlen(json));

    for (char *end = text; (end = strstr(end, "\":")); end++)
        for (char *p = end - 1; *p != '"'; p--)
            *p = (char)tolower((unsigned char)*p);
    return text;
}

static void every_member_of_every_document_is_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(documents); i++) {
        struct hcn_call c = { 0 };
        const char *json = quoted(&c, documents[i].json);
        void *document = hcn_document_read(&c, documents[i].document, lowered(&c, json));

        check_text(json, document ? hcn_document_print(&c, document) : c.text, json);
        call_end(&c);
    }
}

/* Each type is read, and built from what was read. */
static void every_member_of_every_policy_is_known(void **state)
{
    bool seen[HCN_POLICY_VSID + 1] = { false };

    (void)state;
    for (size_t i = 0; i < COUNT(policies); i++) {
        struct hcn_call c = { 0 };
        enum hcn_policy_type type = policies[i].type;
        const char *json = quoted(&c, policies[i].settings), *low = lowered(&c, json);
        const char *text =
            call_format(&c, "{\"Type\":\"%s\",\"Settings\":%s}", policies[i].word, low);
        struct hcn_policy *p = hcn_document_read(&c, HCN_DOCUMENT_POLICY, text), *built;
        const void *settings = hcn_policy_settings(p, type);

        if (!settings)
            CHECK_FAILED("%s: %s", text, c.text);
        check_text("kept", p->settings, low);
        check_text("settings", hcn_document_print(&c, settings), json);
        built = hcn_policy_new(&c, type, settings);
        check_text("built", built ? built->settings : c.text, json);
        check_text("word", built->type, policies[i].word);
        CHECK(hcn_policy_equal(p, built));
        CHECK(hcn_document_equal(settings, hcn_policy_settings(built, type)));
        seen[type] = true;
        call_end(&c);
    }
    for (int type = HCN_POLICY_UNKNOWN + 1; type <= HCN_POLICY_VSID; type++)
        check_number(hcn_policy_word((enum hcn_policy_type)type), seen[type], true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_of_every_document_is_known),
        cmocka_unit_test(every_member_of_every_policy_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
