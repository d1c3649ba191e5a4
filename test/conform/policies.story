# Policies: kept as they came; added, replaced, taken away; refused where they do not belong.
create network <net>
{"Name":"conform <run>","Type":"NAT","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.13.0/24","Routes":[{"NextHop":"198.18.13.1","DestinationPrefix":"0.0.0.0/0"}]}]}]}
= ok

create endpoint <end> in <net>
{"Policies":[{"Type":"PortMapping","Settings":{"Protocol":6,"InternalPort":80,"ExternalPort":51180}},{"Type":"OutBoundNAT","Settings":{"Exceptions":["198.19.0.0/16"]}},{"Type":"ACL","Settings":{"Protocols":"6","Action":"Block","Direction":"In","RemoteAddresses":"198.19.0.1,198.19.0.2","RemotePorts":"443","RuleType":"Switch","Priority":200}}]}
= ok

query endpoint <end>
= {"Policies":["...",{"Type":"PortMapping","Settings":{"Protocol":6,"InternalPort":80,"ExternalPort":51180}},
   {"Type":"OutBoundNAT","Settings":{"Exceptions":["198.19.0.0/16"]}},
   {"Type":"ACL","Settings":{"Protocols":"6","Action":"Block","Direction":"In","RemoteAddresses":"198.19.0.1,198.19.0.2","RemotePorts":"443","RuleType":"Switch","Priority":200}}]}

# A published port is one endpoint's; and no endpoint is made.
create endpoint <late> in <net>
{"Policies":[{"Type":"PortMapping","Settings":{"Protocol":6,"InternalPort":81,"ExternalPort":51180}}]}
= HCN_E_PORT_ALREADY_EXISTS {"Success":false,"ErrorCode":2151350291,"Error":"The specified port already exists. "}

open endpoint <late>
= HCN_E_ENDPOINT_NOT_FOUND

create endpoint - in <net>
{"Policies":[{"Type":"PortMapping","Settings":{"Protocol":6,"InternalPort":0,"ExternalPort":51181}}]}
= failed
? HCN_E_INVALID_INTERNAL_PORT

create endpoint - in <net>
{"Policies":[{"Type":"ACL","Settings":{"Action":"Allow","Direction":"In","RemoteAddresses":"Any"}}]}
= HCN_E_INVALID_POLICY

create endpoint - in <net>
{"Policies":[{"Type":"InterfaceParameters","Settings":{"Mtu":1400}},{"Type":"InterfaceParameters","Settings":{"Mtu":1300}}]}
= failed
? HCN_INTERFACEPARAMETERS_ALREADY_APPLIED

# Add appends, Remove takes the same away, Update replaces all.
modify endpoint <end>
{"ResourceType":"Policy","RequestType":"Add","Settings":{"Policies":[{"Type":"ACL","Settings":{"Action":"Allow","Direction":"Out","Priority":300}}]}}
= ok

query endpoint <end>
= {"Policies":["...",{"Type":"ACL","Settings":{"Direction":"Out","Priority":300}},{"Type":"ACL","Settings":{"Direction":"In","Priority":200}}]}

modify endpoint <end>
{"ResourceType":"Policy","RequestType":"Remove","Settings":{"Policies":[{"Type":"PortMapping","Settings":{"Protocol":6,"InternalPort":80,"ExternalPort":51180}}]}}
= ok

query endpoint <end>
? {"Policies":[{"Type":"OutBoundNAT"},{"Type":"ACL"},{"Type":"ACL"}]}

# The port is free again.
create endpoint <next> in <net>
{"Policies":[{"Type":"PortMapping","Settings":{"Protocol":6,"InternalPort":81,"ExternalPort":51180}}]}
= ok

modify endpoint <end>
{"ResourceType":"Policy","RequestType":"Update","Settings":{"Policies":[{"Type":"ACL","Settings":{"Action":"Allow","Direction":"In","Priority":100}}]}}
= ok

query endpoint <end>
? {"Policies":[{"Type":"ACL","Settings":{"Action":"Allow","Direction":"In","Priority":100}}]}

modify endpoint <end>
{"ResourceType":"Policy","RequestType":"Remove","Settings":{"Policies":[{"Type":"ACL","Settings":{"Action":"Allow","Direction":"In","Priority":101}}]}}
? HCN_E_POLICY_NOT_FOUND

# Types that do not belong to a kind of network.
create network <clear>
{"Name":"conform <run> private","Type":"Private","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.14.0/24"}]}]}
= ok

create endpoint - in <clear>
{"Policies":[{"Type":"PortMapping","Settings":{"Protocol":6,"InternalPort":80,"ExternalPort":51182}}]}
= failed
? HCN_E_MAPPING_NOT_SUPPORTED
