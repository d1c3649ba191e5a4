/*
 * making.h - a new endpoint on its way: what it is completed from, and its addresses.
 */
#ifndef ENGINE_MAKING_H
#define ENGINE_MAKING_H

#include "engine/network.h"
#include "engine/work.h"

/* What a new endpoint is completed from. */
struct making {
    struct work *work;
    struct hcn_endpoint_document *endpoint;
    struct hcn_network_document *network;
    struct subnets subnets;
    struct object object;
    struct ip first; /* its first address, family 0: none */
};

bool making_is_remote(const struct hcn_endpoint_document *e);

/* For sentences: network "nat" (<GUID>). */
const char *making_network(struct making *m);

/* Checks and claims the addresses that are given, else picks one of each family. */
bool making_addresses(struct making *m);

/* The same for the MAC. Behind the addresses, since it follows from the first. */
bool making_mac(struct making *m);

#endif
