/* machine.c - a table of things in shared memory. */
#define _DEFAULT_SOURCE
#include "machine.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/text.h"
#include "driver/null.h"

enum { THINGS = 2048, NAME = 96 };

struct thing {
    uint32_t kind;
    struct maker by;
    char name[NAME], tag[NAME];
};

/* Steps are taken under the lock of the store, so nothing else guards this. */
static struct {
    size_t count;
    unsigned long taken, fails_at, occupied_at, kills_in;
    bool stuck, failing;
    struct thing things[THINGS];
} * machine;

static struct driver_kind kind;

/* ---- things ----------------------------------------------------------------------------- */

static struct thing thing_of(const struct step *s)
{
    const char *name = s->kind == STEP_NAMESPACE || s->kind == STEP_RESOLVER ? s->path : s->link;
    const char *tag = s->kind == STEP_RESOLVER || !s->tag ? "" : s->tag;
    struct thing t = { .kind = s->kind };

    strncpy(t.name, name ? name : "", NAME - 1);
    strncpy(t.tag, tag, NAME - 1);
    return t;
}

static struct thing *find(const struct thing *wanted)
{
    for (size_t i = 0; i < machine->count; i++)
        if (machine->things[i].kind == wanted->kind &&
            !strcmp(machine->things[i].name, wanted->name))
            return &machine->things[i];
    return NULL;
}

/* An undo takes only what the very request made. */
static void forget(const struct maker *by, const struct step *s, bool undoing)
{
    struct thing wanted = thing_of(s), *have = find(&wanted);

    if (have && !strcmp(have->tag, wanted.tag) && have->by.store == by->store &&
        (!undoing || have->by.request == by->request))
        *have = machine->things[--machine->count];
}

static bool leaves_nothing(const struct step *s)
{
    return s->remove || s->kind == STEP_UP || s->kind == STEP_FORGET;
}

static bool remember(struct hcn_call *c, const struct maker *by, const struct step *s)
{
    struct thing t = thing_of(s);

    t.by = *by;
    if (find(&t))
        return fail(c, HCN_WIN32_ALREADY_EXISTS, "%s %s is there already", step_word(t.kind),
                    t.name);
    if (machine->count == THINGS)
        return fail(c, E_OUTOFMEMORY, "the machine is full");
    machine->things[machine->count++] = t;
    return true;
}

static void kill_point(void)
{
    if (machine->kills_in && !--machine->kills_in)
        raise(SIGKILL);
}

/* ---- the driver ------------------------------------------------------------------------- */

static bool take(struct hcn_call *c, struct driver *d, const struct step *s)
{
    static const struct maker somebody = { 1, 1 };
    bool ok;

    kill_point();
    machine->failing |= ++machine->taken == machine->fails_at;
    if (machine->taken == machine->fails_at || (machine->failing && machine->stuck))
        return fail(c, E_FAIL, "%s: refused, as the test wants it", step_word(s->kind));
    if (machine->taken == machine->occupied_at && !leaves_nothing(s))
        (void)remember(c, &somebody, s);
    if (s->remove || s->kind == STEP_RESOLVER) /* whose file is replaced */
        forget(&d->maker, s, false);
    if (s->remove)
        machine->occupied_at = 0;
    ok = leaves_nothing(s) || remember(c, &d->maker, s);
    kill_point();
    return ok;
}

static bool undo(struct hcn_call *c, struct driver *d, const struct step *s)
{
    if (machine->stuck)
        return fail(c, E_FAIL, "%s: stuck, as the test wants it", step_word(s->kind));
    forget(&d->maker, s, true);
    return true;
}

static bool inventory(struct hcn_call *c, struct driver *d, struct texts *out)
{
    *out = (struct texts){ 0 };
    for (size_t i = 0; i < machine->count; i++) {
        const struct thing *t = &machine->things[i];
        const char **place;

        if (t->by.store != d->maker.store)
            continue;
        place = call_append(c, &out->at, &out->count, sizeof *place);
        if (!place || !(*place = call_format(c, "%s %s %s", step_word(t->kind), t->name, t->tag)))
            return false;
    }
    return true;
}

static struct driver *open_machine(struct hcn_call *c, const char *directory)
{
    struct driver *d = driver_null.open(c, directory);

    if (d)
        d->kind = &kind;
    return d;
}

const struct driver_kind *machine_driver(void)
{
    kind = driver_null;
    kind.open = open_machine;
    kind.take = take;
    kind.undo = undo;
    kind.inventory = inventory;
    if (!machine)
        machine =
            mmap(NULL, sizeof *machine, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return machine == MAP_FAILED ? NULL : &kind;
}

void machine_fail_at(struct driver *d, unsigned long n)
{
    (void)d;
    machine->fails_at = n ? machine->taken + n : 0;
    machine->failing = false;
}

unsigned long machine_taken(void)
{
    return machine->taken;
}

void machine_occupy_at(unsigned long n)
{
    machine->occupied_at = n ? machine->taken + n : 0;
}

size_t machine_of_others(bool remove)
{
    size_t count = 0;

    for (size_t i = machine->count; i--;) {
        if (machine->things[i].by.store != 1)
            continue;
        count++;
        if (remove)
            machine->things[i] = machine->things[--machine->count];
    }
    return count;
}

void machine_is_stuck(bool stuck)
{
    machine->stuck = stuck;
}

void machine_kill_at(unsigned long n)
{
    machine->kills_in = n;
}

void machine_clear(void)
{
    memset(machine, 0, sizeof *machine);
}
