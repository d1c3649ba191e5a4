/* resolver.c - of several endpoints in a namespace one names the servers. */
#include "engine/resolver.h"

#include <string.h>

#include "base/text.h"
#include "engine/kinds.h"
#include "engine/objects.h"

static bool names_servers(const struct hcn_endpoint_document *e)
{
    return e->dns && e->dns->server_list.count;
}

/* Who else in the namespace names servers: the one with the first interface. */
struct others {
    struct work *work;
    const struct object *but;
    const struct hcn_dns *dns; /* NULL: nobody */
    const char *interface;
};

static bool is_before(const char *a, const char *b)
{
    return strlen(a) != strlen(b) ? strlen(a) < strlen(b) : strcmp(a, b) < 0;
}

static bool see(void *context, const struct object *o)
{
    struct others *others = context;
    struct work *w = others->work;
    struct hcn_additional_params *params;
    struct hcn_endpoint_document *e;
    const char *name;

    if (guid_equal(&o->id, &others->but->id))
        return true;
    e = object_document(w, o);
    params = e ? params_read(w, "endpoint.AdditionalParams", e->additional_params) : NULL;
    if (!params)
        return false;
    name = params->on_linux->container_interface ? params->on_linux->container_interface : "";
    if (names_servers(e) && (!others->dns || is_before(name, others->interface))) {
        others->dns = e->dns;
        others->interface = name;
    }
    return true;
}

/* All but the empty ones, which clients send and mean none. */
static bool add_search(struct hcn_call *c, const struct hcn_dns *dns, struct step *s)
{
    for (size_t i = 0; i < dns->search.count; i++) {
        const char **place;

        if (text_empty(dns->search.at[i]))
            continue;
        place = call_append(c, &s->search.at, &s->search.count, sizeof *place);
        if (!place)
            return false;
        *place = dns->search.at[i];
    }
    return true;
}

static bool add(struct work *w, const char *path, const struct hcn_dns *dns, bool remove)
{
    struct step *s = work_step(w, STEP_RESOLVER, remove);

    if (!s)
        return false;
    s->path = path;
    s->servers.at = dns->server_list.at;
    s->servers.count = dns->server_list.count;
    s->options.at = dns->options.at;
    s->options.count = dns->options.count;
    s->domain = dns->domain;
    return add_search(w->call, dns, s);
}

bool resolver_steps(struct work *w, const struct resolving *r, bool remove)
{
    struct selection inside = { .kind = KIND_ENDPOINT, .space = r->space };
    struct others others = { .work = w, .but = r->object };

    if (!names_servers(r->endpoint))
        return true;
    if (!store_each(w->call, w->store, &inside, see, &others))
        return false;
    if (!others.dns)
        return add(w, r->path, r->endpoint->dns, remove);
    return !remove || add(w, r->path, others.dns, false);
}
