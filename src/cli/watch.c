/* watch.c - what happens, line by line, until the user has seen enough. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/tool.h"

/* The bits of enum hcn_object stand in the order of the nouns. */
static bool read_objects(struct tool *t, uint32_t *out)
{
    *out = t->count ? 0 : HCN_OBJECT_ALL;
    for (int i = 0; i < t->count; i++) {
        const struct noun *noun = noun_expect(t, t->args[i]);

        if (!noun)
            return false;
        for (int bit = 0; nouns[bit]; bit++)
            if (nouns[bit] == noun)
                *out |= 1U << bit;
    }
    return true;
}

static const char *word_of(uint32_t object)
{
    for (int bit = 0; nouns[bit]; bit++)
        if (object == 1U << bit)
            return nouns[bit]->word;
    return "";
}

static bool print_event(struct tool *t, const struct hcn_event *e)
{
    char id[HCN_GUID_TEXT] = "";

    if (e->object)
        hcn_guid_print(&e->id, id);
    if (wants_json(t))
        printf(
            "{\"Event\":\"%s\",\"Sequence\":%llu,\"Kind\":\"%s\",\"ID\":\"%s\",\"Document\":%s}\n",
            hcn_event_word(e->type), (unsigned long long)e->sequence, word_of(e->object), id,
            e->document ? e->document : "null");
    else
        printf("%-8s  %-12s  %s\n", hcn_event_word(e->type), word_of(e->object), id);
    return !fflush(stdout) || refuse(t, EXIT_INVALID, "standard output: %s", strerror(errno));
}

bool command_watch(struct tool *t)
{
    struct hcn_watch *watch;
    uint32_t objects;
    bool more = true;

    if (!read_objects(t, &objects) || !(watch = hcn_watch_open(t->call, t->service, objects)))
        return false;
    while (more) {
        struct hcn_call *one = hcn_call_begin();
        const struct hcn_event *e = hcn_watch_next(one, watch, 60000);

        if (e)
            more = print_event(t, e);
        else if (hcn_call_class(one) != HCN_CLASS_NONE)
            more = refuse(t, EXIT_UNAVAILABLE, "%s", hcn_call_text(one));
        hcn_call_end(one);
    }
    hcn_watch_close(watch);
    return false;
}
