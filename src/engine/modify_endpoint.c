/* modify_endpoint.c - the port of an endpoint. */
#include "engine/modify.h"

#include <string.h>

#include "engine/objects.h"
#include "schema/document.h"
#include "schema/records.h"

static struct hcn_health_extra *health_extra(struct work *w, struct hcn_endpoint_document *e)
{
    if (!e->health && !(e->health = document_new(w->call, &health_record)))
        return NULL;
    if (!e->health->extra)
        e->health->extra = document_new(w->call, &health_extra_record);
    return e->health->extra;
}

/* The port of a virtual machine: remembered in the document, where clients look for it. */
bool endpoint_port(struct modifying *m)
{
    struct hcn_endpoint_document *e = m->document;
    const struct hcn_vm_endpoint_request *asked = m->settings;
    struct hcn_additional_params *params;
    struct hcn_health_extra *extra;

    if (m->request == HCN_REQUEST_REFRESH)
        return true; /* every notification has been processed: there are none */
    params = params_read(m->work, "endpoint.AdditionalParams", e->additional_params);
    extra = health_extra(m->work, e);
    if (!params || !extra)
        return false;
    document_drop(params, &params->switch_port_id);
    document_drop(extra, &extra->virtual_machine);
    if (m->request == HCN_REQUEST_ADD && asked) {
        params->switch_port_id = asked->port_id;
        extra->virtual_machine = asked->virtual_machine_id;
    }
    return params_write(m->work, e, &e->additional_params, params) &&
           object_update(m->work, &m->object, e);
}
