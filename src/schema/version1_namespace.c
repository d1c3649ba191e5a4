/* version1_namespace.c - namespaces of version 1. */
#include "base/guid.h"
#include "schema/document.h"
#include "schema/object_fields.h"
#include "schema/records.h"
#include "schema/version1_parts.h"

/* Resources tells what a Windows switch is made of: no list, and not looked at. */
static const struct field namespace_fields[] = {
    NAMESPACE_FIELDS(ANY(hcn_namespace_document, resources, "Resources")),
    RECORD_LIST(version1_namespace, resource_list, "ResourceList", &resource_record),
    FIELD(version1_namespace, compartment_id, "CompartmentId"),
    FIELD(version1_namespace, compartment_guid, "CompartmentGuid"),
    FIELD(version1_namespace, is_default, "IsDefault"),
    LIST(version1_namespace, containers, "Containers"),
};
const struct record version1_namespace_record =
    TABLE(version1_namespace, "namespace", namespace_fields);

bool namespace_fold(struct hcn_call *c, void *document)
{
    struct version1_namespace *n = document;

    if (!version1_alone(c, n, &n->compartment_id, &n->now.namespace_id) ||
        !version1_alone(c, n, &n->compartment_guid, &n->now.namespace_guid))
        return false;
    if (n->compartment_id)
        n->now.namespace_id = n->compartment_id;
    if (!guid_is_zero(&n->compartment_guid))
        n->now.namespace_guid = n->compartment_guid;
    if (n->is_default && n->now.type == HCN_NAMESPACE_HOST)
        n->now.type = HCN_NAMESPACE_HOST_DEFAULT;
    n->now.resources.at = n->resource_list.at;
    n->now.resources.count = n->resource_list.count;
    return true;
}

static bool list_containers(struct hcn_call *c, struct version1_namespace *n)
{
    for (size_t i = 0; i < n->resource_list.count; i++) {
        const struct hcn_resource *r = n->resource_list.at[i];

        if (r->type == HCN_RESOURCE_CONTAINER && r->data && r->data->id &&
            !version1_append(c, &n->containers.at, &n->containers.count, r->data->id))
            return false;
    }
    return true;
}

/* Those that somebody made say a version, without which there are clients that cannot read them
 * (zlayer-hns): not 2, as what of it is read is not of version 1. */
static bool say_version(struct hcn_call *c, struct hcn_namespace_document *n)
{
    if (n->type == HCN_NAMESPACE_HOST_DEFAULT || !n->schema_version || n->schema_version->major < 2)
        return true;
    n->schema_version = document_new(c, &schema_version_record);
    if (n->schema_version)
        n->schema_version->major = 1;
    return n->schema_version != NULL;
}

bool namespace_unfold(struct hcn_call *c, void *document, const struct version1_view *view)
{
    struct version1_namespace *n = document;

    (void)view;
    if (!say_version(c, &n->now))
        return false;
    n->resource_list.at = n->now.resources.at;
    n->resource_list.count = n->now.resources.count;
    n->compartment_id = n->now.namespace_id;
    n->compartment_guid = n->now.namespace_guid;
    n->is_default =
        n->now.type == HCN_NAMESPACE_HOST_DEFAULT || n->now.type == HCN_NAMESPACE_GUEST_DEFAULT;
    document_give(n, &n->resource_list);
    document_give(n, &n->compartment_id);
    document_give(n, &n->is_default);
    document_give(n, &n->containers);
    document_drop(n, &n->now.namespace_id);
    document_drop(n, &n->now.namespace_guid);
    document_drop(n, &n->now.create_with_compartment);
    document_drop(n, &n->now.resources);
    if (n->now.type == HCN_NAMESPACE_HOST || n->now.type == HCN_NAMESPACE_HOST_DEFAULT)
        document_drop(n, &n->now.type); /* IsDefault says it */
    return list_containers(c, n);
}
