/* forget.c - connections that were tracked to addresses which are given back. */
#define _GNU_SOURCE
#include "driver/linux/forget.h"

#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <limits.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/memory.h"
#include "base/text.h"
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

/* All connections of an address, or those that a port of the host led there. */
struct target {
    struct ip ip;
    bool port;
    uint8_t protocol;
    uint16_t external, internal;
    struct ip at; /* the host's address; family 0: any */
};

/* Targets whose connections are being forgotten. */
struct forgetting {
    struct forgetting *next; /* under the reaper's lock */
    struct reaper *reaper;
    size_t count;
    struct target targets[];
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

/* One direction of a connection. */
struct tuple {
    struct ip source, destination;
    uint8_t protocol;
    uint16_t source_port, destination_port;
};

static struct ip read_ip(const struct nlattr *a)
{
    size_t size = mnl_attr_get_payload_len(a);
    struct ip ip = { .family = size == 4 ? 4 : 6 };

    memcpy(ip.bytes, mnl_attr_get_payload(a), size < sizeof ip.bytes ? size : sizeof ip.bytes);
    return ip;
}

static void read_part(const struct nlattr *part, struct tuple *out)
{
    const bool is_ip = mnl_attr_get_type(part) == CTA_TUPLE_IP;
    const struct nlattr *a;

    mnl_attr_for_each_nested(a, part)
    {
        const uint16_t type = mnl_attr_get_type(a);

        if (is_ip && (type == CTA_IP_V4_SRC || type == CTA_IP_V6_SRC))
            out->source = read_ip(a);
        else if (is_ip)
            out->destination = read_ip(a);
        else if (type == CTA_PROTO_NUM)
            out->protocol = mnl_attr_get_u8(a);
        else if (type == CTA_PROTO_SRC_PORT)
            out->source_port = ntohs(mnl_attr_get_u16(a));
        else if (type == CTA_PROTO_DST_PORT)
            out->destination_port = ntohs(mnl_attr_get_u16(a));
    }
}

static struct tuple read_tuple(const struct nlattr *tuple)
{
    struct tuple out = { .protocol = 0 };
    const struct nlattr *part;

    if (!tuple)
        return out;
    mnl_attr_for_each_nested(part, tuple)
    {
        if (mnl_attr_get_type(part) == CTA_TUPLE_IP || mnl_attr_get_type(part) == CTA_TUPLE_PROTO)
            read_part(part, &out);
    }
    return out;
}

/* Who asked the endpoint itself, at the same port, is not meant. */
static bool came_by(const struct target *t, const struct tuple *asked, const struct tuple *answer)
{
    return asked->protocol == t->protocol && asked->destination_port == t->external &&
           answer->source_port == t->internal && ip_equal(&answer->source, &t->ip) &&
           !ip_equal(&asked->destination, &t->ip) &&
           (!t->at.family || ip_equal(&asked->destination, &t->at));
}

static bool is_meant(const struct forgetting *f, const struct tuple *asked,
                     const struct tuple *answer)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct target *t = &f->targets[i];

        if (t->port ? came_by(t, asked, answer)
                    : ip_equal(&asked->source, &t->ip) || ip_equal(&answer->source, &t->ip))
            return true;
    }
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
    struct tuple asked, answer;
    struct walk *w = context;

    mnl_attr_for_each(a, m, sizeof *head)
    {
        if (mnl_attr_get_type(a) <= CTA_MAX)
            parts[mnl_attr_get_type(a)] = a;
    }
    asked = read_tuple(parts[CTA_TUPLE_ORIG]);
    answer = read_tuple(parts[CTA_TUPLE_REPLY]);
    if (!is_meant(w->what, &asked, &answer))
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
        done = list_of(w, &f->targets[i / COUNT(sides)].ip, &sides[i % COUNT(sides)]);
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

static void add_address(struct forgetting *f, const char *text)
{
    struct prefix p;

    if (prefix_parse(text, &p))
        f->targets[f->count++] = (struct target){ .ip = p.ip };
}

static void add_mapping(struct forgetting *f, const struct step_mapping *m)
{
    struct target *t = &f->targets[f->count];
    struct prefix to, at;

    if (!prefix_parse(m->address, &to))
        return;
    *t = (struct target){ .ip = to.ip,
                          .port = true,
                          .protocol = m->protocol,
                          .external = m->external_port,
                          .internal = m->internal_port };
    if (!text_empty(m->virtual_ip) && prefix_parse(m->virtual_ip, &at))
        t->at = at.ip;
    f->count++;
}

static struct forgetting *begin(struct hcn_call *c, struct reaper *r, const struct step *s)
{
    const size_t most = s->addresses.count + s->mappings.count;
    struct forgetting *f = memory_new(sizeof *f + most * sizeof f->targets[0]);

    if (!f) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    *f = (struct forgetting){ .reaper = r };
    for (size_t i = 0; i < s->addresses.count; i++)
        add_address(f, s->addresses.at[i]);
    for (size_t i = 0; i < s->mappings.count; i++)
        add_mapping(f, s->mappings.at[i]);
    return f;
}

/* A step that only ever removes. */
bool forget_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct forgetting *f;

    if (!count_connections() || !(s->addresses.count + s->mappings.count))
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
            if (ip_equal(&f->targets[i].ip, ip))
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
