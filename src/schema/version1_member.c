/* version1_member.c - policies that are members of the object in version 1: NetworkAdapterName. */
#include <string.h>

#include "schema/document.h"
#include "schema/policy_types.h"
#include "schema/shape.h"
#include "schema/version1_parts.h"

static bool is_zero(const char *at, size_t size)
{
    while (size && !*at) {
        at++;
        size--;
    }
    return !size;
}

static bool member_fold(struct hcn_call *c, const struct version1_member *m, const char *at,
                        struct version1_policies *policies)
{
    const struct policy_type *type = policy_type_row(m->type);
    void *settings = document_new(c, type->settings);

    if (!settings)
        return false;
    if (m->setting) {
        memcpy((char *)settings + m->setting, at, m->size);
        document_give(settings, (char *)settings + m->setting);
    } else {
        memcpy(&settings, at, sizeof settings);
    }
    return version1_append(c, &policies->at, &policies->count,
                           hcn_policy_new(c, m->type, settings));
}

/* Clients send objects whose members are all zero, and mean none. */
static bool is_empty(const struct hcn_head *settings)
{
    const struct record *r = settings->record;

    for (const struct field *f = r->fields; f < r->fields + r->count; f++)
        if (!field_is_zero(f, settings) &&
            (f->shape != SHAPE_TEXT || *(const char *)pointer_at(field_at(f, settings))))
            return false;
    return !settings->extras;
}

static bool says_nothing(const struct version1_member *m, const char *at)
{
    if (is_zero(at, m->size))
        return true;
    if (!m->setting)
        return is_empty(pointer_at(at));
    return m->size == sizeof(const char *) && !*(const char *)pointer_at(at);
}

bool version1_members_fold(struct hcn_call *c, const struct version1_member *members, size_t count,
                           void *document, struct version1_policies *policies)
{
    struct version1_policies all = { 0 };

    for (size_t i = 0; i < count; i++) {
        char *at = (char *)document + members[i].at;

        if (!says_nothing(&members[i], at) && !member_fold(c, &members[i], at, &all))
            return false;
        document_drop(document, at);
    }
    for (size_t i = 0; i < policies->count; i++)
        if (!version1_append(c, &all.at, &all.count, policies->at[i]))
            return false;
    *policies = all;
    return true;
}

static void take_out(struct version1_policies *policies, size_t at)
{
    policies->count--;
    memmove(policies->at + at, policies->at + at + 1,
            (policies->count - at) * sizeof *policies->at);
}

/* The first policy of that type becomes a member, if its settings say no more than that. */
static void member_unfold(const struct version1_member *m, char *at,
                          struct version1_policies *policies)
{
    for (size_t i = 0; i < policies->count; i++) {
        const struct hcn_head *settings = hcn_policy_settings(policies->at[i], m->type);

        if (!settings || settings->extras)
            continue;
        if (m->setting && is_zero((const char *)settings + m->setting, m->size))
            continue;
        if (m->setting)
            memcpy(at, (const char *)settings + m->setting, m->size);
        else
            memcpy(at, &settings, sizeof settings);
        take_out(policies, i);
        return;
    }
}

bool version1_members_unfold(struct hcn_call *c, const struct version1_member *members,
                             size_t count, void *document, struct version1_policies *policies)
{
    if (policies->count) { /* the list is changed, the caller's is not */
        policies->at = call_copy(c, policies->at, policies->count * sizeof *policies->at);
        if (!policies->at)
            return false;
    }
    for (size_t i = 0; i < count; i++)
        member_unfold(&members[i], (char *)document + members[i].at, policies);
    return true;
}
