/* namespace.c - endpoints into namespaces and out of them. */
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

static bool with_endpoint(struct tool *t, bool (*act)(struct hcn_call *, struct hcn_namespace *,
                                                      const struct hcn_guid *))
{
    struct hcn_guid space, endpoint;
    struct hcn_namespace *n;
    bool ok;

    if (!object_find(t, &noun_namespace, t->args[0], &space) ||
        !object_find(t, &noun_endpoint, t->args[1], &endpoint))
        return false;
    n = hcn_namespace_open(t->call, t->service, &space);
    ok = n && act(t->call, n, &endpoint);
    hcn_namespace_close(n);
    return ok;
}

bool command_add_endpoint(struct tool *t)
{
    return with_endpoint(t, hcn_namespace_add_endpoint);
}

bool command_remove_endpoint(struct tool *t)
{
    return with_endpoint(t, hcn_namespace_remove_endpoint);
}

/* Prints ids that a function gives for a namespace. */
static bool print_ids(struct tool *t, bool (*get)(struct hcn_call *, struct hcn_namespace *,
                                                  struct hcn_guid_list *))
{
    struct hcn_guid_list ids = { NULL, 0 };
    struct hcn_namespace *n;
    struct hcn_guid space;
    bool ok;

    if (!object_find(t, &noun_namespace, t->args[0], &space))
        return false;
    n = hcn_namespace_open(t->call, t->service, &space);
    ok = n && get(t->call, n, &ids);
    for (size_t i = 0; i < ids.count; i++)
        print_id(&ids.at[i]);
    hcn_namespace_close(n);
    return ok;
}

bool command_endpoints(struct tool *t)
{
    return print_ids(t, hcn_namespace_endpoints);
}

bool command_reconcile(struct tool *t)
{
    return print_ids(t, hcn_namespace_reconcile);
}
