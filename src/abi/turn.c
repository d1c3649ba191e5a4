/* turn.c - what all functions of the ABI do first and last. */
#include "abi/turn.h"

#include <string.h>

#include "abi/given.h"
#include "backend/record.h"
#include "base/utf16.h"

void turn_begin(struct turn *t, uint16_t **record)
{
    *t = (struct turn){ .record = record };
    if (record)
        *record = NULL;
}

int32_t turn_end(struct turn *t)
{
    const int32_t result = t->call.hresult;

    if (t->service && result == HCN_WIN32_SERVER_UNAVAILABLE)
        service_lost(t->service);
    handle_drop(&t->holding);
    if (t->entered)
        service_leave(t->service);
    if (result && t->record) {
        (void)error_record_make(&t->call);
        *t->record = t->call.record ? utf16_new_from(given_new, t->call.record) : NULL;
    }
    call_end(&t->call);
    return result;
}

bool turn_given(struct turn *t, const char *name, const void *given)
{
    if (failed(&t->call))
        return false;
    return given || fail(&t->call, E_INVALIDARG, "%s: expected a pointer, found NULL", name);
}

bool turn_clear(struct turn *t, const char *name, void *out, size_t size)
{
    if (out)
        memset(out, 0, size);
    return turn_given(t, name, out);
}

bool turn_out(struct turn *t, const char *name, void *out)
{
    return turn_clear(t, name, out, sizeof(void *));
}

struct hcn_guid turn_id(struct turn *t, const void *id)
{
    struct hcn_guid out = { 0 };

    if (turn_given(t, "Id", id))
        memcpy(&out, id, sizeof out);
    return out;
}

const char *turn_text(struct turn *t, const char *name, const uint16_t *text)
{
    return text && !failed(&t->call) ? utf16_read(&t->call, name, text) : NULL;
}

bool turn_enter(struct turn *t)
{
    t->entered = !failed(&t->call) && service_enter(&t->call, &t->service);
    return t->entered;
}

bool turn_hold(struct turn *t, uint32_t kind, const void *handle)
{
    if (failed(&t->call) || !handle_hold(&t->call, kind, handle, &t->holding))
        return false;
    t->service = t->holding.held.service;
    return true;
}

bool turn_ask(struct turn *t, const struct request *q, void **raw, struct reply *out)
{
    struct backend *b = t->service->backend;

    return !failed(&t->call) && b->kind->ask(&t->call, b, q, raw, out);
}

bool turn_give(struct turn *t, const char *text, uint16_t **out)
{
    *out = text ? utf16_new_from(given_new, text) : NULL;
    return *out || fail(&t->call, E_OUTOFMEMORY, "out of memory");
}
