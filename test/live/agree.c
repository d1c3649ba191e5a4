/* agree.c - the store on one side, the machine on the other. */
#include "agree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hcn/documents.h>

#include "base/guid.h"

/* Things as "word tag": "bridge net:...", "rules ep:...". */
struct things {
    struct hcn_call *call;
    HCN_LIST(const char *) list;
};

static bool add(struct things *t, const char *word, const char *kind, const struct hcn_guid *id)
{
    const char **place = call_append(t->call, &t->list.at, &t->list.count, sizeof *place);

    if (place)
        *place = call_format(t->call, "%s %s:%s", word, kind, guid_text(id).s);
    return place && *place;
}

static bool add_network(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    (void)json;
    (void)length;
    return add(context, "bridge", "net", id) && add(context, "rules", "net", id);
}

static bool add_endpoint(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct things *t = context;
    struct hcn_endpoint_document *e = hcn_document_read(t->call, HCN_DOCUMENT_ENDPOINT, json);

    (void)length;
    if (!e)
        return false;
    if (guid_is_zero(&e->host_compute_namespace))
        return true;
    return add(t, "port", "ep", id) && add(t, "rules", "ep", id);
}

static bool add_namespace(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    (void)json;
    (void)length;
    return guid_equal(id, &host_default_id) || add(context, "namespace", "ns", id);
}

static bool expected(struct engine *e, struct things *out)
{
    return engine_list(out->call, e, KIND_NETWORK, NULL, add_network, out) &&
           engine_list(out->call, e, KIND_ENDPOINT, NULL, add_endpoint, out) &&
           engine_list(out->call, e, KIND_NAMESPACE, NULL, add_namespace, out);
}

/* A line of the inventory is "word ... tag". */
static bool found(struct engine *e, struct things *out)
{
    struct driver *d = engine_driver(e);
    struct texts lines;

    if (!d->kind->inventory(out->call, d, &lines))
        return false;
    for (size_t i = 0; i < lines.count; i++) {
        const char **place = call_append(out->call, &out->list.at, &out->list.count, sizeof *place);
        const char *tag = strrchr(lines.at[i], ' ');

        if (!place || !tag)
            return false;
        *place = call_format(out->call, "%.*s%s", (int)strcspn(lines.at[i], " "), lines.at[i], tag);
    }
    return true;
}

static bool has(const struct things *t, const char *thing)
{
    for (size_t i = 0; i < t->list.count; i++)
        if (!strcmp(t->list.at[i], thing))
            return true;
    return false;
}

static bool within(const struct things *a, const struct things *b, const char *otherwise)
{
    bool ok = true;

    for (size_t i = 0; i < a->list.count; i++) {
        if (has(b, a->list.at[i]))
            continue;
        fprintf(stderr, "%s: %s\n", otherwise, a->list.at[i]);
        ok = false;
    }
    return ok;
}

bool agree(struct engine *e, size_t *things)
{
    struct hcn_call c = { 0 };
    struct things store = { .call = &c }, machine = { .call = &c };
    bool ok = expected(e, &store) && found(e, &machine);

    if (ok) {
        ok = within(&store, &machine, "in the store, not on the machine");
        ok = within(&machine, &store, "on the machine, not in the store") && ok;
    } else {
        fprintf(stderr, "%s\n", c.text);
    }
    if (things)
        *things = machine.list.count;
    call_end(&c);
    return ok;
}

struct engine *open_engine(const char *state)
{
    struct hcn_call c = { 0 };
    struct engine *e = NULL;

    if (!engine_open(&c, state, &driver_linux, &e))
        fprintf(stderr, "%s\n", c.text);
    call_end(&c);
    return e;
}

bool ask(struct engine *e, uint32_t kind, uint32_t verb, const char *id, const char *network,
         const char *json)
{
    struct request q = { .kind = kind, .verb = verb, .json = json };
    struct hcn_call c = { 0 };
    struct reply reply;
    bool ok;

    if (id)
        (void)guid_parse(id, &q.id);
    if (network)
        (void)guid_parse(network, &q.network);
    ok = engine_answer(&c, e, &q, &reply);
    if (!ok)
        fprintf(stderr, "0x%08X %s\n", (unsigned)c.hresult, c.text);
    call_end(&c);
    return ok;
}

struct ids {
    struct hcn_call *call;
    HCN_LIST(struct hcn_guid) list;
};

static bool add_id(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct ids *ids = context;
    struct hcn_guid *place = call_append(ids->call, &ids->list.at, &ids->list.count, sizeof *place);

    (void)json;
    (void)length;
    if (place)
        *place = *id;
    return place != NULL;
}

static bool delete_all(struct engine *e, uint32_t kind)
{
    struct hcn_call c = { 0 };
    struct ids ids = { .call = &c };
    bool ok = engine_list(&c, e, kind, NULL, add_id, &ids);

    for (size_t i = 0; i < ids.list.count; i++)
        ok &= ask(e, kind, VERB_DELETE, guid_text(&ids.list.at[i]).s, NULL, NULL);
    call_end(&c);
    return ok;
}

bool clean(struct engine *e)
{
    size_t things;

    return delete_all(e, KIND_NETWORK) && delete_all(e, KIND_NAMESPACE) && agree(e, &things) &&
           things == 0;
}
