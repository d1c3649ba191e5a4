package clients

import (
	"encoding/json"
	"net"
	"strings"
	"testing"

	"github.com/Microsoft/hcsshim/hcn"
)

func TestAnEndpointComesAndGoes(t *testing.T) {
	n := network(t, hcn.NAT)
	made := endpoint(t, n)
	found := must[*hcn.HostComputeEndpoint](t)(hcn.GetEndpointByID(made.Id))
	equal(t, "name", found.Name, t.Name())
	equal(t, "network", found.HostComputeNetwork, strings.ToLower(n.Id))
	equal(t, "namespace", found.HostComputeNamespace, "00000000-0000-0000-0000-000000000000")
	equal(t, "by name", must[*hcn.HostComputeEndpoint](t)(hcn.GetEndpointByName(t.Name())).Id, made.Id)
	of := must[[]hcn.HostComputeEndpoint](t)(hcn.ListEndpointsOfNetwork(n.Id))
	equal(t, "of the network", len(of), 1)
	succeed(t, made.Delete())
	refused(t, "deleted twice", made.Delete(), endpointNotFound)
	_, err := hcn.GetEndpointByID(made.Id)
	equal(t, "not found", hcn.IsNotFoundError(err), true)
}

func TestAnAddressOfTheService(t *testing.T) {
	n := network(t, hcn.NAT)
	made := endpoint(t, n)
	if len(made.IpConfigurations) != 1 {
		t.Fatalf("expected one address, found %+v", made.IpConfigurations)
	}
	_, prefix, _ := net.ParseCIDR("192.168.100.0/24")
	equal(t, made.IpConfigurations[0].IpAddress+" inside", prefix.Contains(net.ParseIP(made.IpConfigurations[0].IpAddress)), true)
	equal(t, "length", made.IpConfigurations[0].PrefixLength, 24)
	equal(t, "gateway", made.Routes[0].NextHop, "192.168.100.1")
	must[net.HardwareAddr](t)(net.ParseMAC(made.MacAddress))
}

func TestAnAddressOfTheCaller(t *testing.T) {
	n := network(t, hcn.L2Bridge)
	made := must[*hcn.HostComputeEndpoint](t)(n.CreateEndpoint(&hcn.HostComputeEndpoint{
		Name:             t.Name(),
		IpConfigurations: []hcn.IpConfig{{IpAddress: "192.168.100.42"}},
		MacAddress:       "0E-2A-0A-F4-00-42",
		Routes:           []hcn.Route{{NextHop: "192.168.100.2", DestinationPrefix: "0.0.0.0/0"}},
		Dns:              hcn.Dns{Domain: "pod.local", Search: []string{"svc.local"}, ServerList: []string{"10.0.0.10"}},
		SchemaVersion:    hcn.V2SchemaVersion(),
	}))
	equal(t, "address", made.IpConfigurations[0].IpAddress, "192.168.100.42")
	equal(t, "length", made.IpConfigurations[0].PrefixLength, 24)
	equal(t, "MAC", made.MacAddress, "0E-2A-0A-F4-00-42")
	equal(t, "next hop", made.Routes[0].NextHop, "192.168.100.2")
	equal(t, "domain", made.Dns.Domain, "pod.local")
	equal(t, "server", made.Dns.ServerList[0], "10.0.0.10")
	equal(t, "search", made.Dns.Search[0], "svc.local")
}

func TestAddressesThatCannotBeHad(t *testing.T) {
	n := network(t, hcn.NAT)
	create := func(address string) error {
		_, err := n.CreateEndpoint(&hcn.HostComputeEndpoint{
			Name:             t.Name(),
			IpConfigurations: []hcn.IpConfig{{IpAddress: address}},
			SchemaVersion:    hcn.V2SchemaVersion(),
		})
		return err
	}
	succeed(t, create("192.168.100.7"))
	refused(t, "in use", create("192.168.100.7"), addressReserved)
	refused(t, "the gateway", create("192.168.100.1"), addressReserved)
	refused(t, "broadcast", create("192.168.100.255"), addressReserved)
	refused(t, "outside", create("192.168.101.7"), invalidAddress)
}

func TestNamesOfEndpointsMayRepeat(t *testing.T) {
	n := network(t, hcn.NAT)
	first, second := endpoint(t, n), endpoint(t, n)
	if first.Id == second.Id {
		t.Error("two endpoints have one id")
	}
	equal(t, "of the network", len(must[[]hcn.HostComputeEndpoint](t)(hcn.ListEndpointsOfNetwork(n.Id))), 2)
}

func TestARemoteEndpoint(t *testing.T) {
	n := network(t, hcn.Overlay)
	made := must[*hcn.HostComputeEndpoint](t)(n.CreateRemoteEndpoint(&hcn.HostComputeEndpoint{
		Name:             t.Name(),
		IpConfigurations: []hcn.IpConfig{{IpAddress: "192.168.100.9", PrefixLength: 24}},
		MacAddress:       "0E-2A-0A-F4-00-09",
		SchemaVersion:    hcn.V2SchemaVersion(),
	}))
	equal(t, "flags", made.Flags&hcn.EndpointFlagsRemoteEndpoint, hcn.EndpointFlagsRemoteEndpoint)
}

var endpointPolicies = []struct {
	kind     hcn.EndpointPolicyType
	settings string
}{
	{hcn.ACL, `{"Protocols":"6,17","Action":"Block","Direction":"Out","RemoteAddresses":"10.0.0.0/8",` +
		`"RemotePorts":"80-443,8080","RuleType":"Switch","Priority":200}`},
	{hcn.QOS, `{"MaximumOutgoingBandwidthInBytes":1048576}`},
	{hcn.OutBoundNAT, `{"Exceptions":["10.0.0.0/8","192.168.0.0/16"],"VirtualIP":"10.1.1.1"}`},
	{hcn.SDNRoute, `{"NeedEncap":true,"DestinationPrefix":"10.0.0.0/8","NextHop":"10.0.0.1"}`},
	{hcn.L4WFPPROXY, `{"OutboundProxyPort":"15001","InboundProxyPort":"15003","UserSID":"S-1-5-32-556",` +
		`"FilterTuple":{"Protocols":"6","RemotePorts":"443"},"OutboundExceptions":{"PortExceptions":["22"]}}`},
	{hcn.PortName, `{"Name":"port-1"}`},
	{hcn.EncapOverhead, `{"Overhead":50}`},
	{hcn.IOV, `{"IovOffloadWeight":100,"QueuePairsRequested":2,"InterruptModeration":0}`},
	{hcn.NetworkProviderAddress, `{"ProviderAddress":"10.0.0.9"}`},
	{hcn.TierAcl, `{"Name":"tier","Direction":"In","Order":1,"TierAclRules":[{"Id":"one","Protocols":"6",` +
		`"TierAclRuleAction":"Allow","LocalPorts":"80","Priority":100}]}`},
	{hcn.PortMapping, `{"Protocol":6,"InternalPort":80,"ExternalPort":8899}`},
}

func TestPoliciesOfEndpointsComeBackByteForByte(t *testing.T) {
	for _, row := range endpointPolicies {
		t.Run(string(row.kind), func(t *testing.T) {
			kind := hcn.Overlay
			if row.kind == hcn.PortMapping {
				kind = hcn.NAT
			}
			n := network(t, kind)
			made := endpoint(t, n, hcn.EndpointPolicy{Type: row.kind, Settings: json.RawMessage(row.settings)})
			if len(made.Policies) != 1 {
				t.Fatalf("expected one policy, found %+v", made.Policies)
			}
			equal(t, "type", made.Policies[0].Type, row.kind)
			equal(t, "settings", string(made.Policies[0].Settings), row.settings)
		})
	}
}

func TestPoliciesOfAnEndpointAreAddedReplacedAndRemoved(t *testing.T) {
	acl := func(address string) hcn.PolicyEndpointRequest {
		return hcn.PolicyEndpointRequest{Policies: []hcn.EndpointPolicy{{
			Type: hcn.ACL,
			Settings: asJSON(t, hcn.AclPolicySetting{
				Protocols: "6", Action: hcn.ActionTypeBlock, Direction: hcn.DirectionTypeIn,
				RemoteAddresses: address, RuleType: hcn.RuleTypeSwitch, Priority: 200,
			}),
		}}}
	}
	count := func(e *hcn.HostComputeEndpoint) int {
		return len(must[*hcn.HostComputeEndpoint](t)(hcn.GetEndpointByID(e.Id)).Policies)
	}
	e := endpoint(t, network(t, hcn.L2Bridge))
	succeed(t, e.ApplyPolicy(hcn.RequestTypeAdd, acl("10.0.0.1")))
	succeed(t, e.ApplyPolicy(hcn.RequestTypeAdd, acl("10.0.0.2")))
	equal(t, "added", count(e), 2)
	succeed(t, e.ApplyPolicy(hcn.RequestTypeRemove, acl("10.0.0.1")))
	equal(t, "removed", count(e), 1)
	succeed(t, e.ApplyPolicy(hcn.RequestTypeUpdate, hcn.PolicyEndpointRequest{
		Policies: append(acl("10.0.0.3").Policies, acl("10.0.0.4").Policies...),
	}))
	equal(t, "replaced", count(e), 2)
	refused(t, "a bad one", e.ApplyPolicy(hcn.RequestTypeAdd, acl("Any")), invalidPolicy)
	equal(t, "after the bad one", count(e), 2)
}

func TestAPublishedPortIsUnique(t *testing.T) {
	n := network(t, hcn.NAT)
	policy := hcn.EndpointPolicy{
		Type:     hcn.PortMapping,
		Settings: asJSON(t, hcn.PortMappingPolicySetting{Protocol: 6, InternalPort: 80, ExternalPort: 8898}),
	}
	endpoint(t, n, policy)
	_, err := n.CreateEndpoint(&hcn.HostComputeEndpoint{
		Name: "second", Policies: []hcn.EndpointPolicy{policy}, SchemaVersion: hcn.V2SchemaVersion(),
	})
	equal(t, "port exists", hcn.IsPortAlreadyExistsError(err), true)
	equal(t, "of the network", len(must[[]hcn.HostComputeEndpoint](t)(hcn.ListEndpointsOfNetwork(n.Id))), 1)
}
