/* rules.c - one transaction of elements for each network and each endpoint. */
#include "driver/linux/rules.h"

#include <errno.h>
#include <string.h>

#include "driver/linux/forget.h"
#include "driver/linux/nat.h"
#include "driver/linux/ruleset.h"

struct nl_socket *filter_socket(struct hcn_call *c, struct linux_driver *d)
{
    if (d->filter.fd < 0 && !nl_socket_open(c, NETLINK_NETFILTER, &d->filter))
        return NULL;
    return &d->filter;
}

/* ---- adding ----------------------------------------------------------------------------- */

static bool create(struct hcn_call *c, struct nl_socket *s, const struct nft_elements *all,
                   const char *tag, struct nl_refusal *r)
{
    struct nl_batch b = { .call = c };

    nft_put_begin(&b);
    for (size_t i = 0; i < all->count; i++)
        nft_put_create(&b, &all->at[i], tag);
    nft_put_end(&b);
    return nl_exchange(s, &b, NULL, NULL, r);
}

bool rules_add(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
               const char *tag)
{
    struct nl_socket *s = filter_socket(c, d);
    struct nl_refusal r;

    if (!s || !create(c, s, all, tag, &r))
        return false;
    if (r.error == ENOENT && (!ruleset_ensure(c, d) || !create(c, s, all, tag, &r)))
        return false;
    if (r.error == EEXIST)
        return fail(c, HCN_WIN32_ALREADY_EXISTS, "%s is taken already", r.about);
    return !r.error || nl_fail(c, &r);
}

/* ---- removing --------------------------------------------------------------------------- */

/* The kernel drops answers when too many wait to be read. */
enum { QUESTIONS = 64 };

struct owned {
    const char *tag;
    uint32_t first; /* sequence number of the first question */
    size_t count, at;
    bool *own; /* which elements carry the tag */
};

static void see_tag(void *context, const char *tag)
{
    struct owned *o = context;

    if (tag && !strcmp(tag, o->tag))
        o->own[o->at] = true;
}

static bool see(void *context, const struct nlmsghdr *m)
{
    struct owned *o = context;

    o->at = m->nlmsg_seq - o->first;
    if (o->at < o->count)
        nft_each_tag(m, see_tag, o);
    return true;
}

/* What is not there is refused, and that is an answer. */
static bool ask(struct hcn_call *c, struct nl_socket *s, const struct nft_element *at,
                struct owned *o)
{
    struct nl_batch b = { .call = c };
    struct nl_refusal r;

    o->first = s->sequence + 1;
    for (size_t i = 0; i < o->count; i++)
        nft_put_get(&b, &at[i]);
    if (!nl_exchange(s, &b, see, o, &r))
        return false;
    return !r.error || r.error == ENOENT || nl_fail(c, &r);
}

/* Which are there, and ours? */
static bool find_own(struct hcn_call *c, struct nl_socket *s, const struct nft_elements *all,
                     const char *tag, bool *own)
{
    for (size_t i = 0; i < all->count; i += QUESTIONS) {
        struct owned o = { .tag = tag, .own = own + i, .count = all->count - i };

        if (o.count > QUESTIONS)
            o.count = QUESTIONS;
        if (!ask(c, s, all->at + i, &o))
            return false;
    }
    return true;
}

static bool delete_own(struct hcn_call *c, struct nl_socket *s, const struct nft_elements *all,
                       const bool *own)
{
    struct nl_batch b = { .call = c };
    struct nl_refusal r;

    nft_put_begin(&b);
    for (size_t i = 0; i < all->count; i++)
        if (own[i])
            nft_put_delete(&b, &all->at[i]);
    if (b.count == 1)
        return true;
    nft_put_end(&b);
    if (!nl_exchange(s, &b, NULL, NULL, &r))
        return false;
    return !r.error || nl_fail(c, &r);
}

bool rules_remove(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
                  const char *tag)
{
    struct nl_socket *s = filter_socket(c, d);
    bool *own = call_alloc(c, all->count * sizeof *own);

    return s && own && find_own(c, s, all, tag, own) && delete_own(c, s, all, own);
}

bool rules_present(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
                   const char *tag, bool *out)
{
    struct nl_socket *s = filter_socket(c, d);
    bool *own = call_alloc(c, all->count * sizeof *own);

    if (!s || !own || !find_own(c, s, all, tag, own))
        return false;
    *out = true;
    for (size_t i = 0; i < all->count; i++)
        *out &= own[i];
    return true;
}

/* ---- steps ------------------------------------------------------------------------------ */

bool network_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct nft_elements all;

    return network_elements(c, s, &all) && rules_add(c, d, &all, s->tag) &&
           bridge_readdress(c, d, s);
}

bool network_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct nft_elements all;

    return network_elements(c, s, &all) && rules_remove(c, d, &all, s->tag);
}

bool endpoint_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct nft_elements all;

    forget_wait(d, s);
    return endpoint_elements(c, s, &all) && rules_add(c, d, &all, s->tag) &&
           (!s->hairpin || port_hairpin(c, d, s, true));
}

bool endpoint_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct nft_elements all;

    return endpoint_elements(c, s, &all) && rules_remove(c, d, &all, s->tag) &&
           (!s->hairpin || port_hairpin(c, d, s, false));
}
