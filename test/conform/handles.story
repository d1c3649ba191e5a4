# Handles pin nothing: an object is deleted while they are open, and closing them still works.
create network <net>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.20.0/24"}]}]}
= ok

create endpoint <end> in <net>
{}
= ok

create namespace <space>
{}
= ok

hold network <net>
= ok

hold endpoint <end>
= ok

hold namespace <space>
= ok

delete network <net>
= ok

delete namespace <space>
= ok

query network <net>
= failed
? HCN_E_NETWORK_NOT_FOUND

query endpoint <end>
= failed
? HCN_E_ENDPOINT_NOT_FOUND

modify endpoint <end>
{"ResourceType":"Policy","RequestType":"Add","Settings":{"Policies":[]}}
= HCN_E_ENDPOINT_NOT_FOUND

query namespace <space>
= failed
? ERROR_NOT_FOUND

drop network <net>
= ok

drop endpoint <end>
= ok

drop namespace <space>
= ok
