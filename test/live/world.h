/* world.h - networks and containers of the live tests, as the steps that make them. */
#ifndef TEST_LIVE_WORLD_H
#define TEST_LIVE_WORLD_H

#include "lab.h"

/* One of the networks a, b (NAT), i (Internal) and p (Private). */
struct network {
    char letter;
    uint32_t reach;
    struct step bridge, rules;
    const char *addresses[2], *prefixes[2];
    char text[4][40], link[16], tag[48];
};

/* A container in one of them: 172.2x.0.N and fd2x::N. */
struct container {
    struct step space, port, rules, up, forget;
    const char *addresses[2];
    struct step_route routes[2], *route_list[2];
    struct step_mapping *mappings[8];
    char path[64], link[16], peer[16], bridge[16], tag[48], mac[18], text[2][40], via[2][40];
};

/* Fills the steps in; nothing is done yet. */
void network_describe(struct network *n, char letter);
void container_describe(struct container *c, const struct network *n, unsigned number);

void network_make(struct lab *l, const struct network *n);
void network_unmake(struct lab *l, const struct network *n);
void container_make(struct lab *l, const struct container *c);
void container_unmake(struct lab *l, const struct container *c);

/* Adds a published port. */
void container_publish(struct container *c, struct step_mapping *m);

/* Who the server of a conversation sees: an address, or "nobody". */
void check_seen(const char *name, const struct talk *t, const char *expected);

/* A lab with a network and three containers of it described, none of them made yet. */
extern struct lab *lab;
extern struct network a;
extern struct container c1, c2, c3;

/* Set-up and teardown; the teardown checks that nothing is left. */
int world_begin(void **state);
int world_end(void **state);

/* The test with net.bridge.bridge-nf-call-* off, and on: rules have to be right with both. */
#define WORLD_TESTS(test)                                                                          \
    { #test ", bridge-nf 0", test, world_begin, world_end, NULL },                                 \
    {                                                                                              \
#test ", bridge-nf 1", test, world_begin, world_end, &lab                                  \
    }

#endif
