/* sysctl.h - settings under /proc/sys of the calling thread's network namespace. */
#ifndef DRIVER_LINUX_SYSCTL_H
#define DRIVER_LINUX_SYSCTL_H

#include "base/call.h"

struct sysctl {
    const char *name; /* "net/ipv4/ip_forward" */
    const char *value;
};

/* Sets it unless it has the value already. A kernel without the setting has nothing to set. */
bool sysctl_set(struct hcn_call *c, const char *name, const char *value);
bool sysctls_set(struct hcn_call *c, const struct sysctl *at, size_t count);

/* Does it have this value? */
bool sysctl_is(const char *name, const char *value);

/* Its value as a number; 0 when it has none. */
uint32_t sysctl_number(const char *name);

/* Does this kernel have the setting? */
bool sysctl_is_there(const char *name);

/* Switches IPv6 of one interface on, whatever the habit of its namespace. */
bool sysctl_ipv6_on(struct hcn_call *c, const char *link);

#endif
