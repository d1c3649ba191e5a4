package clients

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/Microsoft/hcsshim/hcn"
)

// What a network plugin does, each step as a process of its own: all it knows of the steps before
// is a container's name, and what the store tells.
type request struct {
	Network, Container, Namespace string
}

func runStep(step string) int {
	var r request
	if err := json.Unmarshal([]byte(os.Getenv("HCN_REQUEST")), &r); err != nil {
		return fail(err)
	}
	answer, err := steps[step](r)
	if err != nil {
		return fail(err)
	}
	fmt.Println("answer:", answer)
	return 0
}

func fail(err error) int {
	fmt.Println("answer:", "failed:", err)
	return 1
}

var steps = map[string]func(request) (string, error){
	"add": func(r request) (string, error) {
		network, err := hcn.GetNetworkByName(r.Network)
		if err != nil {
			return "", err
		}
		endpoint, err := hcn.GetEndpointByName(r.Container)
		if hcn.IsNotFoundError(err) {
			endpoint, err = network.CreateEndpoint(&hcn.HostComputeEndpoint{
				Name: r.Container, SchemaVersion: hcn.V2SchemaVersion(),
			})
		}
		if err != nil {
			return "", err
		}
		if err := hcn.AddNamespaceEndpoint(r.Namespace, endpoint.Id); err != nil {
			return "", err
		}
		return endpoint.IpConfigurations[0].IpAddress, nil
	},
	"check": func(r request) (string, error) {
		endpoint, err := hcn.GetEndpointByName(r.Container)
		if err != nil {
			return "", err
		}
		return strings.ToLower(endpoint.HostComputeNamespace), nil
	},
	"delete": func(r request) (string, error) {
		endpoint, err := hcn.GetEndpointByName(r.Container)
		if hcn.IsNotFoundError(err) {
			return "gone already", nil
		}
		if err != nil {
			return "", err
		}
		if err := hcn.RemoveNamespaceEndpoint(r.Namespace, endpoint.Id); err != nil && !hcn.IsNotFoundError(err) {
			return "", err
		}
		return "deleted", endpoint.Delete()
	},
}

func step(t *testing.T, name string, r request) string {
	t.Helper()
	self := must[string](t)(os.Executable())
	command := exec.Command(self)
	command.Env = append(os.Environ(), "HCN_CROWD=", "HCN_STEP="+name, "HCN_REQUEST="+string(asJSON(t, r)))
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, output)
	}
	_, answer, _ := strings.Cut(string(output), "answer: ")
	return strings.TrimSpace(answer)
}

func TestAPluginThatIsAProcessPerCall(t *testing.T) {
	n := network(t, hcn.NAT)
	space := namespace(t, hcn.NamespaceTypeHost)
	r := request{Network: n.Name, Container: "container-1_nat", Namespace: space.Id}
	address := step(t, "add", r)
	equal(t, address+" of the network", strings.HasPrefix(address, "192.168.100."), true)
	equal(t, "namespace", step(t, "check", r), space.Id)
	equal(t, "deleted", step(t, "delete", r), "deleted")
	equal(t, "deleted twice", step(t, "delete", r), "gone already")
	equal(t, "endpoints left", len(must[[]string](t)(hcn.GetNamespaceEndpointIds(space.Id))), 0)
}
