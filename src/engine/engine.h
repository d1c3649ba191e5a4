/*
 * engine.h - the service itself: a request and the store give a new store and a plan; a driver
 * runs the plan; if it fails the plan is undone and the store is unchanged.
 *
 * The engine makes no networking system call. It keeps the contract of the Windows service:
 * identifiers, defaults, uniqueness, cascades and HRESULTs.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "driver/driver.h"
#include "schema/event.h"
#include "schema/ports.h"
#include "schema/request.h"

struct engine;

/* What this service says it is, major << 32 | minor: 15.5, for which clients have every feature on.
 */
extern const uint64_t engine_version;

/*
 * Opens the engine over the store in `directory` (NULL: in memory) and a driver. Refuses a store
 * that belongs to another driver or another network namespace of the same boot (class conflict).
 * A plan that a dead process left is settled here, or by the next request when its process lives.
 */
bool engine_open(struct hcn_call *c, const char *directory, const struct driver_kind *driver,
                 struct engine **out);
void engine_close(struct engine *e);

/* Answers one request. Any number of threads may ask; each request is answered alone. */
bool engine_answer(struct hcn_call *c, struct engine *e, const struct request *q,
                   struct reply *out);

/*
 * Gives the documents of all objects of a kind that match the query, in one view of the store.
 * `visit` gets JSON text that lasts until it returns; false from it ends the walk and fails.
 */
bool engine_list(struct hcn_call *c, struct engine *e, uint32_t kind, const char *query,
                 bool (*visit)(void *context, const struct hcn_guid *id, const char *json,
                               size_t length),
                 void *context);

/*
 * Tells what happens from now on, in order, whichever process does it: on a thread of the engine,
 * one call at a time, never after engine_unsubscribe() has returned. The callback may use the
 * engine, and unsubscribe itself or others, but not close the engine. `e` is NULL unless the notice
 * is NOTICE_EVENT.
 */
struct subscriber;

bool engine_subscribe(struct hcn_call *c, struct engine *e, notify_fn *tell, void *context,
                      struct subscriber **out);
void engine_unsubscribe(struct subscriber *s);

/*
 * All objects of several kinds, in one view of the store, and the number of the last event that
 * this view has: what is told with a higher one happened later. `kinds`: a bit for each.
 */
bool engine_snapshot(struct hcn_call *c, struct engine *e, uint32_t kinds, uint64_t *sequence,
                     bool (*visit)(void *context, uint32_t kind, const struct hcn_guid *id,
                                   const char *json, size_t length),
                     void *context);

/*
 * Reserves ports until the reservation is released, the engine closed, or this process ends. Fails
 * with HCN_E_PORT_ALREADY_EXISTS when one of them is reserved or published already.
 */
struct reservation;
bool engine_reserve(struct hcn_call *c, struct engine *e, const struct port_range *asked,
                    struct reservation **out);

/* Any `count` + 1 ports in a row of the dynamic range, of both protocols and exclusive. */
bool engine_reserve_any(struct hcn_call *c, struct engine *e, const struct hcn_guid *guest,
                        uint16_t count, struct port_range *range, struct reservation **out);
void engine_release(struct engine *e, struct reservation *r);

/* All that is reserved, by whichever process. */
bool engine_reservations(struct hcn_call *c, struct engine *e, struct port_ranges *out);

/* The driver, for those who look at the machine beside the engine: tests. */
struct driver *engine_driver(struct engine *e);

#endif
