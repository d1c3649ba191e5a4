/*
 * random.h - random requests about a few objects, so few that they get in each other's way.
 */
#ifndef TEST_ENGINE_RANDOM_H
#define TEST_ENGINE_RANDOM_H

#include "engine/engine.h"

enum { NETWORKS = 6, ENDPOINTS = 32, SPACES = 4, NAMES = 5, SUBNETS = 8, PORTS = 6, MACS = 40 };

enum action {
    CREATE_NETWORK,
    DELETE_NETWORK,
    CREATE_ENDPOINT,
    DELETE_ENDPOINT,
    CREATE_SPACE,
    DELETE_SPACE,
    ADD,
    REMOVE,
    SET_PORT,
    ACTIONS
};

/* What is asked; each member counts for the actions that it means something to. */
struct asked {
    enum action action;
    unsigned network, endpoint, space; /* which of them */
    unsigned name, subnet;             /* of a network: "net-N", 10.N.0.0/28 */
    int host, mac, port;               /* of an endpoint: -1: none is given */
};

/* The same seed, the same requests. */
unsigned random_below(uint32_t *seed, unsigned limit);
struct asked random_request(uint32_t *seed);

struct hcn_guid id_of(uint32_t kind, unsigned which);

/* Gives the HRESULT. */
int32_t ask(struct engine *e, const struct asked *a);

/* The document of one object; NULL when there is none. Memory of the call. */
const char *query(struct hcn_call *c, struct engine *e, uint32_t kind, unsigned which);

#endif
