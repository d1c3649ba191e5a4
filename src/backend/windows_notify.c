/* windows_notify.c - from the notifications of the system's DLL to events, as far as it tells. */
#include "backend/windows.h"

#include <string.h>

#include "backend/record.h"
#include "base/memory.h"
#include "base/utf16.h"
#include "schema/document.h"
#include "schema/records.h"

typedef HRESULT WINAPI register_fn(HCN_NOTIFICATION_CALLBACK callback, void *context,
                                   HCN_CALLBACK *out);
typedef HRESULT WINAPI unregister_fn(HCN_CALLBACK handle);

struct subscription {
    notify_fn *tell;
    void *context;
    HCN_CALLBACK handle;
};

/* What comes before it is done (PreCreate, PreDelete) is no event. */
static const struct {
    DWORD type;
    uint32_t kind, change;
} rows[] = {
    { HcnNotificationNetworkCreate, KIND_NETWORK, EVENT_CREATED },
    { HcnNotificationNetworkDelete, KIND_NETWORK, EVENT_DELETED },
    { HcnNotificationNamespaceCreate, KIND_NAMESPACE, EVENT_CREATED },
    { HcnNotificationNamespaceDelete, KIND_NAMESPACE, EVENT_DELETED },
    { HcnNotificationGuestNetworkServiceCreate, KIND_GUEST_SERVICE, EVENT_CREATED },
    { HcnNotificationGuestNetworkServiceDelete, KIND_GUEST_SERVICE, EVENT_DELETED },
};

static bool find_row(DWORD type, struct event *e)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].type == type) {
            e->kind = rows[i].kind;
            e->change = rows[i].change;
            return true;
        }
    return false;
}

/* Whose id cannot be read is found by looking. */
static bool read_data(struct event *e, PCWSTR data)
{
    struct hcn_call c = { 0 };
    const char *json = data ? utf16_read(&c, "notification", data) : NULL;
    const struct hcn_notification *n =
        json ? document_read(&c, &notification_record, json, strlen(json), LENIENT) : NULL;
    const bool known = n && !guid_is_zero(&n->id);

    if (known) {
        e->id = n->id;
        e->flags = e->kind == KIND_NETWORK ? n->flags : 0;
    }
    call_end(&c);
    return known;
}

static void CALLBACK hear(DWORD type, void *context, HRESULT status, PCWSTR data)
{
    const struct subscription *s = context;
    struct event e = { 0 };

    type &= ~HcnNotificationFlagsReserved;
    if (type == HcnNotificationServiceDisconnect)
        s->tell(s->context, NOTICE_GONE, NULL);
    else if (SUCCEEDED(status) && find_row(type, &e) && read_data(&e, data))
        s->tell(s->context, NOTICE_EVENT, &e);
}

bool windows_subscribe(struct hcn_call *c, struct backend *b, notify_fn *tell, void *context,
                       void **out)
{
    const struct windows *w = (struct windows *)b;
    struct subscription *s;
    HRESULT result;

    *out = NULL;
    if (!windows_has(c, w, REGISTER_SERVICE) || !windows_has(c, w, UNREGISTER_SERVICE))
        return false;
    s = memory_new(sizeof *s);
    if (!s)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *s = (struct subscription){ tell, context, NULL };
    result = ((register_fn *)w->extras[REGISTER_SERVICE])(hear, s, &s->handle);
    if (error_record_take(c, windows_extra_name(REGISTER_SERVICE), result, NULL)) {
        *out = s;
        return true;
    }
    memory_free(s);
    return false;
}

/* Nothing is told once it has returned. */
void windows_unsubscribe(struct backend *b, void *subscription)
{
    const struct windows *w = (struct windows *)b;
    struct subscription *s = subscription;

    ((unregister_fn *)w->extras[UNREGISTER_SERVICE])(s->handle);
    memory_free(s);
}
