/* look.h - what the machine is like: the answers that driver.h asks for. */
#ifndef DRIVER_LINUX_LOOK_H
#define DRIVER_LINUX_LOOK_H

#include "driver/linux/linux.h"

bool look_identity(struct hcn_call *c, struct driver *d, struct identity *out);
bool look_routes(struct hcn_call *c, struct driver *d, struct host_route **out, size_t *count);
bool look_mtu(struct hcn_call *c, struct driver *d, uint32_t *out);
bool look_interfaces(struct hcn_call *c, struct driver *d, const char *path, struct texts *out);
bool look_namespace(struct hcn_call *c, struct driver *d, const char *path);
bool look_number(struct hcn_call *c, struct driver *d, const char *path, uint64_t *out);
bool look_counters(struct hcn_call *c, struct driver *d, const char *link, struct counters *out);
bool look_resolver(struct hcn_call *c, struct driver *d, struct resolver *out);
bool look_inventory(struct hcn_call *c, struct driver *d, struct texts *out);

#endif
