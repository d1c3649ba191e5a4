/* traffic_linux.c - echo requests, and the smallest web server and client. */
#define _GNU_SOURCE
#include "cli/traffic.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/icmp6.h>
#include <netinet/ip_icmp.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PATIENCE = 2 }; /* seconds */

static const char request[] = "GET / HTTP/1.0\r\n\r\n";
static const char answer[] = "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";

/* ---- sockets ------------------------------------------------------------------------------ */

/* Connected to the target; -1 on failure. */
static int reach(const struct target *to, int type, int protocol4, int protocol6)
{
    struct sockaddr_in6 there6 = { .sin6_family = AF_INET6, .sin6_port = htons(to->port) };
    struct sockaddr_in there4 = { .sin_family = AF_INET, .sin_port = htons(to->port) };
    const struct timeval patience = { PATIENCE, 0 };
    const bool six = inet_pton(AF_INET6, to->address, &there6.sin6_addr) == 1;
    int fd, result;

    if (!six && inet_pton(AF_INET, to->address, &there4.sin_addr) != 1)
        return -1;
    fd = socket(six ? AF_INET6 : AF_INET, type | SOCK_CLOEXEC, six ? protocol6 : protocol4);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    result = six ? connect(fd, (const struct sockaddr *)&there6, sizeof there6)
                 : connect(fd, (const struct sockaddr *)&there4, sizeof there4);
    if (!result)
        return fd;
    close(fd);
    return -1;
}

/* ---- echo --------------------------------------------------------------------------------- */

static uint16_t sum(const struct icmphdr *echo)
{
    uint16_t words[sizeof *echo / 2];
    uint32_t total = 0;

    memcpy(words, echo, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        total += words[i];
    return (uint16_t) ~(total + (total >> 16));
}

/* Both versions have the same eight bytes; of version 4 the IP header comes along. */
static bool is_reply(const uint8_t *packet, size_t length, bool six, uint16_t id)
{
    size_t skip = six || !length ? 0 : (size_t)(packet[0] & 15) * 4;
    struct icmphdr reply;

    if (length < skip + sizeof reply)
        return false;
    memcpy(&reply, packet + skip, sizeof reply);
    return reply.type == (six ? ICMP6_ECHO_REPLY : ICMP_ECHOREPLY) && reply.un.echo.id == id;
}

bool traffic_ping(const struct target *to)
{
    const bool six = strchr(to->address, ':') != NULL;
    struct icmphdr echo = { .type = six ? ICMP6_ECHO_REQUEST : ICMP_ECHO,
                            .un.echo = { (uint16_t)getpid(), htons(1) } };
    int fd = reach(to, SOCK_RAW, IPPROTO_ICMP, IPPROTO_ICMPV6);
    bool answered = false;
    uint8_t packet[512];
    ssize_t length;

    if (fd < 0)
        return false;
    if (!six) /* of version 6 the kernel does it */
        echo.checksum = sum(&echo);
    if (send(fd, &echo, sizeof echo, 0) == sizeof echo)
        while (!answered && (length = recv(fd, packet, sizeof packet, 0)) >= 0)
            answered = is_reply(packet, (size_t)length, six, echo.un.echo.id);
    close(fd);
    return answered;
}

/* ---- pages -------------------------------------------------------------------------------- */

bool traffic_fetch(const struct target *to)
{
    int fd = reach(to, SOCK_STREAM, 0, 0);
    char got[sizeof answer] = "";
    size_t length = 0;
    ssize_t more = 1;

    if (fd < 0)
        return false;
    if (send(fd, request, sizeof request - 1, MSG_NOSIGNAL) < 0)
        more = -1;
    while (more > 0 && length < sizeof got - 1) {
        more = recv(fd, got + length, sizeof got - 1 - length, 0);
        length += more > 0 ? (size_t)more : 0;
    }
    close(fd);
    return !strcmp(got, answer);
}

static void serve_one(int client)
{
    const struct timeval patience = { PATIENCE, 0 };
    char asked[512];

    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (recv(client, asked, sizeof asked, 0) > 0)
        (void)send(client, answer, sizeof answer - 1, MSG_NOSIGNAL);
    close(client);
}

/* ---- in a network namespace --------------------------------------------------------------- */

static bool go_to(const char *place)
{
    int fd = place ? open(place, O_RDONLY | O_CLOEXEC) : -1;
    bool there = !place || (fd >= 0 && !setns(fd, CLONE_NEWNET));

    if (fd >= 0)
        close(fd);
    return there;
}

struct visit {
    const char *place;
    bool (*act)(void *argument);
    void *argument;
    bool done;
};

static void *visit(void *argument)
{
    struct visit *v = argument;

    v->done = go_to(v->place) && v->act(v->argument);
    return NULL;
}

static bool visit_place(const char *place, bool (*act)(void *argument), void *argument)
{
    struct visit v = { place, act, argument, false };
    pthread_t thread;

    if (pthread_create(&thread, NULL, visit, &v))
        return false;
    pthread_join(thread, NULL);
    return v.done;
}

struct errand {
    bool (*act)(const struct target *);
    const struct target *to;
};

static bool run_errand(void *argument)
{
    const struct errand *e = argument;

    return e->act(e->to);
}

bool traffic_from(const char *place, bool (*act)(const struct target *), const struct target *to)
{
    struct errand errand = { act, to };

    return visit_place(place, run_errand, &errand);
}

/* ---- the server --------------------------------------------------------------------------- */

struct server {
    pthread_t thread;
    int listening;
    uint16_t port;
};

/* A socket stays in the namespace that it was made in: only its making has to happen there. */
static bool listen_here(void *argument)
{
    struct server *s = argument;
    struct sockaddr_in6 here = { .sin6_family = AF_INET6, .sin6_port = htons(s->port) };

    s->listening = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return s->listening >= 0 && !bind(s->listening, (const struct sockaddr *)&here, sizeof here) &&
           !listen(s->listening, 8);
}

static void *serve(void *argument)
{
    const struct server *s = argument;
    int client;

    while ((client = accept4(s->listening, NULL, NULL, SOCK_CLOEXEC)) >= 0)
        serve_one(client);
    return NULL;
}

struct server *server_start(const char *place, uint16_t port)
{
    struct server *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->listening = -1;
    s->port = port;
    if (visit_place(place, listen_here, s) && !pthread_create(&s->thread, NULL, serve, s))
        return s;
    if (s->listening >= 0)
        close(s->listening);
    free(s);
    return NULL;
}

void server_stop(struct server *s)
{
    if (!s)
        return;
    shutdown(s->listening, SHUT_RDWR);
    pthread_join(s->thread, NULL);
    close(s->listening);
    free(s);
}
