/* object.c - which object is meant: by id, by the beginning of an id, by name. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

enum { SHORTEST = 4 }; /* digits of an id that may stand for it */

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
    if (!noun->list(t, NULL, &all, &count))
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
