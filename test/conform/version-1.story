# Version 1: documents of before, and what queries without a schema answer.
create network <net>
{"Name":"conform <run>","Type":"internal","Subnets":[{"AddressPrefix":"198.18.24.0/24","GatewayAddress":"198.18.24.1"}]}
= {"ID":"<net>"}

# Of schema 2, it is a network as any other.
query network <net>
= {"ID":"<net>","Name":"conform <run>","Type":"Internal|internal",
   "Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.24.0/24","Routes":[{"NextHop":"198.18.24.1","DestinationPrefix":"0.0.0.0/0"}]}]}]}

query network <net>
{}
= {"ID":"<net>|<NET>","Name":"conform <run>","Type":"Internal|internal",
   "Subnets":[{"AddressPrefix":"198.18.24.0/24","GatewayAddress":"198.18.24.1"}],"Ipams":"<absent>"}
? {"Type":"internal"}

query network <net>
{"SchemaVersion":{"Major":1,"Minor":0}}
= {"Subnets":[{"AddressPrefix":"198.18.24.0/24"}],"MacPools":[{"StartMacAddress":"00-15-5D-*"}]}

create endpoint <end> in <net>
{"Name":"conform <run>","VirtualNetwork":"<net>","IPAddress":"198.18.24.9","PrefixLength":24}
= {"ID":"<end>"}

query endpoint <end>
= {"HostComputeNetwork":"<net>","IpConfigurations":[{"IpAddress":"198.18.24.9","PrefixLength":24}]}

query endpoint <end>
{}
= {"ID":"<end>|<END>","Name":"conform <run>","VirtualNetwork":"<net>|<NET>","VirtualNetworkName":"conform <run>",
   "IPAddress":"198.18.24.9","PrefixLength":24,"GatewayAddress":"198.18.24.1","MacAddress":"00-15-5D-*","IpConfigurations":"<absent>"}

create namespace <space>
{}
= ok

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<end>"}}
= ok

query namespace <space>
{}
= {"ResourceList":[{"Type":"Endpoint","Data":{"Id":"<end>|<END>"}}],"Resources":"<none>"}
? {"IsDefault":false,"CompartmentId":"<none>"}

query endpoint <end>
{}
? {"Namespace":{"ID":"<space>|<SPACE>"}}
