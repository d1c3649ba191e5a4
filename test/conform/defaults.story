# What the service fills in when little is said.
create network <net>
{"Name":"conform <run>","SchemaVersion":{"Major":2,"Minor":0}}
= ok

# No type means NAT, which gets a subnet, and always a range of MACs.
query network <net>
= {"Type":"NAT|<absent>","MacPool":{"Ranges":[{"StartMacAddress":"00-15-5D-*","EndMacAddress":"00-15-5D-*"}]},
   "Ipams":[{"Subnets":[{"IpAddressPrefix":"172.*.*.*/20","Routes":[{"NextHop":"172.*","DestinationPrefix":"0.0.0.0/0"}]}]}]}

create endpoint <end> in <net>
{"SchemaVersion":{"Major":2,"Minor":0}}
= {"ID":"<end>"}

query endpoint <end>
= {"ID":"<end>","HostComputeNetwork":"<net>","HostComputeNamespace":"00000000-0000-0000-0000-000000000000",
   "MacAddress":"00-15-5D-*","IpConfigurations":[{"IpAddress":"172.*","PrefixLength":20}],
   "Routes":[{"NextHop":"172.*","DestinationPrefix":"0.0.0.0/0"}],"Flags":"<none>"}
? {"State":1,"Version":"<number>","IpConfigurations":[{"IpSubnetId":"<id>"}]}

# An id of zeros asks for a new one, and so does none.
create namespace -
{}
= {"ID":"<space>"}

query namespace <space>
= {"ID":"<space>","Type":"Host|<absent>","Resources":"<none>"}
? {"NamespaceId":"<none>"}

create network -
{"ID":"<said>","Name":"conform <run> said","Type":"Private"}
= {"ID":"<said>"}

# An id that is given beside the settings wins.
create network <given>
{"ID":"<other>","Name":"conform <run> given","Type":"Private"}
? {"ID":"<given>"}

open network <given>
? ok

# Empty objects mean that nothing was given.
create network <empty>
{"Name":"conform <run> empty","Type":"Internal","MacPool":{},"Dns":{},"Health":{"Extra":{}},"SchemaVersion":{"Major":0,"Minor":0},"Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.3.0/24"}]}]}
= ok

query network <empty>
= {"Type":"Internal","MacPool":{"Ranges":[{"StartMacAddress":"00-15-5D-*"}]}}
