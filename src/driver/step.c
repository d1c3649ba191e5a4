/* step.c - a step as one line of text. */
#include "driver/step.h"

#include "driver/step_print.h"

static const char *const words[STEP_KINDS] = {
    [STEP_NONE] = "none",         [STEP_NAMESPACE] = "namespace",
    [STEP_BRIDGE] = "bridge",     [STEP_PORT] = "port",
    [STEP_NETWORK] = "network",   [STEP_ENDPOINT] = "endpoint",
    [STEP_RESOLVER] = "resolver", [STEP_UP] = "up",
    [STEP_FORGET] = "forget",
};

static const char *const reaches[] = {
    [REACH_PRIVATE] = "private", [REACH_INTERNAL] = "internal", [REACH_NAT] = "nat"
};

const char *step_word(uint32_t kind)
{
    return kind < STEP_KINDS ? words[kind] : "unknown";
}

static void print_text(struct buffer *b, const char *label, const char *text)
{
    if (text && *text)
        buffer_format(b, " %s%s", label, text);
}

static void print_texts(struct buffer *b, const char *label, const char *const *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_format(b, "%s%s", i ? "," : label, at[i]);
}

static void print_routes(struct buffer *b, const struct step *s)
{
    for (size_t i = 0; i < s->routes.count; i++) {
        const struct step_route *r = s->routes.at[i];

        buffer_format(b, " route %s", r->destination);
        print_text(b, "via ", r->next_hop);
        if (r->metric)
            buffer_format(b, " metric %u", (unsigned)r->metric);
    }
}

static void print_mappings(struct buffer *b, const struct step *s)
{
    for (size_t i = 0; i < s->mappings.count; i++) {
        const struct step_mapping *m = s->mappings.at[i];

        buffer_format(b, " map %s %s:%u to %s:%u", m->protocol == 17 ? "udp" : "tcp",
                      m->virtual_ip ? m->virtual_ip : "*", m->external_port, m->address,
                      m->internal_port);
    }
}

static void print_outbound(struct buffer *b, const struct step_outbound *o)
{
    if (!o)
        return;
    buffer_text(b, " translate");
    print_text(b, "as ", o->virtual_ip);
    print_texts(b, " not ", o->exceptions.at, o->exceptions.count);
    print_texts(b, " only ", o->destinations.at, o->destinations.count);
}

void step_print(struct buffer *b, const struct step *s)
{
    buffer_format(b, "%c%s", s->remove ? '-' : '+', step_word(s->kind));
    print_text(b, "", s->link);
    print_text(b, "", s->tag);
    if (s->kind == STEP_BRIDGE || s->kind == STEP_NETWORK)
        buffer_format(b, " %s", reaches[s->reach]);
    print_text(b, "in ", s->path);
    print_text(b, "as ", s->peer);
    print_text(b, "on ", s->bridge);
    print_text(b, "mac ", s->mac);
    if (s->mtu)
        buffer_format(b, " mtu %u", (unsigned)s->mtu);
    buffer_text(b, s->hairpin ? " hairpin" : "");
    buffer_text(b, s->isolated ? " isolated" : "");
    print_texts(b, " address ", s->addresses.at, s->addresses.count);
    print_texts(b, " prefix ", s->prefixes.at, s->prefixes.count);
    print_routes(b, s);
    print_mappings(b, s);
    print_outbound(b, s->outbound);
    print_texts(b, " server ", s->servers.at, s->servers.count);
    print_texts(b, " search ", s->search.at, s->search.count);
    print_texts(b, " options ", s->options.at, s->options.count);
    print_text(b, "domain ", s->domain);
}
