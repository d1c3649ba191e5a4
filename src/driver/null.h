/*
 * null.h - the null driver, as tests see it: what it was told, and what its machine is like.
 *
 * Texts that are given stay the caller's and have to outlive the driver.
 */
#ifndef DRIVER_NULL_H
#define DRIVER_NULL_H

#include "driver/driver.h"

/*
 * Every step that was carried out, a line each, as step_print() writes it; "!" before one that
 * failed, "~" before one that was undone. Starts over when it is longer than a megabyte.
 */
const char *null_driver_log(const struct driver *d);

/* The n-th take() from now on fails, once; 0: none. */
void null_driver_fail_at(struct driver *d, unsigned long n);

/* What the machine answers. */
bool null_driver_routes(struct driver *d, const char *const *prefixes, size_t count);
bool null_driver_resolver(struct driver *d, const char *const *servers, size_t count);
bool null_driver_interfaces(struct driver *d, const char *const *names, size_t count);
void null_driver_counters(struct driver *d, const struct counters *counters);

/* How many things are there: bridges, ports, namespaces, rules and resolver files. */
size_t null_driver_things(const struct driver *d);

#endif
