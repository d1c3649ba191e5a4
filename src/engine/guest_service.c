/* guest_service.c - guest network services: what a virtual machine's side of networking says of
 * itself. */
#include "engine/kinds.h"
#include "engine/modify.h"
#include "engine/objects.h"
#include "schema/document.h"
#include "schema/records.h"

bool guest_service_create(struct work *w, struct reply *out)
{
    struct hcn_guest_service_document *d = object_create_settings(w);
    struct object o = { .kind = KIND_GUEST_SERVICE, .state = HCN_GUEST_SERVICE_CREATED };

    if (!d || !object_name(w, d, HCN_WIN32_OBJECT_ALREADY_EXISTS, &o))
        return false;
    out->id = o.id;
    return object_insert(w, &o, d);
}

bool guest_service_delete(struct work *w, struct reply *out)
{
    struct object o;

    (void)out;
    return work_get(w, KIND_GUEST_SERVICE, &w->request->id, &o) && object_delete(w, &o);
}

/*
 * Which state may follow which; the client drives it (WSL: Bootstrapping behind the creation,
 * Synchronized when all endpoints are configured). The others are the service's own.
 */
#define AFTER(state) (1U << (state))

static const unsigned next_states[] = {
    [HCN_GUEST_SERVICE_CREATED] = AFTER(HCN_GUEST_SERVICE_BOOTSTRAPPING),
    [HCN_GUEST_SERVICE_BOOTSTRAPPING] =
        AFTER(HCN_GUEST_SERVICE_SYNCHRONIZED) | AFTER(HCN_GUEST_SERVICE_DESYNCHRONIZED),
    [HCN_GUEST_SERVICE_SYNCHRONIZED] = AFTER(HCN_GUEST_SERVICE_PAUSED) |
                                       AFTER(HCN_GUEST_SERVICE_DESYNCHRONIZED) |
                                       AFTER(HCN_GUEST_SERVICE_BOOTSTRAPPING),
    [HCN_GUEST_SERVICE_PAUSED] =
        AFTER(HCN_GUEST_SERVICE_SYNCHRONIZED) | AFTER(HCN_GUEST_SERVICE_BOOTSTRAPPING),
    [HCN_GUEST_SERVICE_DESYNCHRONIZED] =
        AFTER(HCN_GUEST_SERVICE_BOOTSTRAPPING) | AFTER(HCN_GUEST_SERVICE_SYNCHRONIZED),
};

bool guest_service_state(struct modifying *m)
{
    const struct hcn_state_request *asked = m->settings;
    const uint32_t now = m->object.state, next = asked->state;

    if (next == now)
        return true;
    if (now >= COUNT(next_states) || !(next_states[now] >> next & 1))
        return fail(m->work->call, HCN_E_REQUEST_UNSUPPORTED,
                    "request.Settings.State: a guest network service cannot become %s while it is "
                    "%s",
                    words_text(&guest_service_state_words, next),
                    words_text(&guest_service_state_words, now));
    m->object.state = next;
    return object_update(m->work, &m->object, m->document);
}
