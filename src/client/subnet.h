/* subnet.h - gateways: which address of a prefix leads out, and the documents that say so. */
#ifndef CLIENT_SUBNET_H
#define CLIENT_SUBNET_H

#include <hcn/documents.h>

#include "base/call.h"
#include "base/ip.h"

/*
 * The first address of a prefix (host number 1). Fails, naming `subnet`, when the prefix has no
 * room for a gateway and a host: above /30 or /126.
 */
bool subnet_gateway(struct hcn_call *c, const char *subnet, const struct prefix *p, struct ip *out);

/* 0.0.0.0/0 or ::/0 by way of an address. */
struct hcn_ip_route *subnet_default_route(struct hcn_call *c, const struct ip *gateway);

/*
 * A static Ipam with one subnet, whose gateway is its first address. Host bits in `subnet` are
 * cleared. Fails with HCN_E_INVALID_PREFIX when that is no prefix.
 */
struct hcn_ipam *subnet_ipam(struct hcn_call *c, const char *subnet);

#endif
