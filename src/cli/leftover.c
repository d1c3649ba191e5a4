/* leftover.c - endpoints that nobody took into use. */
#include "cli/leftover.h"

#include <stdio.h>
#include <string.h>

#include "cli/platform.h"

enum { LOOKS = 10, PAUSE = 50 /* ms */ };

bool endpoints_between(struct tool *t, const struct hcn_guid *network, const struct hcn_guid *space,
                       struct hcn_endpoint_list *out)
{
    char on[HCN_GUID_TEXT], in[HCN_GUID_TEXT], network_is[64], space_is[64];
    const char *const filters[] = { network_is, space_is, NULL };
    const char *query;

    hcn_guid_print(network, on);
    hcn_guid_print(space, in);
    snprintf(network_is, sizeof network_is, "HostComputeNetwork=%s", on);
    snprintf(space_is, sizeof space_is, "HostComputeNamespace=%s", in);
    return query_of(t, filters, &query) && hcn_endpoint_list(t->call, t->service, query, out);
}

/* "OWNER-CONTAINER", as hcn_attachment_create() names it. */
static bool is_of(const struct hcn_endpoint_document *e, const char *owner, const char *container)
{
    const size_t length = strlen(owner);

    return e->owner && !strcmp(e->owner, owner) && e->name && !strncmp(e->name, owner, length) &&
           e->name[length] == '-' && !strcmp(e->name + length + 1, container);
}

/* How many there are; the list ends behind them. */
static bool list_loose(struct tool *t, const struct hcn_guid *network, const char *owner,
                       const char *container, struct hcn_endpoint_list *out)
{
    static const struct hcn_guid nowhere;
    size_t count = 0;

    *out = (struct hcn_endpoint_list){ NULL, 0 };
    if (!endpoints_between(t, network, &nowhere, out))
        return false;
    for (size_t i = 0; i < out->count; i++)
        if (is_of(out->at[i], owner, container))
            out->at[count++] = out->at[i];
    out->count = count;
    return true;
}

bool leftover_drop(struct tool *t, const struct hcn_guid *network, const char *owner,
                   const char *container, size_t *dropped)
{
    struct hcn_endpoint_list loose;

    *dropped = 0;
    for (int look = 0; look < LOOKS; look++) {
        if (!list_loose(t, network, owner, container, &loose))
            return false;
        if (!loose.count)
            return true;
        platform_pause(PAUSE);
    }
    for (size_t i = 0; i < loose.count; i++) {
        if (hcn_endpoint_delete(t->call, t->service, &loose.at[i]->id))
            ++*dropped;
        else if (hcn_call_class(t->call) == HCN_CLASS_NOT_FOUND)
            hcn_call_forgive(t->call);
        else
            return false;
    }
    return true;
}
