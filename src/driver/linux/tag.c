/* tag.c - writing and comparing tags. */
#include "driver/linux/tag.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct tag_text tag_text(const struct linux_driver *d, const char *tag)
{
    const struct maker *by = &d->driver.maker;
    struct tag_text text;

    snprintf(text.s, sizeof text.s, "%08" PRIx32 ".%08" PRIx32 ":%s", by->store, by->request, tag);
    return text;
}

const char *tag_bare(const char *text, struct maker *by)
{
    int length = 0;

    *by = (struct maker){ 0 };
    if (sscanf(text, "%8" SCNx32 ".%8" SCNx32 ":%n", &by->store, &by->request, &length) == 2 &&
        length == 18)
        return text + length;
    *by = (struct maker){ 0 };
    return text;
}

bool tag_is_ours(const struct linux_driver *d, const char *text, const char *tag)
{
    struct maker by;
    const char *bare = tag_bare(text, &by);

    return !strcmp(bare, tag) && (bare == text || by.store == d->driver.maker.store);
}

bool tag_is_removable(const struct linux_driver *d, const char *text, const char *tag)
{
    struct maker by;

    if (!tag_is_ours(d, text, tag))
        return false;
    (void)tag_bare(text, &by); /* plans of older versions have no number either */
    return !d->undoing || by.request == d->driver.maker.request;
}

/* ---- groups ----------------------------------------------------------------------------- */

/* Above all small numbers, and no negative one: iproute2 takes a group for an int. */
enum { GROUP_OF_STORES = 0x4000, GROUP_STORE = 0x3fff, GROUP_REQUEST = 0xffff };

uint32_t tag_group(const struct linux_driver *d)
{
    const struct maker *by = &d->driver.maker;

    return (GROUP_OF_STORES | (by->store & GROUP_STORE)) << 16 | (by->request & GROUP_REQUEST);
}

bool tag_group_is_ours(const struct linux_driver *d, uint32_t group)
{
    return group >> 16 == tag_group(d) >> 16;
}

bool tag_group_is_removable(const struct linux_driver *d, uint32_t group)
{
    return d->undoing ? group == tag_group(d) : tag_group_is_ours(d, group);
}

/* ---- sentences -------------------------------------------------------------------------- */

const char *tag_owner(struct hcn_call *c, const char *text)
{
    struct maker by;
    const char *bare = tag_bare(text, &by);

    if (bare == text)
        return call_format(c, "an older hcn made it as %s", bare);
    return call_format(c, "store %08" PRIx32 " has it as %s", by.store, bare);
}
