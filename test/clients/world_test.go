// Package clients lets Microsoft's own Go client, unmodified, loose on the drop-in libraries.
package clients

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/Microsoft/hcsshim/hcn"
)

// What the tests run as: themselves, or one step of a plugin (process_test.go).
func TestMain(m *testing.M) {
	if step := os.Getenv("HCN_STEP"); step != "" {
		os.Exit(runStep(step))
	}
	if os.Getenv("HCN_CROWD") != "" {
		if err := crowd(); err != nil {
			fmt.Fprintln(os.Stderr, "crowd:", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// Objects of somebody else, in front of and around what the tests make.
func crowd() error {
	for i, kind := range []hcn.NetworkType{hcn.NAT, hcn.Overlay, hcn.L2Bridge} {
		network, err := (&hcn.HostComputeNetwork{
			Name:          fmt.Sprintf("other %d", i),
			Type:          kind,
			Ipams:         subnets(fmt.Sprintf("10.20%d.0.0/24", i), fmt.Sprintf("10.20%d.0.1", i)),
			SchemaVersion: hcn.V2SchemaVersion(),
		}).Create()
		if err != nil {
			return err
		}
		endpoint, err := network.CreateEndpoint(&hcn.HostComputeEndpoint{
			Name:          "web",
			SchemaVersion: hcn.V2SchemaVersion(),
		})
		if err != nil {
			return err
		}
		space, err := hcn.NewNamespace(hcn.NamespaceTypeHost).Create()
		if err != nil {
			return err
		}
		if err := hcn.AddNamespaceEndpoint(space.Id, endpoint.Id); err != nil {
			return err
		}
	}
	return nil
}

// Fails the test unless all is well.
func must[T any](t *testing.T) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func succeed(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, what string, found, expected T) {
	t.Helper()
	if found != expected {
		t.Errorf("%s: expected %v, found %v", what, expected, found)
	}
}

// Fails the test unless the service refused with this code.
func refused(t *testing.T, what string, err error, code hcn.ErrorCode) {
	t.Helper()
	var failure *hcn.HcnError
	if !errors.As(err, &failure) || !hcn.CheckErrorWithCode(err, code) {
		t.Errorf("%s: expected code 0x%x, found %v", what, uint32(code), err)
	}
}

// The service's codes, as this client folds them.
const (
	networkNotFound      hcn.ErrorCode = 0x803b0001
	endpointNotFound     hcn.ErrorCode = 0x803b0002
	elementNotFound      hcn.ErrorCode = 1168
	invalidPolicy        hcn.ErrorCode = 0x803b000d
	networkAlreadyExists hcn.ErrorCode = 0x803b0010
	invalidAddress       hcn.ErrorCode = 0x803b001e
	attachedAlready      hcn.ErrorCode = 0x803b002b
	addressReserved      hcn.ErrorCode = 0x803b002f
)

func subnets(prefix, gateway string) []hcn.Ipam {
	destination := "0.0.0.0/0"
	if strings.Contains(gateway, ":") {
		destination = "::/0"
	}
	return []hcn.Ipam{{
		Type: "Static",
		Subnets: []hcn.Subnet{{
			IpAddressPrefix: prefix,
			Routes:          []hcn.Route{{NextHop: gateway, DestinationPrefix: destination}},
		}},
	}}
}

// A network that goes when the test ends, with all that is in it.
func network(t *testing.T, kind hcn.NetworkType, policies ...hcn.NetworkPolicy) *hcn.HostComputeNetwork {
	t.Helper()
	n := must[*hcn.HostComputeNetwork](t)((&hcn.HostComputeNetwork{
		Name:          t.Name(),
		Type:          kind,
		Policies:      policies,
		Ipams:         subnets("192.168.100.0/24", "192.168.100.1"),
		SchemaVersion: hcn.V2SchemaVersion(),
	}).Create())
	t.Cleanup(func() { succeed(t, n.Delete()) })
	return n
}

func endpoint(t *testing.T, n *hcn.HostComputeNetwork, policies ...hcn.EndpointPolicy) *hcn.HostComputeEndpoint {
	t.Helper()
	return must[*hcn.HostComputeEndpoint](t)(n.CreateEndpoint(&hcn.HostComputeEndpoint{
		Name:          t.Name(),
		Policies:      policies,
		SchemaVersion: hcn.V2SchemaVersion(),
	}))
}

func namespace(t *testing.T, kind hcn.NamespaceType) *hcn.HostComputeNamespace {
	t.Helper()
	space := must[*hcn.HostComputeNamespace](t)(hcn.NewNamespace(kind).Create())
	t.Cleanup(func() { succeed(t, space.Delete()) })
	return space
}

func asJSON(t *testing.T, value any) json.RawMessage {
	t.Helper()
	return must[[]byte](t)(json.Marshal(value))
}
