# Both families, in two Ipams elements: an endpoint gets an address of each.
create network <net>
{"Name":"conform <run>","Type":"Internal","Ipams":[{"Subnets":[{"IpAddressPrefix":"198.18.7.0/24","Routes":[{"NextHop":"198.18.7.1","DestinationPrefix":"0.0.0.0/0"}]}]},{"Subnets":[{"IpAddressPrefix":"fd5c:9a3e:c0f0::/64","Routes":[{"NextHop":"fd5c:9a3e:c0f0::1","DestinationPrefix":"::/0"}]}]}]}
= ok

# The addresses that are told come first: one that is picked could be the same.
create endpoint <said> in <net>
{"IpConfigurations":[{"IpAddress":"198.18.7.7"},{"IpAddress":"fd5c:9a3e:c0f0:0:0::7"}]}
= ok

query endpoint <said>
= {"IpConfigurations":[{"IpAddress":"198.18.7.7"},{"IpAddress":"fd5c:9a3e:c0f0:*7"}]}

create endpoint <end> in <net>
{}
= ok

query endpoint <end>
= {"IpConfigurations":["...",{"IpAddress":"198.18.7.*","PrefixLength":24},{"IpAddress":"fd5c:9a3e:c0f0:*","PrefixLength":64}],
   "Routes":["...",{"NextHop":"198.18.7.1","DestinationPrefix":"0.0.0.0/0"},{"NextHop":"fd5c:9a3e:c0f0::1","DestinationPrefix":"::/0"}]}

create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"198.18.7.8"},{"IpAddress":"fd5c:9a3e:c0f0::7"}]}
= HCN_E_ADDR_INVALID_OR_RESERVED

create endpoint - in <net>
{"IpConfigurations":[{"IpAddress":"fd5c:9a3e:c0f1::7"}]}
= HCN_E_INVALID_IP
