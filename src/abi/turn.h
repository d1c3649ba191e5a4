/*
 * turn.h - one call through the ABI: its arguments, checked and converted, and its answer.
 *
 * A turn is a chain: once something failed, what follows does nothing.
 */
#ifndef ABI_TURN_H
#define ABI_TURN_H

#include "abi/handles.h"

struct turn {
    struct hcn_call call;
    uint16_t **record;       /* where the error record goes; NULL: nowhere */
    struct service *service; /* that answers: entered, or of the handle below */
    struct holding holding;  /* the handle that the call is about */
    bool entered;
};

void turn_begin(struct turn *t, uint16_t **record);

/* Gives everything back, and the HRESULT and the record of what failed. */
int32_t turn_end(struct turn *t);

/* Clears what `out` points to, `size` bytes or a pointer. It has to be given. */
bool turn_clear(struct turn *t, const char *name, void *out, size_t size);
bool turn_out(struct turn *t, const char *name, void *out);

/* An argument that must not be NULL. */
bool turn_given(struct turn *t, const char *name, const void *given);

/* An id: a GUID of Windows, which has the same layout. Zero when the turn failed. */
struct hcn_guid turn_id(struct turn *t, const void *id);

/* A document of the caller; NULL when there is none, or the turn failed. */
const char *turn_text(struct turn *t, const char *name, const uint16_t *text);

/* The service of new things; or a handle, and its service. */
bool turn_enter(struct turn *t);
bool turn_hold(struct turn *t, uint32_t kind, const void *handle);

/* Asks the turn's service. */
bool turn_ask(struct turn *t, const struct request *q, void **raw, struct reply *out);

/* Gives text to the caller. */
bool turn_give(struct turn *t, const char *text, uint16_t **out);

#endif
