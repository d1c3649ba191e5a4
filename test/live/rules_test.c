/* rules_test.c - who reaches whom, and as whom: rows of conversations on the real kernel. */
#include "world.h"

enum { C1, C2, C3, C4, C5, C6, C7, HOST, OUTSIDE, PLACES };

static struct network b, internal, private;
static struct container c[HOST];

static struct step_mapping web4 = { .protocol = 6, .external_port = 8080, .internal_port = 80 };
static struct step_mapping web6 = { .protocol = 6, .external_port = 8080, .internal_port = 80 };
static struct step_mapping dns4 = { .protocol = 17, .external_port = 8080, .internal_port = 80 };
static struct step_mapping dns6 = { .protocol = 17, .external_port = 8080, .internal_port = 80 };
static struct step_mapping one4 = {
    .protocol = 6, .external_port = 9090, .internal_port = 81, .virtual_ip = "10.0.0.1"
};
static struct step_mapping one6 = {
    .protocol = 6, .external_port = 9090, .internal_port = 81, .virtual_ip = "fd00::1"
};

static void describe(void)
{
    network_describe(&a, 'a');
    network_describe(&b, 'b');
    network_describe(&internal, 'i');
    network_describe(&private, 'p');
    container_describe(&c[C1], &a, 11);
    container_describe(&c[C2], &a, 12);
    container_describe(&c[C3], &b, 11);
    container_describe(&c[C4], &internal, 11);
    container_describe(&c[C5], &internal, 12);
    container_describe(&c[C6], &private, 11);
    container_describe(&c[C7], &private, 12);
    web4.address = dns4.address = one4.address = "172.20.0.11";
    web6.address = dns6.address = one6.address = "fd20::11";
}

static void make(bool bridge_nf)
{
    struct step_mapping *const all[] = { &web4, &web6, &dns4, &dns6, &one4, &one6 };

    describe();
    lab = lab_open(bridge_nf);
    for (size_t i = 0; i < COUNT(all); i++)
        container_publish(&c[C1], all[i]);
    network_make(lab, &a);
    network_make(lab, &b);
    network_make(lab, &internal);
    network_make(lab, &private);
    for (size_t i = 0; i < COUNT(c); i++)
        container_make(lab, &c[i]);
}

static void unmake(void)
{
    for (size_t i = 0; i < COUNT(c); i++)
        container_unmake(lab, &c[i]);
    network_unmake(lab, &a);
    network_unmake(lab, &b);
    network_unmake(lab, &internal);
    network_unmake(lab, &private);
    check_text("inventory", lab_inventory(lab), "");
    lab_close(lab);
}

static const char *path_of(int place)
{
    return place == HOST ? NULL : place == OUTSIDE ? LAB_OUTSIDE : c[place].path;
}

static const char *const names[PLACES] = { "c1", "c2", "c3",   "c4",     "c5",
                                           "c6", "c7", "host", "outside" };

/* ---- rows ------------------------------------------------------------------------------- */

struct row {
    int from, to;
    const char *address;
    uint16_t port, server_port;
    const char *seen; /* the client as the server sees it; NULL: it is not reached */
};

static void check_row(const struct row *r, bool udp)
{
    const struct talk t = { .from = path_of(r->from),
                            .to = path_of(r->to),
                            .address = r->address,
                            .port = r->port,
                            .server_port = r->server_port,
                            .udp = udp };
    char seen[46], name[128];
    bool reached = lab_talk(&t, r->seen ? PATIENT : IMPATIENT, seen);

    snprintf(name, sizeof name, "%s from %s to %s at %s port %u", udp ? "udp" : "tcp",
             names[r->from], names[r->to], r->address, r->port);
    check_text(name, reached ? seen : "nobody", r->seen ? r->seen : "nobody");
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_row(&rows[i], false);
        if (rows[i].port != 9090)
            check_row(&rows[i], true);
    }
}

static const struct row neighbours[] = {
    { C1, C2, "172.20.0.12", 70, 0, "172.20.0.11" },
    { C2, C1, "fd20::11", 70, 0, "fd20::12" },
    { C4, C5, "172.22.0.12", 70, 0, "172.22.0.11" },
    { C4, C5, "fd22::12", 70, 0, "fd22::11" },
    { C6, C7, "172.23.0.12", 70, 0, "172.23.0.11" },
    { C6, C7, "fd23::12", 70, 0, "fd23::11" },
    /* with the host, by the gateway's address and by another */
    { C1, HOST, "172.20.0.1", 70, 0, "172.20.0.11" },
    { C1, HOST, "fd20::1", 70, 0, "fd20::11" },
    { C1, HOST, "10.0.0.1", 70, 0, "172.20.0.11" },
    { HOST, C1, "172.20.0.11", 70, 0, "172.20.0.1" },
    { HOST, C1, "fd20::11", 70, 0, "fd20::1" },
    { C4, HOST, "172.22.0.1", 70, 0, "172.22.0.11" },
    { HOST, C4, "172.22.0.11", 70, 0, "172.22.0.1" },
    { HOST, C4, "fd22::11", 70, 0, "fd22::1" },
    { C6, HOST, "10.0.0.1", 70, 0, NULL },
    { HOST, C6, "172.23.0.11", 70, 0, NULL },
    /* with the outside */
    { C1, OUTSIDE, "10.0.0.9", 70, 0, "10.0.0.1" },
    { C1, OUTSIDE, "fd00::9", 70, 0, "fd00::1" },
    { C3, OUTSIDE, "10.0.0.9", 70, 0, "10.0.0.1" },
    { HOST, OUTSIDE, "10.0.0.9", 70, 0, "10.0.0.1" },
    { C4, OUTSIDE, "10.0.0.9", 70, 0, NULL },
    { C4, OUTSIDE, "fd00::9", 70, 0, NULL },
    { C6, OUTSIDE, "10.0.0.9", 70, 0, NULL },
    { OUTSIDE, C1, "172.20.0.11", 70, 0, NULL },
    { OUTSIDE, C1, "fd20::11", 70, 0, NULL },
    { OUTSIDE, C4, "172.22.0.11", 70, 0, NULL },
    { OUTSIDE, C6, "172.23.0.11", 70, 0, NULL },
};

static const struct row strangers[] = {
    { C1, C3, "172.21.0.11", 70, 0, NULL },
    { C1, C3, "fd21::11", 70, 0, NULL },
    { C3, C1, "172.20.0.11", 70, 0, NULL },
    { C1, C4, "172.22.0.11", 70, 0, NULL },
    { C4, C1, "172.20.0.11", 70, 0, NULL },
    { C4, C1, "fd20::11", 70, 0, NULL },
    { C6, C1, "172.20.0.11", 70, 0, NULL },
    { C1, C6, "172.23.0.11", 70, 0, NULL },
    /* the host by its address in another network */
    { C1, HOST, "172.21.0.1", 70, 0, NULL },
    { C1, HOST, "fd21::1", 70, 0, NULL },
    { C4, HOST, "172.20.0.1", 70, 0, NULL },
    { C4, HOST, "fd20::1", 70, 0, NULL },
};

static const struct row published[] = {
    { OUTSIDE, C1, "10.0.0.1", 8080, 80, "10.0.0.9" },
    { OUTSIDE, C1, "fd00::1", 8080, 80, "fd00::9" },
    { HOST, C1, "10.0.0.1", 8080, 80, "10.0.0.1" },
    { HOST, C1, "fd00::1", 8080, 80, "fd00::1" },
    { HOST, C1, "172.20.0.1", 8080, 80, "172.20.0.1" },
    { HOST, C1, "fd20::1", 8080, 80, "fd20::1" },
    { HOST, C1, "127.0.0.1", 8080, 80, "172.20.0.1" },
    /* from another container, and from its own: the gateway is seen */
    { C2, C1, "172.20.0.1", 8080, 80, "172.20.0.1" },
    { C2, C1, "10.0.0.1", 8080, 80, "172.20.0.1" },
    { C2, C1, "fd20::1", 8080, 80, "fd20::1" },
    { C1, C1, "172.20.0.1", 8080, 80, "172.20.0.1" },
    { C1, C1, "10.0.0.1", 8080, 80, "172.20.0.1" },
    { C1, C1, "fd20::1", 8080, 80, "fd20::1" },
    /* from another network */
    { C3, C1, "172.21.0.1", 8080, 80, "172.20.0.1" },
    { C3, C1, "10.0.0.1", 8080, 80, "172.20.0.1" },
    { C3, C1, "fd00::1", 8080, 80, "fd20::1" },
    { C4, C1, "172.22.0.1", 8080, 80, NULL },
    { C6, C1, "10.0.0.1", 8080, 80, NULL },
    /* of one address alone */
    { OUTSIDE, C1, "10.0.0.1", 9090, 81, "10.0.0.9" },
    { OUTSIDE, C1, "fd00::1", 9090, 81, "fd00::9" },
    { HOST, C1, "10.0.0.1", 9090, 81, "10.0.0.1" },
    { HOST, C1, "172.20.0.1", 9090, 81, NULL },
    { C2, C1, "10.0.0.1", 9090, 81, "172.20.0.1" },
    /* what is not published */
    { OUTSIDE, C1, "10.0.0.1", 8081, 80, NULL },
};

static void table_of(bool bridge_nf)
{
    make(bridge_nf);
    check_rows(neighbours, COUNT(neighbours));
    check_rows(strangers, COUNT(strangers));
    check_rows(published, COUNT(published));
    unmake();
}

static void without_bridge_netfilter(void **state)
{
    (void)state;
    table_of(false);
}

static void with_bridge_netfilter(void **state)
{
    (void)state;
    table_of(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_bridge_netfilter),
        cmocka_unit_test(with_bridge_netfilter),
    };

    return cmocka_run_group_tests_name("live.rules", tests, NULL, NULL);
}
