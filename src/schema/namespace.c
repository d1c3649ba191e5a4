/* namespace.c - HostComputeNamespace. */
#include "schema/object_fields.h"
#include "schema/records.h"

static const struct word namespace_type[] = {
    { "Host", HCN_NAMESPACE_HOST },
    { "HostDefault", HCN_NAMESPACE_HOST_DEFAULT },
    { "Guest", HCN_NAMESPACE_GUEST },
    { "GuestDefault", HCN_NAMESPACE_GUEST_DEFAULT },
};
const struct words namespace_type_words = WORDS(namespace_type, 0);

static const struct word resource_type[] = {
    { "Container", HCN_RESOURCE_CONTAINER },
    { "Endpoint", HCN_RESOURCE_ENDPOINT },
};
const struct words resource_type_words = WORDS(resource_type, 0);

static const struct field resource_data_fields[] = {
    FIELD(hcn_resource_data, id, "Id"),
};
const struct record resource_data_record =
    TABLE(hcn_resource_data, "resource data", resource_data_fields);

static const struct field resource_fields[] = {
    ALWAYS_WORD(hcn_resource, type, "Type", &resource_type_words),
    RECORD(hcn_resource, data, "Data", &resource_data_record),
};
const struct record resource_record = TABLE(hcn_resource, "resource", resource_fields);

static const struct field namespace_fields[] = {
    NAMESPACE_FIELDS(RECORD_LIST(hcn_namespace_document, resources, "Resources", &resource_record)),
};
const struct record namespace_record = TABLE(hcn_namespace_document, "namespace", namespace_fields);
