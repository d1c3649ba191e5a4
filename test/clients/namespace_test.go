package clients

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/Microsoft/hcsshim/hcn"
)

func TestNamespacesOfEveryTypeComeAndGo(t *testing.T) {
	for _, kind := range []hcn.NamespaceType{
		hcn.NamespaceTypeHost, hcn.NamespaceTypeGuest, hcn.NamespaceTypeGuestDefault,
	} {
		t.Run(string(kind), func(t *testing.T) {
			made := namespace(t, kind)
			found := must[*hcn.HostComputeNamespace](t)(hcn.GetNamespaceByID(made.Id))
			equal(t, "type", found.Type, kind)
			succeed(t, found.Sync())
		})
	}
}

func TestANamespaceWithoutATypeIsOfTheHost(t *testing.T) {
	equal(t, "type", namespace(t, "").Type, hcn.NamespaceTypeHost)
}

func TestHostDefaultIsOne(t *testing.T) {
	first := must[*hcn.HostComputeNamespace](t)(hcn.NewNamespace(hcn.NamespaceTypeHostDefault).Create())
	succeed(t, first.Delete())
	again := must[*hcn.HostComputeNamespace](t)((&hcn.HostComputeNamespace{
		Id: "11111111-2222-4333-8444-555555555555", NamespaceId: 5, Type: hcn.NamespaceTypeHostDefault,
		SchemaVersion: hcn.V2SchemaVersion(),
	}).Create())
	equal(t, "id", strings.ToLower(again.Id), "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc")
	equal(t, "the same", again.Id, first.Id)
	equal(t, "type", again.Type, hcn.NamespaceTypeHostDefault)
}

func TestAnEndpointInANamespace(t *testing.T) {
	e := endpoint(t, network(t, hcn.L2Bridge))
	space := namespace(t, hcn.NamespaceTypeHost)
	succeed(t, e.NamespaceAttach(space.Id))
	found := must[*hcn.HostComputeEndpoint](t)(hcn.GetEndpointByID(e.Id))
	equal(t, "namespace", strings.ToLower(found.HostComputeNamespace), strings.ToLower(space.Id))
	ids := must[[]string](t)(hcn.GetNamespaceEndpointIds(space.Id))
	equal(t, "endpoints", len(ids), 1)
	equal(t, "endpoint", strings.ToLower(ids[0]), e.Id)
	equal(t, "containers", len(must[[]string](t)(hcn.GetNamespaceContainerIds(space.Id))), 0)

	other := namespace(t, hcn.NamespaceTypeHost)
	refused(t, "in a second one", e.NamespaceAttach(other.Id), attachedAlready)
	succeed(t, e.NamespaceDetach(space.Id))
	equal(t, "endpoints", len(must[[]string](t)(hcn.GetNamespaceEndpointIds(space.Id))), 0)
	succeed(t, e.NamespaceAttach(other.Id))
	succeed(t, e.Delete())
	equal(t, "behind the endpoint", len(must[[]string](t)(hcn.GetNamespaceEndpointIds(other.Id))), 0)
}

// The service writes the ids of resources in upper case, and some clients count on it.
func TestResourcesAreInUpperCase(t *testing.T) {
	e := endpoint(t, network(t, hcn.L2Bridge))
	space := namespace(t, hcn.NamespaceTypeHost)
	succeed(t, hcn.AddNamespaceEndpoint(space.Id, e.Id))
	found := must[*hcn.HostComputeNamespace](t)(hcn.GetNamespaceByID(space.Id))
	if len(found.Resources) != 1 {
		t.Fatalf("expected one resource, found %+v", found.Resources)
	}
	equal(t, "type", found.Resources[0].Type, hcn.NamespaceResourceTypeEndpoint)
	equal(t, "data", compact(t, found.Resources[0].Data), `{"Id":"`+strings.ToUpper(e.Id)+`"}`)
	succeed(t, hcn.RemoveNamespaceEndpoint(space.Id, e.Id))
}

func compact(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var value any
	succeed(t, json.Unmarshal(raw, &value))
	return string(asJSON(t, value))
}

func TestAMissingNamespace(t *testing.T) {
	const nobody = "2b7dbd3c-3f43-4a3a-a8c2-4a9d6d0d1111"
	e := endpoint(t, network(t, hcn.NAT))
	refused(t, "attach", hcn.AddNamespaceEndpoint(nobody, e.Id), elementNotFound)
	refused(t, "attach to none", hcn.AddNamespaceEndpoint("00000000-0000-0000-0000-000000000000", e.Id), elementNotFound)
	_, err := hcn.GetNamespaceByID(nobody)
	equal(t, "not found", hcn.IsNotFoundError(err), true)
	_, err = hcn.GetNamespaceByID(e.HostComputeNamespace) // of an endpoint that is in none
	equal(t, "none is not found", hcn.IsNotFoundError(err), true)
	refused(t, "delete", (&hcn.HostComputeNamespace{Id: nobody}).Delete(), elementNotFound)
}

func TestIDsAreBare(t *testing.T) {
	space := namespace(t, hcn.NamespaceTypeHost)
	if !regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(space.Id) {
		t.Errorf("expected 36 characters in lower case, found %q", space.Id)
	}
}
