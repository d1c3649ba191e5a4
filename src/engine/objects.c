/* objects.c - what all kinds of objects share. */
#include "engine/objects.h"

#include <string.h>

#include "base/text.h"
#include "engine/claims.h"
#include "engine/damage.h"
#include "engine/engine.h"
#include "schema/document.h"
#include "schema/json.h"
#include "schema/records.h"
#include "schema/shape.h"
#include "schema/version1.h"

const uint64_t engine_version = (uint64_t)15 << 32 | 5;

static void refuse_damaged(struct work *w, const struct object *o)
{
    const char *directory = store_directory(w->store);

    if (w->call->hresult == E_OUTOFMEMORY)
        return;
    w->call->hresult = HCN_WIN32_SERVER_UNAVAILABLE;
    fail_at(w->call, "the store %s: %s %s is damaged, delete it",
            directory ? directory : "in memory", kind_row(o->kind)->word, guid_text(&o->id).s);
}

void *object_document(struct work *w, const struct object *o)
{
    const struct record *record = kind_row(o->kind)->record;
    void *document = document_read(w->call, record, o->json, o->length, LENIENT);
    const char *fault = document ? document_fault(o->kind, document) : NULL;

    if (document && !fault)
        return document;
    if (fault)
        fail(w->call, E_FAIL, "%s.%s: expected what the service wrote", record->name, fault);
    refuse_damaged(w, o);
    return NULL;
}

bool object_is_whole(struct work *w, const struct object *o)
{
    struct hcn_call own = { 0 };
    struct work look = *w;
    bool whole;

    look.call = &own;
    whole = object_document(&look, o) || own.hresult == E_OUTOFMEMORY;
    call_end(&own);
    return whole;
}

void *object_remains(struct work *w, const struct object *o)
{
    return object_is_whole(w, o) ? object_document(w, o)
                                 : document_blank(w->call, kind_row(o->kind)->record);
}

/* The place of a member that every kind has, by its name. */
static void *base_member(void *document, const char *key)
{
    const struct hcn_head *head = document;
    const struct field *f = record_field(head->record, key, strlen(key), 0);

    return (char *)document + f->offset;
}

static void *base_give(void *document, const char *key)
{
    void *member = base_member(document, key);

    document_give(document, member);
    return member;
}

/* Version 2 unless the document says one: {} does not, and 0.0 is kept as the service keeps it. */
static bool say_schema(struct work *w, struct hcn_schema_version **schema)
{
    if (*schema && document_has(*schema, &(*schema)->major))
        return true;
    *schema = document_new(w->call, &schema_version_record);
    if (*schema)
        (*schema)->major = 2;
    return *schema != NULL;
}

/* What the store keeps is what the service answers. */
static const char *print_answer(struct work *w, uint32_t kind, const void *document, size_t *length)
{
    const struct record *record = kind_row(kind)->answer;
    struct hcn_head *answer = call_copy(w->call, document, record->size);

    if (!answer)
        return NULL;
    answer->record = record;
    return document_print(w->call, answer, length);
}

static bool fill(struct work *w, struct object *o, void *document)
{
    struct hcn_schema_version **schema = base_give(document, "SchemaVersion");
    uint16_t *state = base_give(document, "State");
    uint64_t *version = base_give(document, "Version");
    struct hcn_guid *id = base_give(document, "ID");

    *state = (uint16_t)o->state;
    *version = engine_version;
    *id = o->id;
    if (!say_schema(w, schema))
        return false;
    o->json = print_answer(w, o->kind, document, &o->length);
    return o->json != NULL;
}

/* Of a network; other kinds have none that anybody watches for. */
static uint32_t flags_of(const struct object *o, const void *document)
{
    const struct hcn_network_document *n = document;

    return n && o->kind == KIND_NETWORK ? n->flags : 0;
}

bool object_insert(struct work *w, struct object *o, void *document)
{
    return fill(w, o, document) && work_insert(w, o) &&
           work_tell(w, EVENT_CREATED, o, flags_of(o, document));
}

bool object_update(struct work *w, struct object *o, void *document)
{
    return object_place(w, o, document, EVENT_MODIFIED);
}

bool object_place(struct work *w, struct object *o, void *document, enum event_change change)
{
    return fill(w, o, document) && work_update(w, o) &&
           work_tell(w, change, o, flags_of(o, document));
}

bool object_delete(struct work *w, const struct object *o)
{
    void *document = o->kind == KIND_NETWORK ? object_remains(w, o) : NULL;
    struct holder holder = holder_of(o->kind, &o->id);

    return work_release_all(w, &holder) && work_delete(w, o->kind, &o->id) &&
           work_tell(w, EVENT_DELETED, o, flags_of(o, document));
}

struct collected {
    struct hcn_call *call;
    struct objects *objects;
};

static bool collect(void *context, const struct object *o)
{
    struct collected *all = context;
    struct object *copy =
        call_append(all->call, &all->objects->at, &all->objects->count, sizeof *copy);

    if (!copy)
        return false;
    *copy = *o;
    copy->name = o->name ? call_text(all->call, o->name, strlen(o->name)) : NULL;
    copy->json = call_text(all->call, o->json, o->length);
    return copy->json && (!o->name || copy->name);
}

bool objects_select(struct work *w, const struct selection *which, struct objects *out)
{
    struct collected all = { w->call, out };

    *out = (struct objects){ 0 };
    return store_each(w->call, w->store, which, collect, &all);
}

const char *object_title(struct work *w, uint32_t kind, const struct hcn_guid *id)
{
    const char *word = kind_row(kind)->word, *title;
    struct object o;
    bool found;

    if (store_get(w->call, w->store, kind, id, &o, &found) && found && !text_empty(o.name))
        title = call_format(w->call, "%s \"%s\" (%s)", word, o.name, guid_text(id).s);
    else
        title = call_format(w->call, "%s %s", word, guid_text(id).s);
    return title ? title : word;
}

bool object_new_id(struct work *w, const struct hcn_guid *wanted, int32_t taken,
                   struct hcn_guid *out)
{
    const struct request *q = w->request;
    struct object o;
    bool found;

    *out = guid_is_zero(&q->id) ? *wanted : q->id;
    if (guid_is_zero(out) && !guid_new(w->call, out))
        return false;
    w->made = *out;
    if (!store_get(w->call, w->store, q->kind, out, &o, &found))
        return false;
    if (found)
        return fail(w->call, taken, "%s %s exists already", kind_row(q->kind)->word,
                    guid_text(out).s);
    return true;
}

void object_said(void *document, struct object *o)
{
    o->id = *(const struct hcn_guid *)base_member(document, "ID");
    o->name = *(const char *const *)base_member(document, "Name");
}

bool object_name(struct work *w, void *document, int32_t taken, struct object *o)
{
    struct hcn_guid wanted;

    object_said(document, o);
    wanted = o->id;
    if (!object_new_id(w, &wanted, taken, &o->id))
        return false;
    *(struct hcn_guid *)base_give(document, "ID") = o->id;
    return true;
}

void *object_settings(struct work *w, const struct record *r)
{
    const char *json = w->request->json;

    if (!json) {
        fail(w->call, E_INVALIDARG, "%s: no document was given", r->name);
        return NULL;
    }
    return document_read(w->call, r, json, strlen(json), STRICT);
}

void *object_create_settings(struct work *w)
{
    const char *json = w->request->json;

    if (!json)
        return object_settings(w, kind_row(w->request->kind)->record);
    return version1_read(w->call, w->request->kind, json, strlen(json), &w->older);
}

struct hcn_additional_params *params_read(struct work *w, const char *path, const char *json)
{
    struct hcn_additional_params *params;

    if (text_empty(json) || *json != '{')
        json = "{}";
    params =
        document_read_part(w->call, &additional_params_record, path, json, strlen(json), STRICT);
    if (params && !params->on_linux)
        params->on_linux = document_new(w->call, &linux_params_record);
    return failed(w->call) ? NULL : params;
}

static bool says_nothing(struct work *w, const void *document)
{
    const char *text = document_print(w->call, document, NULL);

    return text && !strcmp(text, "{}");
}

bool params_write(struct work *w, void *document, const char **member,
                  struct hcn_additional_params *params)
{
    if (params->on_linux && says_nothing(w, params->on_linux))
        document_drop(params, &params->on_linux);
    *member = document_print(w->call, params, NULL);
    if (*member && !strcmp(*member, "{}"))
        document_drop(document, member);
    return !failed(w->call);
}

bool object_show(struct work *w, const struct object *o, const char **json, size_t *length)
{
    void *document;

    *json = o->json;
    *length = o->length;
    if (o->state != STATE_DEGRADED)
        return json_is_whole(o->json, o->length) || object_document(w, o);
    document = object_document(w, o);
    if (!document)
        return false;
    *(uint16_t *)base_give(document, "State") = STATE_DEGRADED;
    *json = print_answer(w, o->kind, document, length);
    return *json != NULL;
}
