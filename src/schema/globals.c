/* globals.c - {"Success":true,"Output":{"Major":15,"Minor":5}}. */
#include "schema/globals.h"

#include <string.h>

#include "base/text.h"
#include "schema/document.h"
#include "schema/format.h"
#include "schema/records.h"

struct globals_answer {
    struct hcn_head head;
    bool success;
    const char *error;
    struct hcn_schema_version *output;
};

static const struct field globals_fields[] = {
    FIELD(globals_answer, success, "Success"),
    FIELD(globals_answer, error, "Error"),
    RECORD(globals_answer, output, "Output", &schema_version_record),
};
static const struct record globals_record = TABLE(globals_answer, "version", globals_fields);

bool globals_version_read(struct hcn_call *c, const char *json, uint64_t *out)
{
    const struct globals_answer *answer =
        document_read(c, &globals_record, json, strlen(json), LENIENT);

    if (!answer)
        return false;
    if (!answer->success || !answer->output)
        return fail(c, E_FAIL, "version: the service said %s",
                    text_empty(answer->error) ? "nothing" : answer->error);
    *out = (uint64_t)answer->output->major << 32 | answer->output->minor;
    return true;
}
