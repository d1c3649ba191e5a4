# What clients send in more than one way.
create network <net>
{"name":"conform <run>","type":"internal","ipams":[{"subnets":[{"ipAddressPrefix":"198.18.19.7/24","routes":[{"nextHop":"198.18.19.1","destinationPrefix":"0.0.0.0/0"}]}]}],"Nobody":{"knows":["this"]},"SchemaVersion":{"Major":2,"Minor":2}}
= ok

query network <net>
= {"Name":"conform <run>","Type":"Internal|internal"}

create endpoint <end> in <net>
{"IPConfigurations":[{"IPAddress":"198.18.19.9","PrefixLength":0}],"Routes":[{"NextHop":"198.18.19.1","DestinationPrefix":"0.0.0.0"}]}
= ok

query endpoint <end>
= {"IpConfigurations":[{"IpAddress":"198.18.19.9"}]}

create namespace <space>
{"Type":"host","SchemaVersion":{"Major":0,"Minor":0}}
= ok

# Words may be numbers.
modify namespace <space>
{"ResourceType":1,"RequestType":0,"Settings":{"EndpointId":"<END>"}}
? ok

modify namespace <space>
{"ResourceType":"endpoint","RequestType":"remove","Settings":{"EndpointId":"<end>"}}
? ok
