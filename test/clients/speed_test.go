package clients

import (
	"testing"

	"github.com/Microsoft/hcsshim/hcn"
)

const crowded = 10000

// What a node's agent does again and again: all endpoints, each opened, queried and closed.
func BenchmarkEndpoints(b *testing.B) {
	n, err := (&hcn.HostComputeNetwork{
		Name:          b.Name(),
		Type:          hcn.L2Bridge,
		MacPool:       hcn.MacPool{Ranges: []hcn.MacRange{{StartMacAddress: "00-15-5D-00-00-00", EndMacAddress: "00-15-5D-0F-FF-FF"}}},
		Ipams:         subnets("10.0.0.0/16", "10.0.0.1"),
		SchemaVersion: hcn.V2SchemaVersion(),
	}).Create()
	if err != nil {
		b.Fatal(err)
	}
	defer n.Delete()
	for i := 0; i < crowded; i++ {
		if _, err := n.CreateEndpoint(&hcn.HostComputeEndpoint{Name: "one", SchemaVersion: hcn.V2SchemaVersion()}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("ListEndpoints", func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			if all, err := hcn.ListEndpoints(); err != nil || len(all) < crowded {
				b.Fatal(len(all), err)
			}
		}
	})
	b.Run("GetEndpointByID", func(b *testing.B) {
		all, _ := hcn.ListEndpoints()
		for i := 0; i < b.N; i++ {
			for _, one := range all {
				if _, err := hcn.GetEndpointByID(one.Id); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
