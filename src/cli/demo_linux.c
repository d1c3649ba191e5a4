/* demo_linux.c - the main job, shown: two containers on a NAT network, and no trace left. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/documents.h"
#include "cli/lab.h"
#include "cli/tool.h"
#include "cli/traffic.h"

enum { WEB, CLIENT, CONTAINERS, MACHINE = CONTAINERS };
enum { WIDTH = 26 }; /* of a container in the drawing */

struct container {
    const char *name, *place;
    struct hcn_guid endpoint, space;
    const char *ip4, *ip6;
};

struct demo {
    struct tool *t;
    struct hcn_guid network;
    const char *gateway4, *gateway6;
    struct container containers[CONTAINERS];
    bool failed;
};

/* Says whether something worked, and why not. */
static bool tell(struct demo *d, bool done, const char *format, ...)
{
    va_list args;

    printf("  %-6s  ", done ? "ok" : "FAILED");
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    if (!done && *hcn_call_text(d->t->call))
        printf("          %s\n", hcn_call_text(d->t->call));
    d->failed |= !done;
    return done;
}

/* ---- making ------------------------------------------------------------------------------- */

/* Where the container is, and which addresses it got. */
static bool look_up(struct demo *d, struct container *c, struct hcn_namespace *space)
{
    struct hcn_endpoint *endpoint = hcn_endpoint_open(d->t->call, d->t->service, &c->endpoint);
    struct hcn_endpoint_document *e = hcn_endpoint_query(d->t->call, endpoint, NULL);

    c->place = hcn_namespace_place(d->t->call, space);
    hcn_endpoint_close(endpoint);
    for (size_t i = 0; e && i < e->ip_configurations.count; i++) {
        const char *address = e->ip_configurations.at[i]->ip_address;

        *(strchr(address, ':') ? &c->ip6 : &c->ip4) = address;
    }
    return c->place && c->ip4 && c->ip6;
}

static bool make_container(struct demo *d, struct container *c, const char *name,
                           const char *space_json, const char *endpoint_json)
{
    struct hcn_namespace *space;
    bool done;

    c->name = name;
    done = object_create(d->t, &noun_namespace, space_json, &c->space) &&
           object_create(d->t, &noun_endpoint, endpoint_json, &c->endpoint);
    tell(d, done, "namespace and endpoint \"%s\"", name);
    space = hcn_namespace_open(d->t->call, d->t->service, &c->space);
    done = hcn_namespace_add_endpoint(d->t->call, space, &c->endpoint) && look_up(d, c, space);
    hcn_namespace_close(space);
    return tell(d, done, "%s attached: it has %s and %s", name, c->ip4 ? c->ip4 : "-",
                c->ip6 ? c->ip6 : "-");
}

static bool find_gateways(struct demo *d)
{
    struct hcn_network *network = hcn_network_open(d->t->call, d->t->service, &d->network);
    struct hcn_network_document *n = hcn_network_query(d->t->call, network, NULL);

    hcn_network_close(network);
    for (size_t i = 0; n && n->ipams.count && i < n->ipams.at[0]->subnets.count; i++) {
        const struct hcn_subnet *s = n->ipams.at[0]->subnets.at[i];
        const char *gateway = s->routes.count ? s->routes.at[0]->next_hop : NULL;

        if (gateway)
            *(strchr(gateway, ':') ? &d->gateway6 : &d->gateway4) = gateway;
    }
    return d->gateway4 && d->gateway6;
}

static bool make(struct demo *d)
{
    puts("Making a NAT network and two containers, from the documents of examples/:");
    return tell(d,
                object_create(d->t, &noun_network, demo_network, &d->network) && find_gateways(d),
                "network \"nat\"") &&
           make_container(d, &d->containers[WEB], "web", demo_web_namespace, demo_web_endpoint) &&
           make_container(d, &d->containers[CLIENT], "client", demo_client_namespace,
                          demo_client_endpoint);
}

/* ---- drawing ------------------------------------------------------------------------------ */

static void print_centered(const char *text, int width)
{
    int length = (int)strlen(text), left = length < width ? (width - length) / 2 : 0;

    printf("%*s%s%*s", left, "", text, left + length < width ? width - left - length : 0, "");
}

static void draw(const struct demo *d)
{
    const struct container *web = &d->containers[WEB], *client = &d->containers[CLIENT];
    const char *const rows[][CONTAINERS] = {
        { "|", "|" },
        { web->name, client->name },
        { web->ip4, client->ip4 },
        { web->ip6, client->ip6 },
    };
    char bridge[128];

    snprintf(bridge, sizeof bridge, "[ nat: %s, %s ]", d->gateway4, d->gateway6);
    putchar('\n');
    print_centered("this machine, port 8080 -> web, port 80", CONTAINERS * WIDTH);
    putchar('\n');
    print_centered("|", CONTAINERS * WIDTH);
    putchar('\n');
    print_centered(bridge, CONTAINERS * WIDTH);
    putchar('\n');
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        for (int i = 0; i < CONTAINERS; i++)
            print_centered(rows[r][i], WIDTH);
        putchar('\n');
    }
    putchar('\n');
}

/* ---- using -------------------------------------------------------------------------------- */

static void use(struct demo *d)
{
    const struct container *web = &d->containers[WEB], *client = &d->containers[CLIENT];
    const struct {
        const char *what;
        int from;
        bool (*act)(const struct target *);
        struct target to;
    } checks[] = {
        { "web pings client", WEB, traffic_ping, { client->ip4, 0 } },
        { "client pings web", CLIENT, traffic_ping, { web->ip4, 0 } },
        { "web pings client over IPv6", WEB, traffic_ping, { client->ip6, 0 } },
        { "client pings web over IPv6", CLIENT, traffic_ping, { web->ip6, 0 } },
        { "client pings its gateway", CLIENT, traffic_ping, { d->gateway4, 0 } },
        { "client fetches a page from web", CLIENT, traffic_fetch, { web->ip4, 80 } },
        { "client fetches it from this machine's port 8080",
          CLIENT,
          traffic_fetch,
          { d->gateway4, 8080 } },
        { "this machine fetches it at 127.0.0.1:8080",
          MACHINE,
          traffic_fetch,
          { "127.0.0.1", 8080 } },
    };
    struct server *server = server_start(web->place, 80);

    puts("Using them:");
    tell(d, server != NULL, "a web server in web, on port 80");
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        const char *place = checks[i].from == MACHINE ? NULL : d->containers[checks[i].from].place;

        tell(d, traffic_from(place, checks[i].act, &checks[i].to), "%s", checks[i].what);
    }
    server_stop(server);
}

/* ---- taking down -------------------------------------------------------------------------- */

static void take_down(struct demo *d, const char *before)
{
    struct tool *t = d->t;
    const char *after;

    puts("Taking it down:");
    hcn_call_forgive(t->call);
    tell(d, noun_network.remove(t, &d->network), "network \"nat\", and its endpoints with it");
    for (int i = 0; i < CONTAINERS; i++)
        if (d->containers[i].place)
            tell(d, noun_namespace.remove(t, &d->containers[i].space), "namespace \"%s\"",
                 d->containers[i].name);
    hcn_service_close(t->service);
    t->service = NULL;
    after = lab_look(t);
    if (!tell(d, after && !strcmp(before, after), "no link, namespace, file or rule is left"))
        printf("before:\n%s\nafter:\n%s\n", before, after ? after : "");
}

bool command_demo(struct tool *t)
{
    struct demo d = { .t = t };
    const char *before;

    if (t->options.service)
        return refuse(t, EXIT_USAGE, "the demo has a state of its own: no --service or --state");
    if (!lab_enter(t) || !(before = lab_look(t)))
        return false;
    t->service = hcn_service_open(t->call, "local:/run/hcn?driver=linux");
    if (!t->service)
        return false;
    if (make(&d)) {
        draw(&d);
        use(&d);
    }
    take_down(&d, before);
    return !d.failed || refuse(t, EXIT_INVALID, "the demo failed, see above");
}
