/* ensure.c - making sure that an object exists: found or created, and how far it is as wanted. */
#include <string.h>

#include "base/text.h"
#include "client/handle.h"
#include "schema/document.h"
#include "schema/records.h"

/* What every document begins with. */
struct base_document {
    HCN_BASE_MEMBERS;
};

/* What an object is known by whose document has no id. */
struct identity {
    bool named;
    bool unique;    /* no two have one name: the service sees to it */
    size_t network; /* where the document says on which network the name holds; 0: on all */
};

static const struct identity identities[KINDS] = {
    [KIND_NETWORK] = { .named = true, .unique = true },
    [KIND_ENDPOINT] = { .named = true,
                        .network = offsetof(struct hcn_endpoint_document, host_compute_network) },
    [KIND_LOAD_BALANCER] = { .named = true },
    [KIND_ROUTE] = { .named = true },
    [KIND_GUEST_SERVICE] = { .named = true },
};

struct ensuring {
    struct hcn_call *call;
    struct hcn_service *service;
    const struct kind_row *row;
    const struct identity *identity;
    const struct base_document *wanted;
    struct request create; /* its id is zero when the document has none */
    struct hcn_ensured *out;
};

/* ---- which object is meant -------------------------------------------------------------- */

static struct hcn_guid network_of(const struct ensuring *e, const struct base_document *document)
{
    struct hcn_guid id = { 0 };

    if (e->identity->network)
        memcpy(&id, (const char *)document + e->identity->network, sizeof id);
    return id;
}

static bool is_default(const struct ensuring *e)
{
    const struct hcn_namespace_document *n = (const void *)e->wanted;

    return e->create.kind == KIND_NAMESPACE && n->type == HCN_NAMESPACE_HOST_DEFAULT;
}

static bool identify(struct ensuring *e)
{
    const char *word = e->row->word;

    e->create.id = is_default(e) ? host_default_id : e->wanted->id;
    e->create.network = network_of(e, e->wanted);
    if (e->identity->network && guid_is_zero(&e->create.network))
        return fail(e->call, E_INVALIDARG,
                    "%s.HostComputeNetwork: expected the id of a network, found none", word);
    if (!guid_is_zero(&e->create.id) || (e->identity->named && !text_empty(e->wanted->name)))
        return true;
    return fail(e->call, E_INVALIDARG, "%s: expected an ID%s to know it by, found none", word,
                e->identity->named ? " or a Name" : "");
}

/* A query for those of the name: of a document that says it alone, the text is the filter. */
static const char *query_of_name(const struct ensuring *e)
{
    struct base_document *only = (void *)document_blank(e->call, e->row->record);
    struct hcn_query *q = hcn_document_new(e->call, HCN_DOCUMENT_QUERY);

    if (!only || !q)
        return NULL;
    only->name = e->wanted->name;
    q->schema_version = schema_version_2(e->call);
    q->filter = document_print(e->call, only, NULL);
    return failed(e->call) ? NULL : document_print(e->call, q, NULL);
}

/* Services differ in what they filter by. */
static bool is_meant(const struct ensuring *e, const struct base_document *d)
{
    const struct hcn_guid network = network_of(e, d);

    return d->name && !strcmp(d->name, e->wanted->name) && guid_equal(&network, &e->create.network);
}

/* The id of the one that has the name; zero: none has. */
static bool find_name(const struct ensuring *e, struct hcn_guid *out)
{
    HCN_LIST(struct base_document *) list = { NULL, 0 };
    const char *query = query_of_name(e);

    if (!query || !service_list(e->call, e->service, e->create.kind, query, &list))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        if (!is_meant(e, list.at[i]))
            continue;
        if (!guid_is_zero(out))
            return fail(e->call, HCN_WIN32_DUP_NAME,
                        "%s.Name: \"%s\" is the name of %s and of %s, expected an ID", e->row->word,
                        e->wanted->name, guid_text(out).s, guid_text(&list.at[i]->id).s);
        *out = list.at[i]->id;
    }
    return true;
}

/* ---- looking, and making ---------------------------------------------------------------- */

static bool compare(const struct ensuring *e, const void *found)
{
    struct paths paths = { NULL, 0 };

    if (!document_differ(e->call, e->wanted, found, &paths))
        return false;
    e->out->outcome = paths.count ? HCN_OUTCOME_DIFFERS : HCN_OUTCOME_SAME;
    e->out->differing.at = paths.at;
    e->out->differing.count = paths.count;
    return true;
}

/* NULL, and no failure: it is not there, or not any more. */
static struct handle *look(const struct ensuring *e, const struct hcn_guid *id)
{
    struct hcn_call aside = { .timeout = e->call->timeout };
    struct handle *h = handle_open(&aside, e->service, e->create.kind, id);
    const void *found = h ? handle_read(&aside, h, VERB_QUERY, NULL, e->row->record) : NULL;
    const bool done = found && compare(e, found);

    if (!found && hresult_class(aside.hresult) != HCN_CLASS_NOT_FOUND)
        fail_as(e->call, &aside);
    call_end(&aside);
    if (done)
        return h;
    handle_close(h);
    return NULL;
}

static struct handle *find(const struct ensuring *e)
{
    struct hcn_guid id = e->create.id;

    if (guid_is_zero(&id) && !find_name(e, &id))
        return NULL;
    return guid_is_zero(&id) ? NULL : look(e, &id);
}

/* Where names may be had by several, an id that follows from the name may not. */
static bool choose_id(const struct ensuring *e, struct hcn_guid *out)
{
    const char *text;

    if (!guid_is_zero(out) || e->identity->unique)
        return true;
    text = call_format(e->call, "%s %s %s", e->row->word, guid_text(&e->create.network).s,
                       e->wanted->name);
    if (text)
        *out = guid_of_text(text);
    return text != NULL;
}

/* Whom another was quicker than finds what that one made; else it stays with the refusal. */
static struct handle *make(const struct ensuring *e)
{
    struct hcn_call aside = { .timeout = e->call->timeout };
    struct request q = e->create;
    struct handle *h = NULL;

    if (!choose_id(e, &q.id))
        return NULL;
    h = handle_create(&aside, e->service, &q);
    if (hresult_class(aside.hresult) == HCN_CLASS_CONFLICT)
        h = find(e);
    if (!h)
        fail_as(e->call, &aside);
    call_end(&aside);
    return h;
}

struct handle *handle_ensure_json(struct hcn_call *c, struct hcn_service *s, uint32_t kind,
                                  const char *json, struct hcn_ensured *out)
{
    struct ensuring e = { c, s, kind_row(kind), &identities[kind], NULL, { 0 }, out };
    struct handle *h;

    if (out)
        *out = (struct hcn_ensured){ .outcome = HCN_OUTCOME_CREATED };
    if (!service_ready(c, s))
        return NULL;
    if (!json)
        fail(c, E_INVALIDARG, "no document was given for the %s", e.row->word);
    else if (!out)
        fail(c, E_INVALIDARG, "no room for the outcome was given");
    else
        e.wanted = document_read(c, e.row->record, json, strlen(json), STRICT);
    e.create = (struct request){ .kind = kind, .verb = VERB_CREATE, .json = json };
    if (!e.wanted || !identify(&e))
        return NULL;
    h = find(&e);
    return h || failed(c) ? h : make(&e);
}

struct handle *handle_ensure(struct hcn_call *c, struct hcn_service *s, uint32_t kind,
                             const void *document, struct hcn_ensured *out)
{
    const char *json = document_text(c, kind_row(kind)->record, document);

    if (out)
        *out = (struct hcn_ensured){ .outcome = HCN_OUTCOME_CREATED };
    return json ? handle_ensure_json(c, s, kind, json, out) : NULL;
}
