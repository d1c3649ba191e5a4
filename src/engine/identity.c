/* identity.c - the store knows its machine, its network namespace and its boot. */
#include "engine/identity.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/guid.h"
#include "base/os.h"
#include "engine/kinds.h"
#include "engine/restore.h"

struct facts {
    const char *platform, *driver, *boot, *space;
    const char *number;   /* of the store, in everything that it makes */
    const char *restored; /* the boot whose networks were restored; NULL: none had to be */
};

/* A new store knows nothing of them, another one all but the platform. */
static bool read_facts(struct hcn_call *c, struct store *s, struct facts *out)
{
    if (!store_fact(c, s, "platform", &out->platform) ||
        !store_fact(c, s, "driver", &out->driver) || !store_fact(c, s, "boot", &out->boot) ||
        !store_fact(c, s, "network namespace", &out->space) ||
        !store_fact(c, s, "number", &out->number) || !store_fact(c, s, "restored", &out->restored))
        return false;
    if (!out->driver == !out->boot && !out->boot == !out->space)
        return true;
    return store_damaged(c, s, "it does not say whose it is");
}

static bool look(struct hcn_call *c, struct driver *d, struct facts *out)
{
    struct identity is;

    if (!d->kind->identify(c, d, &is))
        return false;
    out->platform = os_platform;
    out->driver = d->kind->name;
    out->boot = call_text(c, is.boot, strlen(is.boot));
    out->space = call_format(c, "%" PRIu64 ":%" PRIu64, is.device, is.file);
    return out->boot && out->space;
}

static bool write_facts(struct work *w, const struct facts *is)
{
    return work_set_fact(w, "platform", is->platform) && work_set_fact(w, "driver", is->driver) &&
           work_set_fact(w, "boot", is->boot) && work_set_fact(w, "network namespace", is->space);
}

/* A store that is new, or older than such numbers, gets one. */
static bool number_store(struct work *w, struct facts *was)
{
    struct hcn_guid random;

    if (was->number)
        return true;
    if (!guid_new(w->call, &random))
        return false;
    was->number = call_text(w->call, guid_text(&random).s, 8);
    return was->number && work_set_fact(w, "number", was->number);
}

/* Stores that say nothing are older than the other platforms. */
static const char *platform_of(const struct facts *was)
{
    return was->platform ? was->platform : "Linux";
}

/* Is this the store of this machine? Told apart from a reboot, which it survives. */
static bool belongs(struct hcn_call *c, const struct facts *was, const struct facts *is,
                    const char *directory)
{
    if (strcmp(platform_of(was), is->platform) != 0)
        return fail(c, HCN_WIN32_ALREADY_EXISTS,
                    "%s: the store belongs to programs of %s, this one is of %s: use another "
                    "directory",
                    directory, platform_of(was), is->platform);
    if (strcmp(was->driver, is->driver) != 0)
        return fail(
            c, HCN_WIN32_ALREADY_EXISTS,
            "%s: the store belongs to the %s driver, it cannot be opened with the %s driver",
            directory, was->driver, is->driver);
    if (!strcmp(was->boot, is->boot) && strcmp(was->space, is->space) != 0)
        return fail(c, HCN_WIN32_ALREADY_EXISTS,
                    "%s: the store belongs to another network namespace of this machine (%s, this "
                    "is %s)",
                    directory, was->space, is->space);
    return true;
}

static bool set_maker(struct hcn_call *c, struct driver *d, const struct facts *was)
{
    char *end;

    d->maker.store = (uint32_t)strtoul(was->number, &end, 16);
    if (end == was->number + 8 && !*end)
        return true;
    return fail(c, HCN_WIN32_SERVER_UNAVAILABLE,
                "the store's number: expected eight hexadecimal digits, found \"%s\"", was->number);
}

static bool begin_store(struct work *w, const struct facts *is)
{
    return write_facts(w, is) && namespace_make_default(w) && work_finish(w);
}

static bool is_restored(const struct facts *was, const struct facts *is)
{
    return !strcmp(was->boot, is->boot) && (!was->restored || !strcmp(was->restored, is->boot));
}

/* First the store says what there is on this boot, then the machine follows, as far as it can. */
static bool restore(struct work *w, const struct facts *was, const struct facts *is,
                    bool (*again)(struct work *))
{
    if (!work_settle(w->call, w->store, w->driver, again))
        return false;
    if (strcmp(was->boot, is->boot) != 0 && !(restore_objects(w) && write_facts(w, is) &&
                                              work_set_fact(w, "restored", "") && work_finish(w)))
        return false;
    return restore_networks(w->call, w->store, w->driver) &&
           work_set_fact(w, "restored", is->boot) && work_finish(w);
}

/* Under the lock: somebody else may have been here meanwhile. */
static bool mark(struct hcn_call *c, struct store *s, struct driver *d, const struct facts *is,
                 const char *directory, bool (*again)(struct work *))
{
    static const struct request nobody;
    struct work w = work_begin(c, s, d, &nobody);
    struct facts was;

    if (!read_facts(c, s, &was) || (was.driver && !belongs(c, &was, is, directory)) ||
        !number_store(&w, &was) || !set_maker(c, d, &was))
        return false;
    if (!was.driver)
        return begin_store(&w, is);
    return work_finish(&w) && (is_restored(&was, is) || restore(&w, &was, is, again));
}

bool identity_check(struct hcn_call *c, struct store *s, struct driver *d, const char *directory,
                    bool (*again)(struct work *w))
{
    struct facts was, is;
    bool ok;

    if (!directory)
        directory = "null:";
    if (!look(c, d, &is) || !store_read(c, s) || !read_facts(c, s, &was))
        return false;
    store_end(s);
    if (was.driver && belongs(c, &was, &is, directory) && is_restored(&was, &is) && was.number)
        return set_maker(c, d, &was);
    ok = !failed(c) && store_write(c, s) && mark(c, s, d, &is, directory, again);
    store_end(s);
    return ok;
}
