/* match.c - see match.h. */
#include "cli/match.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* ---- names ------------------------------------------------------------------------------- */

static const char *const patterns[] = { "any", "id", "number", "text", "absent", "none" };

static bool is_pattern(const char *word)
{
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        if (!strcmp(patterns[i], word))
            return true;
    return false;
}

static size_t word_length(const char *at)
{
    size_t length = 0;

    while (isalnum((unsigned char)at[length]) || at[length] == '-')
        length++;
    return at[length] == '>' ? length : 0;
}

bool name_is(const char *text)
{
    const size_t length = *text == '<' ? word_length(text + 1) : 0;

    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        if (strlen(patterns[i]) == length && !strncmp(patterns[i], text + 1, length))
            return false;
    return length && !text[length + 2];
}

/* A copy of the first characters, in lower or upper case. */
static char *copy(struct hcn_call *call, const char *text, size_t length, int (*change)(int))
{
    char *out = hcn_call_memory(call, length + 1);

    for (size_t i = 0; out && i < length; i++)
        out[i] = (char)(change ? change((unsigned char)text[i]) : text[i]);
    return out;
}

static const char *name_text(const struct story_names *names, const char *word)
{
    for (size_t i = 0; i < names->list.count; i++)
        if (!strcmp(names->list.at[i]->word, word))
            return names->list.at[i]->text;
    return NULL;
}

void name_bind(struct story_names *names, const char *word, const char *text)
{
    struct story_name *one = hcn_call_memory(names->call, sizeof *one);

    if (!one)
        return;
    one->word = copy(names->call, word, strlen(word), NULL);
    one->text = copy(names->call, text, strlen(text), NULL);
    if (one->word && one->text)
        (void)hcn_list_append(names->call, &names->list, one);
}

static const char *name_make(struct story_names *names, const char *word)
{
    char text[HCN_GUID_TEXT];
    struct hcn_guid id;

    if (!hcn_guid_new(names->call, &id))
        return NULL;
    hcn_guid_print(&id, text);
    name_bind(names, word, text);
    return name_text(names, word);
}

/* What stands for the word of this length; NULL: it stays as it is. */
static const char *replacement(struct story_names *names, struct hcn_call *call, const char *word,
                               size_t length, bool make)
{
    const char *low = copy(call, word, length, tolower);
    const char *text;

    if (!low || !length || is_pattern(low))
        return NULL;
    text = name_text(names, low);
    if (!text && make)
        text = name_make(names, low);
    return text && isupper((unsigned char)*word) ? copy(call, text, strlen(text), toupper) : text;
}

const char *name_fill(struct story_names *names, struct hcn_call *call, const char *text, bool make)
{
    char *out = hcn_call_memory(call, strlen(text) * (HCN_GUID_TEXT / 2) + 1), *to = out;

    while (out && *text) {
        const char *word = text + 1 + (text[1] == '!');
        const size_t length = *text == '<' ? word_length(word) : 0;
        const char *put = length ? replacement(names, call, word, length, make) : NULL;

        if (put) {
            to += sprintf(to, text[1] == '!' ? "<!%s>" : "%s", put);
            text = word + length + 1;
        } else {
            *to++ = *text++;
        }
    }
    return out;
}

/* ---- matching ---------------------------------------------------------------------------- */

struct matching {
    struct hcn_call *call;
    struct story_names *names;
    char path[256];
    char difference[768];
};

typedef const struct json_value value;

static bool fits(struct matching *m, value *expected, value *found);

static bool differs(struct matching *m, value *expected, value *found)
{
    if (!*m->difference)
        snprintf(m->difference, sizeof m->difference, "%s%sexpected %.*s, found %.*s",
                 *m->path == '.' ? m->path + 1 : m->path, *m->path ? ": " : "",
                 (int)(expected->length < 200 ? expected->length : 200), expected->from,
                 found ? (int)(found->length < 300 ? found->length : 300) : 7,
                 found ? found->from : "nothing");
    return false;
}

/* * stands for any characters. */
static bool text_fits(const char *pattern, size_t length, const char *text)
{
    if (!length)
        return !*text;
    if (*pattern == '*')
        return text_fits(pattern + 1, length - 1, text) ||
               (*text && text_fits(pattern, length, text + 1));
    return *text == *pattern && text_fits(pattern + 1, length - 1, text + 1);
}

static bool says_nothing(value *found)
{
    struct hcn_guid id;

    if (!found || !found->text)
        return !found || !found->items;
    return !*found->text || !strcmp(found->text, "0") || !strcmp(found->text, "false") ||
           !strcmp(found->text, "null") ||
           (hcn_guid_parse(found->text, &id) && hcn_guid_is_zero(&id));
}

static bool is_id(value *found, struct hcn_guid *id)
{
    return found && found->type == JSON_TEXT && hcn_guid_parse(found->text, id);
}

/* A pattern in its brackets, or a name that stands for nothing yet. */
static bool pattern_fits(struct matching *m, const char *word, value *found)
{
    struct hcn_guid id;

    if (!strcmp(word, "absent") || !found)
        return !found && (!strcmp(word, "absent") || !strcmp(word, "none"));
    if (!strcmp(word, "any"))
        return true;
    if (!strcmp(word, "none"))
        return says_nothing(found);
    if (!strcmp(word, "number"))
        return found->type == JSON_WORD && strspn(found->text, "-0123456789") > 0;
    if (!strcmp(word, "text"))
        return found->type == JSON_TEXT && *found->text;
    if (!is_id(found, &id) || hcn_guid_is_zero(&id))
        return false;
    if (strcmp(word, "id") != 0)
        name_bind(m->names, word, found->text);
    return true;
}

static bool choice_fits(struct matching *m, const char *choice, size_t length, value *found)
{
    const char *text = copy(m->call, choice, length, NULL);
    struct hcn_guid a, b;

    if (!text)
        return false;
    if (*text == '<' && word_length(text + 1) + 2 == length)
        return pattern_fits(m, copy(m->call, text + 1, length - 2, NULL), found);
    if (!found || !found->text)
        return false;
    if (hcn_guid_parse(text, &a) && strcspn(text, "ABCDEF") == length)
        return hcn_guid_parse(found->text, &b) && hcn_guid_equal(&a, &b);
    return text_fits(text, length, found->text);
}

static bool choices_fit(struct matching *m, value *expected, value *found)
{
    const char *at = expected->text;
    const bool several = strchr(at, '|') != NULL;

    if (found && found->type == JSON_WORD && *at != '<' && !several)
        return differs(m, expected, found);
    for (;; at++) {
        const size_t length = strcspn(at, "|");

        if (choice_fits(m, at, length, found))
            return true;
        at += length;
        if (!*at)
            return differs(m, expected, found);
    }
}

static bool members_fit(struct matching *m, value *expected, value *found)
{
    const size_t length = strlen(m->path);

    for (value *e = expected->items; e; e = e->next) {
        snprintf(m->path + length, sizeof m->path - length, ".%s", e->name);
        if (!fits(m, e, json_member(found, e->name)))
            return false;
        m->path[length] = '\0';
    }
    return true;
}

static bool items_fit(struct matching *m, value *expected, value *found)
{
    const size_t length = strlen(m->path);
    value *e = expected->items, *f = found->items;

    for (int i = 0; e && f; i++, e = e->next, f = f->next) {
        snprintf(m->path + length, sizeof m->path - length, "[%d]", i);
        if (!fits(m, e, f))
            return false;
        m->path[length] = '\0';
    }
    return (!e && !f) || differs(m, expected, found);
}

static bool is_text(value *v, const char *text, size_t length)
{
    return v->type == JSON_TEXT && !strncmp(v->text, text, length);
}

/* Is some item what is expected? Says nothing of those that are not. */
static bool is_among(struct matching *m, value *expected, value *found)
{
    for (value *f = found->items; f; f = f->next) {
        struct matching one = { .call = m->call, .names = m->names };

        if (fits(&one, expected, f))
            return true;
    }
    return false;
}

/* "<!text>" without what makes it a "not". */
static value *wanted(struct matching *m, value *expected)
{
    struct json_value *v = hcn_call_memory(m->call, sizeof *v);

    if (v) {
        *v = *expected;
        v->text = copy(m->call, expected->text + 2, strlen(expected->text) - 3, NULL);
    }
    return v;
}

static bool some_fit(struct matching *m, value *expected, value *found)
{
    for (value *e = expected->items; e; e = e->next) {
        const bool no = is_text(e, "<!", 2);

        if (is_text(e, "...", 4))
            continue;
        if (is_among(m, no ? wanted(m, e) : e, found) == no)
            return differs(m, e, found);
    }
    return true;
}

static bool has_more(value *list)
{
    for (value *i = list->items; i; i = i->next)
        if (is_text(i, "...", 4))
            return true;
    return false;
}

static bool fits(struct matching *m, value *expected, value *found)
{
    if (expected->type == JSON_TEXT)
        return choices_fit(m, expected, found);
    if (!found || found->type != expected->type)
        return differs(m, expected, found);
    if (expected->type == JSON_OBJECT)
        return members_fit(m, expected, found);
    if (expected->type == JSON_LIST)
        return has_more(expected) ? some_fit(m, expected, found) : items_fit(m, expected, found);
    return !strcmp(expected->text, found->text) || differs(m, expected, found);
}

const char *match(struct story_names *names, struct hcn_call *call, const char *expected,
                  const char *found)
{
    struct matching m = { .call = call, .names = names };
    value *e = json_read(call, expected, NULL), *f = json_read(call, found, NULL);

    if (!e || !f)
        return e ? "the answer is no JSON" : "out of memory";
    return fits(&m, e, f) ? NULL : copy(call, m.difference, strlen(m.difference), NULL);
}
