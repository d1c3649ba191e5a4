/*
 * query.c - queries with filters, against a network and an endpoint. The first byte chooses the
 * kind that is asked for.
 */
#include "fuzz.h"

#include "engine/filter.h"
#include "schema/request.h"

static const char *const documents[] = {
    [KIND_NETWORK] = "{\"ID\":\"11111111-2222-3333-4444-555555555555\",\"Name\":\"nat\",\"Type\":"
                     "\"NAT\",\"Ipams\":[{\"Subnets\":[{\"IpAddressPrefix\":\"10.0.0.0/24\"}]}],"
                     "\"Flags\":72,\"Future\":[1e400,{\"\\u0000\":null}]}",
    [KIND_ENDPOINT] = "{\"ID\":\"11111111-2222-3333-4444-555555555556\",\"HostComputeNetwork\":"
                      "\"11111111-2222-3333-4444-555555555555\",\"IpConfigurations\":[{"
                      "\"IpAddress\":\"10.0.0.9\",\"PrefixLength\":24}],\"Flags\":1}",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint32_t kind = size ? data[0] % COUNT(documents) : 0;
    const char *json = documents[kind];
    struct hcn_call c = { 0 };
    struct filter filter;
    bool matches;
    char *query;

    if (!size || !(query = call_text(&c, (const char *)data + 1, size - 1)))
        return 0;
    if (!filter_open(&c, query, kind, &filter)) {
        expect_sentence(&c);
    } else {
        EXPECT(filter_match(&c, &filter, json, strlen(json), &matches), "%s", c.text);
        filter_close(&filter);
    }
    call_end(&c);
    return 0;
}
