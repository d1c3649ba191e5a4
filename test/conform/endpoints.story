# Endpoints: addresses, MACs, routes; what is taken, what is reserved, what is free again.
create network <net>
{"Name":"conform <run>","Type":"NAT","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.4.0/24","Routes":[{"NextHop":"198.18.4.1","DestinationPrefix":"0.0.0.0/0"}]}]}],"Dns":{"Domain":"conform.example","ServerList":["198.18.4.53"]}}
= ok

create endpoint <end> in <net>
{"Name":"conform <run>","Owner":"conform","IpConfigurations":[{"IpAddress":"198.18.4.9","PrefixLength":24}],"MacAddress":"00-15-5D-C0-F0-09","Dns":{"Search":["own.example"]},"Routes":[{"NextHop":"198.18.4.2","DestinationPrefix":"0.0.0.0/0"}]}
= ok

query endpoint <end>
= {"Name":"conform <run>","HostComputeNetwork":"<net>","MacAddress":"00-15-5D-C0-F0-09",
   "IpConfigurations":[{"IpAddress":"198.18.4.9","PrefixLength":24}],"Dns":{"Search":["own.example"]},
   "Routes":[{"NextHop":"198.18.4.2","DestinationPrefix":"0.0.0.0/0"}]}
? {"Owner":"conform"}

# Two endpoints may have one name. Without an address it gets one, and the network's routes and DNS.
create endpoint <twin> in <net>
{"Name":"conform <run>"}
= ok

query endpoint <twin>
= {"Name":"conform <run>","IpConfigurations":[{"IpAddress":"198.18.4.*","PrefixLength":24}],
   "Routes":[{"NextHop":"198.18.4.1","DestinationPrefix":"0.0.0.0/0"}],
   "Dns":{"Domain":"conform.example","ServerList":["198.18.4.53"]}}

# Refused: taken, the gateway's, the network's own, the last, and outside.
create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"198.18.4.9"}]}
= HCN_E_ADDR_INVALID_OR_RESERVED {"Success":false,"ErrorCode":2151350319,"Error":"An address provided is invalid or reserved. "}

create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"198.18.4.1"}]}
= HCN_E_ADDR_INVALID_OR_RESERVED

create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"198.18.4.0"}]}
= HCN_E_ADDR_INVALID_OR_RESERVED

create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"198.18.4.255"}]}
= HCN_E_ADDR_INVALID_OR_RESERVED

create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"198.18.5.9"}]}
= HCN_E_INVALID_IP

create endpoint - in <net>
{"MacAddress":"00-15-5D-C0-F0-09"}
= failed
? HCN_E_ADDR_INVALID_OR_RESERVED

create endpoint <end> in <net>
{}
= failed
? ERROR_OBJECT_ALREADY_EXISTS

create endpoint - in <nothing>
{}
= HCN_E_NETWORK_NOT_FOUND | E_INVALIDARG

# What was deleted is free again.
delete endpoint <end>
= ok

open endpoint <end>
= HCN_E_ENDPOINT_NOT_FOUND {"Success":false,"ErrorCode":2151350274,"Error":"The endpoint was not found. "}

create endpoint <next> in <net>
{"IpConfigurations":[{"IpAddress":"198.18.4.9"}],"MacAddress":"00-15-5D-C0-F0-09"}
= ok

query endpoint <next>
= {"IpConfigurations":[{"IpAddress":"198.18.4.9","PrefixLength":24}],"MacAddress":"00-15-5D-C0-F0-09"}

delete endpoint <end>
= HCN_E_ENDPOINT_NOT_FOUND

statistics endpoint <next>
? {"BytesReceived":"<number>","BytesSent":"<number>","PacketsReceived":"<number>","PacketsSent":"<number>",
   "DroppedPacketsIncoming":"<number>","DroppedPacketsOutgoing":"<number>"}

# The port of a virtual machine, and waiting until all is told.
modify endpoint <next>
{"ResourceType":"Port","RequestType":"Refresh"}
? ok

modify endpoint <next>
{"ResourceType":"Port","RequestType":"Add","Settings":{"PortId":"<port>","VirtualNicName":"conform","VirtualMachineId":"00000000-0000-0000-0000-000000000000"}}
? ok

modify endpoint <next>
{"ResourceType":"Port","RequestType":"Remove","Settings":{}}
? ok

# A network without a subnet has no address to give.
create network <bare>
{"Name":"conform <run> bare","Type":"L2Bridge"}
? ok

create endpoint - in <bare>
{}
? HCN_E_SUBNET_NOT_FOUND

# A subnet that is full.
create network <small>
{"Name":"conform <run> small","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.6.0/30","Routes":[{"NextHop":"198.18.6.1","DestinationPrefix":"0.0.0.0/0"}]}]}]}
= ok

create endpoint <only> in <small>
{}
= ok

query endpoint <only>
= {"IpConfigurations":[{"IpAddress":"198.18.6.2","PrefixLength":30}]}

create endpoint - in <small>
{}
= failed
? HCN_E_ADDR_INVALID_OR_RESERVED
