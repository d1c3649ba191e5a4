/*
 * traffic.h - a little traffic, to see whether addresses and ports are reached. Whatever is asked
 * for a network namespace is done there by a thread of its own; place NULL is where we are.
 */
#ifndef CLI_TRAFFIC_H
#define CLI_TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>

/* An address of either family, as text, and a port where one is needed. */
struct target {
    const char *address;
    uint16_t port;
};

/* One ICMP echo, answered within two seconds? */
bool traffic_ping(const struct target *to);

/* The page of a server of ours, by HTTP, within two seconds? */
bool traffic_fetch(const struct target *to);

/* Does one of the two from that network namespace. */
bool traffic_from(const char *place, bool (*act)(const struct target *), const struct target *to);

/* A web server in a network namespace: for both families, until it is stopped. */
struct server;
struct server *server_start(const char *place, uint16_t port);
void server_stop(struct server *server);

#endif
