/* object.c - which object is meant: by id, by the beginning of an id, by name. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

enum { SHORTEST = 4 }; /* digits of an id that may stand for it */

static struct {
    enum exit_code code;
    char text[1024];
} refusal;

bool refuse(struct tool *t, enum exit_code code, const char *format, ...)
{
    va_list args;

    (void)t;
    refusal.code = code;
    va_start(args, format);
    vsnprintf(refusal.text, sizeof refusal.text, format, args);
    va_end(args);
    return false;
}

enum exit_code refused(const char **text)
{
    *text = refusal.text;
    return refusal.code;
}

void print_id(const struct hcn_guid *id)
{
    char text[HCN_GUID_TEXT];

    hcn_guid_print(id, text);
    puts(text);
}

static bool begins(const char *id, const char *text)
{
    size_t i = 0;

    while (text[i] && tolower((unsigned char)text[i]) == id[i])
        i++;
    return !text[i] && i >= SHORTEST;
}

static bool fits(const struct base_document *d, const char *text)
{
    char id[HCN_GUID_TEXT];

    hcn_guid_print(&d->id, id);
    return (d->name && !strcmp(d->name, text)) || begins(id, text);
}

static bool refuse_several(struct tool *t, const struct noun *noun, const char *text, void **all,
                           size_t count)
{
    char list[768] = "", id[HCN_GUID_TEXT];
    size_t used = 0;

    for (size_t i = 0; i < count && used < sizeof list; i++) {
        const struct base_document *d = all[i];

        if (!fits(d, text))
            continue;
        hcn_guid_print(&d->id, id);
        used += (size_t)snprintf(list + used, sizeof list - used, "\n  %s %s", id,
                                 d->name ? d->name : "");
    }
    return refuse(t, EXIT_CONFLICT, "\"%s\" may be several %s:%s", text, noun->plural, list);
}

bool object_find(struct tool *t, const struct noun *noun, const char *text, struct hcn_guid *out)
{
    size_t count, found = 0;
    void **all;

    if (hcn_guid_parse(text, out))
        return true;
    if (!noun->list(t, &all, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct base_document *d = all[i];

        if (fits(d, text) && !found++)
            *out = d->id;
    }
    if (found > 1)
        return refuse_several(t, noun, text, all, count);
    return found || refuse(t, EXIT_NOT_FOUND, "there is no %s \"%s\"", noun->word, text);
}

const char *file_read(struct tool *t, const char *path)
{
    enum { MOST = 16 * 1024 * 1024 + 2 };
    FILE *file = strcmp(path, "-") ? fopen(path, "rb") : stdin;
    char *text = hcn_call_memory(t->call, MOST);
    size_t length = 0;

    if (file && text)
        length = fread(text, 1, MOST - 1, file);
    if (file && file != stdin)
        fclose(file);
    if (file && text && strlen(text) == length)
        return text;
    if (!file || text)
        refuse(t, EXIT_INVALID, "%s: %s", path, file ? "not text" : "cannot be opened");
    return NULL;
}
