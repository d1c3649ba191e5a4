/*
 * version1.c - documents of version 1 for a create: what is read is a document of version 2, whose
 * version-1 text reads again, and says the same ever after. The first byte, from '0' on, chooses
 * the kind.
 */
#include "fuzz.h"

#include "schema/document.h"
#include "schema/version1.h"

/* The version-1 text of what a create would keep of a document; NULL when it is refused. */
static const char *turn(struct hcn_call *c, uint32_t kind, const char *json)
{
    static const struct version1_view views[] = { { 0 }, { .upper = true } };
    const char *newer, *older = NULL;
    void *document;
    bool is_older;

    document = version1_read(c, kind, json, strlen(json), &is_older);
    if (!document)
        return NULL;
    newer = document_print(c, document, NULL);
    EXPECT(newer, "%s", c->text);
    EXPECT(document_read(c, kind_row(kind)->record, newer, strlen(newer), STRICT), "%s: %s", newer,
           c->text);
    for (size_t i = 0; i < COUNT(views); i++) {
        older = version1_print(c, kind, newer, &views[i], NULL);
        EXPECT(older, "%s: %s", newer, c->text);
    }
    return older;
}

static void refused(struct hcn_call *c)
{
    expect_sentence(c);
    version1_path(c);
    expect_sentence(c);
}

/*
 * Policies may be refused in what has members of version 1 though not in what has none: those that
 * isolate no subnet, of a protocol without a name, of a type that only version 1 knows.
 */
static void turn_again(struct hcn_call *c, uint32_t kind, const char *first)
{
    const char *second = turn(c, kind, first), *third;

    if (!second) {
        EXPECT(strstr(c->text, ".Policies["), "%s: %s", first, c->text);
        return;
    }
    third = turn(c, kind, second);
    EXPECT(third && !strcmp(second, third), "%s\n%s", second, third ? third : c->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint32_t kind = size ? (uint32_t)(data[0] - (unsigned)'0') % KINDS : 0;
    struct hcn_call c = { 0 };
    const char *json = size ? call_text(&c, (const char *)data + 1, size - 1) : "";
    const char *first = turn(&c, kind, json);

    if (first)
        turn_again(&c, kind, first);
    else
        refused(&c);
    call_end(&c);
    return 0;
}
