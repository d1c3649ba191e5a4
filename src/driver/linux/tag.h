/*
 * tag.h - whose a thing is, as the kernel keeps it: in the alias of a link, the comment of an
 * element, the first line of a file.
 *
 *     hcn:STORE.REQUEST:KIND:GUID     "hcn:1a2b3c4d.00c0ffee:net:6f1d3f5e-..."
 *     hcn:KIND:GUID                   as older versions wrote it
 *
 * Texts here begin behind "hcn:".
 */
#ifndef DRIVER_LINUX_TAG_H
#define DRIVER_LINUX_TAG_H

#include "driver/linux/linux.h"

enum { TAG_ROOM = 96 };

struct tag_text {
    char s[TAG_ROOM];
};

/* A step's tag, with whoever the driver works for. */
struct tag_text tag_text(const struct linux_driver *d, const char *tag);

/* KIND:GUID of a text; *by says who made it, zeros: an older version. */
const char *tag_bare(const char *text, struct maker *by);

/* Did this store make it, as the thing that a step's tag says? Or did an older version? */
bool tag_is_ours(const struct linux_driver *d, const char *text, const char *tag);

/* May it be removed? While a step is undone: if the request that is undone made it. */
bool tag_is_removable(const struct linux_driver *d, const char *text, const char *tag);

/*
 * The group that a link is born in, before it has an alias: says the same in 32 bits. Is never
 * OUR_GROUP.
 */
uint32_t tag_group(const struct linux_driver *d);
bool tag_group_is_ours(const struct linux_driver *d, uint32_t group);
bool tag_group_is_removable(const struct linux_driver *d, uint32_t group);

/* "store 1a2b3c4d has it for net:6f1d...", for sentences. */
const char *tag_owner(struct hcn_call *c, const char *text);

#endif
