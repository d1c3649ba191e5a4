# A network that is deleted takes its endpoints along, wherever they are.
create network <net>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.9.0/24"}]}]}
= ok

create network <stays>
{"Name":"conform <run> stays","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.10.0/24"}]}]}
= ok

# The address that is told comes first: one that is picked could be the same.
create endpoint <two> in <net>
{"IpConfigurations":[{"IpAddress":"198.18.9.2"}],"MacAddress":"00-15-5D-C0-F0-02"}
= ok

create endpoint <one> in <net>
{}
= ok

create endpoint <other> in <stays>
{}
= ok

create namespace <space>
{}
= ok

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<two>"}}
= ok

delete network <net>
= ok

open endpoint <one>
= HCN_E_ENDPOINT_NOT_FOUND

open endpoint <two>
= HCN_E_ENDPOINT_NOT_FOUND

open endpoint <other>
= ok

query namespace <space>
? {"Resources":"<none>"}

# Its name, subnet, addresses and MACs are free again.
create network <again>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.9.0/24"}]}]}
= ok

create endpoint - in <again>
{"IpConfigurations":[{"IpAddress":"198.18.9.2"}],"MacAddress":"00-15-5D-C0-F0-02"}
= ok
