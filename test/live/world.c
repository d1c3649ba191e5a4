/* world.c - making the networks and containers of the live tests. */
#include "world.h"

static const struct {
    char letter;
    uint32_t reach;
    int octet;
} kinds[] = {
    { 'a', REACH_NAT, 20 },
    { 'b', REACH_NAT, 21 },
    { 'i', REACH_INTERNAL, 22 },
    { 'p', REACH_PRIVATE, 23 },
};

static int octet_of(char letter)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (kinds[i].letter == letter)
            return kinds[i].octet;
    return 0;
}

void network_describe(struct network *n, char letter)
{
    const int octet = octet_of(letter);

    *n = (struct network){ .letter = letter, .reach = kinds[octet - 20].reach };
    snprintf(n->link, sizeof n->link, "hb-000000000%c", letter);
    snprintf(n->tag, sizeof n->tag, "net:00000000-0000-0000-0000-00000000000%c", letter);
    snprintf(n->text[0], sizeof n->text[0], "172.%d.0.1/24", octet);
    snprintf(n->text[1], sizeof n->text[1], "fd%d::1/64", octet);
    snprintf(n->text[2], sizeof n->text[2], "172.%d.0.0/24", octet);
    snprintf(n->text[3], sizeof n->text[3], "fd%d::/64", octet);
    for (size_t i = 0; i < 2; i++) {
        n->addresses[i] = n->text[i];
        n->prefixes[i] = n->text[2 + i];
    }
    n->bridge = (struct step){ .kind = STEP_BRIDGE,
                               .link = n->link,
                               .tag = n->tag,
                               .mac = "00-15-5D-00-0F-FF",
                               .reach = n->reach };
    n->bridge.addresses.at = n->addresses;
    n->bridge.addresses.count = n->reach == REACH_PRIVATE ? 0 : 2;
    n->rules = n->bridge;
    n->rules.kind = STEP_NETWORK;
    n->rules.prefixes.at = n->prefixes;
    n->rules.prefixes.count = 2;
}

static void describe_routes(struct container *c, int octet)
{
    static const char *const all[] = { "0.0.0.0/0", "::/0" };

    snprintf(c->via[0], sizeof c->via[0], "172.%d.0.1", octet);
    snprintf(c->via[1], sizeof c->via[1], "fd%d::1", octet);
    for (size_t i = 0; i < 2; i++) {
        c->routes[i] = (struct step_route){ .destination = all[i], .next_hop = c->via[i] };
        c->route_list[i] = &c->routes[i];
    }
    c->port.routes.at = c->route_list;
    c->port.routes.count = 2;
}

void container_describe(struct container *c, const struct network *n, unsigned number)
{
    const int octet = octet_of(n->letter);

    *c = (struct container){ 0 };
    snprintf(c->path, sizeof c->path, "/run/netns/hcn-%c%u", n->letter, number);
    snprintf(c->link, sizeof c->link, "he-%c%u", n->letter, number);
    snprintf(c->peer, sizeof c->peer, "eth0");
    snprintf(c->bridge, sizeof c->bridge, "%s", n->link);
    snprintf(c->tag, sizeof c->tag, "ep:00000000-0000-0000-0000-0000000%c%04u", n->letter, number);
    snprintf(c->mac, sizeof c->mac, "00-15-5D-%02X-00-%02X", (unsigned)octet, number);
    snprintf(c->text[0], sizeof c->text[0], "172.%d.0.%u/24", octet, number);
    snprintf(c->text[1], sizeof c->text[1], "fd%d::%u/64", octet, number);
    c->addresses[0] = c->text[0];
    c->addresses[1] = c->text[1];
    c->space = (struct step){ .kind = STEP_NAMESPACE, .path = c->path };
    c->port = (struct step){ .kind = STEP_PORT,
                             .link = c->link,
                             .tag = c->tag,
                             .path = c->path,
                             .peer = c->peer,
                             .mac = c->mac,
                             .bridge = c->bridge };
    c->port.addresses.at = c->addresses;
    c->port.addresses.count = 2;
    c->rules = c->up = c->forget = c->port;
    c->rules.kind = STEP_ENDPOINT;
    c->up.kind = STEP_UP;
    c->forget.kind = STEP_FORGET;
    if (n->reach != REACH_PRIVATE)
        describe_routes(c, octet);
}

void container_publish(struct container *c, struct step_mapping *m)
{
    CHECK(c->rules.mappings.count < COUNT(c->mappings));
    c->mappings[c->rules.mappings.count++] = m;
    c->rules.mappings.at = c->mappings;
    c->rules.hairpin = true;
}

void network_make(struct lab *l, const struct network *n)
{
    lab_take(l, &n->bridge);
    lab_take(l, &n->rules);
}

void network_unmake(struct lab *l, const struct network *n)
{
    lab_remove(l, &n->rules);
    lab_remove(l, &n->bridge);
}

void container_make(struct lab *l, const struct container *c)
{
    lab_take(l, &c->space);
    lab_take(l, &c->port);
    lab_take(l, &c->rules);
    lab_take(l, &c->up);
}

void container_unmake(struct lab *l, const struct container *c)
{
    lab_remove(l, &c->rules);
    lab_remove(l, &c->port);
    lab_remove(l, &c->forget);
    lab_remove(l, &c->space);
}

/* ---- the lab of most tests -------------------------------------------------------------- */

struct lab *lab;
struct network a;
struct container c1, c2, c3;

int world_begin(void **state)
{
    network_describe(&a, 'a');
    container_describe(&c1, &a, 11);
    container_describe(&c2, &a, 12);
    container_describe(&c3, &a, 13);
    lab = lab_open(*state != NULL);
    return 0;
}

int world_end(void **state)
{
    (void)state;
    check_text("inventory", lab_inventory(lab), "");
    lab_close(lab);
    return 0;
}

void check_seen(const char *name, const struct talk *t, const char *expected)
{
    char seen[46];
    bool reached = lab_talk(t, strcmp(expected, "nobody") ? PATIENT : IMPATIENT, seen);

    check_text(name, reached ? seen : "nobody", expected);
}
