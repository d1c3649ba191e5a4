# Every way to say what is expected, of answers that do not fit: each step fails but the first.
create network <net>
{"Name":"conform <run>","Type":"Private","Flags":8,"Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.31.0/24"},{"IpAddressPrefix":"198.18.32.0/24"}]}],"Dns":{"Search":["a","b","c"]}}
= ok

query network <net>
= failed

query network <net>
= HCN_E_NETWORK_NOT_FOUND

query network <missing>
= ok

query network <missing>
= ERROR_NOT_FOUND | HCN_E_ENDPOINT_NOT_FOUND

query network <missing>
= failed {"ErrorCode":2151350274}

query network <net>
= {"ID":"<NET>"}

query network <net>
= {"ID":"<missing>"}

query network <net>
= {"Flags":9}

query network <net>
= {"Flags":"8"}

query network <net>
= {"Flags":"7|9"}

query network <net>
= {"Type":"private"}

query network <net>
= {"type":"Private"}

query network <net>
= {"Name":"conf*x"}

query network <net>
= {"Name":"<number>"}

query network <net>
= {"Flags":"<text>"}

query network <net>
= {"Name":"<id>"}

query network <net>
= {"Name":"<new>"}

query network <net>
= {"Owner":"<any>"}

query network <net>
= {"Name":"<absent>"}

query network <net>
= {"Flags":"<none>"}

query network <net>
= {"Dns":{"Search":["a","c","b"]}}

query network <net>
= {"Dns":{"Search":["a","b"]}}

query network <net>
= {"Dns":{"Search":["a","b","c","d"]}}

query network <net>
= {"Dns":{"Search":["...","d"]}}

query network <net>
= {"Dns":{"Search":{}}}

query network <net>
= {"Dns":[]}

query network <net>
= {"Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.31.0/24"},{"IpAddressPrefix":"198.18.33.0/24"}]}]}

enumerate network
= ["...","<!net>"]

delete network <net>
= {"ID":"<net>"}
