# What is told, in order, of what happens.
watch network endpoint namespace
? ok | E_NOTIMPL

create network <net>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.23.0/24"}]}]}
= ok

modify network <net>
{"ResourceType":"DNS","RequestType":"Update","Settings":{"Domain":"conform.example"}}
= ok

create endpoint <end> in <net>
{}
= ok

create namespace <space>
{}
= ok

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Add","Settings":{"EndpointId":"<end>"}}
= ok

events
? [{"Event":"created","Kind":"network","ID":"<net>"},{"Event":"modified","Kind":"network","ID":"<net>"},
   {"Event":"created","Kind":"endpoint","ID":"<end>"},
   {"Event":"created","Kind":"namespace","ID":"<space>"},{"Event":"attached","Kind":"endpoint","ID":"<end>"}]

modify namespace <space>
{"ResourceType":"Endpoint","RequestType":"Remove","Settings":{"EndpointId":"<end>"}}
= ok

delete namespace <space>
= ok

delete network <net>
= ok

events
? [{"Event":"detached","Kind":"endpoint","ID":"<end>"},{"Event":"deleted","Kind":"namespace","ID":"<space>"},
   {"Event":"deleted","Kind":"endpoint","ID":"<end>"},{"Event":"deleted","Kind":"network","ID":"<net>"}]
