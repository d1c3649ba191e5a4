/* differ_test.c - which members a document says that another has otherwise. */
#include "../check.h"

#include <hcn/documents.h>

#include "json.h"
#include "schema/document.h"
#include "schema/records.h"

#define IPAM(subnets) "{'Ipams':[{'Subnets':[" subnets "]}]}"
#define PREFIX(p)     "{'IpAddressPrefix':'" p "'}"
#define PORT(n)       "{'Type':'PortMapping','Settings':{'ExternalPort':" #n "}}"
#define ID            "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc"
#define ACL(list)     "{'Policies':[{'Type':'ACL','Settings':{'RemoteAddresses':'" list "'}}]}"

/* Given: what somebody wants and what a service answers. Expected: the paths, with blanks between.
 */
static const struct {
    const struct record *record;
    const char *given, *found, *paths;
} rows[] = {
    /* only what was given counts */
    { &network_record, "{}", "{'Name':'n','Flags':16,'Dns':{'Domain':'x'},'Foo':1}", "" },
    { &network_record, "{'Name':'n'}", "{'Name':'n','Type':'L2Bridge'}", "" },
    { &network_record, "{'Name':'n'}", "{'Name':'m'}", "Name" },
    { &network_record, "{'Name':'n'}", "{}", "Name" },
    { &network_record, "{'Name':'n','Type':'NAT','Flags':0}",
      "{'Name':'N','Type':'L2Bridge','Flags':8}", "Name Type Flags" },
    /* absent and zero are the same when somebody wants zero; empty and absent too */
    { &network_record, "{'Type':'NAT','Flags':0,'Owner':''}", "{}", "" },
    { &network_record, "{'Owner':''}", "{'Owner':'x'}", "Owner" },
    /* what says nothing is not given */
    { &endpoint_record, "{'ID':'','MacAddress':'','HostComputeNamespace':''}",
      "{'ID':'" ID "','MacAddress':'00-15-5D-00-00-01','HostComputeNamespace':'" ID "'}", "" },
    { &endpoint_record,
      "{'IpConfigurations':[{}],'Routes':[{'NextHop':''}],'Dns':{},'Policies':[{}]}",
      "{'IpConfigurations':[{'IpAddress':'10.0.0.5'},{'IpAddress':'fd00::5'}],"
      "'Routes':[{'NextHop':'10.0.0.1'}],'Dns':{'Domain':'x'}}",
      "" },
    { &endpoint_record, "{'IpConfigurations':[{},{'IpAddress':'10.0.0.5'}],'Dns':{}}",
      "{'IpConfigurations':[{'IpAddress':'10.0.0.5'}]}", "" },
    { &endpoint_record, "{'IpConfigurations':[],'Dns':{'ServerList':[]}}",
      "{'IpConfigurations':[{'IpAddress':'10.0.0.5'}],'Dns':{'ServerList':['10.0.0.1']}}", "" },
    /* how it fares and is made is not what it is */
    { &namespace_record,
      "{'State':1,'Version':3,'SchemaVersion':{'Major':2},'Health':{'LastErrorCode':1},"
      "'Telemetry':{'Data':1},'CreateWithCompartment':true}",
      "{'State':2,'Version':4,'SchemaVersion':{'Major':2,'Minor':16}}", "" },
    /* any spelling */
    { &endpoint_record,
      "{'ID':'{910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC}','MacAddress':'00:15:5d:52:c0:ff',"
      "'IpConfigurations':[{'IpAddress':'FD00:0::1'}],'Routes':[{'DestinationPrefix':"
      "'FD00:0::/64'}],'Flags':'EnableDhcp'}",
      "{'ID':'" ID "','MacAddress':'00-15-5D-52-C0-FF','IpConfigurations':[{'IpAddress':'fd00::1',"
      "'PrefixLength':64}],'Routes':[{'DestinationPrefix':'fd00::/64'}],'Flags':32}",
      "" },
    { &network_record, "{'Type':'nat'}", "{'Type':0}", "" },
    { &network_record, "{'Type':'nat'}", "{'Type':'Weird'}", "Type" },
    { &endpoint_record, ACL("10.0.0.1,FD00:0::1"), ACL("10.0.0.1,fd00::1"), "" },
    { &endpoint_record, ACL("10.0.0.1"), ACL("10.0.0.1,fd00::1"), "Policies[0]" },
    { &endpoint_record, ACL("10.0.0.1,fd00::1"), ACL("10.0.0.1,fd00::2"), "Policies[0]" },
    /* lists, element by element */
    { &network_record, IPAM(PREFIX("10.0.0.0/24") "," PREFIX("10.1.0.0/24")),
      IPAM(PREFIX("10.0.0.0/24") "," PREFIX("10.2.0.0/24")),
      "Ipams[0].Subnets[1].IpAddressPrefix" },
    { &network_record, IPAM(PREFIX("10.0.0.0/24") "," PREFIX("10.1.0.0/24")),
      IPAM(PREFIX("10.0.0.0/24")), "Ipams[0].Subnets[1]" },
    { &network_record, IPAM(PREFIX("10.0.0.0/24")),
      IPAM(PREFIX("10.0.0.0/24") "," PREFIX("10.1.0.0/24")), "Ipams[0].Subnets" },
    { &network_record, IPAM(PREFIX("10.0.0.0/24")), "{}", "Ipams[0]" },
    { &network_record, "{'Dns':{'ServerList':['10.0.0.1','10.0.0.2'],'Search':['a']}}",
      "{'Dns':{'ServerList':['10.0.0.1','10.0.0.3'],'Search':['b','c']}}",
      "Dns.Search[0] Dns.Search Dns.ServerList[1]" },
    { &network_record, "{'Dns':{'Domain':'x'}}", "{}", "Dns" },
    { &load_balancer_record, "{'HostComputeEndpoints':['" ID "']}", "{'HostComputeEndpoints':[]}",
      "HostComputeEndpoints[0]" },
    { &route_record, "{'Setting':[{'NextHop':'10.0.0.1'}]}", "{'Routes':[{'NextHop':'10.0.0.2'}]}",
      "Routes[0].NextHop" },
    /* policies by type and settings, in any order */
    { &endpoint_record, "{'Policies':[" PORT(80) "," PORT(81) "]}",
      "{'Policies':[{'Type':'L2Driver'}," PORT(81) "," PORT(80) "]}", "" },
    { &endpoint_record, "{'Policies':[" PORT(80) "," PORT(80) "]}", "{'Policies':[" PORT(80) "]}",
      "Policies[1]" },
    { &endpoint_record, "{'Policies':[" PORT(80) "," PORT(82) "]}",
      "{'Policies':[" PORT(81) "," PORT(80) "]}", "Policies[1]" },
    { &endpoint_record, "{'Policies':[" PORT(80) "]}", "{}", "Policies[0]" },
    { &endpoint_record, "{'Policies':[" PORT(80) "]}",
      "{'Policies':[{'Type':'portmapping','Settings':{'externalport':80,'Protocol':6}}]}", "" },
    { &endpoint_record, "{'Policies':[{'Type':'Weird','Settings':{'A':1}}]}",
      "{'Policies':[{'Type':'Weird','Settings':{ 'a':1, 'B':2}}]}", "" },
    { &endpoint_record, "{'Policies':[{'Type':'Weird','Settings':{'A':1}}]}",
      "{'Policies':[{'Type':'Weird','Settings':{'A':2}},{'Type':'Odd','Settings':{'A':1}}]}",
      "Policies[0]" },
    /* of a known type, but with settings that nobody understands */
    { &endpoint_record, "{'Policies':[" PORT(80) "]}",
      "{'Policies':[{'Type':'PortMapping','Settings':[80]}]}", "Policies[0]" },
    /* any JSON, and members that no table has */
    { &namespace_record, "{'AdditionalParams':{'Linux':{'NetworkNamespace':'/a'}},'Foo':{'x':[1]}}",
      "{'AdditionalParams':{'linux':{'networknamespace':'/b','Adopted':true}},'foo':{'X':[2]}}",
      "AdditionalParams.Linux.NetworkNamespace Foo.x[0]" },
    { &namespace_record, "{'AdditionalParams':{'a':1,'b':null,'c':[],'d':{},'e':'','f':[1]}}",
      "{'AdditionalParams':{'a':1}}", "AdditionalParams.f" },
    { &namespace_record, "{'Foo':[1,[2]],'Bar':'FD00:0::1','Baz':[],'Nil':null}",
      "{'Foo':[1,[2],3],'Bar':'fd00::1','Baz':[7]}", "Foo" },
    { &namespace_record, "{'Foo':[1,2],'Bar':{'a':1},'Baz':true}",
      "{'Foo':[1],'Bar':[1],'Baz':false}", "Foo[1] Bar Baz" },
    { &namespace_record, "{'AdditionalParams':{'a':1},'Foo':1}", "{}", "AdditionalParams Foo" },
};

static void *read(struct hcn_call *c, const struct record *r, const char *json,
                  enum strictness strictness)
{
    const char *text = quoted(c, json);

    return document_read(c, r, text, strlen(text), strictness);
}

static void differences(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct hcn_call c = { 0 };
        const void *given = read(&c, rows[i].record, rows[i].given, STRICT);
        const void *found = read(&c, rows[i].record, rows[i].found, LENIENT);
        struct paths paths = { NULL, 0 };
        const char *all = "";

        check_failure(rows[i].given, &c, 0, NULL);
        CHECK(document_differ(&c, given, found, &paths));
        for (size_t n = 0; n < paths.count; n++)
            all = call_format(&c, "%s%s%s", all, n ? " " : "", paths.at[n]);
        check_text(rows[i].given, all, rows[i].paths);
        call_end(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
