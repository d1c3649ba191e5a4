/* link.c - messages about links, and what the kernel says of them. */
#define _GNU_SOURCE
#include "driver/linux/link.h"

#include <errno.h>
#include <inttypes.h>
#include <libmnl/libmnl.h>
#include <linux/ip.h>
#include <linux/sockios.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "driver/linux/reaper.h"
#include "driver/linux/tag.h"

static const char mark[] = "hcn:";

/* ---- reading ---------------------------------------------------------------------------- */

static int parse_info(const struct nlattr *a, void *context)
{
    struct link *l = context;

    if (mnl_attr_get_type(a) == IFLA_INFO_KIND)
        snprintf(l->kind, sizeof l->kind, "%s", mnl_attr_get_str(a));
    return MNL_CB_OK;
}

static void parse_stats(const struct nlattr *a, struct link *l)
{
    size_t size = mnl_attr_get_payload_len(a);

    memcpy(&l->stats, mnl_attr_get_payload(a), size < sizeof l->stats ? size : sizeof l->stats);
}

/* An array of the values of IPV4_DEVCONF_..., from 1. */
static int parse_settings(const struct nlattr *a, void *context)
{
    const uint32_t *values = mnl_attr_get_payload(a);
    struct link *l = context;

    if (mnl_attr_get_type(a) != IFLA_INET_CONF ||
        mnl_attr_get_payload_len(a) < IPV4_DEVCONF_TAG * sizeof *values)
        return MNL_CB_OK;
    l->forwarding = values[IPV4_DEVCONF_FORWARDING - 1];
    l->tag = values[IPV4_DEVCONF_TAG - 1];
    return MNL_CB_OK;
}

static int parse_family(const struct nlattr *a, void *context)
{
    return mnl_attr_get_type(a) == AF_INET ? mnl_attr_parse_nested(a, parse_settings, context)
                                           : MNL_CB_OK;
}

static int parse_attribute(const struct nlattr *a, void *context)
{
    struct link *l = context;

    switch (mnl_attr_get_type(a)) {
    case IFLA_IFNAME:
        snprintf(l->name, sizeof l->name, "%s", mnl_attr_get_str(a));
        break;
    case IFLA_IFALIAS:
        snprintf(l->alias, sizeof l->alias, "%s", mnl_attr_get_str(a));
        break;
    case IFLA_GROUP:
        l->group = mnl_attr_get_u32(a);
        break;
    case IFLA_MASTER:
        l->master = (int)mnl_attr_get_u32(a);
        break;
    case IFLA_LINK:
        l->peer = (int)mnl_attr_get_u32(a);
        break;
    case IFLA_LINK_NETNSID:
        l->peer_space = (int)mnl_attr_get_u32(a);
        break;
    case IFLA_LINKINFO:
        mnl_attr_parse_nested(a, parse_info, l);
        break;
    case IFLA_AF_SPEC:
        mnl_attr_parse_nested(a, parse_family, l);
        break;
    case IFLA_STATS64:
        parse_stats(a, l);
        break;
    }
    return MNL_CB_OK;
}

void link_parse(const struct nlmsghdr *m, struct link *out)
{
    const struct ifinfomsg *head = mnl_nlmsg_get_payload(m);

    *out = (struct link){ .index = head->ifi_index,
                          .peer_space = -1,
                          .loopback = head->ifi_flags & IFF_LOOPBACK,
                          .up = head->ifi_flags & IFF_UP };
    mnl_attr_parse(m, sizeof *head, parse_attribute, out);
}

static bool keep(void *context, const struct nlmsghdr *m)
{
    link_parse(m, context);
    return true;
}

bool link_find(struct hcn_call *c, struct nl_socket *s, const char *name, struct link *out)
{
    static const struct ifinfomsg none;
    struct nl_batch b = { .call = c };
    struct nl_refusal r;

    *out = (struct link){ 0 };
    nl_begin(&b, name, NL_TYPE(RTM_GETLINK, 0), &none, sizeof none);
    nl_put_text(&b, strlen(name) < IFNAMSIZ ? IFLA_IFNAME : IFLA_ALT_IFNAME, name);
    if (!nl_exchange(s, &b, keep, out, &r))
        return false;
    return !r.error || r.error == ENODEV || nl_fail(c, &r);
}

bool links_each(struct hcn_call *c, struct nl_socket *s, nl_visit *visit, void *context)
{
    static const struct ifinfomsg none;
    struct nl_batch b = { .call = c };

    nl_begin(&b, "links", NL_TYPE(RTM_GETLINK, NLM_F_DUMP), &none, sizeof none);
    nl_put_u32(&b, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
    return nl_ask(s, &b, visit, context);
}

int link_index(const struct nl_socket *s, const char *name)
{
    struct ifreq request = { 0 };

    snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
    return ioctl(s->fd, SIOCGIFINDEX, &request) < 0 ? 0 : request.ifr_ifindex;
}

/* ---- whose ------------------------------------------------------------------------------ */

const char *link_tag(const struct link *l)
{
    return strncmp(l->alias, mark, sizeof mark - 1) ? NULL : l->alias + sizeof mark - 1;
}

bool link_is_ours(const struct linux_driver *d, const struct link *l, const char *tag)
{
    if (!l->index)
        return false;
    if (!*l->alias)
        return tag_group_is_ours(d, l->group);
    return l->group == OUR_GROUP && link_tag(l) && tag_is_ours(d, link_tag(l), tag);
}

bool link_is_removable(const struct linux_driver *d, const struct link *l, const char *tag)
{
    return link_is_ours(d, l, tag) && (*l->alias ? tag_is_removable(d, link_tag(l), tag)
                                                 : tag_group_is_removable(d, l->group));
}

bool link_refuse(struct hcn_call *c, struct linux_driver *d, const char *name,
                 const struct nl_refusal *r)
{
    struct link l = { 0 };

    if (r->error != EEXIST || !link_find(c, &d->route, name, &l) || !l.index)
        return nl_fail(c, r);
    if (!link_tag(&l))
        return fail(c, HCN_WIN32_ALREADY_EXISTS,
                    "%s: a link of that name is there already, and not ours: rename or delete it",
                    r->about);
    return fail(c, HCN_WIN32_ALREADY_EXISTS,
                "%s is there already: %s (this is store %08" PRIx32 "). Where that is lost, "
                "\"ip link delete %s\" removes it",
                r->about, tag_owner(c, link_tag(&l)), d->driver.maker.store, l.name);
}

/* ---- building --------------------------------------------------------------------------- */

void link_put_get(struct nl_batch *b, const char *about, int index)
{
    const struct ifinfomsg head = { .ifi_index = index };

    nl_begin(b, about, NL_TYPE(RTM_GETLINK, 0), &head, sizeof head);
    nl_put_u32(b, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
}

void link_put_change(struct nl_batch *b, const char *about, int index)
{
    const struct ifinfomsg head = { .ifi_index = index };

    nl_begin(b, about, NL_TYPE(RTM_NEWLINK, 0), &head, sizeof head);
}

void link_put_up(struct nl_batch *b, const char *about, int index, bool up)
{
    const struct ifinfomsg head = { .ifi_index = index,
                                    .ifi_flags = up ? IFF_UP : 0,
                                    .ifi_change = IFF_UP };

    nl_begin(b, about, NL_TYPE(RTM_NEWLINK, 0), &head, sizeof head);
}

/* "ep:<GUID>" to "hcn-ep-<GUID>": what a name may look like. */
static void second_name(const char *tag, char *out, size_t size)
{
    snprintf(out, size, "hcn-%s", tag);
    for (char *p = out; *p; p++)
        if (*p == ':')
            *p = '-';
}

void link_put_name(struct nl_batch *b, const char *about, int index, const char *tag)
{
    const struct ifinfomsg head = { .ifi_index = index };
    char text[ALTIFNAMSIZ];
    size_t list;

    second_name(tag, text, sizeof text);
    nl_begin(b, about, NL_TYPE(RTM_NEWLINKPROP, NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND), &head,
             sizeof head);
    list = nl_open(b, IFLA_PROP_LIST);
    nl_put_text(b, IFLA_ALT_IFNAME, text);
    nl_close(b, list);
}

void link_put_birth(struct nl_batch *b, const struct linux_driver *d)
{
    nl_put_u32(b, IFLA_GROUP, tag_group(d));
}

void link_put_tag(struct nl_batch *b, const struct linux_driver *d, const char *tag)
{
    char text[sizeof mark + TAG_ROOM];

    snprintf(text, sizeof text, "%s%s", mark, tag_text(d, tag).s);
    nl_put(b, IFLA_IFALIAS, text, strlen(text));
    nl_put_u32(b, IFLA_GROUP, OUR_GROUP);
}

void link_put_quiet(struct nl_batch *b, uint32_t mtu)
{
    size_t families, ipv6;

    if (mtu && mtu < LEAST_IPV6_MTU)
        return;
    families = nl_open(b, IFLA_AF_SPEC);
    ipv6 = nl_open(b, AF_INET6);
    nl_put_u8(b, IFLA_INET6_ADDR_GEN_MODE, IN6_ADDR_GEN_MODE_NONE);
    nl_close(b, ipv6);
    nl_close(b, families);
}

void link_put_settings(struct nl_batch *b, const struct link_setting *at, size_t count)
{
    size_t families = nl_open(b, IFLA_AF_SPEC);
    size_t ipv4 = nl_open(b, AF_INET);
    size_t list = nl_open(b, IFLA_INET_CONF);

    for (size_t i = 0; i < count; i++)
        nl_put_u32(b, at[i].number, at[i].value);
    nl_close(b, list);
    nl_close(b, ipv4);
    nl_close(b, families);
}

bool link_remove(struct hcn_call *c, struct linux_driver *d, const char *name, const char *tag)
{
    char second[ALTIFNAMSIZ];
    struct link l;

    if (!link_find(c, &d->route, name, &l))
        return false;
    second_name(tag, second, sizeof second);
    if (!link_is_ours(d, &l, tag) && !link_find(c, &d->route, second, &l)) /* somebody renamed it */
        return false;
    return !link_is_removable(d, &l, tag) || reaper_remove(c, &d->reaper, &l);
}
