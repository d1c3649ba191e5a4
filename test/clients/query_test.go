package clients

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/Microsoft/hcsshim/hcn"
)

func query(t *testing.T, filter map[string]any) hcn.HostComputeQuery {
	t.Helper()
	return hcn.HostComputeQuery{
		SchemaVersion: hcn.V2SchemaVersion(),
		Flags:         hcn.HostComputeQueryFlagsNone,
		Filter:        string(asJSON(t, filter)),
	}
}

func TestFiltersOfNetworks(t *testing.T) {
	n := network(t, hcn.NAT)
	for what, row := range map[string]struct {
		filter   map[string]any
		expected int
	}{
		"name":               {map[string]any{"Name": n.Name}, 1},
		"id":                 {map[string]any{"ID": n.Id}, 1},
		"id in upper case":   {map[string]any{"ID": strings.ToUpper(n.Id)}, 1},
		"both":               {map[string]any{"ID": n.Id, "Name": n.Name}, 1},
		"name of another":    {map[string]any{"ID": n.Id, "Name": "another"}, 0},
		"no id":              {map[string]any{"ID": ""}, 0},
		"part of a name":     {map[string]any{"Name": n.Name[:4]}, 0},
		"name in upper case": {map[string]any{"Name": strings.ToUpper(n.Name)}, 0},
	} {
		t.Run(what, func(t *testing.T) {
			found := must[[]hcn.HostComputeNetwork](t)(hcn.ListNetworksQuery(query(t, row.filter)))
			equal(t, "how many", len(found), row.expected)
		})
	}
}

func TestFiltersOfEndpoints(t *testing.T) {
	n := network(t, hcn.NAT)
	odd := "pod/name with spaces - and dashes"
	for _, name := range []string{"web", odd} {
		must[*hcn.HostComputeEndpoint](t)(n.CreateEndpoint(&hcn.HostComputeEndpoint{
			Name: name, SchemaVersion: hcn.V2SchemaVersion(),
		}))
	}
	count := func(filter map[string]any) int {
		return len(must[[]hcn.HostComputeEndpoint](t)(hcn.ListEndpointsQuery(query(t, filter))))
	}
	equal(t, "of the network", count(map[string]any{"VirtualNetwork": n.Id}), 2)
	equal(t, "of the network by name", count(map[string]any{"VirtualNetworkName": n.Name}), 2)
	equal(t, "by name", count(map[string]any{"Name": "web", "VirtualNetwork": n.Id}), 1)
	equal(t, "by an odd name", count(map[string]any{"Name": odd}), 1)
	equal(t, "of no network", count(map[string]any{"VirtualNetwork": "2b7dbd3c-3f43-4a3a-a8c2-4a9d6d0d3333"}), 0)
}

func TestAMalformedFilterIsRefused(t *testing.T) {
	_, err := hcn.ListNetworksQuery(hcn.HostComputeQuery{SchemaVersion: hcn.V2SchemaVersion(), Filter: "{"})
	if err == nil {
		t.Error("expected a refusal")
	}
}

func TestTheVersionOfTheService(t *testing.T) {
	globals := must[*hcn.Globals](t)(hcn.GetGlobals())
	equal(t, "version", globals.Version, hcn.Version{Major: 15, Minor: 5})
	features := must[hcn.SupportedFeatures](t)(hcn.GetCachedSupportedFeatures())
	var words map[string]any
	succeed(t, json.Unmarshal(asJSON(t, features), &words))
	for name, on := range words {
		if on == false {
			t.Errorf("feature %s is off", name)
		}
	}
}
