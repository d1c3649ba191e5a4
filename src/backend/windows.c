/* windows.c - requests as calls of the system's DLL: UTF-16 in, UTF-16 and records out. */
#include "backend/windows.h"

#include "backend/deadline.h"
#include "backend/each.h"
#include "backend/lookout.h"
#include "backend/record.h"
#include "base/memory.h"
#include "base/utf16.h"
#include "schema/globals.h"

typedef HRESULT WINAPI enumerate_fn(PCWSTR query, PWSTR *list, PWSTR *record);
typedef HRESULT WINAPI create_fn(REFGUID id, PCWSTR settings, void **handle, PWSTR *record);
typedef HRESULT WINAPI create_on_fn(void *network, REFGUID id, PCWSTR settings, void **handle,
                                    PWSTR *record);
typedef HRESULT WINAPI open_fn(REFGUID id, void **handle, PWSTR *record);
typedef HRESULT WINAPI modify_fn(void *handle, PCWSTR settings, PWSTR *record);
typedef HRESULT WINAPI query_fn(void *handle, PCWSTR query, PWSTR *properties, PWSTR *record);
typedef HRESULT WINAPI delete_fn(REFGUID id, PWSTR *record);
typedef HRESULT WINAPI close_fn(void *handle);
typedef HRESULT WINAPI hns_call_fn(PCWSTR method, PCWSTR path, PCWSTR request, PWSTR *response);

/* One call of the DLL. */
struct exchange {
    const GUID *id;
    PCWSTR text;   /* settings or query */
    void *network; /* of an endpoint to be made */
    void *handle;
    PWSTR reply, record; /* to be given back */
};

/* ---- one function for each verb ---------------------------------------------------------- */

static HRESULT call_enumerate(windows_function *f, struct exchange *x)
{
    return ((enumerate_fn *)f)(x->text, &x->reply, &x->record);
}

static HRESULT call_create(windows_function *f, struct exchange *x)
{
    if (x->network)
        return ((create_on_fn *)f)(x->network, x->id, x->text, &x->handle, &x->record);
    return ((create_fn *)f)(x->id, x->text, &x->handle, &x->record);
}

static HRESULT call_open(windows_function *f, struct exchange *x)
{
    return ((open_fn *)f)(x->id, &x->handle, &x->record);
}

static HRESULT call_modify(windows_function *f, struct exchange *x)
{
    return ((modify_fn *)f)(x->handle, x->text, &x->record);
}

static HRESULT call_query(windows_function *f, struct exchange *x)
{
    return ((query_fn *)f)(x->handle, x->text, &x->reply, &x->record);
}

static HRESULT call_delete(windows_function *f, struct exchange *x)
{
    return ((delete_fn *)f)(x->id, &x->record);
}

static HRESULT call_close(windows_function *f, struct exchange *x)
{
    return ((close_fn *)f)(x->handle);
}

static HRESULT (*const callers[VERBS])(windows_function *f, struct exchange *x) = {
    [VERB_ENUMERATE] = call_enumerate, [VERB_CREATE] = call_create,    [VERB_OPEN] = call_open,
    [VERB_MODIFY] = call_modify,       [VERB_QUERY] = call_query,      [VERB_DELETE] = call_delete,
    [VERB_CLOSE] = call_close,         [VERB_STATISTICS] = call_query,
};

/* ---- what came back ---------------------------------------------------------------------- */

/* Takes a text over; NULL stays NULL. */
static const char *take_text(struct hcn_call *c, const struct windows *w, const char *what,
                             PWSTR given)
{
    const char *text = given ? utf16_read(c, what, given) : NULL;

    w->source.free(given);
    return text;
}

/* A record that is no text is as good as none. */
static bool take_record(struct hcn_call *c, const struct windows *w, const char *name,
                        HRESULT result, PWSTR record)
{
    struct hcn_call aside = { 0 };
    const char *text = take_text(&aside, w, "error record", record);

    error_record_take(c, name, result, text);
    call_end(&aside);
    return !failed(c);
}

static bool gives_handle(const struct request *q)
{
    return q->verb == VERB_CREATE || q->verb == VERB_OPEN;
}

static bool take(struct hcn_call *c, struct windows *w, const struct request *q, HRESULT result,
                 struct exchange *x, struct reply *out)
{
    const char *name = windows_verb_name(q->kind, q->verb);

    if (!take_record(c, w, name, result, x->record)) {
        w->source.free(x->reply);
        if (result >= 0) /* and a record */
            backend_take_back(&w->backend, q, out, &x->handle);
        return false;
    }
    out->json = take_text(c, w, name, x->reply);
    if (q->verb == VERB_OPEN)
        out->id = q->id;
    return !failed(c);
}

/* ---- asking ------------------------------------------------------------------------------ */

static bool lacks(struct hcn_call *c, const char *name)
{
    return fail(c, E_NOTIMPL, "this Windows has no %s", name);
}

bool windows_has(struct hcn_call *c, const struct windows *w, enum windows_extra which)
{
    return w->extras[which] || lacks(c, windows_extra_name(which));
}

static bool call_dll(struct hcn_call *c, struct windows *w, const struct request *q,
                     struct exchange *x, struct reply *out)
{
    windows_function *f = w->verbs[q->kind][q->verb];
    uint16_t *text = q->json ? utf16_new(q->json) : NULL;
    bool ok;

    if (q->json && !text)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    x->id = (const GUID *)&q->id;
    x->text = text;
    ok = take(c, w, q, callers[q->verb](f, x), x, out);
    memory_free(text);
    return ok;
}

/* An endpoint is made on a handle of its network. */
static bool create_endpoint(struct hcn_call *c, struct windows *w, const struct request *q,
                            struct exchange *x, struct reply *out)
{
    const struct request open = { .kind = KIND_NETWORK, .verb = VERB_OPEN, .id = q->network };
    bool ok;

    if (!w->backend.kind->ask(c, &w->backend, &open, &x->network, out))
        return false;
    *out = (struct reply){ 0 };
    ok = call_dll(c, w, q, x, out);
    backend_close_raw(&w->backend, KIND_NETWORK, &x->network);
    return ok;
}

static bool windows_ask(struct hcn_call *c, struct backend *b, const struct request *q, void **raw,
                        struct reply *out)
{
    struct windows *w = (struct windows *)b;
    const char *name = windows_verb_name(q->kind, q->verb);
    struct exchange x = { .handle = raw && !gives_handle(q) ? *raw : NULL };
    const bool on = q->verb == VERB_CREATE && q->kind == KIND_ENDPOINT;

    *out = (struct reply){ 0 };
    if (!name)
        return fail(c, E_NOTIMPL, "there are no statistics of a %s", kind_row(q->kind)->word);
    if (!w->verbs[q->kind][q->verb])
        return lacks(c, name);
    if (!(on ? create_endpoint : call_dll)(c, w, q, &x, out))
        return false;
    if (raw)
        *raw = q->verb == VERB_CLOSE ? NULL : x.handle;
    return true;
}

/*
 * As hcsshim asks: it needs no object, and it is this service's, while the Version of an object is
 * that of the service that made it.
 */
static bool windows_version(struct hcn_call *c, struct backend *b, uint64_t *out)
{
    static const WCHAR get[] = { 'G', 'E', 'T', 0 }, none[] = { 0 };
    struct windows *w = (struct windows *)b;
    uint16_t *path;
    PWSTR response = NULL;
    HRESULT result;
    const char *text;

    if (!windows_has(c, w, HNS_CALL))
        return false;
    path = utf16_new("/globals/version");
    if (!path)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    result = ((hns_call_fn *)w->extras[HNS_CALL])(get, path, none, &response);
    memory_free(path);
    text = take_text(c, w, "HNSCall", response);
    return !failed(c) && error_record_take(c, "HNSCall", result, NULL) &&
           globals_version_read(c, text ? text : "", out);
}

static void windows_close(struct backend *b)
{
    struct windows *w = (struct windows *)b;

    w->source.close(w->source.context);
    memory_free(w);
}

static const struct backend_kind windows_kind = {
    .name = "windows",
    .close = windows_close,
    .ask = windows_ask,
    .list = backend_each,
    .subscribe = windows_subscribe,
    .unsubscribe = windows_unsubscribe,
    .version = windows_version,
    .reserve = windows_reserve,
    .release = windows_release,
    .reservations = windows_reservations,
};

/* What is missing is told when it is needed. */
static void find_all(struct windows *w)
{
    const struct windows_source *s = &w->source;

    for (uint32_t kind = 0; kind < KINDS; kind++)
        for (uint32_t verb = 0; verb < VERBS; verb++) {
            const char *name = windows_verb_name(kind, verb);

            w->verbs[kind][verb] = name ? s->find(s->context, name) : NULL;
        }
    for (int i = 0; i < WINDOWS_EXTRAS; i++)
        w->extras[i] = s->find(s->context, windows_extra_name((enum windows_extra)i));
}

bool windows_over(struct hcn_call *c, const struct windows_source *source, struct backend **out)
{
    struct windows *w = memory_new(sizeof *w);

    *out = NULL;
    if (!w) {
        source->close(source->context);
        return fail(c, E_OUTOFMEMORY, "out of memory");
    }
    *w = (struct windows){ .backend.kind = &windows_kind, .source = *source };
    find_all(w);
    *out = &w->backend;
    return true;
}

bool windows_with_all(struct hcn_call *c, const struct windows_source *source, struct backend **out)
{
    struct backend *plain, *watchable;

    *out = NULL;
    return windows_over(c, source, &plain) && backend_with_lookout(c, plain, &watchable) &&
           backend_with_deadlines(c, watchable, out);
}
