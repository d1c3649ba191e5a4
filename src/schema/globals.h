/*
 * globals.h - what the version-1 interface says of the service itself.
 */
#ifndef SCHEMA_GLOBALS_H
#define SCHEMA_GLOBALS_H

#include "base/call.h"

/*
 * Reads the answer to GET /globals/version, as hcsshim does (hcnglobals.go): major << 32 | minor.
 * False with the service's own sentence when that says no.
 */
bool globals_version_read(struct hcn_call *c, const char *json, uint64_t *out);

#endif
