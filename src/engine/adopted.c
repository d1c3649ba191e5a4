/* adopted.c - network namespaces that others made, by the number that the machine gives them. */
#include "engine/adopted.h"

#include <inttypes.h>
#include <stdio.h>

#include "engine/claims.h"
#include "engine/kinds.h"
#include "engine/objects.h"

/* Beside the paths, which begin with a slash. */
static bool read_claim(struct work *w, const char *path, const struct object *space,
                       struct claim *out)
{
    struct driver *d = w->driver;
    char text[32];
    uint64_t number;

    if (!d->kind->namespace_number(w->call, d, path, &number))
        return false;
    snprintf(text, sizeof text, "number %" PRIu64, number);
    *out = claim_path(text, &space->id);
    return true;
}

bool adopted_take(struct work *w, const char *path, const struct object *space)
{
    struct holder held;
    struct claim claim;

    if (!w->driver->kind->namespace_number)
        return true;
    if (!read_claim(w, path, space, &claim) || !work_claim(w, &claim, &held))
        return false;
    return guid_equal(&held.id, &space->id) ||
           fail(w->call, HCN_WIN32_ALREADY_EXISTS,
                "namespace.AdditionalParams.Linux.NetworkNamespace: %s is the network namespace of "
                "%s, by another path",
                path, object_title(w, KIND_NAMESPACE, &held.id));
}

bool adopted_same(struct work *w, const char *path, const struct object *space, bool *same)
{
    struct holder held;
    struct claim claim;
    bool found;

    *same = true;
    if (!w->driver->kind->namespace_number)
        return true;
    if (!read_claim(w, path, space, &claim) ||
        !store_claimed(w->call, w->store, &claim, &held, &found))
        return false;
    *same = found && guid_equal(&held.id, &space->id);
    return true;
}

static bool take_out(struct work *w, struct object *endpoint)
{
    const size_t first = w->steps.count;
    struct driver *d = w->driver;

    if (!endpoint_detach(w, endpoint))
        return false;
    for (size_t i = first; i < w->steps.count; i++)
        if (!d->kind->take(w->call, d, w->steps.at[i]))
            return false;
    w->steps.count = first;
    return true;
}

bool adopted_renew(struct work *w, const char *path, const struct object *space)
{
    struct selection inside = { .kind = KIND_ENDPOINT, .space = &space->id };
    struct objects dead;
    bool same;

    if (!objects_select(w, &inside, &dead))
        return false;
    if (!dead.count) /* as mostly: nothing that could be wrong */
        return true;
    if (!adopted_same(w, path, space, &same) || same)
        return !failed(w->call);
    for (size_t i = 0; i < dead.count; i++)
        if (!take_out(w, &dead.at[i]))
            return false;
    return adopted_take(w, path, space);
}
