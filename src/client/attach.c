/* attach.c - an endpoint and its namespace, made and undone as one. */
#include <stdio.h>
#include <string.h>

#include "base/guid.h"
#include "base/memory.h"
#include "base/text.h"
#include "client/endpoint_for.h"
#include "client/handle.h"

struct hcn_attachment {
    struct hcn_guid endpoint, space;
    char address[IP_TEXT]; /* "": none */
};

/* One attachment on its way: what was made so far is what has to be undone. */
struct attaching {
    struct hcn_call *call;
    struct hcn_service *service;
    const struct hcn_attachment_options *options;
    struct hcn_attachment *out;
    struct hcn_namespace *space;
    struct hcn_endpoint *endpoint;
};

/* ---- the steps -------------------------------------------------------------------------- */

static bool make_space(struct attaching *a)
{
    struct hcn_namespace_document *n;

    if (a->options->space) {
        a->space = hcn_namespace_open(a->call, a->service, a->options->space);
        return a->space != NULL;
    }
    n = hcn_document_new(a->call, HCN_DOCUMENT_NAMESPACE);
    if (!n)
        return false;
    n->type = HCN_NAMESPACE_HOST;
    n->owner = a->options->owner;
    n->schema_version = schema_version_2(a->call);
    a->space = hcn_namespace_create(a->call, a->service, NULL, n);
    return a->space != NULL;
}

static bool make_endpoint(struct attaching *a, const struct hcn_endpoint_document *document)
{
    a->endpoint = hcn_endpoint_create(a->call, a->service, &a->options->network, NULL, document);
    return a->endpoint != NULL;
}

static bool learn_address(struct attaching *a)
{
    const char *address = a->options->address;

    if (text_empty(address))
        address = hcn_endpoint_primary_address(a->call, a->endpoint);
    snprintf(a->out->address, sizeof a->out->address, "%s", address ? address : "");
    return call_ready(a->call);
}

static bool join(struct attaching *a)
{
    a->out->endpoint = hcn_endpoint_id(a->endpoint);
    a->out->space = hcn_namespace_id(a->space);
    return hcn_namespace_add_endpoint(a->call, a->space, &a->out->endpoint);
}

/*
 * The first failure is in the call already. Its deadline bounds the waiting here only where what is
 * not waited for is done all the same.
 */
static void undo(struct attaching *a)
{
    const struct hcn_guid endpoint = hcn_endpoint_id(a->endpoint);
    const struct hcn_guid space = hcn_namespace_id(a->space);
    struct hcn_call aside = { 0 };

    if (a->service->backend->kind->goes_on)
        aside.timeout = a->call->timeout;
    if (a->endpoint)
        hcn_endpoint_delete(&aside, a->service, &endpoint);
    hcn_call_forgive(&aside);
    if (a->space && !a->options->space)
        hcn_namespace_delete(&aside, a->service, &space);
    call_end(&aside);
}

static bool attach(struct attaching *a)
{
    const struct hcn_endpoint_document *document = endpoint_for(a->call, a->options);
    const bool done =
        document && make_space(a) && make_endpoint(a, document) && learn_address(a) && join(a);

    if (!done)
        undo(a);
    hcn_endpoint_close(a->endpoint);
    hcn_namespace_close(a->space);
    return done;
}

struct hcn_attachment *hcn_attachment_create(struct hcn_call *call, struct hcn_service *service,
                                             const struct hcn_attachment_options *options)
{
    struct attaching a = { .call = call, .service = service, .options = options };

    if (!service_ready(call, service))
        return NULL;
    a.out = memory_new(sizeof *a.out);
    if (!a.out) {
        fail(call, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    memset(a.out, 0, sizeof *a.out);
    if (attach(&a))
        return a.out;
    memory_free(a.out);
    return NULL;
}

struct hcn_attachment *hcn_attachment_create_overlay(struct hcn_call *call,
                                                     struct hcn_service *service,
                                                     const struct hcn_attachment_options *options,
                                                     const char *cluster_prefix, uint32_t policies)
{
    struct hcn_attachment_options with;

    if (!service_ready(call, service))
        return NULL;
    if (!overlay_options(call, options, cluster_prefix, policies, &with))
        return NULL;
    return hcn_attachment_create(call, service, &with);
}

/* ---- what is known of it ---------------------------------------------------------------- */

struct hcn_guid hcn_attachment_endpoint(const struct hcn_attachment *attachment)
{
    return attachment ? attachment->endpoint : (struct hcn_guid){ 0 };
}

struct hcn_guid hcn_attachment_namespace(const struct hcn_attachment *attachment)
{
    return attachment ? attachment->space : (struct hcn_guid){ 0 };
}

const char *hcn_attachment_address(const struct hcn_attachment *attachment)
{
    return attachment && *attachment->address ? attachment->address : NULL;
}

void hcn_attachment_close(struct hcn_attachment *attachment)
{
    memory_free(attachment);
}

/* ---- taking down ------------------------------------------------------------------------ */

typedef bool remover(struct hcn_call *call, struct hcn_service *service, const struct hcn_guid *id);

/* Deletes in a call of its own, so that the next is tried too. What is gone is no failure. */
static void remove_one(struct hcn_call *c, struct hcn_service *s, remover *remove,
                       const struct hcn_guid *id)
{
    struct hcn_call aside = { .timeout = c->timeout };

    if (!remove(&aside, s, id) && hresult_class(aside.hresult) != HCN_CLASS_NOT_FOUND)
        fail_as(c, &aside);
    call_end(&aside);
}

bool hcn_attachment_teardown(struct hcn_call *call, struct hcn_service *service,
                             const struct hcn_guid *endpoint, const struct hcn_guid *space)
{
    if (!service_ready(call, service))
        return false;
    remove_one(call, service, hcn_endpoint_delete, endpoint);
    remove_one(call, service, hcn_namespace_delete, space);
    return !failed(call);
}

/* ---- whose endpoints -------------------------------------------------------------------- */

/* The Owner decides; the name only where a service does not keep the Owner. */
static bool is_owned(const struct hcn_endpoint_document *document, const char *owner)
{
    const size_t length = strlen(owner);

    if (!text_empty(document->owner))
        return strcmp(document->owner, owner) == 0;
    return document->name && strncmp(document->name, owner, length) == 0 &&
           document->name[length] == '-';
}

bool hcn_attachment_owned(struct hcn_call *call, struct hcn_service *service, const char *owner,
                          struct hcn_endpoint_list *out)
{
    size_t kept = 0;

    if (call_ready(call) && text_empty(owner))
        fail(call, E_INVALIDARG, "no owner was given");
    if (!hcn_endpoint_list(call, service, NULL, out))
        return false;
    for (size_t i = 0; i < out->count; i++)
        if (is_owned(out->at[i], owner))
            out->at[kept++] = out->at[i];
    out->count = kept;
    return true;
}
