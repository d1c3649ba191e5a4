/* reading_test.c - what is read, in which spellings; what a round trip keeps; what is refused. */
#include "../check.h"

#include <hcn/documents.h>

#include "json.h"

/* ---- read, and printed as the service spells it ------------------------------------------ */

static const struct kept {
    enum hcn_document document;
    const char *json, *printed; /* NULL: as it came */
} kept[] = {
    /* whole numbers in any notation */
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':1.0}", "{'Metric':1}" },
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':1e3}", "{'Metric':1000}" },
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':65.535E+3}", "{'Metric':65535}" },
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':-0}", "{'Metric':0}" },
    { HCN_DOCUMENT_NETWORK, "{'Version':18446744073709551615.0}",
      "{'Version':18446744073709551615}" },
    { HCN_DOCUMENT_NETWORK, "{'Type':3.0}", "{'Type':'L2Bridge'}" },
    /* words of numbers and flags */
    { HCN_DOCUMENT_NETWORK, "{'Flags':'IsolateVSwitch'}", "{'Flags':32}" },
    { HCN_DOCUMENT_NETWORK, "{'Flags':'enabledns, ENABLEDHCP ,EnableIov'}", "{'Flags':8195}" },
    { HCN_DOCUMENT_NETWORK, "{'Flags':'None'}", "{'Flags':0}" },
    { HCN_DOCUMENT_NETWORK, "{'Flags':''}", "{'Flags':0}" },
    { HCN_DOCUMENT_NETWORK, "{'Flags':4294967295}", NULL },
    { HCN_DOCUMENT_LOAD_BALANCER_PORT_MAPPING,
      "{'Protocol':'udp','DistributionType':'sourceip','Flags':'ILB,LocalRoutedVip'}",
      "{'Protocol':17,'DistributionType':2,'Flags':3}" },
    { HCN_DOCUMENT_LOAD_BALANCER_PORT_MAPPING, "{'Protocol':132,'DistributionType':9}", NULL },
    { HCN_DOCUMENT_POLICY, "{'Type':9,'Settings':{'Name':'p'}}",
      "{'Type':'PortName','Settings':{'Name':'p'}}" },
    { HCN_DOCUMENT_POLICY, "{'Type':18,'Settings':{'PolicyFlags':1}}",
      "{'Type':'Firewall','Settings':{'PolicyFlags':1}}" },
    { HCN_DOCUMENT_NETWORK_REQUEST, "{'RequestType':'reset','ResourceType':'ipsubnet'}",
      "{'ResourceType':'IPSubnet','RequestType':'Reset'}" },
    /* what was not given is not printed; zero and empty are */
    { HCN_DOCUMENT_NETWORK, "{'Name':'n'}", NULL },
    { HCN_DOCUMENT_NETWORK, "{'Name':'','Ipams':[],'Flags':0}", NULL },
    { HCN_DOCUMENT_NETWORK, "{'ID':'00000000-0000-0000-0000-000000000000'}", NULL },
    { HCN_DOCUMENT_NETWORK, "{'SchemaVersion':{}}", NULL },
    { HCN_DOCUMENT_NETWORK, "{'SchemaVersion':{'Major':0,'Minor':0}}", NULL },
    { HCN_DOCUMENT_NETWORK, "{'SchemaVersion':{'Major':2}}", NULL },
    { HCN_DOCUMENT_ENDPOINT, "{'Name':'e'}", NULL },
    { HCN_DOCUMENT_NAMESPACE, "{'CreateWithCompartment':false}", NULL },
    { HCN_DOCUMENT_ROUTE, "{'Routes':[{},{'NeedEncap':false}]}", NULL },
    { HCN_DOCUMENT_IPAM, "{'Subnets':[{'IpAddressPrefix':'10.0.0.0/8'}]}", NULL },
    { HCN_DOCUMENT_ENDPOINT, "{'Policies':[{}]}", NULL },
    { HCN_DOCUMENT_STATISTICS, "{'BytesSent':7}", NULL },
    /* null is not given, wherever a member is expected */
    { HCN_DOCUMENT_NETWORK,
      "{'ID':null,'Type':null,'Ipams':null,'Dns':null,'Flags':null,'AdditionalParams':null}",
      "{}" },
    { HCN_DOCUMENT_POLICY, "{'Type':'ACL','Settings':null}", "{'Type':'ACL'}" },
    /* clients without an id send an empty one */
    { HCN_DOCUMENT_NETWORK, "{'ID':''}", "{'ID':'00000000-0000-0000-0000-000000000000'}" },
    /* unknown members: any depth, their order, their bytes */
    { HCN_DOCUMENT_DNS,
      "{'b':1e400,'a':18446744073709551616,'c':0.10,'d':-0,'e':1E+2,'f':'\\u00e9\\/\\u0000',"
      "'g':{},'h':[],'i':null,'j':{ 'x' : [ true , null ] },'k':'\\ud83d\\ude00'}",
      NULL },
    { HCN_DOCUMENT_NETWORK,
      "{'Ipams':[{'Subnets':[{'Routes':[{'Future':[1,{'y':2.50}]}],'Future':0}],'Future':{}}]}",
      NULL },
    { HCN_DOCUMENT_HEALTH, "{'Data':{ 'Z':1 , 'a':[1.0] },'Extra':{'Resources':[ ]}}", NULL },
    { HCN_DOCUMENT_DNS, "{'Future':{'x':1,'X':2}}", NULL }, /* none of our names */
    /* policies: unknown types, and the bytes of the settings */
    { HCN_DOCUMENT_POLICY, "{'Type':'Warp','Settings':'any','More':{'a': 1}}", NULL },
    { HCN_DOCUMENT_POLICY, "{'Type':'Warp','Settings':{'x':1e400,'X':[ ]}}", NULL },
    { HCN_DOCUMENT_POLICY,
      "{'Type':'PortMapping','Settings':{ 'externalport' : 8.0e1,\t'New':1.50 , 'Protocol':'tcp'}}",
      NULL },
    { HCN_DOCUMENT_POLICY, "{'Type':'VLAN','VLAN':1}", NULL }, /* flat, as version 1 has it */
    /* what real clients send */
    { HCN_DOCUMENT_ENDPOINT,
      "{'Routes':[{'NextHop':'10.0.0.1','DestinationPrefix':'0.0.0.0'}],'MacAddress':''}", NULL },
    { HCN_DOCUMENT_SUBNET, "{'IpAddressPrefix':'FD00:0:0:0::7/64'}",
      "{'IpAddressPrefix':'fd00::7/64'}" },
    { HCN_DOCUMENT_SUBNET, "{'IpAddressPrefix':''}", NULL },
    { HCN_DOCUMENT_ENDPOINT, "{'IPConfigurations':[{'IPAddress':'10.0.0.9','PrefixLength':0}]}",
      "{'IpConfigurations':[{'IpAddress':'10.0.0.9','PrefixLength':0}]}" },
    { HCN_DOCUMENT_RESOURCE, "{'Type':'endpoint','Data':{'ID':'{A}'}}",
      "{'Type':'Endpoint','Data':{'Id':'{A}'}}" },
    { HCN_DOCUMENT_DNS, "{'Suffix':'s'}", "{'Domain':'s'}" },
    /* both names of a member, saying the same */
    { HCN_DOCUMENT_DNS, "{'Domain':'s','Suffix':'s'}", "{'Domain':'s'}" },
    { HCN_DOCUMENT_DNS, "{'Suffix':null,'Domain':'s'}", "{'Domain':'s'}" },
    { HCN_DOCUMENT_ROUTE,
      "{'Setting':[{'NextHop':'::1','NeedEncap':true}],'Routes':[{'NeedEncap':true,'NextHop':'::1'}"
      "]}",
      "{'Routes':[{'NextHop':'::1','NeedEncap':true}]}" },
};

static void documents_survive_a_round_trip(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(kept); i++) {
        const struct kept *row = &kept[i];
        struct hcn_call c = { 0 };
        void *document = hcn_document_read(&c, row->document, quoted(&c, row->json));
        const char *text = document ? hcn_document_print(&c, document) : c.text;
        void *again = hcn_document_read(&c, row->document, text);

        check_text(row->json, text, quoted(&c, row->printed ? row->printed : row->json));
        CHECK(again && hcn_document_equal(document, again));
        check_text("again", hcn_document_print(&c, again), text);
        call_end(&c);
    }
}

/* ---- refused ----------------------------------------------------------------------------- */

#define LONG_TEXT "0123456789012345678901234567890123456789012345678901234567"

static const struct refused {
    enum hcn_document document;
    const char *json;
    int32_t hresult;
    const char *text;
} refused[] = {
    /* numbers */
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':65536}", HCN_E_INVALID_JSON,
      "ip route.Metric: expected a whole number from 0 to 65535, found 65536" },
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':1e5}", HCN_E_INVALID_JSON,
      "ip route.Metric: expected a whole number from 0 to 65535, found 1e5" },
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':0.10}", HCN_E_INVALID_JSON,
      "ip route.Metric: expected a whole number from 0 to 65535, found 0.10" },
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':1e400}", HCN_E_INVALID_JSON,
      "ip route.Metric: expected a whole number from 0 to 65535, found 1e400" },
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':'1'}", HCN_E_INVALID_JSON,
      "ip route.Metric: expected a whole number from 0 to 65535, found \"1\"" },
    { HCN_DOCUMENT_IP_ROUTE, "{'Metric':true}", HCN_E_INVALID_JSON,
      "ip route.Metric: expected a whole number from 0 to 65535, found true" },
    { HCN_DOCUMENT_NETWORK, "{'Version':18446744073709551616}", HCN_E_INVALID_JSON,
      "network.Version: expected a whole number from 0 to 18446744073709551615, found "
      "18446744073709551616" },
    { HCN_DOCUMENT_ENDPOINT, "{'IpConfigurations':[{'PrefixLength':129}]}", HCN_E_INVALID_JSON,
      "endpoint.IpConfigurations[0].PrefixLength: expected a whole number from 0 to 128, found "
      "129" },
    { HCN_DOCUMENT_NAMESPACE, "{'CreateWithCompartment':1}", HCN_E_INVALID_JSON,
      "namespace.CreateWithCompartment: expected true or false, found 1" },
    { HCN_DOCUMENT_NAMESPACE, "{'CreateWithCompartment':'true'}", HCN_E_INVALID_JSON,
      "namespace.CreateWithCompartment: expected true or false, found \"true\"" },
    /* words */
    { HCN_DOCUMENT_NETWORK, "{'Type':11}", HCN_E_INVALID_NETWORK_TYPE,
      "network.Type: expected one of NAT, ICS, Transparent, L2Bridge, L2Tunnel, Overlay, Private, "
      "Internal, Mirrored, Infiniband, ConstrainedICS, found 11" },
    { HCN_DOCUMENT_IPAM, "{'Type':'Static\\u0000'}", HCN_E_INVALID_JSON,
      "ipam.Type: expected one of Static, Dhcp, found \"Static\\u0000\"" },
    { HCN_DOCUMENT_IPAM, "{'Type':4294967295}", HCN_E_INVALID_JSON,
      "ipam.Type: expected one of Static, Dhcp, found 4294967295" },
    { HCN_DOCUMENT_IPAM, "{'Type':false}", HCN_E_INVALID_JSON,
      "ipam.Type: expected one of Static, Dhcp, found false" },
    { HCN_DOCUMENT_QUERY, "{'Flags':'Detailed,,None'}", HCN_E_INVALID_JSON,
      "query.Flags: expected a whole number from 0 to 4294967295 or one of Detailed, None, found "
      "\"Detailed,,None\"" },
    { HCN_DOCUMENT_POLICY, "{'Type':77}", HCN_E_INVALID_JSON,
      "policy.Type: expected text, found 77" },
    /* ids, addresses, prefixes */
    { HCN_DOCUMENT_NETWORK, "{'ID':'{910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC'}",
      HCN_E_GUID_CONVERSION_FAILURE,
      "network.ID: expected a GUID, found \"{910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC\"" },
    { HCN_DOCUMENT_NETWORK, "{'ID':'910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC\\u0000'}",
      HCN_E_GUID_CONVERSION_FAILURE,
      "network.ID: expected a GUID, found \"910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC\\u0000\"" },
    { HCN_DOCUMENT_LOAD_BALANCER, "{'HostComputeEndpoints':['x']}", HCN_E_GUID_CONVERSION_FAILURE,
      "load balancer.HostComputeEndpoints[0]: expected a GUID, found \"x\"" },
    { HCN_DOCUMENT_SUBNET, "{'IpAddressPrefix':'10.0.0.0'}", HCN_E_INVALID_PREFIX,
      "subnet.IpAddressPrefix: expected an address prefix, found \"10.0.0.0\"" },
    { HCN_DOCUMENT_SUBNET, "{'IpAddressPrefix':'10.0.0.0/08'}", HCN_E_INVALID_PREFIX,
      "subnet.IpAddressPrefix: expected an address prefix, found \"10.0.0.0/08\"" },
    { HCN_DOCUMENT_SUBNET, "{'IpAddressPrefix':'fd00::/129'}", HCN_E_INVALID_PREFIX,
      "subnet.IpAddressPrefix: expected an address prefix, found \"fd00::/129\"" },
    { HCN_DOCUMENT_IP_ROUTE, "{'NextHop':'fe80::1%eth0'}", HCN_E_INVALID_IP,
      "ip route.NextHop: expected an IP address, found \"fe80::1%eth0\"" },
    { HCN_DOCUMENT_IP_ROUTE, "{'NextHop':'010.0.0.1'}", HCN_E_INVALID_IP,
      "ip route.NextHop: expected an IP address, found \"010.0.0.1\"" },
    { HCN_DOCUMENT_MAC_RANGE, "{'StartMacAddress':'00-15:5D-52-C0-00'}", HCN_E_INVALID_NETWORK,
      "mac range.StartMacAddress: expected a MAC address, found \"00-15:5D-52-C0-00\"" },
    /* types */
    { HCN_DOCUMENT_NETWORK, "{'Ipams':[null]}", HCN_E_INVALID_JSON,
      "network.Ipams[0]: expected an object, found null" },
    { HCN_DOCUMENT_NETWORK, "{'Dns':'8.8.8.8'}", HCN_E_INVALID_JSON,
      "network.Dns: expected an object, found \"8.8.8.8\"" },
    { HCN_DOCUMENT_NETWORK, "{'Dns':{'Search':'a'}}", HCN_E_INVALID_JSON,
      "network.Dns.Search: expected a list, found \"a\"" },
    { HCN_DOCUMENT_NETWORK, "{'Policies':[{'Type':'HostRoute','Settings':[]}]}",
      HCN_E_INVALID_POLICY, "network.Policies[0].Settings: expected an object, found a list" },
    /* twins */
    { HCN_DOCUMENT_NETWORK, "{'Name':null,'name':'a'}", HCN_E_INVALID_JSON,
      "network.Name: the member stands twice" },
    { HCN_DOCUMENT_NETWORK, "{'Future':1,'FUTURE':2}", HCN_E_INVALID_JSON,
      "network.FUTURE: the member stands twice" },
    { HCN_DOCUMENT_NETWORK, "{'Dns':{'x':1,'y':2,'X':3}}", HCN_E_INVALID_JSON,
      "network.Dns.X: the member stands twice" },
    { HCN_DOCUMENT_POLICY, "{'Type':'Warp','Settings':{'a':[{'b':1,'b':1}]}}", HCN_E_INVALID_JSON,
      "policy.Settings.a[0].b: the member stands twice" },
    { HCN_DOCUMENT_DNS, "{'Domain':'a','Suffix':'b'}", HCN_E_INVALID_JSON,
      "dns.Suffix: the member stands twice" },
    { HCN_DOCUMENT_DNS, "{'Suffix':'b','Domain':'a'}", HCN_E_INVALID_JSON,
      "dns.Domain: the member stands twice" },
    { HCN_DOCUMENT_DNS, "{'Suffix':'a','suffix':'a'}", HCN_E_INVALID_JSON,
      "dns.Suffix: the member stands twice" },
    /* the settings of modify requests */
    { HCN_DOCUMENT_NETWORK_REQUEST, "{'ResourceType':'Subnet','Settings':'{}'}", HCN_E_INVALID_JSON,
      "request.Settings: expected an object, found \"{}\"" },
    { HCN_DOCUMENT_NETWORK_REQUEST,
      "{'Settings':{'Subnets':[{'IpAddressPrefix':'10.0.0.0/33'}]},'ResourceType':3}",
      HCN_E_INVALID_PREFIX,
      "request.Settings.Subnets[0].IpAddressPrefix: expected an address prefix, found "
      "\"10.0.0.0/33\"" },
    { HCN_DOCUMENT_ENDPOINT_REQUEST,
      "{'ResourceType':'Policy','Settings':{'Policies':[{'Type':'ACL','Settings':{'Action':7}}]}}",
      HCN_E_INVALID_POLICY,
      "request.Settings.Policies[0].Settings.Action: expected one of Allow, Block, Pass, found 7" },
    { HCN_DOCUMENT_NAMESPACE_REQUEST, "{'ResourceType':'Endpoint','Settings':{'EndpointId':'e'}}",
      HCN_E_GUID_CONVERSION_FAILURE, "request.Settings.EndpointId: expected a GUID, found \"e\"" },
    { HCN_DOCUMENT_GUEST_SERVICE_REQUEST, "{'Settings':{'State':'Asleep'}}", HCN_E_INVALID_JSON,
      "request.Settings.State: expected one of None, Created, Bootstrapping, Synchronized, Paused, "
      "Desynchronized, Rehydrating, Degraded, Destroyed, found \"Asleep\"" },
    /* sentences stay short, on one line, and UTF-8 */
    { HCN_DOCUMENT_IP_ROUTE, "{'NextHop':'" LONG_TEXT "89'}", HCN_E_INVALID_IP,
      "ip route.NextHop: expected an IP address, found \"" LONG_TEXT "8..." },
    { HCN_DOCUMENT_IP_ROUTE, "{'NextHop':'" LONG_TEXT "\xe2\x82\xac'}", HCN_E_INVALID_IP,
      "ip route.NextHop: expected an IP address, found \"" LONG_TEXT "..." },
    { HCN_DOCUMENT_IP_ROUTE, "{'NextHop':'a\\nb'}", HCN_E_INVALID_IP,
      "ip route.NextHop: expected an IP address, found \"a\\nb\"" },
    { HCN_DOCUMENT_DNS, "{'x\\ny':{'b':1,'b':2}}", HCN_E_INVALID_JSON,
      "dns.x y.b: the member stands twice" },
    { HCN_DOCUMENT_DNS, "{'" LONG_TEXT "012':{'b':1,'b':2}}", HCN_E_INVALID_JSON,
      "dns." LONG_TEXT "01.b: the member stands twice" },
};

static void documents_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct hcn_call c = { 0 };

        if (hcn_document_read(&c, refused[i].document, quoted(&c, refused[i].json)))
            CHECK_FAILED("%s: was not refused", refused[i].json);
        check_failure(refused[i].json, &c, refused[i].hresult, refused[i].text);
        call_end(&c);
    }
}

/* Text that is not JSON at all: the sentence begins with the place. */
static void other_texts_are_refused(void **state)
{
    static const struct {
        const char *text, *place;
    } rows[] = {
        { "", "line 1, column 1" },
        { " \n ", "line 1, column 1" },
        { "{} x", "line 1, column 4" },
        { "{}{}", "line 1, column 3" },
        { "\xef\xbb\xbf{}", "line 1, column 1" },
        { "{\"Name\":\"\xff\"}", "line 1, column 10" },
        { "{\"Name\":\"\xed\xa0\x80\"}", "line 1, column 10" },
        { "{\"Name\":\"\\ud800\"}", "line 1, column" },
        { "{\"Name\":\"a\nb\"}", "line 1, column 11" },
        { "{\"Name\":\"a\"", "line 1, column 12" },
        { "{\"Name\":\"a\",}", "line 1, column 12" },
        { "{'Name':\"a\"}", "line 1, column 2" },
        { "{\"Version\":01}", "line 1, column" },
        { "{\"Version\":NaN}", "line 1, column 12" },
        { "{\"Version\":+1}", "line 1, column 12" },
        { "{\"Name\":\"a\"/**/}", "line 1, column 12" },
        { "nonsense", "line 1, column 1" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_call c = { 0 };
        const char *expected = call_format(&c, "network: not JSON at %s", rows[i].place);

        CHECK(!hcn_document_read(&c, HCN_DOCUMENT_NETWORK, rows[i].text));
        if (strncmp(c.text, expected, strlen(expected)) != 0)
            CHECK_FAILED("%s: %s", rows[i].text, c.text);
        check_failure(rows[i].text, &c, HCN_E_INVALID_JSON, NULL);
        call_end(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_survive_a_round_trip),
        cmocka_unit_test(documents_are_refused),
        cmocka_unit_test(other_texts_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
