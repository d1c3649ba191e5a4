/*
 * store.h - what exists: durable, shared by every process of the machine, changed all or nothing.
 *
 * Objects are rows with their document as JSON text. Claims keep things unique - a network's name,
 * an address in a network, a published port: whoever claims a key first holds it until released.
 * The store knows no document; it is SQLite behind a lock file (see store.c).
 */
#ifndef ENGINE_STORE_H
#define ENGINE_STORE_H

#include <hcn/types.h>

#include "base/call.h"
#include "base/os_file.h"
#include "schema/event.h"

struct store;

enum { STORE_SCHEMA = 3 }; /* PRAGMA user_version */

/* The state of an object, as documents carry it (hcsshim, EndpointState). */
enum object_state { STATE_CREATED = 1, STATE_ATTACHED = 2, STATE_DEGRADED = 5 };

struct object {
    uint32_t kind; /* enum kind of engine/request.h */
    struct hcn_guid id;
    struct hcn_guid network; /* an endpoint's; else zero */
    struct hcn_guid space;   /* the namespace that an endpoint is in; else zero */
    const char *name;        /* NULL: none */
    uint32_t state;
    const char *json; /* the document */
    size_t length;
};

enum claim_kind {
    CLAIM_NETWORK_NAME, /* scope: zero; key: the name as it is spelled */
    CLAIM_ADDRESS,      /* scope: the network; key: family and 16 bytes */
    CLAIM_MAC,          /* scope: the network; key: 6 bytes */
    CLAIM_PORT,         /* scope: zero; key: virtual IP, protocol, port */
    CLAIM_POOL,         /* scope: zero; key: start of a network's MAC pool */
    CLAIM_SUBNET,       /* scope: zero for all networks that are routed, else the network;
                           key: family, last address, length */
    CLAIM_PATH,         /* scope: zero; key: path of a network namespace */
    CLAIM_MEMBER,       /* scope: an endpoint; key: id and kind of what names it */
    CLAIM_COMPARTMENT   /* scope: zero; key: the number of a namespace, in ten digits */
};

enum { CLAIM_KEY = 256 };

/* An object, which its id alone does not tell: it is unique among those of its kind. */
struct holder {
    uint32_t kind; /* enum kind of schema/request.h */
    struct hcn_guid id;
};

struct claim {
    enum claim_kind kind;
    struct hcn_guid scope;
    uint8_t key[CLAIM_KEY];
    size_t length;
    struct holder holder;
};

/*
 * Opens or makes the store in `directory` (made with mode 0700, files 0600); NULL: in memory, for
 * this handle alone. Fails with class unavailable when a newer version made it, naming both
 * versions. Waits for the lock at most c->timeout milliseconds (0: as long as it takes).
 */
bool store_open(struct hcn_call *c, const char *directory, struct store **out);
void store_close(struct store *s);

/* A view that does not change until store_end(). Never waits for a writer. */
bool store_read(struct hcn_call *c, struct store *s);

/*
 * Takes the write lock, waiting for it at most c->timeout milliseconds, then class timed out. The
 * lock stays with this handle over several commits, until store_end() or store_unlock().
 */
bool store_write(struct hcn_call *c, struct store *s);

/* Makes what was written so far durable; what is written next is another transaction, same lock. */
bool store_commit(struct hcn_call *c, struct store *s);

/* Drops what was written since the last commit; the lock stays. */
void store_rollback(struct store *s);

/* Ends a view or gives up the lock; what was not committed is dropped. Harmless when idle. */
void store_end(struct store *s);

/* Facts about the store as a whole: NULL in *out when there is none. */
bool store_fact(struct hcn_call *c, struct store *s, const char *name, const char **out);
bool store_set_fact(struct hcn_call *c, struct store *s, const char *name, const char *value);

/* Asking: *found says whether there is one; memory of the object is the call's. */
bool store_get(struct hcn_call *c, struct store *s, uint32_t kind, const struct hcn_guid *id,
               struct object *out, bool *found);
bool store_insert(struct hcn_call *c, struct store *s, const struct object *o);
bool store_update(struct hcn_call *c, struct store *s, const struct object *o);
bool store_delete(struct hcn_call *c, struct store *s, uint32_t kind, const struct hcn_guid *id);

/* Which objects: members that are NULL do not narrow. In the order in which they were made. */
struct selection {
    uint32_t kind;
    const struct hcn_guid *id, *network, *space;
    const char *name;
    bool bare; /* with no other member: what is visited has no more than kind and id; fast */
};

/*
 * Calls `visit` for each; stops and gives false as soon as it does. The object, its texts included,
 * lasts only until `visit` returns, so that a long list needs little memory. `visit` may read the
 * store but not change the rows it walks over.
 */
bool store_each(struct hcn_call *c, struct store *s, const struct selection *which,
                bool (*visit)(void *context, const struct object *o), void *context);

/*
 * Claims a key. *held gives whose it is now: `claim->holder` when it was free or its own already.
 */
bool store_claim(struct hcn_call *c, struct store *s, const struct claim *claim,
                 struct holder *held);

/* Who holds a key; *found false: nobody. */
bool store_claimed(struct hcn_call *c, struct store *s, const struct claim *claim,
                   struct holder *holder, bool *found);

/* The first claim of the same kind and scope whose key is not below `from`; *found false: none. */
bool store_claim_next(struct hcn_call *c, struct store *s, const struct claim *from,
                      struct claim *out, bool *found);

/*
 * Keys from `first` to `last`, of one length, counted up as numbers: their first byte is the
 * highest, the one before `digits` the lowest.
 */
struct claim_range {
    struct claim first, last;
    size_t digits;
};

/* The first key of a range that nobody holds; *found false: all are held. Costs one walk. */
bool store_claim_free(struct hcn_call *c, struct store *s, const struct claim_range *range,
                      struct claim *out, bool *found);

/* Releases one key, or all keys of a holder. */
bool store_release(struct hcn_call *c, struct store *s, const struct claim *claim);
bool store_release_all(struct hcn_call *c, struct store *s, const struct holder *holder);

/*
 * The plan that is under way, if any: `finish` says what whoever finds it has to do - finish it,
 * or undo it. Steps are JSON text in order. There is at most one, since the lock covers it.
 */
struct stored_plan {
    bool finish;
    const char *about; /* the request it belongs to, JSON text */
    const char **steps;
    size_t count;
};

bool store_plan(struct hcn_call *c, struct store *s, struct stored_plan *out, bool *found);
bool store_put_plan(struct hcn_call *c, struct store *s, const struct stored_plan *plan);
bool store_clear_plan(struct hcn_call *c, struct store *s);

/* The store keeps so many events, and sometimes a few more; older ones make room. */
enum { EVENTS_KEPT = 65536, EVENTS_SURPLUS = 1024 };

/* Adds an event to the transaction. Its commit tells everybody who watches store_events_path(). */
bool store_add_event(struct hcn_call *c, struct store *s, const struct event *e);

/* The number of the last one; 0: there was none yet. */
bool store_last_event(struct hcn_call *c, struct store *s, uint64_t *out);

/* Calls `visit` for each behind a number, in order, until it gives false. */
bool store_each_event(struct hcn_call *c, struct store *s, uint64_t after,
                      bool (*visit)(void *context, const struct event *e), void *context);

/* The file that is written whenever events were committed; NULL: the store is in memory. */
const char *store_events_path(const struct store *s);

/* Ranges of ports that processes hold; `number` is that of their byte in the lock file. */
struct port_row {
    uint64_t number;
    struct hcn_guid guest;
    uint32_t protocol, access;
    uint16_t first, last;
};

/* Inserts a row, and gives its number, which no other row ever had. */
bool store_add_ports(struct hcn_call *c, struct store *s, struct port_row *row);
bool store_drop_ports(struct hcn_call *c, struct store *s, uint64_t number);

/* All rows, in the order of their first ports. */
struct port_rows {
    struct port_row *at;
    size_t count;
};

bool store_ports(struct hcn_call *c, struct store *s, struct port_rows *out);

/* What store_write() locks, for a process that has to keep it locked; NULL: the store is in memory.
 */
const struct os_lock_file *store_lock(const struct store *s);

/*
 * Says that what is in the store is not as it was written, in the sentence of a damaged file: class
 * unavailable. Always false.
 */
bool store_damaged(struct hcn_call *c, const struct store *s, const char *format, ...)
    HCN_PRINTF(3, 4);

/* The directory of the store, or NULL: it is in memory. */
const char *store_directory(const struct store *s);

#endif
