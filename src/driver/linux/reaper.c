/* reaper.c - a thread for each deletion, which outlives the request. */
#define _GNU_SOURCE
#include "driver/linux/reaper.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/os_linux.h"
#include "driver/linux/thread.h"

/* More than this many at a time wait for an earlier one to end. */
enum { MOST_RUNNING = 64, PATIENCE = 10000 };

/* One deletion; the asker and the thread share it, and the last of them frees it. */
struct deletion {
    struct reaper *reaper;
    struct nl_socket socket;
    int index;
    int done;      /* an eventfd: the thread has its answer */
    int error;     /* an errno, once that is so */
    unsigned uses; /* under the reaper's lock */
};

bool reaper_open(struct hcn_call *c, struct reaper *r)
{
    int error;

    *r = (struct reaper){ 0 };
    error = pthread_mutex_init(&r->lock, NULL);
    if (error)
        return fail_errno(c, error, "a lock cannot be made");
    error = pthread_cond_init(&r->ended, NULL);
    if (error)
        pthread_mutex_destroy(&r->lock);
    return !error || fail_errno(c, error, "a condition cannot be made");
}

static void wait_until(struct reaper *r, unsigned most)
{
    while (r->running > most)
        pthread_cond_wait(&r->ended, &r->lock);
}

void reaper_close(struct reaper *r)
{
    pthread_mutex_lock(&r->lock);
    wait_until(r, 0);
    pthread_mutex_unlock(&r->lock);
    pthread_cond_destroy(&r->ended);
    pthread_mutex_destroy(&r->lock);
}

/* ---- one deletion ----------------------------------------------------------------------- */

static void leave(struct deletion *x, bool thread)
{
    struct reaper *r = x->reaper;
    bool last;

    pthread_mutex_lock(&r->lock);
    last = !--x->uses;
    if (last) {
        nl_socket_close(&x->socket);
        close(x->done);
        memory_free(x);
    }
    if (thread) { /* the last that a thread does with the reaper */
        r->running--;
        pthread_cond_broadcast(&r->ended);
    }
    pthread_mutex_unlock(&r->lock);
}

static struct deletion *begin(struct hcn_call *c, struct reaper *r, int index)
{
    struct deletion *x = memory_new(sizeof *x);

    if (!x) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    *x = (struct deletion){ .reaper = r, .index = index, .uses = 1 };
    x->done = descriptor_keep(eventfd(0, EFD_CLOEXEC));
    if (x->done >= 0 && nl_socket_open(c, NETLINK_ROUTE, &x->socket))
        return x;
    fail_errno(c, errno, "an event descriptor cannot be made");
    if (x->done >= 0)
        close(x->done);
    memory_free(x);
    return NULL;
}

static void *delete (void *argument)
{
    const uint64_t one = 1;
    struct deletion *x = argument;
    const struct ifinfomsg head = { .ifi_index = x->index };
    struct hcn_call call = { 0 };
    struct nl_batch b = { .call = &call };
    struct nl_refusal r = { 0 };

    nl_begin(&b, "link", NL_TYPE(RTM_DELLINK, 0), &head, sizeof head);
    x->error = nl_exchange(&x->socket, &b, NULL, NULL, &r) ? r.error : EIO;
    call_end(&call);
    (void)!write(x->done, &one, sizeof one);
    leave(x, true);
    return NULL;
}

static bool start(struct hcn_call *c, struct deletion *x)
{
    struct reaper *r = x->reaper;

    pthread_mutex_lock(&r->lock);
    wait_until(r, MOST_RUNNING - 1);
    r->running++;
    x->uses++;
    pthread_mutex_unlock(&r->lock);
    if (thread_start(c, delete, x, NULL))
        return true;
    leave(x, true);
    return false;
}

/* ---- waiting for the news --------------------------------------------------------------- */

static bool listen_for_links(struct hcn_call *c, struct nl_socket *out)
{
    const struct sockaddr_nl links = { .nl_family = AF_NETLINK, .nl_groups = RTMGRP_LINK };

    if (!nl_socket_open(c, NETLINK_ROUTE, out))
        return false;
    if (bind(out->fd, (const struct sockaddr *)&links, sizeof links) == 0)
        return true;
    fail_errno(c, errno, "changes of links cannot be followed");
    nl_socket_close(out);
    return false;
}

/* Is the link among those that were announced as gone? When news were lost, nobody knows. */
static bool is_gone(int fd, int index)
{
    _Alignas(struct nlmsghdr) char bytes[16384];
    const struct nlmsghdr *m = (const void *)bytes;
    const struct ifinfomsg *link = NLMSG_DATA(m);
    bool gone = false;

    while (!gone && recv(fd, bytes, sizeof bytes, MSG_DONTWAIT) > 0)
        gone = m->nlmsg_type == RTM_DELLINK && link->ifi_family == AF_UNSPEC &&
               link->ifi_index == index;
    return gone;
}

static bool wait_for(struct hcn_call *c, struct deletion *x, int news, const char *name)
{
    struct pollfd on[] = { { .fd = news, .events = POLLIN }, { .fd = x->done, .events = POLLIN } };
    uint64_t one;
    int got;

    for (;;) {
        got = poll(on, COUNT(on), PATIENCE);
        if (got == 0)
            return fail(c, HCN_WIN32_TIMEOUT, "link %s: the kernel does not delete it", name);
        if (got > 0 && on[1].revents)
            break;
        if (got > 0 && is_gone(news, x->index))
            return true;
    }
    (void)!read(x->done, &one, sizeof one); /* a poll() alone orders no memory */
    if (!x->error || x->error == ENODEV)
        return true;
    return nl_fail(c, &(struct nl_refusal){ .error = x->error, .about = name });
}

bool reaper_remove(struct hcn_call *c, struct reaper *r, const struct link *l)
{
    struct deletion *x;
    struct nl_socket news;
    bool done;

    if (!listen_for_links(c, &news))
        return false;
    x = begin(c, r, l->index);
    done = x && start(c, x) && wait_for(c, x, news.fd, l->name);
    if (x)
        leave(x, false);
    nl_socket_close(&news);
    return done;
}
