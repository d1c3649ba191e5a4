/* restore.c - the first opener after a boot brings the store and the machine together. */
#include "engine/restore.h"

#include "engine/endpoint.h"
#include "engine/network.h"
#include "engine/objects.h"

static bool drop_object(struct work *w, struct object *o)
{
    return object_delete(w, o);
}

static bool drop_namespace(struct work *w, struct object *o)
{
    return guid_equal(&o->id, &host_default_id) || object_delete(w, o);
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

static bool restore_endpoint(struct work *w, struct object *o)
{
    struct hcn_network_document *network;
    struct object parent;

    if (!work_get(w, KIND_NETWORK, &o->network, &parent) || !(network = object_remains(w, &parent)))
        return false;
    if (network->flags & HCN_NETWORK_ENABLE_PERSISTENT)
        return unplug_endpoint(w, o);
    return object_delete(w, o);
}

static bool restore_network(struct work *w, struct object *o)
{
    struct hcn_network_document *network = object_remains(w, o);

    if (!network)
        return false;
    if (network->flags & HCN_NETWORK_ENABLE_PERSISTENT)
        return network_steps(w, network, false);
    return object_delete(w, o);
}

bool restore_after_boot(struct work *w)
{
    static const struct {
        uint32_t kind;
        bool (*restore)(struct work *w, struct object *o);
    } order[] = {
        { KIND_GUEST_SERVICE, drop_object }, { KIND_LOAD_BALANCER, drop_object },
        { KIND_ROUTE, drop_object },         { KIND_NAMESPACE, drop_namespace },
        { KIND_ENDPOINT, restore_endpoint }, { KIND_NETWORK, restore_network },
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
