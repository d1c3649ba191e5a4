/* nft_test.c - the bytes of messages, as libmnl reads them, and netlink's failures. */
#include "../check.h"

#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include "base/buffer.h"
#include "driver/linux/nft.h"

/* "1=text 3={ ... }": type, and what is in it. */
static void print_attributes(struct buffer *b, const struct nlattr *first, size_t size)
{
    const struct nlattr *a = first;

    for (int left = (int)size; mnl_attr_ok(a, left);
         left -= MNL_ALIGN(a->nla_len), a = mnl_attr_next(a)) {
        const unsigned char *bytes = mnl_attr_get_payload(a);
        const size_t length = mnl_attr_get_payload_len(a);

        buffer_format(b, " %u=", mnl_attr_get_type(a));
        if (a->nla_type & NLA_F_NESTED) {
            buffer_text(b, "{");
            print_attributes(b, mnl_attr_get_payload(a), length);
            buffer_text(b, " }");
            continue;
        }
        for (size_t i = 0; i < length; i++)
            buffer_format(b, "%02x", bytes[i]);
    }
}

static const char *print(struct hcn_call *c, struct nl_batch *batch)
{
    struct buffer b = { .call = c };
    const struct nlmsghdr *m = (const void *)batch->bytes;

    for (int left = (int)batch->length; mnl_nlmsg_ok(m, left); m = mnl_nlmsg_next(m, &left)) {
        const struct nfgenmsg *head = mnl_nlmsg_get_payload(m);

        buffer_format(&b, "%x flags %x family %u:", m->nlmsg_type, m->nlmsg_flags,
                      head->nfgen_family);
        print_attributes(&b, mnl_nlmsg_get_payload_offset(m, sizeof *head),
                         mnl_nlmsg_get_payload_len(m) - sizeof *head);
        buffer_text(&b, "\n");
    }
    return buffer_end(&b);
}

static struct nft_element published(struct hcn_call *c)
{
    static const struct ip ip = { 4, { 172, 20, 0, 2 } };
    struct nft_elements list = { 0 };
    struct nft_element *e = nft_add(c, &list, NFT_INET, "pm4");

    CHECK(e);
    nft_part_u8(&e->key, 6);
    nft_part_u16(&e->key, 8080);
    nft_part_ip(&e->data, &ip);
    nft_part_u16(&e->data, 80);
    return *e;
}

/* The form was compared with what nft 1.0.6 sends (--debug=mnl). */
static void elements_become_messages(void **state)
{
    struct hcn_call c = { 0 };
    struct nl_batch b = { .call = &c };
    struct nft_element e = published(&c);

    (void)state;
    nft_put_begin(&b);
    nft_put_create(&b, &e, "ep:1");
    nft_put_delete(&b, &e);
    nft_put_get(&b, &e);
    nft_put_end(&b);
    check_text("batch", print(&c, &b),
               "10 flags 1 family 0:\n"
               "a0c flags 601 family 1: 1=68636e00 2=706d3400 3={ 1={ 1={ 1=060000001f900000 } "
               "2={ 1=ac14000200500000 } 6=000968636e3a65703a3100 } }\n"
               "a0e flags 1 family 1: 1=68636e00 2=706d3400 3={ 1={ 1={ 1=060000001f900000 } } }\n"
               "a0d flags 1 family 1: 1=68636e00 2=706d3400 3={ 1={ 1={ 1=060000001f900000 } } }\n"
               "11 flags 1 family 0:\n");
    call_end(&c);
}

static void ranges_have_ends(void **state)
{
    struct hcn_call c = { 0 };
    struct nl_batch b = { .call = &c };
    struct nft_element plain = { .family = NFT_INET, .set = "x" }, pair = plain;

    (void)state;
    nft_part(&plain.key, "\x0a\0\0", 4);
    nft_part(&plain.after, "\x0b\0\0", 4);
    nft_part(&pair.key, "\x0a\0\0", 4);
    nft_part(&pair.end, "\x0a\xff\xff\xff", 4);
    nft_put_create(&b, &plain, "n");
    nft_put_delete(&b, &pair);
    check_text("batch", print(&c, &b),
               "a0c flags 601 family 1: 1=68636e00 2=7800 3={ 1={ 1={ 1=0a000000 } "
               "6=000668636e3a6e00 } 1={ 1={ 1=0b000000 } 3=00000001 } }\n"
               "a0e flags 1 family 1: 1=68636e00 2=7800 3={ 1={ 1={ 1=0a000000 } "
               "10={ 1=0affffff } } }\n");
    call_end(&c);
}

static void keep_tag(void *context, const char *tag)
{
    snprintf(context, 16, "%s", tag ? tag : "none");
}

static void tags_are_read_back(void **state)
{
    struct hcn_call c = { 0 };
    struct nl_batch b = { .call = &c };
    struct nft_element e = published(&c);
    char tag[16] = "";

    (void)state;
    nft_put_create(&b, &e, "ep:1");
    nft_each_tag((const void *)b.bytes, keep_tag, tag);
    check_text("tag", tag, "ep:1");
    b = (struct nl_batch){ .call = &c };
    nft_put_get(&b, &e); /* without a comment */
    nft_each_tag((const void *)b.bytes, keep_tag, tag);
    check_text("tag", tag, "none");
    call_end(&c);
}

static void a_long_message_grows(void **state)
{
    struct hcn_call c = { 0 };
    struct nl_batch b = { .call = &c };
    struct nft_element e = published(&c);
    size_t count = 0;

    (void)state;
    for (int i = 0; i < 1000; i++)
        nft_put_create(&b, &e, "ep:1");
    CHECK(!b.broken && b.count == 1000);
    for (const char *p = print(&c, &b); (p = strchr(p, '\n')); p++)
        count++;
    check_number("messages", count, 1000);
    call_end(&c);
}

static const struct {
    int error;
    const char *words;
    int32_t hresult;
    const char *text;
} refusals[] = {
    { EPERM, "", E_ACCESSDENIED,
      "bridge hb-0: the kernel refused it: Operation not permitted (are you root?)" },
    { EEXIST, "", HCN_WIN32_ALREADY_EXISTS, "bridge hb-0: the kernel refused it: File exists" },
    { EXFULL, "", HCN_WIN32_NO_SYSTEM_RESOURCES,
      "bridge hb-0: the kernel refused it: Exchange full (a bridge takes at most 1,023 ports)" },
    { ENODEV, "Device not found", HCN_WIN32_NOT_FOUND,
      "bridge hb-0: the kernel refused it: No such device; it says: Device not found" },
    { EOPNOTSUPP, "", HCN_E_REQUEST_UNSUPPORTED,
      "bridge hb-0: the kernel refused it: Operation not supported (this kernel lacks it)" },
    { ERANGE, "", E_FAIL, "bridge hb-0: the kernel refused it: Numerical result out of range" },
};

static void refusals_become_sentences(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct nl_refusal r = { .error = refusals[i].error, .about = "bridge hb-0" };
        struct hcn_call c = { 0 };

        snprintf(r.words, sizeof r.words, "%s", refusals[i].words);
        CHECK(!nl_fail(&c, &r));
        check_failure("refusal", &c, refusals[i].hresult, refusals[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_become_messages),  cmocka_unit_test(ranges_have_ends),
        cmocka_unit_test(tags_are_read_back),        cmocka_unit_test(a_long_message_grows),
        cmocka_unit_test(refusals_become_sentences),
    };

    return cmocka_run_group_tests_name("driver.nft", tests, NULL, NULL);
}
