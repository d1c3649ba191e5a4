/* verbs.c - enumerate, create, open, modify, query, delete, close. */
#include "abi/verbs.h"

#include <string.h>

#include <hcn/documents.h>

#include "abi/turn.h"
#include "schema/document.h"
#include "schema/records.h"

static const char schema_2_query[] = "{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}";

int32_t abi_enumerate(uint32_t kind, const uint16_t *query, uint16_t **out, uint16_t **record)
{
    struct request q = { .kind = kind, .verb = VERB_ENUMERATE };
    struct reply reply = { 0 };
    struct turn t;

    turn_begin(&t, record);
    turn_out(&t, "the list", out);
    q.json = turn_text(&t, "Query", query);
    if (turn_enter(&t) && turn_ask(&t, &q, NULL, &reply))
        turn_give(&t, reply.json ? reply.json : "[]", out);
    return turn_end(&t);
}

/* ---- making handles ---------------------------------------------------------------------- */

static void close_raw(struct held *h, uint32_t kind)
{
    const struct request q = { .kind = kind, .verb = VERB_CLOSE, .id = h->id };
    struct backend *b = h->service->backend;
    struct hcn_call c = { 0 };
    struct reply reply = { 0 };

    (void)b->kind->ask(&c, b, &q, &h->raw, &reply);
    call_end(&c);
}

/* Create or open: the turn has its service. */
static void ask_handle(struct turn *t, const struct request *q, void **out)
{
    struct holding room;
    struct reply reply = { 0 };

    if (failed(&t->call) || !handle_reserve(&t->call, q->kind, &room))
        return;
    if (!turn_ask(t, q, &room.held.raw, &reply)) {
        handle_abandon(&room);
        return;
    }
    service_share(t->service);
    room.held.service = t->service;
    room.held.id = reply.id;
    room.held.release = close_raw;
    *out = handle_publish(&room);
}

int32_t abi_create(uint32_t kind, const void *id, const uint16_t *settings, void **out,
                   uint16_t **record)
{
    struct request q = { .kind = kind, .verb = VERB_CREATE };
    struct turn t;

    turn_begin(&t, record);
    turn_out(&t, "the handle", out);
    q.id = turn_id(&t, id);
    q.json = turn_text(&t, "Settings", settings);
    if (turn_enter(&t))
        ask_handle(&t, &q, out);
    return turn_end(&t);
}

int32_t abi_create_endpoint(const void *network, const void *id, const uint16_t *settings,
                            void **out, uint16_t **record)
{
    struct request q = { .kind = KIND_ENDPOINT, .verb = VERB_CREATE };
    struct turn t;

    turn_begin(&t, record);
    turn_out(&t, "the handle", out);
    if (!network)
        fail(&t.call, E_INVALIDARG,
             "endpoint.HostComputeNetwork: expected the id of a network, found nothing");
    q.id = turn_id(&t, id);
    q.json = turn_text(&t, "Settings", settings);
    if (turn_hold(&t, KIND_NETWORK, network)) {
        q.network = t.holding.held.id;
        ask_handle(&t, &q, out);
    }
    return turn_end(&t);
}

int32_t abi_open(uint32_t kind, const void *id, void **out, uint16_t **record)
{
    struct request q = { .kind = kind, .verb = VERB_OPEN };
    struct turn t;

    turn_begin(&t, record);
    turn_out(&t, "the handle", out);
    q.id = turn_id(&t, id);
    if (turn_enter(&t))
        ask_handle(&t, &q, out);
    return turn_end(&t);
}

/* ---- using handles ----------------------------------------------------------------------- */

/* Asks about the object of the handle that the turn holds. */
static bool ask_held(struct turn *t, struct request *q, struct reply *out)
{
    q->id = t->holding.held.id;
    return turn_ask(t, q, &t->holding.held.raw, out);
}

int32_t abi_modify(uint32_t kind, const void *handle, const uint16_t *settings, uint16_t **record)
{
    struct request q = { .kind = kind, .verb = VERB_MODIFY };
    struct reply reply = { 0 };
    struct turn t;

    turn_begin(&t, record);
    q.json = turn_text(&t, "Settings", settings);
    if (turn_hold(&t, kind, handle))
        ask_held(&t, &q, &reply);
    return turn_end(&t);
}

int32_t abi_query(uint32_t kind, uint32_t verb, const void *handle, const uint16_t *query,
                  uint16_t **out, uint16_t **record)
{
    struct request q = { .kind = kind, .verb = verb };
    struct reply reply = { 0 };
    struct turn t;

    turn_begin(&t, record);
    turn_out(&t, "the document", out);
    q.json = turn_text(&t, "Query", query);
    if (turn_hold(&t, kind, handle) && ask_held(&t, &q, &reply))
        turn_give(&t, reply.json ? reply.json : "{}", out);
    return turn_end(&t);
}

/* Of an endpoint's document its id and its addresses. */
static const char *addresses_of(struct hcn_call *c, const char *json)
{
    const struct hcn_endpoint_document *whole =
        document_read(c, &endpoint_record, json, strlen(json), LENIENT);
    struct hcn_endpoint_document *part = document_new(c, &endpoint_record);

    if (!whole || !part)
        return NULL;
    part->id = whole->id;
    part->ip_configurations = whole->ip_configurations;
    document_give(part, &part->id);
    document_give(part, &part->ip_configurations);
    return document_print(c, part, NULL);
}

int32_t abi_addresses(const void *handle, const uint16_t *query, uint16_t **out, uint16_t **record)
{
    struct request q = { .kind = KIND_ENDPOINT, .verb = VERB_QUERY, .json = schema_2_query };
    struct reply reply = { 0 };
    const char *addresses;
    struct turn t;

    turn_begin(&t, record);
    turn_out(&t, "Addresses", out);
    turn_text(&t, "Query", query);
    if (turn_hold(&t, KIND_ENDPOINT, handle) && ask_held(&t, &q, &reply)) {
        addresses = addresses_of(&t.call, reply.json);
        if (addresses)
            turn_give(&t, addresses, out);
    }
    return turn_end(&t);
}

/* ---- the rest ---------------------------------------------------------------------------- */

int32_t abi_delete(uint32_t kind, const void *id, uint16_t **record)
{
    struct request q = { .kind = kind, .verb = VERB_DELETE };
    struct reply reply = { 0 };
    struct turn t;

    turn_begin(&t, record);
    q.id = turn_id(&t, id);
    if (turn_enter(&t))
        turn_ask(&t, &q, NULL, &reply);
    return turn_end(&t);
}

int32_t abi_close(uint32_t kind, const void *handle)
{
    struct turn t;

    turn_begin(&t, NULL);
    handle_end(&t.call, kind, handle);
    return turn_end(&t);
}

int32_t abi_unknown(const char *name, uint16_t **out, uint16_t **record)
{
    struct turn t;

    turn_begin(&t, record);
    if (turn_out(&t, "the answer", out))
        fail(&t.call, E_NOTIMPL, "%s: nobody has told what it answers", name);
    return turn_end(&t);
}
