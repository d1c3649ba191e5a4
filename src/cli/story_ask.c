/* story_ask.c - the requests of stories, over the public functions. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
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

static bool is_kind(const char *word)
{
    return story_kind_find(word) != NULL;
}

static bool is_endpoint(const char *word)
{
    return !strcmp(word, "endpoint");
}

static bool is_other_kind(const char *word)
{
    return is_kind(word) && !is_endpoint(word);
}

static bool is_id(const char *word)
{
    struct hcn_guid id;

    return name_is(word) || !strcmp(word, "-") || hcn_guid_parse(word, &id);
}

static bool is_in(const char *word)
{
    return !strcmp(word, "in");
}

static bool is_protocol(const char *word)
{
    return !strcmp(word, "TCP") || !strcmp(word, "UDP") || !strcmp(word, "both");
}

static bool is_access(const char *word)
{
    return !strcmp(word, "exclusive") || !strcmp(word, "shared");
}

static bool is_number(const char *word)
{
    return strspn(word, "0123456789") == strlen(word) && strlen(word) <= 5 && *word != '0' &&
           strtoul(word, NULL, 10) <= UINT16_MAX;
}

/* What the words behind a verb are, a letter for each. */
static const struct part {
    char letter;
    bool (*fits)(const char *word);
    const char *sentence;
} parts[] = {
    { 'k', is_kind, "expected a kind, as \"network\" or \"load-balancer\"" },
    { 'o', is_other_kind, "expected a kind, as \"network\" or \"load-balancer\"" },
    { 'e', is_endpoint, "expected \"endpoint\"" },
    { 'i', is_id, "expected an id: <name>, or - for none" },
    { 'n', is_in, "expected \"in\" and a network" },
    { 'p', is_protocol, "expected TCP, UDP or both" },
    { 'a', is_access, "expected exclusive or shared" },
    { '#', is_number, "expected a number from 1 to 65535" },
};

/* `many`: the function has the kind's plural in its name. */
static const struct verb {
    const char *word, *shape;
    const char *function;
    bool many;
    void (*ask)(struct asking *a);
} verbs[] = {
    { "create", "oi", "HcnCreate%s", false, ask_create },
    { "create", "eini", "HcnCreate%s", false, ask_create },
    { "open", "ki", "HcnOpen%s", false, ask_open },
    { "hold", "ki", "HcnOpen%s", false, ask_hold },
    { "drop", "ki", "HcnClose%s", false, ask_drop },
    { "query", "ki", "HcnQuery%sProperties", false, ask_query },
    { "modify", "ki", "HcnModify%s", false, ask_modify },
    { "delete", "ki", "HcnDelete%s", false, ask_delete },
    { "statistics", "ei", "HcnQuery%sStats", false, ask_statistics },
    { "enumerate", "k", "HcnEnumerate%s", true, ask_enumerate },
    { "list", "k", "HcnEnumerate%s", true, ask_list },
    { "reserve", "ipa#", "HcnReserveGuestNetworkServicePort", false, ask_reserve },
    { "reserve-range", "i#", "HcnReserveGuestNetworkServicePortRange", false, ask_reserve_range },
    { "reservations", "", "HcnEnumerateGuestNetworkPortReservations", false, ask_reservations },
    { "release", "", "HcnReleaseGuestNetworkServicePortReservationHandle", false, ask_release },
    { "watch", "kkk", "HcnRegisterServiceCallback", false, ask_watch },
    { "watch", "kk", "HcnRegisterServiceCallback", false, ask_watch },
    { "watch", "k", "HcnRegisterServiceCallback", false, ask_watch },
    { "events", "", "HcnRegisterServiceCallback", false, ask_events },
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

static const struct part *find_part(char letter)
{
    const struct part *p = parts;

    while (p->letter != letter)
        p++;
    return p;
}

/* How many words fit behind the verb; *wrong says what is wrong with the next, or is NULL. */
static size_t count_fitting(const struct verb *v, const char **words, size_t count,
                            const char **wrong)
{
    size_t i = 1;

    *wrong = NULL;
    for (; v->shape[i - 1]; i++) {
        const struct part *p = find_part(v->shape[i - 1]);

        if (i < count && p->fits(words[i]))
            continue;
        *wrong = p->sentence;
        return i;
    }
    if (i < count)
        *wrong = "expected no more words";
    return i;
}

/* The row that the words fit; NULL: what is wrong with those that fit best. */
static const struct verb *find_verb(const char **words, size_t count, const char **wrong)
{
    size_t best = 0;

    *wrong = "expected a request, as \"create network <net>\"";
    for (size_t i = 0; count && i < sizeof verbs / sizeof verbs[0]; i++) {
        const char *sentence;
        size_t fitting;

        if (strcmp(verbs[i].word, words[0]) != 0)
            continue;
        fitting = count_fitting(&verbs[i], words, count, &sentence);
        if (!sentence)
            return &verbs[i];
        if (fitting > best)
            *wrong = sentence;
        best = fitting > best ? fitting : best;
    }
    return NULL;
}

bool story_understands(struct hcn_call *call, const char *request, const char **wrong)
{
    const char *words[STORY_WORDS] = { "" };
    const size_t count = split(call, request, words);

    return find_verb(words, count, wrong) != NULL;
}

const char *story_function(struct hcn_call *call, const char *request)
{
    struct text x = { .call = call };
    const char *words[STORY_WORDS] = { "", "" }, *wrong, *mark;
    const size_t count = split(call, request, words);
    const struct verb *v = find_verb(words, count, &wrong);
    const struct story_kind *k = story_kind_find(words[1]);

    if (!v)
        return "";
    mark = strstr(v->function, "%s");
    if (!mark || !k)
        return v->function;
    text_add(&x, "%.*s%s%s", (int)(mark - v->function), v->function, v->many ? k->many : k->one,
             mark + 2);
    return x.at ? x.at : "";
}

void story_ask(struct telling *s, struct hcn_call *call, const struct step *step,
               struct answer *out)
{
    struct asking a = { .s = s, .t = *s->t, .out = out };
    const char *line = name_fill(&s->names, call, step->request, true), *wrong;
    const struct story_kind *k;
    const struct verb *v;
    const char *id;

    *out = (struct answer){ 0 };
    a.t.call = call;
    a.json = step->json ? name_fill(&s->names, call, step->json, true) : NULL;
    a.count = line ? split(call, line, a.words) : 0;
    v = find_verb(a.words, a.count, &wrong);
    k = v && *v->shape && *v->shape != 'i' ? story_kind_find(a.words[1]) : NULL;
    if (k)
        a.noun = nouns[k - story_kinds];
    id = v ? strchr(v->shape, 'i') : NULL;
    if (id && hcn_guid_parse(a.words[id - v->shape + 1], &a.id))
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
