/*
 * netlink.h - messages to the kernel: begin one, add to it, send all, look at the answer.
 *
 * Adding never fails where it happens. A batch that ran out of memory remembers that, and sending
 * says so; no caller checks twice.
 */
#ifndef DRIVER_LINUX_NETLINK_H
#define DRIVER_LINUX_NETLINK_H

#include <linux/netlink.h>

#include "base/ip.h"
#include "driver/driver.h"

/* Messages that go out in one piece. `{ .call = c }` is an empty one. */
struct nl_batch {
    struct hcn_call *call;
    unsigned char *bytes;
    size_t length, room;
    size_t message;     /* where the last message begins */
    const char **about; /* of each message: whom it concerns, for sentences */
    size_t count;
    bool broken;
};

/* `{ .fd = -1 }` is none. */
struct nl_socket {
    int fd;
    uint32_t sequence; /* of the last message sent */
};

/* What the kernel refused: the first of a batch. */
struct nl_refusal {
    int error;         /* an errno, or 0: nothing was refused */
    const char *about; /* as nl_begin() got it */
    char words[120];   /* the kernel's own, or "" */
};

/* False stops the walk: the call has failed, or enough was seen. */
typedef bool nl_visit(void *context, const struct nlmsghdr *message);

/* Adds a message; `header` is the fixed part behind the netlink header. */
void nl_begin(struct nl_batch *b, const char *about, unsigned type_and_flags, const void *header,
              size_t size);

/* The two halves of type_and_flags. */
#define NL_TYPE(type, flags) ((unsigned)(type) | (unsigned)(flags) << 16)

void nl_put(struct nl_batch *b, uint16_t type, const void *data, size_t size);
void nl_put_u8(struct nl_batch *b, uint16_t type, uint8_t value);
void nl_put_u16(struct nl_batch *b, uint16_t type, uint16_t value);
void nl_put_u32(struct nl_batch *b, uint16_t type, uint32_t value);
void nl_put_be32(struct nl_batch *b, uint16_t type, uint32_t value);
void nl_put_text(struct nl_batch *b, uint16_t type, const char *text);
void nl_put_ip(struct nl_batch *b, uint16_t type, const struct ip *ip);

/* Adds a fixed part in the middle of a message, as veth's peer has it. */
void nl_put_raw(struct nl_batch *b, const void *data, size_t size);

/* Attributes between the two are inside of another. */
size_t nl_open(struct nl_batch *b, uint16_t type);
void nl_close(struct nl_batch *b, size_t nest);

bool nl_socket_open(struct hcn_call *c, int protocol, struct nl_socket *out);
void nl_socket_close(struct nl_socket *s);

/*
 * Sends the batch and reads all answers; what was asked for goes to `visit` (which may be NULL).
 * True when the kernel answered, be it with a refusal.
 */
bool nl_exchange(struct nl_socket *s, struct nl_batch *b, nl_visit *visit, void *context,
                 struct nl_refusal *out);

/* The same, but a refusal fails the call. */
bool nl_send(struct nl_socket *s, struct nl_batch *b);
bool nl_ask(struct nl_socket *s, struct nl_batch *b, nl_visit *visit, void *context);

/* Fails with "about: the kernel refused it: ..." and the HRESULT that fits. Always false. */
bool nl_fail(struct hcn_call *c, const struct nl_refusal *r);

/* Fails with "what: No such file or directory" and the HRESULT that fits the errno. Always false.
 */
bool fail_errno(struct hcn_call *c, int error, const char *format, ...) HCN_PRINTF(3, 4);

#endif
