/*
 * outside.c - a program of somebody else's, that uses hcn as it is installed. It has functions with
 * the names of some inside the library, and a yyjson of its own: nobody calls the other's.
 */
#include <stdio.h>
#include <stdlib.h>

#include <hcn/hcn.h>

#define OWN(name)                                                                                  \
    void name(void);                                                                               \
    void name(void)                                                                                \
    {                                                                                              \
        abort();                                                                                   \
    }

OWN(fail)
OWN(call_alloc)
OWN(memory_new)
#ifdef OWN_YYJSON
OWN(yyjson_read_opts)
OWN(yyjson_mut_doc_new)
#endif

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
