/*
 * ports.h - ranges of the host's ports that guest network services reserve.
 */
#ifndef SCHEMA_PORTS_H
#define SCHEMA_PORTS_H

#include <hcn/types.h>

enum port_protocol { PORT_TCP = 1, PORT_UDP = 2, PORT_BOTH = 3 };
enum port_access { PORT_EXCLUSIVE = 1, PORT_SHARED = 2 };

struct port_range {
    struct hcn_guid guest;
    uint32_t protocol; /* enum port_protocol */
    uint32_t access;   /* enum port_access: shared ones bear each other */
    uint16_t first, last;
};

struct port_ranges {
    struct port_range *at;
    size_t count;
};

#endif
