/* hns_ask.c - HNSCall as a client of the 57 functions: text in and out, handles opened and closed.
 */
#include <string.h>

#include <hcn/documents.h>

#include "abi/given.h"
#include "abi/hns.h"
#include "abi/raw.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf16.h"
#include "schema/document.h"
#include "schema/records.h"

static const char version_2[] = "{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}";

/* What all kinds have; endpoints are made on a network. */
#define KIND(one, many, maker)                                                                     \
    {                                                                                              \
        HcnEnumerate##many, maker, HcnOpen##one, HcnModify##one, HcnQuery##one##Properties,        \
            HcnDelete##one, HcnClose##one                                                          \
    }

static const struct {
    HRESULT(WINAPI *enumerate)(PCWSTR query, PWSTR *out, PWSTR *record);
    HRESULT(WINAPI *create)(REFGUID id, PCWSTR settings, void **out, PWSTR *record);
    HRESULT(WINAPI *open)(REFGUID id, void **out, PWSTR *record);
    HRESULT(WINAPI *modify)(void *handle, PCWSTR request, PWSTR *record);
    HRESULT(WINAPI *query)(void *handle, PCWSTR query, PWSTR *out, PWSTR *record);
    HRESULT(WINAPI *remove)(REFGUID id, PWSTR *record);
    HRESULT(WINAPI *close)(void *handle);
} kinds[] = {
    [KIND_NETWORK] = KIND(Network, Networks, HcnCreateNetwork),
    [KIND_ENDPOINT] = KIND(Endpoint, Endpoints, NULL),
    [KIND_NAMESPACE] = KIND(Namespace, Namespaces, HcnCreateNamespace),
    [KIND_LOAD_BALANCER] = KIND(LoadBalancer, LoadBalancers, HcnCreateLoadBalancer),
    [KIND_ROUTE] = KIND(SdnRoute, SdnRoutes, HcnCreateSdnRoute),
};

/* ---- text ---------------------------------------------------------------------------------- */

/* For one call of a function; it is freed with memory_free(). */
static uint16_t *new_text(struct hcn_call *c, const char *text)
{
    uint16_t *out = failed(c) ? NULL : utf16_new(text);

    if (!out && !failed(c))
        fail(c, E_OUTOFMEMORY, "out of memory");
    return out;
}

/* What a function gave, in memory of the call. */
static const char *take_text(struct hcn_call *c, PWSTR given)
{
    const char *text = given ? utf16_read(c, "what the service gave", given) : NULL;

    given_free(given);
    return text;
}

/* Did the function succeed? What its record says becomes the failure of the call. */
static bool check(struct hcn_call *c, HRESULT hr, PWSTR given)
{
    const char *text = take_text(c, given);
    const struct hcn_error_record *record;

    if (hr >= 0)
        return !failed(c);
    record = text ? document_read(c, &error_record_record, text, strlen(text), LENIENT) : NULL;
    return fail(c, hr, "%s",
                record && !text_empty(record->detail) ? record->detail : "the service failed");
}

static GUID guid_of(const struct hcn_guid *id)
{
    GUID out;

    memcpy(&out, id, sizeof out);
    return out;
}

/* ---- handles ------------------------------------------------------------------------------- */

static bool open_one(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id, void **out)
{
    const GUID guid = guid_of(id);
    PWSTR record = NULL;
    HRESULT hr = kinds[kind].open(&guid, out, &record);

    return check(c, hr, record);
}

typedef HRESULT WINAPI query_fn(void *handle, PCWSTR query, PWSTR *out, PWSTR *record);

static bool query_by(struct hcn_call *c, query_fn *ask, void *handle, const char **json)
{
    uint16_t *query = new_text(c, version_2);
    PWSTR record = NULL, out = NULL;
    HRESULT hr;

    if (!query)
        return false;
    hr = ask(handle, query, &out, &record);
    memory_free(query);
    *json = take_text(c, out);
    return check(c, hr, record) && *json;
}

/* ---- for all ------------------------------------------------------------------------------- */

bool hns_enumerate(struct hcn_call *c, uint32_t kind, struct guid_list *out)
{
    PWSTR record = NULL, list = NULL;
    HRESULT hr = kinds[kind].enumerate(NULL, &list, &record);
    const char *text = take_text(c, list);

    return check(c, hr, record) && guids_read(c, kind, text, out);
}

bool hns_query(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id, const char **json)
{
    void *handle;
    bool ok;

    if (!open_one(c, kind, id, &handle))
        return false;
    ok = query_by(c, kinds[kind].query, handle, json);
    kinds[kind].close(handle);
    return ok;
}

void *hns_document(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id)
{
    const char *json;

    if (!hns_query(c, kind, id, &json))
        return NULL;
    return document_read(c, kind_row(kind)->record, json, strlen(json), LENIENT);
}

bool hns_counters(struct hcn_call *c, const struct hcn_guid *id, const char **json)
{
    void *handle;
    bool ok;

    if (!open_one(c, KIND_ENDPOINT, id, &handle))
        return false;
    ok = query_by(c, HcnQueryEndpointStats, handle, json);
    HcnCloseEndpoint(handle);
    return ok;
}

/* Which id did a new object get? */
static bool read_id(struct hcn_call *c, uint32_t kind, void *handle, struct hcn_guid *id)
{
    const struct hcn_namespace_document *any;
    const char *json;

    if (!query_by(c, kinds[kind].query, handle, &json))
        return false;
    /* Of all kinds the id is told by the same member; the rest is not looked at. */
    any = document_read(c, &namespace_record, json, strlen(json), LENIENT);
    if (any)
        *id = any->id;
    return any != NULL;
}

/* An object whose id cannot be told is not left behind. */
static bool learn_id(struct hcn_call *c, uint32_t kind, void *handle, struct hcn_guid *id)
{
    struct hcn_call own = { 0 };

    if (read_id(c, kind, handle, id))
        return true;
    if (read_id(&own, kind, handle, id))
        (void)hns_delete(&own, kind, id);
    call_end(&own);
    return false;
}

static bool create(struct hcn_call *c, uint32_t kind, void *network, const char *settings,
                   void **out)
{
    static const GUID any;
    uint16_t *text = new_text(c, settings);
    PWSTR record = NULL;
    HRESULT hr;

    if (!text)
        return false;
    if (kind == KIND_ENDPOINT)
        hr = HcnCreateEndpoint(network, &any, text, out, &record);
    else
        hr = kinds[kind].create(&any, text, out, &record);
    memory_free(text);
    return check(c, hr, record);
}

bool hns_make(struct hcn_call *c, uint32_t kind, const struct hcn_guid *network,
              const char *settings, struct hcn_guid *id)
{
    void *on = NULL, *made = NULL;
    bool ok;

    if (network && !open_one(c, KIND_NETWORK, network, &on))
        return false;
    ok = create(c, kind, on, settings, &made) && learn_id(c, kind, made, id);
    if (made)
        kinds[kind].close(made);
    if (on)
        HcnCloseNetwork(on);
    return ok;
}

bool hns_modify(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id, const void *request)
{
    const char *json = request ? document_print(c, request, NULL) : NULL;
    uint16_t *text = json ? new_text(c, json) : NULL;
    PWSTR record = NULL;
    void *handle;
    bool ok = false;

    if (text && open_one(c, kind, id, &handle)) {
        HRESULT hr = kinds[kind].modify(handle, text, &record);

        ok = check(c, hr, record);
        kinds[kind].close(handle);
    }
    memory_free(text);
    return ok;
}

bool hns_delete(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id)
{
    const GUID guid = guid_of(id);
    PWSTR record = NULL;
    HRESULT hr = kinds[kind].remove(&guid, &record);

    return check(c, hr, record);
}
