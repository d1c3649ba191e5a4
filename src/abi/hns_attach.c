/*
 * hns_attach.c - endpoints are attached to containers, virtual machines and the host.
 *
 * Version 1 knows no namespaces here: a container is named, or a compartment. So a container gets a
 * namespace of its own, which holds it as a resource; where it has one, or the endpoint is in one
 * already, that is it: an endpoint in a namespace of several containers is shared by them.
 */
#include <stdio.h>
#include <string.h>

#include <hcn/documents.h>

#include "abi/hns.h"
#include "base/text.h"
#include "schema/document.h"
#include "schema/hns.h"
#include "schema/records.h"

/* Owner of the namespaces that are made here, and deleted with their last endpoint. */
static const char owner[] = "HNSCall";

enum { HOST_COMPARTMENT = 1 };

struct attaching {
    struct hns *hns;
    const struct hns_attach *asked;
    struct hcn_guid space; /* that the endpoint is in; zero: in none */
    bool made;             /* the namespace that it is attached to was made here */
};

static bool begin(struct hns *h, struct attaching *out)
{
    const struct hcn_endpoint_document *e;

    *out = (struct attaching){ .hns = h, .asked = hns_request(h, &hns_attach_record) };
    if (!out->asked)
        return false;
    e = hns_document(&h->call, KIND_ENDPOINT, &h->id);
    if (e)
        out->space = e->host_compute_namespace;
    return e != NULL;
}

/* ---- namespaces ---------------------------------------------------------------------------- */

static bool holds(const struct hcn_namespace_document *n, const char *container)
{
    for (size_t i = 0; i < n->resources.count; i++) {
        const struct hcn_resource *r = n->resources.at[i];

        if (r->type == HCN_RESOURCE_CONTAINER && r->data && r->data->id &&
            text_same(r->data->id, container))
            return true;
    }
    return false;
}

static size_t count_resources(const struct hcn_namespace_document *n, uint32_t type)
{
    size_t count = 0;

    for (size_t i = 0; i < n->resources.count; i++)
        count += n->resources.at[i]->type == type;
    return count;
}

/* Is it the namespace of the compartment, or of the container, that is asked for? */
static bool is_asked(const struct hns_attach *asked, const struct hcn_namespace_document *n)
{
    if (asked->compartment_id)
        return n->namespace_id == asked->compartment_id;
    return !text_empty(asked->container_id) && holds(n, asked->container_id);
}

/* *found is zero when there is none. */
static bool find_space(struct attaching *a, struct hcn_guid *found)
{
    struct hcn_call *c = &a->hns->call;
    struct guid_list ids;

    *found = (struct hcn_guid){ 0 };
    if (!hns_enumerate(c, KIND_NAMESPACE, &ids))
        return false;
    for (size_t i = 0; i < ids.count; i++) {
        struct hcn_call own = { 0 };
        const struct hcn_namespace_document *n = hns_document(&own, KIND_NAMESPACE, &ids.at[i]);

        if (n && is_asked(a->asked, n))
            *found = ids.at[i];
        else if (!n && hresult_class(own.hresult) != HCN_CLASS_NOT_FOUND)
            fail_as(c, &own);
        call_end(&own);
    }
    return !failed(c);
}

static bool make_space(struct attaching *a, struct hcn_guid *out)
{
    struct hcn_call *c = &a->hns->call;
    struct hcn_namespace_document *n = document_new(c, &namespace_record);
    const char *json;

    if (!n)
        return false;
    n->owner = owner;
    n->name = a->asked->container_id;
    json = document_print(c, n, NULL);
    a->made = json && hns_make(c, KIND_NAMESPACE, NULL, json, out);
    return a->made;
}

/* The namespace that the endpoint is to be in. */
static bool choose_space(struct attaching *a, struct hcn_guid *out)
{
    const struct hns_attach *asked = a->asked;
    struct hcn_call *c = &a->hns->call;

    if (asked->system_type == HNS_SYSTEM_HOST && asked->compartment_id <= HOST_COMPARTMENT) {
        *out = host_default_id;
        return true;
    }
    if (!asked->compartment_id && text_empty(asked->container_id))
        return fail(c, HCN_E_INVALID_JSON,
                    "request.ContainerId: expected the id of a container, found nothing");
    if (!find_space(a, out))
        return false;
    if (!guid_is_zero(out))
        return true;
    if (asked->compartment_id)
        return fail(c, HCN_WIN32_NOT_FOUND,
                    "request.CompartmentId: no namespace has the compartment %u",
                    asked->compartment_id);
    *out = a->space;
    return !guid_is_zero(out) || make_space(a, out);
}

/* ---- attaching ----------------------------------------------------------------------------- */

/* A container that shares what is attached already, or somebody who asks once more. */
static bool share(struct attaching *a, const struct hcn_guid *space)
{
    const struct hns_attach *asked = a->asked;
    struct hcn_call *c = &a->hns->call;
    const struct hcn_namespace_document *n;

    if (!guid_equal(&a->space, space))
        return fail(c, HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS,
                    "endpoint %s is in namespace %s already", guid_text(&a->hns->id).s,
                    guid_text(&a->space).s);
    n = hns_document(c, KIND_NAMESPACE, space);
    if (!n)
        return false;
    if (asked->system_type == HNS_SYSTEM_HOST || text_empty(asked->container_id) ||
        holds(n, asked->container_id))
        return fail(c, HCN_E_ENDPOINT_ALREADY_ATTACHED, "endpoint %s is attached already",
                    guid_text(&a->hns->id).s);
    return hns_change_containers(c, space, HCN_REQUEST_ADD, asked->container_id);
}

static bool attach_to(struct attaching *a, const struct hcn_guid *space)
{
    const char *container =
        a->asked->system_type == HNS_SYSTEM_CONTAINER ? a->asked->container_id : NULL;
    struct hcn_call *c = &a->hns->call;

    return hns_change_space(c, space, HCN_REQUEST_ADD, &a->hns->id) &&
           (text_empty(container) || hns_change_containers(c, space, HCN_REQUEST_ADD, container));
}

/* What was done for an attach that failed is not left behind. */
static bool take_back(struct attaching *a, const struct hcn_guid *space)
{
    struct hcn_call own = { 0 };

    if (a->made)
        (void)hns_delete(&own, KIND_NAMESPACE, space);
    else
        (void)hns_change_space(&own, space, HCN_REQUEST_REMOVE, &a->hns->id);
    call_end(&own);
    return false;
}

/* ---- virtual machines ---------------------------------------------------------------------- */

/* The name of the adapter begins with the id of the machine. */
static struct hcn_guid machine_of(const char *nic)
{
    char text[HCN_GUID_TEXT];
    struct hcn_guid id = { 0 };

    snprintf(text, sizeof text, "%s", nic);
    (void)guid_parse(text, &id);
    return id;
}

static bool change_port(struct attaching *a, enum hcn_request_type request)
{
    struct hcn_call *c = &a->hns->call;
    struct hcn_vm_endpoint_request *port = document_new(c, &vm_endpoint_request_record);

    if (!port)
        return false;
    if (request == HCN_REQUEST_ADD) {
        if (text_empty(a->asked->virtual_nic_name))
            return fail(c, HCN_E_INVALID_JSON,
                        "request.VirtualNicName: expected the name of an adapter, found nothing");
        port->virtual_nic_name = a->asked->virtual_nic_name;
        port->virtual_machine_id = machine_of(port->virtual_nic_name);
    }
    return hns_modify(c, KIND_ENDPOINT, &a->hns->id,
                      hcn_modify_request_new(c, HCN_DOCUMENT_ENDPOINT_REQUEST,
                                             HCN_ENDPOINT_RESOURCE_PORT, request, port));
}

bool hns_attach(struct hns *h)
{
    struct hcn_guid space;
    struct attaching a;

    if (!begin(h, &a))
        return false;
    if (a.asked->system_type == HNS_SYSTEM_VIRTUAL_MACHINE)
        return change_port(&a, HCN_REQUEST_ADD);
    if (!choose_space(&a, &space))
        return false;
    if (!guid_is_zero(&a.space))
        return share(&a, &space);
    return attach_to(&a, &space) || take_back(&a, &space);
}

/* ---- detaching ----------------------------------------------------------------------------- */

/*
 * A namespace that was made here goes with its last endpoint. One that nobody has put a container
 * into yet is just being made by somebody.
 */
static void tidy(const struct hcn_guid *space)
{
    struct hcn_call own = { 0 }, *c = &own;
    const struct hcn_namespace_document *n = hns_document(c, KIND_NAMESPACE, space);
    bool ok = n && n->owner && !strcmp(n->owner, owner) && n->resources.count &&
              !count_resources(n, HCN_RESOURCE_ENDPOINT);

    for (size_t i = 0; ok && i < n->resources.count; i++)
        ok = n->resources.at[i]->data &&
             hns_change_containers(c, space, HCN_REQUEST_REMOVE, n->resources.at[i]->data->id);
    if (ok)
        (void)hns_delete(c, KIND_NAMESPACE, space);
    call_end(c);
}

/* One of several containers stops sharing; the last one gives the endpoint up. */
static bool leave(struct attaching *a, const struct hcn_namespace_document *n)
{
    const char *container =
        a->asked->system_type == HNS_SYSTEM_CONTAINER ? a->asked->container_id : NULL;
    struct hcn_call *c = &a->hns->call;

    if (!text_empty(container) && count_resources(n, HCN_RESOURCE_CONTAINER) > 1)
        return hns_change_containers(c, &a->space, HCN_REQUEST_REMOVE, container);
    if (!hns_change_space(c, &a->space, HCN_REQUEST_REMOVE, &a->hns->id))
        return false;
    tidy(&a->space);
    return true;
}

static bool is_attached(const struct attaching *a, const struct hcn_namespace_document *n)
{
    return a->asked->system_type != HNS_SYSTEM_CONTAINER || text_empty(a->asked->container_id) ||
           holds(n, a->asked->container_id);
}

bool hns_detach(struct hns *h)
{
    const struct hcn_namespace_document *n;
    struct attaching a;

    if (!begin(h, &a))
        return false;
    if (a.asked->system_type == HNS_SYSTEM_VIRTUAL_MACHINE)
        return change_port(&a, HCN_REQUEST_REMOVE);
    if (guid_is_zero(&a.space))
        return fail(&h->call, HCN_E_ENDPOINT_NOT_ATTACHED, "endpoint %s is not attached",
                    guid_text(&h->id).s);
    n = hns_document(&h->call, KIND_NAMESPACE, &a.space);
    if (!n)
        return false;
    if (!is_attached(&a, n))
        return fail(&h->call, HCN_E_ENDPOINT_NOT_ATTACHED,
                    "endpoint %s is not attached to container %s", guid_text(&h->id).s,
                    a.asked->container_id);
    return leave(&a, n);
}

/* ---- deleting ------------------------------------------------------------------------------ */

bool hns_remove_endpoint(struct hns *h)
{
    const struct hcn_endpoint_document *e = hns_document(&h->call, KIND_ENDPOINT, &h->id);

    if (!e || !hns_delete(&h->call, KIND_ENDPOINT, &h->id))
        return false;
    if (!guid_is_zero(&e->host_compute_namespace))
        tidy(&e->host_compute_namespace);
    return true;
}

/* Its endpoints go with it, wherever they are. */
bool hns_remove_network(struct hns *h)
{
    struct hcn_call own = { 0 };
    struct guid_list spaces;

    if (!hns_delete(&h->call, KIND_NETWORK, &h->id))
        return false;
    if (hns_enumerate(&own, KIND_NAMESPACE, &spaces))
        for (size_t i = 0; i < spaces.count; i++)
            tidy(&spaces.at[i]);
    call_end(&own);
    return true;
}
