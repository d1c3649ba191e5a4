/* ask_objects.c - what stories ask of objects. */
#include "cli/asking.h"

static void answer_id(struct asking *a, const struct hcn_guid *id)
{
    struct text x = { .call = a->t.call };
    char text[HCN_GUID_TEXT];

    hcn_guid_print(id, text);
    text_add(&x, "{\"ID\":\"%s\"}", text);
    a->out->json = x.at;
}

static struct story_object *find_object(struct asking *a)
{
    for (size_t i = 0; i < a->s->objects.count; i++) {
        struct story_object *o = a->s->objects.at[i];

        if (o->noun == a->noun && hcn_guid_equal(&o->id, &a->id))
            return o;
    }
    return NULL;
}

/* The object of the request; a new one when it is not known. */
static struct story_object *keep_object(struct asking *a, const struct hcn_guid *id)
{
    struct hcn_call *call = a->s->t->call;
    struct story_object *o;

    a->id = *id;
    o = find_object(a);
    if (o || !(o = hcn_call_memory(call, sizeof *o)))
        return o;
    o->noun = a->noun;
    o->id = *id;
    return hcn_list_append(call, &a->s->objects, o) ? o : NULL;
}

/* The handle that the story holds, or one for this request. */
static void *begin_use(struct asking *a)
{
    const struct story_object *o = find_object(a);

    return o && o->handle ? o->handle : a->noun->open(&a->t, &a->id);
}

static void end_use(struct asking *a, void *handle)
{
    const struct story_object *o = find_object(a);

    if (!o || handle != o->handle)
        a->noun->close(handle);
}

void ask_create(struct asking *a)
{
    struct hcn_guid network = { 0 }, made;
    struct story_object *o;

    if (a->count > 4)
        (void)hcn_guid_parse(a->words[4], &network);
    if (!a->noun->create(&a->t, &network, a->wanted, a->json, &made))
        return;
    answer_id(a, &made);
    o = keep_object(a, &made);
    if (o)
        o->made = true;
}

void ask_open(struct asking *a)
{
    void *handle = a->noun->open(&a->t, &a->id);

    if (handle)
        answer_id(a, &a->id);
    a->noun->close(handle);
}

void ask_hold(struct asking *a)
{
    struct story_object *o = keep_object(a, &a->id);

    if (o && !o->handle)
        o->handle = a->noun->open(&a->t, &a->id);
}

void ask_drop(struct asking *a)
{
    struct story_object *o = find_object(a);

    if (!o)
        return;
    a->noun->close(o->handle);
    o->handle = NULL;
}

void ask_query(struct asking *a)
{
    void *handle = begin_use(a);

    a->out->json = a->noun->query(&a->t, handle, a->json);
    end_use(a, handle);
}

void ask_modify(struct asking *a)
{
    void *handle = begin_use(a);

    (void)a->noun->modify(&a->t, handle, a->json);
    end_use(a, handle);
}

void ask_delete(struct asking *a)
{
    (void)a->noun->remove(&a->t, &a->id);
}

void ask_statistics(struct asking *a)
{
    void *handle = begin_use(a);
    struct hcn_statistics *counters = hcn_endpoint_statistics(a->t.call, handle);

    if (counters)
        a->out->json = hcn_document_print(a->t.call, counters);
    end_use(a, handle);
}

void ask_enumerate(struct asking *a)
{
    struct text x = { .call = a->t.call };
    struct hcn_guid_list ids = { NULL, 0 };
    char text[HCN_GUID_TEXT];

    if (!a->noun->enumerate(&a->t, a->json, &ids))
        return;
    text_add(&x, "[");
    for (size_t i = 0; i < ids.count; i++) {
        hcn_guid_print(&ids.at[i], text);
        text_add(&x, "%s\"%s\"", i ? "," : "", text);
    }
    text_add(&x, "]");
    a->out->json = x.at;
}

void ask_list(struct asking *a)
{
    struct text x = { .call = a->t.call };
    size_t count;
    void **at;

    if (!a->noun->list(&a->t, a->json, &at, &count))
        return;
    text_add(&x, "[");
    for (size_t i = 0; i < count; i++) {
        const char *json = hcn_document_print(a->t.call, at[i]);

        text_add(&x, "%s%s", i ? "," : "", json ? json : "null");
    }
    text_add(&x, "]");
    a->out->json = x.at;
}
