/*
 * ruleset_text.c - the rules: who may talk to whom, and what is translated.
 *
 * Every rule is right whether bridged packets come by here or not (br_netfilter), and costs the
 * same with one endpoint as with thousands: what differs is looked up in sets.
 */
#include "driver/linux/ruleset_text.h"

#include "driver/linux/ruleset.h"

#define SCHEMA "hcn schema=1"

/* clang-format off */
#define TABLE(family)                                                                              \
    "create table " family " hcn { comment \"" SCHEMA "\"; }\n",                                   \
        "table " family " hcn {\n"

const char ruleset_schema[] = SCHEMA;

const char *const ruleset_inet[] = {
    TABLE("inet")
    /* Bridges: all; with the host in them; of NAT networks; and pairs that are one network. */
    "set br { type ifname; }\n"
    "set br_host { type ifname; }\n"
    "set br_nat { type ifname; }\n"
    "set pair { type ifname . ifname; }\n"
    /* The host's addresses in networks; prefixes of NAT networks; endpoints that keep apart. */
    "set gw4 { type ipv4_addr; }\n"
    "set gw6 { type ipv6_addr; }\n"
    "set nat4 { type ipv4_addr; flags interval; }\n"
    "set nat6 { type ipv6_addr; flags interval; }\n"
    "set iso4 { type ifname . ipv4_addr; }\n"
    "set iso6 { type ifname . ipv6_addr; }\n",
    /* Published ports: of any address of the host, and of one. */
    "map pm4 { type inet_proto . inet_service : ipv4_addr . inet_service; }\n"
    "map pm6 { type inet_proto . inet_service : ipv6_addr . inet_service; }\n"
    "map pmv4 { type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }\n"
    "map pmv6 { type ipv6_addr . inet_proto . inet_service : ipv6_addr . inet_service; }\n"
    /* OutBoundNAT: not there; who only there; there; and as whom. */
    "set obnx4 { type ipv4_addr . ipv4_addr; flags interval; }\n"
    "set obnx6 { type ipv6_addr . ipv6_addr; flags interval; }\n"
    "set obnl4 { type ipv4_addr; }\n"
    "set obnl6 { type ipv6_addr; }\n"
    "set obnd4 { type ipv4_addr . ipv4_addr; flags interval; }\n"
    "set obnd6 { type ipv6_addr . ipv6_addr; flags interval; }\n"
    "map obnv4 { type ipv4_addr : ipv4_addr; }\n"
    "map obnv6 { type ipv6_addr : ipv6_addr; }\n",

    /* 127/8 is taken back on bridges, but never from a container. Private networks may use the
     * same addresses, so their connections are not told apart, and not tracked. */
    "chain h_raw { type filter hook prerouting priority raw; policy accept;\n"
    "  ip daddr 127.0.0.0/8 iifname @br drop\n"
    "  iifname @br iifname != @br_host notrack\n"
    "}\n",

    "chain h_pm {\n"
    "  meta l4proto { tcp, udp } dnat ip to meta l4proto . th dport map @pm4\n"
    "  meta l4proto { tcp, udp } dnat ip6 to meta l4proto . th dport map @pm6\n"
    "}\n"
    "chain h_published {\n"
    "  meta l4proto { tcp, udp } dnat ip to ip daddr . meta l4proto . th dport map @pmv4\n"
    "  meta l4proto { tcp, udp } dnat ip6 to ip6 daddr . meta l4proto . th dport map @pmv6\n"
    "  fib daddr type local goto h_pm\n"
    "}\n"
    "chain h_dnat_in { type nat hook prerouting priority dstnat; policy accept;\n"
    "  jump h_published\n"
    "}\n"
    "chain h_dnat_out { type nat hook output priority -100; policy accept;\n"
    "  jump h_published\n"
    "}\n",

    /* A container that asks for a published port of another one, or of its own, would get the
     * answer straight from there, or from itself: so it is translated. */
    "chain h_snat { type nat hook postrouting priority srcnat; policy accept;\n"
    "  ct status dnat oifname @br ip saddr @nat4 ip daddr @nat4 masquerade\n"
    "  ct status dnat oifname @br ip6 saddr @nat6 ip6 daddr @nat6 masquerade\n"
    "  ct status dnat oifname @br ip saddr 127.0.0.0/8 masquerade\n"
    "  oifname @br accept\n"
    "  ip saddr . ip daddr @obnx4 accept\n"
    "  ip6 saddr . ip6 daddr @obnx6 accept\n"
    "  ip saddr @obnl4 ip saddr . ip daddr != @obnd4 accept\n"
    "  ip6 saddr @obnl6 ip6 saddr . ip6 daddr != @obnd6 accept\n"
    "  snat ip to ip saddr map @obnv4\n"
    "  snat ip6 to ip6 saddr map @obnv6\n"
    "  ip saddr @nat4 masquerade\n"
    "  ip6 saddr @nat6 masquerade\n"
    "}\n",

    /* Published ports; one network; replies. Then what no network may do. */
    "chain h_fwd { type filter hook forward priority filter; policy accept;\n"
    "  ct status dnat iifname @br_nat oifname @br accept\n"
    "  iifname . ip saddr @iso4 oifname . ip daddr @iso4 drop\n"
    "  iifname . ip6 saddr @iso6 oifname . ip6 daddr @iso6 drop\n"
    "  iifname . oifname @pair accept\n"
    "  ct state established,related accept\n"
    "  iifname @br oifname @br drop\n"
    "  iifname @br iifname != @br_nat drop\n"
    "  meta iifgroup 18499 iifname != @br drop\n"
    "  oifname @br oifname != @br_nat drop\n"
    "  oifname @br ct status dnat accept\n"
    "  oifname @br drop\n"
    "}\n",

    /* Containers reach the host, but not by its address in another network. */
    "chain h_in { type filter hook input priority filter; policy accept;\n"
    "  iifname != @br accept\n"
    "  iifname != @br_host drop\n"
    "  ip daddr @gw4 fib daddr . iif type != local drop\n"
    "  ip6 daddr @gw6 fib daddr . iif type != local drop\n"
    "}\n"
    /* A redirect would send a container past the translation. */
    "chain h_out { type filter hook output priority filter; policy accept;\n"
    "  oifname != @br accept\n"
    "  oifname != @br_host drop\n"
    "  icmp type redirect drop\n"
    "  icmpv6 type nd-redirect drop\n"
    "}\n"
    "}\n",
    NULL,
};

/* What comes out of a port has to be from the endpoint behind it: MAC, addresses, ARP, ND. */
const char *const ruleset_bridge[] = {
    TABLE("bridge")
    "set as_port { type ifname; }\n"
    "set as_mac { typeof iifname . ether saddr; }\n"
    "set as4 { typeof iifname . ether saddr . ip saddr; }\n"
    "set asarp { typeof iifname . arp saddr ether . arp saddr ip; }\n"
    "set as6 { typeof iifname . ether saddr . ip6 saddr; }\n"
    "set asna { typeof iifname . @th,64,128; }\n"
    "chain b_from {\n"
    "  ether type ip iifname . ether saddr . ip saddr @as4 accept\n"
    "  iifname . ether saddr != @as_mac drop\n"
    "  ether type arp iifname . arp saddr ether . arp saddr ip @asarp accept\n"
    "  icmpv6 type nd-neighbor-advert iifname . @th,64,128 != @asna drop\n"
    "  icmpv6 type { nd-router-advert, nd-redirect } drop\n"
    "  ether type ip6 iifname . ether saddr . ip6 saddr @as6 accept\n"
    /* A container that looks for its address: DHCP, ARP probes, duplicate address detection. */
    "  ip saddr 0.0.0.0 udp sport 68 udp dport 67 accept\n"
    "  arp saddr ip 0.0.0.0 accept\n"
    "  ip6 saddr :: accept\n"
    "  drop\n"
    "}\n"
    "chain b_first { type filter hook prerouting priority -300; policy accept;\n"
    "  iifname @as_port goto b_from\n"
    "}\n"
    "}\n",
    NULL,
};
/* clang-format on */

const struct ruleset_set ruleset_sets[] = {
    { NFT_INET, "br" },     { NFT_INET, "br_host" },   { NFT_INET, "br_nat" },
    { NFT_INET, "pair" },   { NFT_INET, "gw4" },       { NFT_INET, "gw6" },
    { NFT_INET, "nat4" },   { NFT_INET, "nat6" },      { NFT_INET, "iso4" },
    { NFT_INET, "iso6" },   { NFT_INET, "pm4" },       { NFT_INET, "pm6" },
    { NFT_INET, "pmv4" },   { NFT_INET, "pmv6" },      { NFT_INET, "obnx4" },
    { NFT_INET, "obnx6" },  { NFT_INET, "obnl4" },     { NFT_INET, "obnl6" },
    { NFT_INET, "obnd4" },  { NFT_INET, "obnd6" },     { NFT_INET, "obnv4" },
    { NFT_INET, "obnv6" },  { NFT_BRIDGE, "as_port" }, { NFT_BRIDGE, "as_mac" },
    { NFT_BRIDGE, "as4" },  { NFT_BRIDGE, "asarp" },   { NFT_BRIDGE, "as6" },
    { NFT_BRIDGE, "asna" },
};
const size_t ruleset_set_count = sizeof ruleset_sets / sizeof ruleset_sets[0];
