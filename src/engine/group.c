/* group.c - load balancers and SDN routes: made, changed and deleted alike. */
#include "engine/group.h"

#include "engine/claims.h"
#include "engine/kinds.h"
#include "engine/objects.h"
#include "engine/policy.h"
#include "schema/document.h"

static bool take(struct work *w, struct object *o, void *document)
{
    return members_take(w, o, document) &&
           (o->kind == KIND_LOAD_BALANCER ? load_balancer_take : route_take)(w, o, document);
}

bool group_create(struct work *w, struct reply *out)
{
    const struct kind_row *kind = kind_row(w->request->kind);
    struct object o = { .kind = w->request->kind, .state = STATE_ATTACHED };
    void *document = object_create_settings(w);

    if (!document)
        return false;
    if (!driver_carries(w->driver->kind->groups, kind->word))
        return fail(w->call, HCN_E_REQUEST_UNSUPPORTED, "the %s driver does not carry out %s",
                    w->driver->kind->name, kind->words);
    if (!object_name(w, document, HCN_WIN32_OBJECT_ALREADY_EXISTS, &o))
        return false;
    out->id = o.id;
    return take(w, &o, document) && object_insert(w, &o, document);
}

bool group_update(struct work *w, struct object *o, void *document)
{
    struct holder holder = holder_of(o->kind, &o->id);

    return work_release_all(w, &holder) && take(w, o, document) && object_update(w, o, document);
}

/* Clients send the whole document, as it is to be, or a request about one endpoint. */
bool group_modify(struct work *w, struct reply *out)
{
    const struct kind_row *kind = kind_row(w->request->kind);
    struct object o, said = { .kind = w->request->kind };
    void *document;

    if (!work_get(w, w->request->kind, &w->request->id, &o) ||
        !(document = object_settings(w, kind->record)))
        return false;
    if (hcn_member_unknown(document, "RequestType"))
        return object_modify(w, out);
    object_said(document, &said);
    if (!guid_is_zero(&said.id) && !guid_equal(&said.id, &o.id))
        return fail(w->call, E_INVALIDARG, "%s.ID: expected %s, which is modified, found %s",
                    kind->record->name, guid_text(&o.id).s, guid_text(&said.id).s);
    o.name = said.name;
    return group_update(w, &o, document);
}

bool group_delete(struct work *w, struct reply *out)
{
    struct object o;

    (void)out;
    return work_get(w, w->request->kind, &w->request->id, &o) && object_delete(w, &o);
}
