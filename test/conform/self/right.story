# Every way to say what is expected, of answers that fit.
create network <net>
{"Name":"conform <run>","Type":"Private","Flags":8,"Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.31.0/24"},{"IpAddressPrefix":"198.18.32.0/24"}]}],"Dns":{"Search":["a","b","c"],"Domain":"quoted \"\\\u00e9\ud83d\ude00\""}}
= ok | E_NOTIMPL
= {"ID":"<any>"}
= {"ID":"<id>","Name":"<absent>","Type":"<none>"}

query network <net>
= {"ID":"<net>","Type":"Private","Flags":8}
= {"ID":"<NOBODY>"}
= {"Type":"Internal|Private","Flags":"7|8","Name":"conf*<run>","Owner":"x|<absent>"}
= {"Flags":"<number>","Name":"<text>","Ipams":"<any>","Policies":"<none>"}
= {"Dns":{"Search":["a","b","c"],
     "Domain":"quoted \"\\é😀\""}}
= {"Dns":{"Search":["...","c","a"]}}
= {"Dns":{"Search":["...","b","<!nobody>"]}}
= {"Ipams":[{"Subnets":["...",{"IpAddressPrefix":"198.18.32.0/24","ID":"<sub>"}]}]}
= {"Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.31.0/24"},{"ID":"<sub>"}]}]}
? {"ID":"<net>"}

enumerate network
= ["...","<net>"]

query network <missing>
= failed {"Success":false,"ErrorCode":2151350273}
= HCN_E_NETWORK_NOT_FOUND | ERROR_NOT_FOUND
