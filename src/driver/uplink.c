/* uplink.c - choosing among default routes. */
#include "driver/uplink.h"

#include <string.h>

/* What the kernel calls links that are made of others, yet lead to hardware. */
static const char *const solid[] = { "", "bond", "team", "vlan" };

bool uplink_is_solid(const char *kind)
{
    for (size_t i = 0; i < COUNT(solid); i++)
        if (strcmp(kind, solid[i]) == 0)
            return true;
    return false;
}

static bool is_usable(const struct uplink *u)
{
    return uplink_is_solid(u->kind) && u->up && u->wire;
}

static bool is_better(const struct uplink *u, const struct uplink *than)
{
    if (!than)
        return true;
    return u->family == than->family ? u->metric < than->metric : u->family < than->family;
}

const struct uplink *uplink_choose(const struct uplink *at, size_t count)
{
    const struct uplink *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (is_usable(&at[i]) && is_better(&at[i], best))
            best = &at[i];
    return best;
}

const struct uplink *uplink_first(const struct uplink *at, size_t count)
{
    const struct uplink *first = NULL;

    for (size_t i = 0; i < count; i++)
        if (at[i].up && is_better(&at[i], first))
            first = &at[i];
    return first;
}
