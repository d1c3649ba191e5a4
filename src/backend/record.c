/* record.c - error records, made and taken. */
#include "backend/record.h"

#include <string.h>

#include "base/text.h"
#include "schema/document.h"
#include "schema/records.h"

/* The service's text of a code, as its records have it: with ". " at its end. */
static const char *record_text(struct hcn_call *c, int32_t hresult)
{
    const struct hresult *row = hresult_find(hresult);
    const char *text = row ? row->text : "Unspecified error";
    const size_t length = strlen(text);

    return call_format(c, "%s%s", text, text[length - 1] == '.' ? " " : ". ");
}

bool error_record_make(struct hcn_call *c)
{
    struct hcn_error_record *record;

    if (!failed(c) || c->record)
        return false;
    record = document_new(c, &error_record_record);
    if (!record)
        return false;
    record->error = record_text(c, c->hresult);
    record->error_code = (uint32_t)c->hresult;
    record->detail = c->text;
    record->error_class = hresult_class(c->hresult);
    c->record = document_print(c, record, NULL);
    return false;
}

/* Without the stop and the spaces at its end. */
static const char *sentence(struct hcn_call *c, const char *text)
{
    size_t length = strlen(text);

    while (length && strchr(". \r\n", text[length - 1]))
        length--;
    return call_text(c, text, length);
}

/* What went wrong, from the record if it says so, else from the code. */
static const char *reason(struct hcn_call *c, int32_t hresult,
                          const struct hcn_error_record *record)
{
    const struct hresult *row = hresult_find(hresult);

    if (record && !text_empty(record->detail))
        return record->detail;
    if (record && !text_empty(record->error))
        return sentence(c, record->error);
    return row ? sentence(c, row->text) : "the service failed";
}

static int32_t code_of(int32_t hresult, const struct hcn_error_record *record)
{
    if (hresult < 0)
        return hresult;
    if (record && (int32_t)record->error_code < 0)
        return (int32_t)record->error_code;
    return E_FAIL;
}

bool error_record_take(struct hcn_call *c, const char *what, int32_t hresult, const char *record)
{
    struct hcn_call aside = { 0 };
    struct hcn_error_record *read = NULL;
    int32_t code;

    if (hresult >= 0 && text_empty(record))
        return true;
    if (!text_empty(record))
        read = document_read(&aside, &error_record_record, record, strlen(record), LENIENT);
    code = code_of(hresult, read);
    fail(c, code, "%s: %s", what, reason(&aside, code, read));
    if (!text_empty(record))
        c->record = call_text(c, record, strlen(record));
    call_end(&aside);
    return false;
}
