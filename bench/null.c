/*
 * null.c - requests on a store on disk with the null driver: what the engine itself costs.
 *
 *     bench-null DIRECTORY
 */
#include <stdio.h>
#include <stdlib.h>

#include <hcn/hcn.h>

#include "measure.h"

enum { RUNS = 1000, MOST = 10000 };

static const char network_json[] =
    "{\"Name\":\"bench\",\"Type\":\"NAT\",\"MacPool\":{\"Ranges\":[{\"StartMacAddress\":"
    "\"00-15-5D-00-00-00\",\"EndMacAddress\":\"00-15-5D-0F-FF-FF\"}]},\"Ipams\":[{\"Subnets\":[{"
    "\"IpAddressPrefix\":\"10.0.0.0/16\"}]}]}";
static const char endpoint_json[] =
    "{\"Name\":\"endpoint\",\"Policies\":[{\"Type\":\"OutBoundNAT\",\"Settings\":{\"Exceptions\":["
    "\"10.0.0.0/8\"]}}],\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}";

struct bench {
    const char *which;
    struct hcn_service *service;
    struct hcn_guid network;
};

static void must(struct hcn_call *call)
{
    if (!hcn_call_hresult(call))
        return;
    fprintf(stderr, "%s\n", hcn_call_text(call));
    exit(1);
}

static struct hcn_guid make(struct bench *b)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_endpoint *endpoint =
        hcn_endpoint_create_json(call, b->service, &b->network, NULL, endpoint_json);
    struct hcn_guid id = hcn_endpoint_id(endpoint);

    must(call);
    hcn_endpoint_close(endpoint);
    hcn_call_end(call);
    return id;
}

static void drop(struct bench *b, const struct hcn_guid *id)
{
    struct hcn_call *call = hcn_call_begin();

    hcn_endpoint_delete(call, b->service, id);
    must(call);
    hcn_call_end(call);
}

static void create_and_delete(struct bench *b, size_t present)
{
    static double created[RUNS], deleted[RUNS];
    char what[80];

    for (size_t i = 0; i < RUNS; i++) {
        double start = now_us();
        struct hcn_guid id = make(b);

        created[i] = now_us() - start;
        start = now_us();
        drop(b, &id);
        deleted[i] = now_us() - start;
    }
    snprintf(what, sizeof what, "create an endpoint, %zu present", present);
    row(what, median(created, RUNS), "", 0);
    snprintf(what, sizeof what, "delete an endpoint, %zu present", present);
    row(what, median(deleted, RUNS), "", 0);
}

static void list(struct bench *b, size_t present)
{
    enum { TIMES = 11 };
    double took[TIMES];
    char what[80];

    for (size_t i = 0; i < TIMES; i++) {
        struct hcn_call *call = hcn_call_begin();
        struct hcn_endpoint_list all = { NULL, 0 };
        double start = now_us();

        hcn_endpoint_list(call, b->service, NULL, &all);
        took[i] = now_us() - start;
        must(call);
        if (all.count != present)
            exit(1);
        hcn_call_end(call);
    }
    snprintf(what, sizeof what, "list %zu endpoints, full documents", present);
    row(what, median(took, TIMES), "", 0);
}

static void open_store(struct bench *b)
{
    static double took[RUNS];

    for (size_t i = 0; i < RUNS; i++) {
        struct hcn_call *call = hcn_call_begin();
        double start = now_us();
        struct hcn_service *service = hcn_service_open(call, b->which);

        took[i] = now_us() - start;
        must(call);
        hcn_service_close(service);
        hcn_call_end(call);
    }
    row("open the store", median(took, RUNS), "", 0);
}

int main(int argc, char **argv)
{
    static const size_t sizes[] = { 10, 1000, MOST };
    struct hcn_call *call = hcn_call_begin();
    struct hcn_network *network;
    struct bench b = { 0 };
    size_t present = 0;
    char which[512];

    snprintf(which, sizeof which, "local:%s?driver=null", argc > 1 ? argv[1] : "/tmp/hcn-bench");
    b.which = which;
    b.service = hcn_service_open(call, which);
    network = hcn_network_create_json(call, b.service, NULL, network_json);
    must(call);
    b.network = hcn_network_id(network);
    open_store(&b);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (; present < sizes[i]; present++)
            make(&b);
        create_and_delete(&b, present);
        list(&b, present);
    }
    printf("%-52s %12.1f MiB\n", "peak memory", peak_mib());
    hcn_network_delete(call, b.service, &b.network);
    hcn_network_close(network);
    hcn_service_close(b.service);
    hcn_call_end(call);
    return 0;
}
