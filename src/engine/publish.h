/*
 * publish.h - ports of the host that lead to an endpoint or a load balancer.
 *
 * A port is published once for each address and protocol. What is published on an address of the
 * host is kept apart from what guest network services reserve; frontends of load balancers are
 * addresses of their own.
 */
#ifndef ENGINE_PUBLISH_H
#define ENGINE_PUBLISH_H

#include "base/ip.h"
#include "engine/ipam.h"
#include "engine/reserve.h"
#include "engine/work.h"

/* Ports that one object publishes, one after the other. */
struct publishing {
    struct work *work;
    struct holder publisher;
    struct port_rows reserved;
    uint16_t next; /* where the search for a free port goes on */
};

bool publishing_begin(struct work *w, const struct holder *publisher, struct publishing *out);

/* Where a port is to be reached; family 0, and 0.0.0.0 and ::, are all addresses of the host. */
struct published {
    struct ip ip;
    uint8_t protocol;
    uint16_t port;
};

/* Reads an address as it is meant here; NULL and "" are all addresses of the host. */
struct ip published_address(const char *text);

/* Claims it. Fails with HCN_E_PORT_ALREADY_EXISTS and says who has it, or has it reserved. */
bool publishing_take(struct publishing *p, const struct published *what, const struct place *where);

/* Writes a free port of the dynamic range (RFC 6335) into `what`. */
bool publishing_choose(struct publishing *p, struct published *what, const struct place *where);

/*
 * Finds a port of the range that is published on an address of the host; *port 0: none is.
 */
bool published_find(struct hcn_call *c, struct store *s, const struct port_range *range,
                    uint16_t *port, struct holder *holder);

#endif
