/* agree.c - the kernel that a replay of the objects would give, beside the one there is. */
#include "agree.h"

#include <stdio.h>
#include <string.h>

#include <hcn/documents.h>

#include "base/buffer.h"
#include "base/guid.h"
#include "base/text.h"
#include "engine/network.h"

/* Things that have to be there, and things that may be. */
struct things {
    HCN_LIST(const char *) at;
};

struct view {
    struct hcn_call *call;
    struct engine *engine;
    HCN_LIST(struct hcn_network_document *) networks;
    HCN_LIST(struct hcn_endpoint_document *) endpoints;
    HCN_LIST(struct hcn_namespace_document *) spaces;
    struct things sure, maybe;
};

static bool keep(struct hcn_call *c, void *list, size_t *count, void *item)
{
    void **place = call_append(c, list, count, sizeof *place);

    if (place)
        *place = item;
    return place && item;
}

#define SEE(name, type, list)                                                                      \
    static bool name(void *context, const struct hcn_guid *id, const char *json, size_t length)    \
    {                                                                                              \
        struct view *v = context;                                                                  \
                                                                                                   \
        (void)id;                                                                                  \
        (void)length;                                                                              \
        return keep(v->call, &v->list.at, &v->list.count, hcn_document_read(v->call, type, json)); \
    }

SEE(see_network, HCN_DOCUMENT_NETWORK, networks)
SEE(see_endpoint, HCN_DOCUMENT_ENDPOINT, endpoints)
SEE(see_space, HCN_DOCUMENT_NAMESPACE, spaces)

static bool look(struct view *v)
{
    return engine_list(v->call, v->engine, KIND_NETWORK, NULL, see_network, v) &&
           engine_list(v->call, v->engine, KIND_ENDPOINT, NULL, see_endpoint, v) &&
           engine_list(v->call, v->engine, KIND_NAMESPACE, NULL, see_space, v);
}

/* ---- what is to be there ---------------------------------------------------------------- */

static bool expect(struct view *v, bool whole, const char *thing)
{
    struct things *t = whole ? &v->sure : &v->maybe;

    return keep(v->call, &t->at.at, &t->at.count, (void *)(uintptr_t)thing);
}

static bool expect_link(struct view *v, bool whole, const char *word, const char *prefix,
                        const char *kind, const struct hcn_guid *id)
{
    return expect(v, whole,
                  call_format(v->call, "%s %s %s:%s", word, link_name(prefix, id).text, kind,
                              guid_text(id).s));
}

static const char *path_of(struct view *v, const struct hcn_namespace_document *n)
{
    static const char key[] = "\"NetworkNamespace\":\"";
    const char *at = text_empty(n->additional_params) ? NULL : strstr(n->additional_params, key);

    if (!at || n->type != HCN_NAMESPACE_HOST)
        return NULL;
    at += sizeof key - 1;
    return call_text(v->call, at, strcspn(at, "\""));
}

static bool is_own(struct view *v, const struct hcn_namespace_document *n, const char *path)
{
    return path && !strcmp(path, call_format(v->call, "/run/netns/hcn-%s", guid_text(&n->id).s));
}

static bool expect_space(struct view *v, const struct hcn_namespace_document *n)
{
    const char *path = path_of(v, n);

    return !is_own(v, n, path) ||
           expect(v, n->state != HCN_STATE_DEGRADED, call_format(v->call, "namespace %s ", path));
}

static bool is_whole(const struct view *v, const struct hcn_guid *network,
                     const struct hcn_namespace_document *space)
{
    for (size_t i = 0; i < v->networks.count; i++)
        if (guid_equal(&v->networks.at[i]->id, network) &&
            v->networks.at[i]->state == HCN_STATE_DEGRADED)
            return false;
    return space->state != HCN_STATE_DEGRADED;
}

static bool expect_endpoint(struct view *v, const struct hcn_endpoint_document *e,
                            const struct hcn_namespace_document *n)
{
    bool whole = e->state != HCN_STATE_DEGRADED && is_whole(v, &e->host_compute_network, n);
    const char *path = path_of(v, n);

    if (!path && n->type != HCN_NAMESPACE_HOST_DEFAULT)
        return true;
    return expect_link(v, whole, "port", "he-", "ep", &e->id) &&
           expect_link(v, whole, "endpoint", "he-", "ep", &e->id) &&
           (!path || !e->dns || !e->dns->server_list.count ||
            expect(v, whole, call_format(v->call, "resolver %s ", path)));
}

static bool expect_all(struct view *v)
{
    bool ok = true;

    for (size_t i = 0; i < v->networks.count; i++) {
        const struct hcn_network_document *n = v->networks.at[i];

        ok &= expect_link(v, n->state != HCN_STATE_DEGRADED, "bridge", "hb-", "net", &n->id) &&
              expect_link(v, n->state != HCN_STATE_DEGRADED, "network", "hb-", "net", &n->id);
    }
    for (size_t i = 0; i < v->spaces.count; i++) {
        ok &= expect_space(v, v->spaces.at[i]);
        for (size_t n = 0; n < v->endpoints.count; n++)
            if (guid_equal(&v->endpoints.at[n]->host_compute_namespace, &v->spaces.at[i]->id))
                ok &= expect_endpoint(v, v->endpoints.at[n], v->spaces.at[i]);
    }
    return ok;
}

/* ---- comparing -------------------------------------------------------------------------- */

static bool has(const char *const *at, size_t count, const char *thing)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(at[i], thing))
            return true;
    return false;
}

static bool compare(struct view *v)
{
    struct driver *d = engine_driver(v->engine);
    struct texts there;
    bool ok = d->kind->inventory(v->call, d, &there);

    for (size_t i = 0; ok && i < v->sure.at.count; i++)
        if (!has(there.at, there.count, v->sure.at.at[i])) {
            fprintf(stderr, "in the store, not on the machine: %s\n", v->sure.at.at[i]);
            return false;
        }
    for (size_t i = 0; ok && i < there.count; i++)
        if (!has(v->sure.at.at, v->sure.at.count, there.at[i]) &&
            !has(v->maybe.at.at, v->maybe.at.count, there.at[i])) {
            fprintf(stderr, "on the machine, not in the store: %s\n", there.at[i]);
            return false;
        }
    return ok;
}

bool agree(struct engine *e)
{
    struct hcn_call c = { 0 };
    struct view v = { .call = &c, .engine = e };
    bool ok = look(&v) && expect_all(&v) && compare(&v);

    if (failed(&c))
        fprintf(stderr, "%s\n", c.text);
    call_end(&c);
    return ok;
}

/* ---- documents -------------------------------------------------------------------------- */

static bool add_line(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct buffer *lines = context;

    (void)id;
    buffer_add(lines, json, length);
    buffer_text(lines, "\n");
    return !lines->broken;
}

const char *all_documents(struct hcn_call *c, struct engine *e)
{
    struct buffer lines = { .call = c };

    for (uint32_t kind = KIND_NETWORK; kind <= KIND_NAMESPACE; kind++)
        if (!engine_list(c, e, kind, NULL, add_line, &lines))
            return NULL;
    return buffer_end(&lines);
}

struct found {
    struct hcn_call *call;
    HCN_LIST(struct hcn_guid) ids;
};

static bool add_found(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct found *f = context;
    struct hcn_guid *place = call_append(f->call, &f->ids.at, &f->ids.count, sizeof *place);

    (void)json;
    (void)length;
    if (place)
        *place = *id;
    return place != NULL;
}

static bool delete_all(struct engine *e, uint32_t kind, const struct found *f)
{
    for (size_t i = 0; i < f->ids.count; i++) {
        struct request q = { .kind = kind, .verb = VERB_DELETE, .id = f->ids.at[i] };
        struct hcn_call c = { 0 };
        struct reply reply;
        bool ok = engine_answer(&c, e, &q, &reply);

        if (!ok)
            fprintf(stderr, "%s\n", c.text);
        call_end(&c);
        if (!ok)
            return false;
    }
    return true;
}

bool delete_degraded(struct engine *e)
{
    static const char query[] = "{\"Filter\":\"{\\\"State\\\":5}\"}";
    struct hcn_call c = { 0 };
    size_t count = 0;
    bool ok = true;

    for (uint32_t kind = KIND_NETWORK; ok && kind <= KIND_NAMESPACE; kind++) {
        struct found f = { .call = &c };

        ok = engine_list(&c, e, kind, query, add_found, &f) && delete_all(e, kind, &f);
        count += f.ids.count;
    }
    call_end(&c);
    return ok && count;
}
