/* call.c - beginning and ending calls, and asking one what went wrong. */
#include <hcn/hcn.h>

#include "base/call.h"
#include "base/memory.h"

int hcn_version(void)
{
    return HCN_VERSION;
}

struct hcn_call *hcn_call_begin(void)
{
    struct hcn_call *call = memory_new(sizeof *call);

    if (call)
        *call = (struct hcn_call){ .heap = true };
    return call;
}

void hcn_call_end(struct hcn_call *call)
{
    if (!call)
        return;
    call_end(call);
    if (call->heap)
        memory_free(call);
}

void hcn_call_forgive(struct hcn_call *call)
{
    if (!call)
        return;
    call->hresult = 0;
    call->record = NULL;
    call->text[0] = 0;
}

void hcn_call_set_timeout(struct hcn_call *call, uint32_t milliseconds)
{
    if (call)
        call->timeout = milliseconds;
}

int32_t hcn_call_hresult(const struct hcn_call *call)
{
    return call ? call->hresult : E_OUTOFMEMORY;
}

enum hcn_class hcn_call_class(const struct hcn_call *call)
{
    return hresult_class(hcn_call_hresult(call));
}

const char *hcn_call_text(const struct hcn_call *call)
{
    return call ? call->text : "there was no memory for a call";
}

const char *hcn_call_record(const struct hcn_call *call)
{
    return call ? call->record : NULL;
}

void *hcn_call_memory(struct hcn_call *call, size_t size)
{
    return call ? call_alloc(call, size) : NULL;
}
