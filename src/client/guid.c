/* guid.c - identifiers, for the outside. */
#include <string.h>

#include <hcn/hcn.h>

#include "base/guid.h"

bool hcn_guid_parse(const char *text, struct hcn_guid *out)
{
    return text && out && guid_parse(text, out);
}

void hcn_guid_print(const struct hcn_guid *guid, char out[HCN_GUID_TEXT])
{
    static const struct hcn_guid zero = { 0 };
    struct guid_text text = guid_text(guid ? guid : &zero);

    memcpy(out, text.s, sizeof text.s);
}

bool hcn_guid_equal(const struct hcn_guid *a, const struct hcn_guid *b)
{
    return a && b && guid_equal(a, b);
}

bool hcn_guid_is_zero(const struct hcn_guid *guid)
{
    return !guid || guid_is_zero(guid);
}

bool hcn_guid_new(struct hcn_call *call, struct hcn_guid *out)
{
    if (!call || call->hresult)
        return false;
    return out ? guid_new(call, out) : fail(call, E_INVALIDARG, "no room for a GUID was given");
}
