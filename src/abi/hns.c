/* hns.c - HNSCall: which path leads where, and the answer. */
#include "abi/hns.h"

#include <string.h>

#include "abi/given.h"
#include "abi/raw.h"
#include "base/text.h"
#include "base/utf16.h"
#include "schema/document.h"
#include "schema/hns.h"

/* Nobody has told what these answer (HNS.V2.psm1 names them). */
static bool answer_nothing(struct hns *h)
{
    return fail(&h->call, E_NOTIMPL, "%s: nobody has told what it answers", h->path);
}

/* A star stands for an id. */
static const struct route {
    const char *method, *path;
    hns_fn *answer;
    uint32_t kind;
} routes[] = {
    { "GET", "globals/version", hns_version, KINDS },
    { "GET", "networks", hns_list, KIND_NETWORK },
    { "POST", "networks", hns_create, KIND_NETWORK },
    { "GET", "networks/*", hns_get, KIND_NETWORK },
    { "GET", "networks/*/detailed", hns_get, KIND_NETWORK },
    { "POST", "networks/*", hns_update_network, KIND_NETWORK },
    { "DELETE", "networks/*", hns_remove_network, KIND_NETWORK },
    { "GET", "endpoints", hns_list, KIND_ENDPOINT },
    { "POST", "endpoints", hns_create_endpoint, KIND_ENDPOINT },
    { "GET", "endpoints/*", hns_get, KIND_ENDPOINT },
    { "GET", "endpoints/*/detailed", hns_get, KIND_ENDPOINT },
    { "POST", "endpoints/*", hns_update_endpoint, KIND_ENDPOINT },
    { "DELETE", "endpoints/*", hns_remove_endpoint, KIND_ENDPOINT },
    { "POST", "endpoints/*/attach", hns_attach, KIND_ENDPOINT },
    { "POST", "endpoints/*/detach", hns_detach, KIND_ENDPOINT },
    { "GET", "endpointstats/*", hns_statistics, KIND_ENDPOINT },
    { "GET", "policylists", hns_list_policies, KIND_LOAD_BALANCER },
    { "POST", "policylists", hns_create_policies, KIND_LOAD_BALANCER },
    { "GET", "policylists/*", hns_get_policies, KIND_LOAD_BALANCER },
    { "DELETE", "policylists/*", hns_remove_policies, KIND_LOAD_BALANCER },
    { "GET", "namespaces", hns_list, KIND_NAMESPACE },
    { "POST", "namespaces", hns_create_namespace, KIND_NAMESPACE },
    { "GET", "namespaces/*", hns_get, KIND_NAMESPACE },
    { "GET", "namespaces/*/detailed", hns_get, KIND_NAMESPACE },
    { "DELETE", "namespaces/*", hns_remove, KIND_NAMESPACE },
    { "POST", "namespaces/*/addresource", hns_add_resource, KIND_NAMESPACE },
    { "POST", "namespaces/*/removeresource", hns_remove_resource, KIND_NAMESPACE },
    { "GET", "accelnet", hns_get_accelnet, KIND_NAMESPACE },
    { "POST", "accelnet", hns_set_accelnet, KIND_NAMESPACE },
    { "DELETE", "accelnet", hns_clear_accelnet, KIND_NAMESPACE },
    { "GET", "activities", answer_nothing, KINDS },
    { "GET", "endpointaddresses", answer_nothing, KINDS },
    { "GET", "plugins", answer_nothing, KINDS },
    { "GET", "portpools", answer_nothing, KINDS },
};

/* ---- which route --------------------------------------------------------------------------- */

/* The next part of a path and its length, slashes skipped; 0 at the end. */
static size_t next_part(const char **at)
{
    *at += strspn(*at, "/");
    return strcspn(*at, "/");
}

static bool same_part(const char *a, size_t length, const char *b, size_t other)
{
    if (length != other)
        return false;
    for (size_t i = 0; i < length; i++)
        if (text_lower(a[i]) != text_lower(b[i]))
            return false;
    return true;
}

/* Does the path lead there? `*id` then is where its id stands. */
static bool path_fits(const char *pattern, const char *path, const char **id)
{
    size_t length, other;

    *id = NULL;
    do {
        length = next_part(&pattern);
        other = next_part(&path);
        if (length == 1 && *pattern == '*' && other)
            *id = path;
        else if (!same_part(path, other, pattern, length))
            return false;
        pattern += length;
        path += other;
    } while (length);
    return true;
}

static bool read_id(struct hns *h, const char *at)
{
    const char *text = at ? call_text(&h->call, at, strcspn(at, "/")) : NULL;

    if (!at || (text && guid_parse(text, &h->id)))
        return !failed(&h->call);
    return fail(&h->call, HCN_E_GUID_CONVERSION_FAILURE, "%s: expected a GUID, found \"%s\"",
                h->path, text ? text : "");
}

/* The methods that the path knows, with " or " between them; NULL: it leads nowhere. */
static const char *methods_of(struct hns *h)
{
    const char *all = NULL, *id;

    for (size_t i = 0; i < COUNT(routes); i++)
        if (path_fits(routes[i].path, h->path, &id))
            all = all ? call_format(&h->call, "%s or %s", all, routes[i].method) : routes[i].method;
    return all;
}

static bool refuse(struct hns *h)
{
    const char *methods = methods_of(h);

    if (methods)
        return fail(&h->call, HCN_E_REQUEST_UNSUPPORTED, "%s: expected the method %s, found \"%s\"",
                    h->path, methods, h->method);
    return fail(&h->call, HCN_E_REQUEST_UNSUPPORTED, "%s: there is nothing at this path", h->path);
}

static bool answer(struct hns *h)
{
    const char *id;

    for (size_t i = 0; i < COUNT(routes); i++) {
        if (!text_same(routes[i].method, h->method) || !path_fits(routes[i].path, h->path, &id))
            continue;
        h->kind = routes[i].kind;
        return read_id(h, id) && routes[i].answer(h);
    }
    return refuse(h);
}

/* ---- the answer ---------------------------------------------------------------------------- */

/* What clients look for to tell what is gone from what failed (libnetwork). */
static const struct hresult gone = { (int32_t)0x800710D8, "ERROR_OBJECT_NOT_FOUND",
                                     HCN_CLASS_NOT_FOUND,
                                     "The object identifier does not represent a valid object." };

/* Was it the object of the path that is not there? Namespaces say "Element not found." for it. */
static bool is_gone(const struct hns *h)
{
    return h->kind != KINDS && h->kind != KIND_NAMESPACE &&
           h->call.hresult == kind_row(h->kind)->not_found;
}

/* The text of a code has ". " at its end, as error records have it. */
static const char *error_text(struct hcn_call *c, const struct hresult *row)
{
    const char *text = row ? row->text : "Unspecified error";

    return call_format(c, "%s%s", text, text[strlen(text) - 1] == '.' ? " " : ". ");
}

static const char *print_answer(struct hcn_call *c, struct hns *h)
{
    struct hns_answer *a = document_new(c, &hns_answer_record);
    const struct hresult *row = is_gone(h) ? &gone : hresult_find(h->call.hresult);

    if (!a)
        return NULL;
    a->success = !failed(&h->call);
    a->output = h->output;
    if (!a->success) {
        a->output = NULL;
        a->error = error_text(c, row);
        a->error_code = call_format(c, "%d", row ? row->code : h->call.hresult);
        a->detail = h->call.text;
    }
    return failed(c) ? NULL : document_print(c, a, NULL);
}

/* What a caller gets as a code, since no service has answered. */
static bool is_unanswered(int32_t hresult)
{
    return hresult == E_OUTOFMEMORY || hresult_class(hresult) == HCN_CLASS_UNAVAILABLE;
}

static int32_t respond(struct hns *h, PWSTR *response)
{
    struct hcn_call own = { 0 };
    const char *text;

    if (is_unanswered(h->call.hresult))
        return h->call.hresult;
    text = print_answer(&own, h);
    *response = text ? utf16_new_from(given_new, text) : NULL;
    call_end(&own);
    return *response ? S_OK : E_OUTOFMEMORY;
}

static const char *read_text(struct hns *h, const char *name, PCWSTR text)
{
    return text && !failed(&h->call) ? utf16_read(&h->call, name, text) : "";
}

/* What the caller is not told of is not left behind. HostDefault, which nobody makes, stays. */
static void take_back(const struct hns *h)
{
    struct hcn_call own = { 0 };

    if (!guid_is_zero(&h->made))
        (void)hns_delete(&own, h->made_kind, &h->made);
    call_end(&own);
}

HRESULT WINAPI HNSCall(PCWSTR method, PCWSTR path, PCWSTR request, PWSTR *response)
{
    struct hns h = { .kind = KINDS };
    HRESULT result;

    if (response)
        *response = NULL;
    if (!method || !path || !response)
        return E_INVALIDARG;
    h.method = read_text(&h, "Method", method);
    h.path = read_text(&h, "Path", path);
    h.request = read_text(&h, "Request", request);
    result = h.call.hresult;
    if (!result) {
        answer(&h);
        result = respond(&h, response);
        if (result || failed(&h.call))
            take_back(&h);
    }
    call_end(&h.call);
    return result;
}
