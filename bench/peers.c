/*
 * peers.c - the CNI plugin `bridge` at the same job, as a process: an interface with an address in
 * a network namespace, plain and behind translation. Run in namespaces of its own by bench/peers.
 */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>

#include "process.h"

static const char plain[] = "/run/bench-plain.json", translated[] = "/run/bench-nat.json";

static void write_settings(const char *path, const char *bridge, const char *subnet,
                           const char *masquerade)
{
    FILE *f = fopen(path, "w");

    if (!f)
        exit(1);
    fprintf(f,
            "{\"cniVersion\":\"0.4.0\",\"name\":\"%s\",\"type\":\"bridge\",\"bridge\":\"%s\","
            "\"isGateway\":true,\"ipMasq\":%s,\"ipam\":{\"type\":\"host-local\",\"dataDir\":"
            "\"/run/bench-cni\",\"ranges\":[[{\"subnet\":\"%s\"}]],\"routes\":[{\"dst\":"
            "\"0.0.0.0/0\"}]}}",
            bridge, bridge, masquerade, subnet);
    fclose(f);
}

int main(void)
{
    static const char *const space[] = { "/bin/sh", "-c", "ip netns add bench", NULL };
    static const char *const add[] = { "/bin/sh", "-c", "CNI_COMMAND=ADD exec \"$CNI_PATH/bridge\"",
                                       NULL };
    static const char *const del[] = { "/bin/sh", "-c", "CNI_COMMAND=DEL exec \"$CNI_PATH/bridge\"",
                                       NULL };
    const struct there_and_back rows[] = {
        { "CNI bridge ADD", add, "CNI bridge DEL", del, plain },
        { "CNI bridge ADD, ipMasq", add, "CNI bridge DEL, ipMasq", del, translated },
    };
    const size_t count = getenv("HCN_IPTABLES") ? 2 : 1;
    const char *nothing = getenv("HCN_NOTHING");
    double floor;

    if (!nothing || setenv("CNI_CONTAINERID", "bench", 1) || setenv("CNI_IFNAME", "eth0", 1) ||
        setenv("CNI_NETNS", "/run/netns/bench", 1))
        return 1;
    write_settings(plain, "plain0", "10.66.0.0/16", "false");
    write_settings(translated, "nat0", "10.67.0.0/16", "true");
    (void)process_time(space, NULL);
    floor = process_floor(nothing);
    for (size_t i = 0; i < count; i++)
        process_rows(&rows[i], floor);
    return 0;
}
