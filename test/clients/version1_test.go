package clients

import (
	"encoding/json"
	"net"
	"strings"
	"testing"

	"github.com/Microsoft/hcsshim"
	"github.com/Microsoft/hcsshim/hcn"
)

// A network by HNSCall, as container engines make it.
func oldNetwork(t *testing.T, kind string) *hcsshim.HNSNetwork {
	t.Helper()
	n := must[*hcsshim.HNSNetwork](t)((&hcsshim.HNSNetwork{
		Name:          t.Name(),
		Type:          kind,
		Subnets:       []hcsshim.Subnet{{AddressPrefix: "192.168.50.0/24", GatewayAddress: "192.168.50.1"}},
		DNSServerList: "10.0.0.10,10.0.0.11",
		DNSSuffix:     "example.net",
	}).Create())
	t.Cleanup(func() {
		must[*hcsshim.HNSNetwork](t)(n.Delete())
	})
	return n
}

func oldEndpoint(t *testing.T, n *hcsshim.HNSNetwork, policies ...string) *hcsshim.HNSEndpoint {
	t.Helper()
	e := &hcsshim.HNSEndpoint{Name: t.Name(), VirtualNetwork: n.Id}
	for _, policy := range policies {
		e.Policies = append(e.Policies, json.RawMessage(policy))
	}
	return must[*hcsshim.HNSEndpoint](t)(e.Create())
}

func same(a, b string) bool { return strings.EqualFold(a, b) }

func TestAnOldNetworkIsANewOne(t *testing.T) {
	old := oldNetwork(t, "nat")
	equal(t, "type", old.Type, "nat")
	equal(t, "prefix", old.Subnets[0].AddressPrefix, "192.168.50.0/24")
	equal(t, "gateway", old.Subnets[0].GatewayAddress, "192.168.50.1")
	found := must[*hcn.HostComputeNetwork](t)(hcn.GetNetworkByName(t.Name()))
	equal(t, "the same id", same(found.Id, old.Id), true)
	equal(t, "type", found.Type, hcn.NAT)
	equal(t, "prefix", found.Ipams[0].Subnets[0].IpAddressPrefix, "192.168.50.0/24")
	equal(t, "gateway", found.Ipams[0].Subnets[0].Routes[0].NextHop, "192.168.50.1")
	equal(t, "servers", strings.Join(found.Dns.ServerList, " "), "10.0.0.10 10.0.0.11")
}

func TestANewNetworkIsAnOldOne(t *testing.T) {
	made := network(t, hcn.L2Bridge)
	found := must[*hcsshim.HNSNetwork](t)(hcsshim.GetHNSNetworkByName(t.Name()))
	equal(t, "the same id", same(found.Id, made.Id), true)
	equal(t, "type", same(found.Type, "l2bridge"), true)
	equal(t, "prefix", found.Subnets[0].AddressPrefix, "192.168.100.0/24")
	equal(t, "gateway", found.Subnets[0].GatewayAddress, "192.168.100.1")
	equal(t, "MACs", len(found.MacPools), 1)
	byID := must[*hcsshim.HNSNetwork](t)(hcsshim.GetHNSNetworkByID(made.Id))
	equal(t, "by id", byID.Name, t.Name())
}

func TestAnOldEndpointIsANewOne(t *testing.T) {
	n := oldNetwork(t, "nat")
	old := oldEndpoint(t, n, `{"Type":"NAT","Protocol":"TCP","InternalPort":80,"ExternalPort":8897}`,
		`{"Type":"OutBoundNAT","ExceptionList":["10.0.0.0/8"]}`)
	_, prefix, _ := net.ParseCIDR("192.168.50.0/24")
	equal(t, old.IPAddress.String()+" inside", prefix.Contains(old.IPAddress), true)
	equal(t, "length", old.PrefixLength, 24)
	equal(t, "gateway", old.GatewayAddress, "192.168.50.1")
	equal(t, "network's name", old.VirtualNetworkName, n.Name)
	found := must[*hcn.HostComputeEndpoint](t)(hcn.GetEndpointByID(old.Id))
	equal(t, "address", found.IpConfigurations[0].IpAddress, old.IPAddress.String())
	kinds := map[hcn.EndpointPolicyType]string{}
	for _, p := range found.Policies {
		kinds[p.Type] = string(p.Settings)
	}
	var mapping hcn.PortMappingPolicySetting
	succeed(t, json.Unmarshal([]byte(kinds[hcn.PortMapping]), &mapping))
	equal(t, "mapping", mapping, hcn.PortMappingPolicySetting{Protocol: 6, InternalPort: 80, ExternalPort: 8897})
	var nat hcn.OutboundNatPolicySetting
	succeed(t, json.Unmarshal([]byte(kinds[hcn.OutBoundNAT]), &nat))
	equal(t, "exceptions", strings.Join(nat.Exceptions, " "), "10.0.0.0/8")
}

func TestANewEndpointIsAnOldOne(t *testing.T) {
	made := endpoint(t, network(t, hcn.L2Bridge))
	found := must[*hcsshim.HNSEndpoint](t)(hcsshim.GetHNSEndpointByID(made.Id))
	equal(t, "address", found.IPAddress.String(), made.IpConfigurations[0].IpAddress)
	equal(t, "MAC", found.MacAddress, made.MacAddress)
	equal(t, "network", same(found.VirtualNetwork, made.HostComputeNetwork), true)
	equal(t, "by name", same(must[*hcsshim.HNSEndpoint](t)(hcsshim.GetHNSEndpointByName(t.Name())).Id, made.Id), true)
	stats := must[*hcsshim.HNSEndpointStats](t)(hcsshim.GetHNSEndpointStats(made.Id))
	equal(t, "statistics of it", same(stats.EndpointID, made.Id), true)
}

func TestAnOldEndpointIsAttachedAndDetached(t *testing.T) {
	e := oldEndpoint(t, oldNetwork(t, "l2bridge"))
	succeed(t, e.HostAttach(1))
	succeed(t, e.HostDetach())
	succeed(t, e.ContainerAttach("container-1", 0))
	equal(t, "attached", must[bool](t)(e.IsAttached("container-1")), true)
	succeed(t, e.ContainerDetach("container-1"))
	equal(t, "detached", must[bool](t)(e.IsAttached("container-1")), false)
	must[*hcsshim.HNSEndpoint](t)(e.Delete())
	_, err := hcsshim.GetHNSEndpointByID(e.Id)
	if err == nil {
		t.Error("expected the endpoint to be gone")
	}
}

// libnetwork attaches so, and takes a container that does not run for no failure.
func TestAnEndpointOfAContainerThatDoesNotRun(t *testing.T) {
	e := oldEndpoint(t, oldNetwork(t, "nat"))
	equal[error](t, "attach", hcsshim.HotAttachEndpoint("container-1", e.Id), hcsshim.ErrComputeSystemDoesNotExist)
	succeed(t, hcsshim.HotDetachEndpoint("container-1", e.Id))
}

func TestAnOldLoadBalancerIsANewOne(t *testing.T) {
	e := oldEndpoint(t, oldNetwork(t, "l2bridge"))
	old := must[*hcsshim.PolicyList](t)(hcsshim.AddLoadBalancer([]hcsshim.HNSEndpoint{*e}, true, "", "10.96.1.1", 6, 8080, 80))
	equal(t, "references", len(old.EndpointReferences), 1)
	found := must[*hcn.HostComputeLoadBalancer](t)(hcn.GetLoadBalancerByID(old.ID))
	equal(t, "frontend", found.FrontendVIPs[0], "10.96.1.1")
	equal(t, "ports", [2]uint16{found.PortMappings[0].InternalPort, found.PortMappings[0].ExternalPort}, [2]uint16{8080, 80})
	all := must[[]hcsshim.PolicyList](t)(hcsshim.HNSListPolicyListRequest())
	equal(t, "listed", len(all), 1)
	must[*hcsshim.PolicyList](t)(old.Delete())
	_, err := hcn.GetLoadBalancerByID(old.ID)
	equal(t, "not found", hcn.IsNotFoundError(err), true)
}

func TestAnOldRouteIsANewOne(t *testing.T) {
	e := oldEndpoint(t, oldNetwork(t, "l2bridge"))
	old := must[*hcsshim.PolicyList](t)(hcsshim.AddRoute([]hcsshim.HNSEndpoint{*e}, "10.0.0.0/8", "192.168.50.2", false))
	found := must[*hcn.HostComputeRoute](t)(hcn.GetRouteByID(old.ID))
	equal(t, "endpoint", same(found.HostComputeEndpoints[0], e.Id), true)
	equal(t, "route", routeOf(t, old.ID), hcsshim.RoutePolicy{
		Policy:            hcsshim.Policy{Type: hcsshim.Route},
		DestinationPrefix: "10.0.0.0/8", NextHop: "192.168.50.2",
	})
	must[*hcsshim.PolicyList](t)(old.Delete())
}

// The one route of a policy list.
func routeOf(t *testing.T, id string) (route hcsshim.RoutePolicy) {
	t.Helper()
	list := must[*hcsshim.PolicyList](t)(hcsshim.GetPolicyListByID(id))
	if len(list.Policies) != 1 {
		t.Fatalf("expected one policy, found %s", list.Policies)
	}
	succeed(t, json.Unmarshal(list.Policies[0], &route))
	return route
}

func TestManagementMACs(t *testing.T) {
	must[*hcsshim.HNSNnvManagementMacList](t)(hcsshim.SetNnvManagementMacAddresses([]string{"00-15-5D-0A-B7-C6"}))
	list := must[*hcsshim.HNSNnvManagementMacList](t)(hcsshim.GetNnvManagementMacAddresses())
	equal(t, "how many", len(list.MacAddressList), 1)
	must[*hcsshim.HNSNnvManagementMacList](t)(hcsshim.DeleteNnvManagementMacAddresses())
}

// Docker's network driver compares the whole text, but for hcsshim's own words before it.
func TestWhatIsMissingHasTheTextThatClientsLookFor(t *testing.T) {
	const gone = "failed with error : The object identifier does not represent a valid object. "
	for what, request := range map[string]func(method, id, body string) error{
		"network": func(method, id, body string) error {
			_, err := hcsshim.HNSNetworkRequest(method, id, body)
			return err
		},
		"endpoint": func(method, id, body string) error {
			_, err := hcsshim.HNSEndpointRequest(method, id, body)
			return err
		},
	} {
		for _, method := range []string{"GET", "DELETE"} {
			err := request(method, "2b7dbd3c-3f43-4a3a-a8c2-4a9d6d0d4444", "")
			if err == nil || !strings.HasSuffix(err.Error(), gone) {
				t.Errorf("%s of a missing %s: expected %q, found %v", method, what, gone, err)
			}
		}
	}
}

// Flannel goes on when its endpoint is attached already, which it reads in the text.
func TestAnEndpointIsAttachedOnce(t *testing.T) {
	e := oldEndpoint(t, oldNetwork(t, "l2bridge"))
	succeed(t, e.HostAttach(1))
	err := e.HostAttach(1)
	if err == nil || !strings.Contains(err.Error(), "This endpoint is already attached to the switch.") {
		t.Errorf("expected the service's refusal, found %v", err)
	}
}

// Antrea switches an extension on, and reads back what it gave.
func TestAnOldNetworkIsChanged(t *testing.T) {
	made := must[*hcsshim.HNSNetwork](t)((&hcsshim.HNSNetwork{
		Name: t.Name(), Type: "Transparent", ManagementIP: "10.10.0.7", SourceMac: "00:15:5d:aa:bb:cc",
		Subnets: []hcsshim.Subnet{{AddressPrefix: "10.10.1.0/24", GatewayAddress: "10.10.1.1"}},
	}).Create())
	defer made.Delete()
	changed := must[*hcsshim.HNSNetwork](t)(hcsshim.HNSNetworkRequest("POST", made.Id,
		`{"Extensions":[{"Id":"583CC151-73EC-4A6A-8B47-578297AD7623","IsEnabled":true}]}`))
	equal(t, "id", changed.Id, made.Id)
	equal(t, "management", changed.ManagementIP, "10.10.0.7")
	equal(t, "MAC", changed.SourceMac, "00-15-5D-AA-BB-CC")
}
