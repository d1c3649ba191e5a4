/*
 * nft.h - elements of nftables sets and maps, as netlink messages.
 *
 * The rules stand still; what changes with networks and endpoints are elements of the sets that
 * the rules look into. Each carries a comment that tells whose it is, and all elements of a step
 * go in one transaction: all are there afterwards, or none.
 */
#ifndef DRIVER_LINUX_NFT_H
#define DRIVER_LINUX_NFT_H

#include "driver/linux/netlink.h"

/* A key or a value: parts one after the other, each filled up to four bytes. */
struct nft_value {
    uint8_t bytes[64];
    uint8_t length;
};

/* The sets of ruleset.c, by family. */
enum nft_family { NFT_INET, NFT_BRIDGE };

struct nft_element {
    enum nft_family family;
    const char *set;
    struct nft_value key;
    struct nft_value end;   /* of a range of a concatenation: its last key; else empty */
    struct nft_value data;  /* of a map; else empty */
    struct nft_value after; /* of a plain range: the first key behind it; else empty */
    const char *about;      /* for sentences: "port 8080/tcp" */
};

struct nft_elements {
    struct nft_element *at;
    size_t count;
};

/* An element to fill; NULL when memory ran out. */
struct nft_element *nft_add(struct hcn_call *c, struct nft_elements *list, enum nft_family family,
                            const char *set);

void nft_part(struct nft_value *v, const void *data, size_t size);
void nft_part_name(struct nft_value *v, const char *link);
void nft_part_ip(struct nft_value *v, const struct ip *ip);
void nft_part_mac(struct nft_value *v, const struct mac *mac);
void nft_part_u8(struct nft_value *v, uint8_t number);
void nft_part_u16(struct nft_value *v, uint16_t number); /* in network order */

/*
 * Around the messages of a transaction. One that begins at a generation is refused with ERESTART
 * when anybody has changed any rule since.
 */
void nft_put_begin(struct nl_batch *b);
void nft_put_begin_at(struct nl_batch *b, uint32_t generation);
void nft_put_end(struct nl_batch *b);

/* Messages that create an element (refused when it is there) and delete one. */
void nft_put_create(struct nl_batch *b, const struct nft_element *e, const char *tag);
void nft_put_delete(struct nl_batch *b, const struct nft_element *e);

/* Asks for one element, outside of a transaction. */
void nft_put_get(struct nl_batch *b, const struct nft_element *e);

/* Asks for all elements of a set; alone in its batch. */
void nft_put_list(struct nl_batch *b, enum nft_family family, const char *set);

/* Asks for all rules of a chain; alone in its batch. */
void nft_put_list_rules(struct nl_batch *b, enum nft_family family, const char *chain);

/* Asks for the table, or deletes it with all that is in it. */
void nft_put_get_table(struct nl_batch *b, enum nft_family family);
void nft_put_delete_table(struct nl_batch *b, enum nft_family family);

/* Asks for the generation of the rules. */
void nft_put_get_generation(struct nl_batch *b);

/* Calls `visit` with the tag of each element in an answer; NULL for one that is not ours. */
void nft_each_tag(const struct nlmsghdr *m, void (*visit)(void *context, const char *tag),
                  void *context);

/* The generation in an answer, or 0. */
uint32_t nft_generation(const struct nlmsghdr *m);

/* The comment of a table in an answer, or "". */
const char *nft_table_comment(const struct nlmsghdr *m);

#endif
