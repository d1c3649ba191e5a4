/* commands.c - what can be done to one object of any kind. */
#include <string.h>

#include "cli/tool.h"

/* The document of one that is to be made. */
static const char *read_settings(struct tool *t)
{
    if (t->options.network && t->noun != &noun_endpoint)
        return refuse(t, EXIT_USAGE, "--network is for endpoints"), NULL;
    return file_read(t, t->count ? t->args[0] : "-");
}

bool command_create(struct tool *t)
{
    const char *json = read_settings(t);
    struct hcn_guid id;

    if (!json || !object_create(t, t->noun, json, &id))
        return false;
    print_id(&id);
    return true;
}

/* As many of the members as one sentence bears. */
static bool refuse_different(struct tool *t, const struct hcn_guid *id,
                             const struct hcn_ensured *how)
{
    char list[768] = "", text[HCN_GUID_TEXT];
    size_t used = 0, i = 0;

    for (; i < how->differing.count; i++) {
        const char *path = how->differing.at[i];

        if (used + strlen(path) + sizeof ", " > sizeof list)
            break;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", path);
    }
    hcn_guid_print(id, text);
    return refuse(t, EXIT_CONFLICT, "%s %s differs: %s%s", t->noun->word, text, list,
                  i < how->differing.count ? ", and more" : "");
}

bool command_ensure(struct tool *t)
{
    const char *json = read_settings(t);
    struct hcn_ensured how;
    struct hcn_guid id;

    if (!json || !object_ensure(t, t->noun, json, &how, &id))
        return false;
    print_id(&id);
    return how.outcome != HCN_OUTCOME_DIFFERS || refuse_different(t, &id, &how);
}

bool command_show(struct tool *t)
{
    struct hcn_guid id;
    const char *json;

    if (!object_find(t, t->noun, t->args[0], &id) || !(json = object_show(t, t->noun, &id)))
        return false;
    print_json(t, json);
    return true;
}

bool command_modify(struct tool *t)
{
    struct hcn_guid id;
    const char *json;
    void *handle;
    bool ok;

    if (!object_find(t, t->noun, t->args[0], &id) ||
        !(json = file_read(t, t->count > 1 ? t->args[1] : "-")))
        return false;
    handle = t->noun->open(t, &id);
    ok = t->noun->modify(t, handle, json);
    t->noun->close(handle);
    return ok;
}

/* Does an id stand among the first so many? */
static bool is_among(const struct hcn_guid *ids, int count, const struct hcn_guid *id)
{
    for (int i = 0; i < count; i++)
        if (hcn_guid_equal(&ids[i], id))
            return true;
    return false;
}

/*
 * All are found before the first is deleted: a word that names nothing changes nothing. One that is
 * named twice is deleted once.
 */
bool command_delete(struct tool *t)
{
    struct hcn_guid *ids = hcn_call_memory(t->call, (size_t)t->count * sizeof *ids);

    for (int i = 0; i < t->count; i++)
        if (!ids || !object_find(t, t->noun, t->args[i], &ids[i]))
            return false;
    for (int i = 0; i < t->count; i++)
        if (!is_among(ids, i, &ids[i]) && !t->noun->remove(t, &ids[i]))
            return false;
    return true;
}

bool command_statistics(struct tool *t)
{
    struct hcn_endpoint *endpoint;
    struct hcn_statistics *counters;
    struct hcn_guid id;
    const char *json = NULL;

    if (!object_find(t, &noun_endpoint, t->args[0], &id))
        return false;
    endpoint = hcn_endpoint_open(t->call, t->service, &id);
    counters = hcn_endpoint_statistics(t->call, endpoint);
    hcn_endpoint_close(endpoint);
    if (counters)
        json = hcn_document_print(t->call, counters);
    if (json)
        print_json(t, json);
    return json != NULL;
}
