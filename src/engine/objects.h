/*
 * objects.h - between rows of the store and documents.
 */
#ifndef ENGINE_OBJECTS_H
#define ENGINE_OBJECTS_H

#include <hcn/documents.h>

#include "engine/work.h"

/*
 * The document that a row holds, by the record of its kind. NULL when memory ran out, and when the
 * row is damaged: then the call says which, class unavailable.
 */
void *object_document(struct work *w, const struct object *o);

/* The same for what is to be deleted: of a damaged row an empty document. */
void *object_remains(struct work *w, const struct object *o);

/* Is there something in its row that object_document() reads? */
bool object_is_whole(struct work *w, const struct object *o);

/* Writes a new row, or an existing one anew, with this document and its state and version. */
bool object_insert(struct work *w, struct object *o, void *document);
bool object_update(struct work *w, struct object *o, void *document);

/* The same for an endpoint that is attached or detached: EVENT_ATTACHED or EVENT_DETACHED. */
bool object_place(struct work *w, struct object *o, void *document, enum event_change change);

/* Deletes a row and releases all that it claimed. */
bool object_delete(struct work *w, const struct object *o);

/* All rows of a selection, to walk over while the store changes. */
struct objects {
    struct object *at;
    size_t count;
};

bool objects_select(struct work *w, const struct selection *which, struct objects *out);

/* For sentences: endpoint "web" (<GUID>); without a name, or when it is not there: endpoint <GUID>.
 */
const char *object_title(struct work *w, uint32_t kind, const struct hcn_guid *id);

/*
 * The id of a new object: the one that the request names, else the document's, else a new one.
 * Fails with `taken` when an object of that kind has it.
 */
bool object_new_id(struct work *w, const struct hcn_guid *wanted, int32_t taken,
                   struct hcn_guid *out);

/* The id and the name that a document of any kind says: into `o`. */
void object_said(void *document, struct object *o);

/*
 * Gives a new object of o->kind its id, as object_new_id() does, and its name: into `o` and into
 * the document.
 */
bool object_name(struct work *w, void *document, int32_t taken, struct object *o);

/* Reads the request's settings by a record; NULL JSON is refused. */
void *object_settings(struct work *w, const struct record *r);

/* The same for what is to be created, which may be a document of version 1. */
void *object_create_settings(struct work *w);

/* Reads AdditionalParams; what it says about Linux is never NULL in the answer. */
struct hcn_additional_params *params_read(struct work *w, const char *path, const char *json);

/* Writes it back into a member of a document; what says nothing becomes absent. */
bool params_write(struct work *w, void *document, const char **member,
                  struct hcn_additional_params *params);

/* The JSON text of a row as it is shown: a degraded object says so. */
bool object_show(struct work *w, const struct object *o, const char **json, size_t *length);

#endif
