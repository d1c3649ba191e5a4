# Filters: names of version 1, whole values, all of them; no match is no error.
create network <net>
{"Name":"conform/<run> - a","Type":"Internal","Flags":8,"Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.11.0/24"}]}]}
= ok

create network <two>
{"Name":"conform/<run> - b","Type":"Private","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.12.0/24"}]}]}
= ok

create endpoint <end> in <net>
{"Name":"conform <run>"}
= ok

create endpoint <far> in <two>
{"Name":"conform <run>"}
= ok

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Flags":0,"Filter":"{\"ID\":\"<net>\"}"}
= ["<net>"]

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"ID\":\"<NET>\"}"}
? ["<net>"]

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"Name\":\"conform/<run> - a\"}"}
= ["<net>"]

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"Name\":\"conform/<run>\"}"}
= []

enumerate endpoint
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"VirtualNetwork\":\"<net>\"}"}
= ["<end>"]

enumerate endpoint
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"VirtualNetworkName\":\"conform/<run> - b\"}"}
? ["<far>"]

enumerate endpoint
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"Name\":\"conform <run>\"}"}
= ["...","<end>","<far>"]

enumerate endpoint
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"Name\":\"conform <run>\",\"VirtualNetwork\":\"<two>\"}"}
= ["<far>"]

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"Name\":\"conform/<run> - a\",\"Flags\":0}"}
? []

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"Name\":\"conform/<run> - b\",\"Flags\":0}"}
? ["<two>"]

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"ID\":\"\"}"}
= []

enumerate network
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{}"}
= ["...","<net>","<two>"]

enumerate endpoint
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":""}
= ["...","<end>","<far>"]

enumerate endpoint
= ["...","<end>","<far>"]

# The query of an enumeration is given to what is found too: its filter is ignored there.
query network <net>
{"SchemaVersion":{"Major":2,"Minor":0},"Filter":"{\"Name\":\"nobody\"}"}
= {"ID":"<net>"}

enumerate network
{"Filter":{
= failed
? HCN_E_INVALID_JSON
