/* error.c - what HRESULTs and their classes are called. */
#include <hcn/hcn.h>

#include "base/call.h"

static const char *const classes[] = {
    [HCN_CLASS_NONE] = "no failure",
    [HCN_CLASS_INVALID_ARGUMENT] = "invalid argument",
    [HCN_CLASS_INVALID_DOCUMENT] = "invalid document",
    [HCN_CLASS_POLICY_INVALID] = "invalid policy",
    [HCN_CLASS_UNSUPPORTED] = "unsupported",
    [HCN_CLASS_NOT_FOUND] = "not found",
    [HCN_CLASS_CONFLICT] = "conflict",
    [HCN_CLASS_ACCESS_DENIED] = "access denied",
    [HCN_CLASS_UNAVAILABLE] = "unavailable",
    [HCN_CLASS_TIMED_OUT] = "timed out",
    [HCN_CLASS_OUT_OF_MEMORY] = "out of memory",
    [HCN_CLASS_OTHER] = "other",
};

const char *hcn_error_name(int32_t hresult)
{
    const struct hresult *row = hresult_find(hresult);

    return row ? row->name : NULL;
}

const char *hcn_error_text(int32_t hresult)
{
    const struct hresult *row = hresult_find(hresult);

    return row ? row->text : NULL;
}

enum hcn_class hcn_error_class(int32_t hresult)
{
    return hresult_class(hresult);
}

const char *hcn_class_name(enum hcn_class error_class)
{
    return (size_t)error_class < COUNT(classes) ? classes[error_class] : "other";
}
