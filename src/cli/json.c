/* json.c - a reader by descent; what it does not need, as the range of numbers, it does not check.
 */
#include "cli/json.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64 };

struct reader {
    struct hcn_call *call;
    const char *at;
    int depth;
};

static struct json_value *read_value(struct reader *r);

static bool skip(struct reader *r, char c)
{
    r->at += strspn(r->at, " \t\r\n");
    if (*r->at != c)
        return false;
    r->at++;
    return true;
}

/* ---- texts ------------------------------------------------------------------------------- */

static bool read_unit(const char *at, unsigned *out)
{
    char digits[5] = "";

    for (int i = 0; i < 4; i++)
        if (!isxdigit((unsigned char)(digits[i] = at[i])))
            return false;
    *out = (unsigned)strtoul(digits, NULL, 16);
    return true;
}

static char *put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        *to++ = (char)code;
    } else if (code < 0x800) {
        *to++ = (char)(0xc0 | code >> 6);
        *to++ = (char)(0x80 | (code & 0x3f));
    } else {
        if (code >= 0x10000)
            *to++ = (char)(0xf0 | code >> 18);
        *to++ = (char)((code >= 0x10000 ? 0x80 : 0xe0) | (code >> 12 & 0x3f));
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    }
    return to;
}

/* Behind "\u": one unit, or two that make a pair. */
static char *read_code(struct reader *r, char *to)
{
    unsigned code, low;

    if (!read_unit(r->at, &code))
        return NULL;
    r->at += 4;
    if (code >> 10 == 0xd800 >> 10 && r->at[0] == '\\' && r->at[1] == 'u' &&
        read_unit(r->at + 2, &low) && low >> 10 == 0xdc00 >> 10) {
        code = 0x10000 + ((code & 0x3ff) << 10 | (low & 0x3ff));
        r->at += 6;
    }
    return put_utf8(to, code);
}

static char *read_escape(struct reader *r, char *to)
{
    static const char from[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char c = *r->at;
    const char *found = c ? strchr(from, c) : NULL;

    if (!found && c != 'u')
        return NULL;
    r->at++;
    if (!found)
        return read_code(r, to);
    *to++ = meant[found - from];
    return to;
}

/* Behind the quote. An escape is never shorter than what it means. */
static const char *read_text(struct reader *r)
{
    const char *end = r->at;
    char *text, *to;

    while (*end && *end != '"')
        end += *end == '\\' && end[1] ? 2 : 1;
    to = text = hcn_call_memory(r->call, (size_t)(end - r->at) + 1);
    while (to && (unsigned char)*r->at >= ' ' && *r->at != '"') {
        if (*r->at == '\\')
            r->at++, to = read_escape(r, to);
        else
            *to++ = *r->at++;
    }
    if (!to || *r->at != '"')
        return NULL;
    r->at++;
    return text;
}

static const char *read_word(struct reader *r)
{
    const size_t length = strspn(r->at, "+-.0123456789Eabcdefghijklmnopqrstuvwxyz");
    char *text = length ? hcn_call_memory(r->call, length + 1) : NULL;

    if (!text)
        return NULL;
    memcpy(text, r->at, length);
    if (isalpha((unsigned char)*text) && strcmp(text, "true") != 0 && strcmp(text, "false") != 0 &&
        strcmp(text, "null") != 0)
        return NULL;
    r->at += length;
    return text;
}

/* ---- values ------------------------------------------------------------------------------ */

static const char *read_name(struct reader *r)
{
    const char *name = skip(r, '"') ? read_text(r) : NULL;

    return name && skip(r, ':') ? name : NULL;
}

static bool read_items(struct reader *r, struct json_value *v, char end)
{
    struct json_value **last = &v->items;
    const char *name = NULL;

    if (++r->depth > DEEPEST)
        return false;
    if (!skip(r, end)) {
        do {
            if (v->type == JSON_OBJECT && !(name = read_name(r)))
                return false;
            *last = read_value(r);
            if (!*last)
                return false;
            (*last)->name = name;
            last = &(*last)->next;
        } while (skip(r, ','));
        if (!skip(r, end))
            return false;
    }
    r->depth--;
    return true;
}

static struct json_value *read_value(struct reader *r)
{
    struct json_value *v = hcn_call_memory(r->call, sizeof *v);
    bool ok;

    if (!v)
        return NULL;
    r->at += strspn(r->at, " \t\r\n");
    v->from = r->at;
    if (skip(r, '{')) {
        v->type = JSON_OBJECT;
        ok = read_items(r, v, '}');
    } else if (skip(r, '[')) {
        v->type = JSON_LIST;
        ok = read_items(r, v, ']');
    } else {
        v->type = skip(r, '"') ? JSON_TEXT : JSON_WORD;
        ok = (v->text = v->type == JSON_TEXT ? read_text(r) : read_word(r)) != NULL;
    }
    v->length = (size_t)(r->at - v->from);
    return ok ? v : NULL;
}

const struct json_value *json_read(struct hcn_call *call, const char *text, const char **wrong)
{
    struct reader r = { .call = call, .at = text };
    const struct json_value *v = read_value(&r);

    r.at += strspn(r.at, v ? " \t\r\n" : "");
    if (wrong)
        *wrong = r.at;
    return v && !*r.at ? v : NULL;
}

const struct json_value *json_member(const struct json_value *object, const char *name)
{
    for (const struct json_value *m = object->items; m; m = m->next)
        if (m->name && !strcmp(m->name, name))
            return m;
    return NULL;
}
