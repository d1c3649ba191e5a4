/*
 * guid.h - identifiers: text in any of the spellings that clients use, one spelling out.
 */
#ifndef BASE_GUID_H
#define BASE_GUID_H

#include <hcn/types.h>

#include "base/call.h"

struct guid_text {
    char s[HCN_GUID_TEXT];
};

/* "0123abcd-...", in any case, with or without braces; nothing else around it. */
bool guid_parse(const char *text, struct hcn_guid *out);

/* Bare and in lower case, as documents carry it. */
struct guid_text guid_text(const struct hcn_guid *g);

/* Bare and in upper case, as the service lists the resources of a namespace. */
struct guid_text guid_upper(const struct hcn_guid *g);

bool guid_equal(const struct hcn_guid *a, const struct hcn_guid *b);
bool guid_is_zero(const struct hcn_guid *g);

/*
 * The id that belongs to a text: always the same for one, another for another as far as chance goes
 * (RFC 9562, version 8). Whoever looks for two texts with one id finds them.
 */
struct hcn_guid guid_of_text(const char *text);

/* A random one (RFC 9562, version 4). */
bool guid_new(struct hcn_call *c, struct hcn_guid *out);

#endif
