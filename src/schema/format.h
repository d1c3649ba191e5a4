/*
 * format.h - what texts have to look like: addresses, prefixes, ports, and lists of them.
 */
#ifndef SCHEMA_FORMAT_H
#define SCHEMA_FORMAT_H

#include "schema/record.h"

extern const struct format address_format;       /* "10.0.0.1", "fd00::1" */
extern const struct format prefix_format;        /* "10.0.0.0/24"; a bare address too */
extern const struct format subnet_format;        /* "10.0.0.0/24" */
extern const struct format mac_format;           /* "00-15-5D-52-C0-00", with '-' or ':' */
extern const struct format endpoint_mac_format;  /* the same, of an endpoint */
extern const struct format pool_mac_format;      /* the same, of a network's pool */
extern const struct format address_list_format;  /* addresses, prefixes, set ids, with commas */
extern const struct format port_format;          /* "8080" */
extern const struct format ports_format;         /* "8080", "1000-2000" */
extern const struct format port_list_format;     /* "80,443,1000-2000" */
extern const struct format protocol_list_format; /* "6,17"; 256 is any */

/* Do both texts mean the same address, prefix or MAC, in whatever spelling? */
bool format_same(const char *a, const char *b);

/* The same of two lists with commas between their items, which may be any text. */
bool format_same_list(const char *a, const char *b);

/* Does a route with this destination lead everywhere: nothing, a length of 0, or "0.0.0.0"? */
bool destination_is_default(const char *prefix);

#endif
