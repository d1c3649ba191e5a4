package clients

import (
	"encoding/json"
	"net"
	"slices"
	"testing"

	"github.com/Microsoft/hcsshim"
	"github.com/Microsoft/hcsshim/hcn"
)

func TestNetworksOfEveryTypeComeAndGo(t *testing.T) {
	for _, kind := range []hcn.NetworkType{
		hcn.NAT, hcn.Transparent, hcn.L2Bridge, hcn.L2Tunnel, hcn.ICS, hcn.Private, hcn.Overlay,
	} {
		t.Run(string(kind), func(t *testing.T) {
			before := len(must[[]hcn.HostComputeNetwork](t)(hcn.ListNetworks()))
			made := network(t, kind)
			found := must[*hcn.HostComputeNetwork](t)(hcn.GetNetworkByID(made.Id))
			equal(t, "type", found.Type, kind)
			equal(t, "name", found.Name, t.Name())
			equal(t, "subnets", len(found.Ipams), 1)
			if len(found.MacPool.Ranges) == 0 {
				t.Error("expected a range of MACs, found none")
			}
			if layer := found.Health.Extra.SwitchGuid; layer != "" {
				must[*hcn.HostComputeNetwork](t)(hcn.GetNetworkByID(layer))
			}
			byName := must[*hcn.HostComputeNetwork](t)(hcn.GetNetworkByName(t.Name()))
			equal(t, "by name", byName.Id, made.Id)
			after := must[[]hcn.HostComputeNetwork](t)(hcn.ListNetworks())
			equal(t, "how many", len(after), before+1)
		})
	}
}

func TestANetworkTellsItsAddressesAndMACs(t *testing.T) {
	made := network(t, hcn.NAT)
	if len(made.Ipams) != 1 || len(made.Ipams[0].Subnets) != 1 {
		t.Fatalf("expected one subnet, found %+v", made.Ipams)
	}
	subnet := made.Ipams[0].Subnets[0]
	equal(t, "kind of addresses", made.Ipams[0].Type, "Static")
	equal(t, "prefix", subnet.IpAddressPrefix, "192.168.100.0/24")
	equal(t, "gateway", subnet.Routes[0].NextHop, "192.168.100.1")
	if len(made.MacPool.Ranges) != 1 {
		t.Fatalf("expected one range of MACs, found %+v", made.MacPool)
	}
	first := must[net.HardwareAddr](t)(net.ParseMAC(made.MacPool.Ranges[0].StartMacAddress))
	equal(t, "vendor", first[:3].String(), "00:15:5d")
}

func TestANetworkWithoutSubnets(t *testing.T) {
	made := must[*hcn.HostComputeNetwork](t)((&hcn.HostComputeNetwork{
		Name: t.Name(), Type: hcn.NAT, SchemaVersion: hcn.V2SchemaVersion(),
	}).Create())
	defer made.Delete()
	if len(made.Ipams) != 1 || len(made.Ipams[0].Subnets) != 1 {
		t.Fatalf("expected a subnet of the service's choice, found %+v", made.Ipams)
	}
	_, _, err := net.ParseCIDR(made.Ipams[0].Subnets[0].IpAddressPrefix)
	succeed(t, err)
}

func TestNamesOfNetworksAreUnique(t *testing.T) {
	made := network(t, hcn.NAT)
	_, err := (&hcn.HostComputeNetwork{
		Name: t.Name(), Type: hcn.NAT, SchemaVersion: hcn.V2SchemaVersion(),
	}).Create()
	refused(t, "the second one", err, networkAlreadyExists)
	_, err = (&hcn.HostComputeNetwork{
		Id: made.Id, Name: "another", Type: hcn.NAT, SchemaVersion: hcn.V2SchemaVersion(),
	}).Create()
	refused(t, "the same id", err, networkAlreadyExists)
}

func TestTheIDOfTheDocumentIsTaken(t *testing.T) {
	const id = "5f7a1b52-7a2b-4c50-9a51-9ef3c0f6a001"
	for range 2 { // deleted and made again: the same id
		made := must[*hcn.HostComputeNetwork](t)((&hcn.HostComputeNetwork{
			Id: id, Name: t.Name(), Type: hcn.NAT, SchemaVersion: hcn.V2SchemaVersion(),
		}).Create())
		equal(t, "id", made.Id, id)
		succeed(t, made.Delete())
	}
}

func TestAMissingNetwork(t *testing.T) {
	made := must[*hcn.HostComputeNetwork](t)((&hcn.HostComputeNetwork{
		Name: t.Name(), Type: hcn.NAT, SchemaVersion: hcn.V2SchemaVersion(),
	}).Create())
	succeed(t, made.Delete())
	refused(t, "deleted twice", made.Delete(), networkNotFound)
	_, err := hcn.GetNetworkByID(made.Id)
	equal(t, "not found", hcn.IsNotFoundError(err), true)
	_, err = hcn.GetNetworkByName("nobody/has this name")
	equal(t, "not found by name", hcn.IsNotFoundError(err), true)
	_, err = made.CreateEndpoint(&hcn.HostComputeEndpoint{Name: "web", SchemaVersion: hcn.V2SchemaVersion()})
	refused(t, "an endpoint on it", err, networkNotFound)
}

func TestFlagsOfANetworkComeBack(t *testing.T) {
	made := must[*hcn.HostComputeNetwork](t)((&hcn.HostComputeNetwork{
		Name: t.Name(), Type: hcn.NAT, Flags: hcn.EnableNonPersistent | hcn.DisableHostPort,
		SchemaVersion: hcn.V2SchemaVersion(),
	}).Create())
	defer made.Delete()
	equal(t, "flags", made.Flags, hcn.EnableNonPersistent|hcn.DisableHostPort)
}

// Every policy of a network; settings come back byte for byte, in whatever order.
var networkPolicies = []struct {
	kind     hcn.NetworkPolicyType
	settings string
}{
	{hcn.SourceMacAddress, `{"SourceMacAddress":"00-11-22-33-44-55"}`},
	{hcn.NetAdapterName, `{"NetworkAdapterName":"Ethernet 2"}`},
	{hcn.VSwitchExtension, `{"Enable":true,"ExtensionID":"e7c3b2f0-f3c5-48df-af2b-10fed6d72e7a"}`},
	{hcn.DrMacAddress, `{"Address":"0C-12-34-56-78-9A"}`},
	{hcn.AutomaticDNS, `{"Enable":false}`},
	{hcn.RemoteSubnetRoute, `{"IsolationId":4096,"DestinationPrefix":"10.9.0.0/16",` +
		`"ProviderAddress":"10.0.0.9","DistributedRouterMacAddress":"aa-bb-cc-dd-ee-ff"}`},
	{hcn.VxlanPort, `{"Port":4789}`},
	{hcn.HostRoute, `{}`},
	{hcn.SetPolicy, `{"Id":"set-1","Name":"one","PolicyType":"IPSET","Values":"10.1.0.1,10.1.0.2"}`},
	{hcn.NetworkACL, `{"Protocols":"6","Action":"Block","Direction":"Out",` +
		`"RemoteAddresses":"10.1.0.0/16","Priority":200}`},
}

func TestPoliciesOfNetworksComeBackByteForByte(t *testing.T) {
	for _, row := range networkPolicies {
		t.Run(string(row.kind), func(t *testing.T) {
			policy := hcn.NetworkPolicy{Type: row.kind, Settings: json.RawMessage(row.settings)}
			made := network(t, hcn.Overlay, policy)
			found := must[*hcn.HostComputeNetwork](t)(hcn.GetNetworkByID(made.Id))
			for _, p := range found.Policies {
				if p.Type == row.kind {
					equal(t, "settings", string(p.Settings), row.settings)
					return
				}
			}
			t.Errorf("the policy is missing: %+v", found.Policies)
		})
	}
}

// flannel waits for these in a network that it has made, and for an interface with that address.
func TestNetworksOnAnAdapterTellOfTheHost(t *testing.T) {
	overlay := map[hcn.NetworkPolicyType]string{}
	for _, p := range network(t, hcn.Overlay).Policies {
		overlay[p.Type] = string(p.Settings)
	}
	var provider hcn.ProviderAddressEndpointPolicySetting
	var router hcn.DrMacAddressNetworkPolicySetting
	succeed(t, json.Unmarshal([]byte(overlay[hcn.ProviderAddress]), &provider))
	succeed(t, json.Unmarshal([]byte(overlay[hcn.DrMacAddress]), &router))
	must[net.HardwareAddr](t)(net.ParseMAC(router.Address))
	found := must[*hcsshim.HNSNetwork](t)(hcsshim.GetHNSNetworkByName(t.Name()))
	equal(t, "management address", found.ManagementIP, provider.ProviderAddress)
	var own []string
	for _, address := range must[[]net.Addr](t)(net.InterfaceAddrs()) {
		own = append(own, address.(*net.IPNet).IP.String())
	}
	equal(t, "an address of the machine", slices.Contains(own, found.ManagementIP), true)
}

func TestRemoteSubnets(t *testing.T) {
	succeed(t, hcn.RemoteSubnetSupported())
	made := network(t, hcn.Overlay)
	before := len(made.Policies)
	request := hcn.PolicyNetworkRequest{Policies: []hcn.NetworkPolicy{{
		Type: hcn.RemoteSubnetRoute,
		Settings: asJSON(t, hcn.RemoteSubnetRoutePolicySetting{
			DestinationPrefix: "192.168.2.0/24", IsolationId: 5000, ProviderAddress: "1.1.1.1",
			DistributedRouterMacAddress: "00-12-34-56-78-9a",
		}),
	}}}
	succeed(t, made.AddPolicy(request))
	found := must[*hcn.HostComputeNetwork](t)(hcn.GetNetworkByID(made.Id))
	equal(t, "policies with it", len(found.Policies), before+1)
	succeed(t, made.RemovePolicy(request))
	found = must[*hcn.HostComputeNetwork](t)(hcn.GetNetworkByID(made.Id))
	equal(t, "policies without it", len(found.Policies), before)
}

func TestDNSOfANetworkCanBeChanged(t *testing.T) {
	made := network(t, hcn.L2Bridge)
	succeed(t, made.ModifyNetworkSettings(&hcn.ModifyNetworkSettingRequest{
		ResourceType: hcn.NetworkResourceTypeDNS,
		RequestType:  hcn.RequestTypeUpdate,
		Settings:     asJSON(t, hcn.Dns{Domain: "example.net", ServerList: []string{"10.0.0.10"}}),
	}))
	found := must[*hcn.HostComputeNetwork](t)(hcn.GetNetworkByID(made.Id))
	equal(t, "domain", found.Dns.Domain, "example.net")
	equal(t, "servers", len(found.Dns.ServerList), 1)
}

func TestDualStackInTwoParts(t *testing.T) {
	succeed(t, hcn.IPv6DualStackSupported())
	ipams := append(subnets("192.168.77.0/24", "192.168.77.1"), subnets("fd00:77::/64", "fd00:77::1")...)
	made := must[*hcn.HostComputeNetwork](t)((&hcn.HostComputeNetwork{
		Name: t.Name(), Type: hcn.L2Bridge, Ipams: ipams, SchemaVersion: hcn.V2SchemaVersion(),
	}).Create())
	defer made.Delete()
	e := endpoint(t, made)
	families := map[bool]int{}
	for _, c := range e.IpConfigurations {
		ip := net.ParseIP(c.IpAddress)
		if ip == nil {
			t.Fatalf("expected an address, found %q", c.IpAddress)
		}
		families[ip.To4() != nil]++
	}
	equal(t, "IPv4 addresses", families[true], 1)
	equal(t, "IPv6 addresses", families[false], 1)
}

func TestASubnetWithAVSID(t *testing.T) {
	ipams := subnets("192.168.100.0/24", "192.168.100.1")
	ipams[0].Subnets[0].Policies = []json.RawMessage{json.RawMessage(`{"Type":"VSID","Settings":{"IsolationId":5000}}`)}
	made := must[*hcn.HostComputeNetwork](t)((&hcn.HostComputeNetwork{
		Name: t.Name(), Type: hcn.Overlay, Ipams: ipams, SchemaVersion: hcn.V2SchemaVersion(),
	}).Create())
	defer made.Delete()
	policies := made.Ipams[0].Subnets[0].Policies
	if len(policies) != 1 {
		t.Fatalf("expected one policy, found %s", policies)
	}
	var policy hcn.SubnetPolicy
	succeed(t, json.Unmarshal(policies[0], &policy))
	equal(t, "settings", string(policy.Settings), `{"IsolationId":5000}`)
}

func TestANetworkTakesItsEndpointsAlong(t *testing.T) {
	made := must[*hcn.HostComputeNetwork](t)((&hcn.HostComputeNetwork{
		Name: t.Name(), Type: hcn.NAT, SchemaVersion: hcn.V2SchemaVersion(),
	}).Create())
	e := endpoint(t, made)
	succeed(t, made.Delete())
	_, err := hcn.GetEndpointByID(e.Id)
	equal(t, "endpoint not found", hcn.IsNotFoundError(err), true)
}
