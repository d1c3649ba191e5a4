/* spoof_test.c - frames that a container may send, and frames that it may not. */
#define _GNU_SOURCE
#include "world.h"

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void put(unsigned char *at, const char *hex)
{
    for (; *hex; hex += 2 + (hex[2] == ' '))
        *at++ = (unsigned char)strtoul((char[]){ hex[0], hex[1], 0 }, NULL, 16);
}

/* c2 is 00-15-5D-14-00-0C with 172.20.0.12 and fd20::12; all frames go to everybody. */
#define MINE      "00 15 5d 14 00 0c "
#define OTHER     "00 15 5d 14 00 0b "
#define EVERY     "ff ff ff ff ff ff "
#define IPV4(sum) "08 00 45 00 00 42 00 00 00 00 40 11 " sum " "
#define IPV6      "86 dd 60 00 00 00 00 1a 3a ff "
#define ARP       "08 06 00 01 08 00 06 04 00 02 "
#define PREFIX6   "fd 20 00 00 00 00 00 00 00 00 00 00 00 00 00 "
#define LOCAL6    "fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01 "
#define OWN6      "fe 80 00 00 00 00 00 00 02 15 5d ff fe 14 00 0c "
#define NONE6     "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
#define ALL6      "ff 02 00 00 00 00 00 00 00 00 00 00 00 00 00 01 "

static const struct {
    const char *name, *frame;
    bool passes;
} frames[] = {
    { "IPv4 of its own", EVERY MINE IPV4("21 78") "ac 14 00 0c ac 14 00 ff ", true },
    { "IPv4 of another", EVERY MINE IPV4("21 79") "ac 14 00 0b ac 14 00 ff ", false },
    { "another MAC", EVERY OTHER IPV4("21 78") "ac 14 00 0c ac 14 00 ff ", false },
    { "ARP of its own", EVERY MINE ARP MINE "ac 14 00 0c 00 00 00 00 00 00 ac 14 00 0b ", true },
    { "ARP of the gateway", EVERY MINE ARP MINE "ac 14 00 01 00 00 00 00 00 00 ac 14 00 0b ",
      false },
    { "ARP with another MAC", EVERY MINE ARP OTHER "ac 14 00 0c 00 00 00 00 00 00 ac 14 00 0b ",
      false },
    { "ARP probe", EVERY MINE ARP MINE "00 00 00 00 00 00 00 00 00 00 ac 14 00 0c ", true },
    { "IPv6 of its own", EVERY MINE IPV6 PREFIX6 "12 " ALL6 "80 00 ", true },
    { "IPv6 of another", EVERY MINE IPV6 PREFIX6 "11 " ALL6 "80 00 ", false },
    { "link-local IPv6 of its own", EVERY MINE IPV6 OWN6 ALL6 "80 00 ", true },
    { "link-local IPv6 of another", EVERY MINE IPV6 LOCAL6 ALL6 "80 00 ", false },
    { "advertises its link-local IPv6", EVERY MINE IPV6 OWN6 ALL6 "88 00 00 00 60 00 00 00 " OWN6,
      true },
    { "advertises another's link-local IPv6",
      EVERY MINE IPV6 OWN6 ALL6 "88 00 00 00 60 00 00 00 " LOCAL6, false },
    { "looks for its address", EVERY MINE IPV6 NONE6 ALL6 "87 00 00 00 00 00 00 00 " OWN6, true },
    { "advertises itself",
      EVERY MINE IPV6 PREFIX6 "12 " ALL6 "88 00 00 00 60 00 00 00 " PREFIX6 "12 ", true },
    { "advertises another",
      EVERY MINE IPV6 PREFIX6 "12 " ALL6 "88 00 00 00 60 00 00 00 " PREFIX6 "11 ", false },
    { "plays router", EVERY MINE IPV6 LOCAL6 ALL6 "86 00 00 00 40 00 07 08 ", false },
    { "another protocol", EVERY MINE "88 b5 00 00 ", false },
};

/* Does the frame come out of c1's end? Each has a number in its last byte. */
static bool comes_through(int in, int out, const char *hex, unsigned char number)
{
    const struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_ifindex = 2, .sll_halen = 6 };
    unsigned char frame[80] = { 0 }, got[2048];
    struct pollfd p = { .fd = out, .events = POLLIN };
    ssize_t size;

    put(frame, hex);
    frame[sizeof frame - 1] = number;
    CHECK(sendto(in, frame, sizeof frame, 0, (const void *)&to, sizeof to) == sizeof frame);
    while (poll(&p, 1, 60) > 0) {
        size = recv(out, got, sizeof got, 0);
        if (size == sizeof frame && got[sizeof frame - 1] == number &&
            !memcmp(got + 6, frame + 6, 6))
            return true;
    }
    return false;
}

static void endpoints_cannot_pose_as_others(void **state)
{
    int in, out;

    (void)state;
    network_make(lab, &a);
    container_make(lab, &c1);
    container_make(lab, &c2);
    in = lab_socket(c2.path, AF_PACKET, SOCK_RAW, 0);
    out = lab_socket(c1.path, AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
    CHECK(in >= 0 && out >= 0);
    for (size_t i = 0; i < COUNT(frames); i++)
        check_text(frames[i].name,
                   comes_through(in, out, frames[i].frame, (unsigned char)(i + 100)) ? "passes"
                                                                                     : "dropped",
                   frames[i].passes ? "passes" : "dropped");
    close(in);
    close(out);
    container_unmake(lab, &c1);
    container_unmake(lab, &c2);
    network_unmake(lab, &a);
}

/*
 * A frame to the gateway with a packet for 127.0.0.1 in it: bridges take such packets, for the sake
 * of ports that the host publishes, so a rule has to keep containers from the host's loopback.
 */
static const char loopback[] =
    "00 15 5d 00 0f ff " MINE "08 00 45 00 00 1d 00 00 00 00 40 11 4f af ac 14 00 0c 7f 00 00 01 "
    "13 88 00 07 00 09 00 00 78 ";

static bool reaches_loopback(int in, int server)
{
    const struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_ifindex = 2, .sll_halen = 6 };
    struct pollfd p = { .fd = server, .events = POLLIN };
    unsigned char frame[60] = { 0 };
    char byte;

    put(frame, loopback);
    CHECK(sendto(in, frame, sizeof frame, 0, (const void *)&to, sizeof to) == sizeof frame);
    return poll(&p, 1, 100) > 0 && recv(server, &byte, 1, 0) == 1;
}

static void loopback_is_out_of_reach(void **state)
{
    const struct sockaddr_in local = { .sin_family = AF_INET,
                                       .sin_port = htons(7),
                                       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int in, server = lab_socket(NULL, AF_INET, SOCK_DGRAM, 0);

    (void)state;
    CHECK(bind(server, (const void *)&local, sizeof local) == 0);
    network_make(lab, &a);
    container_make(lab, &c2);
    in = lab_socket(c2.path, AF_PACKET, SOCK_RAW, 0);
    CHECK(!reaches_loopback(in, server));
    CHECK(lab_run("nft flush chain inet hcn h_raw"));
    CHECK(reaches_loopback(in, server)); /* so the frame was right, and the rule stopped it */
    close(in);
    close(server);
    container_unmake(lab, &c2);
    network_unmake(lab, &a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TESTS(endpoints_cannot_pose_as_others),
        WORLD_TESTS(loopback_is_out_of_reach),
    };

    return cmocka_run_group_tests_name("live.spoof", tests, NULL, NULL);
}
