/* story_ask.c - the requests of stories, over the public functions. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/asking.h"

const struct story_kind story_kinds[] = {
    { "network", "Network", "Networks" },
    { "endpoint", "Endpoint", "Endpoints" },
    { "namespace", "Namespace", "Namespaces" },
    { "load-balancer", "LoadBalancer", "LoadBalancers" },
    { "SDN-route", "SdnRoute", "SdnRoutes" },
    { "guest-network-service", "GuestNetworkService", "GuestNetworkServices" },
    { NULL, NULL, NULL },
};

const struct story_kind *story_kind_find(const char *word)
{
    for (const struct story_kind *k = story_kinds; k->word; k++)
        if (!strcmp(k->word, word))
            return k;
    return NULL;
}

void text_add(struct text *x, const char *format, ...)
{
    va_list args, again;
    int length;

    va_start(args, format);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, args);
    if (length >= 0 && x->length + (size_t)length + 1 > x->room) {
        char *larger = hcn_call_memory(x->call, 2 * x->room + (size_t)length + 1);

        if (larger && x->length)
            memcpy(larger, x->at, x->length);
        x->at = larger;
        x->room = larger ? 2 * x->room + (size_t)length + 1 : 0;
    }
    if (length >= 0 && x->at)
        x->length += (size_t)vsnprintf(x->at + x->length, x->room - x->length, format, again);
    va_end(again);
    va_end(args);
}

/* ---- lines ------------------------------------------------------------------------------- */

enum { NO_KIND, ONE, MANY };

/* `id` is which word is the id; 0: none is. `names` says how the function is called. */
static const struct verb {
    const char *word;
    size_t least, most, id;
    int names;
    const char *function;
    void (*ask)(struct asking *a);
} verbs[] = {
    { "create", 3, 5, 2, ONE, "HcnCreate%s", ask_create },
    { "open", 3, 3, 2, ONE, "HcnOpen%s", ask_open },
    { "hold", 3, 3, 2, ONE, "HcnOpen%s", ask_hold },
    { "drop", 3, 3, 2, ONE, "HcnClose%s", ask_drop },
    { "query", 3, 3, 2, ONE, "HcnQuery%sProperties", ask_query },
    { "modify", 3, 3, 2, ONE, "HcnModify%s", ask_modify },
    { "delete", 3, 3, 2, ONE, "HcnDelete%s", ask_delete },
    { "statistics", 3, 3, 2, ONE, "HcnQuery%sStats", ask_statistics },
    { "enumerate", 2, 2, 0, MANY, "HcnEnumerate%s", ask_enumerate },
    { "list", 2, 2, 0, MANY, "HcnEnumerate%s", ask_list },
    { "reserve", 5, 5, 1, NO_KIND, "HcnReserveGuestNetworkServicePort", ask_reserve },
    { "reserve-range", 3, 3, 1, NO_KIND, "HcnReserveGuestNetworkServicePortRange",
      ask_reserve_range },
    { "reservations", 1, 1, 0, NO_KIND, "HcnEnumerateGuestNetworkPortReservations",
      ask_reservations },
    { "release", 1, 1, 0, NO_KIND, "HcnReleaseGuestNetworkServicePortReservationHandle",
      ask_release },
    { "watch", 2, STORY_WORDS, 0, MANY, "HcnRegisterServiceCallback", ask_watch },
    { "events", 1, 1, 0, NO_KIND, "HcnRegisterServiceCallback", ask_events },
};

/* The words of a line, as many as there is room for. */
static size_t split(struct hcn_call *call, const char *line, const char **words)
{
    char *at = hcn_call_memory(call, strlen(line) + 1);
    size_t count = 0;

    if (!at)
        return 0;
    strcpy(at, line);
    while (*(at += strspn(at, " ")) && count < STORY_WORDS) {
        words[count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return count;
}

static const struct verb *find_verb(const char *word)
{
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (!strcmp(verbs[i].word, word))
            return &verbs[i];
    return NULL;
}

static bool is_id(const char *word)
{
    struct hcn_guid id;

    return *word == '<' || !strcmp(word, "-") || hcn_guid_parse(word, &id);
}

bool story_understands(struct hcn_call *call, const char *request, const char **wrong)
{
    const char *words[STORY_WORDS] = { "" };
    const size_t count = split(call, request, words);
    const struct verb *v = find_verb(words[0]);
    const size_t kinds_end = v && v->most == STORY_WORDS ? count : 2;

    *wrong = "expected a request, as \"create network <net>\"";
    if (!v || count < v->least || count > v->most)
        return false;
    *wrong = "expected a kind, as \"network\" or \"load-balancer\"";
    for (size_t i = 1; v->names != NO_KIND && i < kinds_end; i++)
        if (!story_kind_find(words[i]))
            return false;
    *wrong = "expected an id: <name>, or - for none";
    return !v->id || (is_id(words[v->id]) && (count < 5 || v->id != 2 || is_id(words[4])));
}

const char *story_function(struct hcn_call *call, const char *request)
{
    struct text x = { .call = call };
    const char *words[STORY_WORDS] = { "", "" };
    const struct verb *v;
    const struct story_kind *k;

    (void)split(call, request, words);
    v = find_verb(words[0]);
    k = story_kind_find(words[1]);
    for (const char *at = v ? v->function : ""; *at; at++) {
        if (strncmp(at, "%s", 2) != 0)
            text_add(&x, "%c", *at);
        else
            text_add(&x, "%s", k ? v->names == MANY ? k->many : k->one : ""), at++;
    }
    return x.at ? x.at : "";
}

void story_ask(struct telling *s, struct hcn_call *call, const struct step *step,
               struct answer *out)
{
    struct asking a = { .s = s, .t = *s->t, .out = out };
    const char *line = name_fill(&s->names, call, step->request, true);
    const struct verb *v;
    const struct story_kind *k;

    *out = (struct answer){ 0 };
    a.t.call = call;
    a.json = step->json ? name_fill(&s->names, call, step->json, true) : NULL;
    a.count = line ? split(call, line, a.words) : 0;
    v = a.count ? find_verb(a.words[0]) : NULL;
    k = v && v->names != NO_KIND ? story_kind_find(a.words[1]) : NULL;
    if (k)
        a.noun = nouns[k - story_kinds];
    if (v && v->id && hcn_guid_parse(a.words[v->id], &a.id))
        a.wanted = &a.id;
    if (v)
        v->ask(&a);
    out->hresult = hcn_call_hresult(call);
    out->sentence = hcn_call_text(call);
    if (out->hresult)
        out->json = hcn_call_record(call);
}

const char *story_leave(struct telling *s)
{
    const char *left = NULL;

    hcn_watch_close(s->watch);
    for (size_t i = 0; i < s->reservations.count; i++)
        hcn_port_release(s->reservations.at[i]);
    for (size_t i = s->objects.count; i-- > 0;) {
        const struct story_object *o = s->objects.at[i];
        struct tool t = *s->t;

        t.call = hcn_call_begin();
        o->noun->close(o->handle);
        if (o->made && !o->noun->remove(&t, &o->id) &&
            hcn_call_class(t.call) != HCN_CLASS_NOT_FOUND) {
            struct text x = { .call = s->t->call };

            text_add(&x, "%s", hcn_call_text(t.call));
            left = x.at;
        }
        hcn_call_end(t.call);
    }
    return left;
}
