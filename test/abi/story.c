/*
 * story.c - the stories of test/cases once more, asked through the shared library: the answers have
 * to be the same as in process.
 *
 *     abi.story DIRECTORY
 */
#include "../cases/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../cases/files.h"
#include "base/utf16.h"
#include "kinds.h"
#include "schema/document.h"
#include "schema/records.h"

/* ---- asking ------------------------------------------------------------------------------ */

/* Text that the library gave, in memory of the call. */
static const char *take(struct hcn_call *c, PWSTR given)
{
    const char *text = given ? utf16_read(c, "what the library gave", given) : NULL;

    world_free(given);
    return text;
}

/* The failure as in process: the code, and the sentence from the record. */
static bool check(struct hcn_call *c, HRESULT hr, PWSTR given)
{
    const char *record = take(c, given);
    const struct hcn_error_record *read;

    if (!record)
        return !hr || fail(c, hr, "failed without a record");
    read = document_read(c, &error_record_record, record, strlen(record), LENIENT);
    if (!hr || !read || (HRESULT)read->error_code != hr || read->success)
        return fail(c, E_FAIL, "a record that does not fit 0x%08X: %s", (unsigned)hr, record);
    return fail(c, hr, "%s", read->detail);
}

static const GUID *guid(const struct hcn_guid *id)
{
    static GUID out;

    memcpy(&out, id, sizeof out);
    return &out;
}

static PCWSTR units(struct hcn_call *c, const char *text)
{
    uint16_t *made = text ? utf16_new(text) : NULL, *kept;
    size_t length = 0;

    while (made && made[length])
        length++;
    kept = made ? call_copy(c, made, (length + 1) * sizeof *made) : NULL;
    free(made);
    return kept;
}

static bool open_one(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id, void **out)
{
    PWSTR record;
    HRESULT hr = kinds[kind].open(guid(id), out, &record);

    return check(c, hr, record);
}

/* The id that a new object got stands in its document. */
static bool read_id(struct hcn_call *c, uint32_t kind, void *handle, struct reply *out)
{
    const char *document;
    PWSTR json, record;
    HRESULT hr = kinds[kind].query(handle, units(c, EVERYTHING), &json, &record);

    document = take(c, json);
    if (!check(c, hr, record))
        return false;
    document = strstr(document, "\"ID\":\"") + 6;
    return guid_parse(call_text(c, document, HCN_GUID_TEXT - 1), &out->id);
}

/* Who asks in process may leave the network to the document; the ABI wants a handle. */
static struct hcn_guid network_of(const struct request *q)
{
    struct hcn_call aside = { 0 };
    struct hcn_guid network = q->network;
    const struct hcn_endpoint_document *d =
        q->json ? document_read(&aside, &endpoint_record, q->json, strlen(q->json), LENIENT) : NULL;

    if (guid_is_zero(&network) && d)
        network = d->host_compute_network;
    call_end(&aside);
    return network;
}

static bool create_endpoint(struct hcn_call *c, const struct request *q, void **out)
{
    const struct hcn_guid id = network_of(q);
    HCN_NETWORK network = NULL;
    PWSTR record;
    HRESULT hr;

    if (!guid_is_zero(&id) && !open_one(c, KIND_NETWORK, &id, &network))
        return false;
    hr = HcnCreateEndpoint(network, guid(&q->id), units(c, q->json), out, &record);
    if (network)
        HcnCloseNetwork(network);
    return check(c, hr, record);
}

static bool create(struct hcn_call *c, const struct request *q, struct reply *out)
{
    void *made = NULL;
    PWSTR record;
    bool ok;

    if (q->kind == KIND_ENDPOINT) {
        ok = create_endpoint(c, q, &made);
    } else {
        HRESULT hr = kinds[q->kind].create(guid(&q->id), units(c, q->json), &made, &record);

        ok = check(c, hr, record);
    }
    ok = ok && read_id(c, q->kind, made, out);
    if (made)
        kinds[q->kind].close(made);
    return ok;
}

/* What is asked through a handle. */
static bool through(struct hcn_call *c, const struct request *q, struct reply *out)
{
    const struct functions *k = &kinds[q->kind];
    PWSTR json = NULL, record = NULL;
    HRESULT hr = S_OK;
    void *handle;

    if (!open_one(c, q->kind, &q->id, &handle))
        return false;
    if (q->verb == VERB_MODIFY)
        hr = k->modify(handle, units(c, q->json), &record);
    else if (q->verb == VERB_QUERY)
        hr = k->query(handle, units(c, q->json), &json, &record);
    else if (q->verb == VERB_STATISTICS)
        hr = HcnQueryEndpointStats(handle, units(c, q->json), &json, &record);
    out->json = take(c, json);
    k->close(handle);
    return check(c, hr, record);
}

static bool by_id(struct hcn_call *c, const struct request *q, struct reply *out)
{
    PWSTR json = NULL, record;
    HRESULT hr = q->verb == VERB_DELETE
                     ? kinds[q->kind].remove(guid(&q->id), &record)
                     : kinds[q->kind].enumerate(units(c, q->json), &json, &record);

    out->json = take(c, json);
    return check(c, hr, record);
}

/* As clients list: the ids, and then each document. */
static bool list(struct hcn_call *c, const struct request *q, struct buffer *listed)
{
    struct request one = { .kind = q->kind, .verb = VERB_ENUMERATE, .json = q->json };
    struct reply ids = { 0 };

    if (!by_id(c, &one, &ids))
        return false;
    one.verb = VERB_QUERY;
    one.json = EVERYTHING;
    for (const char *at = strchr(ids.json, '"'); at; at = strchr(at + HCN_GUID_TEXT + 1, '"')) {
        struct reply document = { 0 };

        if (!guid_parse(call_text(c, at + 1, HCN_GUID_TEXT - 1), &one.id) ||
            !through(c, &one, &document))
            return false;
        buffer_format(listed, "%s\n", document.json);
    }
    return true;
}

static bool ask(struct hcn_call *c, const struct request *q, struct reply *out,
                struct buffer *listed)
{
    if (q->verb == VERBS)
        return list(c, q, listed);
    if (q->verb == VERB_CREATE)
        return create(c, q, out);
    return (q->verb == VERB_DELETE || q->verb == VERB_ENUMERATE ? by_id : through)(c, q, out);
}

/* ---- comparing --------------------------------------------------------------------------- */

/* "+link", "~-port", "!+network": what the machine was told. Nothing else begins so. */
static bool is_step(const char *line)
{
    line += *line == '!' || *line == '~';
    return *line == '+' || *line == '-';
}

static void drop_steps(char *text)
{
    char *to = text;

    while (*text) {
        const size_t length = strcspn(text, "\n") + (strchr(text, '\n') != NULL);

        if (!is_step(text)) {
            memmove(to, text, length);
            to += length;
        }
        text += length;
    }
    *to = '\0';
}

int main(int argc, char **argv)
{
    char *requests, *expected;
    struct story s;
    int result = 1;

    if (argc != 2)
        return 2;
    requests = file_read(argv[1], "requests");
    expected = file_read(argv[1], "expected");
    drop_steps(expected);
    if (story_open_by(&s, requests, ask)) {
        while (story_step(&s))
            continue;
        result = file_compare(buffer_end(&s.out), expected);
    }
    story_close(&s);
    free(requests);
    free(expected);
    return result;
}
