/*
 * typed.h - the public functions that every kind of object has.
 *
 * A macro, because they differ in nothing but the names: the library keeps handles, documents and
 * lists of different kinds apart, and what is inside is one struct handle for all.
 */
#ifndef CLIENT_TYPED_H
#define CLIENT_TYPED_H

#include "client/handle.h"
#include "schema/records.h"

/* clang-format off */
#define TYPED_FUNCTIONS(noun, KIND)                                                                \
    struct hcn_##noun *hcn_##noun##_create_json(struct hcn_call *call,                             \
        struct hcn_service *service, const struct hcn_guid *id, const char *json)                  \
    {                                                                                              \
        const struct request q = {                                                                 \
            .kind = KIND, .verb = VERB_CREATE, .id = id_or_zero(id), .json = json                  \
        };                                                                                         \
                                                                                                   \
        return (struct hcn_##noun *)handle_create(call, service, &q);                              \
    }                                                                                              \
    struct hcn_##noun *hcn_##noun##_create(struct hcn_call *call, struct hcn_service *service,     \
        const struct hcn_guid *id, const struct hcn_##noun##_document *settings)                   \
    {                                                                                              \
        const char *json = document_text(call, &noun##_record, settings);                          \
                                                                                                   \
        return json ? hcn_##noun##_create_json(call, service, id, json) : NULL;                    \
    }                                                                                              \
    struct hcn_##noun *hcn_##noun##_ensure(struct hcn_call *call, struct hcn_service *service,     \
        const struct hcn_##noun##_document *settings, struct hcn_ensured *out)                     \
    {                                                                                              \
        return (struct hcn_##noun *)handle_ensure(call, service, KIND, settings, out);             \
    }                                                                                              \
    struct hcn_##noun *hcn_##noun##_ensure_json(struct hcn_call *call,                             \
        struct hcn_service *service, const char *json, struct hcn_ensured *out)                    \
    {                                                                                              \
        return (struct hcn_##noun *)handle_ensure_json(call, service, KIND, json, out);            \
    }                                                                                              \
    struct hcn_##noun *hcn_##noun##_open(struct hcn_call *call, struct hcn_service *service,       \
        const struct hcn_guid *id)                                                                 \
    {                                                                                              \
        return (struct hcn_##noun *)handle_open(call, service, KIND, id);                          \
    }                                                                                              \
    bool hcn_##noun##_delete(struct hcn_call *call, struct hcn_service *service,                   \
        const struct hcn_guid *id)                                                                 \
    {                                                                                              \
        return service_delete(call, service, KIND, id);                                            \
    }                                                                                              \
    bool hcn_##noun##_modify_json(struct hcn_call *call, struct hcn_##noun *handle,                \
        const char *json)                                                                          \
    {                                                                                              \
        return handle_modify(call, (struct handle *)handle, json);                                 \
    }                                                                                              \
    const char *hcn_##noun##_query_json(struct hcn_call *call, struct hcn_##noun *handle,          \
        const char *query)                                                                         \
    {                                                                                              \
        return handle_query(call, (struct handle *)handle, VERB_QUERY, query);                     \
    }                                                                                              \
    struct hcn_##noun##_document *hcn_##noun##_query(struct hcn_call *call,                        \
        struct hcn_##noun *handle, const char *query)                                              \
    {                                                                                              \
        return handle_read(call, (struct handle *)handle, VERB_QUERY, query, &noun##_record);      \
    }                                                                                              \
    bool hcn_##noun##_enumerate(struct hcn_call *call, struct hcn_service *service,                \
        const char *query, struct hcn_guid_list *out)                                              \
    {                                                                                              \
        return service_enumerate(call, service, KIND, query, out);                                 \
    }                                                                                              \
    bool hcn_##noun##_list(struct hcn_call *call, struct hcn_service *service, const char *query,  \
        struct hcn_##noun##_list *out)                                                             \
    {                                                                                              \
        return service_list(call, service, KIND, query, out);                                      \
    }                                                                                              \
    struct hcn_guid hcn_##noun##_id(const struct hcn_##noun *handle)                               \
    {                                                                                              \
        return handle_id((const struct handle *)handle);                                           \
    }                                                                                              \
    void *hcn_##noun##_raw(const struct hcn_##noun *handle)                                        \
    {                                                                                              \
        return handle_raw((const struct handle *)handle);                                          \
    }                                                                                              \
    struct hcn_##noun *hcn_##noun##_from_raw(struct hcn_call *call, struct hcn_service *service,   \
        void *raw)                                                                                 \
    {                                                                                              \
        return (struct hcn_##noun *)handle_from_raw(call, service, KIND, raw);                     \
    }                                                                                              \
    void *hcn_##noun##_into_raw(struct hcn_##noun *handle)                                         \
    {                                                                                              \
        return handle_into_raw((struct handle *)handle);                                           \
    }                                                                                              \
    void hcn_##noun##_close(struct hcn_##noun *handle)                                             \
    {                                                                                              \
        handle_close((struct handle *)handle);                                                     \
    }
/* clang-format on */

#endif
