/* nft.c - the encoder: what `nft add element` would send, without its library. */
#include "driver/linux/nft.h"

#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <string.h>

/* Comments are user data in the form that nft itself reads: type, length, text with its NUL. */
enum { COMMENT_OF_ELEMENT = 0, COMMENT_OF_TABLE = 0, COMMENT_MOST = 128 };

static const uint8_t families[] = { [NFT_INET] = NFPROTO_INET, [NFT_BRIDGE] = NFPROTO_BRIDGE };
static const char table[] = "hcn";
static const char mark[] = "hcn:";

/* ---- keys and values -------------------------------------------------------------------- */

struct nft_element *nft_add(struct hcn_call *c, struct nft_elements *list, enum nft_family family,
                            const char *set)
{
    struct nft_element *e = call_append(c, &list->at, &list->count, sizeof *e);

    if (e)
        *e = (struct nft_element){ .family = family, .set = set, .about = set };
    return e;
}

void nft_part(struct nft_value *v, const void *data, size_t size)
{
    memcpy(v->bytes + v->length, data, size);
    v->length = (uint8_t)(v->length + (size + 3) / 4 * 4);
}

void nft_part_name(struct nft_value *v, const char *link)
{
    char name[16] = "";
    size_t length = strlen(link);

    memcpy(name, link, length < sizeof name - 1 ? length : sizeof name - 1);
    nft_part(v, name, sizeof name);
}

void nft_part_ip(struct nft_value *v, const struct ip *ip)
{
    nft_part(v, ip->bytes, ip_bits(ip) / 8);
}

void nft_part_mac(struct nft_value *v, const struct mac *mac)
{
    nft_part(v, mac->bytes, sizeof mac->bytes);
}

void nft_part_u8(struct nft_value *v, uint8_t number)
{
    nft_part(v, &number, sizeof number);
}

void nft_part_u16(struct nft_value *v, uint16_t number)
{
    const uint16_t ordered = htons(number);

    nft_part(v, &ordered, sizeof ordered);
}

/* ---- messages --------------------------------------------------------------------------- */

static void put_limit(struct nl_batch *b, uint16_t type)
{
    const struct nfgenmsg head = { .version = NFNETLINK_V0, .res_id = htons(NFNL_SUBSYS_NFTABLES) };

    nl_begin(b, "a change of rules", NL_TYPE(type, 0), &head, sizeof head);
}

void nft_put_begin(struct nl_batch *b)
{
    put_limit(b, NFNL_MSG_BATCH_BEGIN);
}

void nft_put_begin_at(struct nl_batch *b, uint32_t generation)
{
    nft_put_begin(b);
    nl_put_be32(b, NFNL_BATCH_GENID, generation);
}

void nft_put_end(struct nl_batch *b)
{
    put_limit(b, NFNL_MSG_BATCH_END);
}

static void put_head(struct nl_batch *b, const char *about, uint16_t type, uint16_t flags,
                     enum nft_family family)
{
    const struct nfgenmsg head = { .nfgen_family = families[family], .version = NFNETLINK_V0 };

    nl_begin(b, about, NL_TYPE(NFNL_SUBSYS_NFTABLES << 8 | type, flags), &head, sizeof head);
}

static void put_value(struct nl_batch *b, uint16_t type, const struct nft_value *v)
{
    size_t nest;

    if (!v->length)
        return;
    nest = nl_open(b, type);
    nl_put(b, NFTA_DATA_VALUE, v->bytes, v->length);
    nl_close(b, nest);
}

static void put_comment(struct nl_batch *b, const char *tag)
{
    uint8_t data[2 + COMMENT_MOST] = { COMMENT_OF_ELEMENT };
    size_t length = strlen(tag);

    if (length > COMMENT_MOST - sizeof mark)
        length = COMMENT_MOST - sizeof mark;
    memcpy(data + 2, mark, sizeof mark - 1);
    memcpy(data + 1 + sizeof mark, tag, length);
    data[1] = (uint8_t)(sizeof mark + length);
    nl_put(b, NFTA_SET_ELEM_USERDATA, data, 2 + sizeof mark + length);
}

static void put_item(struct nl_batch *b, const struct nft_element *e, const char *tag)
{
    size_t item = nl_open(b, NFTA_LIST_ELEM);

    put_value(b, NFTA_SET_ELEM_KEY, &e->key);
    put_value(b, NFTA_SET_ELEM_KEY_END, &e->end);
    put_value(b, NFTA_SET_ELEM_DATA, &e->data);
    if (tag)
        put_comment(b, tag);
    nl_close(b, item);
}

/* A plain range is two elements, the second of which marks where it has ended. */
static void put_after(struct nl_batch *b, const struct nft_element *e)
{
    size_t item;

    if (!e->after.length)
        return;
    item = nl_open(b, NFTA_LIST_ELEM);
    put_value(b, NFTA_SET_ELEM_KEY, &e->after);
    nl_put_be32(b, NFTA_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END);
    nl_close(b, item);
}

static void put_element(struct nl_batch *b, const struct nft_element *e, uint16_t type,
                        uint16_t flags, const char *tag)
{
    size_t list;

    put_head(b, e->about, type, flags, e->family);
    nl_put_text(b, NFTA_SET_ELEM_LIST_TABLE, table);
    nl_put_text(b, NFTA_SET_ELEM_LIST_SET, e->set);
    list = nl_open(b, NFTA_SET_ELEM_LIST_ELEMENTS);
    put_item(b, e, tag);
    if (type != NFT_MSG_GETSETELEM)
        put_after(b, e);
    nl_close(b, list);
}

void nft_put_create(struct nl_batch *b, const struct nft_element *e, const char *tag)
{
    put_element(b, e, NFT_MSG_NEWSETELEM, NLM_F_CREATE | NLM_F_EXCL, tag);
}

void nft_put_delete(struct nl_batch *b, const struct nft_element *e)
{
    struct nft_element key = *e;

    key.data.length = 0;
    put_element(b, &key, NFT_MSG_DELSETELEM, 0, NULL);
}

void nft_put_get(struct nl_batch *b, const struct nft_element *e)
{
    struct nft_element key = *e;

    key.data.length = 0;
    put_element(b, &key, NFT_MSG_GETSETELEM, 0, NULL);
}

void nft_put_list(struct nl_batch *b, enum nft_family family, const char *set)
{
    put_head(b, set, NFT_MSG_GETSETELEM, NLM_F_DUMP, family);
    nl_put_text(b, NFTA_SET_ELEM_LIST_TABLE, table);
    nl_put_text(b, NFTA_SET_ELEM_LIST_SET, set);
}

void nft_put_list_rules(struct nl_batch *b, enum nft_family family, const char *chain)
{
    put_head(b, chain, NFT_MSG_GETRULE, NLM_F_DUMP, family);
    nl_put_text(b, NFTA_RULE_TABLE, table);
    nl_put_text(b, NFTA_RULE_CHAIN, chain);
}

void nft_put_get_table(struct nl_batch *b, enum nft_family family)
{
    put_head(b, "table hcn", NFT_MSG_GETTABLE, 0, family);
    nl_put_text(b, NFTA_TABLE_NAME, table);
}

void nft_put_delete_table(struct nl_batch *b, enum nft_family family)
{
    put_head(b, "table hcn", NFT_MSG_DELTABLE, 0, family);
    nl_put_text(b, NFTA_TABLE_NAME, table);
}

void nft_put_get_generation(struct nl_batch *b)
{
    put_head(b, "the rules' generation", NFT_MSG_GETGEN, 0, NFT_INET);
}

/* ---- answers ---------------------------------------------------------------------------- */

/* The comment in user data, or NULL. */
static const char *comment_of(const struct nlattr *a, uint8_t type)
{
    const uint8_t *data = mnl_attr_get_payload(a);
    size_t left = mnl_attr_get_payload_len(a);

    while (left >= 2 && left >= 2u + data[1]) {
        if (data[0] == type && data[1] && !data[1 + data[1]])
            return (const char *)data + 2;
        left -= 2u + data[1];
        data += 2 + data[1];
    }
    return NULL;
}

static const struct nlattr *find_nested(const struct nlattr *outer, uint16_t type)
{
    const struct nlattr *a;

    mnl_attr_for_each_nested(a, outer)
    {
        if (mnl_attr_get_type(a) == type)
            return a;
    }
    return NULL;
}

static const struct nlattr *find(const struct nlmsghdr *m, uint16_t type)
{
    const struct nlattr *a;

    mnl_attr_for_each(a, m, sizeof(struct nfgenmsg))
    {
        if (mnl_attr_get_type(a) == type)
            return a;
    }
    return NULL;
}

static const char *tag_of(const struct nlattr *item)
{
    const struct nlattr *data = find_nested(item, NFTA_SET_ELEM_USERDATA);
    const char *comment = data ? comment_of(data, COMMENT_OF_ELEMENT) : NULL;

    return comment && !strncmp(comment, mark, sizeof mark - 1) ? comment + sizeof mark - 1 : NULL;
}

void nft_each_tag(const struct nlmsghdr *m, void (*visit)(void *context, const char *tag),
                  void *context)
{
    const struct nlattr *item, *list = find(m, NFTA_SET_ELEM_LIST_ELEMENTS);

    if (!list)
        return;
    mnl_attr_for_each_nested(item, list) visit(context, tag_of(item));
}

uint32_t nft_generation(const struct nlmsghdr *m)
{
    const struct nlattr *id = find(m, NFTA_GEN_ID);

    return id ? ntohl(mnl_attr_get_u32(id)) : 0;
}

const char *nft_table_comment(const struct nlmsghdr *m)
{
    const struct nlattr *data = find(m, NFTA_TABLE_USERDATA);
    const char *comment = data ? comment_of(data, COMMENT_OF_TABLE) : NULL;

    return comment ? comment : "";
}
