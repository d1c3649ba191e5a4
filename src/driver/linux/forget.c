/* forget.c - connections that were tracked to addresses which are given back. */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <string.h>
#include <sys/socket.h>

#include "driver/linux/linux.h"

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

struct forgetting {
    struct hcn_call *call;
    const struct ip *ip;
    struct nl_batch deletions;
};

static void put_head(struct nl_batch *b, const struct ip *ip, uint16_t type, uint16_t flags)
{
    const struct nfgenmsg head = { .nfgen_family = ip->family == 4 ? AF_INET : AF_INET6 };

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

/* Kernels that cannot filter send all, so each is looked at here too. */
static bool see(void *context, const struct nlmsghdr *m)
{
    struct forgetting *f = context;
    const struct nlattr *a, *parts[CTA_MAX + 1] = { 0 };

    mnl_attr_for_each(a, m, sizeof(struct nfgenmsg))
    {
        if (mnl_attr_get_type(a) <= CTA_MAX)
            parts[mnl_attr_get_type(a)] = a;
    }
    if (!parts[CTA_TUPLE_ORIG] || !parts[CTA_TUPLE_REPLY] ||
        (!is_source(parts[CTA_TUPLE_ORIG], f->ip) && !is_source(parts[CTA_TUPLE_REPLY], f->ip)))
        return true;
    put_head(&f->deletions, f->ip, IPCTNL_MSG_CT_DELETE, 0);
    nl_put_raw(&f->deletions, parts[CTA_TUPLE_ORIG], parts[CTA_TUPLE_ORIG]->nla_len);
    if (parts[CTA_ID])
        nl_put_raw(&f->deletions, parts[CTA_ID], parts[CTA_ID]->nla_len);
    if (parts[CTA_ZONE])
        nl_put_raw(&f->deletions, parts[CTA_ZONE], parts[CTA_ZONE]->nla_len);
    return true;
}

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

static bool list(struct forgetting *f, struct nl_socket *s, const struct side *side, int *error)
{
    struct nl_batch b = { .call = f->call };
    struct nl_refusal r;

    put_head(&b, f->ip, IPCTNL_MSG_CT_GET, NLM_F_DUMP);
    if (side)
        put_filter(&b, side, f->ip);
    if (!nl_exchange(s, &b, see, f, &r))
        return false;
    *error = r.error;
    return !r.error || side || nl_fail(f->call, &r);
}

/* A connection that ended meanwhile cannot be deleted, which is as good. */
static bool delete_found(struct forgetting *f, struct nl_socket *s)
{
    struct nl_refusal r;

    if (!f->deletions.count)
        return true;
    if (!nl_exchange(s, &f->deletions, NULL, NULL, &r))
        return false;
    return !r.error || r.error == ENOENT || nl_fail(f->call, &r);
}

static bool forget(struct hcn_call *c, struct nl_socket *s, const struct ip *ip)
{
    struct forgetting f = { .call = c, .ip = ip, .deletions.call = c };
    int error = 0;

    for (size_t i = 0; i < COUNT(sides) && !error; i++)
        if (!list(&f, s, &sides[i], &error))
            return false;
    if (error && !list(&f, s, NULL, &error))
        return false;
    return delete_found(&f, s);
}

/* A step that only ever removes. */
bool forget_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct nl_socket *socket = filter_socket(c, d);
    struct prefix p;

    for (size_t i = 0; socket && i < s->addresses.count; i++)
        if (!prefix_parse(s->addresses.at[i], &p) || !forget(c, socket, &p.ip))
            return failed(c) ? false
                             : fail(c, E_INVALIDARG, "expected an address, found \"%s\"",
                                    s->addresses.at[i]);
    return socket != NULL;
}

bool forget_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    return forget_remove(c, d, s);
}
