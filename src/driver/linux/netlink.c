/* netlink.c - building, sending and answering, for all the kernel's netlink families. */
#include "driver/linux/netlink.h"

#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/os_linux.h"

/* ---- building --------------------------------------------------------------------------- */

static bool grow(struct nl_batch *b, size_t more)
{
    size_t room = b->room ? b->room : 2048;
    unsigned char *bytes;

    while (room < b->length + more)
        room *= 2;
    bytes = call_alloc(b->call, room);
    if (!bytes)
        return !(b->broken = true);
    if (b->length)
        memcpy(bytes, b->bytes, b->length);
    b->bytes = bytes;
    b->room = room;
    return true;
}

/* Zeroed room at the end, rounded up as netlink wants it. */
static void *reserve(struct nl_batch *b, size_t size)
{
    void *p;

    size = NLMSG_ALIGN(size);
    if (b->broken || (b->length + size > b->room && !grow(b, size)))
        return NULL;
    p = b->bytes + b->length;
    b->length += size;
    return memset(p, 0, size);
}

static struct nlmsghdr *last(const struct nl_batch *b)
{
    return (struct nlmsghdr *)(void *)(b->bytes + b->message);
}

void nl_put_raw(struct nl_batch *b, const void *data, size_t size)
{
    void *p = reserve(b, size);

    if (!p)
        return;
    if (size)
        memcpy(p, data, size);
    last(b)->nlmsg_len = (uint32_t)(b->length - b->message);
}

void nl_begin(struct nl_batch *b, const char *about, unsigned type_and_flags, const void *header,
              size_t size)
{
    const struct nlmsghdr head = { .nlmsg_type = (uint16_t)type_and_flags,
                                   .nlmsg_flags =
                                       (uint16_t)(NLM_F_REQUEST | type_and_flags >> 16) };
    const char **place = call_append(b->call, &b->about, &b->count, sizeof *place);

    if (!place) {
        b->broken = true;
        return;
    }
    *place = about;
    b->message = b->length;
    nl_put_raw(b, &head, sizeof head);
    nl_put_raw(b, header, size);
}

void nl_put(struct nl_batch *b, uint16_t type, const void *data, size_t size)
{
    const struct nlattr head = { .nla_type = type, .nla_len = (uint16_t)(NLA_HDRLEN + size) };
    unsigned char *p = reserve(b, NLA_HDRLEN + size);

    if (!p)
        return;
    memcpy(p, &head, sizeof head);
    if (size)
        memcpy(p + NLA_HDRLEN, data, size);
    last(b)->nlmsg_len = (uint32_t)(b->length - b->message);
}

void nl_put_u8(struct nl_batch *b, uint16_t type, uint8_t value)
{
    nl_put(b, type, &value, sizeof value);
}

void nl_put_u16(struct nl_batch *b, uint16_t type, uint16_t value)
{
    nl_put(b, type, &value, sizeof value);
}

void nl_put_u32(struct nl_batch *b, uint16_t type, uint32_t value)
{
    nl_put(b, type, &value, sizeof value);
}

void nl_put_be32(struct nl_batch *b, uint16_t type, uint32_t value)
{
    nl_put_u32(b, type, htonl(value));
}

void nl_put_text(struct nl_batch *b, uint16_t type, const char *text)
{
    nl_put(b, type, text, strlen(text) + 1);
}

void nl_put_ip(struct nl_batch *b, uint16_t type, const struct ip *ip)
{
    nl_put(b, type, ip->bytes, ip_bits(ip) / 8);
}

size_t nl_open(struct nl_batch *b, uint16_t type)
{
    size_t nest = b->length;

    nl_put(b, type | NLA_F_NESTED, NULL, 0);
    return nest;
}

void nl_close(struct nl_batch *b, size_t nest)
{
    uint16_t size = (uint16_t)(b->length - nest);

    if (b->length - nest > UINT16_MAX)
        b->broken = true;
    else if (!b->broken)
        memcpy(b->bytes + nest, &size, sizeof size);
}

/* ---- failures --------------------------------------------------------------------------- */

static const struct {
    int error;
    int32_t hresult;
    const char *hint;
} errors[] = {
    { EPERM, E_ACCESSDENIED, " (are you root?)" },
    { EACCES, E_ACCESSDENIED, "" },
    { EEXIST, HCN_WIN32_ALREADY_EXISTS, "" },
    { ENOENT, HCN_WIN32_NOT_FOUND, "" },
    { ENODEV, HCN_WIN32_NOT_FOUND, "" },
    { ENOMEM, E_OUTOFMEMORY, "" },
    { ENOBUFS, E_OUTOFMEMORY, "" },
    { ENOSPC, HCN_WIN32_DISK_FULL, "" },
    { EXFULL, HCN_WIN32_NO_SYSTEM_RESOURCES, " (a bridge takes at most 1,023 ports)" },
    { EOPNOTSUPP, HCN_E_REQUEST_UNSUPPORTED, " (this kernel lacks it)" },
    { EAFNOSUPPORT, HCN_E_REQUEST_UNSUPPORTED, " (this kernel lacks it)" },
    { EPROTONOSUPPORT, HCN_E_REQUEST_UNSUPPORTED, " (this kernel lacks it)" },
};

static size_t row_of(int error)
{
    size_t i = 0;

    while (i < COUNT(errors) && errors[i].error != error)
        i++;
    return i;
}

static void words_of(int error, char *out, size_t size)
{
    size_t row = row_of(error), used;

    if (strerror_r(error, out, size) != 0)
        snprintf(out, size, "error %d", error);
    used = strlen(out);
    snprintf(out + used, size - used, "%s", row < COUNT(errors) ? errors[row].hint : "");
}

static int32_t hresult_of(int error)
{
    size_t row = row_of(error);

    return row < COUNT(errors) ? errors[row].hresult : E_FAIL;
}

bool nl_fail(struct hcn_call *c, const struct nl_refusal *r)
{
    char words[160];

    words_of(r->error, words, sizeof words);
    return fail(c, hresult_of(r->error), "%s: the kernel refused it: %s%s%s", r->about, words,
                *r->words ? "; it says: " : "", r->words);
}

bool fail_errno(struct hcn_call *c, int error, const char *format, ...)
{
    char what[512], words[160];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    words_of(error, words, sizeof words);
    return fail(c, hresult_of(error), "%s: %s", what, words);
}

/* ---- sending ---------------------------------------------------------------------------- */

bool nl_socket_open(struct hcn_call *c, int protocol, struct nl_socket *out)
{
    const int on = 1, room = 1 << 20;

    *out = (struct nl_socket){ .fd = descriptor_keep(
                                   socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol)) };
    if (out->fd < 0)
        return fail_errno(c, errno, "a netlink socket (%d) cannot be opened", protocol);
    (void)setsockopt(out->fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on);
    (void)setsockopt(out->fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on);
    (void)setsockopt(out->fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &on, sizeof on);
    (void)setsockopt(out->fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    return true;
}

void nl_socket_close(struct nl_socket *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

/*
 * Numbers the messages. None asks to be acknowledged: what the kernel refuses it says unasked, and
 * before sendto() returns.
 */
static void number(struct nl_socket *s, struct nl_batch *b)
{
    struct nlmsghdr *m;

    for (size_t at = 0; at < b->length; at += NLMSG_ALIGN(m->nlmsg_len)) {
        m = (struct nlmsghdr *)(void *)(b->bytes + at);
        m->nlmsg_seq = ++s->sequence;
    }
}

static bool send_all(struct nl_socket *s, const struct nl_batch *b)
{
    const struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
    ssize_t sent;

    do
        sent =
            sendto(s->fd, b->bytes, b->length, 0, (const struct sockaddr *)&kernel, sizeof kernel);
    while (sent < 0 && errno == EINTR);
    return sent >= 0;
}

static int on_attribute(const struct nlattr *a, void *context)
{
    struct nl_refusal *r = context;

    if (mnl_attr_get_type(a) == NLMSGERR_ATTR_MSG && mnl_attr_validate(a, MNL_TYPE_NUL_STRING) >= 0)
        snprintf(r->words, sizeof r->words, "%s", mnl_attr_get_str(a));
    return MNL_CB_OK;
}

static void refused(const struct nl_batch *b, size_t i, const struct nlmsghdr *m,
                    struct nl_refusal *out)
{
    const struct nlmsgerr *e = mnl_nlmsg_get_payload(m);

    if (!e->error || out->error)
        return;
    out->error = -e->error;
    out->about = i < b->count && b->about[i] ? b->about[i] : "";
    if (m->nlmsg_flags & NLM_F_ACK_TLVS)
        mnl_attr_parse(m, sizeof *e, on_attribute, out);
}

struct reading {
    const struct nl_batch *batch;
    uint32_t first; /* sequence number of the batch's first message */
    nl_visit *visit;
    void *context;
    struct nl_refusal *refusal;
};

static void read_message(struct reading *r, const struct nlmsghdr *m)
{
    const size_t i = m->nlmsg_seq - r->first;

    if (i >= r->batch->count)
        return; /* not of this exchange */
    if (m->nlmsg_type == NLMSG_ERROR)
        refused(r->batch, i, m, r->refusal);
    else if (m->nlmsg_type >= NLMSG_MIN_TYPE && r->visit && !r->visit(r->context, m))
        r->visit = NULL;
}

/* Answers wait when sendto() returns, and dumps go on as they are read: none left is the end. */
static bool read_all(struct nl_socket *s, struct reading *r)
{
    _Alignas(struct nlmsghdr) char bytes[16384];
    ssize_t got;
    int left;

    for (;;) {
        got = recv(s->fd, bytes, sizeof bytes, MSG_DONTWAIT | MSG_TRUNC);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno == EAGAIN;
        if ((size_t)got > sizeof bytes) {
            errno = EMSGSIZE;
            return false;
        }
        left = (int)got;
        for (struct nlmsghdr *m = (void *)bytes; mnl_nlmsg_ok(m, left);
             m = mnl_nlmsg_next(m, &left))
            read_message(r, m);
    }
}

bool nl_exchange(struct nl_socket *s, struct nl_batch *b, nl_visit *visit, void *context,
                 struct nl_refusal *out)
{
    struct reading r = { b, s->sequence + 1, visit, context, out };

    *out = (struct nl_refusal){ .about = "" };
    if (b->broken)
        return fail(b->call, E_OUTOFMEMORY, "out of memory, or a message to the kernel too long");
    number(s, b);
    if (!send_all(s, b) || !read_all(s, &r))
        return fail_errno(b->call, errno, "%s: the kernel cannot be asked",
                          b->count && b->about[0] ? b->about[0] : "netlink");
    return !failed(b->call);
}

bool nl_ask(struct nl_socket *s, struct nl_batch *b, nl_visit *visit, void *context)
{
    struct nl_refusal refusal;

    if (!nl_exchange(s, b, visit, context, &refusal))
        return false;
    return !refusal.error || nl_fail(b->call, &refusal);
}

bool nl_send(struct nl_socket *s, struct nl_batch *b)
{
    return nl_ask(s, b, NULL, NULL);
}
