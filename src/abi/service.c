/* service.c - the service that all calls of this process share. */
#include "abi/service.h"

#include "base/memory.h"
#include "base/os.h"

/* Under the lock of the process. */
static struct {
    long process; /* that this belongs to */
    struct os_mutex opening;
    struct service *current; /* that new calls get */
    struct service *all;
    bool ends_tidily; /* under the lock of opening */
} shared;

/* What a child inherited is its parent's: it is forgotten, never closed. */
static bool is_ready(void)
{
    if (shared.process != os_process()) {
        shared.opening = (struct os_mutex){ NULL };
        shared.current = shared.all = NULL;
        shared.process = os_process();
    }
    return shared.opening.handle || os_mutex_open(&shared.opening);
}

/* ---- closing ----------------------------------------------------------------------------- */

/* Takes out one that nobody uses, to be closed without the lock; NULL: there is none. */
static struct service *take_unused(void)
{
    for (struct service **at = &shared.all; *at; at = &(*at)->next) {
        struct service *s = *at;

        if (!s->users && !s->telling) {
            *at = s->next;
            return s;
        }
    }
    return NULL;
}

static void close_unused(void)
{
    struct service *s;

    do {
        os_lock_process();
        s = take_unused();
        os_unlock_process();
        if (s)
            s->backend->kind->close(s->backend);
        memory_free(s);
    } while (s);
}

void service_leave(struct service *s)
{
    bool last;

    if (!s)
        return;
    os_lock_process();
    last = !--s->users;
    os_unlock_process();
    if (last)
        close_unused();
}

void service_share(struct service *s)
{
    os_lock_process();
    s->users++;
    os_unlock_process();
}

void service_lost(struct service *s)
{
    os_lock_process();
    if (shared.current == s) {
        shared.current = NULL;
        s->users--;
    }
    os_unlock_process();
}

void service_tells(struct service *s)
{
    os_lock_process();
    s->telling++;
    os_unlock_process();
}

void service_told(struct service *s)
{
    os_lock_process();
    s->telling--;
    os_unlock_process();
}

/* What nobody uses any more when the process ends is closed: its thread has ended then, too. */
static void close_at_exit(void)
{
    struct service *s;
    bool own;

    os_lock_process();
    own = shared.process == os_process();
    s = own ? shared.current : NULL;
    os_unlock_process();
    if (s)
        service_lost(s);
    if (own)
        close_unused();
}

/* ---- opening ----------------------------------------------------------------------------- */

static struct service *enter_current(bool *ready)
{
    struct service *s;

    os_lock_process();
    *ready = is_ready();
    s = shared.current;
    if (s)
        s->users++;
    os_unlock_process();
    return s;
}

static struct service *open_one(struct hcn_call *c)
{
    struct service *s = memory_new(sizeof *s);

    if (!s) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    *s = (struct service){ .users = 2 }; /* who asks, and the next */
    if (!backend_choose_engine(c, &s->backend)) {
        memory_free(s);
        return NULL;
    }
    os_lock_process();
    s->next = shared.all;
    shared.all = shared.current = s;
    os_unlock_process();
    shared.ends_tidily = shared.ends_tidily || os_at_exit(close_at_exit);
    return s;
}

bool service_enter(struct hcn_call *c, struct service **out)
{
    bool ready;

    *out = enter_current(&ready);
    if (*out)
        return true;
    if (!ready)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    os_lock(&shared.opening);
    *out = enter_current(&ready); /* somebody was faster */
    if (!*out)
        *out = open_one(c);
    os_unlock(&shared.opening);
    close_unused();
    return *out != NULL;
}
