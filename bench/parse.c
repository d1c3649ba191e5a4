/* parse.c - reading and printing a real endpoint, beside yyjson doing the same without a schema. */
#include <stdlib.h>
#include <string.h>

#include <yyjson.h>

#include <hcn/hcn.h>

#include "measure.h"

enum { RUNS = 301, TIMES = 200 };

/* An endpoint as an overlay's plugin makes it and the service answers it: 1.7 KB. */
static const char json[] =
    "{\"ID\":\"2a4b6c8d-1e3f-4a5b-8c7d-9e0f1a2b3c4d\",\"Name\":\"c0ffee_overlay\",\"Version\":"
    "64424509445,\"AdditionalParams\":{},\"Health\":{\"Extra\":{\"Resources\":{"
    "\"AdditionalParams\":"
    "{},\"AllocationOrder\":3,\"Allocators\":[{\"AdapterNetCfgInstanceId\":"
    "\"{1B2C3D4E-5F60-4718-8293-A4B5C6D7E8F9}\",\"AllocationOrder\":1,\"CompartmentId\":2,"
    "\"Connected\":true,\"Health\":{\"LastErrorCode\":0,\"LastUpdateTime\":133928875495496471},"
    "\"ID\":\"7D0A2C44-6B7C-4C1E-9F42-0E7C6A51B0D1\",\"IsolationId\":4096,\"State\":3,\"Tag\":"
    "\"Endpoint Port\"}],\"ID\":\"0D5A4A63-33BE-4C1F-8B5E-0B2F4BC0A6D3\",\"State\":1}}},"
    "\"SchemaVersion\":{\"Major\":2,\"Minor\":0},\"State\":2,\"HostComputeNetwork\":"
    "\"b7c8d9e0-f1a2-4b3c-8d4e-5f6071829304\",\"HostComputeNamespace\":"
    "\"0a1b2c3d-4e5f-4061-8273-94a5b6c7d8e9\",\"Policies\":[{\"Type\":\"OutBoundNAT\",\"Settings\":"
    "{\"Exceptions\":[\"10.244.0.0/16\",\"10.96.0.0/12\",\"192.168.10.0/24\"]}},{\"Type\":"
    "\"SDNRoute\",\"Settings\":{\"DestinationPrefix\":\"10.96.0.0/12\",\"NextHop\":\"10.244.3.2\","
    "\"NeedEncap\":true}},{\"Type\":\"ProviderAddress\",\"Settings\":{\"ProviderAddress\":"
    "\"192.168.10.21\"}},{\"Type\":\"ACL\",\"Settings\":{\"Protocols\":\"6\",\"Action\":\"Allow\","
    "\"Direction\":\"In\",\"RemoteAddresses\":\"10.244.0.0/16\",\"LocalPorts\":\"80,443\","
    "\"RuleType\":\"Switch\",\"Priority\":200}},{\"Type\":\"PortMapping\",\"Settings\":{"
    "\"Protocol\":6,\"InternalPort\":80,\"ExternalPort\":8080}}],\"IpConfigurations\":[{"
    "\"IpAddress\":\"10.244.3.17\",\"PrefixLength\":24,\"IpSubnetId\":"
    "\"5c6d7e8f-9012-4345-8678-9abcdef01234\"}],\"Dns\":{\"Domain\":\"default.svc.cluster.local\","
    "\"Search\":[\"default.svc.cluster.local\",\"svc.cluster.local\",\"cluster.local\"],"
    "\"ServerList\":[\"10.96.0.10\"],\"Options\":[\"ndots:5\"]},\"Routes\":[{\"NextHop\":"
    "\"10.244.3.1\",\"DestinationPrefix\":\"0.0.0.0/0\"}],\"MacAddress\":\"0E-2A-0A-F4-03-11\"}";

static void parse_ours(void)
{
    struct hcn_call *call = hcn_call_begin();

    if (!hcn_document_read(call, HCN_DOCUMENT_ENDPOINT, json))
        exit(1);
    hcn_call_end(call);
}

static void parse_raw(void)
{
    yyjson_doc *doc = yyjson_read(json, sizeof json - 1, 0);

    if (!doc)
        exit(1);
    yyjson_doc_free(doc);
}

static struct hcn_call *kept;
static void *document;
static yyjson_doc *tree;

static void print_ours(void)
{
    struct hcn_call *call = hcn_call_begin();

    if (!hcn_document_print(call, document))
        exit(1);
    hcn_call_end(call);
}

static void print_raw(void)
{
    char *text = yyjson_write(tree, 0, NULL);

    if (!text)
        exit(1);
    free(text);
}

static double time_of(void (*function)(void))
{
    static double took[RUNS];

    for (size_t i = 0; i < RUNS; i++) {
        double start = now_us();

        for (int n = 0; n < TIMES; n++)
            function();
        took[i] = (now_us() - start) / TIMES;
    }
    return median(took, RUNS);
}

int main(void)
{
    kept = hcn_call_begin();
    document = hcn_document_read(kept, HCN_DOCUMENT_ENDPOINT, json);
    tree = yyjson_read(json, sizeof json - 1, 0);
    row("parse a real endpoint, 1.7 KB", time_of(parse_ours), "yyjson alone", time_of(parse_raw));
    row("print it", time_of(print_ours), "yyjson alone", time_of(print_raw));
    yyjson_doc_free(tree);
    hcn_call_end(kept);
    return 0;
}
