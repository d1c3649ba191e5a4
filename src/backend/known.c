/* known.c - objects by their ids, with as much of each as tells whether it changed. */
#include "backend/known.h"

#include <string.h>

#include <hcn/documents.h>

#include "base/guid.h"
#include "base/memory.h"
#include "schema/document.h"

struct known {
    struct known *next;
    struct event last; /* what it was like */
    uint64_t print;    /* of its document; 0: only heard of */
    uint32_t look;     /* the last that it was seen by */
    bool attached;
};

static struct known **chain_of(struct knowledge *k, const struct hcn_guid *id)
{
    return &k->chains[(id->data1 ^ id->data2 ^ id->data4[7]) % KNOWN_CHAINS];
}

static struct known *find(struct knowledge *k, const struct hcn_guid *id)
{
    struct known *at = *chain_of(k, id);

    while (at && !guid_equal(&at->last.id, id))
        at = at->next;
    return at;
}

static struct known *add(struct knowledge *k, const struct event *e)
{
    struct known **chain = chain_of(k, &e->id), *new = memory_new(sizeof *new);

    if (!new)
        return NULL;
    *new = (struct known){ .next = *chain, .last = *e };
    *chain = new;
    return new;
}

static void take_out(struct knowledge *k, const struct known *which)
{
    struct known **at = chain_of(k, &which->last.id), *gone;

    while (*at != which)
        at = &(*at)->next;
    gone = *at;
    *at = gone->next;
    memory_free(gone);
}

static void tell_of(struct known *at, uint32_t change, change_fn *tell, void *context)
{
    at->last.change = change;
    tell(context, &at->last);
}

/* ---- looking ----------------------------------------------------------------------------- */

/* FNV-1a; never 0. */
static uint64_t print_of(const char *json, size_t length)
{
    uint64_t print = 0xcbf29ce484222325;

    for (size_t i = 0; i < length; i++)
        print = (print ^ (uint8_t)json[i]) * 0x100000001b3;
    return print ? print : 1;
}

/* Where a document says which network it belongs to; 0: it does not. */
static const size_t network_at[KINDS] = {
    [KIND_ENDPOINT] = offsetof(struct hcn_endpoint_document, host_compute_network),
    [KIND_LOAD_BALANCER] = offsetof(struct hcn_load_balancer_document, host_compute_network),
    [KIND_ROUTE] = offsetof(struct hcn_route_document, host_compute_network),
};

static bool is_attached(uint32_t kind, const void *document)
{
    const struct hcn_endpoint_document *endpoint = document;

    return kind == KIND_ENDPOINT && !guid_is_zero(&endpoint->host_compute_namespace);
}

/* What an event says of an object, out of its document. One that cannot be read says nothing. */
static void describe(struct known *at, const char *json, size_t length)
{
    struct event *e = &at->last;
    struct hcn_call c = { 0 };
    const char *document = document_read(&c, kind_row(e->kind)->record, json, length, LENIENT);
    const struct hcn_network_document *base = (const void *)document; /* all begin as it does */

    if (document) {
        e->state = base->state;
        e->flags = e->kind == KIND_NETWORK ? base->flags : 0;
        at->attached = is_attached(e->kind, document);
        if (network_at[e->kind])
            memcpy(&e->network, document + network_at[e->kind], sizeof e->network);
    }
    call_end(&c);
}

void known_begin(struct knowledge *k)
{
    k->look++;
}

bool known_see(struct knowledge *k, uint32_t kind, const struct hcn_guid *id, const char *json,
               size_t length, change_fn *tell, void *context)
{
    const struct event e = { .kind = kind, .id = *id };
    const uint64_t print = print_of(json, length);
    struct known *there = find(k, id), *at = there ? there : add(k, &e), before;

    if (!at)
        return false;
    at->look = k->look;
    if (at->print == print)
        return true;
    before = *at;
    at->print = print;
    describe(at, json, length);
    if (!there)
        tell_of(at, EVENT_CREATED, tell, context);
    if (at->attached != before.attached)
        tell_of(at, at->attached ? EVENT_ATTACHED : EVENT_DETACHED, tell, context);
    else if (before.print)
        tell_of(at, EVENT_MODIFIED, tell, context);
    return true;
}

void known_end(struct knowledge *k, change_fn *tell, void *context)
{
    for (size_t i = 0; i < KNOWN_CHAINS; i++)
        for (struct known *at = k->chains[i], *next; at; at = next) {
            next = at->next;
            if (at->look == k->look)
                continue;
            tell_of(at, EVENT_DELETED, tell, context);
            take_out(k, at);
        }
}

/* ---- hearing ----------------------------------------------------------------------------- */

bool known_hear(struct knowledge *k, const struct event *e, change_fn *tell, void *context)
{
    struct known *at = find(k, &e->id);

    if (e->change == EVENT_CREATED && !at) {
        at = add(k, e);
        if (!at)
            return false;
        tell_of(at, EVENT_CREATED, tell, context);
    } else if (e->change == EVENT_DELETED && at) {
        tell_of(at, EVENT_DELETED, tell, context);
        take_out(k, at);
    }
    return true;
}

void known_forget(struct knowledge *k)
{
    for (size_t i = 0; i < KNOWN_CHAINS; i++)
        while (k->chains[i])
            take_out(k, k->chains[i]);
}
