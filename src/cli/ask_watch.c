/* ask_watch.c - what stories ask about ports and events. */
#include <stdlib.h>
#include <string.h>

#include "cli/asking.h"

/* Milliseconds: until the first event has come, the next one, and what was there before. */
enum { FIRST = 2000, QUIET = 500, SETTLED = 10000 };

/* ---- ports ------------------------------------------------------------------------------- */

static void keep_reservation(struct asking *a, struct hcn_port_reservation *r)
{
    if (r && !hcn_list_append(a->s->t->call, &a->s->reservations, r))
        hcn_port_release(r);
}

void ask_reserve(struct asking *a)
{
    static const char *const protocols[] = { "", "TCP", "UDP", "both" };
    const bool shared = !strcmp(a->words[3], "shared");
    struct hcn_guest_service *guest = hcn_guest_service_open(a->t.call, a->t.service, &a->id);
    enum hcn_port_protocol protocol = HCN_PORT_TCP;

    for (int i = HCN_PORT_TCP; i <= HCN_PORT_BOTH; i++)
        if (!strcmp(protocols[i], a->words[2]))
            protocol = (enum hcn_port_protocol)i;
    keep_reservation(a, hcn_port_reserve(a->t.call, guest, protocol,
                                         shared ? HCN_PORT_SHARED : HCN_PORT_EXCLUSIVE,
                                         (uint16_t)strtoul(a->words[4], NULL, 10)));
    hcn_guest_service_close(guest);
}

void ask_reserve_range(struct asking *a)
{
    struct hcn_guest_service *guest = hcn_guest_service_open(a->t.call, a->t.service, &a->id);
    const uint16_t count = (uint16_t)strtoul(a->words[2], NULL, 10);
    struct text x = { .call = a->t.call };
    struct hcn_port_range range;
    struct hcn_port_reservation *r = hcn_port_reserve_range(a->t.call, guest, count, &range);

    if (r)
        text_add(&x, "{\"First\":%u,\"Distance\":%d}", range.first, range.last - range.first);
    a->out->json = x.at;
    keep_reservation(a, r);
    hcn_guest_service_close(guest);
}

void ask_reservations(struct asking *a)
{
    struct text x = { .call = a->t.call };
    struct hcn_port_range_list all = { NULL, 0 };
    char id[HCN_GUID_TEXT];

    if (!hcn_port_list(a->t.call, a->t.service, &all))
        return;
    text_add(&x, "[");
    for (size_t i = 0; i < all.count; i++) {
        const struct hcn_port_range *r = &all.at[i];

        hcn_guid_print(&r->guest, id);
        text_add(&x, "%s{\"Protocol\":%d,\"Access\":%d,\"First\":%u,\"Last\":%u,\"Guest\":\"%s\"}",
                 i ? "," : "", r->protocol, r->access, r->first, r->last, id);
    }
    text_add(&x, "]");
    a->out->json = x.at;
}

void ask_release(struct asking *a)
{
    for (size_t i = 0; i < a->s->reservations.count; i++)
        hcn_port_release(a->s->reservations.at[i]);
    a->s->reservations.count = 0;
}

/* ---- events ------------------------------------------------------------------------------ */

/* Watches from now on: what is there already is passed over. */
void ask_watch(struct asking *a)
{
    const struct hcn_event *e;
    uint32_t objects = 0;

    for (size_t i = 1; i < a->count; i++)
        objects |= 1U << (story_kind_find(a->words[i]) - story_kinds);
    hcn_watch_close(a->s->watch);
    a->s->watch = hcn_watch_open(a->t.call, a->t.service, objects);
    do
        e = hcn_watch_next(a->t.call, a->s->watch, SETTLED);
    while (e && e->type != HCN_EVENT_READY);
}

static bool is_known(const struct telling *s, const struct hcn_guid *id)
{
    for (size_t i = 0; i < s->objects.count; i++)
        if (s->objects.at[i]->made && hcn_guid_equal(&s->objects.at[i]->id, id))
            return true;
    return false;
}

static const char *kind_word(uint32_t object)
{
    for (size_t i = 0; story_kinds[i].word; i++)
        if (object == 1U << i)
            return story_kinds[i].word;
    return "";
}

void ask_events(struct asking *a)
{
    struct text x = { .call = a->t.call };
    const struct hcn_event *e;
    char id[HCN_GUID_TEXT];

    text_add(&x, "[");
    while ((e = hcn_watch_next(a->t.call, a->s->watch, x.length > 1 ? QUIET : FIRST))) {
        if (!is_known(a->s, &e->id))
            continue;
        hcn_guid_print(&e->id, id);
        text_add(&x, "%s{\"Event\":\"%s\",\"Kind\":\"%s\",\"ID\":\"%s\"}", x.length > 1 ? "," : "",
                 hcn_event_word(e->type), kind_word(e->object), id);
    }
    text_add(&x, "]");
    a->out->json = x.at;
}
