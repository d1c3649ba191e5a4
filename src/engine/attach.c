/* attach.c - an endpoint into a namespace and out of it, as steps. */
#include <string.h>

#include "base/text.h"
#include "engine/adopted.h"
#include "engine/carry.h"
#include "engine/endpoint.h"
#include "engine/kinds.h"
#include "engine/mend.h"
#include "engine/namespace.h"
#include "engine/network.h"
#include "engine/objects.h"
#include "engine/plan.h"
#include "engine/policy.h"
#include "engine/resolver.h"
#include "schema/document.h"
#include "schema/format.h"

/* Everything that a plan for one endpoint is made from. */
struct plug {
    struct work *work;
    struct object *object;
    struct hcn_endpoint_document *endpoint;
    struct hcn_network_document *network;
    struct object parent;                 /* the row of the network */
    struct hcn_additional_params *params; /* the endpoint's */
    struct location where;                /* the namespace */
    bool host_default;
};

static const char *copy(struct hcn_call *c, const char *text)
{
    return text ? call_text(c, text, strlen(text)) : NULL;
}

static bool add(struct hcn_call *c, void *list, size_t *count, const char *text)
{
    const char **place = call_append(c, list, count, sizeof *place);

    if (!place)
        return false;
    *place = text;
    return text != NULL;
}

/* ---- the parts of a step ---------------------------------------------------------------- */

static bool step_addresses(const struct plug *p, struct step *s)
{
    for (size_t i = 0; i < p->endpoint->ip_configurations.count; i++) {
        const struct hcn_ip_configuration *ip = p->endpoint->ip_configurations.at[i];

        if (!add(p->work->call, &s->addresses.at, &s->addresses.count,
                 call_format(p->work->call, "%s/%u", ip->ip_address, ip->prefix_length)))
            return false;
    }
    return true;
}

static bool step_route(const struct plug *p, const struct hcn_ip_route *from, struct step *s)
{
    struct step_route **place, *route;

    if (p->host_default && destination_is_default(from->destination_prefix))
        return true;
    place = call_append(p->work->call, &s->routes.at, &s->routes.count, sizeof *place);
    route = step_route_new(p->work->call);
    if (!place || !route)
        return false;
    *place = route;
    route->destination =
        destination_is_default(from->destination_prefix)
            ? (!text_empty(from->next_hop) && strchr(from->next_hop, ':') ? "::/0" : "0.0.0.0/0")
            : from->destination_prefix;
    route->next_hop = from->next_hop;
    route->metric = from->metric;
    return true;
}

static bool step_routes(const struct plug *p, struct step *s)
{
    for (size_t i = 0; i < p->endpoint->routes.count; i++) {
        const struct hcn_ip_route *route = p->endpoint->routes.at[i];

        if (text_empty(route->destination_prefix) && text_empty(route->next_hop))
            continue;
        if (!step_route(p, route, s))
            return false;
    }
    return true;
}

static struct step *step_begin(const struct plug *p, enum step_kind kind, bool remove)
{
    struct step *s = work_step(p->work, kind, remove);

    if (!s)
        return NULL;
    s->link = p->params->on_linux->host_interface;
    s->tag = tag_for(p->work->call, "ep", &p->object->id);
    s->path = p->where.path;
    s->peer = p->params->on_linux->container_interface;
    return s->tag ? s : NULL;
}

static bool is_isolated(const struct hcn_endpoint_document *e)
{
    return e->flags & HCN_ENDPOINT_DISABLE_INTER_COMPUTE_COMMUNICATION;
}

static bool add_port(const struct plug *p, bool remove)
{
    struct step *s = step_begin(p, STEP_PORT, remove);

    if (!s)
        return false;
    s->bridge = copy(p->work->call, link_name("hb-", &p->network->id).text);
    s->mac = p->endpoint->mac_address;
    s->isolated = is_isolated(p->endpoint);
    return s->bridge && endpoint_mtu(p->work, p->endpoint, &s->mtu) && step_addresses(p, s) &&
           step_routes(p, s);
}

static bool add_rules(const struct plug *p, bool remove)
{
    struct step *s = step_begin(p, STEP_ENDPOINT, remove);

    if (!s)
        return false;
    s->bridge = copy(p->work->call, link_name("hb-", &p->network->id).text);
    s->mac = p->endpoint->mac_address;
    s->isolated = is_isolated(p->endpoint);
    return s->bridge && step_addresses(p, s) &&
           endpoint_policies_step(p->work->call, p->endpoint, s);
}

static bool add_up(const struct plug *p)
{
    return step_begin(p, STEP_UP, false) != NULL;
}

static bool add_forget(const struct plug *p)
{
    struct step *s = step_begin(p, STEP_FORGET, true);

    return s && step_addresses(p, s);
}

static bool add_resolver(const struct plug *p, const struct object *space, bool remove)
{
    const struct resolving r = { p->object, p->endpoint, &space->id, p->where.path };

    return p->host_default || resolver_steps(p->work, &r, remove);
}

/* ---- gathering -------------------------------------------------------------------------- */

/* `read`: object_document(), or object_remains() when it goes. */
static bool gather(struct work *w, struct object *endpoint, const struct object *space,
                   void *(*read)(struct work *, const struct object *), struct plug *out)
{
    *out = (struct plug){ .work = w, .object = endpoint };
    out->endpoint = read(w, endpoint);
    if (!out->endpoint || !work_get(w, KIND_NETWORK, &endpoint->network, &out->parent) ||
        !(out->network = read(w, &out->parent)))
        return false;
    out->params = params_read(w, "endpoint.AdditionalParams", out->endpoint->additional_params);
    return out->params && namespace_locate(w, space, &out->where) &&
           ((out->host_default = guid_equal(&space->id, &host_default_id)), true);
}

/* The names of other endpoints in the namespace, and of what else is there if others use it. */
struct taken {
    struct work *work;
    struct texts names;
};

static bool add_taken(void *context, const struct object *o)
{
    struct taken *t = context;
    struct hcn_endpoint_document *e = object_document(t->work, o);
    struct hcn_additional_params *params =
        e ? params_read(t->work, "endpoint.AdditionalParams", e->additional_params) : NULL;
    const char *name = params ? params->on_linux->container_interface : NULL;

    return params && (!name || add(t->work->call, &t->names.at, &t->names.count, name));
}

static bool find_taken(const struct plug *p, const struct object *space, struct taken *out)
{
    struct selection inside = { .kind = KIND_ENDPOINT, .space = &space->id };
    struct hcn_call *c = p->work->call;
    struct driver *d = p->work->driver;
    struct texts there;

    *out = (struct taken){ .work = p->work };
    if (!store_each(c, p->work->store, &inside, add_taken, out))
        return false;
    if (!p->where.adopted)
        return true;
    if (!d->kind->interfaces(c, d, p->where.path, &there))
        return false;
    for (size_t i = 0; i < there.count; i++)
        if (!add(c, &out->names.at, &out->names.count, there.at[i]))
            return false;
    return true;
}

static bool is_taken(const struct taken *t, const char *name)
{
    for (size_t i = 0; i < t->names.count; i++)
        if (!strcmp(t->names.at[i], name))
            return true;
    return false;
}

/* Names for both ends: the host's follows from the id, the other is the first free one. */
static bool choose_names(struct plug *p, const struct object *space)
{
    struct hcn_linux_params *names = p->params->on_linux;
    struct hcn_call *c = p->work->call;
    const char *name = NULL;
    struct taken taken;

    names->host_interface = copy(c, link_name("he-", &p->object->id).text);
    if (p->host_default) {
        names->container_interface = copy(c, link_name("hp-", &p->object->id).text);
        return names->host_interface && names->container_interface;
    }
    if (!find_taken(p, space, &taken))
        return false;
    for (unsigned n = 0; !name || is_taken(&taken, name); n++)
        if (!(name = call_format(c, "eth%u", n)))
            return false;
    names->container_interface = name;
    return names->host_interface != NULL;
}

static bool write_place(struct plug *p, const struct hcn_guid *space, uint32_t state)
{
    p->object->space = *space;
    p->object->state = state;
    p->endpoint->host_compute_namespace = *space;
    return (!p->where.kernel ||
            params_write(p->work, p->endpoint, &p->endpoint->additional_params, p->params)) &&
           object_place(p->work, p->object, p->endpoint,
                        state == STATE_ATTACHED ? EVENT_ATTACHED : EVENT_DETACHED);
}

/* ---- both directions --------------------------------------------------------------------- */

/* A network that is degraded, as one that could not be restored after a boot, is so no longer. */
static bool mend(struct plug *p)
{
    struct work *w = p->work;

    if (!network_mend(w, p->network))
        return false;
    if (!w->driver->kind->mend || p->parent.state != STATE_DEGRADED)
        return true;
    p->parent.state = STATE_CREATED;
    return object_update(w, &p->parent, p->network);
}

bool endpoint_attach(struct work *w, struct object *endpoint, struct object *space)
{
    struct plug p;

    if (!gather(w, endpoint, space, object_document, &p))
        return false;
    if (p.endpoint->flags & HCN_ENDPOINT_REMOTE_ENDPOINT)
        return fail(w->call, HCN_E_INVALID_REMOTE_ENDPOINT_OPERATION,
                    "%s is remote: it has no port here",
                    object_title(w, KIND_ENDPOINT, &endpoint->id));
    if (p.where.kernel &&
        !(mend(&p) && (!p.where.adopted || adopted_renew(w, p.where.path, space)) &&
          choose_names(&p, space) && add_port(&p, false) && add_resolver(&p, space, false) &&
          add_rules(&p, false) && add_up(&p)))
        return false;
    return write_place(&p, &space->id, STATE_ATTACHED);
}

/* Its row may be damaged, but the name of its port follows from its id. */
static bool find_port(struct plug *p)
{
    struct hcn_linux_params *names = p->params->on_linux;

    if (!names->host_interface)
        names->host_interface = copy(p->work->call, link_name("he-", &p->object->id).text);
    return names->host_interface != NULL;
}

bool endpoint_detach(struct work *w, struct object *endpoint)
{
    static const struct hcn_guid nowhere;
    struct object space;
    struct plug p;

    if (guid_is_zero(&endpoint->space))
        return true;
    if (!work_get(w, KIND_NAMESPACE, &endpoint->space, &space) ||
        !gather(w, endpoint, &space, object_remains, &p) || !find_port(&p))
        return false;
    if (p.where.kernel && !(add_rules(&p, true) && add_port(&p, true) &&
                            add_resolver(&p, &space, true) && add_forget(&p)))
        return false;
    document_drop(p.params->on_linux, &p.params->on_linux->host_interface);
    document_drop(p.params->on_linux, &p.params->on_linux->container_interface);
    return write_place(&p, &nowhere, STATE_CREATED);
}

bool endpoint_steps(struct work *w, struct object *endpoint)
{
    struct object space;
    struct plug p;

    if (guid_is_zero(&endpoint->space))
        return true;
    return work_get(w, KIND_NAMESPACE, &endpoint->space, &space) &&
           gather(w, endpoint, &space, object_document, &p) &&
           (!p.where.kernel || (add_port(&p, false) && add_rules(&p, false) && add_up(&p)));
}

bool endpoint_rules(struct work *w, struct object *endpoint, bool remove)
{
    struct object space;
    struct plug p;

    if (guid_is_zero(&endpoint->space))
        return true;
    return work_get(w, KIND_NAMESPACE, &endpoint->space, &space) &&
           gather(w, endpoint, &space, object_document, &p) &&
           (!p.where.kernel || ((remove || network_mend(w, p.network)) && add_rules(&p, remove)));
}
