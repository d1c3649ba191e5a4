/*
 * document.c - JSON documents of every kind: what is read can be printed; what is printed reads
 * as the same, and prints as the same bytes. The first byte, from '0' on, chooses the kind.
 */
#include "fuzz.h"

#include <hcn/documents.h>

typedef void *read_fn(struct hcn_call *, enum hcn_document, const char *);

static void round_trip(read_fn *read, enum hcn_document kind, const char *json)
{
    struct hcn_call c = { 0 };
    void *document = read(&c, kind, json), *again;
    const char *printed, *twice;

    if (!document) {
        expect_sentence(&c);
        call_end(&c);
        return;
    }
    printed = hcn_document_print(&c, document);
    EXPECT(printed, "%s", c.text);
    again = read(&c, kind, printed);
    EXPECT(again, "%s: %s", printed, c.text);
    twice = hcn_document_print(&c, again);
    EXPECT(twice && !strcmp(printed, twice), "%s\n%s", printed, twice);
    EXPECT(hcn_document_equal(document, again), "%s", printed);
    call_end(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { KINDS = HCN_DOCUMENT_AUTHENTICATION_SETTINGS + 1 };
    enum hcn_document kind = size ? (enum hcn_document)((data[0] - (unsigned)'0') % KINDS) : 0;
    char *json = calloc(1, size + 1);

    if (json && size) {
        memcpy(json, data + 1, size - 1);
        round_trip(hcn_document_read, kind, json);
        round_trip(hcn_document_read_answer, kind, json);
    }
    free(json);
    return 0;
}
