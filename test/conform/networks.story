# Networks: made, asked about, changed, deleted.
create network <net>
{"Name":"conform <run>","Owner":"conform","Type":"NAT","Ipams":[{"Type":"Static","Subnets":[{"IpAddressPrefix":"198.18.1.0/24","Routes":[{"NextHop":"198.18.1.1","DestinationPrefix":"0.0.0.0/0"}]}]}],"MacPool":{},"Dns":{},"Health":{"Extra":{}},"Flags":0,"SchemaVersion":{"Major":2,"Minor":0}}
= {"ID":"<net>"}

# The service fills in a range of MACs; what is zero may be left out.
query network <net>
= {"ID":"<net>","Name":"conform <run>","Type":"NAT|<absent>","SchemaVersion":{"Major":2},
   "Ipams":[{"Type":"Static|<absent>","Subnets":[{"IpAddressPrefix":"198.18.1.0/24",
     "Routes":[{"NextHop":"198.18.1.1","DestinationPrefix":"0.0.0.0/0"}]}]}],
   "MacPool":{"Ranges":[{"StartMacAddress":"00-15-5D-*0-00","EndMacAddress":"00-15-5D-*F-FF"}]},"Flags":"<none>"}
? {"Owner":"conform","State":1,"Version":"<number>","Ipams":[{"Subnets":[{"ID":"<id>",
     "IpSubnets":[{"ID":"<id>","IpAddressPrefix":"198.18.1.0/24","Flags":3}]}]}]}

open network <net>
= ok

enumerate network
= ["...","<net>"]

list network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"Name\":\"conform <run>\"}"}
= [{"ID":"<net>","Name":"conform <run>"}]

# Names are unique, and so are ids.
create network -
{"Name":"conform <run>","Type":"Private"}
= HCN_E_NETWORK_ALREADY_EXISTS {"Success":false,"ErrorCode":2151350288,"Error":"A network with this name already exists. "}

create network <net>
{"Name":"conform <run> again","Type":"Private"}
= HCN_E_NETWORK_ALREADY_EXISTS

# What is asked of it comes back.
modify network <net>
{"ResourceType":"DNS","RequestType":"Update","Settings":{"Domain":"conform.example","Search":["a.example","b.example"],"ServerList":["198.18.1.53"]}}
= ok

modify network <net>
{"ResourceType":"Policy","RequestType":"Add","Settings":{"Policies":[{"Type":"AutomaticDNS","Settings":{"Enable":true}}]}}
= ok

query network <net>
= {"Dns":{"Domain":"conform.example","Search":["a.example","b.example"],"ServerList":["198.18.1.53"]},
   "Policies":["...",{"Type":"AutomaticDNS","Settings":{"Enable":true}}]}

modify network <net>
{"ResourceType":"Policy","RequestType":"Remove","Settings":{"Policies":[{"Type":"AutomaticDNS","Settings":{"Enable":true}}]}}
= ok

query network <net>
= {"Policies":["...","<!AutomaticDNS>"]}
? {"Policies":"<none>"}

# Policies are put in the place of all others.
modify network <net>
{"ResourceType":"Policy","RequestType":"Update","Settings":{"Policies":[{"Type":"AutomaticDNS","Settings":{"Enable":false}}]}}
= ok

query network <net>
= {"Policies":["...",{"Type":"AutomaticDNS","Settings":{"Enable":false}}]}

modify network <net>
{"ResourceType":"Nothing","RequestType":"Add","Settings":{}}
= failed

delete network <net>
= ok

query network <net>
= HCN_E_NETWORK_NOT_FOUND

delete network <net>
= HCN_E_NETWORK_NOT_FOUND

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"ID\":\"<net>\"}"}
= []
