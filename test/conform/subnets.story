# Subnets that come and go.
create network <net>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.21.0/24"}]}]}
= ok

modify network <net>
{"ResourceType":"Subnet","RequestType":"Add","Settings":{"Subnets":[{"IpAddressPrefix":"198.18.22.0/24"}]}}
= ok

query network <net>
= {"Ipams":["...",{"Subnets":["...",{"IpAddressPrefix":"198.18.22.0/24","ID":"<sub>"}]}]}

create endpoint <end> in <net>
{"IpConfigurations":[{"IpAddress":"198.18.22.5"}]}
= ok

modify network <net>
{"ResourceType":"Subnet","RequestType":"Remove","Settings":{"Subnets":[{"ID":"<sub>","IpAddressPrefix":"198.18.22.0/24"}]}}
= failed
? HCN_E_ENTITY_HAS_REFERENCES

delete endpoint <end>
= ok

modify network <net>
{"ResourceType":"Subnet","RequestType":"Remove","Settings":{"Subnets":[{"ID":"<sub>","IpAddressPrefix":"198.18.22.0/24"}]}}
= ok

create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"198.18.22.5"}]}
= HCN_E_INVALID_IP

# It can come back.
modify network <net>
{"ResourceType":"Subnet","RequestType":"Add","Settings":{"Subnets":[{"IpAddressPrefix":"198.18.22.0/24"}]}}
= ok
