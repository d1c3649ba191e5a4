/* outside.c - a program of somebody else's, that uses hcn as it is installed. */
#include <stdio.h>

#include <hcn/hcn.h>

int main(void)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service = hcn_service_open(call, "null:");
    struct hcn_network *network =
        hcn_network_create_internal(call, service, NULL, "outside", "10.0.0.0/24");
    int failed = network == NULL || hcn_version() != HCN_VERSION;

    if (failed)
        printf("%s\n", hcn_call_text(call));
    hcn_network_close(network);
    hcn_service_close(service);
    hcn_call_end(call);
    return failed;
}
