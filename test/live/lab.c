/* lab.c - namespaces, sockets and conversations of the live tests. */
#define _GNU_SOURCE
#include "lab.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the machine ------------------------------------------------------------------------ */

static bool write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

    if (fd >= 0)
        close(fd);
    return done;
}

static bool become_root(void)
{
    char map[64];
    unsigned uid = getuid(), gid = getgid();

    if (unshare(CLONE_NEWUSER) < 0)
        return false;
    snprintf(map, sizeof map, "0 %u 1", uid);
    if (!write_file("/proc/self/uid_map", map) || !write_file("/proc/self/setgroups", "deny"))
        return false;
    snprintf(map, sizeof map, "0 %u 1", gid);
    return write_file("/proc/self/gid_map", map);
}

/* What the driver writes goes to memory, whoever runs the test. */
static bool enter(void)
{
    if (getuid() != 0 && !become_root())
        return false;
    return unshare(CLONE_NEWNET | CLONE_NEWNS) == 0 &&
           mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("none", "/run", "tmpfs", 0, NULL) == 0 &&
           mount("none", "/etc", "tmpfs", 0, NULL) == 0;
}

static void set_bridge_nf(bool on)
{
    static const char *const names[] = { "iptables", "ip6tables", "arptables" };
    char path[80];

    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "/proc/sys/net/bridge/bridge-nf-call-%s", names[i]);
        (void)write_file(path, on ? "1" : "0");
    }
}

/* A machine that is no router yet, whatever the one is like that the test runs on. */
static void forward_nothing(void)
{
    CHECK(write_file("/proc/sys/net/ipv4/ip_forward", "0"));
    CHECK(write_file("/proc/sys/net/ipv6/conf/all/forwarding", "0"));
}

static const struct step outside = { .kind = STEP_NAMESPACE, .path = LAB_OUTSIDE };

static void build(struct lab *l)
{
    lab_take(l, &outside);
    CHECK(lab_run("ip link set lo up"));
    CHECK(lab_run("ip link add up0 type veth peer name eth0 netns outside"));
    CHECK(lab_run("ip addr add 10.0.0.1/24 dev up0"));
    CHECK(lab_run("ip addr add fd00::1/64 dev up0 nodad"));
    CHECK(lab_run("ip link set up0 up"));
    CHECK(lab_run("ip -n outside addr add 10.0.0.9/24 dev eth0"));
    CHECK(lab_run("ip -n outside addr add fd00::9/64 dev eth0 nodad"));
    CHECK(lab_run("ip -n outside link set eth0 up"));
    CHECK(lab_run("ip route add default via 10.0.0.9"));
    CHECK(lab_run("ip route add default via fd00::9"));
    CHECK(lab_run("ip -n outside route add 172.16.0.0/12 via 10.0.0.1"));
    CHECK(lab_run("ip -n outside route add 10.0.0.77 via 10.0.0.1"));
    CHECK(lab_run("ip -n outside route add fd20::/12 via fd00::1"));
}

/* The uplink is no part of what is tested: it may take its time to come up. */
static void wait_for_outside(void)
{
    static const char *const addresses[] = { "10.0.0.9", "fd00::9" };
    char seen[46];

    for (size_t i = 0; i < COUNT(addresses); i++) {
        const struct talk t = { .to = LAB_OUTSIDE, .address = addresses[i], .port = 7 };
        int left = 40;

        while (!lab_talk(&t, IMPATIENT, seen))
            CHECK(left--);
    }
}

const struct maker lab_maker = { 0x11111111, 0x22222222 };

struct lab *lab_open(bool bridge_nf)
{
    struct lab *l;

    if (!enter())
        CHECK_FAILED("namespaces are forbidden here: %s (as root: unshare -nm)", strerror(errno));
    l = calloc(1, sizeof *l);
    CHECK(l);
    set_bridge_nf(bridge_nf);
    forward_nothing();
    l->driver = driver_linux.open(&l->call, NULL);
    check_failure("open", &l->call, 0, NULL);
    l->driver->maker = lab_maker;
    build(l);
    wait_for_outside();
    return l;
}

void lab_close(struct lab *l)
{
    driver_linux.close(l->driver);
    call_end(&l->call);
    free(l);
}

/* ---- steps ------------------------------------------------------------------------------ */

static void check_step(struct hcn_call *c, const char *verb, const struct step *s)
{
    if (failed(c))
        CHECK_FAILED("%s %s %s: 0x%08X %s", verb, step_word(s->kind), s->link ? s->link : s->path,
                     (unsigned)c->hresult, c->text);
    call_end(c);
}

void lab_take(struct lab *l, const struct step *s)
{
    struct hcn_call c = { 0 };

    (void)driver_linux.take(&c, l->driver, s);
    check_step(&c, s->remove ? "removing" : "taking", s);
}

void lab_remove(struct lab *l, const struct step *s)
{
    struct step back = *s;

    back.remove = true;
    lab_take(l, &back);
}

void lab_undo(struct lab *l, const struct step *s)
{
    struct hcn_call c = { 0 };

    (void)driver_linux.undo(&c, l->driver, s);
    check_step(&c, "undoing", s);
}

void lab_refuse(struct lab *l, const struct step *s, int32_t hresult, const char *words)
{
    struct hcn_call c = { 0 };

    CHECK(!driver_linux.take(&c, l->driver, s));
    check_failure(words, &c, hresult, NULL);
    if (!strstr(c.text, words))
        CHECK_FAILED("expected \"%s\" in \"%s\"", words, c.text);
    call_end(&c);
}

const char *lab_inventory(struct lab *l)
{
    struct buffer b = { .call = &l->call };
    struct texts all;

    CHECK(driver_linux.inventory(&l->call, l->driver, &all));
    for (size_t i = 0; i < all.count; i++)
        buffer_format(&b, "%s\n", all.at[i]);
    return buffer_end(&b);
}

/* ---- programs --------------------------------------------------------------------------- */

bool lab_run(const char *format, ...)
{
    char command[512];
    va_list args;

    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    return system(command) == 0;
}

const char *lab_output(struct lab *l, const char *format, ...)
{
    struct buffer b = { .call = &l->call };
    char command[512], line[1024];
    va_list args;
    FILE *f;

    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    f = popen(command, "r");
    CHECK(f);
    while (fgets(line, sizeof line, f))
        buffer_text(&b, line);
    pclose(f);
    return buffer_end(&b);
}

/* ---- sockets ---------------------------------------------------------------------------- */

struct opening {
    const char *path;
    int domain, type, protocol;
    int fd, error;
};

static void *open_inside(void *argument)
{
    struct opening *o = argument;
    int space = open(o->path, O_RDONLY | O_CLOEXEC);

    if (space >= 0 && setns(space, CLONE_NEWNET) == 0)
        o->fd = socket(o->domain, o->type | SOCK_CLOEXEC | SOCK_NONBLOCK, o->protocol);
    o->error = errno;
    if (space >= 0)
        close(space);
    return NULL;
}

int lab_socket(const char *path, int domain, int type, int protocol)
{
    struct opening o = { path, domain, type, protocol, -1, 0 };
    pthread_t thread;

    if (!path)
        return socket(domain, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);
    CHECK(pthread_create(&thread, NULL, open_inside, &o) == 0);
    pthread_join(thread, NULL);
    errno = o.error;
    return o.fd;
}

static socklen_t address_of(const char *text, uint16_t port, struct sockaddr_storage *out)
{
    struct sockaddr_in *v4 = (void *)out;
    struct sockaddr_in6 *v6 = (void *)out;

    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        return sizeof *v4;
    }
    CHECK(inet_pton(AF_INET6, text, &v6->sin6_addr) == 1);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    return sizeof *v6;
}

static void text_of(const struct sockaddr_storage *a, char out[46])
{
    const struct sockaddr_in *v4 = (const void *)a;
    const struct sockaddr_in6 *v6 = (const void *)a;

    if (a->ss_family == AF_INET)
        inet_ntop(AF_INET, &v4->sin_addr, out, 46);
    else
        inet_ntop(AF_INET6, &v6->sin6_addr, out, 46);
}

static bool ready(int fd, short what, int patience)
{
    struct pollfd p = { .fd = fd, .events = what };

    return poll(&p, 1, patience) > 0 && !(p.revents & (POLLERR | POLLHUP));
}

static int bound(const char *path, int domain, int type, const char *address, uint16_t port)
{
    struct sockaddr_storage a;
    socklen_t size = address_of(address, port, &a);
    int fd = lab_socket(path, domain, type, 0), on = 1;

    CHECK(fd >= 0);
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (void *)&a, size) < 0)
        CHECK_FAILED("bind %s %s %u: %s", path ? path : "host", address, port, strerror(errno));
    return fd;
}

/* ---- conversations ---------------------------------------------------------------------- */

/* Sends a byte each way over a pair that is connected. */
static bool exchange(int client, int server, int patience)
{
    char byte = 'x';

    return send(client, &byte, 1, MSG_NOSIGNAL) == 1 && ready(server, POLLIN, patience) &&
           recv(server, &byte, 1, 0) == 1 && send(server, &byte, 1, MSG_NOSIGNAL) == 1 &&
           ready(client, POLLIN, patience) && recv(client, &byte, 1, 0) == 1;
}

static bool talk_tcp(int client, int server, int patience, char seen[46])
{
    struct sockaddr_storage peer;
    socklen_t size = sizeof peer;
    int fd;
    bool done;

    if (!ready(server, POLLIN, patience))
        return false;
    fd = accept4(server, (void *)&peer, &size, SOCK_CLOEXEC | SOCK_NONBLOCK);
    CHECK(fd >= 0);
    text_of(&peer, seen);
    done = ready(client, POLLOUT, patience) && exchange(client, fd, patience);
    close(fd);
    return done;
}

static bool talk_udp(int client, int server, int patience, char seen[46])
{
    struct sockaddr_storage peer;
    socklen_t size = sizeof peer;
    char byte = 'x';

    if (send(client, &byte, 1, 0) != 1 || !ready(server, POLLIN, patience) ||
        recvfrom(server, &byte, 1, 0, (void *)&peer, &size) != 1)
        return false;
    text_of(&peer, seen);
    return sendto(server, &byte, 1, 0, (void *)&peer, size) == 1 &&
           ready(client, POLLIN, patience) && recv(client, &byte, 1, 0) == 1;
}

bool lab_talk(const struct talk *t, int patience, char seen[46])
{
    const int domain = strchr(t->address, ':') ? AF_INET6 : AF_INET;
    const int type = t->udp ? SOCK_DGRAM : SOCK_STREAM;
    const char *any = domain == AF_INET ? "0.0.0.0" : "::";
    const uint16_t port = t->server_port ? t->server_port : t->port;
    /* a machine with several addresses has to be told which to answer from */
    int server = bound(t->to, domain, type, t->to ? any : t->address, port), client;
    struct sockaddr_storage a;
    socklen_t size = address_of(t->address, t->port, &a);
    bool done;

    client = bound(t->from, domain, type, t->source ? t->source : any, t->source_port);
    strcpy(seen, "nobody");
    if (!t->udp)
        CHECK(listen(server, 1) == 0);
    done = (connect(client, (void *)&a, size) == 0 || errno == EINPROGRESS) &&
           (t->udp ? talk_udp : talk_tcp)(client, server, patience, seen);
    close(client);
    close(server);
    return done;
}
