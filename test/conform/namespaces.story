# Namespaces: endpoints go in and out, of one at a time.
create network <net>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.8.0/24","Routes":[{"NextHop":"198.18.8.1","DestinationPrefix":"0.0.0.0/0"}]}]}]}
= ok

create endpoint <end> in <net>
{}
= ok

create namespace <space>
{"Type":"Host","SchemaVersion":{"Major":2,"Minor":0}}
= {"ID":"<space>"}

create namespace <other>
{}
= ok

create namespace <space>
{}
= failed
? ERROR_OBJECT_ALREADY_EXISTS

create namespace <guest>
{"Type":"Guest"}
= ok

query namespace <guest>
= {"Type":"Guest"}

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<end>"}}
= ok

# The ids of resources are in upper case, bare.
query namespace <space>
= {"ID":"<space>","Type":"Host|<absent>","Resources":[{"Type":"Endpoint","Data":{"Id":"<END>"}}]}

query endpoint <end>
= {"HostComputeNamespace":"<space>"}
? {"State":2}

modify namespace <other>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<end>"}}
= failed
? HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<end>"}}
= failed
? HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS

modify namespace <other>
{"ResourceType":"Endpoint","RequestType":"Remove","Settings":{"EndpointId":"<end>"}}
= failed
? ERROR_NOT_FOUND

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<nothing>"}}
= HCN_E_ENDPOINT_NOT_FOUND | ERROR_NOT_FOUND

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Remove","Settings":{"EndpointId":"<end>"}}
= ok

query namespace <space>
= {"Resources":"<none>"}

query endpoint <end>
= {"HostComputeNamespace":"00000000-0000-0000-0000-000000000000"}

# Deleting takes an endpoint out, whichever of the two is deleted.
modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<end>"}}
= ok

delete namespace <space>
= ok

query endpoint <end>
? {"HostComputeNamespace":"00000000-0000-0000-0000-000000000000"}

modify namespace <other>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<end>"}}
= ok

delete endpoint <end>
= ok

query namespace <other>
? {"Resources":"<none>"}

# Containers are told by who starts them; while they are there, the namespace stays.
modify namespace <other>
{"ResourceType":"Container","RequestType":"Add","Settings":{"ContainerId":"conform-<run>"}}
? ok

query namespace <other>
? {"Resources":["...",{"Type":"Container","Data":{"Id":"conform-<run>"}}]}

delete namespace <other>
? HCN_E_REQUEST_UNSUPPORTED

modify namespace <other>
{"ResourceType":"Container","RequestType":"Remove","Settings":{"ContainerId":"conform-<run>"}}
? ok

# An endpoint of another machine has no place in a namespace of this one.
create endpoint <remote> in <net>
{"Flags":1,"IpConfigurations":[{"IpAddress":"198.18.8.77","PrefixLength":24}],"MacAddress":"00-15-5D-C0-F0-77"}
= ok

modify namespace <other>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<remote>"}}
= failed
? HCN_E_INVALID_REMOTE_ENDPOINT_OPERATION

# Nothing of this name.
open namespace <nothing>
= ERROR_NOT_FOUND {"Success":false,"ErrorCode":2147943568,"Error":"<text>"}

delete namespace <nothing>
? ERROR_NOT_FOUND

delete namespace <space>
? ERROR_NOT_FOUND
