/*
 * step.h - what the engine wants done to the machine, as data.
 *
 * The engine decides, a driver does. A step is one thing that is or is not: a namespace, a bridge,
 * a port, rules, a resolver file. It carries all that its inverse needs. Values are text as
 * base/ip.h prints it, so that a plan can be stored, shown and compared.
 */
#ifndef DRIVER_STEP_H
#define DRIVER_STEP_H

#include <hcn/types.h>

#include "base/call.h"

/*
 * Which members each kind uses:
 *
 *   STEP_NAMESPACE  path
 *   STEP_BRIDGE     link tag mtu mac reach
 *   STEP_PORT       link tag mtu mac addresses routes bridge path peer isolated
 *   STEP_NETWORK    link tag addresses prefixes reach     (the host's addresses in it, its rules)
 *   STEP_ENDPOINT   link tag bridge mac addresses mappings outbound hairpin isolated   (its rules)
 *   STEP_RESOLVER   path servers search options domain
 *   STEP_UP         link tag path peer (the port comes up, traffic may flow: the last of an attach)
 *   STEP_FORGET     addresses mappings (connections that were tracked to these are forgotten; a
 *                                       mapping: those that came by this port of the host)
 */
enum step_kind {
    STEP_NONE,
    STEP_NAMESPACE,
    STEP_BRIDGE,
    STEP_PORT,
    STEP_NETWORK,
    STEP_ENDPOINT,
    STEP_RESOLVER,
    STEP_UP,
    STEP_FORGET,
    STEP_KINDS
};

/* How far a network reaches. */
enum step_reach {
    REACH_PRIVATE,  /* its own endpoints */
    REACH_INTERNAL, /* and the host */
    REACH_NAT       /* and, translated, wherever the host reaches */
};

struct step_route {
    struct hcn_head head;
    const char *destination; /* "0.0.0.0/0" */
    const char *next_hop;    /* an address, or NULL: on the link */
    uint32_t metric;         /* 0: the system's own choice */
};

/* A port of the host that leads to an endpoint. */
struct step_mapping {
    struct hcn_head head;
    uint8_t protocol; /* 6 TCP, 17 UDP */
    uint16_t external_port;
    uint16_t internal_port;
    const char *virtual_ip; /* the host's address it is reached at; NULL: any of them */
    const char *address;    /* the endpoint's */
};

/* How what an endpoint sends to the outside is translated. */
struct step_outbound {
    struct hcn_head head;
    const char *virtual_ip;              /* the source it gets; NULL: the uplink's */
    HCN_LIST(const char *) exceptions;   /* prefixes that are reached untranslated */
    HCN_LIST(const char *) destinations; /* when any: only these are translated */
};

struct step {
    struct hcn_head head;
    uint32_t kind;    /* enum step_kind */
    bool remove;      /* what is to be gone; taking it when it is gone already is a success */
    const char *link; /* name on the host: of the bridge, or of the host's end of the port */
    const char *tag;  /* "net:<GUID>" or "ep:<GUID>": says whose the kernel object is */
    const char *path; /* of the network namespace; "" or NULL: the machine's own */
    const char *peer; /* name inside the namespace */
    const char *bridge;
    const char *mac;
    uint32_t mtu;                     /* 0: the system's own choice */
    uint32_t reach;                   /* enum step_reach */
    bool hairpin;                     /* frames may leave by the port they came from */
    bool isolated;                    /* endpoints so marked do not talk to each other */
    HCN_LIST(const char *) addresses; /* with their lengths: "172.20.0.2/24" */
    HCN_LIST(const char *) prefixes;  /* a network's */
    HCN_LIST(struct step_route *) routes;
    HCN_LIST(struct step_mapping *) mappings;
    struct step_outbound *outbound; /* NULL: as the network's reach says */
    HCN_LIST(const char *) servers;
    HCN_LIST(const char *) search;
    HCN_LIST(const char *) options;
    const char *domain;
};

/* "bridge", "port"...: the word of a kind, as plans and messages spell it. */
const char *step_word(uint32_t kind);

#endif
