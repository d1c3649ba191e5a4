/* adapter.c - which adapter leads out of this machine: what the caller's environment says first. */
#include <string.h>

#include <hcn/hcn.h>

#include "base/call.h"
#include "base/os.h"
#include "driver/uplink.h"

/* Ours, and the one that users of zlayer-hns have set. */
static const char *const variables[] = { "HCN_UPLINK_ADAPTER", "ZLAYER_HCN_UPLINK_ADAPTER" };

/* Without the white space around it; "" for NULL. */
static const char *trimmed(struct hcn_call *c, const char *text)
{
    static const char space[] = " \t\r\n";
    size_t length;

    if (!text)
        return "";
    text += strspn(text, space);
    length = strlen(text);
    while (length && strchr(space, text[length - 1]))
        length--;
    return call_text(c, text, length);
}

const char *hcn_adapter_find(struct hcn_call *call)
{
    if (!call || failed(call))
        return NULL;
    for (size_t i = 0; i < COUNT(variables); i++) {
        const char *name = trimmed(call, os_env(call, variables[i]));

        if (!name || *name)
            return name;
    }
    return adapter_default(call);
}
