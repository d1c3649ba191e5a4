/* each.c - lists of ids, and of the documents behind them, over enumerate, open and query. */
#include "backend/each.h"

#include <string.h>

#include <hcn/documents.h>

#include "base/text.h"
#include "schema/document.h"
#include "schema/json.h"

static bool read_guid(struct hcn_call *c, uint32_t kind, yyjson_val *value, size_t index,
                      struct guid_list *out)
{
    const char *text = yyjson_get_str(value);
    struct hcn_guid *place;

    if (!text || !guid_parse(text, &(struct hcn_guid){ 0 }))
        return fail(c, HCN_E_INVALID_JSON, "%s[%zu]: the service sent %s where a GUID belongs",
                    kind_row(kind)->words, index, json_found(c, value));
    place = call_append(c, &out->at, &out->count, sizeof *place);
    return place && guid_parse(text, place);
}

static bool read_array(struct hcn_call *c, uint32_t kind, yyjson_val *root, struct guid_list *out)
{
    yyjson_arr_iter each = yyjson_arr_iter_with(root);

    if (!yyjson_is_arr(root))
        return fail(c, HCN_E_INVALID_JSON, "%s: the service sent %s where a list of GUIDs belongs",
                    kind_row(kind)->words, json_found(c, root));
    for (size_t i = 0; yyjson_arr_iter_has_next(&each); i++)
        if (!read_guid(c, kind, yyjson_arr_iter_next(&each), i, out))
            return false;
    return true;
}

bool guids_read(struct hcn_call *c, uint32_t kind, const char *json, struct guid_list *out)
{
    struct json tree = { 0 };

    *out = (struct guid_list){ 0 };
    if (text_empty(json))
        return true;
    if (json_open(c, kind_row(kind)->words, json, strlen(json), &tree))
        read_array(c, kind, tree.root, out);
    json_close(&tree);
    return !failed(c);
}

bool backend_guids(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                   struct guid_list *out)
{
    const struct request q = { .kind = kind, .verb = VERB_ENUMERATE, .json = query };
    struct reply reply = { 0 };

    return b->kind->ask(c, b, &q, NULL, &reply) && guids_read(c, kind, reply.json, out);
}

/* ---- backends around others -------------------------------------------------------------- */

struct backend_kind backend_kind_around(const struct backend_kind *outer,
                                        const struct backend_kind *inner)
{
    struct backend_kind own = *outer;

    if (!inner->version)
        own.version = NULL;
    if (!inner->reserve)
        own.reserve = NULL;
    if (!inner->reservations)
        own.reservations = NULL;
    return own;
}

/* ---- handles ----------------------------------------------------------------------------- */

const char query_everything[] = "{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}";

/* Every document of a kind begins with the same members. */
enum { DOCUMENT_ID = offsetof(struct hcn_network_document, id) };

bool backend_whose(struct hcn_call *c, struct backend *b, uint32_t kind, void *raw,
                   struct hcn_guid *out)
{
    const struct request q = { .kind = kind, .verb = VERB_QUERY, .json = query_everything };
    struct reply reply = { 0 };
    const char *json, *document;

    *out = (struct hcn_guid){ 0 };
    if (!b->kind->ask(c, b, &q, &raw, &reply))
        return false;
    json = reply.json ? reply.json : "";
    document = document_read(c, kind_row(kind)->record, json, strlen(json), LENIENT);
    if (document)
        memcpy(out, document + DOCUMENT_ID, sizeof *out);
    return document != NULL;
}

void backend_close_raw(struct backend *b, uint32_t kind, void **raw)
{
    const struct request q = { .kind = kind, .verb = VERB_CLOSE };
    struct hcn_call aside = { 0 };

    b->kind->ask(&aside, b, &q, raw, &(struct reply){ 0 });
    call_end(&aside);
}

static void delete_made(struct backend *b, const struct request *q, const struct reply *reply,
                        void *raw)
{
    struct request delete = { .kind = q->kind, .verb = VERB_DELETE, .id = reply->id };
    struct hcn_call aside = { 0 };

    if (guid_is_zero(&delete.id) && !backend_whose(&aside, b, q->kind, raw, &delete.id))
        delete.id = q->id;
    call_end(&aside);
    aside = (struct hcn_call){ 0 };
    if (!guid_is_zero(&delete.id) && !guid_equal(&delete.id, &host_default_id))
        b->kind->ask(&aside, b, &delete, NULL, &(struct reply){ 0 });
    call_end(&aside);
}

void backend_take_back(struct backend *b, const struct request *q, const struct reply *reply,
                       void **raw)
{
    if (!*raw || (q->verb != VERB_CREATE && q->verb != VERB_OPEN))
        return;
    if (q->verb == VERB_CREATE)
        delete_made(b, q, reply, *raw);
    backend_close_raw(b, q->kind, raw);
}

/* ---- lists ------------------------------------------------------------------------------- */

/* The document of one object, in memory of `c`. */
static bool fetch(struct hcn_call *c, struct backend *b, struct request q, struct reply *out)
{
    const char *query = q.json;
    void *raw = NULL;

    q.verb = VERB_OPEN;
    q.json = NULL;
    if (!b->kind->ask(c, b, &q, &raw, &(struct reply){ 0 }))
        return false;
    q.verb = VERB_QUERY;
    q.json = query;
    b->kind->ask(c, b, &q, &raw, out);
    backend_close_raw(b, q.kind, &raw);
    return !failed(c);
}

/* Each object has memory of its own, so that a long list does not hold every text at once. */
static bool visit_one(struct hcn_call *c, struct backend *b, const struct request *q,
                      bool (*visit)(void *, const struct hcn_guid *, const char *, size_t),
                      void *context)
{
    struct hcn_call one = { .timeout = c->timeout };
    struct reply reply = { 0 };
    bool going = true;

    if (fetch(&one, b, *q, &reply))
        going = visit(context, &q->id, reply.json ? reply.json : "",
                      reply.json ? strlen(reply.json) : 0);
    else if (hresult_class(one.hresult) != HCN_CLASS_NOT_FOUND) /* else it vanished meanwhile */
        going = fail_as(c, &one);
    call_end(&one);
    return going;
}

bool backend_each(struct hcn_call *c, struct backend *b, uint32_t kind, const char *query,
                  bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                                size_t length),
                  void *context)
{
    struct request q = { .kind = kind, .json = query };
    struct guid_list ids;

    if (!backend_guids(c, b, kind, query, &ids))
        return false;
    for (size_t i = 0; i < ids.count; i++) {
        q.id = ids.at[i];
        if (!visit_one(c, b, &q, visit, context))
            return false;
    }
    return true;
}
