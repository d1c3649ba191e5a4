# Subnets that come and go.
create network <net>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.21.0/24"}]}]}
= ok

modify network <net>
{"ResourceType":"Subnet","RequestType":"Add","Settings":{"Subnets":[{"IpAddressPrefix":"198.18.22.0/24"}]}}
= ok

query network <net>
= {"Ipams":["...",{"Subnets":["...",{"IpAddressPrefix":"198.18.22.0/24","ID":"<sub>"}]}]}

# Addresses are given out of parts of a subnet.
modify network <net>
{"ResourceType":"IPSubnet","RequestType":"Add","Settings":{"SubnetId":"<sub>","IpSubnets":[{"IpAddressPrefix":"198.18.22.128/25"}]}}
? ok

query network <net>
? {"Ipams":["...",{"Subnets":["...",{"ID":"<sub>","IpSubnets":["...",{"IpAddressPrefix":"198.18.22.128/25","ID":"<part>"}]}]}]}

create endpoint <parted> in <net>
{"IpConfigurations":[{"IpSubnetId":"<part>"}]}
? ok

query endpoint <parted>
? {"IpConfigurations":[{"IpAddress":"198.18.22.*","IpSubnetId":"<part>"}]}

delete endpoint <parted>
? ok

modify network <net>
{"ResourceType":"IPSubnet","RequestType":"Remove","Settings":{"SubnetId":"<sub>","IpSubnets":[{"ID":"<part>","IpAddressPrefix":"198.18.22.128/25"}]}}
? ok

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
