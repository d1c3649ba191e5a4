# SDN routes: two names for one member.
create network <net>
{"Name":"conform <run>","Type":"NAT","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.16.0/24","Routes":[{"NextHop":"198.18.16.1","DestinationPrefix":"0.0.0.0/0"}]}]}]}
= ok

create endpoint <one> in <net>
{}
= ok

create endpoint <two> in <net>
{}
= ok

create SDN-route <route>
{"HostComputeEndpoints":["<one>"],"Setting":[{"DestinationPrefix":"198.19.16.0/24","NextHop":"198.18.16.1","NeedEncap":false}],"SchemaVersion":{"Major":2,"Minor":0}}
= {"ID":"<route>"}

query SDN-route <route>
= {"ID":"<route>","HostComputeEndpoints":["<one>"]}
? {"HostComputeNetwork":"<net>","Routes":[{"DestinationPrefix":"198.19.16.0/24","NextHop":"198.18.16.1"}]}
? {"Setting":[{"DestinationPrefix":"198.19.16.0/24","NextHop":"198.18.16.1"}]}

create SDN-route <both>
{"HostComputeEndpoints":["<one>","<two>"],"Routes":[{"DestinationPrefix":"198.19.17.0/24","NextHop":"198.18.16.1","NeedEncap":true}],"SchemaVersion":{"Major":2,"Minor":0}}
= ok

query SDN-route <both>
= {"HostComputeEndpoints":["...","<one>","<two>"],"Routes":[{"DestinationPrefix":"198.19.17.0/24","NextHop":"198.18.16.1","NeedEncap":true}]}

enumerate SDN-route
= ["...","<route>","<both>"]

list SDN-route
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"ID\":\"<both>\"}"}
= [{"ID":"<both>"}]

open SDN-route <both>
= ok

create SDN-route -
{"HostComputeEndpoints":["<nothing>"],"Routes":[{"DestinationPrefix":"198.19.18.0/24","NextHop":"198.18.16.1"}]}
= failed
? HCN_E_ENDPOINT_NOT_FOUND

modify SDN-route <both>
{"ID":"<both>","HostComputeEndpoints":["<two>"],"Routes":[{"DestinationPrefix":"198.19.19.0/24","NextHop":"198.18.16.1"}]}
? ok

query SDN-route <both>
? {"HostComputeEndpoints":["<two>"],"Routes":[{"DestinationPrefix":"198.19.19.0/24"}]}

delete SDN-route <route>
= ok

open SDN-route <route>
? ERROR_NOT_FOUND
