/* restore.c - the first opener after a boot brings the store and the machine together. */
#include "engine/restore.h"

#include "base/text.h"
#include "engine/endpoint.h"
#include "engine/namespace.h"
#include "engine/network.h"
#include "engine/objects.h"

static bool drop_object(struct work *w, struct object *o)
{
    return object_delete(w, o);
}

/* Its resolver file did not go with the kernel: asked twice it is gone as well, so no plan. */
static bool drop_resolver(struct work *w, const struct object *o)
{
    struct hcn_call *own = &(struct hcn_call){ 0 };
    struct work scratch = work_begin(own, w->store, w->driver, w->request);
    struct step *s = work_step(&scratch, STEP_RESOLVER, true);
    struct location where;

    if (s && namespace_locate(&scratch, o, &where) && !text_empty(where.path)) {
        s->path = where.path;
        (void)w->driver->kind->take(own, w->driver, s);
    }
    call_end(own);
    return true;
}

static bool drop_namespace(struct work *w, struct object *o)
{
    return guid_equal(&o->id, &host_default_id) || (drop_resolver(w, o) && object_delete(w, o));
}

static bool unplug_endpoint(struct work *w, struct object *o)
{
    static const struct hcn_guid nowhere;
    struct hcn_endpoint_document *endpoint;

    if (!object_is_whole(w, o))
        return object_delete(w, o);
    endpoint = object_document(w, o);
    if (!endpoint)
        return false;
    if (!endpoint_forget_interfaces(w, endpoint))
        return false;
    endpoint->host_compute_namespace = nowhere;
    o->space = nowhere;
    o->state = STATE_CREATED;
    return object_update(w, o, endpoint);
}

static bool keep_endpoint(struct work *w, struct object *o)
{
    struct hcn_network_document *network;
    struct object parent;

    if (!work_get(w, KIND_NETWORK, &o->network, &parent) || !(network = object_remains(w, &parent)))
        return false;
    if (network->flags & HCN_NETWORK_ENABLE_PERSISTENT)
        return unplug_endpoint(w, o);
    return object_delete(w, o);
}

static bool keep_network(struct work *w, struct object *o)
{
    struct hcn_network_document *network = object_remains(w, o);

    if (!network)
        return false;
    if (!(network->flags & HCN_NETWORK_ENABLE_PERSISTENT))
        return object_delete(w, o);
    o->state = STATE_DEGRADED;
    return object_update(w, o, network);
}

bool restore_objects(struct work *w)
{
    static const struct {
        uint32_t kind;
        bool (*restore)(struct work *w, struct object *o);
    } order[] = {
        { KIND_GUEST_SERVICE, drop_object }, { KIND_LOAD_BALANCER, drop_object },
        { KIND_ROUTE, drop_object },         { KIND_NAMESPACE, drop_namespace },
        { KIND_ENDPOINT, keep_endpoint },    { KIND_NETWORK, keep_network },
    };

    for (size_t i = 0; i < COUNT(order); i++) {
        struct selection all = { .kind = order[i].kind };
        struct objects found;

        if (!objects_select(w, &all, &found))
            return false;
        for (size_t n = 0; n < found.count; n++)
            if (!order[i].restore(w, &found.at[n]))
                return false;
    }
    return true;
}

/* ---- networks --------------------------------------------------------------------------- */

static bool make_network(struct work *w, struct object *o)
{
    struct hcn_network_document *network = object_document(w, o);

    o->state = STATE_CREATED;
    return network && network_steps(w, network, false) && object_update(w, o, network) &&
           work_finish(w);
}

bool restore_networks(struct hcn_call *c, struct store *s, struct driver *d)
{
    static const struct request nobody;
    struct selection all = { .kind = KIND_NETWORK };
    struct work w = work_begin(c, s, d, &nobody);
    struct objects found;

    if (!objects_select(&w, &all, &found))
        return false;
    for (size_t i = 0; i < found.count; i++) {
        struct hcn_call *own = &(struct hcn_call){ 0 };
        struct work each = work_begin(own, s, d, &nobody);

        if (found.at[i].state == STATE_DEGRADED && !make_network(&each, &found.at[i]))
            store_rollback(s);
        call_end(own);
    }
    return true;
}
