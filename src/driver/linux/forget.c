/* forget.c - connections that were tracked to addresses which are given back. */
#define _GNU_SOURCE
#include "driver/linux/forget.h"

#include <libmnl/libmnl.h>
#include <limits.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/memory.h"
#include "driver/linux/thread.h"

/* Which end of which direction may be the address: who asked, or who answers. */
struct side {
    uint16_t tuple, filter;
};

static const struct side sides[] = {
    { CTA_TUPLE_ORIG, CTA_FILTER_ORIG_FLAGS },
    { CTA_TUPLE_REPLY, CTA_FILTER_REPLY_FLAGS },
};

/* The bit of the source address, see CTA_FILTER in the kernel. */
enum { FILTER_SOURCE = 1 << 0 };

/* Up to so many connections all are looked at, which takes one walk instead of two an address. */
enum { FEW = 4096 };

/* Addresses whose connections are being forgotten. */
struct forgetting {
    struct forgetting *next; /* under the reaper's lock */
    struct reaper *reaper;
    size_t count;
    struct ip ips[];
};

struct walk {
    struct hcn_call *call;
    struct nl_socket *socket;
    const struct forgetting *what;
    struct nl_batch deletions;
};

static void put_head(struct nl_batch *b, uint8_t family, uint16_t type, uint16_t flags)
{
    const struct nfgenmsg head = { .nfgen_family = family };

    nl_begin(b, "connections", NL_TYPE(NFNL_SUBSYS_CTNETLINK << 8 | type, flags), &head,
             sizeof head);
}

/* The source address of a direction, or NULL. */
static const struct nlattr *source_of(const struct nlattr *tuple)
{
    const struct nlattr *part, *a;

    mnl_attr_for_each_nested(part, tuple)
    {
        if (mnl_attr_get_type(part) != CTA_TUPLE_IP)
            continue;
        mnl_attr_for_each_nested(a, part)
        {
            if (mnl_attr_get_type(a) == CTA_IP_V4_SRC || mnl_attr_get_type(a) == CTA_IP_V6_SRC)
                return a;
        }
    }
    return NULL;
}

static bool is_source(const struct nlattr *tuple, const struct ip *ip)
{
    const struct nlattr *a = source_of(tuple);

    return a && mnl_attr_get_payload_len(a) == ip_bits(ip) / 8 &&
           !memcmp(mnl_attr_get_payload(a), ip->bytes, ip_bits(ip) / 8);
}

static bool is_meant(const struct forgetting *f, const struct nlattr *tuple)
{
    for (size_t i = 0; tuple && i < f->count; i++)
        if (is_source(tuple, &f->ips[i]))
            return true;
    return false;
}

static void put_copy(struct nl_batch *b, const struct nlattr *a)
{
    if (a)
        nl_put_raw(b, a, a->nla_len);
}

/* Kernels that cannot filter send all, so each is looked at here too. */
static bool see(void *context, const struct nlmsghdr *m)
{
    const struct nfgenmsg *head = mnl_nlmsg_get_payload(m);
    const struct nlattr *a, *parts[CTA_MAX + 1] = { 0 };
    struct walk *w = context;

    mnl_attr_for_each(a, m, sizeof *head)
    {
        if (mnl_attr_get_type(a) <= CTA_MAX)
            parts[mnl_attr_get_type(a)] = a;
    }
    if (!is_meant(w->what, parts[CTA_TUPLE_ORIG]) && !is_meant(w->what, parts[CTA_TUPLE_REPLY]))
        return true;
    put_head(&w->deletions, head->nfgen_family, IPCTNL_MSG_CT_DELETE, 0);
    put_copy(&w->deletions, parts[CTA_TUPLE_ORIG]);
    put_copy(&w->deletions, parts[CTA_ID]);
    put_copy(&w->deletions, parts[CTA_ZONE]);
    return true;
}

/* ---- walking ---------------------------------------------------------------------------- */

static void put_filter(struct nl_batch *b, const struct side *side, const struct ip *ip)
{
    size_t tuple = nl_open(b, side->tuple), part = nl_open(b, CTA_TUPLE_IP), filter;

    nl_put_ip(b, ip->family == 4 ? CTA_IP_V4_SRC : CTA_IP_V6_SRC, ip);
    nl_close(b, part);
    nl_close(b, tuple);
    filter = nl_open(b, CTA_FILTER);
    nl_put_u32(b, side->filter, FILTER_SOURCE);
    nl_close(b, filter);
}

static bool list(struct walk *w, struct nl_batch *b)
{
    struct nl_refusal r;

    return nl_exchange(w->socket, b, see, w, &r) && !r.error;
}

static bool list_all(struct walk *w)
{
    struct nl_batch b = { .call = w->call };

    put_head(&b, AF_UNSPEC, IPCTNL_MSG_CT_GET, NLM_F_DUMP);
    return list(w, &b);
}

static bool list_of(struct walk *w, const struct ip *ip, const struct side *side)
{
    struct nl_batch b = { .call = w->call };

    put_head(&b, ip->family == 4 ? AF_INET : AF_INET6, IPCTNL_MSG_CT_GET, NLM_F_DUMP);
    put_filter(&b, side, ip);
    return list(w, &b);
}

static void forgotten(struct forgetting *f)
{
    struct reaper *r = f->reaper;
    struct forgetting **at;

    pthread_mutex_lock(&r->lock);
    for (at = &r->forgetting; *at != f;)
        at = &(*at)->next;
    *at = f->next;
    memory_free(f);
    r->running--;
    pthread_cond_broadcast(&r->ended);
    pthread_mutex_unlock(&r->lock);
}

/* How many connections there are; of a kernel that does not say, many. */
static unsigned long count_connections(void)
{
    FILE *f = fopen("/proc/sys/net/netfilter/nf_conntrack_count", "re");
    unsigned long count = ULONG_MAX;

    if (f && fscanf(f, "%lu", &count) != 1)
        count = ULONG_MAX;
    if (f)
        fclose(f);
    return count;
}

static bool find(struct walk *w)
{
    const struct forgetting *f = w->what;
    bool done = count_connections() > FEW;

    for (size_t i = 0; done && i < f->count * COUNT(sides); i++)
        done = list_of(w, &f->ips[i / COUNT(sides)], &sides[i % COUNT(sides)]);
    return done || list_all(w);
}

/* A connection that ended meanwhile cannot be deleted, which is as good. */
static void *forget(void *argument)
{
    struct forgetting *f = argument;
    struct nl_refusal r;
    struct nl_socket s;
    struct hcn_call call = { 0 };
    struct walk w = { .call = &call, .socket = &s, .what = f, .deletions.call = &call };

    if (nl_socket_open(&call, NETLINK_NETFILTER, &s)) {
        if (find(&w) && w.deletions.count)
            (void)nl_exchange(&s, &w.deletions, NULL, NULL, &r);
        nl_socket_close(&s);
    }
    call_end(&call);
    forgotten(f);
    return NULL;
}

/* ---- steps ------------------------------------------------------------------------------ */

static struct forgetting *begin(struct hcn_call *c, struct reaper *r, const struct step *s)
{
    struct forgetting *f = memory_new(sizeof *f + s->addresses.count * sizeof f->ips[0]);
    struct prefix p;

    if (!f) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    *f = (struct forgetting){ .reaper = r };
    for (size_t i = 0; i < s->addresses.count; i++)
        if (prefix_parse(s->addresses.at[i], &p))
            f->ips[f->count++] = p.ip;
    return f;
}

/* A step that only ever removes. */
bool forget_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct forgetting *f;

    if (!count_connections() || !s->addresses.count)
        return true;
    f = begin(c, &d->reaper, s);
    if (!f)
        return false;
    pthread_mutex_lock(&d->reaper.lock);
    f->next = d->reaper.forgetting;
    d->reaper.forgetting = f;
    d->reaper.running++;
    pthread_mutex_unlock(&d->reaper.lock);
    if (thread_start(c, forget, f, NULL))
        return true;
    forgotten(f);
    return false;
}

bool forget_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    return forget_remove(c, d, s);
}

static bool is_pending(const struct reaper *r, const struct ip *ip)
{
    for (const struct forgetting *f = r->forgetting; f; f = f->next)
        for (size_t i = 0; i < f->count; i++)
            if (ip_equal(&f->ips[i], ip))
                return true;
    return false;
}

void forget_wait(struct linux_driver *d, const struct step *s)
{
    struct prefix p;

    pthread_mutex_lock(&d->reaper.lock);
    for (size_t i = 0; i < s->addresses.count; i++)
        while (prefix_parse(s->addresses.at[i], &p) && is_pending(&d->reaper, &p.ip))
            pthread_cond_wait(&d->reaper.ended, &d->reaper.lock);
    pthread_mutex_unlock(&d->reaper.lock);
}
