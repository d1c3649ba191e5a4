package clients

import (
	"testing"

	"github.com/Microsoft/hcsshim"
	"github.com/Microsoft/hcsshim/hcn"
)

func balance(t *testing.T, vip string, endpoints ...hcn.HostComputeEndpoint) *hcn.HostComputeLoadBalancer {
	t.Helper()
	made := must[*hcn.HostComputeLoadBalancer](t)(hcn.AddLoadBalancer(endpoints, hcn.LoadBalancerFlagsDSR,
		hcn.LoadBalancerPortMappingFlagsILB|hcn.LoadBalancerPortMappingFlagsUseMux, "192.168.100.100",
		[]string{vip}, 6, 8080, 80))
	t.Cleanup(func() {
		if err := made.Delete(); err != nil && !hcn.IsElementNotFoundError(err) {
			t.Error(err)
		}
	})
	return made
}

func TestALoadBalancerComesAndGoes(t *testing.T) {
	n := network(t, hcn.L2Bridge)
	e := endpoint(t, n)
	made := balance(t, "10.96.0.1", *e)
	found := must[*hcn.HostComputeLoadBalancer](t)(hcn.GetLoadBalancerByID(made.Id))
	equal(t, "endpoints", len(found.HostComputeEndpoints), 1)
	equal(t, "endpoint", found.HostComputeEndpoints[0], e.Id)
	equal(t, "flags", found.Flags, hcn.LoadBalancerFlagsDSR)
	equal(t, "source", found.SourceVIP, "192.168.100.100")
	equal(t, "frontend", found.FrontendVIPs[0], "10.96.0.1")
	mapping := found.PortMappings[0]
	equal(t, "protocol", mapping.Protocol, 6)
	equal(t, "ports", [2]uint16{mapping.InternalPort, mapping.ExternalPort}, [2]uint16{8080, 80})
	equal(t, "flags of the mapping", mapping.Flags,
		hcn.LoadBalancerPortMappingFlagsILB|hcn.LoadBalancerPortMappingFlagsUseMux)
	succeed(t, made.Delete())
	_, err := hcn.GetLoadBalancerByID(made.Id)
	equal(t, "not found", hcn.IsNotFoundError(err), true)
}

func TestALoadBalancerIsUpdated(t *testing.T) {
	succeed(t, hcn.ModifyLoadbalancerSupported())
	n := network(t, hcn.L2Bridge)
	first, second := endpoint(t, n), endpoint(t, n)
	made := balance(t, "10.96.0.2", *first)
	made.HostComputeEndpoints = []string{second.Id}
	updated := must[*hcn.HostComputeLoadBalancer](t)(made.Update(made.Id))
	equal(t, "id", updated.Id, made.Id)
	found := must[*hcn.HostComputeLoadBalancer](t)(hcn.GetLoadBalancerByID(made.Id))
	equal(t, "endpoints", len(found.HostComputeEndpoints), 1)
	equal(t, "endpoint", found.HostComputeEndpoints[0], second.Id)
	equal(t, "flags", found.Flags, hcn.LoadBalancerFlagsDSR)
}

// Other clients update by deleting and making anew, with the id of before.
func TestMembersOfALoadBalancer(t *testing.T) {
	n := network(t, hcn.L2Bridge)
	first, second := endpoint(t, n), endpoint(t, n)
	made := balance(t, "10.96.0.3", *first)
	grown := must[*hcn.HostComputeLoadBalancer](t)(made.AddEndpoint(second))
	equal(t, "id with two", grown.Id, made.Id)
	equal(t, "with two", len(grown.HostComputeEndpoints), 2)
	shrunk := must[*hcn.HostComputeLoadBalancer](t)(grown.RemoveEndpoint(first))
	equal(t, "id with one", shrunk.Id, made.Id)
	equal(t, "with one", len(shrunk.HostComputeEndpoints), 1)
	succeed(t, shrunk.Delete())
}

func TestAFrontendLeadsToOnePlace(t *testing.T) {
	n := network(t, hcn.L2Bridge)
	e := endpoint(t, n)
	balance(t, "10.96.0.4", *e)
	_, err := hcn.AddLoadBalancer([]hcn.HostComputeEndpoint{*e}, 0, 0, "", []string{"10.96.0.4"}, 6, 81, 80)
	equal(t, "port exists", hcn.IsPortAlreadyExistsError(err), true)
}

func TestALoadBalancerOfNobody(t *testing.T) {
	nobody := hcn.HostComputeEndpoint{Id: "2b7dbd3c-3f43-4a3a-a8c2-4a9d6d0d2222"}
	before := len(must[[]hcn.HostComputeLoadBalancer](t)(hcn.ListLoadBalancers()))
	_, err := hcn.AddLoadBalancer([]hcn.HostComputeEndpoint{nobody}, 0, 0, "", []string{"10.96.0.5"}, 6, 81, 80)
	refused(t, "unknown endpoint", err, endpointNotFound)
	equal(t, "left behind", len(must[[]hcn.HostComputeLoadBalancer](t)(hcn.ListLoadBalancers())), before)
}

func TestARouteComesAndGoes(t *testing.T) {
	n := network(t, hcn.L2Bridge)
	first, second := endpoint(t, n), endpoint(t, n)
	made := must[*hcn.HostComputeRoute](t)(hcn.AddRoute([]hcn.HostComputeEndpoint{*first}, "10.0.0.0/8", "192.168.100.1", false))
	found := must[*hcn.HostComputeRoute](t)(hcn.GetRouteByID(made.ID))
	equal(t, "endpoints", len(found.HostComputeEndpoints), 1)
	grown := must[*hcn.HostComputeRoute](t)(made.AddEndpoint(second))
	equal(t, "id with two", grown.ID, made.ID)
	equal(t, "with two", len(grown.HostComputeEndpoints), 2)
	shrunk := must[*hcn.HostComputeRoute](t)(grown.RemoveEndpoint(second))
	equal(t, "id with one", shrunk.ID, made.ID)
	equal(t, "with one", len(shrunk.HostComputeEndpoints), 1)
	succeed(t, shrunk.Delete())
	_, err := hcn.GetRouteByID(shrunk.ID)
	equal(t, "not found", hcn.IsNotFoundError(err), true)
}

// This client knows the routes as Setting alone: it reads them, and makes what it read again.
func TestTheSettingOfARouteIsTaken(t *testing.T) {
	n := network(t, hcn.L2Bridge)
	first, second := endpoint(t, n), endpoint(t, n)
	made := must[*hcn.HostComputeRoute](t)(hcn.AddRoute([]hcn.HostComputeEndpoint{*first}, "10.0.0.0/8", "192.168.100.1", true))
	found := must[*hcn.HostComputeRoute](t)(hcn.GetRouteByID(made.ID))
	made = must[*hcn.HostComputeRoute](t)(found.AddEndpoint(second))
	defer made.Delete()
	equal(t, "routes", len(made.Setting), 1)
	equal(t, "setting", made.Setting[0], hcn.SDNRoutePolicySetting{
		DestinationPrefix: "10.0.0.0/8", NextHop: "192.168.100.1", NeedEncap: true,
	})
	equal(t, "route", routeOf(t, made.ID), hcsshim.RoutePolicy{
		Policy:            hcsshim.Policy{Type: hcsshim.Route},
		DestinationPrefix: "10.0.0.0/8", NextHop: "192.168.100.1", EncapEnabled: true,
	})
}
