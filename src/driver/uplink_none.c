/* uplink_none.c - a build that cannot look at the machine's routes. */
#include "driver/uplink.h"

const char *adapter_default(struct hcn_call *c)
{
    fail(c, HCN_E_ADAPTER_NOT_FOUND,
         "this build does not look for the adapter itself: name one in HCN_UPLINK_ADAPTER");
    return NULL;
}
