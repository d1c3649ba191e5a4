/* handle.c - services and handles of whatever kind: asking, reading back, closing. */
#include "client/handle.h"

#include <string.h>

#include "backend/each.h"
#include "base/memory.h"
#include "base/os.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/records.h"
#include "schema/shape.h"

struct hcn_guid id_or_zero(const struct hcn_guid *id)
{
    return id ? *id : (struct hcn_guid){ 0 };
}

/* ---- services --------------------------------------------------------------------------- */

struct hcn_service *service_over(struct hcn_call *c, struct backend *backend)
{
    struct hcn_service *s = memory_new(sizeof *s);

    if (!s) {
        backend->kind->close(backend);
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    *s = (struct hcn_service){ backend, os_process() };
    return s;
}

bool service_ready(struct hcn_call *c, const struct hcn_service *s)
{
    if (!call_ready(c))
        return false;
    if (!s)
        fail(c, E_INVALIDARG, "no service was given");
    else if (s->process != os_process())
        fail(c, E_HANDLE, "the service was opened before fork(): open one in this process");
    return s && !failed(c);
}

bool service_ask(struct hcn_call *c, struct hcn_service *s, const struct request *q, void **raw,
                 struct reply *out)
{
    struct reply ignored = { 0 };

    return service_ready(c, s) &&
           s->backend->kind->ask(c, s->backend, q, raw, out ? out : &ignored);
}

bool service_delete(struct hcn_call *c, struct hcn_service *s, uint32_t kind,
                    const struct hcn_guid *id)
{
    const struct request q = { .kind = kind, .verb = VERB_DELETE, .id = id_or_zero(id) };

    if (call_ready(c) && !id)
        return fail(c, E_INVALIDARG, "no id was given: of which %s?", kind_row(kind)->word);
    return service_ask(c, s, &q, NULL, NULL);
}

bool guid_list_add(struct hcn_call *c, struct hcn_guid_list *list, const struct hcn_guid *id)
{
    struct hcn_guid *place = call_append(c, &list->at, &list->count, sizeof *place);

    if (!place)
        return false;
    *place = *id;
    return true;
}

bool service_enumerate(struct hcn_call *c, struct hcn_service *s, uint32_t kind, const char *query,
                       struct hcn_guid_list *out)
{
    struct guid_list list = { 0 };

    if (out)
        *out = (struct hcn_guid_list){ 0 };
    if (!service_ready(c, s))
        return false;
    if (!out)
        return fail(c, E_INVALIDARG, "no room for a list was given");
    if (!backend_guids(c, s->backend, kind, query ? query : query_everything, &list))
        return false;
    *out = (struct hcn_guid_list){ list.at, list.count };
    return true;
}

struct listing {
    struct hcn_call *call;
    const struct record *record;
    struct list list;
};

static bool list_document(void *context, const struct hcn_guid *id, const char *json, size_t length)
{
    struct listing *l = context;
    void *document = document_read(l->call, l->record, json, length, LENIENT);
    void **place = call_append(l->call, &l->list.at, &l->list.count, sizeof *place);

    (void)id;
    if (!document || !place)
        return false;
    *place = document;
    return true;
}

bool service_list(struct hcn_call *c, struct hcn_service *s, uint32_t kind, const char *query,
                  void *out)
{
    struct listing l = { .call = c, .record = kind_row(kind)->record };

    if (out)
        memcpy(out, &l.list, sizeof l.list);
    if (!service_ready(c, s))
        return false;
    if (!out)
        return fail(c, E_INVALIDARG, "no room for a list was given");
    if (!s->backend->kind->list(c, s->backend, kind, query ? query : query_everything,
                                list_document, &l))
        return false;
    memcpy(out, &l.list, sizeof l.list);
    return true;
}

/* ---- documents -------------------------------------------------------------------------- */

struct hcn_schema_version *schema_version_2(struct hcn_call *c)
{
    struct hcn_schema_version *version = hcn_document_new(c, HCN_DOCUMENT_SCHEMA_VERSION);

    if (!version)
        return NULL;
    version->major = 2;
    hcn_member_give(version, &version->minor);
    return version;
}

const char *document_text(struct hcn_call *c, const struct record *r, const void *document)
{
    const struct hcn_head *head = document;

    if (!call_ready(c))
        return NULL;
    if (!head || head->record != r) {
        fail(c, E_INVALIDARG, "%s: expected a document made by hcn_document_new(), found %s",
             r->name, head ? "another" : "none");
        return NULL;
    }
    return document_print(c, document, NULL);
}

/* ---- handles ---------------------------------------------------------------------------- */

static struct handle *handle_new(struct hcn_call *c, struct hcn_service *s, uint32_t kind)
{
    struct handle *h;

    if (!service_ready(c, s))
        return NULL;
    h = memory_new(sizeof *h);
    if (h)
        *h = (struct handle){ .service = s, .kind = kind, .timeout = c->timeout };
    else
        fail(c, E_OUTOFMEMORY, "out of memory");
    return h;
}

/* The id that the service gave, else the one that it was asked for. */
static bool learn_id(struct hcn_call *c, struct handle *h, const struct hcn_guid *asked,
                     const struct reply *reply)
{
    struct hcn_call aside = { .timeout = c->timeout };
    struct backend *b = h->service->backend;

    h->id = reply->id;
    if (!guid_is_zero(&h->id))
        return true;
    if (!backend_whose(&aside, b, h->kind, h->raw, &h->id) || guid_is_zero(&h->id))
        h->id = *asked;
    if (guid_is_zero(&h->id) && failed(&aside))
        fail_as(c, &aside);
    else if (guid_is_zero(&h->id))
        fail(c, E_FAIL, "the service does not say the id of the %s", kind_row(h->kind)->word);
    call_end(&aside);
    return !failed(c);
}

struct handle *handle_create(struct hcn_call *c, struct hcn_service *s, const struct request *q)
{
    struct handle *h = handle_new(c, s, q->kind);
    struct reply reply = { 0 };

    if (!h)
        return NULL;
    if (!q->json)
        fail(c, E_INVALIDARG, "no document was given for the %s", kind_row(q->kind)->word);
    else if (service_ask(c, s, q, &h->raw, &reply) && !h->raw)
        fail(c, E_FAIL, "the service gave no handle to the %s", kind_row(q->kind)->word);
    if (!failed(c) && learn_id(c, h, &q->id, &reply))
        return h;
    handle_close(h);
    return NULL;
}

struct handle *handle_open(struct hcn_call *c, struct hcn_service *s, uint32_t kind,
                           const struct hcn_guid *id)
{
    const struct request q = { .kind = kind, .verb = VERB_OPEN, .id = id_or_zero(id) };
    struct handle *h = handle_new(c, s, kind);

    if (!h)
        return NULL;
    h->id = q.id;
    if (!id)
        fail(c, E_INVALIDARG, "no id was given: of which %s?", kind_row(kind)->word);
    else if (service_ask(c, s, &q, &h->raw, NULL) && !h->raw)
        kind_not_found(c, kind, id);
    if (!failed(c))
        return h;
    handle_close(h);
    return NULL;
}

static bool handle_ready(struct hcn_call *c, const struct handle *h)
{
    if (!call_ready(c))
        return false;
    return h || fail(c, E_HANDLE, "no handle was given");
}

bool handle_modify(struct hcn_call *c, struct handle *h, const char *json)
{
    struct request q = { .verb = VERB_MODIFY, .json = json };

    if (!handle_ready(c, h))
        return false;
    if (!json)
        return fail(c, E_INVALIDARG, "no modify request was given");
    q.kind = h->kind;
    q.id = h->id;
    return service_ask(c, h->service, &q, &h->raw, NULL);
}

const char *handle_query(struct hcn_call *c, struct handle *h, uint32_t verb, const char *query)
{
    struct request q = { .verb = verb, .json = query ? query : query_everything };
    struct reply reply = { 0 };

    if (!handle_ready(c, h))
        return NULL;
    q.kind = h->kind;
    q.id = h->id;
    if (!service_ask(c, h->service, &q, &h->raw, &reply))
        return NULL;
    return reply.json ? reply.json : "";
}

void *handle_read(struct hcn_call *c, struct handle *h, uint32_t verb, const char *query,
                  const struct record *r)
{
    const char *json = handle_query(c, h, verb, query);

    return json ? document_read(c, r, json, strlen(json), LENIENT) : NULL;
}

struct hcn_guid handle_id(const struct handle *h)
{
    return h ? h->id : (struct hcn_guid){ 0 };
}

void *handle_raw(const struct handle *h)
{
    return h ? h->raw : NULL;
}

struct handle *handle_from_raw(struct hcn_call *c, struct hcn_service *s, uint32_t kind, void *raw)
{
    struct handle *h = handle_new(c, s, kind);
    const struct hcn_guid none = { 0 };
    const struct reply silent = { 0 };

    if (!h)
        return NULL;
    h->raw = raw;
    if (!raw)
        fail(c, E_HANDLE, "no handle was given");
    else if (learn_id(c, h, &none, &silent))
        return h;
    handle_into_raw(h); /* it stays the caller's */
    return NULL;
}

void *handle_into_raw(struct handle *h)
{
    void *raw = handle_raw(h);

    memory_free(h);
    return raw;
}

void handle_close(struct handle *h)
{
    struct hcn_call aside = { 0 };
    struct request q = { .verb = VERB_CLOSE };

    if (!h)
        return;
    aside.timeout = h->timeout;
    q.kind = h->kind;
    q.id = h->id;
    if (h->raw)
        service_ask(&aside, h->service, &q, &h->raw, NULL);
    call_end(&aside);
    memory_free(h);
}
