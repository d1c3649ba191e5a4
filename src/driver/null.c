/*
 * null.c - a driver that remembers: the test double, and the service on systems without a driver.
 *
 * A thing that is made is known by its kind and name until it is removed. Making it twice fails,
 * as it would on a real machine.
 */
#include "driver/null.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/os.h"
#include "driver/step_print.h"

enum { BUCKETS = 4096, LOG_FIRST = 1 << 15, LOG_MOST = 1 << 20 };

struct thing {
    struct thing *next;
    uint32_t kind;
    struct maker by;
    const char *tag; /* behind the name */
    char name[];
};

struct null_driver {
    struct driver driver;
    struct thing *things[BUCKETS];
    size_t count;
    struct hcn_call memory; /* of the log and the presets */
    struct buffer log;
    unsigned long fails_in;
    struct texts routes, servers, interfaces;
    struct counters counters;
};

static struct null_driver *self(const struct driver *d)
{
    return (struct null_driver *)(uintptr_t)d;
}

static struct driver *open_null(struct hcn_call *c, const char *directory)
{
    struct null_driver *n = memory_new(sizeof *n);

    (void)directory;
    if (!n) {
        fail(c, E_OUTOFMEMORY, "out of memory");
        return NULL;
    }
    memset(n, 0, sizeof *n);
    n->driver.kind = &driver_null;
    n->log = (struct buffer){ .call = &n->memory, .room = LOG_FIRST };
    n->log.text = call_alloc(&n->memory, LOG_FIRST);
    if (n->log.text)
        return &n->driver;
    fail_as(c, &n->memory);
    memory_free(n);
    return NULL;
}

/* ---- things ----------------------------------------------------------------------------- */

/* What tells one thing of a kind from another. */
static const char *name_of(const struct step *s)
{
    const char *name = s->kind == STEP_NAMESPACE || s->kind == STEP_RESOLVER ? s->path : s->link;

    return name ? name : "";
}

/* A resolver file goes with the last endpoint of its namespace, so it has no owner. */
static const char *tag_of(const struct step *s)
{
    return s->tag && s->kind != STEP_RESOLVER ? s->tag : "";
}

static size_t bucket_of(const struct step *s)
{
    size_t hash = s->kind;

    for (const char *p = name_of(s); *p; p++)
        hash = (hash ^ (unsigned char)*p) * 16777619u;
    return hash % BUCKETS;
}

/* Where the thing is linked, or would be. */
static struct thing **find(struct null_driver *n, const struct step *s)
{
    struct thing **at = &n->things[bucket_of(s)];

    while (*at && ((*at)->kind != s->kind || strcmp((*at)->name, name_of(s)) != 0))
        at = &(*at)->next;
    return at;
}

static void forget(struct null_driver *n, struct thing **at)
{
    struct thing *t = *at;

    *at = t->next;
    memory_free(t);
    n->count--;
}

/* What carries another tag, or another store made, is somebody else's, and stays. */
static void forget_own(struct null_driver *n, const struct step *s)
{
    struct thing **at = find(n, s);

    if (*at && !strcmp((*at)->tag, tag_of(s)) && (*at)->by.store == n->driver.maker.store)
        forget(n, at);
}

static void forget_made(struct null_driver *n, const struct step *s)
{
    struct thing **at = find(n, s);

    if (*at && (*at)->by.request == n->driver.maker.request)
        forget_own(n, s);
}

static bool remember(struct hcn_call *c, struct null_driver *n, const struct step *s)
{
    const char *name = name_of(s), *tag = tag_of(s);
    struct thing *t, **at = find(n, s);

    if (*at)
        return fail(c, HCN_WIN32_ALREADY_EXISTS, "%s %s is there already", step_word(s->kind),
                    name);
    t = memory_new(sizeof *t + strlen(name) + strlen(tag) + 2);
    if (!t)
        return fail(c, E_OUTOFMEMORY, "out of memory");
    *t =
        (struct thing){ .kind = s->kind, .by = n->driver.maker, .tag = t->name + strlen(name) + 1 };
    strcpy(t->name, name);
    strcpy(t->name + strlen(name) + 1, tag);
    *at = t;
    n->count++;
    return true;
}

/* Whole lines only: what memory is lacking for is not told at all. */
static bool tell(struct null_driver *n, const char *mark, const struct step *s)
{
    size_t length = n->log.length;
    bool ok;

    if (n->log.length > LOG_MOST) /* a driver that lives long, and that nobody reads */
        n->log.length = length = 0;
    buffer_text(&n->log, mark);
    step_print(&n->log, s);
    buffer_text(&n->log, "\n");
    ok = !n->log.broken;
    if (!ok && n->log.text)
        n->log.text[n->log.length = length] = '\0';
    n->log.broken = false;
    n->memory.hresult = 0;
    return ok;
}

static void close_null(struct driver *d)
{
    struct null_driver *n = self(d);

    for (size_t i = 0; i < BUCKETS; i++)
        while (n->things[i])
            forget(n, &n->things[i]);
    call_end(&n->memory);
    memory_free(n);
}

/* Steps that leave nothing behind: they are only logged. */
static bool leaves_nothing(const struct step *s)
{
    return s->kind == STEP_UP || s->kind == STEP_FORGET;
}

static bool take(struct hcn_call *c, struct driver *d, const struct step *s)
{
    struct null_driver *n = self(d);
    bool fails = n->fails_in && !--n->fails_in;

    if (!tell(n, fails ? "!" : "", s))
        return fail(c, E_OUTOFMEMORY, "out of memory");
    if (fails)
        return fail(c, E_FAIL, "%s %s: refused, as the test wants it", step_word(s->kind),
                    name_of(s));
    if (s->remove || s->kind == STEP_RESOLVER) /* whose file is replaced */
        forget_own(n, s);
    return s->remove || leaves_nothing(s) || remember(c, n, s);
}

static bool undo(struct hcn_call *c, struct driver *d, const struct step *s)
{
    (void)c;
    (void)tell(self(d), "~", s);
    forget_made(self(d), s);
    return true;
}

/* ---- what the machine is like ----------------------------------------------------------- */

static bool identify(struct hcn_call *c, struct driver *d, struct identity *out)
{
    (void)d;
    *out = (struct identity){ 0 };
    return os_boot(c, out->boot, sizeof out->boot);
}

/* "10.1.0.0/16" is on a link, "via:10.0.0.0/8" behind a gateway. */
static bool route_parse(const char *text, struct host_route *out)
{
    static const char via[] = "via:";

    out->on_link = strncmp(text, via, sizeof via - 1) != 0;
    return prefix_parse(out->on_link ? text : text + sizeof via - 1, &out->to);
}

static bool routes(struct hcn_call *c, struct driver *d, struct host_route **out, size_t *count)
{
    const struct texts *texts = &self(d)->routes;

    *out = call_alloc(c, texts->count * sizeof **out);
    for (*count = 0; *out && *count < texts->count; ++*count)
        if (!route_parse(texts->at[*count], &(*out)[*count]))
            return fail(c, E_INVALIDARG, "\"%s\" is no prefix", texts->at[*count]);
    return *out != NULL;
}

static bool interfaces(struct hcn_call *c, struct driver *d, const char *path, struct texts *out)
{
    (void)c;
    (void)path;
    *out = self(d)->interfaces;
    return true;
}

/* At every path there is one, but where only the service itself makes them. */
static bool namespace_check(struct hcn_call *c, struct driver *d, const char *path)
{
    static const char own[] = "/run/netns/hcn-";

    (void)d;
    if (*path != '/')
        return fail(c, E_INVALIDARG, "%s: expected an absolute path", path);
    return strncmp(path, own, sizeof own - 1) != 0 ||
           fail(c, HCN_WIN32_NOT_FOUND, "%s: there is no network namespace", path);
}

static bool counters(struct hcn_call *c, struct driver *d, const char *link, struct counters *out)
{
    (void)c;
    (void)link;
    *out = self(d)->counters;
    return true;
}

static bool resolver(struct hcn_call *c, struct driver *d, struct resolver *out)
{
    (void)c;
    *out = (struct resolver){ .servers = self(d)->servers };
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool list(struct hcn_call *c, const struct thing *t, struct texts *out)
{
    for (; t; t = t->next) {
        const char **place = call_append(c, &out->at, &out->count, sizeof *place);

        if (!place || !(*place = call_format(c, "%s %s%s%s", step_word(t->kind), t->name,
                                             *t->tag ? " " : "", t->tag)))
            return false;
    }
    return true;
}

static bool inventory(struct hcn_call *c, struct driver *d, struct texts *out)
{
    *out = (struct texts){ 0 };
    for (size_t i = 0; i < BUCKETS; i++)
        if (!list(c, self(d)->things[i], out))
            return false;
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, by_text);
    return true;
}

const struct driver_kind driver_null = {
    .name = "null",
    .host =
        "127.0.0.1", /* which every machine has, and clients look for the interface that has it */
    .open = open_null,
    .close = close_null,
    .take = take,
    .undo = undo,
    .identify = identify,
    .routes = routes,
    .interfaces = interfaces,
    .namespace_check = namespace_check,
    .counters = counters,
    .resolver = resolver,
    .inventory = inventory,
};

/* ---- for tests -------------------------------------------------------------------------- */

const char *null_driver_log(const struct driver *d)
{
    return buffer_end(&self(d)->log);
}

void null_driver_fail_at(struct driver *d, unsigned long n)
{
    self(d)->fails_in = n;
}

static bool keep(struct driver *d, const char *const *texts, size_t count, struct texts *out)
{
    out->at = call_copy(&self(d)->memory, texts, count * sizeof *texts);
    out->count = count;
    return out->at != NULL;
}

bool null_driver_routes(struct driver *d, const char *const *prefixes, size_t count)
{
    return keep(d, prefixes, count, &self(d)->routes);
}

bool null_driver_resolver(struct driver *d, const char *const *servers, size_t count)
{
    return keep(d, servers, count, &self(d)->servers);
}

bool null_driver_interfaces(struct driver *d, const char *const *names, size_t count)
{
    return keep(d, names, count, &self(d)->interfaces);
}

void null_driver_counters(struct driver *d, const struct counters *counters)
{
    self(d)->counters = *counters;
}

size_t null_driver_things(const struct driver *d)
{
    return self(d)->count;
}
