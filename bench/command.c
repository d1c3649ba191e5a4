/*
 * command.c - the tool as a process, from its start until it has ended, beside a program that does
 * nothing. Run in namespaces of its own by bench/run.
 *
 *     HCN_TOOL=TOOL HCN_NOTHING=PROGRAM bench-command
 */
#define _DEFAULT_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "process.h"

static const char network_json[] = "/run/bench-network.json";

static void must(bool ok, const char *why)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", why);
    exit(1);
}

static void write_network(void)
{
    FILE *f = fopen(network_json, "w");

    must(f != NULL, network_json);
    fputs("{\"Name\":\"bench\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.9.0.0/16\"}]}]}",
          f);
    fclose(f);
}

int main(void)
{
    const char *tool = getenv("HCN_TOOL"), *nothing = getenv("HCN_NOTHING");
    const char *const create[] = { tool, "network", "create", network_json, NULL };
    const char *const delete[] = { tool, "network", "delete", "bench", NULL };
    const char *const space[] = { "/bin/sh", "-c", "ip netns add bench", NULL };
    const char *const attach[] = { tool, "attach", "bench", "/run/netns/bench", NULL };
    const char *const detach[] = { tool, "detach", "bench", "/run/netns/bench", NULL };
    const struct there_and_back networks = { "hcn network create, as a process", create,
                                             "hcn network delete, as a process", delete, NULL };
    const struct there_and_back endpoints = { "hcn attach, as a process", attach,
                                              "hcn detach, as a process", detach, NULL };
    double floor;

    must(tool && nothing, "expected the environment variables HCN_TOOL and HCN_NOTHING");
    must(!setenv("HCN_STATE", "/run/hcn-bench", 1), "setenv");
    write_network();
    floor = process_floor(nothing);
    process_rows(&networks, floor);
    (void)process_time(create, NULL);
    (void)process_time(space, NULL);
    process_rows(&endpoints, floor);
    (void)process_time(delete, NULL);
    return 0;
}
