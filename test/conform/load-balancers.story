# Load balancers: made, changed as a whole document and by an envelope, deleted.
create network <net>
{"Name":"conform <run>","Type":"NAT","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.15.0/24","Routes":[{"NextHop":"198.18.15.1","DestinationPrefix":"0.0.0.0/0"}]}]}]}
= ok

create endpoint <one> in <net>
{}
= ok

create endpoint <two> in <net>
{}
= ok

create load-balancer <lb>
{"HostComputeEndpoints":["<one>","<two>"],"SourceVIP":"","FrontendVIPs":["198.19.15.1"],"PortMappings":[{"Protocol":6,"InternalPort":8080,"ExternalPort":51280,"DistributionType":0,"Flags":1}],"SchemaVersion":{"Major":2,"Minor":0},"Flags":1}
= {"ID":"<lb>"}

query load-balancer <lb>
= {"ID":"<lb>","HostComputeEndpoints":["...","<one>","<two>"],"FrontendVIPs":["198.19.15.1"],
   "PortMappings":[{"Protocol":6,"InternalPort":8080,"ExternalPort":51280,"Flags":1}],"Flags":1}
? {"HostComputeNetwork":"<net>","State":2}

enumerate load-balancer
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"ID\":\"<lb>\"}"}
= ["<lb>"]

# Frontend, protocol and port are one's alone.
create load-balancer -
{"HostComputeEndpoints":["<two>"],"FrontendVIPs":["198.19.15.1"],"PortMappings":[{"Protocol":6,"InternalPort":8081,"ExternalPort":51280}]}
= HCN_E_PORT_ALREADY_EXISTS | ERROR_ALREADY_EXISTS

create load-balancer <lb>
{"HostComputeEndpoints":["<one>"],"FrontendVIPs":["198.19.15.2"],"PortMappings":[{"Protocol":6,"InternalPort":8080,"ExternalPort":51280}]}
= failed
? ERROR_OBJECT_ALREADY_EXISTS

create load-balancer -
{"HostComputeEndpoints":["<nothing>"],"FrontendVIPs":["198.19.15.3"],"PortMappings":[{"Protocol":6,"InternalPort":8080,"ExternalPort":51280}]}
= failed
? HCN_E_ENDPOINT_NOT_FOUND

# A whole document replaces what there is.
modify load-balancer <lb>
{"ID":"<lb>","HostComputeEndpoints":["<two>"],"FrontendVIPs":["198.19.15.1"],"PortMappings":[{"Protocol":6,"InternalPort":8082,"ExternalPort":51280,"Flags":0}],"SchemaVersion":{"Major":2,"Minor":0},"Flags":0}
= ok | E_NOTIMPL

query load-balancer <lb>
? {"HostComputeEndpoints":["<two>"],"PortMappings":[{"InternalPort":8082,"ExternalPort":51280}],"Flags":"<none>"}

# An envelope adds and removes one endpoint.
modify load-balancer <lb>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<one>"}}
? ok

query load-balancer <lb>
? {"HostComputeEndpoints":["...","<one>","<two>"]}

modify load-balancer <lb>
{"ResourceType":1,"RequestType":1,"Settings":{"EndpointId":"<two>"}}
? ok

query load-balancer <lb>
? {"HostComputeEndpoints":["<one>"]}

delete load-balancer <lb>
= ok

open load-balancer <lb>
? ERROR_NOT_FOUND

delete load-balancer <lb>
? ERROR_NOT_FOUND

# Made again with its old id, as clients update.
create load-balancer -
{"ID":"<lb>","HostComputeEndpoints":["<one>"],"FrontendVIPs":["198.19.15.1"],"PortMappings":[{"Protocol":6,"InternalPort":8080,"ExternalPort":51280}],"SchemaVersion":{"Major":2,"Minor":0}}
= {"ID":"<lb>"}
