/* modify_namespace.c - endpoints and containers go into a namespace and out of it. */
#include "engine/modify.h"

#include <string.h>

#include "base/text.h"
#include "engine/endpoint.h"
#include "engine/kinds.h"
#include "engine/mend.h"
#include "engine/objects.h"
#include "schema/document.h"
#include "schema/hns.h"
#include "schema/records.h"

bool namespace_endpoint(struct modifying *m)
{
    const struct hcn_endpoint_request *asked = m->settings;
    struct work *w = m->work;
    struct object e;

    if (guid_is_zero(&asked->endpoint_id))
        return fail(w->call, HCN_E_ENDPOINT_NOT_FOUND,
                    "request.Settings.EndpointId: expected the id of an endpoint, found nothing");
    if (!work_get(w, KIND_ENDPOINT, &asked->endpoint_id, &e))
        return false;
    if (m->request == HCN_REQUEST_ADD) {
        if (guid_is_zero(&e.space))
            return endpoint_attach(w, &e, &m->object);
        return fail(w->call, HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS, "%s is in %s already",
                    object_title(w, KIND_ENDPOINT, &e.id),
                    object_title(w, KIND_NAMESPACE, &e.space));
    }
    if (!guid_equal(&e.space, &m->object.id))
        return fail(w->call, HCN_WIN32_NOT_FOUND, "%s is not in %s",
                    object_title(w, KIND_ENDPOINT, &e.id),
                    object_title(w, KIND_NAMESPACE, &m->object.id));
    w->finish = true;
    w->victim = call_copy(w->call, &e, sizeof e);
    return w->victim && endpoint_detach(w, &e);
}

/* What somebody else damaged is put back. */
bool namespace_refresh(struct modifying *m)
{
    return namespace_mend(m->work, &m->object);
}

static bool find_container(const struct hcn_namespace_document *n, const char *id, size_t *index)
{
    for (*index = 0; *index < n->resources.count; ++*index) {
        const struct hcn_resource *r = n->resources.at[*index];

        if (r->type == HCN_RESOURCE_CONTAINER && r->data && r->data->id &&
            text_same(r->data->id, id))
            return true;
    }
    return false;
}

bool namespace_container(struct modifying *m)
{
    const struct hcn_container_request *asked = m->settings;
    struct hcn_namespace_document *n = m->document;
    struct hcn_call *c = m->work->call;
    struct hcn_resource *r;
    bool found;
    size_t at;

    if (text_empty(asked->container_id))
        return fail(c, HCN_E_INVALID_JSON,
                    "request.Settings.ContainerId: expected the id of a container, found nothing");
    found = find_container(n, asked->container_id, &at);
    if (m->request == HCN_REQUEST_REMOVE) {
        if (!found)
            return fail(c, HCN_WIN32_NOT_FOUND, "container %s is not in namespace %s",
                        asked->container_id, guid_text(&m->object.id).s);
        list_take_out((const void **)n->resources.at, &n->resources.count, at);
        return object_update(m->work, &m->object, n);
    }
    if (found)
        return true;
    r = document_new(c, &resource_record);
    if (!r || !(r->data = document_new(c, &resource_data_record)) ||
        !list_append(c, &n->resources.at, &n->resources.count, r))
        return false;
    document_give(r, &r->type);
    r->data->id = asked->container_id;
    return object_update(m->work, &m->object, n);
}

/* One list for the machine, so it stands in the namespace of the machine. */
bool namespace_accelnet(struct modifying *m)
{
    struct hcn_namespace_document *n = m->document;
    const char *json = n->additional_params ? n->additional_params : "{}";
    struct hcn_call *c = m->work->call;
    struct hns_params *params;

    if (!guid_equal(&m->object.id, &host_default_id))
        return fail(c, HCN_E_REQUEST_UNSUPPORTED,
                    "request.ResourceType: the list of Accelnet belongs to namespace %s, found %s",
                    guid_text(&host_default_id).s, guid_text(&m->object.id).s);
    params = document_read_part(c, &hns_params_record, "namespace.AdditionalParams", json,
                                strlen(json), LENIENT);
    if (!params)
        return false;
    document_drop(params, &params->accelnet);
    if (m->request == HCN_REQUEST_UPDATE)
        params->accelnet = m->settings;
    n->additional_params = document_print(c, params, NULL);
    if (!n->additional_params)
        return false;
    if (!strcmp(n->additional_params, "{}"))
        document_drop(n, &n->additional_params);
    return object_update(m->work, &m->object, n);
}
