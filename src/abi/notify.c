/* notify.c - from the events of the store to the notifications of Windows. */
#include "abi/notify.h"

#include <hcn/documents.h>

#include "abi/turn.h"
#include "base/memory.h"
#include "base/os.h"
#include "base/utf16.h"
#include "schema/document.h"
#include "schema/records.h"

/* The handle holds one, and each callback that is under way another. */
struct registration {
    unsigned users; /* this and the next under the lock of the process */
    bool ended;
    uint32_t kind; /* enum handle_kind */
    struct hcn_guid id;
    HCN_NOTIFICATION_CALLBACK tell;
    void *context;
    struct service *service; /* the handle shares it */
    void *subscription;
};

/* What is told to whom. */
static const struct rule {
    uint32_t kind; /* of the registration */
    uint32_t object, change;
    DWORD types[2]; /* one after the other; 0: no second */
} rules[] = {
    { HANDLE_SERVICE_CALLBACK,
      KIND_NETWORK,
      EVENT_CREATED,
      { HcnNotificationNetworkPreCreate, HcnNotificationNetworkCreate } },
    { HANDLE_SERVICE_CALLBACK,
      KIND_NETWORK,
      EVENT_DELETED,
      { HcnNotificationNetworkPreDelete, HcnNotificationNetworkDelete } },
    { HANDLE_SERVICE_CALLBACK, KIND_NAMESPACE, EVENT_CREATED, { HcnNotificationNamespaceCreate } },
    { HANDLE_SERVICE_CALLBACK, KIND_NAMESPACE, EVENT_DELETED, { HcnNotificationNamespaceDelete } },
    { HANDLE_SERVICE_CALLBACK,
      KIND_GUEST_SERVICE,
      EVENT_CREATED,
      { HcnNotificationGuestNetworkServiceCreate } },
    { HANDLE_SERVICE_CALLBACK,
      KIND_GUEST_SERVICE,
      EVENT_DELETED,
      { HcnNotificationGuestNetworkServiceDelete } },
    { HANDLE_NETWORK_CALLBACK,
      KIND_ENDPOINT,
      EVENT_ATTACHED,
      { HcnNotificationNetworkEndpointAttached } },
    { HANDLE_NETWORK_CALLBACK,
      KIND_ENDPOINT,
      EVENT_DETACHED,
      { HcnNotificationNetworkEndpointDetached } },
    { HANDLE_GUEST_SERVICE_CALLBACK,
      KIND_GUEST_SERVICE,
      EVENT_MODIFIED,
      { HcnNotificationGuestNetworkServiceStateChanged } },
};

static const struct rule *find_rule(const struct registration *r, const struct event *e)
{
    for (size_t i = 0; i < COUNT(rules); i++)
        if (rules[i].kind == r->kind && rules[i].object == e->kind && rules[i].change == e->change)
            return &rules[i];
    return NULL;
}

static bool is_about(const struct registration *r, const struct event *e)
{
    if (r->kind == HANDLE_NETWORK_CALLBACK)
        return guid_equal(&r->id, &e->network);
    return r->kind != HANDLE_GUEST_SERVICE_CALLBACK || guid_equal(&r->id, &e->id);
}

/* ---- the document ------------------------------------------------------------------------ */

static const char *guest_data(struct hcn_call *c, const struct event *e)
{
    struct hcn_guest_service_notification *n = document_new(c, &guest_service_notification_record);

    if (!n)
        return NULL;
    n->state = e->state;
    document_give(n, &n->state);
    document_give(n, &n->interfaces);
    return document_print(c, n, NULL);
}

static uint16_t *notification(struct hcn_call *c, const struct event *e)
{
    struct hcn_notification *n = document_new(c, &notification_record);
    const char *json;

    if (!n)
        return NULL;
    n->id = e->id;
    n->flags = e->flags;
    n->data = e->kind == KIND_GUEST_SERVICE ? guest_data(c, e) : "{}";
    document_give(n, &n->id);
    document_give(n, &n->flags);
    document_give(n, &n->data);
    json = n->data ? document_print(c, n, NULL) : NULL;
    return json ? utf16_new(json) : NULL;
}

/* ---- telling ----------------------------------------------------------------------------- */

static bool is_over(struct registration *r)
{
    bool ended;

    os_lock_process();
    ended = r->ended;
    os_unlock_process();
    return ended;
}

static void end(struct registration *r)
{
    os_lock_process();
    r->ended = true;
    os_unlock_process();
}

static void use(struct registration *r)
{
    os_lock_process();
    r->users++;
    os_unlock_process();
}

static void leave(struct registration *r)
{
    bool last;

    os_lock_process();
    last = !--r->users;
    os_unlock_process();
    if (last)
        memory_free(r);
}

/* Nothing comes behind it. */
static void disconnect(struct registration *r)
{
    end(r);
    r->tell(HcnNotificationServiceDisconnect, r->context, S_OK, NULL);
}

static void tell_event(struct registration *r, const struct event *e)
{
    const struct rule *rule = find_rule(r, e);
    struct hcn_call c = { 0 };
    uint16_t *data;

    if (!rule || !is_about(r, e))
        return;
    data = notification(&c, e);
    call_end(&c);
    if (!data)
        disconnect(r); /* it missed something */
    for (size_t i = 0; i < COUNT(rule->types) && rule->types[i] && !is_over(r); i++)
        r->tell(rule->types[i], r->context, S_OK, data);
    memory_free(data);
}

/* The callback may unregister itself: then only what is held here is still there. */
static void hear(void *context, enum notice notice, const struct event *e)
{
    struct registration *r = context;
    struct service *s = r->service;

    use(r);
    service_tells(s);
    if (notice == NOTICE_GONE)
        service_lost(s);
    if (!is_over(r)) {
        if (notice == NOTICE_EVENT)
            tell_event(r, e);
        else
            disconnect(r);
    }
    leave(r);
    service_told(s);
}

/* ---- registering ------------------------------------------------------------------------- */

static void unregister(struct held *h, uint32_t kind)
{
    struct registration *r = h->raw;
    struct backend *b = r->service->backend;

    (void)kind;
    end(r);
    b->kind->unsubscribe(b, r->subscription);
    leave(r);
}

static bool subscribe(struct turn *t, struct registration *r)
{
    struct backend *b = t->service->backend;

    if (!b->kind->subscribe)
        return fail(&t->call, E_NOTIMPL, "this service tells nothing");
    return b->kind->subscribe(&t->call, b, hear, r, &r->subscription);
}

/* The turn has its service; `id` is whom it is about. */
static void add(struct turn *t, const struct registration *asked, void **out)
{
    struct registration *r = memory_new(sizeof *r);
    struct holding room = { 0 };

    if (!r) {
        fail(&t->call, E_OUTOFMEMORY, "out of memory");
        return;
    }
    *r = *asked;
    r->users = 1;
    r->service = t->service;
    if (!handle_reserve(&t->call, r->kind, &room) || !subscribe(t, r)) {
        handle_abandon(&room);
        memory_free(r);
        return;
    }
    service_share(t->service);
    room.held = (struct held){ t->service, r->id, r, unregister };
    *out = handle_publish(&room);
}

/* Function pointers are no object pointers: so it is looked at here, not by turn_given(). */
static bool is_given(struct turn *t, HCN_NOTIFICATION_CALLBACK tell)
{
    return !failed(&t->call) &&
           (tell || fail(&t->call, E_INVALIDARG, "Callback: expected a function, found NULL"));
}

int32_t abi_register_service(HCN_NOTIFICATION_CALLBACK tell, void *context, void **out)
{
    const struct registration asked = { .kind = HANDLE_SERVICE_CALLBACK,
                                        .tell = tell,
                                        .context = context };
    struct turn t;

    turn_begin(&t, NULL);
    turn_out(&t, "CallbackHandle", out);
    if (is_given(&t, tell) && turn_enter(&t))
        add(&t, &asked, out);
    return turn_end(&t);
}

int32_t abi_register(uint32_t kind, const void *handle, HCN_NOTIFICATION_CALLBACK tell,
                     void *context, void **out)
{
    struct registration asked = { .kind = kind == KIND_NETWORK ? HANDLE_NETWORK_CALLBACK
                                                               : HANDLE_GUEST_SERVICE_CALLBACK,
                                  .tell = tell,
                                  .context = context };
    struct turn t;

    turn_begin(&t, NULL);
    turn_out(&t, "CallbackHandle", out);
    if (is_given(&t, tell) && turn_hold(&t, kind, handle)) {
        asked.id = t.holding.held.id;
        add(&t, &asked, out);
    }
    return turn_end(&t);
}
