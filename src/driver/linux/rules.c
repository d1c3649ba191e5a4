/* rules.c - one transaction of elements for each network and each endpoint. */
#include "driver/linux/rules.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "driver/linux/forget.h"
#include "driver/linux/nat.h"
#include "driver/linux/ruleset.h"
#include "driver/linux/tag.h"

struct nl_socket *filter_socket(struct hcn_call *c, struct linux_driver *d)
{
    if (d->filter.fd < 0 && !nl_socket_open(c, NETLINK_NETFILTER, &d->filter))
        return NULL;
    return &d->filter;
}

/* ---- looking ---------------------------------------------------------------------------- */

/* The kernel drops answers when too many wait to be read. */
enum { QUESTIONS = 64 };

struct owned {
    const struct linux_driver *driver;
    const char *tag;
    bool (*is_own)(const struct linux_driver *d, const char *text, const char *tag);
    uint32_t first; /* sequence number of the first question */
    size_t count, at;
    bool *own; /* which elements are */
};

static void see_tag(void *context, const char *text)
{
    struct owned *o = context;

    if (text && o->is_own(o->driver, text, o->tag))
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

/* Which are there, and ours? `how` is filled in as far as it says what that means. */
static bool find_own(struct hcn_call *c, struct nl_socket *s, const struct nft_elements *all,
                     const struct owned *how, bool *own)
{
    for (size_t i = 0; i < all->count; i += QUESTIONS) {
        struct owned o = *how;

        o.own = own + i;
        o.count = all->count - i < QUESTIONS ? all->count - i : QUESTIONS;
        if (!ask(c, s, all->at + i, &o))
            return false;
    }
    return true;
}

bool rules_present(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
                   const char *tag, bool *out)
{
    const struct owned how = { .driver = d, .tag = tag, .is_own = tag_is_ours };
    struct nl_socket *s = filter_socket(c, d);
    bool *own = call_alloc(c, all->count * sizeof *own);

    if (!s || !own || !find_own(c, s, all, &how, own))
        return false;
    *out = true;
    for (size_t i = 0; i < all->count; i++)
        *out &= own[i];
    return true;
}

/* ---- removing --------------------------------------------------------------------------- */

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
    const struct owned how = { .driver = d, .tag = tag, .is_own = tag_is_removable };
    struct nl_socket *s = filter_socket(c, d);
    bool *own = call_alloc(c, all->count * sizeof *own);

    return s && own && find_own(c, s, all, &how, own) && delete_own(c, s, all, own);
}

/* ---- adding ----------------------------------------------------------------------------- */

static bool create(struct hcn_call *c, struct nl_socket *s, const struct nft_elements *all,
                   const struct tag_text *tag, struct nl_refusal *r)
{
    struct nl_batch b = { .call = c };

    nft_put_begin(&b);
    for (size_t i = 0; i < all->count; i++)
        nft_put_create(&b, &all->at[i], tag->s);
    nft_put_end(&b);
    return nl_exchange(s, &b, NULL, NULL, r);
}

/* Whose the first element is that is there already. */
struct taken {
    struct hcn_call *call;
    const char *owner;
};

static void see_owner(void *context, const char *text)
{
    struct taken *t = context;

    if (text && !t->owner)
        t->owner = tag_owner(t->call, text);
}

static bool see_taken(void *context, const struct nlmsghdr *m)
{
    nft_each_tag(m, see_owner, context);
    return true;
}

/* Says who has the first of the elements that is there. Always false. */
static bool refuse(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
                   const struct nl_refusal *first)
{
    struct taken t = { .call = c };
    struct nl_refusal r;
    size_t i;

    for (i = 0; i < all->count && !t.owner; i++) {
        struct nl_batch b = { .call = c };

        nft_put_get(&b, &all->at[i]);
        if (!nl_exchange(&d->filter, &b, see_taken, &t, &r))
            return false;
    }
    if (!t.owner)
        return fail(c, HCN_WIN32_ALREADY_EXISTS, "%s is taken already", first->about);
    return fail(c, HCN_WIN32_ALREADY_EXISTS,
                "%s is taken already: %s (this is store %08" PRIx32 "). Where that is lost, \"nft "
                "delete table %s hcn\" removes it, and the next attach puts back what is in use",
                first->about, t.owner, d->driver.maker.store,
                all->at[i - 1].family == NFT_INET ? "inet" : "bridge");
}

/* Another store that ends takes tables away which nobody uses: then they are laid down once more.
 */
enum { TRIES = 20 };

bool rules_add(struct hcn_call *c, struct linux_driver *d, const struct nft_elements *all,
               const char *tag)
{
    const struct tag_text text = tag_text(d, tag);
    struct nl_socket *s = filter_socket(c, d);
    struct nl_refusal r;

    if (!s || !create(c, s, all, &text, &r))
        return false;
    for (int i = 0; i < TRIES && r.error == ENOENT; i++)
        if (!ruleset_ensure(c, d) || !create(c, s, all, &text, &r))
            return false;
    if (r.error == EEXIST)
        return refuse(c, d, all, &r);
    return !r.error || nl_fail(c, &r);
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
