/* query.c - queries of "MEMBER=VALUE". */
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

/* Appends a string to JSON text. */
static char *quote(char *out, const char *text, size_t length)
{
    *out++ = '"';
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c < ' ')
            out += sprintf(out, "\\u%04x", c);
        else if (c == '"' || c == '\\')
            *out++ = '\\', *out++ = (char)c;
        else
            *out++ = (char)c;
    }
    *out++ = '"';
    *out = '\0';
    return out;
}

/*
 * Numbers and truth are given as such: that is how documents have them. The service takes them for
 * texts where it has texts; JSON has no number such as 007.
 */
static bool is_literal(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return (digits && !text[digits] && (*text != '0' || digits == 1)) || !strcmp(text, "true") ||
           !strcmp(text, "false");
}

/* {"Member":"value",...} */
static const char *conditions_of(struct tool *t, const char *const *filters)
{
    size_t size = sizeof "{}";
    char *text, *out;

    for (int i = 0; filters[i]; i++)
        size += 6 * strlen(filters[i]) + sizeof "\"\":\"\",";
    text = out = hcn_call_memory(t->call, size);
    if (!text)
        return NULL;
    *out++ = '{';
    for (int i = 0; filters[i]; i++) {
        const char *value = strchr(filters[i], '=') + 1;

        if (i)
            *out++ = ',';
        out = quote(out, filters[i], (size_t)(value - 1 - filters[i]));
        *out++ = ':';
        if (is_literal(value))
            out += sprintf(out, "%s", value);
        else
            out = quote(out, value, strlen(value));
    }
    strcpy(out, "}");
    return text;
}

bool query_of(struct tool *t, const char *const *filters, const char **query)
{
    struct hcn_query *q = hcn_document_new(t->call, HCN_DOCUMENT_QUERY);

    *query = NULL;
    if (!filters[0])
        return true;
    if (!q || !(q->schema_version = hcn_document_new(t->call, HCN_DOCUMENT_SCHEMA_VERSION)))
        return false;
    q->schema_version->major = 2;
    q->filter = conditions_of(t, filters);
    return q->filter && (*query = hcn_document_print(t->call, q));
}
