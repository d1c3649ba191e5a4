# What is refused, with which code, and what the error record says.
open network <nothing>
= HCN_E_NETWORK_NOT_FOUND {"Success":false,"ErrorCode":2151350273,"Error":"The network was not found. "}

delete network <nothing>
= HCN_E_NETWORK_NOT_FOUND

open endpoint <nothing>
= HCN_E_ENDPOINT_NOT_FOUND

delete endpoint <nothing>
= HCN_E_ENDPOINT_NOT_FOUND

open namespace <nothing>
= ERROR_NOT_FOUND

open load-balancer <nothing>
? ERROR_NOT_FOUND

open SDN-route <nothing>
? ERROR_NOT_FOUND

open guest-network-service <nothing>
? ERROR_NOT_FOUND

create network -
{"Name":"conform <run>"
= failed {"Success":false,"ErrorCode":"<number>","Error":"<text>"}
? HCN_E_INVALID_JSON {"ErrorCode":2151350299,"Error":"Invalid JSON document string. "}

create network -
{"Name":"conform <run>","Type":"Nonsense"}
= failed
? HCN_E_INVALID_NETWORK_TYPE

create network -
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.17.0/33"}]}]}
= failed
? HCN_E_INVALID_PREFIX

create network -
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.17.0/24"},{"IpAddressPrefix":"198.18.17.128/25"}]}]}
= failed
? HCN_E_INVALID_SUBNET

create namespace -
{"Type":"Nonsense"}
= failed

create network <net>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.17.0/24"}]}]}
= ok

create network -
{"Name":"conform <run> more","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.17.0/25"}]}]}
= failed
? ERROR_ALREADY_EXISTS

create endpoint - in <net>
{"HostComputeNetwork":"not an id"}
= failed
? HCN_E_GUID_CONVERSION_FAILURE

create endpoint - in <net>
{"MacAddress":"00-15-5D"}
= failed

create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"198.18.17.300"}]}
= failed
? HCN_E_INVALID_IP

create endpoint - in <net>
{"Policies":[{"Type":"PortMapping","Settings":{"Protocol":6,"InternalPort":80,"ExternalPort":"many"}}]}
= failed
? HCN_E_INVALID_POLICY

modify network <net>
{"ResourceType":"Policy","RequestType":"Add","Settings":"{\"Policies\":[]}"}
= failed

modify network <net>
{"ResourceType":"Subnet","RequestType":"Remove","Settings":{"Subnets":[{"IpAddressPrefix":"198.18.18.0/24"}]}}
= failed

create endpoint <end> in <net>
{}
= ok

modify endpoint <end>
{"ResourceType":"Port","RequestType":"Update","Settings":{}}
= failed

create namespace <space>
{}
= ok

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Update","Settings":{"EndpointId":"<end>"}}
= failed

# An uplink that is not there; a service in memory has no adapters to look for.
create network -
{"Name":"conform <run> uplink","Type":"Transparent","Policies":[{"Type":"NetAdapterName","Settings":{"NetworkAdapterName":"conform-<run>"}}]}
= HCN_E_ADAPTER_NOT_FOUND | ok

create endpoint - in <net>
{"Policies":[{"Type":"Nonsense","Settings":{}}]}
= failed
? HCN_E_INVALID_POLICY_TYPE

# A route has to lead somewhere.
create endpoint - in <net>
{"Routes":[{"NextHop":"","DestinationPrefix":"0.0.0.0/0"}]}
= failed

open namespace 00000000-0000-0000-0000-000000000000
= failed
? ERROR_NOT_FOUND
