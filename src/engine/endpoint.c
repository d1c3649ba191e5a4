/* endpoint.c - endpoints: made with addresses and a MAC, modified, deleted. */
#include "engine/endpoint.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "engine/carry.h"
#include "engine/kinds.h"
#include "engine/making.h"
#include "engine/members.h"
#include "engine/network.h"
#include "engine/objects.h"
#include "engine/policy.h"
#include "engine/subnets.h"
#include "schema/document.h"
#include "schema/records.h"

/* ---- routes and DNS ---------------------------------------------------------------------- */

static bool check_route(struct hcn_call *c, const struct hcn_ip_route *r, size_t i)
{
    if (text_empty(r->next_hop))
        return fail(c, HCN_E_INVALID_ENDPOINT,
                    "endpoint.Routes[%zu].NextHop: expected an IP address, found nothing", i);
    return route_is_of_one_family(r) ||
           fail(c, HCN_E_INVALID_ENDPOINT,
                "endpoint.Routes[%zu].NextHop: expected an address of the family of %s, found %s",
                i, r->destination_prefix, r->next_hop);
}

/* The routes of the subnets that its addresses are in, unless it brings its own. */
static bool complete_routes(struct making *m)
{
    struct hcn_endpoint_document *e = m->endpoint;

    for (size_t i = 0; i < e->routes.count; i++)
        if (!check_route(m->work->call, e->routes.at[i], i))
            return false;
    if (e->routes.count)
        return true;
    for (size_t i = 0; i < e->ip_configurations.count; i++) {
        const struct subnet *s;
        struct ip ip;

        if (!ip_parse(e->ip_configurations.at[i]->ip_address, &ip) ||
            !(s = subnets_find(&m->subnets, &ip)))
            continue;
        for (size_t n = 0; n < s->document->routes.count; n++) {
            struct hcn_ip_route **place =
                call_append(m->work->call, &e->routes.at, &e->routes.count, sizeof *place);

            if (!place)
                return false;
            *place = s->document->routes.at[n];
        }
    }
    return true;
}

/* Clients split an empty text at its commas, and send one that is empty. */
static bool says_search(const struct hcn_dns *dns)
{
    for (size_t i = 0; i < dns->search.count; i++)
        if (!text_empty(dns->search.at[i]))
            return true;
    return false;
}

static bool says_dns(const struct hcn_dns *dns)
{
    return dns && (!text_empty(dns->domain) || says_search(dns) || dns->server_list.count ||
                   dns->options.count);
}

/* Its own, else the network's, else what the machine itself asks. */
static bool complete_dns(struct making *m)
{
    struct driver *d = m->work->driver;
    struct resolver machine = { 0 };

    if (says_dns(m->endpoint->dns))
        return true;
    if (says_dns(m->network->dns)) {
        m->endpoint->dns = m->network->dns;
        return true;
    }
    if (!d->kind->resolver(m->work->call, d, &machine))
        return false;
    if (!machine.servers.count && !machine.search.count)
        return true;
    if (!(m->endpoint->dns = document_new(m->work->call, &dns_record)))
        return false;
    m->endpoint->dns->server_list.at = machine.servers.at;
    m->endpoint->dns->server_list.count = machine.servers.count;
    m->endpoint->dns->search.at = machine.search.at;
    m->endpoint->dns->search.count = machine.search.count;
    return true;
}

/* ---- making ----------------------------------------------------------------------------- */

static bool find_network(struct making *m)
{
    const struct hcn_guid *asked = &m->work->request->network;
    struct hcn_guid *said = &m->endpoint->host_compute_network;
    struct object o;

    if (guid_is_zero(asked) && guid_is_zero(said))
        return fail(m->work->call, E_INVALIDARG,
                    "endpoint.HostComputeNetwork: expected the id of a network, found nothing");
    if (guid_is_zero(said) || guid_is_zero(asked))
        *said = guid_is_zero(said) ? *asked : *said;
    else if (!guid_equal(asked, said))
        return fail(m->work->call, E_INVALIDARG,
                    "endpoint.HostComputeNetwork: the document says %s, the call %s",
                    guid_text(said).s, guid_text(asked).s);
    document_give(m->endpoint, said);
    if (!work_get(m->work, KIND_NETWORK, said, &o))
        return false;
    if (o.state == STATE_DEGRADED)
        return fail(m->work->call, HCN_E_DEGRADED_OPERATION,
                    "%s is degraded: something failed half-way, delete it",
                    object_title(m->work, KIND_NETWORK, said));
    m->object.network = *said;
    m->network = object_document(m->work, &o);
    return m->network && subnets_read(m->work->call, m->network, &m->subnets);
}

static bool check_remote(struct making *m)
{
    struct hcn_endpoint_document *e = m->endpoint;

    if (!making_is_remote(e) || (e->ip_configurations.count && !text_empty(e->mac_address)))
        return true;
    return fail(m->work->call, HCN_E_INVALID_ENDPOINT,
                "endpoint: a remote endpoint needs an address and a MAC of its own");
}

bool endpoint_forget_interfaces(struct work *w, struct hcn_endpoint_document *e)
{
    struct hcn_additional_params *params =
        params_read(w, "endpoint.AdditionalParams", e->additional_params);

    if (!params)
        return false;
    if (!params->on_linux->host_interface && !params->on_linux->container_interface)
        return true;
    document_drop(params->on_linux, &params->on_linux->host_interface);
    document_drop(params->on_linux, &params->on_linux->container_interface);
    return params_write(w, e, &e->additional_params, params);
}

bool endpoint_create(struct work *w, struct reply *out)
{
    struct making m = { .work = w, .object = { .kind = KIND_ENDPOINT, .state = STATE_CREATED } };
    static const struct hcn_guid nowhere;

    m.endpoint = object_create_settings(w);
    if (!m.endpoint ||
        !object_new_id(w, &m.endpoint->id, HCN_WIN32_OBJECT_ALREADY_EXISTS, &m.object.id))
        return false;
    m.endpoint->id = out->id = m.object.id;
    m.object.name = m.endpoint->name;
    m.endpoint->host_compute_namespace = nowhere; /* said by attaching, not by the caller */
    document_give(m.endpoint, &m.endpoint->host_compute_namespace);
    return endpoint_forget_interfaces(w, m.endpoint) && find_network(&m) && check_remote(&m) &&
           making_addresses(&m) && making_mac(&m) && complete_routes(&m) && complete_dns(&m) &&
           endpoint_policies_take(w, m.network, m.endpoint, ALL_KEPT) &&
           endpoint_check(w, m.endpoint) && object_insert(w, &m.object, m.endpoint);
}

/* ---- deleting --------------------------------------------------------------------------- */

bool endpoint_drop(struct work *w, struct object *o)
{
    return endpoint_detach(w, o) && members_forget(w, &o->id) && object_delete(w, o);
}

bool endpoint_delete(struct work *w, struct reply *out)
{
    struct object o;

    (void)out;
    if (!work_get(w, KIND_ENDPOINT, &w->request->id, &o))
        return false;
    w->finish = true;
    w->victim = call_copy(w->call, &o, sizeof o);
    return w->victim && endpoint_drop(w, &o);
}

bool endpoint_statistics(struct work *w, struct reply *out)
{
    struct driver *d = w->driver;
    struct counters count = { 0 };
    struct hcn_statistics *s;
    struct object o;

    if (!work_get(w, KIND_ENDPOINT, &w->request->id, &o) ||
        !(s = document_new(w->call, &statistics_record)))
        return false;
    if (!guid_is_zero(&o.space) &&
        !d->kind->counters(w->call, d, link_name("he-", &o.id).text, &count))
        return false;
    s->bytes_received = count.bytes_received;
    s->bytes_sent = count.bytes_sent;
    s->packets_received = count.packets_received;
    s->packets_sent = count.packets_sent;
    s->dropped_packets_incoming = count.dropped_incoming;
    s->dropped_packets_outgoing = count.dropped_outgoing;
    s->endpoint_id = s->instance_id = o.id;
    out->json = document_print(w->call, s, NULL);
    return out->json != NULL;
}
